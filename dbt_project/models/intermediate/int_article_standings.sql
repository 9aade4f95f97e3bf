with changes as (
    select * from {{ touched_of(ref('int_article_revisions'), 'article_id') }}
),

last_change as (
    select
        *,
        row_number() over (partition by article_id order by change_number desc) as latest_first
    from changes
),

standings as (
    select
        article_id,
        canonical_article_id,
        revision_number,
        standing,
        standing = 'current' as is_current,
        reason as standing_reason,
        detail as standing_detail,
        case when standing = 'superseded' then effective_at end as superseded_at,
        case when standing = 'retracted' then effective_at end as retracted_at,
        decided_at as standing_decided_at
    from last_change
    where latest_first = 1
)

select * from standings
