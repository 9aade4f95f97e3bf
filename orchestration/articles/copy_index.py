"""The part of the index that finds the copies of an article: bands of its signature, and the groups found so far."""

import json
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

import numpy as np
import numpy.typing as npt
import polars as pl

from orchestration.articles.article_index import LISTED, ArticleIndex, microseconds, moment
from orchestration.articles.copy_candidates import ARTICLES_PER_KEY, Candidates, Keys
from orchestration.articles.near_duplicates import BAND_BITS, WINDOW_DAYS, Sketch, band_keys, copies_among, period_of

CANDIDATES_PER_ARTICLE = 100
SKETCHES_HELD = 20_000
ARTICLES_AT_ONCE = 20_000
KEYS_ASKED_AT_ONCE = 100_000
MICROSECONDS_PER_DAY = 86_400_000_000
# Ingested first, then published first: the order in which articles are given their groups.
IN_ORDER = "a.ingested_at, a.published_at is null, a.published_at, a.article_id"


@dataclass(frozen=True)
class _Pending:
    """An article that has no group yet. `at` is when it was published, else when it was ingested, in microseconds."""

    number: int
    article_id: str
    at: int


@dataclass(frozen=True)
class _Grouped:
    """An article that has a group, by the name that the group had when it was asked for."""

    article_id: str
    at: int
    group_id: str


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


def restore_groups(index: ArticleIndex, article_ids: Sequence[str]) -> None:
    """Let articles that have a group already be found by their copies, the first ones given first; their groups may have
    lost or won a primary.
    """
    query = (
        "select article_id, a.number, a.bands, coalesce(a.published_at, a.ingested_at), c.group_id "
        f"from articles a join copies c using (article_id) where article_id in {LISTED}"
    )
    for start in range(0, len(article_ids), ARTICLES_AT_ONCE):
        chosen = article_ids[start : start + ARTICLES_AT_ONCE]
        rows = {row[0]: row[1:] for row in index.connection.execute(query, [json.dumps(chosen)])}
        found: list[tuple[int, int]] = []
        for article_id in chosen:
            if article_id in rows:
                number, bands, at, _ = rows[article_id]
                keys = band_keys(np.frombuffer(bands, np.int64), [period_of(moment(at))])
                found.extend((key, number) for key in keys)
        listed = json.dumps(list({key for key, _ in found}))
        counts = Counter(
            dict(index.connection.execute(f"select key, count(*) from bands where key in {LISTED} group by key", [listed]))
        )
        held = []
        for key, number in found:
            if counts[key] < ARTICLES_PER_KEY:
                counts[key] += 1
                held.append((key, number))
        index.connection.executemany("insert into bands values (?, ?)", sorted(held))
        groups = sorted({(group_id,) for *_, group_id in rows.values()})
        index.connection.executemany("insert or ignore into unsettled_groups values (?)", groups)


