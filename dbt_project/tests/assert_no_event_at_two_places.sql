-- An event that was matched on its place has one place.
select mentions.event_id
from {{ ref('fct_event_mentions') }} as mentions
inner join {{ ref('fct_events') }} as events
    on mentions.event_id = events.event_id
where
    events.block_kind = 'place'
    and mentions.is_current
    and mentions.place_precision in ('exact', 'near', 'admin1')
group by mentions.event_id
having count(distinct mentions.place_id) > 1
