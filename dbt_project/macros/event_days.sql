{#- The day on which an event counts: its first possible day; one of unknown date counts on the day of its first report. -#}
{% macro event_day(events) -%}
    coalesce({{ events }}.event_date_start, {{ events }}.event_date_end, cast({{ events }}.first_reported_at as date))
{%- endmacro %}
