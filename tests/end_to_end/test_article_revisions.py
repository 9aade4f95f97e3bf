"""A report arrives, is corrected, is taken back and comes back: what a reader of the published file sees each time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration import coding_workers, stages
from orchestration.articles.standings import retract
from orchestration.settings import PROJECT_DIR, Settings
from tests.conftest import lend_gazetteer

WIRE = (
    "Gunmen attack market in Mandera\n\n"
    "MANDERA, March 5 (Test Wire) - Gunmen attacked a market in Mandera on Monday and killed {count} people.\n\n"
    "Kenyan police arrested 30 smugglers in Garissa on Sunday.\n"
)
RIVAL = "Fifteen people died in Mandera. Gunmen killed 15 people in Mandera on March 4, doctors at the hospital said on Tuesday."
NOTICE = "WITHDRAWN: Gunmen attack market in Mandera\n\nTest Wire has withdrawn this story, which it could not confirm.\n"
WIRE_URL, RIVAL_URL = "https://wire.example/2024/03/05/gunmen-attack-market", "https://herald.example/mandera-market-attack"


@dataclass(frozen=True)
class Seen:
    """What the published file says: `killed` is low, value and high of the event at Mandera; the rest by landing file."""

    killed: tuple[float, float, float, int]
    events: dict[str, str]
    withdrawn: dict[str, str]
    reported: set[str]
    kept: dict[str, set[bool]]
    standings: dict[str, str]
    history: list[tuple[str, str]]


class Reader:
    """An installation whose stages run in this process, and the answers of its published file."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(folder / "data", folder / "landing")
        self.settings.landing_dir.mkdir(parents=True)
        lend_gazetteer(PROJECT_DIR / "data", self.settings.data_dir)

    def land(self, name: str, text: str, url: str, source: str, day: int) -> None:
        sidecar = {"url": url, "source": source, "published_at": f"2024-03-{day:02}T08:00:00Z"}
        (self.settings.landing_dir / f"{name}.txt").write_text(text, encoding="utf-8")
        (self.settings.landing_dir / f"{name}.meta.json").write_text(json.dumps(sidecar), encoding="utf-8")

    def run(self) -> Seen:
        now = datetime.now(UTC)
        for stage in stages.STAGES:
            report = stage(self.settings, now, f"run {now}")
            assert report.blocking_message == ""
        return self.look()

    def look(self) -> Seen:
        with duckdb.connect(str(self.settings.published_path), read_only=True) as connection:

            def ask(query: str) -> list[tuple[Any, ...]]:
                return connection.execute(query).fetchall()

            [killed] = ask(
                """
                select figure.low, figure.value, figure.high, independent_source_count
                from (
                    select unnest(quantities) as figure, place_id, independent_source_count from marts.fct_events
                ) inner join marts.dim_places using (place_id)
                where figure.role = 'killed' and dim_places.name = 'Mandera'
                """
            )
            named = "select e.event_type || ' ' || p.name, {} from marts.{} e join marts.dim_places p using (place_id)"
            kept: dict[str, set[bool]] = {}
            for name, is_current in ask(
                "select landing_file, m.is_current from marts.fct_event_mentions m join marts.dim_articles a using (article_id)"
            ):
                kept.setdefault(name, set()).add(is_current)
            return Seen(
                killed=killed,
                events=dict(ask(named.format("event_id", "fct_events"))),
                withdrawn=dict(ask(named.format("article_standing", "fct_withdrawn_events"))),
                reported={name for (name,) in ask("select distinct landing_file from reporting.rpt_event_mentions")},
                kept=kept,
                standings=dict(ask("select landing_file, standing from marts.dim_articles")),
                history=ask(
                    "select landing_file, reason from marts.fct_article_revisions order by decided_at, revision_number"
                ),
            )


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """The parser is loaded once for all runs."""
    made = Reader(tmp_path)
    bench = coding_workers.Workbench(made.settings)
    monkeypatch.setattr(coding_workers, "Workbench", lambda settings: bench)
    yield made


def test_arrived_corrected_retracted_and_back(reader: Reader) -> None:
    reader.land("wire", WIRE.format(count=12), WIRE_URL, "Test Wire", 5)
    reader.land("rival", RIVAL, RIVAL_URL, "Test Herald", 5)
    first = reader.run()
    print(first)

    reader.land("wire-corrected", WIRE.format(count=17), f"{WIRE_URL}?utm_source=rss", "Test Wire", 5)
    corrected = reader.run()
    print(corrected)

    reader.land("wire-notice", NOTICE, WIRE_URL, "Test Wire", 6)
    taken_back = reader.run()
    print(taken_back)

    reader.land("wire-again", WIRE.format(count=17), WIRE_URL, "Test Wire", 5)
    back = reader.run()
    print(back)
    assert retract
