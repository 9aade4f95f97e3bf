-- What happened in one country is not what happened in another.
select event_id
from {{ touched_of(ref('fct_event_mentions'), 'event_id') }}
where is_current and event_id is not null
group by event_id
having count(distinct country_code) > 1
