{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        pre_hook='{{ forget_builds(kept=8) }}',
    )
}}

with touched as (
    select
        'article_id' as scope_key,
        article_id as touched_id
    from {{ ref('int_touched_articles') }}
    union all
    select
        'event_id' as scope_key,
        event_id as touched_id
    from {{ ref('int_touched_events') }}
),

everything as (
    select
        'all' as scope_key,
        cast(null as {{ text_type() }}) as touched_id
),

final as (
    select
        {{ build_number() }} as build_number,
        scope_key,
        touched_id
    from touched
    where not {{ is_anew() }}
    union all
    select
        {{ build_number() }} as build_number,
        scope_key,
        touched_id
    from everything
    where {{ is_anew() }}
)

select * from final
