with changes as (
    select * from {{ ref('stg_article_revisions') }}
),

final as (
    select
        {{ stable_key(['article_id', 'change_number']) }} as article_revision_id,
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
