-- Every normalized mention is a mention of the marts and stands in the report if it counts; it has an event then. Every event
-- is in `fct_events` or among the withdrawn ones.
select staged.mention_id
from {{ ref('stg_event_mentions') }} as staged
left join {{ ref('fct_event_mentions') }} as mentions
    on staged.mention_id = mentions.mention_id
left join {{ ref('rpt_event_mentions') }} as reported
    on staged.mention_id = reported.mention_id
left join {{ ref('fct_events') }} as events
    on mentions.event_id = events.event_id
left join {{ ref('fct_withdrawn_events') }} as withdrawn
    on mentions.event_id = withdrawn.event_id
where
    mentions.mention_id is null
    or mentions.is_current <> (reported.mention_id is not null)
    or (mentions.is_current and mentions.event_id is null)
    or (mentions.event_id is not null and (events.event_id is null) = (withdrawn.event_id is null))
