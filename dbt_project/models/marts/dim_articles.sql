with articles as (
    select * from {{ ref('stg_articles') }}
),

final as (
    select
        article_id,
        source_id,
        duplicate_group_id,
        landing_file,
        landing_member,
        source_name_origin,
        url,
        url_origin,
        title,
        title_origin,
        byline,
        byline_origin,
        body,
        left_out,
        headline_char_end,
        dateline_place,
        language,
        language_origin,
        is_language_coded,
        sentence_count,
        mention_count,
        is_primary,
        published_at,
        published_at_origin,
        modified_at,
        modified_at_origin,
        ingest_date,
        ingested_at,
        run_id,
        coder_version,
        coded_at,
        coded_run_id
    from articles
)

select * from final
