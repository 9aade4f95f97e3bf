{%- set window_days = var('undated_window_days') | int %}

with blocks as (
    select * from {{ ref('int_mention_blocks') }}
),

-- When it can have happened. `anchored`: a day or a few are given. `loose`: a longer time is given, or only the publication.
windows as (
    select
        mention_id,
        block_key,
        ingest_date,
        case
            when {{ days_between('event_date_start', 'event_date_end') }} <= {{ window_days }} then 'anchored'
            when coalesce(event_date_start, event_date_end, published_on) is not null then 'loose'
            else 'undated'
        end as window_kind,
        coalesce(
            event_date_start,
            {{ add_days('event_date_end', -window_days) }},
            {{ add_days('published_on', -window_days) }}
        ) as window_start,
        coalesce(
            event_date_end,
            {{ add_days('event_date_start', 31) }},
            {{ add_days('published_on', 1) }}
        ) as window_end
    from blocks
),

-- Windows of one kind that touch make one stretch of time.
latest_before as (
    select
        *,
        max(window_end) over (
            partition by block_key, window_kind
            order by window_start, window_end, mention_id
            rows between unbounded preceding and 1 preceding
        ) as latest_end_before
    from windows
    where window_kind = 'anchored'
),

anchored_numbered as (
    select
        *,
        sum(case when latest_end_before is null or window_start > latest_end_before then 1 else 0 end) over (
            partition by block_key
            order by window_start, window_end, mention_id
            rows between unbounded preceding and current row
        ) as stretch_number
    from latest_before
),

anchored_stretches as (
    select
        block_key,
        stretch_number,
        min(window_start) as stretch_start,
        max(window_end) as stretch_end
    from anchored_numbered
    group by block_key, stretch_number
),

-- A loose mention joins the latest anchored stretch that its own window touches.
loose_candidates as (
    select
        windows.mention_id,
        anchored_stretches.stretch_number,
        row_number() over (
            partition by windows.mention_id
            order by anchored_stretches.stretch_start desc
        ) as latest_first
    from windows
    inner join anchored_stretches
        on
            windows.block_key = anchored_stretches.block_key
            and windows.window_start <= anchored_stretches.stretch_end
            and windows.window_end >= anchored_stretches.stretch_start
    where windows.window_kind = 'loose'
),

loose_alone as (
    select
        windows.*,
        max(windows.window_end) over (
            partition by windows.block_key
            order by windows.window_start, windows.window_end, windows.mention_id
            rows between unbounded preceding and 1 preceding
        ) as latest_end_before
    from windows
    left join loose_candidates
        on windows.mention_id = loose_candidates.mention_id
    where windows.window_kind = 'loose' and loose_candidates.mention_id is null
),

loose_numbered as (
    select
        *,
        sum(case when latest_end_before is null or window_start > latest_end_before then 1 else 0 end) over (
            partition by block_key
            order by window_start, window_end, mention_id
            rows between unbounded preceding and current row
        ) as stretch_number
    from loose_alone
),

founding as (
    select
        mention_id,
        block_key,
        window_kind,
        stretch_number,
        window_start,
        ingest_date
    from anchored_numbered
    union all
    select
        mention_id,
        block_key,
        window_kind,
        stretch_number,
        window_start,
        ingest_date
    from loose_numbered
),

-- The event is named after the mention that was read first, so that a later report does not rename it.
seniority as (
    select
        *,
        row_number() over (
            partition by block_key, window_kind, stretch_number
            order by ingest_date, window_start, mention_id
        ) as rank_in_stretch
    from founding
),

stretches as (
    select
        block_key,
        window_kind,
        stretch_number,
        {{ stable_key(['block_key', 'window_kind', 'window_start']) }} as event_id
    from seniority
    where rank_in_stretch = 1
),

stretch_counts as (
    select
        block_key,
        count(*) as stretch_count,
        min(event_id) as only_event_id
    from stretches
    group by block_key
),

resolved as (
    select
        founding.mention_id,
        founding.block_key,
        stretches.event_id
    from founding
    inner join stretches
        on
            founding.block_key = stretches.block_key
            and founding.window_kind = stretches.window_kind
            and founding.stretch_number = stretches.stretch_number
    union all
    select
        windows.mention_id,
        windows.block_key,
        stretches.event_id
    from windows
    inner join loose_candidates
        on
            windows.mention_id = loose_candidates.mention_id
            and loose_candidates.latest_first = 1
    inner join stretches
        on
            windows.block_key = stretches.block_key
            and stretches.window_kind = 'anchored'
            and loose_candidates.stretch_number = stretches.stretch_number
    union all
    -- Nothing tells when: the only event of its block if there is just one, else an event of its own.
    select
        windows.mention_id,
        windows.block_key,
        case
            when stretch_counts.stretch_count = 1 then stretch_counts.only_event_id
            else {{ stable_key(['windows.block_key', "'undated'"]) }}
        end as event_id
    from windows
    left join stretch_counts
        on windows.block_key = stretch_counts.block_key
    where windows.window_kind = 'undated'
),

mention_events as (
    select
        resolved.mention_id,
        resolved.event_id,
        resolved.block_key,
        blocks.block_kind,
        blocks.lead_party
    from resolved
    inner join blocks
        on resolved.mention_id = blocks.mention_id
)

select * from mention_events
