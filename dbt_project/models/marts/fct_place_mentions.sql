{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='place_mention_id',
        meta={'touched_key': 'article_id'},
    )
}}

with place_mentions as (
    select * from {{ ref('stg_place_mentions') }}
    where {{ is_touched('article_id') }}
),

articles as (
    select * from {{ touched_of(ref('dim_articles'), 'article_id') }}
),

final as (
    select
        {{ stable_key(['place_mentions.article_id', 'place_mentions.char_start', 'place_mentions.char_end']) }}
            as place_mention_id,
        place_mentions.article_id,
        place_mentions.sentence_index,
        place_mentions.char_start,
        place_mentions.char_end,
        place_mentions.place_text,
        place_mentions.kind,
        place_mentions.place_id,
        place_mentions.geonames_id,
        place_mentions.country_code,
        place_mentions.latitude,
        place_mentions.longitude,
        place_mentions.point_latitude,
        place_mentions.point_longitude,
        place_mentions.precision,
        place_mentions.relation,
        place_mentions.bearing,
        place_mentions.distance_km,
        place_mentions.is_resolved,
        place_mentions.confidence,
        articles.is_current,
        place_mentions.ingest_date
    from place_mentions
    inner join articles
        on place_mentions.article_id = articles.article_id
)

select * from final
