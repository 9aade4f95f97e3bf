"""The rules that a coded row must keep to enter the warehouse. A row that breaks one is set aside with the reason.

A rule is a polars expression that is true where the row is broken, and the words for it. Joined columns that the rules
need besides the row's own: `body` (text of the article), for mentions also the sentence's span.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from orchestration.normalize.keys import with_key
from orchestration.normalize.vocabulary import Vocabulary
from orchestration.tables import (
    BOUNDS,
    DATE_PRECISIONS,
    PLACE_KINDS,
    PLACE_PRECISIONS,
    QUANTITY_ROLES,
    RAW_QUARANTINE,
    STATUSES,
    UNITS,
)

STAGE = "mentions_gate"
REASON_CODE = "failed_gate"
FIRST_BYTES = 200

Rule = tuple[str, pl.Expr]


def span_differs(start: str, end: str, text: str) -> pl.Expr:
    """Whether `body[start:end]` is not the text; the length is checked first, so that no span runs off the body."""
    length = pl.col(end) - pl.col(start)
    cut = pl.col("body").str.slice(pl.col(start).clip(lower_bound=0), length.clip(lower_bound=0))
    return (pl.col(start) < 0) | (length <= 0) | (cut != pl.col(text)) | pl.col("body").is_null()


def outside(column: str, allowed: Sequence[str]) -> pl.Expr:
    """Whether a value is given that is not on the list."""
    return pl.col(column).is_not_null() & ~pl.col(column).is_in(list(allowed))


def place_rules() -> list[Rule]:
    latitude, longitude = pl.col("latitude"), pl.col("longitude")
    return [
        ("latitude or longitude lies outside the globe", ~latitude.is_between(-90, 90) | ~longitude.is_between(-180, 180)),
        ("a latitude stands without a longitude", latitude.is_null() != longitude.is_null()),
    ]


def mention_rules(vocabulary: Vocabulary) -> list[Rule]:
    """Rules of coded.event_mentions, joined with `body`, `sentence_start`, `sentence_end` and `date_error`."""
    known_modes = pl.Series([f"{event_type} {mode or ''}" for event_type, mode in sorted(vocabulary.event_modes, key=str)])
    type_and_mode = pl.concat_str("event_type", pl.col("event_mode").fill_null(""), separator=" ")
    quantity = pl.element().struct
    participant = pl.element().struct
    return [
        ("span is not the trigger", span_differs("char_start", "char_end", "trigger_text")),
        (
            "trigger lies outside its sentence",
            pl.col("sentence_start").is_null()
            | (pl.col("char_start") < pl.col("sentence_start"))
            | (pl.col("char_end") > pl.col("sentence_end")),
        ),
        ("unknown event type", outside("event_type", sorted(vocabulary.event_types))),
        ("mode is none of the event type", ~type_and_mode.is_in(known_modes.implode())),
        ("unknown status", outside("status", STATUSES)),
        ("unknown place precision", outside("place_precision", PLACE_PRECISIONS)),
        ("unknown date precision", outside("date_precision", DATE_PRECISIONS)),
        ("confidence is not between 0 and 1", ~pl.col("confidence").is_between(0, 1)),
        ("unknown unit", ~_all_in("quantities", "unit", UNITS)),
        ("unknown bound", ~_all_in("quantities", "bound", BOUNDS)),
        ("unknown quantity role", ~_all_in("quantities", "role", QUANTITY_ROLES)),
        (
            "quantity ends below its start",
            pl.col("quantities").list.eval((quantity.field("low") > quantity.field("high")).fill_null(False)).list.any(),
        ),
        ("unknown participant role", ~_all_in("participants", "role", ("actor", "recipient"))),
        ("participant without text", pl.col("participants").list.eval(participant.field("text").is_null()).list.any()),
        *place_rules(),
    ]


def statement_rules() -> list[Rule]:
    return [
        ("span is not the cue", span_differs("cue_char_start", "cue_char_end", "cue_text")),
        ("span is not the content", span_differs("content_char_start", "content_char_end", "content_text")),
    ]


def place_mention_rules() -> list[Rule]:
    return [
        ("span is not the place name", span_differs("char_start", "char_end", "place_text")),
        ("unknown kind", outside("kind", PLACE_KINDS)),
        ("resolved without a place", pl.col("is_resolved") & pl.col("place_id").is_null()),
        *place_rules(),
    ]


def time_mention_rules() -> list[Rule]:
    return [
        ("span is not the time expression", span_differs("char_start", "char_end", "time_text")),
        ("unknown time type", outside("timex_type", ("DATE", "TIME", "DURATION", "SET"))),
        ("unknown date precision", outside("precision", DATE_PRECISIONS)),
    ]


def with_problems(
    rows: pl.DataFrame, rules: Sequence[Rule], code_columns: Sequence[str], is_code: Callable[[str], bool]
) -> pl.DataFrame:
    """The rows with `problems`: the words of every broken rule and of every bad actor code, empty where the row is good.

    `code_columns` hold codes, or lists of participants with codes; a `date_error` column counts as a broken rule.
    """
    words: list[pl.Expr] = [pl.when(broken.fill_null(False)).then(pl.lit(text)) for text, broken in rules]
    if "date_error" in rows.columns:
        words.append(pl.col("date_error"))
    checked = rows.with_columns(pl.concat_list(words).list.drop_nulls().alias("problems"))
    if not code_columns:
        return checked
    bad_codes = [
        [code for column in code_columns for code in _codes(row[column]) if not is_code(code)]
        for row in rows.select(code_columns).iter_rows(named=True)
    ]
    code_words = pl.Series(
        "bad", [[f"bad actor code {code!r}" for code in codes] for codes in bad_codes], dtype=pl.List(pl.String)
    )
    return checked.with_columns(pl.col("problems").list.concat(code_words))


def quarantine_rows(broken: pl.DataFrame, table_name: str, row_columns: Sequence[str], articles: pl.DataFrame) -> pl.DataFrame:
    """raw.quarantine rows for rows with problems: the row itself as JSON, where it came from, and what was wrong."""
    if broken.is_empty():
        return RAW_QUARANTINE.empty()
    as_json = [frame.write_ndjson().encode() for frame in broken.select(row_columns).iter_slices(1)]
    told = broken.select("article_id", "ingest_date", "coded_at", "run_id", pl.col("problems").list.join("; ")).with_columns(
        pl.Series("content_sha256", [hashlib.sha256(row).hexdigest() for row in as_json]),
        pl.Series("byte_count", [len(row) for row in as_json], dtype=pl.Int64),
        pl.Series("first_bytes", [row[:FIRST_BYTES].decode("utf-8", "replace") for row in as_json]),
    )
    rows = told.join(
        articles.select("article_id", "landing_file", "landing_member"), on="article_id", how="left", maintain_order="left"
    ).select(
        pl.lit(REASON_CODE).alias("reason_code"),
        pl.format("{}: {}", pl.lit(table_name), pl.col("problems")).alias("detail"),
        pl.col("landing_file").fill_null("unknown"),
        "landing_member", "article_id", "content_sha256", "byte_count", "first_bytes",
        pl.lit(STAGE).alias("stage"),
        "ingest_date",
        pl.col("coded_at").alias("quarantined_at"),
        "run_id",
    )  # fmt: skip
    keyed = with_key(rows, "quarantine_id", ["article_id", "content_sha256", "reason_code", "detail"])
    return RAW_QUARANTINE.conform(keyed.unique("quarantine_id", keep="first", maintain_order=True))


def _all_in(lists: str, field: str, allowed: Sequence[str]) -> pl.Expr:
    return pl.col(lists).list.eval(pl.element().struct.field(field).is_in(list(allowed)).fill_null(False)).list.all()


def _codes(value: str | list[Mapping[str, str | None]] | None) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    return [code for participant in value if (code := participant["code"]) is not None]
