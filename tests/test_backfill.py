"""Doing days again: only those days, only what was coded of them, sentences first."""

from datetime import date
from pathlib import Path

import pytest

from orchestration.backfill import BackfillError, reopen_days, stored_days
from orchestration.settings import Settings
from orchestration.storage import list_partitions, write_partition
from orchestration.tables import CODED_TABLES, NORMALIZED_EVENT_MENTIONS, RAW_ARTICLES

DAYS = [date(2024, 8, 1), date(2024, 8, 2), date(2024, 8, 5)]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "data", tmp_path)
    for day in DAYS:
        for table in (RAW_ARTICLES, *CODED_TABLES, NORMALIZED_EVENT_MENTIONS):
            write_partition(made, table, day, table.empty())
    return made


def test_what_was_coded_on_these_days_goes_and_nothing_else(settings: Settings) -> None:
    assert reopen_days(settings, date(2024, 8, 2), date(2024, 8, 31)) == DAYS[1:]
    for table in CODED_TABLES:
        assert list_partitions(settings, table) == DAYS[:1]
    assert list_partitions(settings, RAW_ARTICLES) == DAYS
    assert list_partitions(settings, NORMALIZED_EVENT_MENTIONS) == DAYS


def test_doing_it_twice_is_no_error(settings: Settings) -> None:
    for _ in range(2):
        assert reopen_days(settings, DAYS[0], DAYS[0]) == DAYS[:1]


def test_days_without_articles_are_told(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(BackfillError, match="from 2024-08-01 to 2024-08-05"):
        stored_days(settings, date(2024, 8, 3), date(2024, 8, 4))
    with pytest.raises(BackfillError, match="before the first"):
        stored_days(settings, DAYS[1], DAYS[0])
    with pytest.raises(BackfillError, match="no article was ingested yet"):
        stored_days(Settings(tmp_path / "other", tmp_path), DAYS[0], DAYS[1])
