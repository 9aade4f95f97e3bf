with events as (
    select * from {{ ref('fct_events') }}
),

-- An event counts on its first possible day; one of unknown date on the day of its first report.
dated as (
    select
        coalesce(event_date_start, event_date_end, cast(first_reported_at as date)) as event_day,
        event_date_start is null and event_date_end is null as is_day_of_report,
        country_code,
        event_type,
        event_mode,
        status,
        mention_count,
        article_count,
        is_disputed
    from events
),

final as (
    select
        {{ stable_key(['event_day', 'is_day_of_report', 'country_code', 'event_type', 'event_mode', 'status']) }} as daily_id,
        event_day,
        is_day_of_report,
        country_code,
        event_type,
        event_mode,
        status,
        count(*) as event_count,
        cast(sum(case when is_disputed then 1 else 0 end) as bigint) as disputed_event_count,
        cast(sum(mention_count) as bigint) as mention_count
    from dated
    group by event_day, is_day_of_report, country_code, event_type, event_mode, status
)

select * from final
