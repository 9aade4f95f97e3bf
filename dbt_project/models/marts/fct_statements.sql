{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='statement_id',
        meta={'touched_key': 'article_id'},
    )
}}

with statements as (
    select * from {{ ref('stg_statements') }}
    where {{ is_touched('article_id') }}
),

articles as (
    select * from {{ touched_of(ref('dim_articles'), 'article_id') }}
),

final as (
    select
        statements.statement_id,
        statements.article_id,
        statements.sentence_index,
        statements.speaker_actor_id,
        statements.speaker_code,
        statements.speaker_text,
        statements.speaker_char_start,
        statements.speaker_char_end,
        statements.cue_text,
        statements.cue_kind,
        statements.cue_char_start,
        statements.cue_char_end,
        statements.content_text,
        statements.content_char_start,
        statements.content_char_end,
        statements.is_quotation,
        articles.is_current,
        statements.ingest_date
    from statements
    inner join articles
        on statements.article_id = articles.article_id
)

select * from final
