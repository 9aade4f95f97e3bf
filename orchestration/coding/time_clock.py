"""Times of day: "at 06:30 GMT", "3 p.m.", "at dawn", "Wednesday night", alone or joined to a day beside them."""

from dataclasses import replace

from orchestration.coding.numbers import digits_value
from orchestration.coding.time_context import TimeContext
from orchestration.coding.time_phrase import Phrase
from orchestration.coding.time_values import TimeValue
from orchestration.coding.time_words import DAYPARTS, ZONES

_NEEDS_PREPOSITION = frozenset(["mornings", "afternoons", "evenings", "nights"])


def clock(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """A time by the clock, without its day: value `T15:00`, with the offset of a named zone."""
    text = phrase.word("CLOCK") or phrase.word("DAY", "NUMBER", "YEAR") or ""
    if len(text) == 4 and text.isdecimal():
        text = f"{text[:2]}:{text[2:]}"
    elif ":" not in text and not phrase.has("AMPM"):
        return None
    hours, _, minutes = text.replace(".", ":").partition(":")
    hour, minute = digits_value(hours), digits_value(minutes) if minutes else 0.0
    half = phrase.word("AMPM")
    if hour is None or minute is None or hour > (12 if half else 24) or minute > 59:
        return None
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    zone = ZONES.get(phrase.word("ZONE") or "", "")
    return TimeValue("TIME", f"T{int(hour):02}:{int(minute):02}{zone}")


def daypart(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """A part of the day, without its day: `TNI`, `TMO`, `T12:00`."""
    word = phrase.word("DAYPART") or ""
    if word in _NEEDS_PREPOSITION:
        return None
    return TimeValue("TIME", f"T{DAYPARTS[word]}")


def join_day(time: TimeValue, day: TimeValue) -> TimeValue | None:
    """A time of day on a day: `2024-12-04TNI`."""
    known = day.end or day.start
    if day.precision not in ("day", "open") or known is None or time.value_timex is None:
        return None
    if day.start and day.end and day.start != day.end:
        return None
    return replace(day, timex_type="TIME", value_timex=known + time.value_timex)


def is_standing_alone(phrase: Phrase) -> bool:
    """Whether a time of day without a day is worth a mention: "at dawn", "around 5am", but not "night raids"."""
    if not phrase.has("DAYPART"):
        return True
    following = phrase.following(1) or ""
    is_closed = not following.isalpha() or following in (
        "and",
        "when",
        "as",
        "after",
        "before",
        "by",
        "with",
        "near",
        "but",
        "to",
    )
    return phrase.relation is not None and phrase.last_word != "of" and is_closed


def settle_alone(time: TimeValue, context: TimeContext) -> TimeValue:
    """A time of day without a day: on the day that the sentence tells, by the clock else on the day of reference."""
    anchor = context.anchor_day(in_sentence_only=True)
    if anchor is not None and anchor.is_single_day:
        return join_day(time, anchor) or time
    timex = time.value_timex or ""
    if context.reference is not None and ":" in timex:
        day = context.reference.isoformat()
        return TimeValue("TIME", day + timex, day, day, "day", context.evidence)
    return replace(time, value_timex="XXXX-XX-XX" + timex)
