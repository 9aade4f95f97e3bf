{% macro generate_schema_name(custom_schema_name, node) -%}
    {# The schema is named in dbt_project.yml and is the same for everyone: `marts`, not `main_marts`. #}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}
