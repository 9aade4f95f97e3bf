"""An invented small war in the news: articles and what a coder would find in them, written down by hand.

Builds coded rows from the coder's own dataclasses, so that everything after the coder is tested on what it gets in real life.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

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
from orchestration.tables import NORMALIZED_TABLES, RAW_ARTICLES, RAW_QUARANTINE

CODED_AT = datetime(2030, 3, 20, 6, 0, tzinfo=UTC)

# (place_id, geonames_id, name, country, admin1, latitude, longitude, feature, precision)
LERIN = ("geonames:9000001", 9000001, "Lerin", "ARM", "Syunik", 39.5, 46.3, "city", "exact")
KORU = ("geonames:9000002", 9000002, "Koru", "ARM", "Syunik", 39.6, 46.4, "city", "exact")
TAVUSH = ("admin1:ARM:Tavush", None, "Tavush", "ARM", "Tavush", 40.9, 45.1, "admin1", "admin1")


@dataclass
class Mention:
    """One mention by its words. `by` is whose word it is; actors and recipients are (text, code)."""

    trigger: str
    event_type: str
    event_mode: str | None = None
    status: str = "happened"
    actors: list[tuple[str, str | None]] = field(default_factory=list)
    recipients: list[tuple[str, str | None]] = field(default_factory=list)
    place: tuple | None = None
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
            place = PlaceMention(
                index, place_start, place_end, name, "literal", 0, 0, 0, True, place_id, geonames_id, name, country, admin1,
                latitude, longitude, feature, precision, mention.relation, None, None, 0.9,
            )  # fmt: skip
            places.append(place)
        time = None
        if mention.edtf:
            time = TimeMention(index, start, end, mention.trigger, "DATE", None, mention.edtf, None, None, mention.precision, 0, 0, 0)
            times.append(time)
        for quantity in mention.quantities:
            quantity.sentence_index = index
            quantity.char_start, quantity.char_end = span(quantity.text, sentence_start)
        participants = [
            Participant(role, text, actor_code, None, *span(text))
            for role, named in (("actor", mention.actors), ("recipient", mention.recipients))
            for text, actor_code in named
        ]
        mentions.append(
            EventMention(
                index, start, end, mention.trigger, "sense", mention.event_type, mention.event_mode, [], mention.status,
                mention.by[0] if mention.by else None, mention.by[1] if mention.by else None, None,
                place, place.text if place else None, "near" if place and mention.relation == "near" else place.precision if place else None,
                time, 0.8, participants, mention.quantities,
            )
        )  # fmt: skip
    for adjective, country in article.adjectives:
        start, end = span(adjective)
        places.append(
            PlaceMention(
                sentence_at(start), start, end, adjective, "adjective", 0, 0, 0, True, f"country:{country}", None, country,
                country, None, None, None, "country", "country",
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
            "source_domain": None,
            "url": None,
            "title": None,
            "byline": None,
            "body": article.body,
            "headline_char_end": 0,
            "dateline_place": None,
            "language": "en",
            "published_at": datetime.combine(article.published, datetime.min.time(), UTC) if article.published else None,
            "published_at_origin": "metadata" if article.published else "none",
            "ingest_date": article.ingested,
            "ingested_at": datetime.combine(article.ingested, datetime.min.time(), UTC),
            "run_id": article.run_id,
        }
        for article in articles
    ]
    return RAW_ARTICLES.conform(pl.DataFrame(rows, schema=RAW_ARTICLES.polars_schema))


def duplicate_rows(articles: list[Article]) -> pl.DataFrame:
    rows = [(article.article_id, article.copy_of or article.article_id, article.copy_of is None) for article in articles]
    schema = {"article_id": pl.String, "duplicate_group_id": pl.String, "is_primary": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def normalized(articles: list[Article], changed_coded: dict[str, pl.DataFrame] | None = None) -> Normalized:
    """The normalized tables of the articles; `changed_coded` replaces coded tables, to try broken rows."""
    raw = article_rows(articles)
    by_id = {row["article_id"]: row for row in raw.iter_rows(named=True)}
    frames = coded_frames(
        [(by_id[article.article_id], *code(article)) for article in articles], "coder-1", CODED_AT, "run-1"
    )
    reference = Reference(load_vocabulary(PROJECT_DIR / "dbt_project" / "seeds"), {})
    return normalize(raw, {**frames, **(changed_coded or {})}, duplicate_rows(articles), reference)


def write_world(data_dir: Path, articles: list[Article]) -> Settings:
    """Write the normalized tables of the articles, and the zero-row files, under `data_dir`."""
    settings = Settings(data_dir=data_dir, landing_dir=data_dir / "landing")
    result = normalized(articles)
    for day in sorted({article.ingested for article in articles}):
        for table in NORMALIZED_TABLES:
            write_partition(settings, table, day, result.tables[table.full_name].filter(pl.col("ingest_date") == day))
        write_partition(settings, RAW_QUARANTINE, day, result.rejected.filter(pl.col("ingest_date") == day))
    ensure_sources(settings)
    return settings


ARTICLES = [
    Article(
        "courier-1", "Sample Courier", date(2030, 3, 4),
        "Azerbaijan's defence ministry said its troops had taken the town of Lerin on Sunday.\n\n"
        "Armenia plans to call up 20,000 recruits over six months.\n\n"
        "The Pentagon estimates that about 8,000 Georgian soldiers have been deployed to Tavush.\n\n"
        "Shelling of Koru killed 12 people on March 2.",
        [
            Mention("taken", "COERCE", "seize", "claimed", [("its troops", "AZE MIL")], place=LERIN, edtf="2030-03-03",
                    precision="day", by=("Azerbaijan's defence ministry", "AZE MIL")),
            Mention("call up", "MOBILIZE", "troops", "planned", [("Armenia", "ARM")],
                    quantities=[number("20,000 recruits", 20000, "recruits"), number("six months", 6, "duration", "month")]),
            Mention("deployed", "MOBILIZE", "troops", "estimated", [("Georgian soldiers", "GEO MIL")], place=TAVUSH,
                    by=("The Pentagon", "USA MIL"), quantities=[number("about 8,000 Georgian soldiers", 8000, "soldiers", bound="about")]),
            Mention("Shelling", "ASSAULT", "heavy-weapons", "happened", place=KORU, edtf="2030-03-02", precision="day",
                    quantities=[number("12 people", 12, "killed")]),
        ],
        statements=[("Azerbaijan's defence ministry", "AZE MIL", "said", "its troops had taken the town of Lerin on Sunday")],
        adjectives=[("Georgian", "GEO")],
    ),
    Article(
        "mirror-1", "Sample Mirror", date(2030, 3, 4),
        "Azerbaijan's defence ministry said its troops had taken the town of Lerin on Sunday.",
        [Mention("taken", "COERCE", "seize", "claimed", [("its troops", "AZE MIL")], place=LERIN, edtf="2030-03-03",
                 precision="day", by=("Azerbaijan's defence ministry", "AZE MIL"))],
        copy_of="courier-1",
    ),
    Article(
        "herald-1", "Sample Herald", date(2030, 3, 5),
        "Armenia's general staff denied that Lerin had been lost.\n\n"
        "A further 20,000 recruits will be mobilized in Armenia, its government says.\n\n"
        "Georgia has sent at least 9,500 soldiers to Tavush, a minister in Yerevan said.\n\n"
        "Azerbaijani artillery shelled Koru on March 2, killing 15 people.",
        [
            Mention("lost", "RETREAT", "withdraw", "denied", place=LERIN, by=("Armenia's general staff", "ARM MIL")),
            Mention("mobilized", "MOBILIZE", "troops", "planned", by=("its government", "ARM GOV"),
                    quantities=[number("A further 20,000 recruits", 20000, "recruits", bound="additional")]),
            Mention("sent", "MOBILIZE", "troops", "claimed", [("Georgia", "GEO")], place=TAVUSH,
                    by=("a minister in Yerevan", "ARM GOV"), quantities=[number("at least 9,500 soldiers", 9500, "soldiers", bound="over")]),
            Mention("shelled", "ASSAULT", "heavy-weapons", "happened", [("Azerbaijani artillery", "AZE MIL")], place=KORU,
                    edtf="2030-03-02", precision="day", quantities=[number("15 people", 15, "killed")]),
        ],
    ),
    Article(
        "tribune-1", "Sample Tribune", date(2030, 3, 9),
        "Armenia's brigade admitted that it had pulled out of Lerin at the start of March.\n\n"
        "Lawmakers in Tbilisi passed a law on foreign bases on March 1.\n\n"
        "If Koru fell, Azerbaijan would hold the road.\n\n"
        "The column drove about 10 miles in two weeks.",
        [
            Mention("pulled out", "RETREAT", "withdraw", "claimed", [("it", "ARM MIL")], place=LERIN, edtf="2030-03",
                    precision="month", by=("Armenia's brigade", "ARM MIL")),
            Mention("passed", "LEGISLATE", None, "happened", [("Lawmakers in Tbilisi", "GEO LEG")], edtf="2030-03-01", precision="day"),
            Mention("fell", "COERCE", "seize", "hypothetical", [("Azerbaijan", "AZE")], place=KORU),
            Mention("drove", "MOBILIZE", "troops", "happened", [("The column", None)],
                    quantities=[number("about 10 miles", 10, "distance", "mile", "about"), number("two weeks", 2, "duration", "week")]),
        ],
    ),
    Article("weather-1", "Sample Tribune", date(2030, 3, 9), "It rained all day in the valley."),
    Article(
        "undated-1", None, None, "Azerbaijani soldiers were seen inside Lerin.",
        [Mention("seen inside", "COERCE", "seize", "reported", [("Azerbaijani soldiers", "AZE MIL")], place=LERIN, edtf="XXXX-03",
                 precision="month")],
    ),
]  # fmt: skip
