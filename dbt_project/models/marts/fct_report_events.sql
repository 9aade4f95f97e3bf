{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='report_event_id',
        meta={'touched_key': 'article_id'},
    )
}}

with reports as (
    select distinct
        report_id,
        article_id,
        ingest_date
    from {{ ref('stg_mention_reports') }}
    where {{ is_touched('article_id') }}
),

decisions as (
    select
        *,
        lead(decided_at) over (partition by report_id order by decided_at) as decided_again_at
    from {{ rows_of(ref('int_report_events'), 'report_id', 'select reports.report_id from reports', 'report_id') }}
),

final as (
    select
        decisions.report_event_id,
        decisions.report_id,
        reports.article_id,
        decisions.event_id,
        decisions.linked_report_id,
        decisions.match_score,
        decisions.match_reasons,
        decisions.decided_at as recorded_from,
        decisions.decided_again_at as recorded_to,
        reports.ingest_date
    from decisions
    inner join reports
        on decisions.report_id = reports.report_id
    where decisions.event_id is not null
)

select * from final
