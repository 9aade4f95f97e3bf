with event_types as (
    select * from {{ ref('event_types') }}
),

final as (
    select
        event_type || coalesce(' ' || event_mode, '') as event_type_key,
        event_type,
        event_mode,
        event_family,
        quad_class,
        cameo_root,
        scheme,
        conflict_cooperation_score,
        score_origin
    from event_types
)

select * from final
