with source as (
    select * from {{ source('normalized', 'actors') }}
),

-- A source row stands for one ingest date; the newest one says what the dictionary holds now.
ranked as (
    select
        *,
        row_number() over (partition by actor_id order by ingest_date desc) as newest_first
    from source
),

renamed as (
    select
        actor_id,
        code,
        country_code,
        sector_code,
        name,
        wikidata_id
    from ranked
    where newest_first = 1
)

select * from renamed
