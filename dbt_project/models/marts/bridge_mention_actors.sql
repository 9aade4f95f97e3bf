with mention_actors as (
    select * from {{ ref('stg_mention_actors') }}
),

final as (
    select
        {{ stable_key(['mention_id', 'role', 'ordinal']) }} as mention_actor_id,
        mention_id,
        actor_id,
        role,
        ordinal,
        code,
        text,
        char_start,
        char_end
    from mention_actors
)

select * from final