class Grouper:
    """Gives articles their groups, one after the other; used inside a transaction.

    A group is named by the member that was ingested first. When two groups turn out to be one, the older name stays.
    The index is asked and written to for many articles at once, which costs a tenth of doing so for each.
    """

    def __init__(self, index: ArticleIndex, decided_at: datetime) -> None:
        self._connection = index.connection
        self._decided_at = microseconds(decided_at)
        self._sketches: OrderedDict[int, Sketch] = OrderedDict()
        # Articles that have a group, as far as they may be copies of those at hand.
        self._grouped: dict[int, _Grouped] = {}
        self._unwritten: list[tuple[str, str]] = []
        # Names of groups that were joined to another.
        self._joined: dict[str, str] = {}
        # What copies said before this run, of articles whose row was changed or made.
        self._before: dict[str, str | None] = {}

    def group_pending(self) -> None:
        """Give every article without a group its group: ingested first and then published first."""
        query = (
            "select a.number, a.article_id, coalesce(a.published_at, a.ingested_at) "
            f"from pending join articles a using (number) order by {IN_ORDER}"
        )
        pending = [_Pending(*row) for row in self._connection.execute(query)]
        for start in range(0, len(pending), ARTICLES_AT_ONCE):
            self._group_all(pending[start : start + ARTICLES_AT_ONCE])

    def settle(self) -> list[Settled]:
        """Find the primary of every group that changed, the copy published first; returns what is not as it was before."""
        query = (
            "select c.group_id, c.article_id, c.is_primary from unsettled_groups u cross join copies c using (group_id) "
            "cross join articles a using (article_id) "
            "order by c.group_id, a.published_at is null, a.published_at, c.article_id"
        )
        changed = []
        for group_id, members in groupby(self._connection.execute(query).fetchall(), key=itemgetter(0)):
            for position, (_, article_id, was_primary) in enumerate(members):
                is_primary = position == 0
                if is_primary != bool(was_primary) or self._before.get(article_id, group_id) != group_id:
                    changed.append(Settled(article_id, group_id, is_primary))
        self._connection.executemany(
            "update copies set is_primary = ?, decided_at = ? where article_id = ?",
            ((int(row.is_primary), self._decided_at, row.article_id) for row in changed),
        )
        self._connection.execute("delete from unsettled_groups")
        return changed

    def _group_all(self, articles: Sequence[_Pending]) -> None:
        numbers = [article.number for article in articles]
        self._load_sketches(numbers)
        bands = np.array([self._sketch(number).bands for number in numbers])
        keys = Keys.of(bands, np.array([period_of(moment(article.at)) for article in articles]))
        found = Candidates(keys, np.array(numbers), self._stored_by(keys))
        candidates = list(found.of_each())
        self._load_grouped({number for pairs in candidates for number, _ in pairs}.difference(numbers))
        names: set[str] = set()
        for article, pairs in zip(articles, candidates, strict=True):
            name = self._group(article, pairs)
            names.add(name)
            self._unwritten.append((article.article_id, name))
            self._before[article.article_id] = None
            self._grouped[article.number] = _Grouped(article.article_id, article.at, name)
        self._write_groups()
        self._connection.executemany("insert or ignore into unsettled_groups values (?)", ((name,) for name in sorted(names)))
        self._connection.executemany("insert into bands values (?, ?)", found.added())
        self._connection.execute(f"delete from pending where number in {LISTED}", [json.dumps(numbers)])

    def _group(self, article: _Pending, candidates: Sequence[tuple[int, int]]) -> str:
        """The group of an article: that of its copies among those that have one, the likeliest asked first. `candidates` are
        their numbers, each with how many bands it has in common with the article.
        """
        window = WINDOW_DAYS * MICROSECONDS_PER_DAY
        near = sorted(
            (-agreed, grouped.article_id, number)
            for number, agreed in candidates
            if abs((grouped := self._grouped[number]).at - article.at) <= window
        )
        members: dict[str, list[int]] = {}
        for _, _, number in near[:CANDIDATES_PER_ARTICLE]:
            members.setdefault(self._name(self._grouped[number].group_id), []).append(number)
        # One copy in a group is enough: the others of a group are only asked where the first is none.
        groups = self._groups_of_copies(article, [(name, numbers[0]) for name, numbers in members.items()])
        others = [(name, number) for name, numbers in members.items() if name not in groups for number in numbers[1:]]
        groups |= self._groups_of_copies(article, others)
        return self._merge(sorted(groups)) if groups else article.article_id

    def _groups_of_copies(self, article: _Pending, members: Sequence[tuple[str, int]]) -> set[str]:
        """The groups of those of these members that are copies of an article."""
        if not members:
            return set()
        are_copies = copies_among(self._sketch(article.number), [self._sketch(number) for _, number in members])
        return {name for (name, _), is_copy in zip(members, are_copies, strict=True) if is_copy}

    def _stored_by(self, keys: Keys) -> npt.NDArray[np.int64]:
        """Key and number of the stored articles that are found by these keys."""
        # Of the periods after the newest article nothing is stored, which most keys are spared by.
        any_of = f"select 1 from bands where key >= ?1 << {BAND_BITS} and key < (?1 + 1) << {BAND_BITS} limit 1"
        filled = {period for period in keys.periods() if self._connection.execute(any_of, [period]).fetchone()}
        wanted = keys.asked_in(filled)
        query = f"select key, number from bands where key in {LISTED}"
        rows: list[tuple[int, int]] = []
        for start in range(0, len(wanted), KEYS_ASKED_AT_ONCE):
            rows += self._connection.execute(query, [json.dumps(wanted[start : start + KEYS_ASKED_AT_ONCE])])
        return np.array(rows, dtype=np.int64).reshape(-1, 2)

    def _load_grouped(self, numbers: set[int]) -> None:
        query = (
            "select a.number, article_id, coalesce(a.published_at, a.ingested_at), c.group_id "
            f"from articles a join copies c using (article_id) where a.number in {LISTED}"
        )
        rows = self._connection.execute(query, [json.dumps(list(numbers))])
        self._grouped = {number: _Grouped(*row) for number, *row in rows}

    def _load_sketches(self, numbers: Sequence[int]) -> None:
        query = f"select number, shingles, figures, bands from articles where number in {LISTED}"
        for number, *blobs in self._connection.execute(query, [json.dumps(numbers)]):
            self._sketches[number] = _sketch(*blobs)
        while len(self._sketches) > SKETCHES_HELD:
            self._sketches.popitem(last=False)

    def _sketch(self, number: int) -> Sketch:
        if number not in self._sketches:
            self._load_sketches([number])
        return self._sketches[number]

    def _name(self, group_id: str) -> str:
        """The name of a group now."""
        while group_id in self._joined:
            group_id = self._joined[group_id]
        return group_id

    def _merge(self, groups: Sequence[str]) -> str:
        """Join groups to the one whose first member was ingested first; returns its name."""
        if len(groups) == 1:
            return groups[0]
        self._write_groups()
        query = (
            f"select c.group_id from copies c join articles a using (article_id) where c.group_id in {LISTED} "
            f"order by {IN_ORDER} limit 1"
        )
        (name,) = self._connection.execute(query, [json.dumps(groups)]).fetchone()
        for other in groups:
            if other != name:
                members = self._connection.execute("select article_id from copies where group_id = ?", [other]).fetchall()
                for (article_id,) in members:
                    self._before.setdefault(article_id, other)
                self._connection.execute("update copies set group_id = ? where group_id = ?", [name, other])
                self._joined[other] = name
        return str(name)

    def _write_groups(self) -> None:
        self._connection.executemany(
            "insert into copies values (?, ?, 0, ?)",
            ((article_id, self._name(name), self._decided_at) for article_id, name in self._unwritten),
        )
        self._unwritten.clear()


def _sketch(shingles: bytes, figures: bytes, bands: bytes) -> Sketch:
    return Sketch(np.frombuffer(shingles, np.uint32), np.frombuffer(figures, np.uint32), np.frombuffer(bands, np.int64))
