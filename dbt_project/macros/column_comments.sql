{#- The adapter asks the catalog for a table's columns before it comments on them, which takes as long as building a small
    table. Every model here has an enforced contract, so that the described columns are the columns. -#}
{% macro duckdb__alter_column_comment(relation, column_dict) -%}
    {%- for column_name, column in column_dict.items() %}
    comment on column {{ relation }}.{{ adapter.quote(column_name) }} is {{ duckdb_escape_comment(column['description']) }};
    {%- endfor %}
{%- endmacro %}
