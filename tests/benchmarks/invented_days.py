"""Days of invented reports as the tables that the warehouse is built from, made by columns: millions take minutes.

Everything follows from the number of a mention: five mentions an article, most of an event of their own day, some of one of
the days before, a few of any. Of the articles, some copy an earlier one and some correct one of the day before.
"""

from datetime import UTC, date, datetime, timedelta

import polars as pl

from orchestration.settings import PROJECT_DIR, Settings
from orchestration.storage import write_partition
from orchestration.tables import (
    NORMALIZED_ACTORS,
    NORMALIZED_ARTICLES,
    NORMALIZED_EVENT_MENTIONS,
    NORMALIZED_MENTION_ACTORS,
    NORMALIZED_MENTION_QUANTITIES,
    NORMALIZED_PLACE_MENTIONS,
    NORMALIZED_PLACES,
    NORMALIZED_STATEMENTS,
    NORMALIZED_TIME_MENTIONS,
    RAW_ARTICLE_REVISIONS,
    RAW_DUPLICATE_GROUPS,
    RAW_FEED_FETCHES,
    RESOLVED_EVENT_HISTORY,
    RESOLVED_MENTION_REPORTS,
    RESOLVED_REPORT_EVENTS,
    Table,
)
from tests.world.tables import filled

FIRST_DAY = date(2020, 1, 1)
PER_ARTICLE, MENTIONS_PER_EVENT = 5, 3
LATE_SHARE, OLD_SHARE = 0.1, 0.002
LATE_DAYS = 10
# Of every ten articles one is a copy; of every fifty one corrects an article that was read some hundreds before.
COPY_EVERY, CORRECTED_EVERY, CORRECTED_BEFORE = 10, 50, 1_000
OUTLETS, PLACES, FEEDS = 300, 6_000, 40
SENTENCE_LENGTH, GAP = 160, "\n\n"
KINDS = (
    ("ASSAULT", "heavy-weapons"), ("ASSAULT", "aerial"), ("ASSAULT", "explosives"), ("COERCE", "seize"), ("COERCE", "arrest"),
    ("MOBILIZE", "troops"), ("CONSULT", "visit"), ("PROTEST", "demo"), ("SANCTION", "expel"), ("AID", None),
)  # fmt: skip
TRIGGER = "struck"


