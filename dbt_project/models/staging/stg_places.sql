with source as (
    select * from {{ partitions_of(source('normalized', 'places')) }}
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
        precision,
        ingest_date
    from source
)

select * from renamed
