{{ config(materialized='table') }}

{%- set compared_roles = (
    'soldiers', 'killed', 'wounded', 'captured', 'civilians', 'recruits', 'displaced', 'cost', 'aid', 'equipment', 'area'
) %}

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
        told.mention_id,
        told.article_id,
        told.duplicate_group_id,
        told.independent_source_id,
        told.is_repeat,
        mentions.event_family,
        mentions.event_type,
        mentions.status,
        mentions.stance,
        mentions.is_prospective,
        mentions.actor_party_code,
        mentions.recipient_party_code,
        mentions.country_code,
        mentions.attribution_actor_id,
        -- States and armed groups are parties; a doctor or a resident of a country does not speak for it.
        case
            when {{ kind_of_actor('mentions.attribution_code', 'sectors.actor_kind') }} <> 'civilians'
                then mentions.attribution_party_code
        end as speaking_party_code,
        mentions.holder_id,
        mentions.published_at,
        mentions.ingest_date,
        mentions.ingested_at
    from told
    inner join mention_rows as mentions
        on told.mention_id = mentions.mention_id
    left join {{ ref('sector_kinds') }} as sectors
        on {{ sector_of_code('mentions.attribution_code') }} = sectors.sector_code
),

quantities as (
    select * from {{ rows_of(ref('fct_quantities'), 'mention_id', 'select mention_id from told', within='event_id') }}
),

statuses as (
    select * from {{ ref('statuses') }}
),

-- Who fights in an event, or whose land it is, has an interest in what is said of it.
parties as (
    select
        event_version_id,
        actor_party_code as party_code
    from mentions
    union distinct
    select
        event_version_id,
        recipient_party_code as party_code
    from mentions
    union distinct
    select
        event_version_id,
        country_code as party_code
    from mentions
),

-- A mention that only looks ahead neither affirms nor contradicts anything.
status_values as (
    select
        mentions.event_version_id,
        mentions.mention_id,
        cast(null as {{ text_type() }}) as quantity_id,
        'status' as field,
        mentions.status as value_text,
        mentions.stance as side,
        cast(null as double) as value,
        cast(null as double) as low,
        cast(null as double) as high,
        cast(null as {{ text_type() }}) as unit,
        cast(null as {{ text_type() }}) as bound,
        mentions.is_prospective,
        cast(-statuses.status_rank as double) as weight
    from mentions
    inner join statuses
        on mentions.status = statuses.status
    where not mentions.is_repeat
),

controller_values as (
    select
        event_version_id,
        mention_id,
        cast(null as {{ text_type() }}) as quantity_id,
        'controller' as field,
        actor_party_code as value_text,
        actor_party_code as side,
        cast(null as double) as value,
        cast(null as double) as low,
        cast(null as double) as high,
        cast(null as {{ text_type() }}) as unit,
        cast(null as {{ text_type() }}) as bound,
        is_prospective,
        cast(0 as double) as weight
    from mentions
    where
        event_family = 'territorial_control'
        and event_type = 'COERCE'
        and stance = 'affirms'
        and actor_party_code is not null
        and not is_repeat
),

-- A copy that repeats a figure of its story says nothing more of the event.
told_figures as (
    select
        quantities.*,
        mentions.event_version_id,
        mentions.is_prospective,
        mentions.holder_id,
        quantities.article_id <> first_value(quantities.article_id) over (
            partition by
                mentions.event_version_id,
                mentions.duplicate_group_id,
                mentions.attribution_actor_id,
                quantities.role,
                quantities.si_unit,
                quantities.si_value,
                quantities.si_low,
                quantities.si_high
            order by mentions.ingested_at asc, quantities.article_id asc
        ) as is_told_again
    from quantities
    inner join mentions
        on quantities.mention_id = mentions.mention_id
    where
        quantities.role in {{ compared_roles }}
        and mentions.stance <> 'contradicts'
),

figures as (
    select
        event_version_id,
        mention_id,
        quantity_id,
        role as field,
        text as value_text,
        cast(null as {{ text_type() }}) as side,
        si_value as value,
        si_low as low,
        si_high as high,
        si_unit as unit,
        bound,
        is_prospective,
        coalesce(si_value, si_high, si_low) as weight,
        -- "12 killed, 3 of them children": the largest figure of one holder in one story is the one that others rival.
        row_number() over (
            partition by
                event_version_id, role, si_unit, is_prospective, article_id, holder_id
            order by
                coalesce(si_value, si_high, si_low) desc nulls last,
                quantity_id asc
        ) as place_in_story
    from told_figures
    where not is_told_again
),

