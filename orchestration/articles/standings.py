"""`raw.article_revisions`: how every article stands, kept beside `raw.articles`, whose rows are never altered.

Every article gets its first row from `settle_standings`, which a killed run leaves to the next. The table only grows; what
changed since some moment is found by `decided_at`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from orchestration.articles.article_index import ArticleIndex
from orchestration.articles.canonical_address import canonical_address
from orchestration.articles.characters import fold_spaces
from orchestration.articles.index_sync import with_index
from orchestration.articles.metadata import domain_of
from orchestration.articles.retraction import load_notice_phrases, retraction_phrase
from orchestration.articles.revisions import Arrival, Moment, RevisionHistory, Sighting, StandingChange, decide
from orchestration.articles.standing_index import (
    add_changes,
    days_of_articles,
    days_of_keys,
    keys_of_articles,
    notices_by_day,
    taken_back,
    unsettled_articles,
)
from orchestration.settings import Settings
from orchestration.storage import partition_path, partition_stamp, read_partitions, write_partition
from orchestration.tables import RAW_ARTICLE_REVISIONS, RAW_ARTICLES

ARTICLE_COLUMNS = (
    "article_id", "landing_file", "landing_member", "source_name", "url", "title", "body", "headline_char_end", "published_at",
    "modified_at", "publisher_article_id", "withdrawal_word", "ingested_at",
)  # fmt: skip
ADDRESS, ID, TEXT = "address:", "id:", "text:"
# Without a word in common, two texts under a particular address are one article only when they were published so near.
REWRITTEN_WITHIN = timedelta(days=2)
RUN_WORDS, SHORT_TEXT_WORDS, SHORT_RUN_WORDS = 5, 20, 2
# Share of the shorter text's runs of words that a revision has in common with the one before.
SHORT_SHARE, LONG_SHARE = 0.2, 0.02


def settle_standings(settings: Settings, now: datetime, run_id: str) -> int:
    """Decide how the articles stand that have no standing yet, and what it means that others were landed once more; returns
    the rows added.

    Running it again changes nothing.
    """
    return with_index(settings, lambda index: _settle(settings, index, Moment(now, run_id)))


def latest_standings(settings: Settings) -> pl.DataFrame:
    """The last row of every article, newest change first."""
    latest = read_partitions(settings, RAW_ARTICLE_REVISIONS).unique("article_id", keep="last")
    return latest.sort("decided_at", "article_id", descending=[True, False])


def history_of(settings: Settings, reference: str) -> pl.DataFrame:
    """The changes of all revisions of an article, in the order in which they were noticed.

    `reference` is an article_id, the first letters of one, or an address. Raises KeyError where nothing of that name is
    stored, or several articles are.
    """
    found = _referred(settings, reference)
    rows = read_partitions(settings, RAW_ARTICLE_REVISIONS)
    return rows.filter(pl.col("canonical_article_id").is_in(found["canonical_article_id"].implode())).sort(
        "decided_at", "revision_number", "change_number"
    )


def retract(settings: Settings, reference: str, detail: str | None, now: datetime) -> str:
    """Take an article back; returns its article_id. An address means the revision that counts.

    Raises KeyError as `history_of` does, ValueError where the article does not count anyhow.
    """
    return _operate(settings, "retract", reference, detail, now)


def restore(settings: Settings, reference: str, detail: str | None, now: datetime) -> str:
    """Make an article count again; returns its article_id. An address means the newest revision. Raises as `retract`."""
    return _operate(settings, "restore", reference, detail, now)


def notices(settings: Settings) -> dict[date, list[str]]:
    """The articles that are notices of retraction, which tell of no event and are not coded, by their ingest date."""
    found = with_index(settings, notices_by_day)
    return {date.fromisoformat(day): ids for day, ids in found.items()}


def revision_key(article: dict[str, Any]) -> str:
    """What the revisions of an article have in common: its address, else its publisher's id, else nothing but itself."""
    address = canonical_address(article["url"])
    if address:
        return f"{ADDRESS}{address.key}"
    if article["publisher_article_id"]:
        publisher = domain_of(article["url"]) or (article["source_name"] or "").casefold()
        return f"{ID}{publisher}:{article['publisher_article_id']}"
    return f"{TEXT}{article['article_id']}"


