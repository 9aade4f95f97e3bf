-- A party's word is a claim. An event has happened only where an article says so in its own voice.
select events.event_id
from {{ ref('fct_events') }} as events
left join {{ ref('fct_event_mentions') }} as mentions
    on
        events.event_id = mentions.event_id
        and mentions.status = 'happened'
        and mentions.is_current
where events.status = 'happened' and mentions.mention_id is null
