{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='event_version_id',
        meta={'touched_key': 'event_id'},
    )
}}

with told as (
    select * from {{ ref('int_version_mentions') }}
),

mention_rows as (
    select * from {{ rows_of(ref('fct_event_mentions'), 'mention_id', 'select mention_id from told', within='event_id') }}
),

mentions as (
    select
        told.event_version_id,
        told.event_id,
        told.recorded_from,
        told.recorded_to,
        told.mention_id,
        told.article_id,
        told.independent_source_id,
        mentions.event_type,
        mentions.event_mode,
        mentions.event_family,
        mentions.actor_party_code,
        mentions.recipient_party_code,
        mentions.attribution_party_code,
        mentions.place_id,
        mentions.place_precision,
        mentions.country_code,
        mentions.event_date_start,
        mentions.event_date_end,
        mentions.event_date_edtf,
        mentions.date_precision,
        mentions.published_at,
        mentions.ingest_date,
        mentions.ingested_at
    from told
    inner join mention_rows as mentions
        on told.mention_id = mentions.mention_id
),

event_values as (
    select * from {{ ref('int_version_values') }}
),

mention_actors as (
    select * from {{ rows_of(ref('bridge_mention_actors'), 'mention_id', 'select mention_id from told', within='event_id') }}
),

participants as (
    select
        mentions.event_version_id,
        participants.role,
        participants.code
    from mention_actors as participants
    inner join mentions
        on participants.mention_id = mentions.mention_id
),

-- Most often given, then the first in the alphabet, so that the answer does not depend on the order of rows.
type_votes as (
    select
        event_version_id,
        event_type,
        event_mode,
        event_family,
        row_number() over (
            partition by event_version_id
            order by count(*) desc, event_type asc, event_mode asc nulls last
        ) as place
    from mentions
    group by event_version_id, event_type, event_mode, event_family
),

place_votes as (
    select
        event_version_id,
        place_id,
        place_precision,
        country_code,
        row_number() over (
            partition by event_version_id
            order by
                case place_precision
                    when 'exact' then 1
                    when 'near' then 2
                    when 'admin1' then 3
                    when 'region' then 4
                    else 5
                end asc,
                count(*) desc, place_id asc
        ) as place
    from mentions
    where place_id is not null
    group by event_version_id, place_id, place_precision, country_code
),

-- The narrowest time that anyone gives; of two of one length, the one published first.
date_votes as (
    select
        event_version_id,
        event_date_start,
        event_date_end,
        event_date_edtf,
        date_precision,
        row_number() over (
            partition by event_version_id
            order by
                {{ days_between('event_date_start', 'event_date_end') }} asc nulls last,
                published_at asc nulls last, mention_id asc
        ) as place
    from mentions
    where event_date_edtf is not null
),

-- Where two parties contend for a place, neither leads. Who is called up belongs to the party that calls up.
told_leads as (
    select
        event_version_id,
        case
            when event_family = 'mobilize' then coalesce(actor_party_code, recipient_party_code, attribution_party_code)
            when event_family <> 'territorial_control' then actor_party_code
        end as lead_party_code
    from mentions
),

lead_votes as (
    select
        event_version_id,
        lead_party_code,
        row_number() over (
            partition by event_version_id
            order by count(*) desc, lead_party_code asc
        ) as place
    from told_leads
    where lead_party_code is not null
    group by event_version_id, lead_party_code
),

codes as (
    select
        event_version_id,
        {{ distinct_list('code', "role = 'actor'") }} as actor_codes,
        {{ distinct_list('code', "role = 'recipient'") }} as recipient_codes
    from participants
    group by event_version_id
),

published_status as (
    select
        event_version_id,
        value_text as status,
        mention_id
    from event_values
    where field = 'status' and is_published
),

figure_ranges as (
    select
        event_version_id,
        field as role,
        unit,
        is_prospective,
        max(case when is_published then value end) as value,
        min(coalesce(low, value, high)) as low,
        max(coalesce(high, value, low)) as high
    from event_values
    where quantity_id is not null
    group by event_version_id, field, unit, is_prospective
),

figures as (
    select
        event_version_id,
        {{ ordered_list(struct_of(['role', 'unit', 'low', 'value', 'high', 'is_prospective']), 'role, unit, is_prospective') }}
            as quantities
    from figure_ranges
    group by event_version_id
),

disputes as (
    select
        event_version_id,
        max(case when is_disputed then 1 else 0 end) = 1 as is_disputed
    from event_values
    group by event_version_id
),

coverage as (
    select
        mentions.event_version_id,
        mentions.event_id,
        mentions.recorded_from,
        mentions.recorded_to,
        coalesce(min(mentions.published_at), min(mentions.ingested_at)) as first_reported_at,
        coalesce(max(mentions.published_at), max(mentions.ingested_at)) as last_reported_at,
        count(*) as mention_count,
        count(distinct mentions.article_id) as article_count,
        count(distinct mentions.independent_source_id) as independent_source_count,
        max(mentions.ingested_at) as last_ingested_at,
        min(mentions.ingest_date) as ingest_date
    from mentions
    group by mentions.event_version_id, mentions.event_id, mentions.recorded_from, mentions.recorded_to
),

final as (
    select
        coverage.event_version_id,
        coverage.event_id,
        coverage.recorded_from,
        coverage.recorded_to,
        type_votes.event_type,
        type_votes.event_mode,
        type_votes.event_type || coalesce(' ' || type_votes.event_mode, '') as event_type_key,
        type_votes.event_family,
        published_status.status,
        published_status.mention_id as status_mention_id,
        lead_votes.lead_party_code,
        {{ list_or_empty('codes.actor_codes') }} as actor_codes,
        {{ list_or_empty('codes.recipient_codes') }} as recipient_codes,
        place_votes.place_id,
        place_votes.place_precision,
        place_votes.country_code,
        date_votes.event_date_start,
        date_votes.event_date_end,
        date_votes.event_date_edtf,
        coalesce(date_votes.date_precision, 'unknown') as date_precision,
        {{ list_or_empty('figures.quantities') }} as quantities,
        coverage.mention_count,
        coverage.article_count,
        coverage.independent_source_count,
        disputes.is_disputed,
        coverage.first_reported_at,
        coverage.last_reported_at,
        coverage.last_ingested_at,
        coverage.ingest_date
    from coverage
    inner join type_votes
        on
            coverage.event_version_id = type_votes.event_version_id
            and type_votes.place = 1
    inner join published_status
        on coverage.event_version_id = published_status.event_version_id
    inner join disputes
        on coverage.event_version_id = disputes.event_version_id
    left join place_votes
        on
            coverage.event_version_id = place_votes.event_version_id
            and place_votes.place = 1
    left join date_votes
        on
            coverage.event_version_id = date_votes.event_version_id
            and date_votes.place = 1
    left join lead_votes
        on
            coverage.event_version_id = lead_votes.event_version_id
            and lead_votes.place = 1
    left join codes
        on coverage.event_version_id = codes.event_version_id
    left join figures
        on coverage.event_version_id = figures.event_version_id
)

select * from final
