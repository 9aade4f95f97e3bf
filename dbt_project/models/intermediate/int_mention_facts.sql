with mentions as (
    select * from {{ ref('stg_event_mentions') }}
),

articles as (
    select * from {{ ref('int_articles') }}
),

standings as (
    select * from {{ ref('int_article_standings') }}
),

event_types as (
    select * from {{ ref('event_types') }}
),

statuses as (
    select * from {{ ref('statuses') }}
),

places as (
    select * from {{ ref('stg_places') }}
),

parties as (
    select
        mention_id,
        role,
        {{ party_code('code') }} as party_code,
        row_number() over (partition by mention_id, role order by ordinal) as position
    from {{ ref('stg_mention_actors') }}
    where code is not null
),

-- The number that tells one event from another: how many were called up, killed, captured. A distance or an age does not.
telling_quantities as (
    select
        mention_id,
        role,
        si_unit,
        coalesce(si_value, si_low, si_high) as si_value,
        row_number() over (partition by mention_id order by ordinal) as position
    from {{ ref('stg_mention_quantities') }}
    where role not in ('distance', 'duration', 'age', 'share', 'other')
),

facts as (
    select
        mentions.mention_id,
        mentions.article_id,
        mentions.event_type,
        mentions.event_mode,
        event_types.event_family,
        mentions.status,
        statuses.status_rank,
        statuses.stance,
        statuses.is_prospective,
        actors.party_code as actor_party_code,
        recipients.party_code as recipient_party_code,
        {{ party_code('mentions.attribution_code') }} as attribution_party_code,
        mentions.place_id,
        mentions.place_precision,
        places.country_code,
        mentions.event_date_start,
        mentions.event_date_end,
        mentions.event_date_edtf,
        mentions.date_precision,
        telling_quantities.role as quantity_role,
        telling_quantities.si_unit as quantity_unit,
        telling_quantities.si_value as quantity_value,
        mentions.confidence,
        articles.duplicate_group_id,
        articles.published_at,
        cast(articles.published_at as date) as published_on,
        mentions.ingest_date,
        standings.first_ingest_date,
        standings.is_current
    from mentions
    inner join articles
        on mentions.article_id = articles.article_id
    left join standings
        on mentions.article_id = standings.article_id
    inner join event_types
        on
            mentions.event_type = event_types.event_type
            and coalesce(mentions.event_mode, '') = coalesce(event_types.event_mode, '')
    inner join statuses
        on mentions.status = statuses.status
    left join places
        on mentions.place_id = places.place_id
    left join parties as actors
        on
            mentions.mention_id = actors.mention_id
            and actors.role = 'actor'
            and actors.position = 1
    left join parties as recipients
        on
            mentions.mention_id = recipients.mention_id
            and recipients.role = 'recipient'
            and recipients.position = 1
    left join telling_quantities
        on
            mentions.mention_id = telling_quantities.mention_id
            and telling_quantities.position = 1
)

select * from facts