def _settle(settings: Settings, index: ArticleIndex, moment: Moment) -> int:
    sightings = index.sightings()
    changes = _decide(settings, index, sightings, moment)
    added = _append(settings, changes, moment.decided_at) if changes else None
    # The table before the index: what a run that is killed between the two had decided is read from the table, and the
    # sightings that it finds again do not change it twice.
    with index.transaction():
        if added is not None:
            day = moment.decided_at.date()
            add_changes(index, day.isoformat(), added)
            stamp = partition_stamp(settings, RAW_ARTICLE_REVISIONS, day)
            index.set_partition_stamp(RAW_ARTICLE_REVISIONS.full_name, day.isoformat(), stamp)
        index.forget_sightings()
    return len(changes)


def _decide(settings: Settings, index: ArticleIndex, sightings: Sequence[Sighting], moment: Moment) -> list[StandingChange]:
    arrived = _read_articles(settings, unsettled_articles(index))
    keys = [revision_key(row) for row in arrived]
    histories = _histories(_stored_changes(settings, index, keys, _telling(index, sightings)), moment)
    phrases = load_notice_phrases(settings.reference_dir) if arrived else ()
    arrivals = [
        Arrival(
            article_id=row["article_id"],
            revision_key=key,
            landing_file=row["landing_file"],
            landing_member=row["landing_member"],
            modified_at=row["modified_at"],
            published_at=row["published_at"],
            ingested_at=row["ingested_at"],
            withdrawal_word=row["withdrawal_word"],
            notice_phrase=retraction_phrase(row["title"], row["body"], row["headline_char_end"], phrases),
        )
        for row, key in zip(arrived, keys, strict=True)
    ]
    texts = _Texts(settings, index, arrived, histories)
    return decide(arrivals, sightings, histories, texts.continues, moment)


class _Texts:
    """The texts of arrivals and of the newest stored revisions, to tell a revision from another story at its address."""

    def __init__(
        self,
        settings: Settings,
        index: ArticleIndex,
        arrived: Sequence[dict[str, Any]],
        histories: Iterable[RevisionHistory],
    ) -> None:
        newest = {stands.article_id for history in histories if (stands := history.newest)}
        known = _read_articles(settings, days_of_articles(index, newest))
        self._articles = {row["article_id"]: row for row in (*known, *arrived)}

    def continues(self, arrival: Arrival, history: RevisionHistory) -> bool:
        """Whether the arrival is a revision of that article."""
        newest = history.newest
        if newest is None or arrival.notice_phrase or arrival.withdrawal_word or newest.article_id not in self._articles:
            return True
        one, other = self._articles[arrival.article_id], self._articles[newest.article_id]
        if shares_text(one["body"], other["body"]) or _same_title(one["title"], other["title"]):
            return True
        address = canonical_address(one["url"])
        is_particular = address is not None and address.is_particular
        times = [row["published_at"] for row in (one, other) if row["published_at"]]
        return is_particular and (len(times) < 2 or abs(times[0] - times[1]) <= REWRITTEN_WITHIN)


def shares_text(one: str, other: str) -> bool:
    """Whether two texts have runs of words in common, as revisions of one story have."""
    words = [fold_spaces(text).casefold().split() for text in (one, other)]
    is_short = min(map(len, words)) < SHORT_TEXT_WORDS
    size = SHORT_RUN_WORDS if is_short else RUN_WORDS
    first, second = ({tuple(text[start : start + size]) for start in range(len(text) - size + 1)} for text in words)
    return len(first & second) >= max(1, (SHORT_SHARE if is_short else LONG_SHARE) * min(len(first), len(second)))


def _same_title(one: str | None, other: str | None) -> bool:
    return bool(one and other) and fold_spaces(one or "").casefold() == fold_spaces(other or "").casefold()


