"""Views, table macros and comments of a published database: those of the working warehouse, which is attached as `workshop`.

They are made anew by every publication: that costs little and cannot be forgotten.
"""

import json
from typing import Any

import duckdb

from orchestration.publish.scopes import PUBLIC_SCHEMAS
from orchestration.publish.sql import identifier, literal, relation
from orchestration.publish.tables import TableChange, table_columns

COMMENTS = """
select schema_name || '.' || table_name, null, comment from duckdb_tables() where {where}
union all
select schema_name || '.' || view_name, null, comment from duckdb_views() where {where}
union all
select schema_name || '.' || table_name, column_name, comment from duckdb_columns() where {where}
"""


class CatalogError(RuntimeError):
    """A public view or macro cannot be published; the message names it."""


def drop_views_and_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Have no public view and no macro in the published database."""
    for name in _views(connection, None):
        connection.execute(f"drop view {relation(name)}")
    for name, kind, _ in _macros(connection, None):
        connection.execute(f"drop {kind} {relation(name)}")


def make_views_and_macros(connection: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, TableChange]:
    """Make the public views and macros; `catalog` is the name under which their SQL knows the working warehouse.

    A view that reads what is not published becomes a table; returns these. Raises CatalogError for a macro that does so.
    """
    macros = _macro_statements(connection, catalog)
    views = _make_in_any_order(connection, macros | _views(connection, "workshop")).keys() - macros.keys()
    for name in sorted(views):
        connection.execute(f"create table {relation(name)} as from workshop.{relation(name)}")
    made = {name for name, _, _ in _macros(connection, None)}
    for name in _make_in_any_order(connection, {name: sql for name, sql in macros.items() if name not in made}):
        raise CatalogError(f"the macro {name} reads what is not published: {macros[name]}")
    columns = table_columns(connection)
    return {name: TableChange(columns[name], None) for name in sorted(views)}


def set_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """Give tables, views, columns and macros the comments that they have in the working warehouse."""
    in_public = f"schema_name in ({', '.join(literal(schema) for schema in PUBLIC_SCHEMAS)}) and database_name = "
    wanted = connection.execute(COMMENTS.format(where=in_public + "'workshop'")).fetchall()
    present = set(connection.execute(COMMENTS.format(where=in_public + "current_database()")).fetchall())
    views = _views(connection, None)
    connection.execute("begin")  # each statement on its own would be flushed to disk, hundreds of them
    for name, column, comment in wanted:
        if (name, column, comment) in present:
            continue
        if column is None:
            kind = "view" if name in views else "table"
            connection.execute(f"comment on {kind} {relation(name)} is {literal(comment)}")
        else:
            connection.execute(f"comment on column {relation(name)}.{identifier(column)} is {literal(comment)}")
    for name, kind, comment in _macros(connection, "workshop"):
        if comment is not None:
            connection.execute(f"comment on {kind} {relation(name)} is {literal(comment)}")
    connection.execute("commit")


def view_and_macro_statements(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The SQL that makes the public views and macros of a published database, in an order in which it can be run."""
    statements = _macro_statements(connection, None) | _views(connection, None)
    in_order = connection.execute(
        "select schema_name || '.' || view_name, view_oid from duckdb_views() where database_name = current_database() "
        "union all select schema_name || '.' || function_name, function_oid from duckdb_functions() "
        "where database_name = current_database() and not internal order by 2"
    ).fetchall()
    return [statements[name].rstrip("; \n") for name, _ in in_order if name in statements]


def _views(connection: duckdb.DuckDBPyConnection, database: str | None) -> dict[str, str]:
    rows = connection.execute(
        "select schema_name || '.' || view_name, sql from duckdb_views() where not internal "
        "and database_name = coalesce(?, current_database()) and list_contains(?, schema_name) order by view_oid",
        [database, list(PUBLIC_SCHEMAS)],
    ).fetchall()
    return dict(rows)


def _macros(connection: duckdb.DuckDBPyConnection, database: str | None) -> list[tuple[str, str, str | None]]:
    """Name, kind as `drop` and `comment on` call it, and comment."""
    return connection.execute(
        "select distinct schema_name || '.' || function_name, replace(function_type, 'table_macro', 'macro table'), comment "
        "from duckdb_functions() where not internal and function_type in ('macro', 'table_macro') "
        "and database_name = coalesce(?, current_database()) and list_contains(?, schema_name)",
        [database, list(PUBLIC_SCHEMAS)],
    ).fetchall()


def _macro_statements(connection: duckdb.DuckDBPyConnection, catalog: str | None) -> dict[str, str]:
    """`create macro` for those of the workshop without the name of their `catalog`; without one, for those that are here.

    DuckDB does not tell the default values of parameters: a macro that has them needs all of its arguments when published.
    """
    rows = connection.execute(
        "select schema_name || '.' || function_name, function_type, parameters, parameter_types, macro_definition "
        "from duckdb_functions() where not internal and database_name = coalesce(?, current_database()) "
        "and list_contains(?, schema_name) and function_type in ('macro', 'table_macro') order by function_oid",
        ["workshop" if catalog else None, list(PUBLIC_SCHEMAS)],
    ).fetchall()
    statements = {}
    for name, kind, parameters, types, definition in rows:
        named = ", ".join(
            identifier(parameter) + (f" {type_name}" if type_name else "")
            for parameter, type_name in zip(parameters, types, strict=True)
        )
        body = _without_catalog(connection, kind, definition, catalog) if catalog else definition
        statements[name] = f"create macro {relation(name)}({named}) as {'table ' if kind == 'table_macro' else ''}{body}"
    return statements


def _without_catalog(connection: duckdb.DuckDBPyConnection, kind: str, definition: str, catalog: str) -> str:
    """The SQL with `catalog.schema.table` as `schema.table`, so that it holds whatever a reader calls the database."""
    sql = definition if kind == "table_macro" else f"select {definition}"
    ((serialized,),) = connection.execute("select json_serialize_sql(?)", [sql]).fetchall()
    tree = json.loads(serialized)
    if tree["error"]:
        raise CatalogError(f"the macro {definition!r} cannot be read: {tree['error_message']}")
    _strip(tree, catalog)
    ((plain,),) = connection.execute("select json_deserialize_sql(?::json)", [json.dumps(tree)]).fetchall()
    return str(plain) if kind == "table_macro" else str(plain)[len("SELECT ") :]


def _strip(node: Any, catalog: str) -> None:
    if isinstance(node, list):
        for child in node:
            _strip(child, catalog)
    elif isinstance(node, dict):
        if node.get("catalog_name") == catalog:
            node["catalog_name"] = ""
            path = node.get("qualified_name", {}).get("path", [])
            if path[:1] == [catalog]:
                del path[0]
        for child in node.values():
            _strip(child, catalog)


def _make_in_any_order(connection: duckdb.DuckDBPyConnection, statements: dict[str, str]) -> dict[str, str]:
    """Make views and macros, each once those that it reads are there; returns what cannot be made."""
    left = dict(statements)
    while made := [name for name, sql in left.items() if _succeeds(connection, sql)]:
        left = {name: sql for name, sql in left.items() if name not in made}
    return left


def _succeeds(connection: duckdb.DuckDBPyConnection, sql: str) -> bool:
    try:
        connection.execute(sql)
    except (duckdb.CatalogException, duckdb.BinderException):
        return False
    return True
