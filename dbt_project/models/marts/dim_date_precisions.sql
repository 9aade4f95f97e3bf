with precisions as (
    select * from {{ ref('date_precisions') }}
),

final as (
    select
        date_precision,
        date_precision_rank,
        ged_date_prec,
        acled_time_precision,
        note
    from precisions
)

select * from final
