with mentions as (
    select * from {{ ref('fct_event_mentions') }}
    where
        event_family = 'territorial_control'
        and is_current
        and not is_repeat
        and place_id is not null
),

places as (
    select * from {{ ref('dim_places') }}
),

sources as (
    select
        articles.article_id,
        sources.name as source_name
    from {{ ref('dim_articles') }} as articles
    left join {{ ref('dim_sources') }} as sources
        on articles.source_id = sources.source_id
),

-- Who lost a place is often not said. Who denies a loss means his own; who tells of one does so in his own country.
parties as (
    select
        *,
        case
            when actor_party_code is not null or event_type <> 'RETREAT' then actor_party_code
            when stance = 'contradicts' or attribution_party_code = country_code then attribution_party_code
        end as party_code
    from mentions
),

-- Taking and holding speak for the one who takes; leaving speaks of the one who leaves. Nobody's word but the article's own
-- makes a fact of it.
positions as (
    select
        *,
        case
            when stance = 'prospective' then 'may change'
            when event_type = 'COERCE' and stance = 'contradicts' then 'capture denied'
            when event_type = 'COERCE' and status in ('happened', 'ongoing') then 'holds'
            when event_type = 'COERCE' and status = 'claimed' and attribution_party_code = party_code then 'claims'
            when event_type = 'COERCE' then 'said to hold'
            when stance = 'contradicts' then 'denies loss'
            when status in ('happened', 'ongoing') then 'left'
            when attribution_party_code = party_code then 'concedes loss'
            else 'said to have left'
        end as position
    from parties
),

final as (
    select
        {{ stable_key(['positions.event_id', 'positions.place_id', 'positions.party_code', 'positions.position',
            'positions.holder_id']) }} as control_id,
        positions.event_id,
        positions.place_id,
        places.name as place_name,
        places.country_code,
        places.admin1_name,
        positions.party_code,
        positions.position,
        min(positions.holder_name) as holder_name,
        min(positions.attribution_code) as holder_code,
        {{ distinct_list('positions.attribution_text') }} as holder_texts,
        min(positions.event_date_start) as since_date,
        min(positions.event_date_edtf) as since_edtf,
        coalesce(min(positions.event_date_start), cast(min(positions.published_at) as date)) as since_or_first_reported,
        min(positions.published_at) as first_reported_at,
        max(positions.published_at) as last_reported_at,
        count(*) as mention_count,
        count(distinct positions.independent_source_id) as independent_source_count,
        {{ distinct_list('sources.source_name') }} as source_names,
        min(positions.mention_id) as example_mention_id,
        min(positions.sentence) as example_sentence
    from positions
    inner join places
        on positions.place_id = places.place_id
    inner join sources
        on positions.article_id = sources.article_id
    group by
        positions.event_id, positions.place_id, places.name, places.country_code, places.admin1_name,
        positions.party_code, positions.position, positions.holder_id
)

select * from final
