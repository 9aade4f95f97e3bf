with source as (
    select * from {{ partitions_of(source('raw', 'duplicate_groups')) }}
),

renamed as (
    select
        article_id,
        duplicate_group_id,
        run_id,
        is_primary,
        ingest_date,
        {{ utc_timestamp('decided_at') }} as decided_at
    from source
)

select * from renamed
