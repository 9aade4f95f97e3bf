"""Names and texts as SQL."""


def identifier(name: str) -> str:
    """The name of a column, schema or parameter."""
    return '"' + name.replace('"', '""') + '"'


def relation(name: str) -> str:
    """`marts.fct_events` as a table, view or macro."""
    schema, _, own = name.partition(".")
    return f"{identifier(schema)}.{identifier(own)}"


def literal(text: str | None) -> str:
    """A text."""
    return "null" if text is None else "'" + text.replace("'", "''") + "'"
