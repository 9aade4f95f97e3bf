with places as (
    select * from {{ ref('stg_places') }}
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
        coalesce(places.precision <> 'exact', true) as is_centroid
    from places
    left join countries
        on places.country_code = countries.country_code
)

select * from final
