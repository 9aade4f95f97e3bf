"""Values of time expressions: TIMEX3 type and value, start and end with as many parts as are known, precision."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from orchestration.coding.time_words import SEASON_TIMEX

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1000, 2999


@dataclass(frozen=True, slots=True)
class TimeValue:
    """What a time expression stands for; the fields are those of `TimeMention`."""

    timex_type: str
    value_timex: str | None
    start: str | None = None
    end: str | None = None
    precision: str = "unknown"
    evidence: str = "none"

    @property
    def edtf(self) -> str | None:
        """EDTF; None where the bounds are unknown or too vague to be an interval."""
        if self.precision == "unknown" or not (self.start or self.end):
            return None
        return self.start if self.start == self.end else f"{self.start or '..'}/{self.end or '..'}"

    @property
    def day(self) -> date | None:
        """The day, where the value is a single known day."""
        return as_day(self.end) if self.end and self.start in (self.end, None) else as_day(self.start)

    @property
    def is_single_day(self) -> bool:
        return self.precision == "day" and self.start is not None and self.start == self.end

    def opened(self) -> "TimeValue":
        """From this time on: "since May"."""
        return replace(self, end=None, precision="open") if self.start else self

    def closed(self) -> "TimeValue":
        """Up to this time: "by spring", "until March"."""
        return replace(self, start=None) if self.end else self

    def from_evidence(self, evidence: str) -> "TimeValue":
        return replace(self, evidence=evidence)


def as_day(text: str | None) -> date | None:
    """The day that a text such as "2024-05-17" stands for; None for wider or partial dates."""
    if text is None or len(text) != 10 or "X" in text:
        return None
    return date.fromisoformat(text)


def is_told_year(year: int) -> bool:
    """Whether it is a year that news tells of; everything outside is a number, and safe from the ends of the calendar."""
    return FIRST_YEAR <= year <= LAST_YEAR


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    if not is_told_year(year):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: date, days: int) -> date | None:
    """The day so many days on, None beyond the years that news tells of."""
    try:
        shifted = day + timedelta(days=days)
    except OverflowError:
        return None
    return shifted if is_told_year(shifted.year) else None


def shift_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month so many months on."""
    total = year * 12 + month - 1 + months
    return total // 12, total % 12 + 1


def point(text: str, precision: str, value_timex: str | None = None, timex_type: str = "DATE") -> TimeValue:
    return TimeValue(timex_type, value_timex or text, text, text, precision)


def span(start: str, end: str, precision: str, value_timex: str | None = None, timex_type: str = "DATE") -> TimeValue:
    return TimeValue(timex_type, value_timex or f"{start}/{end}", start, end, precision)


def day_value(day: date) -> TimeValue:
    return point(day.isoformat(), "day")


def days_value(first: date, last: date, value_timex: str | None = None, timex_type: str = "DATE") -> TimeValue:
    return span(first.isoformat(), last.isoformat(), "day", value_timex, timex_type)


def partial_day_value(month: int, day: int) -> TimeValue:
    """A day of an unknown year."""
    return point(f"XXXX-{month:02}-{day:02}", "day")


def month_value(year: int | None, month: int) -> TimeValue:
    return point(f"{'XXXX' if year is None else f'{year:04}'}-{month:02}", "month")


def months_value(first: tuple[int, int], last: tuple[int, int], value_timex: str | None = None) -> TimeValue:
    return span(f"{first[0]:04}-{first[1]:02}", f"{last[0]:04}-{last[1]:02}", "month", value_timex)


def year_value(year: int) -> TimeValue:
    return point(f"{year:04}", "year")


def years_value(first: int, last: int, value_timex: str | None = None) -> TimeValue:
    return span(f"{first:04}", f"{last:04}", "year", value_timex)


def season_value(year: int | None, season: int) -> TimeValue:
    """A season by its EDTF number (spring 21 ... winter 24); winter belongs to the year in which it begins."""
    known = "XXXX" if year is None else f"{year:04}"
    return point(f"{known}-{season}", "season", f"{known}-{SEASON_TIMEX[season]}")


def week_name(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def week_value(day: date) -> TimeValue:
    """The week, Monday to Sunday, of a day."""
    monday = day - timedelta(days=day.weekday())
    return span(monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "week", week_name(monday))


def weekend_value(saturday: date) -> TimeValue:
    return days_value(saturday, saturday + ONE_DAY, week_name(saturday) + "-WE")


def duration_timex(amount: float | None, unit: str) -> str:
    """TIMEX3 of a length of time; amount None is "some" ("days": PXD). unit: a code of `time_words.UNITS`."""
    factor, code, is_clock = {
        "S": (1, "S", True), "MI": (1, "M", True), "H": (1, "H", True), "D": (1, "D", False), "W": (1, "W", False),
        "FN": (2, "W", False), "M": (1, "M", False), "Q": (3, "M", False), "Y": (1, "Y", False), "DE": (10, "Y", False),
        "CE": (100, "Y", False),
    }[unit]  # fmt: skip
    text = "X" if amount is None else f"{amount * factor:g}"
    if amount == 0.5 and unit in ("H", "Y"):
        text, code = ("30", "M") if unit == "H" else ("6", "M")
    return f"P{'T' if is_clock else ''}{text}{code}"
