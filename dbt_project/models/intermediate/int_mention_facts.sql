with mentions as (
    select * from {{ ref('stg_event_mentions') }}
    where {{ is_touched('article_id') }}
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
    where code is not null and {{ is_touched('article_id') }}
),

facts as (
    select
        mentions.mention_id,
        event_types.event_family,
        statuses.stance,
        statuses.is_prospective,
        actors.party_code as actor_party_code,
        recipients.party_code as recipient_party_code,
        {{ party_code('mentions.attribution_code') }} as attribution_party_code,
        places.country_code
    from mentions
    inner join event_types
        on
            mentions.event_type = event_types.event_type
            and coalesce(mentions.event_mode, '') = coalesce(event_types.event_mode, '')
    inner join statuses
        on mentions.status = statuses.status
    left join places
        on
            mentions.place_id = places.place_id
            and mentions.ingest_date = places.ingest_date
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
)

select * from facts
