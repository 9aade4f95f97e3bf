with source as (
    select * from {{ partitions_of(source('resolved', 'mention_reports')) }}
),

renamed as (
    select
        mention_id,
        article_id,
        report_id,
        ingest_date
    from source
)

select * from renamed
