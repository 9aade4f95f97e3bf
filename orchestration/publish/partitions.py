"""Into which files the rows of a public table are cut: one a month, and of a month with many rows one a day.

It depends on the rows alone and not on the order in which they came. No file grows beyond MOST_ROWS or the rows of a day, so
that what an old row costs that is changed does not grow with the table.

    whole      a table without a day column
    2024-10    a month of its day column
    2024-12-03 a day of a month with more than MOST_ROWS rows
    undated    rows without that date
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MOST_ROWS = 20_000
WHOLE = "whole"
UNDATED = "undated"


@dataclass(frozen=True)
class RowSet:
    """What tells rows from others: how many they are and the sum of their hashes. Two of them add up."""

    count: int = 0
    digest: int = 0

    def __add__(self, other: "RowSet") -> "RowSet":
        return RowSet(self.count + other.count, self.digest + other.digest)

    def __str__(self) -> str:
        return f"{self.count} {self.digest}"

    @classmethod
    def parse(cls, text: str) -> "RowSet":
        """What `str` made of one."""
        return cls(*map(int, text.split()))


Count = Callable[[Iterable[str]], dict[str, RowSet]]


def cut(days: Mapping[str, RowSet]) -> dict[str, RowSet]:
    """The files of a table by their labels, from the rows of every day (`2024-12-03`, or `undated`); none without rows."""
    found: dict[str, RowSet] = {}
    months: dict[str, dict[str, RowSet]] = defaultdict(dict)
    for label, rows in days.items():
        if rows.count:
            months[month_of(label)][label] = rows
    for month, of_month in sorted(months.items()):
        total = sum(of_month.values(), RowSet())
        found |= of_month if total.count > MOST_ROWS else {month: total}
    return found


def cut_anew(files: Mapping[str, RowSet], changed: Iterable[str], count: Count) -> dict[str, RowSet]:
    """The files after rows of these days changed. `count` is asked for the rows, by day, of those of the days whose month was
    cut into days, and of other months as a whole.
    """
    by_month: dict[str, set[str]] = defaultdict(set)
    for day in changed:
        by_month[month_of(day)].add(day)
    days: dict[str, RowSet] = {}
    wanted: set[str] = set()
    for month, changed_days in by_month.items():
        known = {label: rows for label, rows in files.items() if len(label) == 10 and month_of(label) == month}
        days |= {label: rows for label, rows in known.items() if label not in changed_days}
        wanted |= changed_days if known else {month}
    untouched = {label: rows for label, rows in files.items() if rows.count and month_of(label) not in by_month}
    return untouched | cut(days | (count(wanted) if wanted else {}))


def month_of(label: str) -> str:
    """The month that a day, or a month, lies in; rows without a date are a month of their own."""
    return label if label in (UNDATED, WHOLE) else label[:7]


def span(label: str) -> tuple[date, date]:
    """First day, and first day after, of `2024-11` or `2024-11-05`."""
    if len(label) == 10:
        day = date.fromisoformat(label)
        return day, day + timedelta(days=1)
    first = date.fromisoformat(f"{label}-01")
    return first, (first + timedelta(days=31)).replace(day=1)
