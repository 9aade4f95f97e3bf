{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='event_id',
        meta={'touched_key': 'event_id'},
    )
}}

with mentions as (
    select * from {{ touched_of(ref('fct_event_mentions'), 'event_id') }}
    where event_id is not null
),

articles as (
    select * from {{ rows_of(ref('dim_articles'), 'article_id', 'select mentions.article_id from mentions', 'event_id') }}
),

statuses as (
    select * from {{ ref('statuses') }}
),

withdrawn as (
    select
        event_id,
        count(*) as mention_count,
        count(distinct article_id) as article_count,
        coalesce(min(published_at), min(ingested_at)) as first_reported_at
    from mentions
    group by event_id
    having max(case when is_current then 1 else 0 end) = 0
),

-- The strongest that was ever told of the event, from the article that stood last.
strongest as (
    select
        mentions.*,
        articles.landing_file,
        articles.standing_reason,
        articles.standing_detail,
        coalesce(articles.retracted_at, articles.superseded_at) as withdrawn_at,
        row_number() over (
            partition by mentions.event_id
            order by
                coalesce(articles.retracted_at, articles.superseded_at) desc,
                statuses.status_rank asc,
                mentions.mention_id asc
        ) as place
    from mentions
    inner join articles
        on mentions.article_id = articles.article_id
    inner join statuses
        on mentions.status = statuses.status
),

final as (
    select
        withdrawn.event_id,
        strongest.event_type,
        strongest.event_mode,
        strongest.event_family,
        strongest.status as told_status,
        strongest.place_id,
        strongest.country_code,
        strongest.event_date_start,
        strongest.event_date_end,
        strongest.event_date_edtf,
        strongest.article_standing,
        strongest.standing_reason,
        strongest.standing_detail,
        strongest.withdrawn_at,
        strongest.mention_id as last_mention_id,
        strongest.article_id as last_article_id,
        strongest.landing_file,
        strongest.sentence,
        withdrawn.mention_count,
        withdrawn.article_count,
        withdrawn.first_reported_at,
        strongest.ingest_date
    from withdrawn
    inner join strongest
        on
            withdrawn.event_id = strongest.event_id
            and strongest.place = 1
)

select * from final
