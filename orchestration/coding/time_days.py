"""Rules of days: dates, weekdays, weekends, "yesterday". See `time_rules` for what a rule is."""

from datetime import date

from orchestration.coding import time_values as values
from orchestration.coding.time_context import TimeContext
from orchestration.coding.time_phrase import CLOSING_RELATIONS, STARTING, Phrase
from orchestration.coding.time_rules import related
from orchestration.coding.time_tense import FUTURE, PAST, UNKNOWN
from orchestration.coding.time_values import TimeValue
from orchestration.coding.time_words import DEICTIC_DAYS, WEEKDAYS


def iso_day(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    text = phrase.word("ISO") or ""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    if not values.is_told_year(day.year):
        return None
    value = values.day_value(day)
    if len(text) > 10:
        value = TimeValue("TIME", text.upper(), value.start, value.end, "day")
    return related(phrase, value.from_evidence("text"), context)


def numeric_day(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """27.05.2024, 28/05/2024, 5/28/2024; with slashes and both parts up to 12 the order is unknown: only the year is told."""
    text = phrase.word("NUMDATE") or ""
    first, second, year = (int(part) for part in text.replace("/", ".").split("."))
    if "/" in text and first <= 12 and second <= 12 and first != second:
        return related(phrase, values.year_value(year).from_evidence("text"), context) if values.is_told_year(year) else None
    day, month = (second, first) if second > 12 else (first, second)
    known = values.make_day(year, month, day)
    return related(phrase, values.day_value(known).from_evidence("text"), context) if known else None


def day(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    month, number = phrase.month(), phrase.day_number()
    if month is None or number is None or phrase.following(1) in _MOVEMENTS:
        return None
    is_term = phrase.relation in ("until", "till") and context.direction != FUTURE
    return related(phrase, context.resolve_day(month, number, phrase.year(), is_term), context)


def day_of_near_year(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "on 25 February last year"."""
    month, number = phrase.month(), phrase.day_number()
    if month is None or number is None or phrase.unit() != "Y" or context.reference is None:
        return None
    year = context.reference.year + (1 if phrase.word("NEXT") else -1)
    return related(phrase, context.resolve_day(month, number, year), context)


def day_range(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """Two days, each with its month: "between April 28 and May 2"."""
    first_month, last_month = phrase.months()[:2]
    numbers, years = phrase.day_numbers(), phrase.years()
    if len(numbers) < 2:
        return None
    last = context.resolve_day(last_month, numbers[1], years[-1] if years else None)
    last_day = last.day if last else None
    if last is None or last_day is None:
        return values.span(f"XXXX-{first_month:02}-{numbers[0]:02}", f"XXXX-{last_month:02}-{numbers[1]:02}", "day")
    year = years[0] if len(years) > 1 else last_day.year - ((first_month, numbers[0]) > (last_month, numbers[1]))
    first_day = values.make_day(year, first_month, numbers[0])
    return values.days_value(first_day, last_day).from_evidence(last.evidence) if first_day else None


def days_of_month(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """Two days of one month: "from 7 to 9 March", "Oct. 7-9"."""
    month, numbers = phrase.month(), phrase.day_numbers()
    if month is None or len(numbers) < 2:
        return None
    last = context.resolve_day(month, numbers[1], phrase.year())
    if last is None or numbers[0] > numbers[1]:
        return None
    if last.day is None:
        return values.span(f"XXXX-{month:02}-{numbers[0]:02}", f"XXXX-{month:02}-{numbers[1]:02}", "day")
    return values.days_value(last.day.replace(day=numbers[0]), last.day).from_evidence(last.evidence)


_NAMED_DAYS = frozenset(("bloody", "black", "holy", "super", "palm", "good", "ash", "easter", "man", "girl", "cyber"))
_SERVICES = frozenset(("prayer", "prayers", "sermon", "mass", "newspaper"))
_MOVEMENTS = frozenset(("movement", "alliance", "brigade", "brigades", "front", "coalition", "martyrs", "forces", "group"))


def _is_named_day(phrase: Phrase) -> bool:
    """Whether a weekday is part of a name or any such day: "the Friday Movement", "Bloody Sunday", "on a Monday"."""
    before = phrase.previous(1)
    if before in _NAMED_DAYS or before in ("a", "any", "some"):
        return True
    if phrase.following(1) in _SERVICES and not phrase.relation:
        return True
    return phrase.is_inside_name() and not phrase.relation and (phrase.has("THE") or before in (None, "the", "of"))


def weekday(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    if plural := phrase.word("WEEKDAYS"):
        return TimeValue("SET", f"XXXX-WXX-{WEEKDAYS[plural[:-1]] + 1}")
    if _is_named_day(phrase):
        return None
    number = WEEKDAYS[phrase.word("WEEKDAY") or ""]
    unresolved = TimeValue("DATE", f"XXXX-WXX-{number + 1}")
    if phrase.word("FOLLOWING", "PREVIOUS", "THAT"):
        anchor = context.anchor_day()
        if anchor is None or anchor.day is None:
            return unresolved
        gap = (number - anchor.day.weekday()) % 7
        shift = gap or (7 if phrase.word("FOLLOWING") else 0)
        shifted = values.shift_days(anchor.day, shift - (7 if phrase.word("PREVIOUS") else 0))
        return values.day_value(shifted).from_evidence(anchor.evidence) if shifted else unresolved
    looks_ahead = phrase.relation == "from" or phrase.relation in CLOSING_RELATIONS | STARTING
    direction = FUTURE if looks_ahead and context.direction == UNKNOWN else context.direction
    if phrase.word("NEXT", "COMING") or (phrase.word("THIS") and direction != PAST):
        direction = FUTURE
    elif phrase.word("LAST", "PAST"):
        direction = PAST
    value = context.resolve_weekday(number, direction)
    if value is None or value.day is None or context.reference is None:
        return unresolved
    if value.day == context.reference and phrase.word("LAST", "NEXT"):
        week = -7 if phrase.word("LAST") else 7
        value = values.day_value(values.shift_days(value.day, week) or value.day).from_evidence(context.evidence)
    return value if phrase.following(1) in _SERVICES else related(phrase, value, context)


def weekday_range(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "from Sunday to Tuesday": the latest such days, or the next when the clause looks ahead."""
    first, last = (WEEKDAYS[word] for word in phrase.words_of("WEEKDAY")[:2])
    value = context.resolve_weekday(last, context.direction)
    final = value.day if value else None
    start = values.shift_days(final, -((last - first) % 7 or 7)) if final else None
    if final is None or start is None:
        return TimeValue("DATE", f"XXXX-WXX-{first + 1}/XXXX-WXX-{last + 1}")
    return values.days_value(start, final).from_evidence(context.evidence)


def deictic_day(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "yesterday", "tomorrow", "the day after tomorrow"."""
    word = phrase.word("DEICTIC") or ""
    shift = DEICTIC_DAYS[word] * (2 if phrase.has("UNIT") else 1)
    if context.reference is None:
        return TimeValue("DATE", "PRESENT_REF" if shift == 0 else None)
    known = values.shift_days(context.reference, shift)
    return related(phrase, values.day_value(known).from_evidence(context.evidence), context) if known else None


def weekend(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    if "weekends" in (phrase.word("WEEKEND"), phrase.last_word):
        return TimeValue("SET", "XXXX-WXX-WE")
    if phrase.word("NEXT"):
        shift = 1
    elif phrase.word("COMING", "FOLLOWING"):
        shift = 0
    elif phrase.word("THIS") or phrase.relation in CLOSING_RELATIONS:
        shift = -1 if context.direction == PAST else 0
    else:
        shift = 0 if context.direction == FUTURE and not phrase.word("LAST", "PAST") else -1
    value = context.resolve_weekend(shift)
    return related(phrase, value or TimeValue("DATE", "XXXX-WXX-WE"), context)