all_values as (
    select * from status_values
    union all
    select * from controller_values
    union all
    select
        event_version_id,
        mention_id,
        quantity_id,
        field,
        value_text,
        side,
        value,
        low,
        high,
        unit,
        bound,
        is_prospective,
        weight
    from figures
    where place_in_story = 1
),

-- What is planned is compared with what is planned, what is said to have happened with its like.
compared as (
    select
        *,
        case
            when field in ('status', 'controller') then field
            when is_prospective then field || ' (prospective)'
            else field
        end || coalesce(' ' || unit, '') as compared_field,
        {{ agrees_from('value', 'low', 'bound') }} as agrees_from,
        {{ agrees_to('value', 'high', 'bound') }} as agrees_to,
        -- "12 people" and "a dozen people" are one value.
        case
            when quantity_id is null then value_text
            else {{ stable_key(['value', 'low', 'high']) }}
        end as value_key,
        case bound
            when 'exact' then 1
            when 'about' then 2
            when 'additional' then 2
            else 3
        end as bound_rank
    from all_values
),

-- One voice in one article does not dispute with itself.
disagreements as (
    select
        compared.event_version_id,
        compared.compared_field,
        count(distinct mentions.holder_id || '|' || mentions.article_id) > 1
        and case
            when min(compared.field) = 'status'
                then
                    max(case when compared.side = 'affirms' then 1 else 0 end) = 1
                    and max(case when compared.side = 'contradicts' then 1 else 0 end) = 1
            when min(compared.field) = 'controller'
                then min(compared.side) <> max(compared.side)
            else coalesce(max(compared.agrees_from) > min(compared.agrees_to), false)
        end as is_disputed
    from compared
    inner join mentions
        on
            compared.event_version_id = mentions.event_version_id
            and compared.mention_id = mentions.mention_id
    group by compared.event_version_id, compared.compared_field
),

support as (
    select
        compared.event_version_id,
        compared.compared_field,
        compared.value_key,
        -- The word of a party stays its word, however many outlets pass it on.
        count(distinct case when parties.party_code is null then mentions.independent_source_id end)
            as disinterested_source_count,
        count(distinct mentions.independent_source_id) as independent_source_count,
        max(mentions.published_at) as last_published_at
    from compared
    inner join mentions
        on
            compared.event_version_id = mentions.event_version_id
            and compared.mention_id = mentions.mention_id
    left join parties
        on
            mentions.event_version_id = parties.event_version_id
            and mentions.speaking_party_code = parties.party_code
    group by compared.event_version_id, compared.compared_field, compared.value_key
),

-- The published value. Of a status: what the strongest evidence says (see seeds/statuses.csv). Of anything else: what most
-- independent outlets say that do not pass on the word of a party, then what most outlets say, then what was said last, then
-- the more precise figure, then the larger one.
ranked as (
    select
        compared.*,
        row_number() over (
            partition by compared.event_version_id, compared.compared_field
            order by
                case when compared.field = 'status' then compared.weight else 0 end desc,
                support.disinterested_source_count desc,
                support.independent_source_count desc,
                support.last_published_at desc nulls last,
                compared.bound_rank asc,
                compared.weight desc nulls last,
                compared.mention_id asc,
                compared.quantity_id asc
        ) as place_among_values
    from compared
    inner join support
        on
            compared.event_version_id = support.event_version_id
            and compared.compared_field = support.compared_field
            and compared.value_key = support.value_key
),

final as (
    select
        {{ stable_key(['ranked.event_version_id', 'ranked.mention_id', 'ranked.field', 'ranked.quantity_id']) }}
            as version_value_id,
        ranked.event_version_id,
        mentions.event_id,
        mentions.ingest_date,
        mentions.recorded_from,
        ranked.mention_id,
        ranked.quantity_id,
        ranked.field,
        ranked.value_text,
        ranked.side,
        ranked.value,
        ranked.low,
        ranked.high,
        ranked.unit,
        ranked.bound,
        ranked.is_prospective,
        disagreements.is_disputed,
        ranked.place_among_values = 1 as is_published
    from ranked
    inner join disagreements
        on
            ranked.event_version_id = disagreements.event_version_id
            and ranked.compared_field = disagreements.compared_field
    inner join mentions
        on
            ranked.event_version_id = mentions.event_version_id
            and ranked.mention_id = mentions.mention_id
)

select * from final
