with time_mentions as (
    select * from {{ ref('stg_time_mentions') }}
),

final as (
    select
        {{ stable_key(['article_id', 'char_start', 'char_end']) }} as time_mention_id,
        article_id,
        sentence_index,
        char_start,
        char_end,
        time_text,
        timex_type,
        value_timex,
        value_edtf,
        date_start,
        date_end,
        precision,
        evidence
    from time_mentions
)

select * from final
