{#- The party that a code belongs to: the country of `RUS MIL`, the whole of `IGO UNO`. -#}
{% macro party_code(code) -%}
    case
        when {{ code }} like 'IGO%' or {{ code }} like 'NGO%' or {{ code }} like 'IMG%' or {{ code }} like 'ISM%' or {{ code }} like 'MNC%'
            then {{ code }}
        else {{ dbt.split_part(code, "' '", 1) }}
    end
{%- endmacro %}

{#- The name of an actor: an unknown one is called as the text at hand calls it, not as the newest text that names it. -#}
{% macro actor_name(actor_id, name, text) -%}
    case when {{ actor_id }} like 'text:%' then {{ text }} else coalesce({{ name }}, {{ text }}) end
{%- endmacro %}
