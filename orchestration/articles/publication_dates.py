"""Times of publication as feeds, pages and newspapers write them.

Accepted: ISO 8601, RFC 5322, the compact form of GDELT (`20241030T041200Z`), seconds or milliseconds since 1970, dates in
words with a year in the big languages of news (`Tuesday 29 October 2024`, `Oct. 30, 2024 04:12 GMT`, `8 апреля 2024`,
`2024年4月8日`) and in figures (`30.10.2024`, `30/10/2024`). A time without zone counts as UTC, a day without time as its
midnight. Figures with strokes of which either could be the month are read in the order of the language that is declared
(`en-US`: month first), and not at all where that is unknown. Years outside 1900-2100 are taken for mistakes.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from orchestration.articles.month_names import MONTHS, OTHER_MONTHS

WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?"
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
# Hours east of UTC. Letters that stand for several zones in the world are read as news agencies use them: IST and CST are
# those of India and of Chicago, AST is that of Halifax.
ZONE_HOURS = {
    "GMT": 0, "UTC": 0, "UT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "TRT": 3, "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "IRST": 3.5, "GST": 4, "AFT": 4.5, "PKT": 5, "UZT": 5, "IST": 5.5,
    "NPT": 5.75, "MMT": 6.5, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "PHT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "NST": -3.5, "NDT": -2.5, "BRT": -3, "ART": -3, "UYT": -3, "AST": -4,
    "ADT": -3, "VET": -4, "CLT": -4, "EST": -5, "EDT": -4, "COT": -5, "PET": -5, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7,
}  # fmt: skip
ZONE = (
    r"(?:(?P<zone>(?-i:"
    + "|".join(sorted(ZONE_HOURS, key=len, reverse=True))
    + r")|gmt|utc)\b(?P<shift>[+-]\d{1,2}(?::?\d\d)?\b)?"
    r"|(?<=\s)(?P<only_shift>[+-]\d\d:?\d\d)\b)?"
)
CLOCK_NEARBY = re.compile(
    rf"\b(?P<hour>\d{{1,2}})[:.h](?P<minute>\d\d)(?::(?P<second>\d\d))?\b\s?(?P<half>[ap]\.?\s?m\b\.?)?\s?\(?{ZONE}",
    re.IGNORECASE,
)
ENGLISH_DAY = re.compile(
    rf"(?:\b{WEEKDAY}\s+)?\b(?:{DAY}\s+{MONTH},?\s+{YEAR}|{MONTH.replace('month', 'month2')}\s+{DAY.replace('day', 'day2')},?"
    rf"\s+{YEAR.replace('year', 'year2')})\b",
    re.IGNORECASE,
)
OTHER_DAY = re.compile(
    r"\b(?P<day>\d{1,2})(?:\.|er|º|-го)?\s+(?:de\s+)?(?P<month>[^\s\d.,;:()]{2,14})\.?,?\s+(?:de\s+)?(?P<year>\d{4})\b"
)
ISO_DAY = re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)\b")
CHARACTER_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]")
FIGURES_DAY = re.compile(r"\b(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)\b")
FOUR_FIGURES = re.compile(r"\d{4}")
RFC5322 = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s[A-Za-z]{3}\s\d{4}\s\d\d:\d\d(?::\d\d)?\s(?:[+-]\d{4}|GMT|UTC?)")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?Z?)?")
MONTH_FIRST = frozenset({"en-us", "en-ph", "en_us", "en_ph"})
MAX_CHARACTERS = 200
SECONDS_FROM = 10**8
MILLISECONDS_FROM = 10**11


@dataclass(frozen=True)
class PrintedDate:
    """A date found in a line of text, and the stretch of the line that it takes up."""

    at: datetime
    start: int
    end: int


def parse_publication_time(value: object, language: str | None = None) -> datetime | None:
    """A machine-made or printed time as UTC; None when it is none of the accepted forms or out of range.

    `language` is the declared one (`en-US`): it settles the order of day and month in figures.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_epoch(float(value))
    if not isinstance(value, str):
        return None
    text = value.strip()
    if not text or len(text) > MAX_CHARACTERS:
        return None
    if text.isascii() and text.isdecimal() and len(text) in (9, 10, 12, 13) and not text.startswith(("19", "20")):
        return _from_epoch(float(text))
    for parse in (_from_compact, _from_iso, _from_rfc5322):
        found = parse(text)
        if found is not None:
            return _plausible(found)
    printed = find_printed_date(text, language)
    return printed.at if printed else None


