with event_values as (
    select * from {{ ref('fct_event_values') }}
    where is_disputed
),

mentions as (
    select * from {{ ref('fct_event_mentions') }}
),

events as (
    select * from {{ ref('fct_events') }}
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

final as (
    select
        event_values.event_value_id,
        event_values.event_id,
        event_values.field,
        event_values.value_text,
        event_values.value,
        event_values.low,
        event_values.high,
        event_values.unit,
        event_values.bound,
        event_values.is_prospective,
        event_values.is_published,
        mentions.holder_name,
        mentions.holder_kind,
        mentions.attribution_code as holder_code,
        mentions.attribution_text as holder_text,
        mentions.status,
        events.event_type,
        events.event_mode,
        places.name as place_name,
        events.country_code,
        mentions.mention_id,
        mentions.article_id,
        articles.landing_file,
        sources.name as source_name,
        mentions.sentence,
        mentions.published_at,
        mentions.ingested_at
    from event_values
    inner join mentions
        on event_values.mention_id = mentions.mention_id
    inner join events
        on event_values.event_id = events.event_id
    inner join articles
        on mentions.article_id = articles.article_id
    left join sources
        on articles.source_id = sources.source_id
    left join places
        on events.place_id = places.place_id
)

select * from final
