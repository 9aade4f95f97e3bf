with source as (
    select * from {{ partitions_of(source('normalized', 'actors')) }}
),

renamed as (
    select
        actor_id,
        code,
        country_code,
        sector_code,
        name,
        wikidata_id,
        ingest_date
    from source
)

select * from renamed
