with source as (
    select * from {{ partitions_of(source('resolved', 'report_events')) }}
),

renamed as (
    select
        report_id,
        event_id,
        linked_report_id,
        run_id,
        facts_key,
        match_reasons,
        match_score,
        ingest_date,
        {{ utc_timestamp('decided_at') }} as decided_at
    from source
)

select * from renamed
