{%- set window_days = var('undated_window_days') | int %}

with blocks as (
    select * from {{ ref('int_mention_blocks') }}
),

-- When it can have happened. `anchored`: a day or a few are given. `loose`: a longer time is given, or only the publication.
windows as (
    select
        mention_id,
        block_key,
        first_ingest_date,
        is_current,
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

-- Windows of one kind that touch make one stretch of time. Only what counts makes stretches: a date that was corrected must
-- not bridge two events.
latest_before as (
    select
        *,
        max(window_end) over (
            partition by block_key, window_kind
            order by window_start, window_end, mention_id
            rows between unbounded preceding and 1 preceding
        ) as latest_end_before
    from windows
    where window_kind = 'anchored' and is_current
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
    where windows.window_kind = 'loose' and windows.is_current
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
    where windows.window_kind = 'loose' and windows.is_current and loose_candidates.mention_id is null
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
        window_end,
        first_ingest_date
    from anchored_numbered
    union all
    select
        mention_id,
        block_key,
        window_kind,
        stretch_number,
        window_start,
        window_end,
        first_ingest_date
    from loose_numbered
),

stretch_spans as (
    select
        block_key,
        window_kind,
        stretch_number,
        min(window_start) as stretch_start,
        max(window_end) as stretch_end
    from founding
    group by block_key, window_kind, stretch_number
),

-- What a superseded or retracted article tells stays with the first event that others tell of and that its time touches.
set_aside_candidates as (
    select
        windows.mention_id,
        windows.block_key,
        stretch_spans.window_kind,
        stretch_spans.stretch_number,
        windows.window_start,
        windows.window_end,
        windows.first_ingest_date,
        windows.window_kind = stretch_spans.window_kind as is_of_its_kind,
        row_number() over (
            partition by windows.mention_id
            order by stretch_spans.window_kind, stretch_spans.stretch_start
        ) as earliest_first
    from windows
    inner join stretch_spans
        on
            windows.block_key = stretch_spans.block_key
            and windows.window_start <= stretch_spans.stretch_end
            and windows.window_end >= stretch_spans.stretch_start
    where not windows.is_current and windows.window_kind <> 'undated'
),

members as (
    select
        mention_id,
        block_key,
        window_kind,
        stretch_number,
        window_start,
        first_ingest_date,
        true as is_of_its_kind
    from founding
    union all
    select
        mention_id,
        block_key,
        window_kind,
        stretch_number,
        window_start,
        first_ingest_date,
        is_of_its_kind
    from set_aside_candidates
    where earliest_first = 1
),

-- The event is named after the mention that was read first, so that neither a later report nor a revision renames it.
seniority as (
    select
        *,
        row_number() over (
            partition by block_key, window_kind, stretch_number
            order by is_of_its_kind desc, first_ingest_date asc, window_start asc, mention_id asc
        ) as rank_in_stretch
    from members
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
        members.mention_id,
        members.block_key,
        stretches.event_id
    from members
    inner join stretches
        on
            members.block_key = stretches.block_key
            and members.window_kind = stretches.window_kind
            and members.stretch_number = stretches.stretch_number
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
    -- Nobody tells of it any more: the event keeps the name that it had.
    select
        windows.mention_id,
        windows.block_key,
        {{ stable_key(['windows.block_key', 'windows.window_kind', 'windows.window_start']) }} as event_id
    from windows
    left join set_aside_candidates
        on windows.mention_id = set_aside_candidates.mention_id
    where
        not windows.is_current
        and windows.window_kind <> 'undated'
        and set_aside_candidates.mention_id is null
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
