-- Every normalized mention is a mention of the marts and stands in the report if it counts; it has an event then. Every event
-- is in `fct_events` or among the withdrawn ones.
with staged as (
    select mention_id
    from {{ ref('stg_event_mentions') }}
    where {{ is_touched('article_id') }}
),

mentions as (
    select
        mention_id,
        event_id,
        is_current
    from {{ touched_of(ref('fct_event_mentions'), 'article_id') }}
),

reported as (
    select mention_id
    from {{ touched_of(ref('rpt_event_mentions'), 'article_id') }}
),

events as (
    select event_id
    from {{ touched_of(ref('fct_events'), 'event_id') }}
),

withdrawn as (
    select event_id
    from {{ touched_of(ref('fct_withdrawn_events'), 'event_id') }}
)

select staged.mention_id
from staged
left join mentions
    on staged.mention_id = mentions.mention_id
left join reported
    on staged.mention_id = reported.mention_id
left join events
    on mentions.event_id = events.event_id
left join withdrawn
    on mentions.event_id = withdrawn.event_id
where
    mentions.mention_id is null
    or mentions.is_current <> (reported.mention_id is not null)
    or (mentions.is_current and mentions.event_id is null)
    or (mentions.event_id is not null and (events.event_id is null) = (withdrawn.event_id is null))
