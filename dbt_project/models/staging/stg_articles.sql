with source as (
    select * from {{ source('normalized', 'articles') }}
),

renamed as (
    select
        article_id,
        content_sha256,
        run_id,
        source_id,
        coded_run_id,
        landing_file,
        source_name,
        source_name_origin,
        source_domain,
        url,
        url_origin,
        title,
        title_origin,
        byline,
        byline_origin,
        body,
        left_out,
        dateline_place,
        language,
        language_origin,
        published_at_origin,
        publisher_article_id,
        withdrawal_word,
        modified_at_origin,
        coder_version,
        landing_member,
        headline_char_end,
        sentence_count,
        mention_count,
        is_language_coded,
        ingest_date,
        {{ utc_timestamp('published_at') }} as published_at,
        {{ utc_timestamp('modified_at') }} as modified_at,
        {{ utc_timestamp('ingested_at') }} as ingested_at,
        {{ utc_timestamp('coded_at') }} as coded_at
    from source
)

select * from renamed
