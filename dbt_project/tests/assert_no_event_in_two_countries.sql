-- What happened in one country is not what happened in another.
select event_id
from {{ ref('fct_event_mentions') }}
where is_current and event_id is not null and {{ is_touched('event_id') }}
group by event_id
having count(distinct country_code) > 1
