{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='actor_id',
        meta={'touched_key': 'last_named_on', 'partitions_of': 'normalized.actors'},
    )
}}

with touched as (
    select actor_id from {{ ref('int_actor_days') }}
    where {{ is_replaced('ingest_date', 'normalized.actors') }}
    {%- if is_incremental() %}
        union distinct
        select actor_id from {{ this }}
        where {{ is_replaced('last_named_on', 'normalized.actors') }}
    {%- endif %}
),

-- The newest day that names it says what the dictionary holds now.
ranked as (
    select
        *,
        row_number() over (partition by actor_id order by ingest_date desc) as newest_first
    from {{ ref('int_actor_days') }}
    where actor_id in (select touched.actor_id from touched)
),

actors as (
    select * from ranked
    where newest_first = 1
),

countries as (
    select * from {{ ref('countries') }}
),

sectors as (
    select * from {{ ref('sectors') }}
),

bodies as (
    select * from {{ ref('international_bodies') }}
),

final as (
    select
        actors.actor_id,
        actors.code,
        {{ party_code('actors.code') }} as party_code,
        actors.country_code,
        actors.sector_code,
        coalesce(
            actors.name,
            bodies.body_name,
            case
                when sectors.sector_name is null then countries.country_name
                else countries.country_name || ' (' || sectors.sector_name || ')'
            end,
            actors.code
        ) as name,
        countries.country_name,
        sectors.sector_name,
        actors.wikidata_id,
        actors.actor_id like 'actor:%' as is_in_dictionary,
        actors.ingest_date as last_named_on
    from actors
    left join countries
        on actors.country_code = countries.country_code
    left join sectors
        on actors.sector_code = sectors.sector_code
    left join bodies
        on actors.code = bodies.body_code
)

select * from final
