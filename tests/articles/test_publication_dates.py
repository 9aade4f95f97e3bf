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


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        ("2025-01-06 19:20:00 IST", None, (2025, 1, 6, 13, 50)),
        ("30.10.2024 14:25 MSK", None, (2024, 10, 30, 11, 25)),
        ("Mon, 03 Feb 2025 04:05:00 MSK", None, (2025, 2, 3, 1, 5)),
        ("3 Feb 2025 10:30 PKT", None, (2025, 2, 3, 5, 30)),
        ("3 Feb 2025 10:30 GMT+3", None, (2025, 2, 3, 7, 30)),
        ("3 Feb 2025 10:30 UTC+05:30", None, (2025, 2, 3, 5, 0)),
        ("3 Feb 2025 10:30 -0500", None, (2025, 2, 3, 15, 30)),
        ("3 Feb 2025 10:30-11:45", None, (2025, 2, 3, 10, 30)),
        ("3 Feb 2025 10:30 est encore", None, (2025, 2, 3, 10, 30)),
        ("06/09/2024 - 16:12", "en-US", (2024, 6, 9, 16, 12)),
        ("06/09/2024 - 16:12", "en-GB", (2024, 9, 6, 16, 12)),
        ("06/09/2024", "fr", (2024, 9, 6, 0, 0)),
        ("25/09/2024", None, (2024, 9, 25, 0, 0)),
        ("09/25/2024", None, (2024, 9, 25, 0, 0)),
        ("06.09.2024", "en-US", (2024, 9, 6, 0, 0)),
        ("13:47, 8 апреля 2024", "ru", (2024, 4, 8, 13, 47)),
        ("الأحد 16 فبراير 2025 - 09:40", "ar", (2025, 2, 16, 9, 40)),
        ("١٦ فبراير ٢٠٢٥", "ar", (2025, 2, 16, 0, 0)),
        ("miércoles, 24 de mayo de 2023", "es", (2023, 5, 24, 0, 0)),
        ("1er mars 2025 à 18h40", "fr", (2025, 3, 1, 18, 40)),
        ("14. März 2025, 09:00 Uhr", "de", (2025, 3, 14, 9, 0)),
        ("5 września 2024", "pl", (2024, 9, 5, 0, 0)),
        ("7 Ekim 2024", "tr", (2024, 10, 7, 0, 0)),
        ("8 अप्रैल 2024", "hi", (2024, 4, 8, 0, 0)),
        ("2024年4月8日 21:30", "zh", (2024, 4, 8, 21, 30)),
        ("2024년 4월 8일", "ko", (2024, 4, 8, 0, 0)),
    ],
)  # fmt: skip
def test_zones_orders_and_month_names(value: str, language: str | None, expected: tuple[int, ...]) -> None:
    assert parse_publication_time(value, language) == datetime(*expected, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    "value",
    ["06/09/2024", "03-04-2025", "31.02.2025", "31 de febrero de 2025", "31 февраля 2025", "1 Januember 2025", "0000年1月1日",
     "16 فبراير 9999", "45/45/2024", "3 Feb 0000", "3 Feb 9999 10:30"],
)  # fmt: skip
def test_days_that_cannot_be_told_or_never_were(value: str) -> None:
    assert parse_publication_time(value, None) is None


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
