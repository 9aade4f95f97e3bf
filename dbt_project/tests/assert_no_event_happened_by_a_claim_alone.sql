-- A party's word is a claim. An event has happened only where an article says so in its own voice.
with mentions as (
    select
        event_id,
        mention_id
    from {{ touched_of(ref('fct_event_mentions'), 'event_id') }}
    where status = 'happened' and is_current
)

select events.event_id
from {{ touched_of(ref('fct_events'), 'event_id') }} as events
left join mentions
    on events.event_id = mentions.event_id
where events.status = 'happened' and mentions.mention_id is null
