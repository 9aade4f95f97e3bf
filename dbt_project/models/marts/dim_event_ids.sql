{{ config(materialized='view') }}

with recursive heirs as (
    select
        event_id,
        other_event_id,
        row_number() over (partition by event_id order by decided_at desc) as newest_first
    from {{ ref('fct_event_history') }}
    where change = 'merged'
),

events as (
    select event_id from {{ ref('fct_events') }}
),

-- An event that was merged into another one, and holds no reports of its own since.
moved as (
    select
        heirs.event_id,
        heirs.other_event_id
    from heirs
    left join events
        on heirs.event_id = events.event_id
    where heirs.newest_first = 1 and events.event_id is null
),

steps as (
    select
        event_id,
        other_event_id,
        1 as step_count
    from moved
    union all
    select
        steps.event_id,
        moved.other_event_id,
        steps.step_count + 1 as step_count
    from steps
    inner join moved
        on steps.other_event_id = moved.event_id
    where steps.step_count < 100
),

last_steps as (
    select
        *,
        row_number() over (partition by event_id order by step_count desc) as last_first
    from steps
),

known as (
    select distinct event_id
    from {{ ref('fct_event_history') }}
),

final as (
    select
        known.event_id,
        coalesce(last_steps.other_event_id, known.event_id) as current_event_id,
        events.event_id is not null as is_current
    from known
    left join last_steps
        on
            known.event_id = last_steps.event_id
            and last_steps.last_first = 1
    left join events
        on known.event_id = events.event_id
)

select * from final
