with events as (
    select * from {{ ref('fct_events') }}
),

event_types as (
    select * from {{ ref('dim_event_types') }}
),

dated as (
    select
        {{ event_day('events') }} as event_day,
        events.event_date_start is null and events.event_date_end is null as is_day_of_report,
        events.country_code,
        events.event_type,
        events.event_mode,
        events.event_type_key,
        events.status,
        events.mention_count,
        events.article_count,
        events.is_disputed
    from events
),

final as (
    select
        {{ stable_key(['dated.event_day', 'dated.is_day_of_report', 'dated.country_code', 'dated.event_type',
            'dated.event_mode', 'dated.status']) }} as daily_id,
        dated.event_day,
        dated.is_day_of_report,
        dated.country_code,
        dated.event_type,
        dated.event_mode,
        event_types.quad_class,
        event_types.conflict_cooperation_score,
        dated.status,
        count(*) as event_count,
        cast(sum(case when dated.is_disputed then 1 else 0 end) as bigint) as disputed_event_count,
        cast(sum(dated.mention_count) as bigint) as mention_count,
        cast(sum(dated.article_count) as bigint) as article_count
    from dated
    inner join event_types
        on dated.event_type_key = event_types.event_type_key
    group by
        dated.event_day, dated.is_day_of_report, dated.country_code, dated.event_type, dated.event_mode,
        event_types.quad_class, event_types.conflict_cooperation_score, dated.status
)

select * from final
