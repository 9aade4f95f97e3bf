with articles as (
    select * from {{ ref('dim_articles') }}
),

publishers as (
    select * from {{ ref('publishers') }}
),

sources as (
    select
        source_id,
        min(source_name) as name,
        min(source_domain) as domain,
        count(*) as article_count
    from articles
    where source_id is not null
    group by source_id
),

-- A publisher has several domains in the list; its names agree.
known_names as (
    select
        publisher_name,
        min(country_code) as country_code
    from publishers
    group by publisher_name
),

final as (
    select
        sources.source_id,
        coalesce(sources.name, by_domain.publisher_name, sources.domain) as name,
        sources.domain,
        coalesce(by_domain.country_code, known_names.country_code) as country_code,
        sources.article_count
    from sources
    left join publishers as by_domain
        on sources.domain = by_domain.domain
    left join known_names
        on lower(sources.name) = lower(known_names.publisher_name)
)

select * from final
