with source as (
    select * from {{ partitions_of(source('normalized', 'event_mentions')) }}
),

renamed as (
    select
        mention_id,
        article_id,
        attribution_actor_id,
        place_id,
        run_id,
        sentence,
        trigger_text,
        trigger_sense,
        event_type,
        event_mode,
        contexts,
        status,
        attribution_code,
        attribution_text,
        place_text,
        place_relation,
        place_precision,
        event_date_edtf,
        date_precision,
        date_text,
        coder_version,
        sentence_index,
        mention_index,
        char_start,
        char_end,
        point_latitude,
        point_longitude,
        confidence,
        event_date_start,
        event_date_end,
        ingest_date,
        {{ utc_timestamp('ingested_at') }} as ingested_at,
        {{ utc_timestamp('coded_at') }} as coded_at
    from source
)

select * from renamed
