with source as (
    select * from {{ source('touched', 'articles') }}
),

renamed as (
    select article_id
    from source
)

select * from renamed