def day_of(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def write_day(settings: Settings, number: int, per_day: int) -> None:
    """Write the partitions of day `number`, counted from 0."""
    for table, frame in day_tables(number, per_day).items():
        write_partition(settings, table, day_of(number), filled(table, frame))


def day_tables(number: int, per_day: int) -> dict[Table, pl.DataFrame]:
    """The rows of one day; columns that nothing here speaks of are left to be filled in."""
    at = datetime.combine(day_of(number), datetime.min.time(), UTC)
    stamp = {
        "ingest_date": pl.lit(day_of(number)),
        "ingested_at": pl.lit(at),
        "coded_at": pl.lit(at),
        "decided_at": pl.lit(at),
    }
    mentions = _mentions(number, per_day)
    articles = _articles(mentions)
    sides = pl.concat(
        [
            mentions.select("mention_id", "article_id", role=pl.lit(role), actor_id=f"{role}_id", code=role, text=role)
            for role in ("actor", "recipient")
        ]
    ).with_columns(text=pl.coalesce("text", "actor_id"))
    spoken = mentions.filter(pl.col("attribution_code").is_not_null())
    named = pl.concat(
        [
            sides.select("actor_id", "code", "text"),
            spoken.select(actor_id="attribution_actor_id", code="attribution_code", text="attribution_text"),
        ]
    )
    tables = {
        NORMALIZED_ARTICLES: articles,
        NORMALIZED_EVENT_MENTIONS: mentions,
        NORMALIZED_MENTION_ACTORS: sides.with_columns(ordinal=0),
        NORMALIZED_MENTION_QUANTITIES: _quantities(mentions),
        NORMALIZED_STATEMENTS: spoken.select(
            "article_id",
            "sentence_index",
            statement_id=_key("statement", "mention_id"),
            speaker_code="attribution_code",
            speaker_actor_id="attribution_actor_id",
            speaker_text="attribution_text",
            cue_text=pl.lit("said"),
            cue_kind=pl.lit("say"),
            content_text="sentence",
        ),
        NORMALIZED_PLACE_MENTIONS: mentions.select(
            "article_id",
            "sentence_index",
            "char_start",
            "char_end",
            "place_id",
            "place_text",
            "country_code",
            kind=pl.lit("literal"),
            precision=pl.lit("exact"),
            relation=pl.lit("in"),
        ),
        NORMALIZED_TIME_MENTIONS: mentions.select(
            "article_id",
            "sentence_index",
            "char_start",
            "char_end",
            time_text="date_text",
            value_edtf="event_date_edtf",
            date_start="event_date_start",
            date_end="event_date_end",
            precision="date_precision",
            timex_type=pl.lit("DATE"),
            evidence=pl.lit("text"),
        ),
        NORMALIZED_ACTORS: named.unique("actor_id", keep="first", maintain_order=True).with_columns(
            country_code=pl.col("code").str.head(3), sector_code=pl.col("code").str.tail(3), name="text"
        ),
        NORMALIZED_PLACES: mentions.select(
            "place_id",
            "country_code",
            "admin1_name",
            "latitude",
            "longitude",
            place_name="place_text",
            feature=pl.lit("city"),
            precision=pl.lit("exact"),
        ).unique("place_id", keep="first", maintain_order=True),
        RAW_DUPLICATE_GROUPS: articles.select("article_id", "duplicate_group_id", "is_primary"),
        RAW_ARTICLE_REVISIONS: _revisions(articles),
        RAW_FEED_FETCHES: pl.select(
            fetch_id=pl.format(f"fetch {number} {{}}", pl.int_range(FEEDS)),
            feed_name=pl.format("feed {}", pl.int_range(FEEDS)),
            kind=pl.lit("feed"),
            url=pl.lit("https://example.org/feed"),
            fetch_date=pl.lit(day_of(number)),
            fetched_at=pl.lit(at),
        ),
        RESOLVED_MENTION_REPORTS: mentions.select("mention_id", "article_id", report_id="mention_id"),
        RESOLVED_REPORT_EVENTS: _decisions(mentions, articles),
        RESOLVED_EVENT_HISTORY: pl.select(
            event=pl.int_range(number * (per_day // MENTIONS_PER_EVENT), (number + 1) * (per_day // MENTIONS_PER_EVENT))
        ).select(event_id=_key("event", "event"), change=pl.lit("created"), moved_reports=1),
    }
    return {table: frame.with_columns(**stamp) for table, frame in tables.items()}


def _mentions(number: int, per_day: int) -> pl.DataFrame:
    first = number * per_day
    rows = pl.select(mention=pl.int_range(first, first + per_day)).with_columns(
        article=pl.col("mention") // PER_ARTICLE, mention_index=(pl.col("mention") % PER_ARTICLE).cast(pl.Int32)
    )
    # What a copy tells is what the article before it told, or one ten, twenty ... before that.
    is_copy = (pl.col("article") % COPY_EVERY == COPY_EVERY - 1) & (pl.col("article") > 20 * COPY_EVERY)
    original = pl.when(is_copy).then(pl.col("article") - 1 - COPY_EVERY * _pick("article", 3, 20)).otherwise("article")
    rows = rows.with_columns(original=original).with_columns(
        told=pl.col("original") * PER_ARTICLE + pl.col("mention_index"),
    )
    events_per_day = per_day // MENTIONS_PER_EVENT
    own = (pl.col("told") // per_day) * events_per_day + _pick("told", 4, events_per_day)
    chance = _pick("told", 5, 1_000_000) / 1_000_000
    late = own - _pick("told", 7, LATE_DAYS * events_per_day)
    event = (
        pl.when(chance < OLD_SHARE)
        .then(own - pl.col("told").hash(6) % (own + 1))
        .when((chance < OLD_SHARE + LATE_SHARE) & (late >= 0))
        .then(late)
        .otherwise(own)
    )
    rows = rows.with_columns(event=event.cast(pl.Int64))
    place, kind = _pick("event", 8, PLACES), _pick("event", 9, len(KINDS))
    countries = pl.Series(_countries())
    day = pl.lit(FIRST_DAY) + pl.duration(days=pl.col("event") // events_per_day - _pick("event", 10, 3))
    rows = rows.with_columns(
        place=place,
        mention_id=_key("mention", "mention"),
        article_id=_key("article", "article"),
        event_type=_of(pl.Series([event_type for event_type, _ in KINDS]), kind),
        event_mode=_of(pl.Series([mode for _, mode in KINDS]), kind),
        status=_of(
            pl.Series(["happened"] * 5 + ["claimed", "claimed", "reported", "denied", "planned"]), _pick("told", 11, 10)
        ),
        country_code=_of(countries, place % len(countries)),
        side=_of(countries, _pick("event", 12, len(countries))),
        event_date_start=pl.when(_pick("told", 13, 10) > 0).then(day),
    )
    is_unknown = _pick("told", 14, 20) == 0
    speaker = pl.when(pl.col("status").is_in(["claimed", "reported", "denied"])).then(pl.col("side") + " GOV")
    start = pl.col("mention_index") * (SENTENCE_LENGTH + len(GAP))
    return rows.with_columns(
        actor=pl.when(~is_unknown).then(pl.col("side") + " MIL"),
        recipient=pl.col("country_code") + " MIL",
        actor_id=pl.when(is_unknown).then(pl.format("text:fighters {}", "told")).otherwise("code:" + pl.col("side") + " MIL"),
        recipient_id="code:" + pl.col("country_code") + " MIL",
        attribution_code=speaker,
        attribution_actor_id="code:" + speaker,
        attribution_text=speaker + " officials",
        place_id=pl.format("geonames:{}", "place"),
        place_text=pl.format("Town {}", "place"),
        place_relation=pl.lit("in"),
        place_precision=pl.lit("exact"),
        admin1_name=pl.format("Region {}", pl.col("place") // 20),
        latitude=(pl.col("place") % 60).cast(pl.Float64),
        longitude=(pl.col("place") // 60).cast(pl.Float64),
        point_latitude=(pl.col("place") % 60).cast(pl.Float64),
        point_longitude=(pl.col("place") // 60).cast(pl.Float64),
        event_date_end="event_date_start",
        event_date_edtf=pl.col("event_date_start").dt.to_string("%Y-%m-%d"),
        date_precision=pl.when(pl.col("event_date_start").is_null()).then(pl.lit("unknown")).otherwise(pl.lit("day")),
        date_text=pl.lit("on that day"),
        sentence_index="mention_index",
        sentence=_sentence(),
        char_start=start.cast(pl.Int32),
        char_end=(start + len(TRIGGER)).cast(pl.Int32),
        trigger_text=pl.lit(TRIGGER),
        confidence=0.5 + _pick("told", 15, 500) / 1000,
    )


def _articles(mentions: pl.DataFrame) -> pl.DataFrame:
    told = mentions.group_by("article", "article_id", "original", maintain_order=True).agg(
        body=pl.col("sentence").str.join(GAP), mention_count=pl.len().cast(pl.Int32)
    )
    source = pl.format("Outlet {}", _pick("article", 16, OUTLETS))
    return told.with_columns(
        landing_file=pl.format("wire/{}.txt", "article"),
        source_name=source,
        source_id="name:" + source.str.to_lowercase(),
        url=pl.format("https://example.org/{}", "article"),
        title=pl.format("Story {}", "original"),
        sentence_count=pl.lit(PER_ARTICLE, dtype=pl.Int32),
        published_at=pl.lit(datetime.combine(FIRST_DAY, datetime.min.time(), UTC))
        + pl.duration(days=pl.col("article") * PER_ARTICLE // max(mentions.height, 1)),
        duplicate_group_id=_key("article", "original"),
        is_primary=pl.col("article") == pl.col("original"),
    )


def _revisions(articles: pl.DataFrame) -> pl.DataFrame:
    """How the articles stand, and those stand that they correct."""
    earlier = (pl.col("article") - CORRECTED_BEFORE + 1).alias("earlier")
    rows = articles.with_columns(earlier, corrects=_corrects())
    first = pl.when("corrects").then(_key("article", "earlier")).otherwise("article_id")
    own = rows.select("article_id", canonical_article_id=first, change_number=1, standing=pl.lit("current"))
    gone = rows.filter("corrects").select(
        article_id=_key("article", "earlier"), canonical_article_id=_key("article", "earlier"), change_number=2,
        standing=pl.lit("superseded"),
    )  # fmt: skip
    return pl.concat([own, gone])


def _decisions(mentions: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """New reports are put into their events; those of corrected articles count no more."""
    gone = (
        articles.filter(_corrects())
        .select(
            mention=pl.int_ranges(
                (pl.col("article") - CORRECTED_BEFORE + 1) * PER_ARTICLE,
                (pl.col("article") - CORRECTED_BEFORE + 2) * PER_ARTICLE,
            )
        )
        .explode("mention")
    )
    return pl.concat(
        [
            mentions.select(report_id="mention_id", event_id=_key("event", "event"), facts_key="mention_id", match_score=1.0),
            gone.select(report_id=_key("mention", "mention")),
        ],
        how="diagonal",
    )


def _corrects() -> pl.Expr:
    return (pl.col("article") % CORRECTED_EVERY == CORRECTED_EVERY // 2) & (pl.col("article") >= CORRECTED_BEFORE)


def _quantities(mentions: pl.DataFrame) -> pl.DataFrame:
    told = mentions.filter(_pick("event", 17, 3) == 0)
    value = (_pick("event", 18, 60) + 1 + pl.when(_pick("told", 19, 5) == 0).then(_pick("told", 20, 9)).otherwise(0)).cast(
        pl.Float64
    )
    values = {name: value for name in ("value", "low", "high", "si_value", "si_low", "si_high")}
    return told.select(
        "mention_id", "article_id", "char_start", "char_end", quantity_id=_key("quantity", "mention_id"),
        unit=pl.lit("person"), si_unit=pl.lit("person"), bound=pl.lit("exact"),
        role=_of(pl.Series(["killed", "wounded", "soldiers"]), _pick("event", 21, 3)),
        text=pl.format("{} people", value.cast(pl.Int64)), **values,
    )  # fmt: skip


def _sentence() -> pl.Expr:
    """As long for all mentions, so that spans are known; its words are those of the event."""
    words = pl.format(
        TRIGGER + " the town {} where troops of {} fought, of which word{} word{} word{} tell", "place",
        "side", *(_pick("event", salt, 5_000) for salt in (22, 23, 24)),
    )  # fmt: skip
    return words.str.pad_end(SENTENCE_LENGTH, ".").str.head(SENTENCE_LENGTH)


def _key(kind: str, column: str) -> pl.Expr:
    """As wide and as scattered as real keys."""
    salts = (sum(kind.encode()), sum(kind.encode()) + 1)
    return pl.concat_str([pl.col(column).hash(salt).cast(pl.String).str.pad_start(20, "0") for salt in salts])


def _pick(column: str, salt: int, count: int) -> pl.Expr:
    """A number below `count` that follows from the column."""
    return (pl.col(column).hash(salt) % count).cast(pl.Int64)


def _of(values: pl.Series, position: pl.Expr) -> pl.Expr:
    return pl.lit(values).gather(position)


def _countries() -> list[str]:
    return pl.read_csv(PROJECT_DIR / "dbt_project" / "seeds" / "countries.csv")["country_code"].to_list()
