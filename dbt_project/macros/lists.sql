{#- All values of a group as a list in the given order, nulls and rows outside `condition` left out; empty, never null. -#}
{% macro ordered_list(value, order_by, condition='true') -%}
    {{ return(adapter.dispatch('ordered_list')(value, order_by, condition)) }}
{%- endmacro %}

{% macro default__ordered_list(value, order_by, condition) -%}
    coalesce(list({{ value }} order by {{ order_by }}) filter (where {{ condition }} and {{ value }} is not null), [])
{%- endmacro %}

{% macro spark__ordered_list(value, order_by, condition) -%}
    transform(
        array_sort(collect_list(case when {{ condition }} and {{ value }} is not null then struct({{ order_by }} as k, {{ value }} as v) end)),
        pair -> pair.v
    )
{%- endmacro %}

{#- The distinct values of a group as a sorted list; empty, never null. -#}
{% macro distinct_list(value, condition='true') -%}
    {{ return(adapter.dispatch('distinct_list')(value, condition)) }}
{%- endmacro %}

{% macro default__distinct_list(value, condition) -%}
    coalesce(list(distinct {{ value }} order by {{ value }}) filter (where {{ condition }} and {{ value }} is not null), [])
{%- endmacro %}

{% macro spark__distinct_list(value, condition) -%}
    array_sort(collect_set(case when {{ condition }} then {{ value }} end))
{%- endmacro %}

{#- A list where a left join found none: empty, never null. -#}
{% macro list_or_empty(value) -%}
    {{ return(adapter.dispatch('list_or_empty')(value)) }}
{%- endmacro %}

{% macro default__list_or_empty(value) -%}
    coalesce({{ value }}, [])
{%- endmacro %}

{% macro spark__list_or_empty(value) -%}
    coalesce({{ value }}, array())
{%- endmacro %}

{#- A struct with the given columns as fields of the same names. -#}
{% macro struct_of(columns) -%}
    {{ return(adapter.dispatch('struct_of')(columns)) }}
{%- endmacro %}

{% macro default__struct_of(columns) -%}
    struct_pack({% for column in columns %}"{{ column }}" := {{ column }}{{ ', ' if not loop.last }}{% endfor %})
{%- endmacro %}

{% macro spark__struct_of(columns) -%}
    named_struct({% for column in columns %}'{{ column }}', {{ column }}{{ ', ' if not loop.last }}{% endfor %})
{%- endmacro %}
