{#- A timestamp with time zone as a plain timestamp in UTC. -#}
{% macro utc_timestamp(value) -%}
    {{ return(adapter.dispatch('utc_timestamp')(value)) }}
{%- endmacro %}

{% macro default__utc_timestamp(value) -%}
    cast({{ value }} at time zone 'UTC' as timestamp)
{%- endmacro %}

{% macro spark__utc_timestamp(value) -%}
    to_utc_timestamp({{ value }}, current_timezone())
{%- endmacro %}

{#- The day that lies a number of days after a day (before, if negative). -#}
{% macro add_days(day, days) -%}
    {{ return(adapter.dispatch('add_days')(day, days)) }}
{%- endmacro %}

{% macro default__add_days(day, days) -%}
    cast({{ day }} + cast({{ days }} as integer) * interval 1 day as date)
{%- endmacro %}

{% macro spark__add_days(day, days) -%}
    date_add({{ day }}, {{ days }})
{%- endmacro %}

{#- Number of days from one day to another. -#}
{% macro days_between(first_day, last_day) -%}
    {{ return(adapter.dispatch('days_between')(first_day, last_day)) }}
{%- endmacro %}

{% macro default__days_between(first_day, last_day) -%}
    datediff('day', {{ first_day }}, {{ last_day }})
{%- endmacro %}

{% macro spark__days_between(first_day, last_day) -%}
    datediff({{ last_day }}, {{ first_day }})
{%- endmacro %}

{#- A row for every day between two days, both included; the column is `date_day`. -#}
{% macro each_day(first_day, last_day) -%}
    {{ return(adapter.dispatch('each_day')(first_day, last_day)) }}
{%- endmacro %}

{% macro default__each_day(first_day, last_day) -%}
    cast(unnest(generate_series({{ first_day }}, {{ last_day }}, interval 1 day)) as date) as date_day
{%- endmacro %}

{% macro spark__each_day(first_day, last_day) -%}
    explode(sequence({{ first_day }}, {{ last_day }}, interval 1 day)) as date_day
{%- endmacro %}

{#- Day of the week: Monday is 1, Sunday 7. -#}
{% macro iso_weekday(day) -%}
    {{ return(adapter.dispatch('iso_weekday')(day)) }}
{%- endmacro %}

{% macro default__iso_weekday(day) -%}
    cast(extract(isodow from {{ day }}) as integer)
{%- endmacro %}

{% macro spark__iso_weekday(day) -%}
    extract(dayofweek_iso from {{ day }})
{%- endmacro %}
