{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
    {#- The latest version of a public model has the plain name, `marts.fct_events`; an older one that is still kept for its readers
        says its number, `marts.fct_events_v1`, and so does one that is to come. -#}
    {%- if custom_alias_name -%}
        {{ custom_alias_name | trim }}
    {%- elif node.version and node.version != node.latest_version -%}
        {{ node.name ~ '_v' ~ node.version }}
    {%- else -%}
        {{ node.name }}
    {%- endif -%}
{%- endmacro %}
