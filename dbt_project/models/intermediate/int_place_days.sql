{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='place_day_id',
        meta={'touched_key': 'ingest_date', 'partitions_of': 'normalized.places'},
    )
}}

with rows_of_days as (
    select * from {{ ref('stg_places') }}
),

final as (
    select
        {{ stable_key(['place_id', 'ingest_date']) }} as place_day_id,
        place_id,
        geonames_id,
        place_name,
        country_code,
        admin1_name,
        latitude,
        longitude,
        feature,
        precision,
        ingest_date
    from rows_of_days
)

select * from final
