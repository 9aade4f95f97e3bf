"""Rows of the two gated tables, good by default; a test says what is wrong with them."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from orchestration.tables import NORMALIZED_EVENT_MENTIONS, NORMALIZED_MENTION_ACTORS, RAW_ARTICLES

NOW = datetime(2024, 8, 20, 12, tzinfo=UTC)
BODY = "Two brigades crossed the river on Monday."


def article(number: int, **changes: Any) -> dict[str, Any]:
    row = {
        "article_id": f"a{number}",
        "landing_file": f"{number}.txt",
        "landing_member": 0,
        "content_sha256": f"{number:064x}",
        "source_name": "The Sample Post",
        "source_name_origin": "metadata",
        "source_domain": None,
        "url": None,
        "url_origin": "none",
        "title": "Brigades cross",
        "title_origin": "metadata",
        "byline": None,
        "byline_origin": "none",
        "body": BODY,
        "headline_char_end": 0,
        "dateline_place": None,
        "left_out": None,
        "language": "en",
        "language_origin": "text",
        "published_at": NOW,
        "published_at_origin": "metadata",
        "modified_at": None,
        "modified_at_origin": "none",
        "publisher_article_id": None,
        "withdrawal_word": None,
        "ingest_date": NOW.date(),
        "ingested_at": NOW,
        "run_id": "r1",
    }
    return {**row, **changes}


def articles(*rows: dict[str, Any]) -> pl.DataFrame:
    return RAW_ARTICLES.conform(pl.DataFrame(list(rows), schema=RAW_ARTICLES.polars_schema))


def mention(number: int, **changes: Any) -> dict[str, Any]:
    row = {
        "mention_id": f"m{number}",
        "article_id": "a0",
        "sentence_index": 0,
        "mention_index": number,
        "sentence": BODY,
        "char_start": 13,
        "char_end": 20,
        "trigger_text": "crossed",
        "trigger_sense": "cross.1",
        "event_type": "MOBILIZE",
        "event_mode": "troops",
        "contexts": ["military"],
        "status": "happened",
        "attribution_actor_id": None,
        "attribution_code": None,
        "attribution_text": None,
        "place_id": "geonames:1",
        "place_text": "the river",
        "place_relation": "in",
        "place_precision": "exact",
        "event_date_start": date(2024, 8, 19),
        "event_date_end": date(2024, 8, 19),
        "event_date_edtf": "2024-08-19",
        "date_precision": "day",
        "date_text": "Monday",
        "confidence": 0.8,
        "ingested_at": NOW,
        "ingest_date": NOW.date(),
        "coder_version": "v1",
        "coded_at": NOW,
        "run_id": "r1",
    }
    return {**row, **changes}


def mentions(*rows: dict[str, Any]) -> pl.DataFrame:
    return NORMALIZED_EVENT_MENTIONS.conform(pl.DataFrame(list(rows), schema=NORMALIZED_EVENT_MENTIONS.polars_schema))


def actors_of(rows: pl.DataFrame) -> pl.DataFrame:
    """One actor for every mention."""
    made = rows.select("mention_id", "article_id", "ingest_date", "coder_version", "coded_at", "run_id").with_columns(
        role=pl.lit("actor"),
        ordinal=pl.lit(0),
        actor_id=pl.lit("code:RUS MIL"),
        code=pl.lit("RUS MIL"),
        text=pl.lit("Two brigades"),
        char_start=pl.lit(0),
        char_end=pl.lit(12),
    )
    return NORMALIZED_MENTION_ACTORS.conform(made)
