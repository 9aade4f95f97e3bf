with articles as (
    select * from {{ ref('stg_articles') }}
    where {{ is_touched('article_id') }}
),

-- The latest decision on an article counts.
duplicate_groups as (
    select
        *,
        row_number() over (partition by article_id order by decided_at desc) as newest_first
    from {{ touched_of(ref('int_duplicate_groups'), 'article_id') }}
),

-- An article that nobody compared yet is a group of its own.
final as (
    select
        articles.article_id,
        articles.content_sha256,
        articles.run_id,
        articles.source_id,
        articles.coded_run_id,
        articles.landing_file,
        articles.source_name,
        articles.source_name_origin,
        articles.source_domain,
        articles.url,
        articles.url_origin,
        articles.title,
        articles.title_origin,
        articles.byline,
        articles.byline_origin,
        articles.body,
        articles.left_out,
        articles.dateline_place,
        articles.language,
        articles.language_origin,
        articles.published_at_origin,
        articles.modified_at_origin,
        articles.coder_version,
        articles.landing_member,
        articles.headline_char_end,
        articles.sentence_count,
        articles.mention_count,
        articles.is_language_coded,
        articles.ingest_date,
        articles.published_at,
        articles.modified_at,
        articles.ingested_at,
        articles.coded_at,
        coalesce(duplicate_groups.duplicate_group_id, articles.article_id) as duplicate_group_id,
        coalesce(duplicate_groups.is_primary, true) as is_primary
    from articles
    left join duplicate_groups
        on
            articles.article_id = duplicate_groups.article_id
            and duplicate_groups.newest_first = 1
)

select * from final
