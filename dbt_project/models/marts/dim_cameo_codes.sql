with codes as (
    select * from {{ ref('cameo_codes') }}
),

final as (
    select
        cameo_code,
        substring(cameo_code, 1, 2) as cameo_root,
        event_type || coalesce(' ' || event_mode, '') as event_type_key,
        event_type,
        event_mode,
        note
    from codes
)

select * from final
