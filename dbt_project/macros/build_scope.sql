{#- What this build looks at: {number, is_full, is_anew, replaced, partitions, event_days, log_days}, as
    `orchestration/build_scope.py` tells it; everything, where nobody says. -#}
{% macro build_scope() -%}
    {%- set told = env_var('SITREP_BUILD_SCOPE', '') if execute else '' -%}
    {%- set everything = {
        'number': 0, 'is_full': true, 'is_anew': true, 'replaced': {}, 'partitions': {}, 'event_days': none, 'log_days': none
    } -%}
    {{ return(fromjson(told) if told else everything) }}
{%- endmacro %}

{#- Whether this build reads all that is stored: a full one that leaves nothing to the builds after it. -#}
{% macro reads_all() -%}
    {{ return(execute and build_scope()['is_full'] and not build_scope()['partitions']) }}
{%- endmacro %}

{#- The stored partitions of a source that this build reads: all of them, or a list of files. -#}
{% macro partitions_of(relation) -%}
    {{ return(adapter.dispatch('partitions_of')(relation)) }}
{%- endmacro %}

{% macro default__partitions_of(relation) -%}
    {%- set scope = build_scope() -%}
    {%- set name = relation.schema ~ '.' ~ relation.identifier -%}
    {%- if scope['is_full'] and name not in scope['partitions'] -%}
        {{ return(relation) }}
    {%- endif -%}
    {%- set folder = env_var('SITREP_DATA_DIR', '../data') ~ '/' ~ relation.schema ~ '/' ~ relation.identifier ~ '/' -%}
    {%- set days = scope['partitions'].get(name, []) -%}
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
        {{ is_among(column, scope['replaced'].get(table, [])) }}
    {%- endif -%}
{%- endmacro %}

{#- Whether a day is one of a list, which may be empty. The list is a relation: a scan that is joined with it looks for its
    days, and skips unread what lies under others; a long list of constants is compared with rows that were read. -#}
{% macro is_among(column, days) -%}
    {%- set listed -%}
        {%- for day in days %}(date '{{ day }}'){{ ', ' if not loop.last }}{% endfor -%}
    {%- endset -%}
    {{ column ~ ' in (select day from (values ' ~ listed ~ ') as days (day))' if days else 'false' }}
{%- endmacro %}

{#- The rows of a kept table that belong to the articles or events that this build touches. -#}
{% macro touched_of(relation, scope_key) -%}
    {%- if reads_all() -%}
        {{ return(relation) }}
    {%- endif -%}
    {%- set touched = ref('int_touched_articles') if scope_key == 'article_id' else ref('int_touched_events') -%}
    {{ return(rows_of(relation, scope_key, 'select ' ~ scope_key ~ ' from ' ~ touched, within=scope_key)) }}
{%- endmacro %}

{#- The rows of a kept table whose `column` is among the keys that a query gives; in a build of all that there
    is, the table. `within`: all of them belong to articles, events, or reports of articles, that this build touches. -#}
{% macro rows_of(relation, column, keys, within=none) -%}
    {%- if not execute or reads_all() -%}
        {{ return(relation) }}
    {%- endif -%}
    {%- set days = on_touched_days(node_of(relation), within) if within else '' -%}
    {{ return(adapter.dispatch('rows_where')(relation, days ~ column ~ ' in (' ~ keys ~ ')')) }}
{%- endmacro %}

{% macro default__rows_where(relation, condition) -%}
    {{ return('(select * from ' ~ relation ~ ' where ' ~ condition ~ ')') }}
{%- endmacro %}

{#- These rows are found before anything else: another join that the optimizer puts first reads the whole table. -#}
{% macro duckdb__rows_where(relation, condition) -%}
    {{ return('(with found as materialized (select * from ' ~ relation ~ ' where ' ~ condition ~ ') select * from found)') }}
{%- endmacro %}

{#- What narrows a search among what articles say, `... and `: touched articles, and all that tell of touched events, lie under
    few ingest dates, and tables lie in that order; so do the decisions on touched articles and their reports (`report_id`), each
    under the day on which it was made. -#}
{% macro on_touched_days(node, scope_key) -%}
    {%- set scope = build_scope() -%}
    {%- set meta = node['config'].get('meta', {}) if node else {} -%}
    {%- if scope_key != 'event_id' and meta.get('partitions_of') in (scope['log_days'] or {}) -%}
        {{ return(is_among('ingest_date', scope['log_days'][meta['partitions_of']]) ~ ' and ') }}
    {%- elif meta.get('touched_key') not in ('article_id', 'event_id') or 'ingest_date' not in node['columns'] -%}
        {{ return('') }}
    {%- elif scope_key == 'article_id' -%}
        {{ return(is_replaced('ingest_date', 'normalized.articles') ~ ' and ') }}
    {%- elif scope['event_days'] is none -%}
        {{ return('') }}
    {%- endif -%}
    {{ return(is_among('ingest_date', scope['event_days']) ~ ' and ') }}
{%- endmacro %}

{#- The model that makes a table; none for any other table. -#}
{% macro node_of(relation) -%}
    {{ return(graph.nodes.values() | selectattr('alias', 'equalto', relation.identifier) | first) }}
{%- endmacro %}

{#- The rows of the touched scope go, and those that it has now come. `meta.touched_key` of a model is its scope: an article,
    an event, or a day of the table `meta.partitions_of`. -#}
{% macro get_incremental_merge_touched_sql(arguments) -%}
    {%- set target = arguments['target_relation'] -%}
    {%- set source = arguments['temp_relation'] -%}
    {%- set key = arguments['unique_key'] -%}
    {%- set columns = get_quoted_csv(arguments['dest_columns'] | map(attribute='name')) -%}
    delete from {{ target }}
    where {{ touched_rows(model) }};
    {%- if model['config']['meta']['touched_key'] == 'last_named_on' %}
    {#- One that was named on a touched day stands under another one, if it was named again. -#}
    delete from {{ target }}
    where {{ key }} in (select {{ key }} from {{ source }});
    {%- endif %}
    insert into {{ target }} ({{ columns }})
    select {{ columns }} from {{ source }}
{%- endmacro %}

{#- The condition that the rows of a model are in the scope of this build; true for a model that is built as a whole. -#}
{% macro touched_rows(node) -%}
    {%- set meta = node['config'].get('meta', {}) -%}
    {%- set scope_key = meta.get('touched_key') -%}
    {%- if build_scope()['is_full'] or not scope_key -%}
        true
    {%- elif scope_key in ('article_id', 'event_id') -%}
        {%- set touched = 'int_touched_articles' if scope_key == 'article_id' else 'int_touched_events' -%}
        {{ on_touched_days(node, scope_key) }}
        {{ scope_key }} in (select {{ scope_key }} from {{ target.database }}.intermediate.{{ touched }})
    {%- else -%}
        {{ is_replaced(scope_key, meta['partitions_of']) }}
    {%- endif -%}
{%- endmacro %}

{#- Whether this build makes every table anew. -#}
{% macro is_full_build() -%}
    {{ 'true' if build_scope()['is_full'] else 'false' }}
{%- endmacro %}

{#- Whether it is such a build, or goes on with one that left days to it. -#}
{% macro is_anew() -%}
    {{ 'true' if build_scope()['is_anew'] else 'false' }}
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
