with source as (
    select * from {{ source('touched', 'events') }}
),

renamed as (
    select event_id
    from source
)

select * from renamed
