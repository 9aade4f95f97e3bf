with known_days as (
    select event_date_start as known_day from {{ ref('fct_event_mentions') }}
    union all
    select event_date_end as known_day from {{ ref('fct_event_mentions') }}
    union all
    select cast(published_at as date) as known_day from {{ ref('dim_articles') }}
    union all
    select ingest_date as known_day from {{ ref('dim_articles') }}
),

span as (
    select
        min(known_day) as first_day,
        max(known_day) as last_day
    from known_days
),

days as (
    select {{ each_day('first_day', 'last_day') }}
    from span
),

final as (
    select
        date_day,
        cast(extract(year from date_day) as integer) as year_number,
        cast(extract(quarter from date_day) as integer) as quarter_number,
        cast(extract(month from date_day) as integer) as month_number,
        cast(extract(day from date_day) as integer) as day_of_month,
        {{ iso_weekday('date_day') }} as iso_weekday,
        cast(extract(week from date_day) as integer) as iso_week,
        cast(date_trunc('month', date_day) as date) as month_start
    from days
)

select * from final
