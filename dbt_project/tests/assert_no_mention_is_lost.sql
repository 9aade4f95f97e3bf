-- Every normalized mention has an event and stands in the report.
select staged.mention_id
from {{ ref('stg_event_mentions') }} as staged
left join {{ ref('rpt_event_mentions') }} as reported
    on staged.mention_id = reported.mention_id
where reported.mention_id is null
