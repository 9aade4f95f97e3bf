with mention_reports as (
    select * from {{ ref('stg_mention_reports') }}
    where {{ is_touched('article_id') }}
),

decisions as (
    select * from {{ rows_of(ref('int_report_events'), 'report_id', 'select report_id from mention_reports', 'report_id') }}
),

-- A report that counts no more stays with the event that it was last in.
counting as (
    select
        *,
        row_number() over (partition by report_id order by decided_at desc) as newest_first
    from decisions
    where event_id is not null
),

final as (
    select
        mention_reports.mention_id,
        mention_reports.article_id,
        mention_reports.report_id,
        counting.event_id,
        counting.linked_report_id,
        counting.match_score,
        counting.match_reasons
    from mention_reports
    left join counting
        on
            mention_reports.report_id = counting.report_id
            and counting.newest_first = 1
)

select * from final
