with quantities as (
    select * from {{ ref('fct_quantities') }}
    where role = 'soldiers' and unit = 'person'
),

mentions as (
    select * from {{ ref('fct_event_mentions') }}
    where is_current
),

articles as (
    select * from {{ ref('dim_articles') }}
),

sources as (
    select * from {{ ref('dim_sources') }}
),

places as (
    select * from {{ ref('dim_places') }}
),

countries as (
    select * from {{ ref('countries') }}
),

sectors as (
    select * from {{ ref('sector_kinds') }}
),

event_values as (
    select * from {{ ref('fct_event_values') }}
),

final as (
    select
        quantities.quantity_id,
        quantities.event_id,
        quantities.mention_id,
        quantities.counted_party_code as force_code,
        coalesce(countries.country_name, quantities.counted_party_code) as force_name,
        quantities.value,
        quantities.low,
        quantities.high,
        quantities.unit,
        quantities.bound,
        quantities.text,
        mentions.status,
        mentions.is_prospective,
        mentions.holder_name,
        mentions.attribution_code as holder_code,
        mentions.attribution_text as holder_text,
        mentions.holder_kind,
        -- Rebels and residents do not speak for the state of their country.
        coalesce(
            mentions.attribution_party_code = quantities.counted_party_code
            and {{ kind_of_actor('mentions.attribution_code', 'sectors.actor_kind') }} = 'state',
            false
        ) as is_own_force,
        coalesce(event_values.is_disputed, false) as is_disputed,
        coalesce(event_values.is_published, false) as is_published,
        mentions.event_type,
        mentions.event_mode,
        places.name as place_name,
        mentions.country_code,
        mentions.event_date_start,
        mentions.event_date_end,
        mentions.event_date_edtf,
        mentions.article_id,
        articles.landing_file,
        sources.name as source_name,
        mentions.sentence,
        mentions.published_at,
        mentions.ingested_at
    from quantities
    inner join mentions
        on quantities.mention_id = mentions.mention_id
    inner join articles
        on mentions.article_id = articles.article_id
    left join sources
        on articles.source_id = sources.source_id
    left join places
        on mentions.place_id = places.place_id
    left join countries
        on quantities.counted_party_code = countries.country_code
    left join event_values
        on quantities.quantity_id = event_values.quantity_id
    left join sectors
        on {{ sector_of_code('mentions.attribution_code') }} = sectors.sector_code
    where not quantities.is_repeat
)

select * from final
