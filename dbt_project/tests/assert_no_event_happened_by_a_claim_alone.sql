-- A party's word is a claim. An event has happened only where an article says so in its own voice.
with mentions as (
    select
        event_id,
        mention_id
    from {{ ref('fct_event_mentions') }}
    where status = 'happened' and is_current and {{ is_touched('event_id') }}
)

select events.event_id
from {{ ref('fct_events') }} as events
left join mentions
    on events.event_id = mentions.event_id
where events.status = 'happened' and {{ is_touched('event_id', 'events.event_id') }} and mentions.mention_id is null
