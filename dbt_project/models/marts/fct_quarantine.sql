{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='quarantine_id',
        meta={'touched_key': 'ingest_date', 'partitions_of': 'raw.quarantine'},
    )
}}

with quarantine as (
    select * from {{ ref('stg_quarantine') }}
),

final as (
    select
        quarantine_id,
        article_id,
        reason_code,
        detail,
        stage,
        landing_file,
        landing_member,
        first_bytes,
        byte_count,
        ingest_date,
        quarantined_at,
        run_id
    from quarantine
)

select * from final
