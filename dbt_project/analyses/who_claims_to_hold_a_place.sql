-- Who claims, concedes or denies to hold Selydove, by whose word, and since when?
select
    party_code,
    position,
    holder_name,
    holder_texts,
    since_or_first_reported,
    since_edtf,
    source_names
from {{ ref('rpt_territorial_control') }}
where place_name = 'Selydove'
order by since_or_first_reported, position
