with source as (
    select * from {{ partitions_of(source('raw', 'article_revisions')) }}
),

renamed as (
    select
        article_id,
        canonical_article_id,
        caused_by_article_id,
        run_id,
        revision_key,
        standing,
        reason,
        detail,
        landing_file,
        change_number,
        revision_number,
        ingest_date,
        {{ utc_timestamp('modified_at') }} as modified_at,
        {{ utc_timestamp('published_at') }} as published_at,
        {{ utc_timestamp('ingested_at') }} as ingested_at,
        {{ utc_timestamp('effective_at') }} as effective_at,
        {{ utc_timestamp('decided_at') }} as decided_at
    from source
)

select * from renamed