def _read_articles(settings: Settings, days: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is needed of these articles, each given with its ingest date; the texts of all others stay unread."""
    if not days:
        return []
    paths = [partition_path(settings, RAW_ARTICLES, date.fromisoformat(day)) for day in sorted(set(days.values()))]
    rows = pl.scan_parquet(paths, hive_partitioning=False, glob=False).filter(pl.col("article_id").is_in(sorted(days)))
    return rows.select(ARTICLE_COLUMNS).collect().sort("article_id").to_dicts()


def _telling(index: ArticleIndex, sightings: Sequence[Sighting]) -> set[str]:
    """The articles of sightings that may change how they stand; of all others it is no news that they lie there."""
    watched = taken_back(index, {sighting.article_id for sighting in sightings})
    return {sighting.article_id for sighting in sightings if sighting.withdrawal_word or sighting.article_id in watched}


def _stored_changes(
    settings: Settings, index: ArticleIndex, keys: Iterable[str], article_ids: Iterable[str]
) -> list[StandingChange]:
    """All changes of the articles with one of these keys or ids."""
    wanted = {key for key in keys if not key.startswith(TEXT)} | keys_of_articles(index, article_ids)
    days = [date.fromisoformat(day) for day in days_of_keys(index, wanted)]
    rows = read_partitions(settings, RAW_ARTICLE_REVISIONS, days)
    found = rows.filter(pl.col("revision_key").is_in(list(wanted))).drop("ingest_date")
    return [StandingChange(**row) for row in found.iter_rows(named=True)]


def _histories(changes: Iterable[StandingChange], moment: Moment) -> list[RevisionHistory]:
    """One history an article, in the order in which they were first read."""
    grouped: dict[str, list[StandingChange]] = {}
    for change in sorted(changes, key=lambda change: (change.ingested_at, change.canonical_article_id)):
        grouped.setdefault(change.canonical_article_id, []).append(change)
    return [RevisionHistory(moment, group) for group in grouped.values()]


def _operate(settings: Settings, act: str, reference: str, detail: str | None, now: datetime) -> str:
    found = _referred(settings, reference)
    stored = with_index(settings, lambda index: _stored_changes(settings, index, (), found["article_id"]))
    canonical = found["canonical_article_id"][0]
    history = next(one for one in _histories(stored, Moment(now, "operator")) if one.canonical_article_id == canonical)
    meant = (history.current if act == "retract" else None) or history.newest
    is_address = found.height > 1 or canonical_address(reference) is not None
    article_id: str = meant.article_id if is_address and meant else found["article_id"][0]
    (history.retract if act == "retract" else history.restore)(article_id, detail)
    _append(settings, history.added, now)
    return article_id


def _referred(settings: Settings, reference: str) -> pl.DataFrame:
    """article_id, canonical_article_id and revision_key of the article meant; of several stories at one address, the last."""
    address = canonical_address(reference)
    columns = ("article_id", "change_number", "canonical_article_id", "revision_key", "ingested_at")
    rows = read_partitions(settings, RAW_ARTICLE_REVISIONS, columns=columns).filter(pl.col("change_number") == 1)
    if address:
        found = rows.filter(pl.col("revision_key") == f"{ADDRESS}{address.key}").sort("ingested_at", "article_id")
        found = found.join(found.tail(1).select("canonical_article_id"), on="canonical_article_id", how="semi")
    else:
        found = rows.filter(pl.col("article_id").str.starts_with(reference))
    if found.is_empty() or (found.height > 1 and not address):
        raise KeyError(f"{found.height} articles have the id or address {reference}; see `sitrep articles list --all`")
    return found


def _append(settings: Settings, changes: Sequence[StandingChange], now: datetime) -> pl.DataFrame:
    """Add changes to the partition of a day; returns the rows that were added."""
    day = now.date()
    rows = [{**vars(change), "ingest_date": day} for change in changes]
    added = RAW_ARTICLE_REVISIONS.conform(pl.DataFrame(rows, schema_overrides=dict(RAW_ARTICLE_REVISIONS.polars_schema)))
    stored = read_partitions(settings, RAW_ARTICLE_REVISIONS, [day])
    write_partition(settings, RAW_ARTICLE_REVISIONS, day, pl.concat([stored, added]))
    return added
