with mentions as (
    select * from {{ ref('fct_event_mentions') }}
    where event_type = 'MOBILIZE' and is_current
),

quantities as (
    select * from {{ ref('fct_quantities') }}
),

-- Recruits before soldiers: "call up 20,000 to replace 5,000 soldiers" calls up 20,000.
persons as (
    select
        *,
        row_number() over (partition by mention_id order by role, ordinal) as position
    from quantities
    where role in ('recruits', 'soldiers') and unit = 'person'
),

durations as (
    select
        *,
        row_number() over (partition by mention_id order by ordinal) as position
    from quantities
    where role = 'duration'
),

articles as (
    select * from {{ ref('dim_articles') }}
),

sources as (
    select * from {{ ref('dim_sources') }}
),

countries as (
    select * from {{ ref('countries') }}
),

events as (
    select * from {{ ref('fct_events') }}
),

final as (
    select
        mentions.mention_id,
        mentions.event_id,
        coalesce(mentions.actor_party_code, mentions.recipient_party_code, mentions.attribution_party_code)
            as mobilizing_party_code,
        countries.country_name as mobilizing_party_name,
        persons.role as persons_role,
        persons.value as persons,
        persons.low as persons_low,
        persons.high as persons_high,
        persons.bound as persons_bound,
        persons.text as persons_text,
        durations.value as duration,
        durations.unit as duration_unit,
        durations.text as duration_text,
        mentions.status,
        mentions.status = 'planned' as is_planned,
        events.status as event_status,
        events.status in ('happened', 'ongoing') as has_come_about,
        events.is_disputed as is_event_disputed,
        mentions.event_date_start,
        mentions.event_date_end,
        mentions.event_date_edtf,
        mentions.holder_name,
        mentions.attribution_code as holder_code,
        mentions.attribution_text as holder_text,
        mentions.article_id,
        articles.landing_file,
        sources.name as source_name,
        mentions.sentence,
        mentions.published_at
    from mentions
    inner join articles
        on mentions.article_id = articles.article_id
    inner join events
        on mentions.event_id = events.event_id
    left join persons
        on
            mentions.mention_id = persons.mention_id
            and persons.position = 1
    left join durations
        on
            mentions.mention_id = durations.mention_id
            and durations.position = 1
    left join sources
        on articles.source_id = sources.source_id
    left join countries
        on
            coalesce(mentions.actor_party_code, mentions.recipient_party_code, mentions.attribution_party_code)
            = countries.country_code
    where
        (persons.role = 'recruits' or mentions.status = 'planned')
        and not coalesce(persons.is_repeat, mentions.is_repeat)
)

select * from final
