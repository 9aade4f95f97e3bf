{#- A data test looks at the rows that this build touched: the others passed before. -#}
{% macro duckdb__get_where_subquery(relation) -%}
    {%- set conditions = [] -%}
    {%- if config.get('where') -%}
        {%- do conditions.append(config.get('where')) -%}
    {%- endif -%}
    {%- if execute and not build_scope()['is_full'] -%}
        {%- set tested = node_of(relation) -%}
        {%- if tested and tested['config'].get('meta', {}).get('touched_key') -%}
            {%- do conditions.append(touched_rows(tested)) -%}
        {%- endif -%}
    {%- endif -%}
    {%- if not conditions -%}
        {{ return(relation) }}
    {%- endif -%}
    {{ return('(select * from ' ~ relation ~ ' where (' ~ conditions | join(') and (') ~ ')) as touched_rows') }}
{%- endmacro %}

{#- Of the table that is led to, only the rows that are led to are looked up: a join would keep all its keys in memory. Rows lead
    to rows of the same articles and events, save articles to others, of any day. -#}
{% macro duckdb__test_relationships(model, column_name, to, field) -%}
    {%- set is_near = execute and not build_scope()['is_full'] and (column_name == field or to.identifier != 'dim_articles') -%}
    with children as (
        select distinct {{ column_name }} as from_field
        from {{ model }}
        where {{ column_name }} is not null
    ),

    parents as (
        select {{ field }} as to_field
        from {{ to }}
        where
            {{ on_touched_days(node_of(to), 'event_id') if is_near }}
            {{ field }} in (select children.from_field from children)
    )

    select children.from_field
    from children
    left join parents
        on children.from_field = parents.to_field
    where parents.to_field is null
{%- endmacro %}
