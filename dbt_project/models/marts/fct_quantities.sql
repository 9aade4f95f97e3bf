{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='quantity_id',
        meta={'touched_key': 'article_id'},
    )
}}

with quantities as (
    select * from {{ ref('stg_mention_quantities') }}
    where {{ is_touched('article_id') }}
),

mentions as (
    select * from {{ touched_of(ref('fct_event_mentions'), 'article_id') }}
),

-- "10,000 North Korean soldiers": the country that is named inside the phrase says whose they are, before the sender does.
named_countries as (
    select
        quantities.quantity_id,
        place_mentions.country_code,
        row_number() over (partition by quantities.quantity_id order by place_mentions.char_start) as position
    from quantities
    inner join {{ ref('stg_place_mentions') }} as place_mentions
        on
            quantities.article_id = place_mentions.article_id
            and place_mentions.kind = 'adjective'
            and quantities.char_start <= place_mentions.char_start
            and quantities.char_end >= place_mentions.char_end
    where place_mentions.country_code is not null
),

-- Next best: an actor whose words overlap the phrase ("8,000 of its soldiers").
named_actors as (
    select
        quantities.quantity_id,
        {{ party_code('mention_actors.code') }} as party_code,
        row_number() over (
            partition by quantities.quantity_id
            order by mention_actors.role, mention_actors.ordinal
        ) as position
    from quantities
    inner join {{ ref('stg_mention_actors') }} as mention_actors
        on
            quantities.mention_id = mention_actors.mention_id
            and quantities.char_start < mention_actors.char_end
            and quantities.char_end > mention_actors.char_start
    where mention_actors.code is not null
),

final as (
    select
        quantities.quantity_id,
        quantities.mention_id,
        mentions.event_id,
        quantities.article_id,
        quantities.ordinal,
        quantities.value,
        quantities.low,
        quantities.high,
        quantities.unit,
        quantities.bound,
        quantities.role,
        quantities.text,
        quantities.si_value,
        quantities.si_low,
        quantities.si_high,
        quantities.si_unit,
        -- The dead are counted among those who are hit, never among those who hit.
        coalesce(
            named_countries.country_code,
            named_actors.party_code,
            case
                when quantities.role not in ('killed', 'wounded', 'captured', 'displaced', 'civilians')
                    then mentions.actor_party_code
            end,
            mentions.recipient_party_code
        ) as counted_party_code,
        quantities.article_id <> first_value(quantities.article_id) over (
            partition by
                mentions.is_current,
                mentions.duplicate_group_id,
                mentions.event_id,
                mentions.attribution_actor_id,
                quantities.role,
                quantities.si_unit,
                quantities.si_value,
                quantities.si_low,
                quantities.si_high
            order by mentions.ingested_at asc, quantities.article_id asc
        ) as is_repeat,
        mentions.is_current,
        quantities.char_start,
        quantities.char_end,
        quantities.ingest_date
    from quantities
    inner join mentions
        on quantities.mention_id = mentions.mention_id
    left join named_countries
        on
            quantities.quantity_id = named_countries.quantity_id
            and named_countries.position = 1
    left join named_actors
        on
            quantities.quantity_id = named_actors.quantity_id
            and named_actors.position = 1
)

select * from final
