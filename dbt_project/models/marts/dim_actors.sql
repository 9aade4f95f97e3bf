with actors as (
    select * from {{ ref('stg_actors') }}
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
        actors.actor_id like 'actor:%' as is_in_dictionary
    from actors
    left join countries
        on actors.country_code = countries.country_code
    left join sectors
        on actors.sector_code = sectors.sector_code
    left join bodies
        on actors.code = bodies.body_code
)

select * from final
