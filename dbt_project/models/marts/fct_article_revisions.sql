{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='article_revision_id',
        meta={'touched_key': 'article_id'},
    )
}}

with changes as (
    select * from {{ touched_of(ref('int_article_revisions'), 'article_id') }}
),

final as (
    select
        article_revision_id,
        article_id,
        change_number,
        canonical_article_id,
        revision_key,
        revision_number,
        standing,
        reason,
        detail,
        caused_by_article_id,
        landing_file,
        effective_at,
        decided_at,
        run_id
    from changes
)

select * from final
