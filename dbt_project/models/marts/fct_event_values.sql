{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='event_value_id',
        meta={'touched_key': 'event_id'},
    )
}}

with open_versions as (
    select distinct event_version_id
    from {{ ref('int_version_mentions') }}
    where recorded_to is null
),

version_values as (
    select * from {{ ref('int_version_values') }}
),

final as (
    select
        {{ stable_key(['version_values.mention_id', 'version_values.field', 'version_values.quantity_id']) }}
            as event_value_id,
        version_values.event_id,
        version_values.mention_id,
        version_values.quantity_id,
        version_values.field,
        version_values.value_text,
        version_values.side,
        version_values.value,
        version_values.low,
        version_values.high,
        version_values.unit,
        version_values.bound,
        version_values.is_prospective,
        version_values.is_disputed,
        version_values.is_published,
        version_values.ingest_date
    from version_values
    inner join open_versions
        on version_values.event_version_id = open_versions.event_version_id
)

select * from final
