{#- Tables, views and increments as the adapter makes them, in one statement each: DuckDB changes its catalog in transactions, so
    that nothing has to be built aside and swapped; and every model has an enforced contract, which says the columns that the
    adapter would ask the catalog for. Asking takes longer than building a small table. -#}
{% materialization table, adapter='duckdb' -%}
    {%- set target = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks) }}
    {%- call statement('main') -%}
        {{ new_table(target) }}
    {%- endcall -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target]}) }}
{%- endmaterialization %}

{% materialization view, adapter='duckdb' -%}
    {%- set target = this.incorporate(type='view') -%}
    {{ run_hooks(pre_hooks) }}
    {%- call statement('main') -%}
        {{ drop_if_other(target) }}
        {{ get_assert_columns_equivalent(sql) }}
        create or replace view {{ target }} as (
            {{ sql }}
        );
        {{ comments_on(target) }}
    {%- endcall -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target]}) }}
{%- endmaterialization %}

{% materialization incremental, adapter='duckdb' -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set existing = load_cached_relation(this) -%}
    {{ run_hooks(pre_hooks) }}
    {%- call statement('main') -%}
        {%- if should_full_refresh() or existing is none or existing.is_view -%}
            {{ new_table(target) }}
        {%- else -%}
            {%- set found = api.Relation.create(identifier=this.identifier ~ '__found').include(database=false, schema=false) -%}
            {%- set strategy = adapter.get_incremental_strategy_macro(context, config.get('incremental_strategy')) -%}
            create or replace temporary table {{ found }} as (
                {{ in_order_of_days(sql) }}
            );
            {{ strategy({
                'target_relation': target,
                'temp_relation': found,
                'unique_key': config.get('unique_key'),
                'dest_columns': model['columns'].values() | list,
            }) }};
            drop table {{ found }};
        {%- endif -%}
    {%- endcall -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target]}) }}
{%- endmaterialization %}

{% macro new_table(target) -%}
    {{ drop_if_other(target) }}
    drop table if exists {{ target }};
    {{ create_table_as(false, target, in_order_of_days(sql)) }}
    {{ comments_on(target) }}
{%- endmacro %}

{#- What articles say is kept in the order of their ingest dates, which increments search by (`on_touched_days`). -#}
{% macro in_order_of_days(sql) -%}
    {%- if 'ingest_date' in model.columns and config.get('meta', {}).get('touched_key') -%}
        select * from ({{ sql }}) as unordered
        order by ingest_date
    {%- else -%}
        {{ sql }}
    {%- endif -%}
{%- endmacro %}

{#- What stands under the name and is of another type: `or replace` does not replace that. -#}
{% macro drop_if_other(target) -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- if existing is not none and existing.type != target.type %}
        drop {{ existing.type }} {{ existing }};
    {%- endif -%}
{%- endmacro %}

{#- Descriptions as comments of the database, where `persist_docs` asks for them. -#}
{% macro comments_on(target) -%}
    {%- if config.persist_relation_docs() and model.description %}
        comment on {{ target.type }} {{ target }} is {{ duckdb_escape_comment(model.description) }};
    {%- endif -%}
    {%- if config.persist_column_docs() %}
        {%- for name, column in model.columns.items() %}
            comment on column {{ target }}.{{ adapter.quote(name) }} is {{ duckdb_escape_comment(column['description']) }};
        {%- endfor %}
    {%- endif -%}
{%- endmacro %}

{#- A query fits its contract as long as the project is the same. -#}
{% macro duckdb__get_assert_columns_equivalent(sql) -%}
    {%- if build_scope()['is_full'] -%}
        {{ assert_columns_equivalent(sql) }}
    {%- endif -%}
{%- endmacro %}
