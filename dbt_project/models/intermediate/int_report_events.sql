{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='report_event_id',
        meta={'touched_key': 'ingest_date', 'partitions_of': 'resolved.report_events'},
    )
}}

with rows_of_days as (
    select * from {{ ref('stg_report_events') }}
),

final as (
    select
        {{ stable_key(['report_id', 'decided_at']) }} as report_event_id,
        report_id,
        event_id,
        linked_report_id,
        match_score,
        match_reasons,
        ingest_date,
        decided_at,
        run_id
    from rows_of_days
)

select * from final
