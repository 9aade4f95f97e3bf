with source as (
    select * from {{ partitions_of(source('raw', 'quarantine')) }}
),

renamed as (
    select
        quarantine_id,
        article_id,
        content_sha256,
        run_id,
        reason_code,
        detail,
        landing_file,
        first_bytes,
        stage,
        landing_member,
        byte_count,
        ingest_date,
        {{ utc_timestamp('quarantined_at') }} as quarantined_at
    from source
)

select * from renamed
