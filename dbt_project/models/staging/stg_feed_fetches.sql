with source as (
    select * from {{ partitions_of(source('raw', 'feed_fetches')) }}
),

renamed as (
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
        {{ utc_timestamp('fetched_at') }} as fetched_at
    from source
)

select * from renamed
