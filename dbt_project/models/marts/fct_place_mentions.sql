with place_mentions as (
    select * from {{ ref('stg_place_mentions') }}
),

final as (
    select
        {{ stable_key(['article_id', 'char_start', 'char_end']) }} as place_mention_id,
        article_id,
        sentence_index,
        char_start,
        char_end,
        place_text,
        kind,
        place_id,
        geonames_id,
        country_code,
        latitude,
        longitude,
        point_latitude,
        point_longitude,
        precision,
        relation,
        bearing,
        distance_km,
        is_resolved,
        confidence
    from place_mentions
)

select * from final
