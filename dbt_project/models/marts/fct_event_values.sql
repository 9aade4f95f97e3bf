{%- set half_tolerance = (var('figure_tolerance') | float) / 2 %}
{%- set compared_roles = (
    'soldiers', 'killed', 'wounded', 'captured', 'civilians', 'recruits', 'displaced', 'cost', 'aid', 'equipment', 'area'
) %}

with mentions as (
    select * from {{ ref('fct_event_mentions') }}
    where is_current
),

quantities as (
    select * from {{ ref('fct_quantities') }}
),

statuses as (
    select * from {{ ref('statuses') }}
),

-- A mention that only looks ahead neither affirms nor contradicts anything.
status_values as (
    select
        mentions.mention_id,
        mentions.event_id,
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
        mention_id,
        event_id,
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

figures as (
    select
        quantities.mention_id,
        quantities.event_id,
        quantities.quantity_id,
        quantities.role as field,
        quantities.text as value_text,
        cast(null as {{ text_type() }}) as side,
        quantities.si_value as value,
        quantities.si_low as low,
        quantities.si_high as high,
        quantities.si_unit as unit,
        quantities.bound,
        mentions.is_prospective,
        coalesce(quantities.si_value, quantities.si_high, quantities.si_low) as weight,
        -- "12 killed, 3 of them children": the largest figure of one holder in one story is the one that others rival.
        row_number() over (
            partition by
                quantities.event_id, quantities.role, quantities.si_unit, mentions.is_prospective,
                quantities.article_id, mentions.holder_id
            order by
                coalesce(quantities.si_value, quantities.si_high, quantities.si_low) desc nulls last,
                quantities.quantity_id asc
        ) as place_in_story
    from quantities
    inner join mentions
        on quantities.mention_id = mentions.mention_id
    where
        quantities.role in {{ compared_roles }}
        and mentions.stance <> 'contradicts'
        and not quantities.is_repeat
),

all_values as (
    select * from status_values
    union all
    select * from controller_values
    union all
    select
        mention_id,
        event_id,
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
        case
            when bound = 'about' then value * (1 - {{ half_tolerance }})
            when bound in ('under', 'up_to') then low
            else coalesce(low, value)
        end as agrees_from,
        case
            when bound = 'about' then value * (1 + {{ half_tolerance }})
            when bound = 'over' then high
            else coalesce(high, value)
        end as agrees_to
    from all_values
),

-- One voice in one article does not dispute with itself.
disagreements as (
    select
        compared.event_id,
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
        on compared.mention_id = mentions.mention_id
    group by compared.event_id, compared.compared_field
),

support as (
    select
        compared.event_id,
        compared.compared_field,
        compared.value_text,
        compared.value,
        compared.low,
        compared.high,
        max(compared.weight) as weight,
        count(distinct mentions.independent_source_id) as independent_source_count,
        max(mentions.published_at) as last_published_at
    from compared
    inner join mentions
        on compared.mention_id = mentions.mention_id
    group by
        compared.event_id, compared.compared_field,
        compared.value_text, compared.value, compared.low, compared.high
),

-- The published value. Of a status: what the strongest evidence says (see seeds/statuses.csv). Of anything else: what most
-- independent outlets say, then what was said last, then the larger figure.
figure_support as (
    select
        compared.mention_id,
        compared.compared_field,
        coalesce(compared.quantity_id, '-') as quantity_key,
        row_number() over (
            partition by compared.event_id, compared.compared_field
            order by
                case when compared.field = 'status' then compared.weight else 0 end desc,
                support.independent_source_count desc,
                support.last_published_at desc nulls last,
                compared.weight desc nulls last,
                mentions.is_primary desc,
                compared.mention_id asc
        ) as place_among_values
    from compared
    inner join mentions
        on compared.mention_id = mentions.mention_id
    inner join support
        on
            compared.event_id = support.event_id
            and compared.compared_field = support.compared_field
            and compared.value_text = support.value_text
            and coalesce(compared.value, -1) = coalesce(support.value, -1)
            and coalesce(compared.low, -1) = coalesce(support.low, -1)
            and coalesce(compared.high, -1) = coalesce(support.high, -1)
),

final as (
    select
        {{ stable_key(['compared.mention_id', 'compared.field', 'compared.quantity_id']) }} as event_value_id,
        compared.event_id,
        compared.mention_id,
        compared.quantity_id,
        compared.field,
        compared.value_text,
        compared.side,
        compared.value,
        compared.low,
        compared.high,
        compared.unit,
        compared.bound,
        compared.is_prospective,
        disagreements.is_disputed,
        figure_support.place_among_values = 1 as is_published
    from compared
    inner join disagreements
        on
            compared.event_id = disagreements.event_id
            and compared.compared_field = disagreements.compared_field
    inner join figure_support
        on
            compared.mention_id = figure_support.mention_id
            and compared.compared_field = figure_support.compared_field
            and coalesce(compared.quantity_id, '-') = figure_support.quantity_key
)

select * from final
