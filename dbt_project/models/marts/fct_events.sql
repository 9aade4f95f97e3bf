{{
    config(
        materialized='incremental',
        incremental_strategy='merge_touched',
        unique_key='event_id',
        meta={'touched_key': 'event_id'},
    )
}}

with versions as (
    select * from {{ touched_of(ref('fct_event_versions'), 'event_id') }}
    where recorded_to is null
),

final as (
    select
        event_id,
        event_type,
        event_mode,
        event_type_key,
        event_family,
        status,
        status_mention_id,
        lead_party_code,
        actor_codes,
        recipient_codes,
        place_id,
        place_precision,
        country_code,
        event_date_start,
        event_date_end,
        event_date_edtf,
        date_precision,
        quantities,
        mention_count,
        article_count,
        independent_source_count,
        is_disputed,
        first_reported_at,
        last_reported_at,
        last_ingested_at,
        ingest_date
    from versions
)

select * from final
