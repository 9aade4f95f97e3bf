with articles as (
    select * from {{ ref('dim_articles') }}
),

mentions as (
    select * from {{ ref('fct_event_mentions') }}
),

quarantine as (
    select * from {{ ref('fct_quarantine') }}
),

articles_read as (
    select
        run_id,
        count(*) as articles_read,
        cast(sum(case when is_language_coded then 0 else 1 end) as bigint) as articles_in_other_languages,
        min(ingested_at) as started_at
    from articles
    group by run_id
),

articles_coded as (
    select
        coded_run_id as run_id,
        count(*) as articles_coded,
        cast(sum(case when mention_count = 0 then 1 else 0 end) as bigint) as articles_without_event,
        cast(sum(sentence_count) as bigint) as sentences_coded,
        min(coded_at) as started_at
    from articles
    where coded_run_id is not null
    group by coded_run_id
),

mentions_coded as (
    select
        run_id,
        count(*) as mentions_coded,
        cast(sum(case when status in ('happened', 'ongoing') then 1 else 0 end) as bigint) as mentions_happened
    from mentions
    group by run_id
),

rows_refused as (
    select
        run_id,
        count(*) as rows_refused,
        cast(sum(case when stage = 'ingest' then 1 else 0 end) as bigint) as files_refused,
        {{ distinct_list('reason_code') }} as refusal_reasons,
        min(quarantined_at) as started_at
    from quarantine
    group by run_id
),

runs as (
    select run_id from articles_read
    union distinct
    select run_id from articles_coded
    union distinct
    select run_id from mentions_coded
    union distinct
    select run_id from rows_refused
),

final as (
    select
        runs.run_id,
        coalesce(articles_read.started_at, articles_coded.started_at, rows_refused.started_at) as started_at,
        coalesce(articles_read.articles_read, 0) as articles_read,
        coalesce(articles_read.articles_in_other_languages, 0) as articles_in_other_languages,
        coalesce(articles_coded.articles_coded, 0) as articles_coded,
        coalesce(articles_coded.articles_without_event, 0) as articles_without_event,
        coalesce(articles_coded.sentences_coded, 0) as sentences_coded,
        coalesce(mentions_coded.mentions_coded, 0) as mentions_coded,
        coalesce(mentions_coded.mentions_happened, 0) as mentions_happened,
        coalesce(rows_refused.rows_refused, 0) as rows_refused,
        coalesce(rows_refused.files_refused, 0) as files_refused,
        {{ list_or_empty('rows_refused.refusal_reasons') }} as refusal_reasons
    from runs
    left join articles_read
        on runs.run_id = articles_read.run_id
    left join articles_coded
        on runs.run_id = articles_coded.run_id
    left join mentions_coded
        on runs.run_id = mentions_coded.run_id
    left join rows_refused
        on runs.run_id = rows_refused.run_id
)

select * from final
