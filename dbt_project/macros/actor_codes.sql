{#- The party that a code belongs to: the country of `RUS MIL`, the whole of `IGO UNO`. -#}
{% macro party_code(code) -%}
    case
        when {{ code }} like 'IGO%' or {{ code }} like 'NGO%' or {{ code }} like 'IMG%' or {{ code }} like 'ISM%' or {{ code }} like 'MNC%'
            then {{ code }}
        else {{ dbt.split_part(code, "' '", 1) }}
    end
{%- endmacro %}
