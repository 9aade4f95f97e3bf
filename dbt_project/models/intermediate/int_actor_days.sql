{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='actor_day_id',
        meta={'touched_key': 'ingest_date', 'partitions_of': 'normalized.actors'},
    )
}}

with rows_of_days as (
    select * from {{ ref('stg_actors') }}
),

final as (
    select
        {{ stable_key(['actor_id', 'ingest_date']) }} as actor_day_id,
        actor_id,
        code,
        country_code,
        sector_code,
        name,
        wikidata_id,
        ingest_date
    from rows_of_days
)

select * from final
