"""A generated world of reports: the true events are found again, day by day, whatever is lost on the way."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from orchestration.resolution.facts import mention_facts
from orchestration.resolution.index import EventIndex
from orchestration.resolution.pipeline import resolve_mentions, with_facts_key
from orchestration.resolution.reports import mention_reports, report_facts
from orchestration.resolution.settling import settle
from orchestration.settings import Settings
from orchestration.storage import read_partitions, write_partition
from orchestration.tables import RAW_DUPLICATE_GROUPS, RESOLVED_EVENT_HISTORY, RESOLVED_MENTION_REPORTS, RESOLVED_REPORT_EVENTS
from tests.resolution.builders import rules
from tests.world.events import TrueEvent, make_events
from tests.world.geography import make_geography
from tests.world.reports import Report, clock, make_reports
from tests.world.score import b_cubed
from tests.world.tables import WRITTEN, group_rows, normalized_rows, truth


def make_world(seed: int, count: int) -> tuple[list[TrueEvent], list[Report]]:
    numbers = random.Random(seed)
    geography = make_geography(numbers)
    events = make_events(count, geography, numbers)
    return events, make_reports(events, geography, numbers)


def write_day(settings: Settings, day: date, reports: Sequence[Report]) -> None:
    rows = normalized_rows(reports)
    for table in WRITTEN:
        write_partition(settings, table, day, rows[table.full_name])
    write_partition(settings, RAW_DUPLICATE_GROUPS, day, group_rows(reports))


def found_events(settings: Settings) -> dict[str, str]:
    decisions = read_partitions(settings, RESOLVED_REPORT_EVENTS).sort("decided_at").unique("report_id", keep="last")
    rows = read_partitions(settings, RESOLVED_MENTION_REPORTS).join(decisions, on="report_id")
    return dict(rows.filter(pl.col("event_id").is_not_null()).select("mention_id", "event_id").iter_rows())


def by_day(reports: Sequence[Report], first_days: int = 12) -> dict[date, list[Report]]:
    days: dict[date, list[Report]] = defaultdict(list)
    for report in reports:
        days[report.ingested].append(report)
    return dict(sorted(days.items())[:first_days])


def test_two_thousand_events_are_found_again() -> None:
    """With a seed that was kept aside while rules and weights were made; `make bench` does the same through files."""
    events, reports = make_world(20261126, 2000)
    rows = {name.split(".")[1]: frame for name, frame in normalized_rows(reports).items()}
    mentions = mention_facts(rows, group_rows(reports), rules())
    told = mention_reports(mentions, rules())
    facts = report_facts(mentions, told)
    with EventIndex(Path(":memory:"), "") as index:
        decisions = settle(index, with_facts_key(facts), [], rules()).decisions
    found = dict(told.join(decisions, on="report_id").select("mention_id", "event_id").iter_rows())
    score = b_cubed(found, truth(reports), {event.number: event.country for event in events})
    print(f"B-cubed {score}, F1 {score.f1:.3f}")
    assert score.f1 >= 0.9
    assert score.mixed_events == 0


def test_day_by_day_with_lost_files_gives_the_same_as_at_once(tmp_path: Path) -> None:
    _, reports = make_world(3, 300)
    settings = Settings(tmp_path / "data", tmp_path / "landing")
    days = by_day(reports)
    for number, (day, told) in enumerate(days.items()):
        write_day(settings, day, told)
        resolve_mentions(settings, clock(day), f"run {number}")
        index = settings.table_dir("resolved", "index.duckdb")
        if number == 4:
            index.unlink()
        elif number == 8:
            index.write_bytes(b"damaged")
    before = found_events(settings)
    stored = {path: path.read_bytes() for path in (settings.data_dir / "resolved").rglob("*.parquet")}
    result = resolve_mentions(settings, clock(max(days) + timedelta(days=1)), "again")
    assert (result.decisions, result.changes) == (0, 0)
    assert {path: path.read_bytes() for path in stored} == stored
    assert set(before) == set(truth([report for told in days.values() for report in told]))


def test_a_report_that_goes_leaves_its_event_and_old_ids_resolve(tmp_path: Path) -> None:
    _, reports = make_world(4, 200)
    settings = Settings(tmp_path / "data", tmp_path / "landing")
    days = by_day(reports)
    for day, told in days.items():
        write_day(settings, day, told)
    last = clock(max(days))
    resolve_mentions(settings, last, "run")
    before = found_events(settings)
    first_day, told = next((day, told) for day, told in days.items() if len(told) > 2)
    write_day(settings, first_day, told[1:])
    resolve_mentions(settings, last + timedelta(days=1), "later")
    after = found_events(settings)
    gone = set(truth([told[0]]))
    assert set(before) - set(after) == gone
    history = read_partitions(settings, RESOLVED_EVENT_HISTORY).filter(pl.col("decided_at") > last)
    lost = {before[mention] for mention in gone} - set(after.values())
    assert lost == set(history.filter(pl.col("change").is_in(["emptied", "merged"]))["event_id"])
    write_day(settings, first_day, told)
    resolve_mentions(settings, last + timedelta(days=2), "back")
    assert {before[mention] for mention in gone} & set(found_events(settings).values()) == {
        before[mention] for mention in gone
    }
