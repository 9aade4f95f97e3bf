with articles as (
    select * from {{ ref('int_articles') }}
),

standings as (
    select * from {{ ref('int_article_standings') }}
),

final as (
    select
        articles.article_id,
        standings.canonical_article_id,
        standings.revision_number,
        standings.standing,
        standings.is_current,
        standings.standing_reason,
        standings.standing_detail,
        standings.superseded_at,
        standings.retracted_at,
        articles.source_id,
        articles.duplicate_group_id,
        articles.landing_file,
        articles.landing_member,
        articles.source_name_origin,
        articles.url,
        articles.url_origin,
        articles.title,
        articles.title_origin,
        articles.byline,
        articles.byline_origin,
        articles.body,
        articles.left_out,
        articles.headline_char_end,
        articles.dateline_place,
        articles.language,
        articles.language_origin,
        articles.is_language_coded,
        articles.sentence_count,
        articles.mention_count,
        articles.is_primary,
        articles.published_at,
        articles.published_at_origin,
        articles.modified_at,
        articles.modified_at_origin,
        articles.ingest_date,
        articles.ingested_at,
        articles.run_id,
        articles.coder_version,
        articles.coded_at,
        articles.coded_run_id
    from articles
    left join standings
        on articles.article_id = standings.article_id
)

select * from final
