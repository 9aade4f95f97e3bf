-- Which law was passed when, and by whom?
select
    actor_texts,
    actor_codes,
    trigger_text,
    event_date_edtf,
    status,
    source_name,
    sentence
from {{ ref('rpt_event_mentions') }}
where event_type = 'LEGISLATE' and status in ('happened', 'ongoing')
order by event_date_start, published_at
