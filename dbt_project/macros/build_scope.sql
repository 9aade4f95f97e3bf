{#- What this build looks at: {number, is_full, replaced, partitions}, as `orchestration/build_scope.py` tells it; everything,
    where nobody says. -#}
{% macro build_scope() -%}
    {%- set told = env_var('SITREP_BUILD_SCOPE', '') if execute else '' -%}
    {{ return(fromjson(told) if told else {'number': 0, 'is_full': true, 'replaced': {}, 'partitions': {}}) }}
{%- endmacro %}

{#- The stored partitions of a source that this build reads: all of them, or a list of files. -#}
{% macro partitions_of(relation) -%}
    {{ return(adapter.dispatch('partitions_of')(relation)) }}
{%- endmacro %}

{% macro default__partitions_of(relation) -%}
    {%- set scope = build_scope() -%}
    {%- if scope['is_full'] -%}
        {{ return(relation) }}
    {%- endif -%}
    {%- set folder = env_var('SITREP_DATA_DIR', '../data') ~ '/' ~ relation.schema ~ '/' ~ relation.identifier ~ '/' -%}
    {%- set days = scope['partitions'].get(relation.schema ~ '.' ~ relation.identifier, []) -%}
    {%- set files = [] -%}
    {%- for name in ['contract'] + days -%}
        {%- do files.append("'" ~ (folder ~ name ~ '.parquet') | replace("'", "''") ~ "'") -%}
    {%- endfor -%}
    {{ return('read_parquet([' ~ files | join(', ') ~ '])') }}
{%- endmacro %}

{#- Whether a row belongs to an article or event that this build touches. -#}
{% macro is_touched(scope_key, column=none) -%}
    {%- if execute and build_scope()['is_full'] -%}
        true
    {%- else -%}
        {%- set touched = ref('int_touched_articles') if scope_key == 'article_id' else ref('int_touched_events') -%}
        {{ column or scope_key }} in (select {{ scope_key }} from {{ touched }})
    {%- endif -%}
{%- endmacro %}

{#- Whether a day is one of those whose partition of a table is read again. -#}
{% macro is_replaced(column, table) -%}
    {%- set scope = build_scope() -%}
    {%- if scope['is_full'] -%}
        true
    {%- else -%}
        {{ column }} in (
            {%- for day in scope['replaced'].get(table, []) %}date '{{ day }}', {% endfor %}cast(null as date))
    {%- endif -%}
{%- endmacro %}

{#- Rows of the touched scope that are gone go, the others are merged. `meta.touched_key` of a model is its scope: an article,
    an event, or a day of the table `meta.partitions_of`. -#}
{% macro get_incremental_merge_touched_sql(arguments) -%}
    {%- set target = arguments['target_relation'] -%}
    {%- set source = arguments['temp_relation'] -%}
    {%- set key = arguments['unique_key'] -%}
    delete from {{ target }}
    where
        {{ touched_rows(model) }}
        and {{ key }} not in (select {{ key }} from {{ source }});
    {{ get_merge_sql(target, source, key, arguments['dest_columns'], none) }}
{%- endmacro %}

{#- The condition that the rows of a model are in the scope of this build; true for a model that is built as a whole. -#}
{% macro touched_rows(node) -%}
    {%- set meta = node['config'].get('meta', {}) -%}
    {%- set scope_key = meta.get('touched_key') -%}
    {%- if build_scope()['is_full'] or not scope_key -%}
        true
    {%- elif scope_key in ('article_id', 'event_id') -%}
        {%- set touched = 'int_touched_articles' if scope_key == 'article_id' else 'int_touched_events' -%}
        {{ scope_key }} in (select {{ scope_key }} from {{ target.database }}.intermediate.{{ touched }})
    {%- else -%}
        {{ is_replaced(scope_key, meta['partitions_of']) }}
    {%- endif -%}
{%- endmacro %}

{#- Whether this build makes everything anew. -#}
{% macro is_full_build() -%}
    {{ 'true' if build_scope()['is_full'] else 'false' }}
{%- endmacro %}

{#- Number of this build among those that went well. -#}
{% macro build_number() -%}
    cast({{ build_scope()['number'] }} as integer)
{%- endmacro %}

{#- What builds touched that went wrong or are long past goes from the log. -#}
{% macro forget_builds(kept) -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where build_number >= {{ build_number() }} or build_number <= {{ build_number() }} - {{ kept }}
    {%- endif -%}
{%- endmacro %}
