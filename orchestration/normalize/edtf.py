"""EDTF (ISO 8601-2) dates to the days that bound them.

Read are: days, months, years, seasons and other divisions of a year (21 to 41), unspecified digits (`X`), intervals,
open (`..`) and unknown (empty) ends, the qualifiers `?`, `~` and `%`, and a time of day, which is dropped. A date whose
year is unknown (`XXXX-08`) bounds nothing: both days are None, while the text keeps what is known.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

LONGEST_TEXT = 64
OPEN_END = ".."
QUALIFIERS = "?~%"
PART = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?(?:T[0-9:.]{2,15}(?:Z|[+-][0-9:]{2,6})?)?")

# First month and number of months of each division of a year, ISO 8601-2 table 5. 21-24 are seasons of no stated
# hemisphere: read as northern ones. A division may run into the next year.
DIVISIONS = {
    **{21 + i: (3 + 3 * i, 3) for i in range(4)},
    **{25 + i: (3 + 3 * i, 3) for i in range(4)},
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    **{33 + i: (1 + 3 * i, 3) for i in range(4)},
    **{37 + i: (1 + 4 * i, 4) for i in range(3)},
    **{40 + i: (1 + 6 * i, 6) for i in range(2)},
}  # fmt: skip


class EdtfError(ValueError):
    """The text is no EDTF date that this module reads."""


@dataclass(frozen=True)
class DateBounds:
    """First and last possible day, both included; None where open or unknown."""

    start: date | None
    end: date | None


def parse_edtf(text: str) -> DateBounds:
    """The days that bound an EDTF date or interval.

    `2024-08` gives 2024-08-01 and 2024-08-31; `2024-08/..` 2024-08-01 and None; `XXXX-08` None and None.
    Raises EdtfError for anything that is no EDTF, a day that does not exist, or an interval that ends before it starts.
    """
    if len(text) > LONGEST_TEXT:
        raise EdtfError(f"longer than {LONGEST_TEXT} characters")
    first, slash, last = text.partition("/")
    if not slash:
        return _parse_part(first)
    if "/" in last or (_is_open(first) and _is_open(last)):
        raise EdtfError(f"{text!r} is no interval")
    start = None if _is_open(first) else _parse_part(first).start
    end = None if _is_open(last) else _parse_part(last).end
    if start is not None and end is not None and start > end:
        raise EdtfError(f"{text!r} ends before it starts")
    return DateBounds(start, end)


def _is_open(part: str) -> bool:
    return part in ("", OPEN_END)


def _parse_part(part: str) -> DateBounds:
    match = PART.fullmatch(part.strip(QUALIFIERS))
    if match is None or not part.isascii():
        raise EdtfError(f"{part!r} is no EDTF date")
    year, month, day = match.groups()
    if "X" in year and (month is not None or "X" in year.rstrip("X")):
        return _check_unknown_year(part, month, day)
    if year == "XXXX":
        return DateBounds(None, None)
    try:
        first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
        if month is None or "X" in month:
            return DateBounds(date(first_year, 1, 1), date(last_year, 12, 31))
        if int(month) in DIVISIONS and day is None:
            return _division(first_year, *DIVISIONS[int(month)])
        if day is None or "X" in day:
            return DateBounds(
                date(first_year, int(month), 1), date(first_year, int(month), monthrange(first_year, int(month))[1])
            )
        exact = date(first_year, int(month), int(day))
    except ValueError as error:
        raise EdtfError(f"{part!r}: {error}") from error
    return DateBounds(exact, exact)


def _check_unknown_year(part: str, month: str | None, day: str | None) -> DateBounds:
    """No bounds; but the month and day must exist in a leap year, else the text is an error and not a gap."""
    in_year = (month is None or "X" in month) or 1 <= int(month) <= 12 or (int(month) in DIVISIONS and day is None)
    in_month = day is None or "X" in day or month is None or "X" in month or 1 <= int(day) <= monthrange(2024, int(month))[1]
    if not (in_year and in_month):
        raise EdtfError(f"{part!r} names a day that no year has")
    return DateBounds(None, None)


def _division(year: int, first_month: int, months: int) -> DateBounds:
    last = first_month + months - 1
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    return DateBounds(date(year, first_month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]))
