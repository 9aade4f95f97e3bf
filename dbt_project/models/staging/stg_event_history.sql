with source as (
    select * from {{ partitions_of(source('resolved', 'event_history')) }}
),

renamed as (
    select
        event_id,
        other_event_id,
        run_id,
        change,
        moved_reports,
        ingest_date,
        {{ utc_timestamp('decided_at') }} as decided_at
    from source
)

select * from renamed
