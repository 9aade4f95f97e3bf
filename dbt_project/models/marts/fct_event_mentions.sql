{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='mention_id',
        meta={'touched_key': 'article_id'},
    )
}}

with mentions as (
    select * from {{ ref('stg_event_mentions') }}
    where {{ is_touched('article_id') }}
),

facts as (
    select * from {{ ref('int_mention_facts') }}
),

mention_events as (
    select * from {{ ref('int_mention_events') }}
),

articles as (
    select * from {{ touched_of(ref('dim_articles'), 'article_id') }}
),

sources as (
    select * from {{ ref('dim_sources') }}
),

actors as (
    select * from {{ rows_of(ref('dim_actors'), 'actor_id', 'select mentions.attribution_actor_id from mentions') }}
),

-- A copy counts as a report of the outlet whose story was read first; the group is named after that story.
first_outlets as (
    select
        article_id as duplicate_group_id,
        source_id
    from {{ rows_of(ref('dim_articles'), 'article_id', 'select articles.duplicate_group_id from articles') }}
),

final as (
    select
        mentions.mention_id,
        mention_events.event_id,
        mention_events.report_id,
        mentions.article_id,
        mentions.sentence_index,
        mentions.mention_index,
        mentions.sentence,
        mentions.char_start,
        mentions.char_end,
        mentions.trigger_text,
        mentions.trigger_sense,
        mentions.event_type,
        mentions.event_mode,
        mentions.event_type || coalesce(' ' || mentions.event_mode, '') as event_type_key,
        facts.event_family,
        mentions.contexts,
        mentions.status,
        facts.stance,
        facts.is_prospective,
        facts.actor_party_code,
        facts.recipient_party_code,
        mentions.attribution_actor_id,
        mentions.attribution_code,
        mentions.attribution_text,
        facts.attribution_party_code,
        case
            when mentions.attribution_text is not null
                then {{ actor_name('mentions.attribution_actor_id', 'actors.name', 'mentions.attribution_text') }}
            else coalesce(articles.source_name, sources.name, articles.landing_file)
        end as holder_name,
        case
            when mentions.attribution_text is not null then mentions.attribution_actor_id
            else coalesce(articles.source_id, 'article:' || articles.article_id)
        end as holder_id,
        case when mentions.attribution_text is not null then 'attributed' else 'article' end as holder_kind,
        mentions.place_id,
        mentions.place_text,
        mentions.place_relation,
        mentions.place_precision,
        mentions.point_latitude,
        mentions.point_longitude,
        facts.country_code,
        mentions.event_date_start,
        mentions.event_date_end,
        mentions.event_date_edtf,
        mentions.date_precision,
        mentions.date_text,
        mentions.confidence,
        articles.duplicate_group_id,
        coalesce(first_outlets.source_id, 'group:' || articles.duplicate_group_id) as independent_source_id,
        articles.is_primary,
        articles.is_current,
        articles.standing as article_standing,
        -- A copy may correct the story that it copies: only what it says again counts as said once. The story that was read
        -- first says it, so that a copy that comes later changes nothing.
        mentions.article_id <> first_value(mentions.article_id) over (
            partition by
                articles.is_current,
                articles.duplicate_group_id,
                mention_events.event_id,
                mentions.event_type,
                mentions.event_mode,
                mentions.status,
                mentions.attribution_actor_id,
                facts.actor_party_code,
                mentions.place_id
            order by articles.ingested_at asc, mentions.article_id asc
        ) as is_repeat,
        mention_events.linked_report_id,
        mention_events.match_score,
        mention_events.match_reasons,
        articles.published_at,
        mentions.coder_version,
        mentions.ingest_date,
        mentions.ingested_at,
        mentions.coded_at,
        mentions.run_id
    from mentions
    inner join facts
        on mentions.mention_id = facts.mention_id
    left join mention_events
        on mentions.mention_id = mention_events.mention_id
    inner join articles
        on mentions.article_id = articles.article_id
    left join first_outlets
        on articles.duplicate_group_id = first_outlets.duplicate_group_id
    left join sources
        on articles.source_id = sources.source_id
    left join actors
        on mentions.attribution_actor_id = actors.actor_id
)

select * from final
