with fetches as (
    select * from {{ ref('fct_feed_fetches') }}
),

final as (
    select
        {{ stable_key(['feed_name', 'fetch_date']) }} as feed_day_id,
        feed_name,
        fetch_date,
        cast(sum(case when kind = 'feed' then 1 else 0 end) as bigint) as polls,
        cast(sum(case when kind = 'feed' and reason_code is not null then 1 else 0 end) as bigint) as polls_failed,
        cast(sum(case when kind = 'feed' and http_status = 304 then 1 else 0 end) as bigint) as polls_unchanged,
        cast(sum(case when kind = 'page' then 1 else 0 end) as bigint) as pages,
        cast(sum(case when kind = 'page' and reason_code is not null then 1 else 0 end) as bigint) as pages_failed,
        cast(sum(case when landing_file is not null then 1 else 0 end) as bigint) as files,
        cast(sum(byte_count) as bigint) as bytes,
        {{ distinct_list('reason_code') }} as failure_reasons,
        max(case when kind = 'feed' and reason_code is null then fetched_at end) as last_read_at
    from fetches
    group by feed_name, fetch_date
)

select * from final
