with statements as (
    select * from {{ ref('stg_statements') }}
),

final as (
    select
        statement_id,
        article_id,
        sentence_index,
        speaker_actor_id,
        speaker_code,
        speaker_text,
        speaker_char_start,
        speaker_char_end,
        cue_text,
        cue_kind,
        cue_char_start,
        cue_char_end,
        content_text,
        content_char_start,
        content_char_end,
        is_quotation
    from statements
)

select * from final
