-- What is disputed? The rival values of each field, side by side.
select
    event_type,
    event_mode,
    place_name,
    field,
    value_text,
    value,
    status,
    holder_name,
    holder_text,
    source_name,
    published_at,
    is_published
from {{ ref('rpt_disputes') }}
order by event_id, field, published_at
