-- What is planned, by whom, how many and over how long?
select
    mobilizing_party_name,
    persons,
    persons_bound,
    persons_role,
    duration,
    duration_unit,
    event_date_edtf,
    holder_name,
    source_name,
    published_at,
    sentence
from {{ ref('rpt_mobilization') }}
where is_planned
order by published_at asc, persons desc
