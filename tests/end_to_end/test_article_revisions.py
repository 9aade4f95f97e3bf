"""A report arrives, is corrected, is taken back and comes back: what a reader of the published file sees each time."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration import coding_workers, stages, warehouse
from orchestration.settings import Settings
from tests.conftest import lend_gazetteer

BUILD = warehouse.build
WIRE = (
    "Gunmen attack market in Mandera\n\n"
    "MANDERA, March 5 (Test Wire) - Gunmen attacked a market in Mandera on Monday and killed {count} people.\n\n"
    "Kenyan police arrested 30 smugglers in Garissa on Sunday.\n"
)
RIVAL = (
    "Fifteen people died in Mandera. Gunmen killed 15 people in Mandera on March 4, doctors at the hospital said on Tuesday."
)
KILLED = """
    select figure.low, figure.value, figure.high, independent_source_count
    from (select unnest(quantities) as figure, place_id, independent_source_count from {})
    inner join marts.dim_places using (place_id)
    where figure.role = 'killed' and dim_places.name = 'Mandera'
"""
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


def build_without_tests(settings: Settings, on_node: Callable[[str, str], None] | None = None) -> list[warehouse.NodeResult]:
    """The tests of the warehouse take most of the time; they are run on one of the builds."""
    return BUILD(settings, on_node, is_tested=False)


class Reader:
    """An installation whose stages run in this process, and the answers of its published file."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(folder / "data", folder / "landing")
        self.settings.landing_dir.mkdir(parents=True)
        lend_gazetteer(self.settings.data_dir)

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

            [killed] = ask(KILLED.format("marts.fct_events"))
            named = "select e.event_type || ' ' || p.name, {} from marts.{} e join marts.dim_places p using (place_id)"
            kept: dict[str, set[bool]] = {}
            for name, is_current in ask(
                "select landing_file, m.is_current from marts.fct_event_mentions m join marts.dim_articles using (article_id)"
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
                    "select landing_file, reason from marts.fct_article_revisions "
                    "order by decided_at, revision_number, landing_file"
                ),
            )

    def killed_as_of(self, moment: datetime) -> list[tuple[Any, ...]]:
        """`Seen.killed` as it was known at a moment, told by the file that is published now."""
        with duckdb.connect(str(self.settings.published_path), read_only=True) as connection:
            known = f"marts.events_as_of(timestamp '{moment:%Y-%m-%d %H:%M:%S.%f}')"
            return connection.execute(KILLED.format(known)).fetchall()


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """The parser is loaded once for all runs."""
    made = Reader(tmp_path)
    bench = coding_workers.Workbench(made.settings)
    monkeypatch.setattr(coding_workers, "Workbench", lambda settings: bench)
    return made


def test_arrived_corrected_retracted_and_back(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without_tests:
        without_tests.setattr(warehouse, "build", build_without_tests)
        reader.land("wire", WIRE.format(count=12), WIRE_URL, "Test Wire", 5)
        reader.land("rival", RIVAL, RIVAL_URL, "Test Herald", 5)
        nothing_read = datetime.now(UTC)
        arrived = reader.run()
        not_corrected = datetime.now(UTC)
        reader.land("wire-corrected", WIRE.format(count=17), f"{WIRE_URL}?utm_source=rss", "Test Wire", 5)
        corrected = reader.run()
        not_retracted = datetime.now(UTC)
    reader.land("wire-notice", NOTICE, WIRE_URL, "Test Wire", 6)
    retracted = reader.run()
    monkeypatch.setattr(warehouse, "build", build_without_tests)
    reader.land("wire-again", WIRE.format(count=17), WIRE_URL, "Test Wire", 5)
    back = reader.run()

    # The two outlets differ on the dead; the event is theirs both, the arrest that of the wire alone.
    assert arrived.killed == (12.0, 15.0, 15.0, 2)
    assert set(arrived.events) == {"ASSAULT Mandera", "COERCE Garissa"}
    assert (arrived.withdrawn, arrived.reported) == ({}, {"wire.txt", "rival.txt"})
    assert arrived.standings == {"wire.txt": "current", "rival.txt": "current"}

    # The corrected figure takes the place of the first, at the same events; the first is kept and marked.
    assert corrected.killed == (15.0, 17.0, 17.0, 2)
    assert corrected.events == arrived.events
    assert (corrected.withdrawn, corrected.reported) == ({}, {"wire-corrected.txt", "rival.txt"})
    assert corrected.kept == {"wire.txt": {False}, "wire-corrected.txt": {True}, "rival.txt": {True}}
    assert corrected.standings["wire.txt"] == "superseded"

    # What was known then is still told now, after the correction and whatever came later.
    assert reader.killed_as_of(nothing_read) == []
    assert reader.killed_as_of(not_corrected) == [arrived.killed]
    assert reader.killed_as_of(not_retracted) == [corrected.killed]

    # What only the wire told is no event any more, and not forgotten; the other outlet's word stands.
    assert retracted.killed == (15.0, 15.0, 15.0, 1)
    assert retracted.events == {"ASSAULT Mandera": arrived.events["ASSAULT Mandera"]}
    assert retracted.withdrawn == {"COERCE Garissa": "retracted"}
    assert retracted.reported == {"rival.txt"}
    assert retracted.kept == {"wire.txt": {False}, "wire-corrected.txt": {False}, "rival.txt": {True}}
    assert retracted.standings["wire-corrected.txt"] == "retracted"
    assert retracted.standings["wire-notice.txt"] == "notice"

    # Landed once more, it is as it was, and its history says what happened.
    assert (back.killed, back.events, back.withdrawn) == (corrected.killed, corrected.events, corrected.withdrawn)
    assert (back.reported, back.kept) == (corrected.reported, corrected.kept)
    assert back.history == [
        ("rival.txt", "first_revision"),
        ("wire.txt", "first_revision"),
        ("wire-corrected.txt", "replaced"),
        ("wire-corrected.txt", "newer_revision"),
        ("wire-notice.txt", "notice"),
        ("wire-notice.txt", "notice"),
        ("wire-again.txt", "came_back"),
    ]
