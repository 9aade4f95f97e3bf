{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='event_change_id',
        meta={'touched_key': 'ingest_date', 'partitions_of': 'resolved.event_history'},
    )
}}

with rows_of_days as (
    select * from {{ ref('stg_event_history') }}
),

final as (
    select
        {{ stable_key(['event_id', 'change', 'decided_at']) }} as event_change_id,
        event_id,
        change,
        other_event_id,
        moved_reports,
        decided_at,
        ingest_date,
        run_id
    from rows_of_days
)

select * from final
