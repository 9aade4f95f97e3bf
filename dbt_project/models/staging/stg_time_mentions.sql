with source as (
    select * from {{ partitions_of(source('normalized', 'time_mentions')) }}
),

renamed as (
    select
        article_id,
        run_id,
        time_text,
        timex_type,
        value_timex,
        value_edtf,
        precision,
        evidence,
        coder_version,
        sentence_index,
        char_start,
        char_end,
        date_start,
        date_end,
        ingest_date,
        {{ utc_timestamp('coded_at') }} as coded_at
    from source
)

select * from renamed
