with mentions as (
    select * from {{ ref('fct_event_mentions') }}
    where is_current
),

articles as (
    select * from {{ ref('dim_articles') }}
),

sources as (
    select * from {{ ref('dim_sources') }}
),

-- What is only foreseen can be neither borne out nor contradicted by another report of the same.
told as (
    select
        event_values.event_value_id,
        event_values.event_id,
        case when event_values.quantity_id is null then event_values.field else 'figures' end as field,
        event_values.field || coalesce(' ' || event_values.unit, '') as compared_field,
        event_values.side,
        {{ agrees_from('event_values.value', 'event_values.low', 'event_values.bound') }} as agrees_from,
        {{ agrees_to('event_values.value', 'event_values.high', 'event_values.bound') }} as agrees_to,
        articles.source_id,
        mentions.independent_source_id,
        mentions.holder_id,
        mentions.holder_kind
    from {{ ref('fct_event_values') }} as event_values
    inner join mentions
        on event_values.mention_id = mentions.mention_id
    inner join articles
        on mentions.article_id = articles.article_id
    where not event_values.is_prospective
),

-- Another word is another outlet's story by another voice: two outlets that quote one minister bear each other out in nothing
-- but that he said so.
compared as (
    select
        told.event_value_id,
        case
            when told.side is not null then told.side = others.side
            else
                coalesce(told.agrees_from <= others.agrees_to, true)
                and coalesce(others.agrees_from <= told.agrees_to, true)
        end as agrees
    from told
    inner join told as others
        on
            told.event_id = others.event_id
            and told.compared_field = others.compared_field
            and told.independent_source_id <> others.independent_source_id
            and told.holder_id <> others.holder_id
            and coalesce(told.source_id <> others.source_id, true)
),

outcomes as (
    select
        event_value_id,
        max(case when agrees then 1 else 0 end) as is_borne_out,
        max(case when agrees then 0 else 1 end) as is_contradicted
    from compared
    group by event_value_id
),

counted as (
    select
        told.source_id,
        told.field,
        told.holder_kind,
        count(*) as value_count,
        count(outcomes.event_value_id) as compared_count,
        cast(coalesce(sum(outcomes.is_borne_out), 0) as bigint) as borne_out_count,
        cast(coalesce(sum(outcomes.is_contradicted), 0) as bigint) as contradicted_count
    from told
    left join outcomes
        on told.event_value_id = outcomes.event_value_id
    where told.source_id is not null
    group by told.source_id, told.field, told.holder_kind
),

final as (
    select
        {{ stable_key(['counted.source_id', 'counted.field', 'counted.holder_kind']) }} as source_agreement_id,
        counted.source_id,
        sources.name as source_name,
        counted.field,
        counted.holder_kind,
        counted.value_count,
        counted.compared_count,
        counted.borne_out_count,
        counted.contradicted_count,
        case when counted.compared_count > 0 then counted.borne_out_count / cast(counted.compared_count as double) end
            as borne_out_share
    from counted
    inner join sources
        on counted.source_id = sources.source_id
)

select * from final
