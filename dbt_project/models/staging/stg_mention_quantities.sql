with source as (
    select * from {{ partitions_of(source('normalized', 'mention_quantities')) }}
),

renamed as (
    select
        quantity_id,
        mention_id,
        article_id,
        run_id,
        unit,
        bound,
        role,
        text,
        si_unit,
        coder_version,
        ordinal,
        value,
        low,
        high,
        si_value,
        si_low,
        si_high,
        char_start,
        char_end,
        ingest_date,
        {{ utc_timestamp('coded_at') }} as coded_at
    from source
)

select * from renamed
