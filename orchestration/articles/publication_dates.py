"""Times of publication as feeds, pages and newspapers write them.

Accepted: ISO 8601, RFC 5322, the compact form of GDELT (`20241030T041200Z`), seconds or milliseconds since 1970, and
English dates with a year (`Tuesday 29 October 2024`, `Oct. 30, 2024 04:12 GMT`). A time without zone counts as UTC, a
day without time as its midnight. Years outside 1900-2100 are taken for mistakes.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?"
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
CLOCK = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d)?\s?(?P<half>[ap]\.?m\b\.?)?"
    r"\s?(?P<zone>GMT|UTC|Z|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|CEST|EET|EEST|MSK)?\b"
)
ENGLISH_DAY = re.compile(
    rf"(?:\b{WEEKDAY}\s+)?\b(?:{DAY}\s+{MONTH},?\s+{YEAR}|{MONTH.replace('month', 'month2')}\s+{DAY.replace('day', 'day2')},?"
    rf"\s+{YEAR.replace('year', 'year2')})\b",
    re.IGNORECASE,
)
ISO_DAY = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
CLOCK_NEARBY = re.compile(CLOCK, re.IGNORECASE)
RFC5322 = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s[A-Za-z]{3}\s\d{4}\s\d\d:\d\d(?::\d\d)?\s(?:[+-]\d{4}|[A-Z]{1,5})")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?Z?)?")
# Hours east of UTC. Letters that stand for several zones in the world are read as news agencies use them.
ZONE_HOURS = {
    "GMT": 0, "UTC": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
}  # fmt: skip
MAX_CHARACTERS = 200
SECONDS_FROM = 10**8
MILLISECONDS_FROM = 10**11


@dataclass(frozen=True)
class PrintedDate:
    """A date found in a line of text, and the stretch of the line that it takes up."""

    at: datetime
    start: int
    end: int


def parse_publication_time(value: object) -> datetime | None:
    """A machine-made or printed time as UTC; None when it is none of the accepted forms or out of range."""
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
    for parse in (_from_compact, _from_iso, _from_rfc5322, _from_printed):
        found = parse(text)
        if found is not None:
            return _plausible(found)
    return None


def find_printed_date(line: str) -> PrintedDate | None:
    """The first full date (with a year) in a short line, with the clock time beside it, if any."""
    if len(line) > MAX_CHARACTERS:
        return None
    match = ENGLISH_DAY.search(line)
    if match:
        year = int(match["year"] or match["year2"])
        month = MONTHS[(match["month"] or match["month2"]).lower()]
        day = int(match["day"] or match["day2"])
    else:
        match = ISO_DAY.search(line)
        if not match:
            return None
        year, month, day = (int(part) for part in match.groups())
    start, end = match.span()
    hour = minute = 0
    zone: timezone = UTC
    clock = CLOCK_NEARBY.search(line)
    if clock and int(clock["hour"]) < 24 and int(clock["minute"]) < 60:
        hour, minute = _hour(int(clock["hour"]), clock["half"]), int(clock["minute"])
        zone = timezone(timedelta(hours=ZONE_HOURS[(clock["zone"] or "UTC").upper()]))
        start, end = min(start, clock.start()), max(end, clock.end())
    try:
        at = datetime(year, month, day, hour, minute, tzinfo=zone)
    except ValueError:
        return None
    plausible = _plausible(at)
    return PrintedDate(plausible, start, end) if plausible else None


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


def _from_printed(text: str) -> datetime | None:
    found = find_printed_date(text)
    return found.at if found else None


def _plausible(at: datetime) -> datetime | None:
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    try:
        at = at.astimezone(UTC)
    except OverflowError:
        return None
    return at if 1900 <= at.year <= 2100 else None
