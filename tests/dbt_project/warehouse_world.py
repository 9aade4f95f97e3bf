"""Builds coded, normalized and stored tables from articles whose mentions are written down by hand.

Coded rows are made from the coder's own dataclasses, so that what follows the coder is tested on what it gets in real life.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from orchestration.articles.standings import settle_standings
from orchestration.coding.model import (
    CodedArticle,
    EventMention,
    Participant,
    PlaceMention,
    Quantity,
    Statement,
    TimeMention,
)
from orchestration.language.parsed import Sentence
from orchestration.normalize.coded_tables import coded_frames
from orchestration.normalize.frames import Normalized, Reference, normalize
from orchestration.normalize.pipeline import ensure_sources
from orchestration.normalize.vocabulary import load_vocabulary
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.storage import write_partition
from orchestration.tables import NORMALIZED_TABLES, RAW_ARTICLES, RAW_DUPLICATE_GROUPS, RAW_QUARANTINE

CODED_AT = datetime(2030, 3, 20, 6, 0, tzinfo=UTC)

# (place_id, geonames_id, name, country, admin1, latitude, longitude, feature, precision)
Place = tuple[str, int | None, str, str, str, float, float, str, str]


@dataclass
class Mention:
    """One mention by its words. `by` is whose word it is; actors and recipients are (text, code)."""

    trigger: str
    event_type: str
    event_mode: str | None = None
    status: str = "happened"
    actors: list[tuple[str, str | None]] = field(default_factory=list)
    recipients: list[tuple[str, str | None]] = field(default_factory=list)
    place: Place | None = None
    relation: str = "in"
    edtf: str | None = None
    precision: str = "unknown"
    by: tuple[str, str] | None = None
    quantities: list[Quantity] = field(default_factory=list)


@dataclass
class Article:
    """One article. `copy_of` names the article that it copies."""

    article_id: str
    source: str | None
    published: date | None
    body: str
    mentions: list[Mention] = field(default_factory=list)
    copy_of: str | None = None
    ingested: date = date(2030, 3, 20)
    run_id: str = "run-1"
    statements: list[tuple[str, str, str, str]] = field(default_factory=list)
    adjectives: list[tuple[str, str]] = field(default_factory=list)
    url: str | None = None


def number(text: str, value: float | None, role: str, unit: str = "person", bound: str = "exact") -> Quantity:
    """A quantity as the annotation guide gives it: the bounds follow from the kind of bound."""
    low = value if bound in ("exact", "additional", "over") else None
    high = value if bound in ("exact", "additional", "up_to") else None
    return Quantity(0, 0, 0, text, value, low, high, unit, bound, role, 0, 0, 0)


def sentences_of(body: str) -> list[Sentence]:
    """One sentence a line of the body; lines are parted by an empty line."""
    found, start = [], 0
    for index, text in enumerate(body.split("\n\n")):
        found.append(Sentence(index, index, start, start + len(text), text, []))
        start += len(text) + 2
    return found


def code(article: Article) -> tuple[list[Sentence], CodedArticle]:
    """The article as the coder would put it out, every span looked up in the body."""
    sentences = sentences_of(article.body)

    def sentence_at(position: int) -> int:
        return max(sentence.index for sentence in sentences if sentence.char_start <= position)

    def span(text: str, after: int = 0) -> tuple[int, int]:
        start = article.body.index(text, after)
        return start, start + len(text)

    mentions, places, times = [], [], []
    for mention in article.mentions:
        start, end = span(mention.trigger)
        index = sentence_at(start)
        sentence_start = sentences[index].char_start
        place = None
        if mention.place:
            place_id, geonames_id, name, country, admin1, latitude, longitude, feature, precision = mention.place
            place_start, place_end = span(name)
            point = (latitude, longitude) if precision == "exact" else (None, None)
            place = PlaceMention(
                index, place_start, place_end, name, "literal", 0, 0, 0, True, place_id, geonames_id, name, country, admin1,
                latitude, longitude, *point, feature, precision, mention.relation, None, None, 0.9,
            )  # fmt: skip
            places.append(place)
        time = None
        if mention.edtf:
            time = TimeMention(
                index, start, end, mention.trigger, "DATE", None, mention.edtf, None, None, mention.precision, 0, 0, 0
            )
            times.append(time)
        for quantity in mention.quantities:
            quantity.sentence_index = index
            quantity.char_start, quantity.char_end = span(quantity.text, sentence_start)
        participants = [
            Participant(role, text, actor_code, None, *span(text))
            for role, named in (("actor", mention.actors), ("recipient", mention.recipients))
            for text, actor_code in named
        ]
        place_precision = None
        if place:
            place_precision = "near" if mention.relation == "near" else place.precision
        mentions.append(
            EventMention(
                index, start, end, mention.trigger, "sense", mention.event_type, mention.event_mode, [], mention.status,
                mention.by[0] if mention.by else None, mention.by[1] if mention.by else None, None,
                place, place.text if place else None, place_precision, time, 0.8, participants, mention.quantities,
            )
        )  # fmt: skip
    for adjective, country in article.adjectives:
        start, end = span(adjective)
        places.append(
            PlaceMention(
                sentence_at(start), start, end, adjective, "adjective", 0, 0, 0, True, f"country:{country}", None, country,
                country, None, None, None, None, None, "country", "country",
            )
        )  # fmt: skip
    statements = []
    for speaker, speaker_code, cue, content in article.statements:
        cue_start, cue_end = span(cue)
        statements.append(
            Statement(
                sentence_at(cue_start), speaker, speaker_code, None, *span(speaker), cue, "say", cue_start, cue_end,
                *span(content), content, False,
            )
        )  # fmt: skip
    return sentences, CodedArticle(article.article_id, mentions, statements, places, times)


def article_rows(articles: list[Article]) -> pl.DataFrame:
    rows = [
        {
            "article_id": article.article_id,
            "landing_file": f"{article.article_id}.txt",
            "landing_member": 0,
            "content_sha256": "0" * 64,
            "source_name": article.source,
            "source_name_origin": "metadata" if article.source else "none",
            "source_domain": None,
            "url": article.url,
            "url_origin": "metadata" if article.url else "none",
            "title": None,
            "title_origin": "none",
            "byline": None,
            "byline_origin": "none",
            "body": article.body,
            "headline_char_end": 0,
            "dateline_place": None,
            "left_out": None,
            "language": "en",
            "language_origin": "text",
            "published_at": datetime.combine(article.published, datetime.min.time(), UTC) if article.published else None,
            "published_at_origin": "metadata" if article.published else "none",
            "modified_at": None,
            "modified_at_origin": "none",
            "publisher_article_id": None,
            "withdrawal_word": None,
            "ingest_date": article.ingested,
            "ingested_at": datetime.combine(article.ingested, datetime.min.time(), UTC),
            "run_id": article.run_id,
        }
        for article in articles
    ]
    return RAW_ARTICLES.conform(pl.DataFrame(rows, schema=RAW_ARTICLES.polars_schema))


def duplicate_rows(articles: list[Article]) -> pl.DataFrame:
    """raw.duplicate_groups as ingest leaves it: an article and its copies share a group that is named by the first."""
    rows = [
        {
            "article_id": article.article_id,
            "duplicate_group_id": article.copy_of or article.article_id,
            "is_primary": article.copy_of is None,
            "decided_at": CODED_AT,
            "ingest_date": CODED_AT.date(),
            "run_id": article.run_id,
        }
        for article in articles
    ]
    return RAW_DUPLICATE_GROUPS.conform(pl.DataFrame(rows, schema=RAW_DUPLICATE_GROUPS.polars_schema))


def normalized(articles: list[Article], changed_coded: dict[str, pl.DataFrame] | None = None) -> Normalized:
    """The normalized tables of the articles; `changed_coded` replaces coded tables, to try broken rows."""
    raw = article_rows(articles)
    by_id = {row["article_id"]: row for row in raw.iter_rows(named=True)}
    frames = coded_frames([(by_id[article.article_id], *code(article)) for article in articles], "coder-1", CODED_AT, "run-1")
    reference = Reference(load_vocabulary(PROJECT_DIR / "dbt_project" / "seeds"), {})
    return normalize(raw, {**frames, **(changed_coded or {})}, reference)


def write_world(data_dir: Path, articles: list[Article]) -> Settings:
    """Write the normalized tables of the articles, how they stand, and the zero-row files, under `data_dir`."""
    settings = Settings(data_dir=data_dir, landing_dir=data_dir / "landing")
    result = normalized(articles)
    raw = article_rows(articles)
    for day in sorted({article.ingested for article in articles}):
        for table in NORMALIZED_TABLES:
            write_partition(settings, table, day, result.tables[table.full_name].filter(pl.col("ingest_date") == day))
        write_partition(settings, RAW_ARTICLES, day, raw.filter(pl.col("ingest_date") == day))
        settle_standings(settings, datetime.combine(day, datetime.min.time(), UTC), "run-1")
        write_partition(settings, RAW_QUARANTINE, day, result.rejected.filter(pl.col("ingest_date") == day))
    if articles:
        write_partition(settings, RAW_DUPLICATE_GROUPS, CODED_AT.date(), duplicate_rows(articles))
    ensure_sources(settings)
    return settings
