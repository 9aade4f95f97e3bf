with precisions as (
    select * from {{ ref('place_precisions') }}
),

final as (
    select
        place_precision,
        place_precision_rank,
        ged_where_prec,
        acled_geo_precision,
        gdelt_geo_type,
        note
    from precisions
)

select * from final
