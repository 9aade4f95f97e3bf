{{ config(materialized='table') }}

with told as (
    select event_id from {{ ref('stg_touched_events') }}
),

everything as (
    select event_id from {{ ref('stg_report_events') }}
    where event_id is not null and {{ is_full_build() }}
),

final as (
    select event_id from told
    union distinct
    select event_id from everything
)

select * from final
