{#- The span within which a figure agrees with others: an exact number is itself, "about 10,000" reaches half the tolerance to
    either side, "at least 9" has no upper end. Null means open. -#}
{% macro agrees_from(value, low, bound) -%}
    case
        when {{ bound }} = 'about' then {{ value }} * (1 - {{ (var('figure_tolerance') | float) / 2 }})
        when {{ bound }} in ('under', 'up_to') then {{ low }}
        else coalesce({{ low }}, {{ value }})
    end
{%- endmacro %}

{% macro agrees_to(value, high, bound) -%}
    case
        when {{ bound }} = 'about' then {{ value }} * (1 + {{ (var('figure_tolerance') | float) / 2 }})
        when {{ bound }} = 'over' then {{ high }}
        else coalesce({{ high }}, {{ value }})
    end
{%- endmacro %}