def find_printed_date(line: str, language: str | None = None) -> PrintedDate | None:
    """The first full date (with a year) in a short line, with the clock time beside it, if any."""
    if len(line) > MAX_CHARACTERS or not FOUR_FIGURES.search(line):
        return None
    found = _find_day(line, language)
    if found is None:
        return None
    year, month, day, start, end = found
    second = minute = hour = 0
    zone: timezone = UTC
    clock = CLOCK_NEARBY.search(f"{line[:start]}{' ' * (end - start)}{line[end:]}")
    if clock and int(clock["hour"]) < 24 and int(clock["minute"]) < 60:
        hour, minute = _hour(int(clock["hour"]), clock["half"]), int(clock["minute"])
        second = min(int(clock["second"] or 0), 59)
        zone = timezone(_shift(clock["zone"], clock["shift"] or clock["only_shift"]))
        start, end = min(start, clock.start()), max(end, clock.end())
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    plausible = _plausible(at)
    return PrintedDate(plausible, start, end) if plausible else None


def zone_of(name: str) -> timezone:
    """The zone that a key of ZONE_HOURS stands for."""
    return timezone(timedelta(hours=ZONE_HOURS[name.upper()]))


def _find_day(line: str, language: str | None) -> tuple[int, int, int, int, int] | None:
    """Year, month, day, start and end of the first date."""
    if match := ENGLISH_DAY.search(line):
        month = MONTHS[(match["month"] or match["month2"]).lower()]
        return int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]), *match.span()
    for match in OTHER_DAY.finditer(line):
        if match["month"].lower() in OTHER_MONTHS:
            return int(match["year"]), OTHER_MONTHS[match["month"].lower()], int(match["day"]), *match.span()
    if match := ISO_DAY.search(line) or CHARACTER_DAY.search(line):
        return int(match["year"]), int(match["month"]), int(match["day"]), *match.span()
    if match := FIGURES_DAY.search(line):
        first, second = int(match["first"]), int(match["second"])
        if _is_month_first(first, second, match["sign"], language):
            first, second = second, first
        elif match["sign"] != "." and first <= 12 and first != second and language in (None, "en"):
            return None
        return int(match["year"]), second, first, *match.span()
    return None


def _is_month_first(first: int, second: int, sign: str, language: str | None) -> bool:
    return second > 12 or (first <= 12 and sign != "." and (language or "").lower() in MONTH_FIRST)


def _shift(zone: str | None, shift: str | None) -> timedelta:
    """Hours east of UTC of `MSK`, `+0300`, `GMT+3`; a shift beyond fourteen hours is none."""
    hours = ZONE_HOURS[zone.upper()] if zone else 0.0
    if shift:
        figures = shift[1:].replace(":", "")
        moved = int(figures[:-2]) + int(figures[-2:]) / 60 if len(figures) > 2 else int(figures)
        hours += (-1 if shift[0] == "-" else 1) * (moved if moved <= 14 else 0)
    return timedelta(hours=hours)


def _hour(hour: int, half: str | None) -> int:
    if half is None or hour > 12:
        return hour
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


def _from_epoch(seconds: float) -> datetime | None:
    if not seconds >= SECONDS_FROM:
        return None
    try:
        if seconds >= MILLISECONDS_FROM:
            seconds /= 1000
        return _plausible(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _from_compact(text: str) -> datetime | None:
    match = COMPACT.fullmatch(text)
    if not match:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _from_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _from_rfc5322(text: str) -> datetime | None:
    if not RFC5322.fullmatch(text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError, TypeError):
        return None


def _plausible(at: datetime) -> datetime | None:
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    try:
        at = at.astimezone(UTC)
    except OverflowError:
        return None
    return at if 1900 <= at.year <= 2100 else None
