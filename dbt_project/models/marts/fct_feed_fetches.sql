{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='fetch_id',
        meta={'touched_key': 'fetch_date', 'partitions_of': 'raw.feed_fetches'},
    )
}}

with feed_fetches as (
    select * from {{ ref('stg_feed_fetches') }}
),

final as (
    select
        fetch_id,
        run_id,
        feed_name,
        kind,
        url,
        final_url,
        reason_code,
        detail,
        landing_file,
        http_status,
        byte_count,
        seconds,
        fetch_date,
        fetched_at
    from feed_fetches
)

select * from final
