with source as (
    select * from {{ source('raw', 'duplicate_groups') }}
),

-- A row is added whenever the group or the primary of an article changes; the latest one counts.
ranked as (
    select
        *,
        row_number() over (partition by article_id order by decided_at desc) as newest_first
    from source
),

renamed as (
    select
        article_id,
        duplicate_group_id,
        run_id,
        is_primary,
        ingest_date,
        {{ utc_timestamp('decided_at') }} as decided_at
    from ranked
    where newest_first = 1
)

select * from renamed
