with source as (
    select * from {{ partitions_of(source('normalized', 'place_mentions')) }}
),

renamed as (
    select
        article_id,
        place_id,
        geonames_id,
        run_id,
        place_text,
        kind,
        country_code,
        precision,
        relation,
        bearing,
        coder_version,
        sentence_index,
        char_start,
        char_end,
        latitude,
        longitude,
        point_latitude,
        point_longitude,
        distance_km,
        confidence,
        is_resolved,
        ingest_date,
        {{ utc_timestamp('coded_at') }} as coded_at
    from source
)

select * from renamed
