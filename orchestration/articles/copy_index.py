"""The part of the index that finds the copies of an article: bands of its signature, and the groups found so far."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from orchestration.articles.article_index import ArticleIndex, microseconds, moment
from orchestration.articles.near_duplicates import WINDOW_DAYS, Sketch, are_copies, band_keys, bands

# What more articles than this have in common (a template, a disclaimer) tells no copies apart.
ARTICLES_PER_KEY = 32
CANDIDATES_PER_ARTICLE = 100
# Of the pairs that agree in one band alone, hardly one in a hundred are copies.
BANDS_IN_COMMON = 2
SKETCHES_HELD = 20_000
MICROSECONDS_PER_DAY = 86_400_000_000
# Ingested first, then published first: the order in which articles are given their groups.
IN_ORDER = "a.ingested_at, a.published_at is null, a.published_at, a.article_id"


@dataclass(frozen=True)
class Pending:
    """An article that has no group yet. `at` is when it was published, else when it was ingested, in microseconds."""

    number: int
    article_id: str
    at: int


@dataclass(frozen=True)
class Settled:
    """What is decided of an article and was not so before."""

    article_id: str
    group_id: str
    is_primary: bool


def take_decisions(index: ArticleIndex, rows: pl.DataFrame) -> None:
    """Take over rows of `raw.duplicate_groups`; of several on one article the latest counts."""
    index.connection.executemany(
        "insert into copies values (?, ?, ?, ?) on conflict (article_id) do update set group_id = excluded.group_id, "
        "is_primary = excluded.is_primary, decided_at = excluded.decided_at where excluded.decided_at >= decided_at",
        (
            (row["article_id"], row["duplicate_group_id"], int(row["is_primary"]), microseconds(row["decided_at"]))
            for row in rows.iter_rows(named=True)
        ),
    )


def restore_groups(index: ArticleIndex, article_ids: Iterable[str]) -> None:
    """Let articles that have a group already be found by their copies; their groups may have lost or won a primary."""
    query = (
        "select a.number, a.shingles, coalesce(a.published_at, a.ingested_at), c.group_id "
        "from articles a join copies c using (article_id) where article_id = ?"
    )
    for article_id in article_ids:
        for number, shingles, at, group_id in index.connection.execute(query, [article_id]).fetchall():
            add_bands(index, number, band_keys(bands(np.frombuffer(shingles, np.uint32)), moment(at)))
            index.connection.execute("insert or ignore into unsettled_groups values (?)", [group_id])


def add_bands(index: ArticleIndex, number: int, keys: Iterable[int]) -> None:
    """Let an article be found by its bands, but for those that too many articles share already."""
    index.connection.executemany(
        f"insert into bands select ?1, ?2 where (select count(*) from (select 1 from bands where key = ?1 "
        f"limit {ARTICLES_PER_KEY})) < {ARTICLES_PER_KEY}",
        ((key, number) for key in dict.fromkeys(keys)),
    )


class Grouper:
    """Gives articles their groups, one after the other; used inside a transaction.

    A group is named by the member that was ingested first. When two groups turn out to be one, the older name stays.
    """

    def __init__(self, index: ArticleIndex) -> None:
        self._connection = index.connection
        self._index = index
        self._sketches: OrderedDict[int, Sketch] = OrderedDict()
        # What copies said before this run, of articles whose row was changed or made.
        self._before: dict[str, str | None] = {}

    def pending(self) -> list[Pending]:
        """The articles without a group, ingested first and then published first."""
        query = (
            "select a.number, a.article_id, coalesce(a.published_at, a.ingested_at) "
            f"from pending join articles a using (number) order by {IN_ORDER}"
        )
        return [Pending(*row) for row in self._connection.execute(query)]

    def group(self, article: Pending, decided_at: datetime) -> None:
        """Find the copies of an article among those that have a group, and join their groups."""
        sketch = self._sketch(article.number)
        own_bands, at = bands(sketch.shingles), moment(article.at)
        groups: list[str] = []
        for number, group_id in self._candidates(article, band_keys(own_bands, at, reach=1)):
            if group_id not in groups and are_copies(sketch, self._sketch(number)):
                groups.append(group_id)
        name = self._merge(groups) if groups else article.article_id
        self._before[article.article_id] = None
        self._connection.execute(
            "insert into copies values (?, ?, 0, ?)", [article.article_id, name, microseconds(decided_at)]
        )
        self._connection.execute("insert or ignore into unsettled_groups values (?)", [name])
        self._connection.execute("delete from pending where number = ?", [article.number])
        add_bands(self._index, article.number, band_keys(own_bands, at))

    def settle(self, decided_at: datetime) -> list[Settled]:
        """Find the primary of every group that changed, the copy published first; returns what is not as it was before."""
        changed = []
        for (group_id,) in self._connection.execute("select group_id from unsettled_groups order by 1").fetchall():
            query = (
                "select a.article_id, c.is_primary from copies c join articles a using (article_id) where c.group_id = ? "
                "order by a.published_at is null, a.published_at, a.article_id"
            )
            members = self._connection.execute(query, [group_id]).fetchall()
            for position, (article_id, was_primary) in enumerate(members):
                is_primary = position == 0
                if is_primary != bool(was_primary) or self._before.get(article_id, group_id) != group_id:
                    changed.append(Settled(article_id, group_id, is_primary))
        self._connection.executemany(
            "update copies set is_primary = ?, decided_at = ? where article_id = ?",
            ((int(row.is_primary), microseconds(decided_at), row.article_id) for row in changed),
        )
        self._connection.execute("delete from unsettled_groups")
        return changed

    def _candidates(self, article: Pending, keys: list[int]) -> list[tuple[int, str]]:
        """Number and group of stored articles that share a band and appeared within the window, the likeliest first."""
        query = (
            f"select b.number, c.group_id from (select number, count(*) as agreed from bands where key in ({_marks(keys)}) "
            f"group by number having agreed >= {BANDS_IN_COMMON}) b "
            "join articles a using (number) join copies c using (article_id) "
            "where abs(coalesce(a.published_at, a.ingested_at) - ?) <= ? order by b.agreed desc, a.article_id limit ?"
        )
        bounds = [article.at, WINDOW_DAYS * MICROSECONDS_PER_DAY, CANDIDATES_PER_ARTICLE]
        return self._connection.execute(query, [*keys, *bounds]).fetchall()

    def _sketch(self, number: int) -> Sketch:
        held = self._sketches.get(number)
        if held is None:
            query = "select shingles, figures from articles where number = ?"
            shingles, figures = self._connection.execute(query, [number]).fetchone()
            held = self._sketches[number] = Sketch(np.frombuffer(shingles, np.uint32), np.frombuffer(figures, np.uint32))
            if len(self._sketches) > SKETCHES_HELD:
                self._sketches.popitem(last=False)
        return held

    def _merge(self, groups: Sequence[str]) -> str:
        """Join groups to the one whose first member was ingested first; returns its name."""
        if len(groups) == 1:
            return groups[0]
        query = (
            f"select c.group_id from copies c join articles a using (article_id) where c.group_id in ({_marks(groups)}) "
            f"order by {IN_ORDER} limit 1"
        )
        (name,) = self._connection.execute(query, groups).fetchone()
        for other in groups:
            if other != name:
                members = self._connection.execute("select article_id from copies where group_id = ?", [other]).fetchall()
                for (article_id,) in members:
                    self._before.setdefault(article_id, other)
                self._connection.execute("update copies set group_id = ? where group_id = ?", [name, other])
        return str(name)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
