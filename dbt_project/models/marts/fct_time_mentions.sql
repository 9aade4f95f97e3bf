{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='time_mention_id',
        meta={'touched_key': 'article_id'},
    )
}}

with time_mentions as (
    select * from {{ ref('stg_time_mentions') }}
    where {{ is_touched('article_id') }}
),

articles as (
    select * from {{ touched_of(ref('dim_articles'), 'article_id') }}
),

final as (
    select
        {{ stable_key(['time_mentions.article_id', 'time_mentions.char_start', 'time_mentions.char_end']) }}
            as time_mention_id,
        time_mentions.article_id,
        time_mentions.sentence_index,
        time_mentions.char_start,
        time_mentions.char_end,
        time_mentions.time_text,
        time_mentions.timex_type,
        time_mentions.value_timex,
        time_mentions.value_edtf,
        time_mentions.date_start,
        time_mentions.date_end,
        time_mentions.precision,
        time_mentions.evidence,
        articles.is_current,
        time_mentions.ingest_date
    from time_mentions
    inner join articles
        on time_mentions.article_id = articles.article_id
)

select * from final
