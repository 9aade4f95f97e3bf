with facts as (
    select * from {{ ref('int_mention_facts') }}
),

-- Who is called up belongs to the party that calls up: a mobilization named by its recruits or by its announcer is the same.
led as (
    select
        *,
        case
            when event_family = 'territorial_control' then '*'
            when event_family = 'mobilize' then coalesce(actor_party_code, recipient_party_code, attribution_party_code)
            else actor_party_code
        end as own_lead_party,
        case
            when place_id is not null and place_precision in ('exact', 'near', 'admin1') then 'place'
            when quantity_value is not null then 'quantity'
            when
                date_precision in ('day', 'week', 'month')
                and event_date_start is not null
                and coalesce(actor_party_code, recipient_party_code) is not null
                then 'dated'
            else 'local'
        end as block_kind
    from facts
),

-- "The town was shelled" names no actor: it joins the reports on the same place, where these name one party only.
sides as (
    select
        *,
        min(case when is_current then own_lead_party end)
            over (partition by block_kind, event_family, place_id)
            as first_party,
        max(case when is_current then own_lead_party end)
            over (partition by block_kind, event_family, place_id)
            as last_party
    from led
),

leads as (
    select
        *,
        case
            when own_lead_party is not null then own_lead_party
            when block_kind = 'place' and first_party = last_party then first_party
            else '-'
        end as lead_party
    from sides
),

blocks as (
    select
        mention_id,
        block_kind,
        lead_party,
        case block_kind
            when 'place'
                then concat_ws('|', block_kind, event_family, lead_party, place_id)
            when 'quantity'
                then
                    concat_ws(
                        '|',
                        block_kind,
                        event_family,
                        lead_party,
                        quantity_role,
                        quantity_unit,
                        -- A tally since some day: rival tallies of one month are about the same, however far they differ.
                        case
                            when date_precision = 'open' and event_date_start is not null
                                then
                                    event_date_edtf || ' told in '
                                    || coalesce(
                                        cast(cast(date_trunc('month', published_on) as date) as {{ text_type() }}), 'unknown'
                                    )
                            else cast(quantity_value as {{ text_type() }})
                        end
                    )
            when 'dated'
                then
                    concat_ws(
                        '|',
                        block_kind,
                        event_family,
                        lead_party,
                        coalesce(recipient_party_code, '-'),
                        coalesce(place_id, '-'),
                        event_date_edtf
                    )
            else
                concat_ws(
                    '|',
                    block_kind,
                    event_family,
                    coalesce(event_mode, '-'),
                    lead_party,
                    coalesce(recipient_party_code, '-'),
                    duplicate_group_id
                )
        end as block_key,
        event_date_start,
        event_date_end,
        published_on,
        first_ingest_date,
        is_current
    from leads
)

select * from blocks
