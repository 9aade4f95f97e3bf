with quantities as (
    select * from {{ ref('fct_quantities') }}
    where role in ('killed', 'wounded', 'captured', 'displaced') and unit = 'person' and not is_repeat
),

-- A toll that is denied, or only foreseen, is none.
mentions as (
    select * from {{ ref('fct_event_mentions') }}
    where is_current and stance = 'affirms'
),

event_values as (
    select * from {{ ref('fct_event_values') }}
),

events as (
    select * from {{ ref('fct_events') }}
),

sectors as (
    select * from {{ ref('sector_kinds') }}
),

articles as (
    select * from {{ ref('dim_articles') }}
),

sources as (
    select * from {{ ref('dim_sources') }}
),

places as (
    select * from {{ ref('dim_places') }}
),

countries as (
    select * from {{ ref('countries') }}
),

-- "12 killed, 3 of them children": the largest figure of one holder in one story is his toll.
figures as (
    select
        quantities.*,
        coalesce(quantities.value, quantities.low, quantities.high) as best_value,
        mentions.holder_id,
        mentions.holder_name,
        mentions.holder_kind,
        mentions.attribution_code,
        -- Rebels and residents do not speak for the state of their country.
        coalesce(
            mentions.attribution_party_code = quantities.counted_party_code
            and {{ kind_of_actor('mentions.attribution_code', 'sectors.actor_kind') }} = 'state',
            false
        ) as is_own_loss,
        mentions.published_at,
        mentions.independent_source_id,
        mentions.sentence,
        sources.name as source_name,
        coalesce(event_values.is_published, false) as is_published,
        coalesce(event_values.is_disputed, false) as is_disputed,
        row_number() over (
            partition by
                quantities.event_id, quantities.counted_party_code, quantities.role, mentions.holder_id, quantities.article_id
            order by
                coalesce(quantities.value, quantities.high, quantities.low) desc nulls last,
                quantities.quantity_id asc
        ) as place_in_story
    from quantities
    inner join mentions
        on quantities.mention_id = mentions.mention_id
    inner join articles
        on quantities.article_id = articles.article_id
    left join sources
        on articles.source_id = sources.source_id
    left join event_values
        on quantities.quantity_id = event_values.quantity_id
    left join sectors
        on {{ sector_of_code('mentions.attribution_code') }} = sectors.sector_code
),

-- Tolls rise as rubble is cleared: of several stories, what the holder said last is his best figure.
ordered as (
    select
        *,
        row_number() over (
            partition by event_id, counted_party_code, role, holder_id
            order by published_at desc nulls last, best_value desc nulls last, quantity_id asc
        ) as latest_first
    from figures
    where place_in_story = 1
),

holders as (
    select
        event_id,
        counted_party_code,
        role,
        holder_id,
        min(holder_name) as holder_name,
        min(holder_kind) as holder_kind,
        min(attribution_code) as holder_code,
        max(case when is_own_loss then 1 else 0 end) = 1 as is_own_loss,
        min(coalesce(low, value, high)) as low,
        max(case when latest_first = 1 then best_value end) as best,
        max(coalesce(high, value, low)) as high,
        max(case when is_published then 1 else 0 end) = 1 as is_published,
        max(case when is_disputed then 1 else 0 end) = 1 as is_disputed,
        count(*) as figure_count,
        count(distinct independent_source_id) as independent_source_count,
        {{ distinct_list('source_name') }} as source_names,
        min(published_at) as first_reported_at,
        max(published_at) as last_reported_at,
        max(case when latest_first = 1 then mention_id end) as mention_id,
        max(case when latest_first = 1 then text end) as text,
        max(case when latest_first = 1 then sentence end) as sentence
    from ordered
    group by event_id, counted_party_code, role, holder_id
),

final as (
    select
        {{ stable_key(['holders.event_id', 'holders.counted_party_code', 'holders.role', 'holders.holder_id']) }} as toll_id,
        holders.event_id,
        events.event_type_key,
        events.status as event_status,
        places.name as place_name,
        events.country_code,
        events.event_date_start,
        events.event_date_end,
        events.event_date_edtf,
        holders.counted_party_code,
        coalesce(countries.country_name, holders.counted_party_code) as counted_party_name,
        holders.role,
        holders.holder_name,
        holders.holder_kind,
        holders.holder_code,
        holders.is_own_loss,
        holders.low,
        holders.best,
        holders.high,
        holders.text,
        min(holders.low) over (partition by holders.event_id, holders.counted_party_code, holders.role) as event_low,
        max(holders.high) over (partition by holders.event_id, holders.counted_party_code, holders.role) as event_high,
        holders.is_published,
        holders.is_disputed,
        holders.figure_count,
        holders.independent_source_count,
        holders.source_names,
        holders.first_reported_at,
        holders.last_reported_at,
        holders.mention_id,
        holders.sentence
    from holders
    inner join events
        on holders.event_id = events.event_id
    left join places
        on events.place_id = places.place_id
    left join countries
        on holders.counted_party_code = countries.country_code
)

select * from final
