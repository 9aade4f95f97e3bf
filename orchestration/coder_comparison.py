"""What another coder, or another version of its dictionaries, makes of the same articles: two published files side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

# A field is the same when all mentions of one trigger have the same values of it, in whatever order.
FIELDS = {
    "event_type": "event_type",
    "event_mode": "event_mode",
    "status": "status",
    "actors": "actors",
    "recipients": "recipients",
    "place": "place_id",
    "date": "event_date_edtf",
    "attribution": "attribution_actor_id",
}
MENTIONS = """
create temp table {side}_triggers as
with shared as (
    select article_id from old.marts.dim_articles intersect select article_id from new.marts.dim_articles
),
participants as (
    select mention_id, role, string_agg(actor_id, ' ' order by actor_id) as actor_ids
    from {side}.marts.bridge_mention_actors group by mention_id, role
)
select
    m.article_id, m.char_start, m.char_end, any_value(m.trigger_text) as trigger_text, any_value(m.sentence) as sentence,
    {fields}
from (
    select
        m.*,
        (select actor_ids from participants p where p.mention_id = m.mention_id and p.role = 'actor') as actors,
        (select actor_ids from participants p where p.mention_id = m.mention_id and p.role = 'recipient') as recipients
    from {side}.marts.fct_event_mentions m semi join shared using (article_id)
) m
group by m.article_id, m.char_start, m.char_end
"""


class ComparisonError(RuntimeError):
    """The two cannot be compared; the message says why."""


@dataclass(frozen=True)
class Comparison:
    """Triggers (spans of articles that both files hold) by what became of them.

    changed_fields: for each field of FIELDS, at how many triggers it differs. by_event_type: (type, triggers before, after).
    examples: (change, trigger, before, after, sentence), the changes of one kind together.
    """

    articles: int
    same: int
    changed: int
    gone: int
    added: int
    changed_fields: dict[str, int]
    by_event_type: Sequence[tuple[str, int, int]]
    examples: Sequence[tuple[str, str, str, str, str]]


def compare(old: Path, new: Path, examples: int = 20) -> Comparison:
    """Compare the mentions of two published files. Raises ComparisonError: unreadable, or no article in common."""
    with duckdb.connect() as connection:
        try:
            for side, path in (("old", old), ("new", new)):
                if not path.is_file():
                    raise ComparisonError(f"Nothing is published at {path}; run `sitrep run` there first.")
                quoted = str(path).replace("'", "''")
                connection.execute(f"attach '{quoted}' as {side} (read_only)")
            return _compare(connection, examples)
        except duckdb.Error as error:
            raise ComparisonError(f"The two files cannot be compared: {error}") from error


def _compare(connection: duckdb.DuckDBPyConnection, examples: int) -> Comparison:
    values = ", ".join(
        f"string_agg(coalesce({column}, '-'), ', ' order by coalesce({column}, '-')) as {field}"
        for field, column in FIELDS.items()
    )
    for side in ("old", "new"):
        connection.execute(MENTIONS.format(side=side, fields=values))
    differs = " or ".join(f"o.{field} is distinct from n.{field}" for field in FIELDS)
    connection.execute(
        f"""
        create temp table compared as
        select
            case when o.article_id is null then 'added' when n.article_id is null then 'gone'
                when {differs} then 'changed' else 'same' end as change,
            coalesce(o.article_id, n.article_id) as article_id, coalesce(o.char_start, n.char_start) as char_start,
            coalesce(o.trigger_text, n.trigger_text) as trigger_text, coalesce(o.sentence, n.sentence) as sentence,
            {", ".join(f"o.{field} as old_{field}, n.{field} as new_{field}" for field in FIELDS)}
        from old_triggers o full join new_triggers n
            on o.article_id = n.article_id and o.char_start = n.char_start and o.char_end = n.char_end
        """
    )
    articles = _one(connection, "select count(*) from (select article_id from old.marts.dim_articles intersect "
                                "select article_id from new.marts.dim_articles)")  # fmt: skip
    if not articles:
        raise ComparisonError("The two files share no article; compare two codings of the same articles.")
    counts = dict(connection.execute("select change, count(*) from compared group by change").fetchall())
    fields = {
        field: _one(
            connection,
            f"select count(*) from compared where change = 'changed' and old_{field} is distinct from new_{field}",
        )
        for field in FIELDS
    }
    types = connection.execute(
        """
        select event_type, count(*) filter (side = 'old'), count(*) filter (side = 'new')
        from (
            select 'old' as side, event_type from old_triggers union all select 'new', event_type from new_triggers
        ) group by event_type order by event_type
        """
    ).fetchall()
    same, changed, gone, added = (counts.get(name, 0) for name in ("same", "changed", "gone", "added"))
    return Comparison(articles, same, changed, gone, added, fields, types, _examples(connection, examples))


def _examples(connection: duckdb.DuckDBPyConnection, limit: int) -> list[tuple[str, str, str, str, str]]:
    rows = connection.execute(
        f"""
        select change, trigger_text, sentence, {", ".join(f"old_{field}, new_{field}" for field in FIELDS)}
        from compared where change <> 'same' order by change, article_id, char_start limit {int(limit)}
        """
    ).fetchall()
    shown = []
    for change, trigger, sentence, *values in rows:
        pairs = [
            (field, values[2 * number], values[2 * number + 1])
            for number, field in enumerate(FIELDS)
            if change != "changed" or values[2 * number] != values[2 * number + 1]
        ]
        before, after = (
            ", ".join(f"{field} {pair[side]}" for field, *pair in pairs if pair[side] not in (None, "-")) for side in (0, 1)
        )
        shown.append((change, trigger, before, after, sentence))
    return shown


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row: tuple[Any, ...] | None = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0
