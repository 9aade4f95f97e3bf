"""Times of publication in the forms that feeds, pages and papers use."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.articles.publication_dates import find_printed_date, parse_publication_time


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-02-03T04:05:06Z", datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("2025-02-03T04:05:06+02:00", datetime(2025, 2, 3, 2, 5, 6, tzinfo=UTC)),
        ("2025-02-03", datetime(2025, 2, 3, tzinfo=UTC)),
        ("20250203T040506Z", datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("Mon, 03 Feb 2025 04:05:06 GMT", datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("3 Feb 2025 04:05 +0300", datetime(2025, 2, 3, 1, 5, tzinfo=UTC)),
        ("Monday 3 February 2025", datetime(2025, 2, 3, tzinfo=UTC)),
        ("Feb. 3rd, 2025 4:05 pm EST", datetime(2025, 2, 3, 21, 5, tzinfo=UTC)),
        ("3 February 2025, 16.05", datetime(2025, 2, 3, 16, 5, tzinfo=UTC)),
        (1738555506, datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC)),
        (1738555506000, datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("1738555506", datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC)),
    ],
)
def test_accepted_forms(value: object, expected: datetime) -> None:
    assert parse_publication_time(value) == expected


@pytest.mark.parametrize(
    "value",
    [None, True, "", "yesterday", "2025-02", 0, 2024, float("nan"), float("inf"), -5, "0000-01-01",
     "9999-12-31T23:59:59-10:00", "1066-10-14", "31 February 2025", "3 Febtober 2025", [], {}, "x" * 10_000],
)  # fmt: skip
def test_anything_else_is_none(value: object) -> None:
    assert parse_publication_time(value) is None


def test_the_stretch_of_a_printed_date_covers_its_clock() -> None:
    line = "Example Weekly | Tuesday 4 March 2025 13.45"
    found = find_printed_date(line)
    assert found is not None
    assert line[found.start : found.end] == "Tuesday 4 March 2025 13.45"


@given(
    st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2090, 1, 1)),
    st.integers(min_value=-12 * 60, max_value=14 * 60),
)
def test_iso_times_of_any_zone_come_back_in_utc(naive: datetime, minutes: int) -> None:
    at = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse_publication_time(at.isoformat()) == at


@given(st.one_of(st.text(max_size=300), st.integers(), st.floats(), st.booleans(), st.none()))
def test_hostile_values_never_raise(value: object) -> None:
    at = parse_publication_time(value)
    assert at is None or (at.tzinfo is not None and 1900 <= at.year <= 2100)
