with source as (
    select * from {{ partitions_of(source('normalized', 'mention_actors')) }}
),

renamed as (
    select
        mention_id,
        article_id,
        actor_id,
        run_id,
        role,
        code,
        text,
        coder_version,
        ordinal,
        char_start,
        char_end,
        ingest_date,
        {{ utc_timestamp('coded_at') }} as coded_at
    from source
)

select * from renamed
