{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='place_id',
        meta={'touched_key': 'last_named_on', 'partitions_of': 'normalized.places'},
    )
}}

with touched as (
    select place_id from {{ ref('int_place_days') }}
    where {{ is_replaced('ingest_date', 'normalized.places') }}
    {%- if is_incremental() %}
        union distinct
        select place_id from {{ this }}
        where {{ is_replaced('last_named_on', 'normalized.places') }}
    {%- endif %}
),

-- The newest day that names it says what the dictionary holds now.
ranked as (
    select
        *,
        row_number() over (partition by place_id order by ingest_date desc) as newest_first
    from {{ ref('int_place_days') }}
    where place_id in (select touched.place_id from touched)
),

places as (
    select * from ranked
    where newest_first = 1
),

countries as (
    select * from {{ ref('countries') }}
),

final as (
    select
        places.place_id,
        places.geonames_id,
        places.place_name as name,
        places.country_code,
        countries.country_name,
        places.admin1_name,
        places.feature,
        places.precision,
        places.latitude,
        places.longitude,
        coalesce(places.precision <> 'exact', true) as is_centroid,
        places.ingest_date as last_named_on
    from places
    left join countries
        on places.country_code = countries.country_code
)

select * from final
