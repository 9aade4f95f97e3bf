with source as (
    select * from {{ source('normalized', 'places') }}
),

-- A source row stands for one ingest date; the newest one says what the dictionary holds now.
ranked as (
    select
        *,
        row_number() over (partition by place_id order by ingest_date desc) as newest_first
    from source
),

renamed as (
    select
        place_id,
        geonames_id,
        place_name,
        country_code,
        admin1_name,
        latitude,
        longitude,
        feature,
        precision
    from ranked
    where newest_first = 1
)

select * from renamed
