"""Holidays used as dates: "on Christmas Day", "during Ramadan". The calendar is data, built by the reference loaders."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from orchestration.coding.lexemes import Lexemes
from orchestration.coding.time_context import TimeContext
from orchestration.coding.time_phrase import CLOSING_RELATIONS, Phrase
from orchestration.coding.time_rules import related
from orchestration.coding.time_tense import FUTURE, UNKNOWN
from orchestration.coding.time_values import TimeValue, day_value, days_value, make_day


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday. rule: `fixed MM-DD`, `nth MM weekday n` (weekday 0 is Monday, n -1 the last), `easter days`,
    `orthodox_easter days`, `dates` with the first day of each year in `dates`, or `once YYYY-MM-DD` for a day of history.
    days: how long it lasts. followed_by: words of which one must follow ("October 7" before "attacks").
    """

    names: tuple[str, ...]
    rule: str
    days: int = 1
    dates: Mapping[int, date] = field(default_factory=dict)
    followed_by: tuple[str, ...] = ()

    def first_day(self, year: int) -> date | None:
        """Its first day in a year, None where the calendar does not reach."""
        kind, *arguments = self.rule.split()
        if kind == "dates":
            return self.dates.get(year)
        if kind == "once":
            return date.fromisoformat(arguments[0])
        if kind == "fixed":
            month, day = arguments[0].split("-")
            return make_day(year, int(month), int(day))
        if kind == "nth":
            return nth_weekday(year, *(int(argument) for argument in arguments))
        easter = orthodox_easter(year) if kind == "orthodox_easter" else western_easter(year)
        return easter + timedelta(days=int(arguments[0]))


class HolidayCalendar:
    """Holidays by name, with a pattern that finds them in a text."""

    def __init__(self, holidays: Sequence[Holiday]) -> None:
        self.by_name = {name.lower().replace("’", "'"): holiday for holiday in holidays for name in holiday.names}
        names = sorted((name for holiday in holidays for name in holiday.names), key=lambda name: (-len(name), name))
        spelled = "|".join(re.escape(name).replace("'", "['’]") for name in names)
        self.pattern = re.compile(rf"\b(?:{spelled})\b") if names else None

    def merged(self, lexemes: Lexemes) -> tuple[Lexemes, list[int]]:
        """The lexemes with those of each holiday name joined to one, and the positions of these."""
        merged: list[int] = []
        if self.pattern is None:
            return lexemes, merged
        lexemes = Lexemes(lexemes.text, [*lexemes.words], [*lexemes.starts], [*lexemes.ends])
        for match in self.pattern.finditer(lexemes.text, 0, lexemes.ends[-1]):
            holiday = self.by_name[match.group().lower().replace("’", "'")]
            if holiday.followed_by and not _is_followed(lexemes.text, match.end(), holiday.followed_by):
                continue
            inside = [i for i, start in enumerate(lexemes.starts) if match.start() <= start < match.end()]
            if not inside:
                continue
            first, last = inside[0], inside[-1]
            lexemes.words[first : last + 1] = [match.group().lower().replace("’", "'")]
            lexemes.ends[first : last + 1] = [match.end()]
            lexemes.starts[first : last + 1] = [match.start()]
            merged.append(first)
        return lexemes, merged


def _is_followed(text: str, index: int, words: tuple[str, ...]) -> bool:
    """Whether one of the words is among the next two: "October 7 attacks", "October 7 Hamas attack"."""
    following = text[index : index + 60].lower().split()[:2]
    return any(word.strip(".,;:’'") in words for word in following)


def western_easter(year: int) -> date:
    """Easter Sunday, Gregorian (the anonymous algorithm printed in Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian reckoning as a Gregorian day, for 1900 to 2099 (Meeus, Astronomical Algorithms, ch. 8)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The n-th such weekday of a month; number -1 is the last."""
    if number > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def holiday_days(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """The days of a holiday: of the year named, else the last one begun, or the next when the clause looks ahead."""
    holiday = context.holidays.by_name.get(phrase.word("HOLIDAY") or "") if context.holidays else None
    if holiday is None or phrase.is_inside_name():
        return None
    year = phrase.year()
    if year is not None:
        return related(phrase, _value(holiday, holiday.first_day(year), "text"), context)
    if context.reference is None:
        return TimeValue("DATE", None)
    looks_ahead = context.direction == FUTURE or (context.direction == UNKNOWN and phrase.relation in CLOSING_RELATIONS)
    now = context.reference
    if holiday.rule.startswith("once"):
        return related(phrase, _value(holiday, holiday.first_day(now.year), "text"), context)
    days = [day for year in (now.year - 1, now.year, now.year + 1) if (day := holiday.first_day(year)) is not None]
    if looks_ahead:
        found = next((day for day in days if day >= now), None)
    else:
        found = next((day for day in reversed(days) if day <= now), None)
    value = _value(holiday, found, context.evidence)
    return value if phrase.relation == "through" else related(phrase, value, context)


def _value(holiday: Holiday, first: date | None, evidence: str) -> TimeValue | None:
    if first is None:
        return TimeValue("DATE", None)
    if holiday.days == 1:
        return day_value(first).from_evidence(evidence)
    return days_value(first, first + timedelta(days=holiday.days - 1)).from_evidence(evidence)
