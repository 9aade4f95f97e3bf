"""Days that are missing, empty, far too full or stale are told; ordinary ones are not."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.completeness import judge_days, judge_freshness, judge_volume, rows_by_day, volume_band
from orchestration.settings import Settings
from orchestration.storage import write_partition
from orchestration.tables import RAW_ARTICLES

TODAY = date(2024, 8, 20)


def days(*counts: int) -> dict[date, int]:
    """Counts of the days that end with yesterday."""
    return {TODAY - timedelta(days=len(counts) - number): count for number, count in enumerate(counts)}


def test_full_days_pass_and_today_is_not_judged() -> None:
    assert judge_days(days(4, 5, 6), TODAY).passed
    assert judge_days({TODAY: 0}, TODAY).passed, "the first day is not over"


def test_a_missing_day_fails_and_is_named() -> None:
    counts = days(4, 5, 6, 7)
    del counts[date(2024, 8, 18)]
    finding = judge_days(counts, TODAY)
    assert not finding.passed
    assert "2024-08-18" in finding.message
    assert "Remedy" in finding.message


def test_a_day_of_no_rows_is_no_success() -> None:
    assert not judge_days(days(4, 5, 0), TODAY).passed


def test_nothing_at_all_fails() -> None:
    assert not judge_days({}, TODAY).passed


def test_old_gaps_are_forgotten() -> None:
    assert judge_days({date(2024, 1, 1): 3, **days(*[2] * 7)}, TODAY).passed


def test_a_partition_without_rows_counts_as_nothing(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path)
    write_partition(settings, RAW_ARTICLES, date(2024, 8, 19), RAW_ARTICLES.empty())
    counts = rows_by_day(settings, RAW_ARTICLES)
    assert counts == {date(2024, 8, 19): 0}
    assert not judge_days(counts, TODAY).passed


@pytest.mark.parametrize(
    ("counts", "passed"),
    [
        ([100] * 10 + [95], True),
        ([100] * 10 + [20], False),
        ([100] * 10 + [0], False),
        ([100] * 10 + [400], False),
        ([3, 50, 5, 90, 4, 70, 6, 110, 2, 60, 8], True),
        ([100] * 3 + [1], True),
    ],
)
def test_volume_is_judged_by_the_days_before(counts: list[int], passed: bool) -> None:
    assert judge_volume(days(*counts), TODAY, "articles").passed == passed


def test_the_band_holds_half_and_twice_the_usual() -> None:
    assert volume_band([100] * 9) == (50.0, 200.0)
    low, high = volume_band([10, 100, 20, 90, 30, 80])
    assert low == 0.0
    assert high > 200


def test_what_is_published_gets_old() -> None:
    now = datetime(2024, 8, 20, 12, tzinfo=UTC)
    assert judge_freshness(now - timedelta(hours=30), now).passed
    stale = judge_freshness(now - timedelta(hours=40), now)
    assert not stale.passed
    assert "40 hours" in stale.message
    assert not judge_freshness(None, now).passed
