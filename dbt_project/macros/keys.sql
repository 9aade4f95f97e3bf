{#- A stable key over columns; a null and an empty text are different parts. -#}
{% macro stable_key(columns) -%}
    {{ return(adapter.dispatch('stable_key')(columns)) }}
{%- endmacro %}

{% macro default__stable_key(columns) -%}
    md5(
        {%- for column in columns %}
        coalesce(cast({{ column }} as varchar), '~null~'){{ " || '|' || " if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}

{% macro spark__stable_key(columns) -%}
    md5(concat_ws('|',
        {%- for column in columns %}
        coalesce(cast({{ column }} as string), '~null~'){{ ', ' if not loop.last }}
        {%- endfor %}
    ))
{%- endmacro %}
