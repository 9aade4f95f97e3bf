with event_types as (
    select * from {{ ref('event_types') }}
),

cameo as (
    select * from {{ ref('cameo_categories') }}
),

-- Who acts and who is hit may change the category: see seeds/acled_categories.csv and `reporting.rpt_event_codes`.
acled as (
    select * from {{ ref('acled_categories') }}
    where actor_kind = 'any' and recipient_kind = 'any'
),

ucdp as (
    select * from {{ ref('ucdp_categories') }}
),

final as (
    select
        event_types.event_type || coalesce(' ' || event_types.event_mode, '') as event_type_key,
        event_types.event_type,
        event_types.event_mode,
        event_types.event_family,
        event_types.quad_class,
        event_types.cameo_root,
        event_types.scheme,
        event_types.conflict_cooperation_score,
        event_types.score_origin,
        case event_types.quad_class
            when 'Verbal Cooperation' then 1
            when 'Material Cooperation' then 2
            when 'Verbal Conflict' then 3
            when 'Material Conflict' then 4
        end as gdelt_quad_class,
        cameo.cameo_code,
        cameo.cameo_fit,
        cameo.cameo_note,
        acled.acled_event_type,
        acled.acled_sub_event_type,
        acled.acled_fit,
        acled.acled_note,
        ucdp.ucdp_fit,
        ucdp.ucdp_note
    from event_types
    inner join cameo
        on
            event_types.event_type = cameo.event_type
            and coalesce(event_types.event_mode, '') = coalesce(cameo.event_mode, '')
    inner join acled
        on
            event_types.event_type = acled.event_type
            and coalesce(event_types.event_mode, '') = coalesce(acled.event_mode, '')
    inner join ucdp
        on
            event_types.event_type = ucdp.event_type
            and coalesce(event_types.event_mode, '') = coalesce(ucdp.event_mode, '')
)

select * from final
