{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='mention_actor_id',
        meta={'touched_key': 'article_id'},
    )
}}

with mention_actors as (
    select * from {{ ref('stg_mention_actors') }}
    where {{ is_touched('article_id') }}
),

final as (
    select
        {{ stable_key(['mention_id', 'role', 'ordinal']) }} as mention_actor_id,
        mention_id,
        article_id,
        actor_id,
        role,
        ordinal,
        code,
        text,
        char_start,
        char_end,
        ingest_date
    from mention_actors
)

select * from final
