{#- Who may fight whom, as UCDP and ACLED see it: state, armed (group), civilians or unknown. `actor_kind` is that of the
    sector in seeds/sector_kinds.csv; a country without a sector is its state. -#}
{% macro kind_of_actor(code, actor_kind) -%}
    case
        when {{ actor_kind }} is not null then {{ actor_kind }}
        when {{ code }} like 'IMG%' then 'armed'
        when {{ code }} like 'NGO%' or {{ code }} like 'MNC%' or {{ code }} like 'ISM%' then 'civilians'
        when {{ code }} is null or {{ code }} like 'IGO%' then 'unknown'
        else 'state'
    end
{%- endmacro %}

{#- The sector of a code: `MIL` of `RUS MIL`; empty where there is none. -#}
{% macro sector_of_code(code) -%}
    {{ dbt.split_part(code, "' '", 2) }}
{%- endmacro %}
