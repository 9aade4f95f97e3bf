with source as (
    select * from {{ partitions_of(source('normalized', 'statements')) }}
),

renamed as (
    select
        statement_id,
        article_id,
        speaker_actor_id,
        run_id,
        speaker_text,
        speaker_code,
        cue_text,
        cue_kind,
        content_text,
        coder_version,
        sentence_index,
        speaker_char_start,
        speaker_char_end,
        cue_char_start,
        cue_char_end,
        content_char_start,
        content_char_end,
        is_quotation,
        ingest_date,
        {{ utc_timestamp('coded_at') }} as coded_at
    from source
)

select * from renamed
