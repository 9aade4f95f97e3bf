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

sectors as (
    select * from {{ ref('sector_kinds') }}
),

names as (
    select
        code,
        min(name) as name
    from {{ ref('dim_actors') }}
    where not is_in_dictionary
    group by code
),

countries as (
    select * from {{ ref('countries') }}
),

sources as (
    select
        articles.article_id,
        sources.name as source_name
    from {{ ref('dim_articles') }} as articles
    left join {{ ref('dim_sources') }} as sources
        on articles.source_id = sources.source_id
),

-- In a civil war both sides are of one country: rebels keep their own code (`SYR REB`), a state's forces are the state.
first_actors as (
    select
        participants.mention_id,
        case
            when {{ kind_of_actor('participants.code', 'sectors.actor_kind') }} = 'armed' then participants.code
            else {{ party_code('participants.code') }}
        end as party_code,
        row_number() over (partition by participants.mention_id order by participants.ordinal) as position
    from {{ ref('bridge_mention_actors') }} as participants
    left join sectors
        on {{ sector_of_code('participants.code') }} = sectors.sector_code
    where participants.role = 'actor' and participants.code is not null
),

-- Analysts and residents of a country are not its voice: only its state and armed groups speak as parties.
spoken as (
    select
        mentions.*,
        coalesce(mentions.published_at, mentions.ingested_at) as told_at,
        coalesce(first_actors.party_code, mentions.actor_party_code) as acting_party_code,
        case {{ kind_of_actor('mentions.attribution_code', 'sectors.actor_kind') }}
            when 'armed' then mentions.attribution_code
            when 'state' then mentions.attribution_party_code
        end as speaker_party_code
    from mentions
    left join first_actors
        on
            mentions.mention_id = first_actors.mention_id
            and first_actors.position = 1
    left join sectors
        on {{ sector_of_code('mentions.attribution_code') }} = sectors.sector_code
),

-- Who lost a place is often not said. Who denies a loss means his own; who tells of one does so in his own country.
parties as (
    select
        *,
        case
            when acting_party_code is not null or event_type <> 'RETREAT' then acting_party_code
            when stance = 'contradicts' or speaker_party_code = country_code then speaker_party_code
        end as party_code
    from spoken
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
            when event_type = 'COERCE' and status = 'claimed' and speaker_party_code = party_code then 'claims'
            when event_type = 'COERCE' then 'said to hold'
            when stance = 'contradicts' then 'denies loss'
            when status in ('happened', 'ongoing') then 'left'
            when speaker_party_code = party_code then 'concedes loss'
            else 'said to have left'
        end as position
    from parties
),

-- A party's last word counts: who held out and then conceded contests the place no more.
last_concessions as (
    select
        event_id,
        place_id,
        party_code,
        max(told_at) as conceded_at
    from positions
    where position in ('left', 'concedes loss') and party_code is not null
    group by event_id, place_id, party_code
),

standing_words as (
    select
        positions.event_id,
        positions.place_id,
        case
            when positions.position in ('holds', 'claims', 'said to hold') then 'takes'
            when positions.position in ('capture denied', 'denies loss') then 'denies'
            when positions.position in ('left', 'concedes loss') then 'leaves'
        end as word,
        case
            when positions.position = 'capture denied' then coalesce(positions.speaker_party_code, '-')
            else positions.party_code
        end as word_of
    from positions
    left join last_concessions
        on
            positions.event_id = last_concessions.event_id
            and positions.place_id = last_concessions.place_id
            and last_concessions.party_code
            = case when positions.position = 'capture denied' then positions.speaker_party_code else positions.party_code end
    where
        positions.position in ('left', 'concedes loss')
        or last_concessions.conceded_at is null
        or last_concessions.conceded_at < positions.told_at
),

-- Who ought to have a word on the place: those who are named, and the country that it lies in.
concerned as (
    select
        event_id,
        place_id,
        party_code
    from positions
    where party_code is not null
    union distinct
    select
        event_id,
        place_id,
        country_code as party_code
    from positions
    where country_code is not null
),

silences as (
    select
        concerned.event_id,
        concerned.place_id,
        {{ distinct_list('concerned.party_code') }} as silent_parties
    from concerned
    left join positions
        on
            concerned.event_id = positions.event_id
            and concerned.place_id = positions.place_id
            and concerned.party_code = positions.speaker_party_code
    where positions.mention_id is null
    group by concerned.event_id, concerned.place_id
),

sums as (
    select
        event_id,
        place_id,
        {{ distinct_list('word_of', "word = 'takes'") }} as taken_by,
        {{ distinct_list('word_of', "word = 'leaves'") }} as left_by,
        {{ distinct_list('word_of', "word = 'denies'") }} as denied_by,
        count(distinct case when word = 'takes' then word_of end) > 1
        or (
            max(case when word = 'denies' then 1 else 0 end) = 1
            and max(case when word in ('takes', 'leaves') then 1 else 0 end) = 1
        ) as is_contested
    from standing_words
    group by event_id, place_id
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
        coalesce(countries.country_name, names.name, positions.party_code) as party_name,
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
        min(positions.sentence) as example_sentence,
        coalesce(sums.is_contested, false) as is_contested,
        {{ list_or_empty('sums.taken_by') }} as taken_by,
        {{ list_or_empty('sums.left_by') }} as left_by,
        {{ list_or_empty('sums.denied_by') }} as denied_by,
        {{ list_or_empty('silences.silent_parties') }} as silent_parties
    from positions
    inner join places
        on positions.place_id = places.place_id
    inner join sources
        on positions.article_id = sources.article_id
    left join countries
        on positions.party_code = countries.country_code
    left join names
        on positions.party_code = names.code
    left join sums
        on
            positions.event_id = sums.event_id
            and positions.place_id = sums.place_id
    left join silences
        on
            positions.event_id = silences.event_id
            and positions.place_id = silences.place_id
    group by
        positions.event_id, positions.place_id, places.name, places.country_code, places.admin1_name,
        positions.party_code, countries.country_name, names.name, positions.position, positions.holder_id,
        sums.is_contested, sums.taken_by, sums.left_by, sums.denied_by, silences.silent_parties
)

select * from final
