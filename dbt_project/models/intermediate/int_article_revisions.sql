{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='article_revision_id',
        meta={'touched_key': 'ingest_date', 'partitions_of': 'raw.article_revisions'},
    )
}}

with rows_of_days as (
    select * from {{ ref('stg_article_revisions') }}
),

final as (
    select
        {{ stable_key(['article_id', 'change_number']) }} as article_revision_id,
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
        effective_at,
        decided_at
    from rows_of_days
)

select * from final
