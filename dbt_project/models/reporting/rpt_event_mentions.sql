{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='mention_id',
        meta={'touched_key': 'article_id'},
    )
}}

with mentions as (
    select * from {{ touched_of(ref('fct_event_mentions'), 'article_id') }}
    where is_current
),

articles as (
    select * from {{ touched_of(ref('dim_articles'), 'article_id') }}
),

sources as (
    select * from {{ ref('dim_sources') }}
),

places as (
    select * from {{ ref('dim_places') }}
),

participants as (
    select
        bridge.mention_id,
        bridge.role,
        bridge.ordinal,
        bridge.code,
        bridge.text,
        {{ actor_name('bridge.actor_id', 'actors.name', 'bridge.text') }} as name
    from {{ touched_of(ref('bridge_mention_actors'), 'article_id') }} as bridge
    inner join {{ ref('dim_actors') }} as actors
        on bridge.actor_id = actors.actor_id
),

participant_lists as (
    select
        mention_id,
        {{ ordered_list('code', 'ordinal', "role = 'actor'") }} as actor_codes,
        {{ ordered_list('name', 'ordinal', "role = 'actor'") }} as actor_names,
        {{ ordered_list('text', 'ordinal', "role = 'actor'") }} as actor_texts,
        {{ ordered_list('code', 'ordinal', "role = 'recipient'") }} as recipient_codes,
        {{ ordered_list('name', 'ordinal', "role = 'recipient'") }} as recipient_names,
        {{ ordered_list('text', 'ordinal', "role = 'recipient'") }} as recipient_texts
    from participants
    group by mention_id
),

quantity_lists as (
    select
        mention_id,
        {{ ordered_list(struct_of(['value', 'unit', 'bound', 'role', 'text']), 'ordinal') }} as quantities
    from {{ touched_of(ref('fct_quantities'), 'article_id') }}
    group by mention_id
),

final as (
    select
        mentions.mention_id,
        mentions.event_id,
        mentions.article_id,
        articles.landing_file,
        mentions.sentence_index,
        mentions.sentence,
        mentions.trigger_text,
        mentions.char_start,
        mentions.char_end,
        mentions.event_type,
        mentions.event_mode,
        mentions.contexts,
        mentions.status,
        {{ list_or_empty('participant_lists.actor_codes') }} as actor_codes,
        {{ list_or_empty('participant_lists.actor_names') }} as actor_names,
        {{ list_or_empty('participant_lists.actor_texts') }} as actor_texts,
        {{ list_or_empty('participant_lists.recipient_codes') }} as recipient_codes,
        {{ list_or_empty('participant_lists.recipient_names') }} as recipient_names,
        {{ list_or_empty('participant_lists.recipient_texts') }} as recipient_texts,
        mentions.attribution_code,
        mentions.attribution_text,
        mentions.holder_name,
        -- A place that no gazetteer has keeps the name that the article gives it, without a point.
        coalesce(places.name, mentions.place_text) as place_name,
        mentions.place_text,
        mentions.point_latitude as place_lat,
        mentions.point_longitude as place_lon,
        mentions.place_precision,
        mentions.country_code,
        mentions.event_date_start,
        mentions.event_date_end,
        mentions.event_date_edtf,
        mentions.date_precision,
        mentions.date_text,
        {{ list_or_empty('quantity_lists.quantities') }} as quantities,
        mentions.confidence,
        articles.published_at,
        coalesce(articles.source_name, sources.name) as source_name,
        articles.url,
        articles.title,
        mentions.is_primary,
        mentions.coder_version,
        mentions.ingested_at,
        mentions.run_id,
        mentions.ingest_date
    from mentions
    inner join articles
        on mentions.article_id = articles.article_id
    left join sources
        on articles.source_id = sources.source_id
    left join places
        on mentions.place_id = places.place_id
    left join participant_lists
        on mentions.mention_id = participant_lists.mention_id
    left join quantity_lists
        on mentions.mention_id = quantity_lists.mention_id
)

select * from final
