"""Gold of whole articles: a folder with `articles/` (files as they would be dropped into the landing folder) and `gold/`
with the annotated mentions of each, `<id>.mentions` (lines as `mention_lines` reads them) for the project's own articles,
`<id>.json` for annotations from elsewhere. The articles go through the real ingest, parser and coder.
"""

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from orchestration.articles.ingest import ingest
from orchestration.coding_workers import Workbench
from orchestration.settings import Settings
from orchestration.storage import read_partitions
from orchestration.tables import RAW_ARTICLES
from tests.gold.mention_lines import read_line
from tests.gold.scoring import Record, record_of

INGESTED_AT = datetime(2025, 6, 1, tzinfo=UTC)


def read_article_gold(folder: Path) -> dict[str, list[Record]]:
    """The annotated mentions by article id. Raises FileNotFoundError when the folder holds no gold."""
    paths = sorted([*(folder / "gold").glob("*.json"), *(folder / "gold").glob("*.mentions")])
    if not paths:
        raise FileNotFoundError(f"{folder / 'gold'} holds no annotations; name a folder with articles/ and gold/")
    found = {}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".json":
            found[path.stem] = [_record(mention) for mention in json.loads(text)["mentions"]]
        else:
            lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
            found[path.stem] = [mention for line in lines for mention in read_line(line)[1]]
    return found


def _record(mention: Mapping[str, Any]) -> Record:
    place = mention.get("place") or {}
    has_point = place.get("precision") in ("exact", "near") and None not in (place.get("lat"), place.get("lon"))
    quantities = mention.get("quantities") or []
    return Record(
        sentence=mention["sentence"],
        trigger=mention["trigger"],
        event_type=mention["type"],
        mode=mention.get("mode"),
        status=mention["status"],
        actor=_codes(mention.get("actor")),
        recipient=_codes(mention.get("recipient")),
        attribution=_codes([mention.get("attribution") or {}]),
        place_names=tuple(name for name in (place.get("name"), place.get("text")) if name),
        point=(place["lat"], place["lon"]) if has_point else None,
        date=_edtf(mention.get("date")),
        quantities=frozenset((round(float(q["value"]), 3), q["unit"]) for q in quantities if q.get("value") is not None),
    )


def _codes(people: list[dict[str, Any]] | None) -> frozenset[str]:
    return frozenset(person["code"] for person in people or [] if person.get("code"))


def _edtf(date: Mapping[str, Any] | None) -> str | None:
    if not date or date.get("precision") == "unknown" or not (date.get("start") or date.get("end")):
        return None
    start, end = date.get("start"), date.get("end")
    return str(start) if start == end else f"{start or '..'}/{end or '..'}"


def code_articles(folder: Path, bench: Workbench) -> dict[str, list[Record]]:
    """The coder's mentions by article id, ingested into a temporary data folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as data_dir:
        settings = Settings(data_dir=Path(data_dir), landing_dir=folder / "articles")
        ingest(settings, INGESTED_AT, "score")
        found: dict[str, list[Record]] = {}
        for article in read_partitions(settings, RAW_ARTICLES).to_dicts():
            sentences, coded = bench.code(article)
            name = Path(article["landing_file"]).name.split(".")[0]
            found.setdefault(name, []).extend(
                record_of(mention, sentences[mention.sentence_index].text) for mention in coded.event_mentions
            )
    return found
