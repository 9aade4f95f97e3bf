"""Facts of mentions written down by hand."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from orchestration.resolution.facts import FACTS_SCHEMA
from orchestration.resolution.reports import REPORT_SCHEMA
from orchestration.resolution.rules import MatchRules, load_match_rules
from orchestration.settings import PROJECT_DIR

DAY = date(2031, 5, 5)


def rules() -> MatchRules:
    return load_match_rules(PROJECT_DIR / "dbt_project" / "seeds")


def town(number: int, country: str = "SDN", admin1: str = "North", north: float = 0.0) -> dict[str, Any]:
    """A town; towns of one number are one town. A hundredth of a degree is about a kilometre."""
    return {
        "place_id": f"geonames:{number}", "place_scope": "point", "country": country, "admin1": admin1,
        "latitude": 13.0 + north, "longitude": 25.0,
    }  # fmt: skip


def region(admin1: str = "North", country: str = "SDN") -> dict[str, Any]:
    return {"place_id": f"admin1:{country}:{admin1}", "place_scope": "area", "country": country, "admin1": admin1}


def on(day: date) -> dict[str, Any]:
    return {"window_start": day, "window_end": day, "window_kind": "given"}


def killed(count: float, role: str = "killed person") -> dict[str, Any]:
    return {"figures": [{"role": role, "low": count, "high": count}]}


def fact(name: str, family: str = "assault", **fields: Any) -> dict[str, Any]:
    """A fact with a key of its name; the article is the part of the name before the dot."""
    article = name.split(".")[0]
    plain = {
        "mention_id": name,
        "report_id": name,
        "article_id": article,
        "duplicate_group_id": article,
        "ingest_date": DAY,
        "ingested_at": datetime(2031, 5, 5, 6, tzinfo=UTC),
        "sentence_index": 0,
        "char_start": 0,
        "event_family": family,
        "stance": "affirms",
        "window_start": date(2031, 4, 25),
        "window_end": date(2031, 5, 6),
        "window_kind": "loose",
        "published_on": DAY,
        "words": [],
        "figures": [],
    }
    return plain | fields


def mentions(*facts: dict[str, Any]) -> pl.DataFrame:
    return _frame(facts, FACTS_SCHEMA)


def reports(*facts: dict[str, Any]) -> pl.DataFrame:
    return _frame(facts, REPORT_SCHEMA)


def _frame(facts: tuple[dict[str, Any], ...], schema: pl.Schema) -> pl.DataFrame:
    return pl.DataFrame([{name: row.get(name) for name in schema.names()} for row in facts], schema=schema)
