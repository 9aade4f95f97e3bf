with changes as (
    select * from {{ ref('stg_article_revisions') }}
),

last_change as (
    select
        *,
        row_number() over (partition by article_id order by change_number desc) as latest_first
    from changes
),

first_reading as (
    select
        canonical_article_id,
        min(cast(ingested_at as date)) as first_ingest_date
    from changes
    group by canonical_article_id
),

standings as (
    select
        last_change.article_id,
        last_change.canonical_article_id,
        last_change.revision_number,
        last_change.standing,
        last_change.standing = 'current' as is_current,
        last_change.reason as standing_reason,
        last_change.detail as standing_detail,
        case when last_change.standing = 'superseded' then last_change.effective_at end as superseded_at,
        case when last_change.standing = 'retracted' then last_change.effective_at end as retracted_at,
        last_change.decided_at as standing_decided_at,
        first_reading.first_ingest_date
    from last_change
    inner join first_reading
        on last_change.canonical_article_id = first_reading.canonical_article_id
    where last_change.latest_first = 1
)

select * from standings
