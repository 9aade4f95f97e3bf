with events as (
    select * from {{ ref('fct_events') }}
),

event_types as (
    select * from {{ ref('dim_event_types') }}
),

statuses as (
    select * from {{ ref('statuses') }}
),

sectors as (
    select * from {{ ref('sector_kinds') }}
),

places as (
    select * from {{ ref('dim_places') }}
),

-- The side of an event: the code that most of its mentions name in that role.
side_votes as (
    select
        mentions.event_id,
        participants.role,
        participants.code,
        row_number() over (
            partition by mentions.event_id, participants.role
            order by count(distinct mentions.mention_id) desc, participants.code asc
        ) as place
    from {{ ref('bridge_mention_actors') }} as participants
    inner join {{ ref('fct_event_mentions') }} as mentions
        on participants.mention_id = mentions.mention_id
    where mentions.is_current and participants.code is not null
    group by mentions.event_id, participants.role, participants.code
),

sides as (
    select
        side_votes.event_id,
        side_votes.role,
        side_votes.code,
        {{ kind_of_actor('side_votes.code', 'sectors.actor_kind') }} as kind
    from side_votes
    left join sectors
        on {{ sector_of_code('side_votes.code') }} = sectors.sector_code
    where side_votes.place = 1
),

-- What is planned or denied is no death.
deaths as (
    select
        event_values.event_id,
        min(coalesce(event_values.low, event_values.value, event_values.high)) as deaths_low,
        max(
            case when event_values.is_published then coalesce(event_values.value, event_values.low, event_values.high) end
        ) as deaths_best,
        max(coalesce(event_values.high, event_values.value, event_values.low)) as deaths_high
    from {{ ref('fct_event_values') }} as event_values
    where event_values.field = 'killed' and event_values.unit = 'person' and not event_values.is_prospective
    group by event_values.event_id
),

coded as (
    select
        events.*,
        event_types.cameo_root,
        event_types.cameo_code,
        event_types.gdelt_quad_class,
        event_types.conflict_cooperation_score,
        event_types.ucdp_fit,
        statuses.stance,
        actors.code as side_a_code,
        recipients.code as side_b_code,
        coalesce(actors.kind, 'unknown') as side_a_kind,
        coalesce(recipients.kind, 'unknown') as side_b_kind,
        deaths.deaths_low,
        deaths.deaths_best,
        deaths.deaths_high
    from events
    inner join event_types
        on events.event_type_key = event_types.event_type_key
    inner join statuses
        on events.status = statuses.status
    left join sides as actors
        on
            events.event_id = actors.event_id
            and actors.role = 'actor'
    left join sides as recipients
        on
            events.event_id = recipients.event_id
            and recipients.role = 'recipient'
    left join deaths
        on events.event_id = deaths.event_id
),

-- Of the categories that fit, the one that says most of the sides.
acled_votes as (
    select
        coded.event_id,
        acled.acled_event_type,
        acled.acled_sub_event_type,
        acled.acled_fit,
        row_number() over (
            partition by coded.event_id
            order by
                case when acled.recipient_kind = 'any' then 1 else 0 end asc,
                case when acled.actor_kind = 'any' then 1 else 0 end asc
        ) as place
    from coded
    inner join {{ ref('acled_categories') }} as acled
        on
            coded.event_type = acled.event_type
            and coalesce(coded.event_mode, '') = coalesce(acled.event_mode, '')
            and acled.actor_kind in ('any', coded.side_a_kind)
            and acled.recipient_kind in ('any', coded.side_b_kind)
),

final as (
    select
        coded.event_id,
        {{ event_day('coded') }} as event_day,
        coded.event_date_start,
        coded.event_date_end,
        coded.event_type_key,
        coded.status,
        coded.stance = 'affirms' as is_affirmed,
        coded.is_disputed,
        coded.side_a_code,
        coded.side_a_kind,
        coded.side_b_code,
        coded.side_b_kind,
        coded.cameo_root,
        coded.cameo_code,
        coded.gdelt_quad_class,
        coded.conflict_cooperation_score,
        acled_votes.acled_event_type,
        acled_votes.acled_sub_event_type,
        acled_votes.acled_fit,
        types_of_violence.type_of_violence as ucdp_type_of_violence,
        coded.deaths_low,
        coded.deaths_best,
        coded.deaths_high,
        places.name as place_name,
        places.admin1_name,
        coded.country_code,
        places.latitude,
        places.longitude,
        place_precisions.ged_where_prec,
        place_precisions.acled_geo_precision,
        place_precisions.gdelt_geo_type,
        date_precisions.ged_date_prec,
        date_precisions.acled_time_precision,
        coded.mention_count,
        coded.article_count,
        coded.independent_source_count,
        coded.first_reported_at
    from coded
    inner join acled_votes
        on
            coded.event_id = acled_votes.event_id
            and acled_votes.place = 1
    -- UCDP counts an event where somebody was killed by an organized group, by what is told and not denied.
    left join {{ ref('ucdp_types_of_violence') }} as types_of_violence
        on
            coded.side_a_kind = types_of_violence.actor_kind
            and coded.side_b_kind = types_of_violence.recipient_kind
            and coded.ucdp_fit <> 'none'
            and coded.stance = 'affirms'
            and coded.deaths_high >= 1
    left join {{ ref('dim_place_precisions') }} as place_precisions
        on coalesce(coded.place_precision, 'unknown') = place_precisions.place_precision
    left join {{ ref('dim_date_precisions') }} as date_precisions
        on coded.date_precision = date_precisions.date_precision
    left join places
        on coded.place_id = places.place_id
)

select * from final
