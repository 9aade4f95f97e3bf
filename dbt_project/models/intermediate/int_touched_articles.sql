{{ config(materialized='table') }}

with told as (
    select article_id from {{ ref('stg_touched_articles') }}
),

everything as (
    select article_id from {{ ref('stg_articles') }}
    where {{ is_full_build() }}
),

final as (
    select article_id from told
    union distinct
    select article_id from everything
)

select * from final
