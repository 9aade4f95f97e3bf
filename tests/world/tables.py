"""Generated reports as rows of the normalized tables."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import polars as pl

from orchestration.normalize.keys import stable_key
from orchestration.tables import (
    NORMALIZED_ARTICLES,
    NORMALIZED_EVENT_MENTIONS,
    NORMALIZED_MENTION_ACTORS,
    NORMALIZED_MENTION_QUANTITIES,
    NORMALIZED_PLACES,
    NORMALIZED_TABLES,
    RAW_DUPLICATE_GROUPS,
    Table,
)
from tests.world.geography import Place
from tests.world.reports import Report, ToldMention, clock

WRITTEN = (
    NORMALIZED_ARTICLES,
    NORMALIZED_EVENT_MENTIONS,
    NORMALIZED_MENTION_ACTORS,
    NORMALIZED_MENTION_QUANTITIES,
    NORMALIZED_PLACES,
)


def mention_id(report: Report, position: int) -> str:
    return stable_key("generated", report.article_id, position)


def truth(reports: Iterable[Report]) -> dict[str, int]:
    """The true event of every mention."""
    return {
        mention_id(report, position): mention.event_number
        for report in reports
        for position, mention in enumerate(report.mentions)
    }


def normalized_rows(reports: Iterable[Report]) -> dict[str, pl.DataFrame]:
    """The normalized.* tables by full name, for the reports of any days; what the reports do not speak of is filled in."""
    rows: dict[str, list[dict[str, Any]]] = {table.full_name: [] for table in NORMALIZED_TABLES}
    for report in reports:
        stamp = {"ingest_date": report.ingested, "ingested_at": clock(report.ingested), "coded_at": clock(report.ingested)}
        rows["normalized.articles"].append(
            stamp
            | {
                "article_id": report.article_id,
                "landing_file": f"{report.article_id}.txt",
                "body": " ".join(["struck"] * max(len(report.mentions), 1)),
                "source_name": report.outlet,
                "source_id": f"name:{report.outlet.lower()}",
                "published_at": clock(report.published, 0),
            }
        )
        for position, mention in enumerate(report.mentions):
            _add_mention(rows, report, position, mention, stamp)
    return {table.full_name: frame_of(table, rows[table.full_name]) for table in NORMALIZED_TABLES}


def group_rows(reports: Iterable[Report]) -> pl.DataFrame:
    """raw.duplicate_groups as ingest leaves it for these reports."""
    rows = [
        {
            "article_id": report.article_id,
            "duplicate_group_id": report.copy_of or report.article_id,
            "is_primary": report.copy_of is None,
            "decided_at": clock(report.ingested),
            "ingest_date": report.ingested,
        }
        for report in reports
    ]
    return frame_of(RAW_DUPLICATE_GROUPS, rows)


def _add_mention(
    rows: dict[str, list[dict[str, Any]]], report: Report, position: int, mention: ToldMention, stamp: dict[str, Any]
) -> None:
    key = mention_id(report, position)
    made = stamp | {"mention_id": key, "article_id": report.article_id}
    place = mention.place
    rows["normalized.event_mentions"].append(
        made
        | {
            "sentence_index": position,
            "mention_index": position,
            "sentence": f"struck {mention.sentence}",
            "char_start": 7 * position,
            "char_end": 7 * position + 6,
            "trigger_text": "struck",
            "event_type": mention.event_type,
            "event_mode": mention.event_mode,
            "contexts": [],
            "status": mention.status,
            "attribution_actor_id": f"code:{mention.attribution} GOV" if mention.attribution else None,
            "attribution_code": f"{mention.attribution} GOV" if mention.attribution else None,
            "attribution_text": f"{mention.attribution} officials" if mention.attribution else None,
            "place_id": place.place_id if place else None,
            "place_text": place.name if place else None,
            "place_precision": mention.place_precision,
            "event_date_start": mention.start,
            "event_date_end": mention.end,
            "event_date_edtf": mention.start.isoformat() if mention.start else None,
            "date_precision": mention.precision,
            "confidence": 0.9,
        }
    )
    if place is not None:
        rows["normalized.places"].append(place_row(place) | {"ingest_date": report.ingested})
    for role, code in (("actor", mention.actor), ("recipient", mention.recipient)):
        if code is not None:
            rows["normalized.mention_actors"].append(
                made | {"role": role, "ordinal": 0, "actor_id": f"code:{code} MIL", "code": f"{code} MIL", "text": code}
            )
    for ordinal, (role, value) in enumerate(mention.figures.items()):
        name, _, unit = role.partition(" ")
        rows["normalized.mention_quantities"].append(
            made
            | {
                "quantity_id": stable_key("quantity", key, ordinal),
                "ordinal": ordinal,
                "value": float(value),
                "low": float(value),
                "high": float(value),
                "unit": unit or "person",
                "bound": "exact",
                "role": name,
                "text": str(value),
                "si_value": float(value),
                "si_low": float(value),
                "si_high": float(value),
                "si_unit": unit or "person",
                "char_start": 7 * position,
                "char_end": 7 * position + 6,
            }
        )


def place_row(place: Place) -> dict[str, Any]:
    return {
        "place_id": place.place_id,
        "place_name": place.name,
        "country_code": place.country,
        "admin1_name": place.admin1,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "feature": place.feature,
        "precision": place.precision,
    }


def frame_of(table: Table, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """The rows in the shape of a table, one a key, filled in by `filled`."""
    frame = pl.DataFrame(rows, schema_overrides=dict(table.polars_schema), infer_schema_length=None) if rows else table.empty()
    return filled(table, frame)


def filled(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame in the shape of a table, one row a key; columns that must not be null and are not given get a plain value."""
    missing = [column for column in table.columns if column.name not in frame.columns]
    frame = frame.with_columns(
        (pl.lit(None) if column.nullable else _plain(column.name, column.dtype)).cast(column.dtype).alias(column.name)
        for column in missing
    )
    return table.conform(frame.unique(table.key, keep="first", maintain_order=True))


def _plain(name: str, dtype: Any) -> pl.Expr:
    texts = {"language": "en", "reason": "first_revision", "coder_version": "coder-1", "run_id": "run"}
    if name.endswith("_origin"):
        return pl.lit("metadata")
    if dtype == pl.String:
        return pl.lit(texts.get(name, name.ljust(64, "0") if name == "content_sha256" else name))
    if dtype == pl.Boolean:
        return pl.lit(True)
    if isinstance(dtype, pl.List):
        return pl.lit([], dtype=dtype)
    if dtype == pl.Datetime("us", "UTC"):
        return pl.lit(datetime(2031, 1, 1)).dt.replace_time_zone("UTC")
    return pl.lit(0)
