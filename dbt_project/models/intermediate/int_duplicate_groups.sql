{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='duplicate_group_decision_id',
        meta={'touched_key': 'ingest_date', 'partitions_of': 'raw.duplicate_groups'},
    )
}}

with rows_of_days as (
    select * from {{ ref('stg_duplicate_groups') }}
),

final as (
    select
        {{ stable_key(['article_id', 'decided_at']) }} as duplicate_group_decision_id,
        article_id,
        duplicate_group_id,
        is_primary,
        ingest_date,
        decided_at
    from rows_of_days
)

select * from final
