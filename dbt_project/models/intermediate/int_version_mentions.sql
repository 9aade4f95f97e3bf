{{ config(materialized='table') }}

with report_events as (
    select * from {{ touched_of(ref('fct_report_events'), 'event_id') }}
),

mentions as (
    select * from {{ rows_of(ref('fct_event_mentions'), 'report_id', 'select report_id from report_events', 'event_id') }}
),

groupings as (
    select
        article_id,
        duplicate_group_id,
        decided_at as grouped_from,
        lead(decided_at) over (partition by article_id order by decided_at) as grouped_to
    from {{ rows_of(ref('int_duplicate_groups'), 'article_id', 'select mentions.article_id from mentions') }}
),

-- An event has a version from every decision on one of its reports to the next one.
moments as (
    select
        event_id,
        recorded_from as decided_at
    from report_events
    union distinct
    select
        event_id,
        recorded_to as decided_at
    from report_events
    where recorded_to is not null
),

versions as (
    select
        {{ stable_key(['event_id', 'decided_at']) }} as event_version_id,
        event_id,
        decided_at as recorded_from,
        lead(decided_at) over (partition by event_id order by decided_at) as recorded_to
    from moments
),

told as (
    select
        versions.event_version_id,
        versions.event_id,
        versions.recorded_from,
        versions.recorded_to,
        mentions.mention_id,
        mentions.article_id,
        mentions.ingested_at,
        mentions.event_type,
        mentions.event_mode,
        mentions.status,
        mentions.attribution_actor_id,
        mentions.actor_party_code,
        mentions.place_id,
        coalesce(groupings.duplicate_group_id, mentions.article_id) as duplicate_group_id
    from versions
    inner join report_events
        on
            versions.event_id = report_events.event_id
            and versions.recorded_from >= report_events.recorded_from
            and (report_events.recorded_to is null or versions.recorded_from < report_events.recorded_to)
    inner join mentions
        on report_events.report_id = mentions.report_id
    left join groupings
        on
            mentions.article_id = groupings.article_id
            and versions.recorded_from >= groupings.grouped_from
            and (groupings.grouped_to is null or versions.recorded_from < groupings.grouped_to)
),

articles as (
    select * from {{ rows_of(ref('dim_articles'), 'article_id', 'select told.duplicate_group_id from told') }}
),

final as (
    select
        told.event_version_id,
        told.event_id,
        told.recorded_from,
        told.recorded_to,
        told.mention_id,
        told.article_id,
        told.duplicate_group_id,
        coalesce(articles.source_id, 'group:' || told.duplicate_group_id) as independent_source_id,
        told.article_id <> first_value(told.article_id) over (
            partition by
                told.event_version_id,
                told.duplicate_group_id,
                told.event_type,
                told.event_mode,
                told.status,
                told.attribution_actor_id,
                told.actor_party_code,
                told.place_id
            order by told.ingested_at asc, told.article_id asc
        ) as is_repeat
    from told
    left join articles
        on told.duplicate_group_id = articles.article_id
)

select * from final
