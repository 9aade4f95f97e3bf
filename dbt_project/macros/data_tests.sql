{#- A data test looks at the rows that this build touched: the others passed before. -#}
{% macro duckdb__get_where_subquery(relation) -%}
    {%- set conditions = [] -%}
    {%- if config.get('where') -%}
        {%- do conditions.append(config.get('where')) -%}
    {%- endif -%}
    {%- if execute and not build_scope()['is_full'] -%}
        {%- set tested = graph.nodes.get('model.' ~ project_name ~ '.' ~ relation.identifier) -%}
        {%- if tested and tested['config'].get('meta', {}).get('touched_key') -%}
            {%- do conditions.append(touched_rows(tested)) -%}
        {%- endif -%}
    {%- endif -%}
    {%- if not conditions -%}
        {{ return(relation) }}
    {%- endif -%}
    {{ return('(select * from ' ~ relation ~ ' where (' ~ conditions | join(') and (') ~ ')) as touched_rows') }}
{%- endmacro %}
