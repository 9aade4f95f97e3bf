-- Every figure for North Korean troops, with its holder.
select
    value,
    low,
    high,
    bound,
    text,
    holder_name,
    holder_text,
    status,
    place_name,
    published_at,
    source_name
from {{ ref('rpt_force_estimates') }}
where force_code = 'PRK'
order by published_at, value
