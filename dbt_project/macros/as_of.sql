{#- Table macros that show the warehouse as it was known at a moment (UTC): the events, and the mentions with the event that
    they were then told of. -#}
{% macro create_as_of_macros() -%}
    {%- if execute and flags.WHICH in ('build', 'run') -%}
        {{ return(adapter.dispatch('create_as_of_macros')()) }}
    {%- endif -%}
{%- endmacro %}

{% macro default__create_as_of_macros() -%}
    create or replace macro marts.events_as_of(moment) as table
    select * exclude (event_version_id)
    from marts.fct_event_versions
    where recorded_from <= moment and (recorded_to is null or recorded_to > moment);

    create or replace macro marts.mentions_as_of(moment) as table
    select
        mentions.* exclude (event_id, linked_report_id, match_score, match_reasons, is_current, article_standing, is_repeat),
        told.event_id,
        told.linked_report_id,
        told.match_score,
        told.match_reasons,
        told.recorded_from,
        told.recorded_to
    from marts.fct_event_mentions as mentions
    inner join marts.fct_report_events as told
        on mentions.report_id = told.report_id
    where told.recorded_from <= moment and (told.recorded_to is null or told.recorded_to > moment);
{%- endmacro %}
