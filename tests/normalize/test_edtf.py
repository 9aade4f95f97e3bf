"""EDTF texts to day bounds."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.normalize.edtf import LONGEST_TEXT, DateBounds, EdtfError, parse_edtf


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024-10-30", "2024-10-30", "2024-10-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("2025-24", "2025-12-01", "2026-02-28"),
        ("2025-29", "2025-09-01", "2025-11-30"),
        ("2025-33", "2025-01-01", "2025-03-31"),
        ("2025-41", "2025-07-01", "2025-12-31"),
        ("2024-10/2025-01", "2024-10-01", "2025-01-31"),
        ("2024-08/..", "2024-08-01", None),
        ("../2025-21", None, "2025-05-31"),
        ("2024-08/", "2024-08-01", None),
        ("XXXX-08", None, None),
        ("XXXX-08-15", None, None),
        ("XXXX", None, None),
        ("202X", "2020-01-01", "2029-12-31"),
        ("2024-XX", "2024-01-01", "2024-12-31"),
        ("2024-08-XX", "2024-08-01", "2024-08-31"),
        ("2024-08~", "2024-08-01", "2024-08-31"),
        ("2024-10-30T14:05:00Z", "2024-10-30", "2024-10-30"),
        ("XXXX-08/2025-01", None, "2025-01-31"),
    ],
)
def test_bounds(text: str, start: str | None, end: str | None) -> None:
    expected = DateBounds(start and date.fromisoformat(start), end and date.fromisoformat(end))
    assert parse_edtf(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "..", "../..", "/", "August", "2024-13", "2024-02-30", "2024-42", "2025-01/2024-10", "2024/2025/2026", "24-10",
     "2024-8", "XXXX-13", "XXXX-02-30", "0000", "٢٠٢٤", "2024-10-30\n", "2" * (LONGEST_TEXT + 1)],
)  # fmt: skip
def test_refused(text: str) -> None:
    with pytest.raises(EdtfError):
        parse_edtf(text)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        bounds = parse_edtf(text)
    except EdtfError:
        return
    assert bounds.start is None or bounds.end is None or bounds.start <= bounds.end


@given(st.text(alphabet="0123456789X-/.~?%T:Z", max_size=24))
def test_anything_like_a_date_is_read_or_refused(text: str) -> None:
    try:
        bounds = parse_edtf(text)
    except EdtfError:
        return
    assert bounds.start is None or bounds.end is None or bounds.start <= bounds.end


@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)))
def test_intervals_keep_their_days(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert parse_edtf(first.isoformat()) == DateBounds(first, first)
    assert parse_edtf(f"{first}/{last}") == DateBounds(first, last)
    assert parse_edtf(f"{first}/..") == DateBounds(first, None)
    month = parse_edtf(f"{first:%Y-%m}")
    assert month.start == first.replace(day=1)
    assert month.end == first.replace(day=monthrange(first.year, first.month)[1])
