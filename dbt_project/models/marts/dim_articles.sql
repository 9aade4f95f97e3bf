with articles as (
    select * from {{ ref('int_articles') }}
),

final as (
    select
        article_id,
        source_id,
        duplicate_group_id,
        landing_file,
        landing_member,
        url,
        title,
        byline,
        body,
        headline_char_end,
        dateline_place,
        language,
        sentence_count,
        mention_count,
        is_primary,
        published_at,
        published_at_origin,
        ingest_date,
        ingested_at,
        run_id,
        coder_version,
        coded_at,
        coded_run_id
    from articles
)

select * from final
