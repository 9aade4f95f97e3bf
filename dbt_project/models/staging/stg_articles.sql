with source as (
    select * from {{ partitions_of(source('normalized', 'articles')) }}
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
        source_domain,
        url,
        title,
        byline,
        body,
        dateline_place,
        language,
        published_at_origin,
        publisher_article_id,
        withdrawal_word,
        coder_version,
        landing_member,
        headline_char_end,
        sentence_count,
        mention_count,
        ingest_date,
        {{ utc_timestamp('published_at') }} as published_at,
        {{ utc_timestamp('ingested_at') }} as ingested_at,
        {{ utc_timestamp('coded_at') }} as coded_at
    from source
)

select * from renamed
