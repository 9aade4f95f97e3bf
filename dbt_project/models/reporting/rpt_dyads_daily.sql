with events as (
    select * from {{ ref('fct_events') }}
),

event_types as (
    select * from {{ ref('dim_event_types') }}
),

statuses as (
    select * from {{ ref('statuses') }}
),

mentions as (
    select * from {{ ref('fct_event_mentions') }}
    where is_current
),

participants as (
    select * from {{ ref('bridge_mention_actors') }}
    where code is not null
),

-- Every actor of a mention with every recipient of it.
pairs as (
    select distinct
        mentions.event_id,
        mentions.mention_id,
        mentions.status,
        mentions.independent_source_id,
        actors.code as actor_code,
        recipients.code as recipient_code
    from mentions
    inner join participants as actors
        on
            mentions.mention_id = actors.mention_id
            and actors.role = 'actor'
    inner join participants as recipients
        on
            mentions.mention_id = recipients.mention_id
            and recipients.role = 'recipient'
            and actors.code <> recipients.code
),

-- The status of a pair is the strongest that is told of this pair: others of the event may have done it for certain.
event_pairs as (
    select
        pairs.event_id,
        pairs.actor_code,
        pairs.recipient_code,
        min(statuses.status_rank) as status_rank,
        count(*) as mention_count,
        count(distinct pairs.independent_source_id) as independent_source_count
    from pairs
    inner join statuses
        on pairs.status = statuses.status
    group by pairs.event_id, pairs.actor_code, pairs.recipient_code
),

daily as (
    select
        {{ event_day('events') }} as event_day,
        event_pairs.actor_code,
        event_pairs.recipient_code,
        events.event_type_key,
        statuses.status,
        count(*) as event_count,
        cast(sum(event_pairs.mention_count) as bigint) as mention_count,
        max(event_pairs.independent_source_count) as most_independent_sources,
        cast(sum(case when events.is_disputed then 1 else 0 end) as bigint) as disputed_event_count
    from event_pairs
    inner join events
        on event_pairs.event_id = events.event_id
    inner join statuses
        on event_pairs.status_rank = statuses.status_rank
    group by
        {{ event_day('events') }}, event_pairs.actor_code, event_pairs.recipient_code, events.event_type_key, statuses.status
),

final as (
    select
        {{ stable_key(['daily.event_day', 'daily.actor_code', 'daily.recipient_code', 'daily.event_type_key',
            'daily.status']) }} as dyad_day_id,
        daily.event_day,
        daily.actor_code,
        {{ party_code('daily.actor_code') }} as actor_party_code,
        daily.recipient_code,
        {{ party_code('daily.recipient_code') }} as recipient_party_code,
        daily.event_type_key,
        event_types.event_type,
        event_types.event_mode,
        event_types.quad_class,
        event_types.cameo_root,
        daily.status,
        statuses.stance,
        daily.event_count,
        daily.disputed_event_count,
        daily.mention_count,
        daily.most_independent_sources,
        event_types.conflict_cooperation_score,
        event_types.conflict_cooperation_score * daily.event_count as score_total
    from daily
    inner join event_types
        on daily.event_type_key = event_types.event_type_key
    inner join statuses
        on daily.status = statuses.status
)

select * from final
