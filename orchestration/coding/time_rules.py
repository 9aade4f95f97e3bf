"""Rules of months, seasons, years and sets: from the words of a time expression to its value in its context.

A rule returns None where the words are no time after all ("the March on Rome"). Each takes the phrase and the context.
"""

from orchestration.coding import time_values as values
from orchestration.coding.numbers import ordinal_value
from orchestration.coding.time_context import TimeContext
from orchestration.coding.time_phrase import CLOSING_RELATIONS, STARTING, Phrase
from orchestration.coding.time_tense import FUTURE, PAST, UNKNOWN
from orchestration.coding.time_values import TimeValue
from orchestration.coding.time_words import FREQUENCIES, REFERENCES, WEEKDAYS

_PLURAL_NOUN_ENDINGS = ("s", "men", "people")
_NO_PLURAL_NOUNS = frozenset(["is", "was", "has", "its", "as", "this", "us", "ss", "his", "says"])
MONTH_RELATIONS = frozenset({"in", "since", "until", "by", "from", "during"})
NAMED_AFTER_MONTH = frozenset({"day", "war", "revolution", "movement", "alliance", "uprising"})


def related(phrase: Phrase, value: TimeValue | None, context: TimeContext) -> TimeValue | None:
    """The value as its preposition bounds it: since, after and from open it, by, until and before close it."""
    relation = phrase.relation
    if value is None or (relation == "after" and phrase.has("POSS")):
        return value
    if relation in ("since", "after") or relation in STARTING:
        return value.opened()
    if relation == "from" and context.direction != PAST:
        return value.opened()
    if relation in CLOSING_RELATIONS:
        return value.closed()
    return value


def month(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    number, year = phrase.month(), phrase.year()
    if number is None or (year is None and not _is_month_name(phrase)):
        return None
    if year is None and context.direction == UNKNOWN and phrase.relation in CLOSING_RELATIONS:
        context.direction = FUTURE
    if phrase.relation == "since":
        context.direction = PAST
    if phrase.word("LAST", "PREVIOUS"):
        context.direction = PAST
    elif phrase.word("NEXT", "FOLLOWING"):
        context.direction = FUTURE
    if year is None and phrase.word("THAT", "FOLLOWING"):
        year = _year_after(number, context.anchor(), phrase.word("FOLLOWING") is not None)
    value = context.resolve_month(number, year)
    if phrase.word("LAST") and context.reference is not None and value.start == context.reference.isoformat()[:7]:
        value = values.month_value(context.reference.year - 1, number).from_evidence(context.evidence)
    return related(phrase, value, context)


def _year_after(month: int, anchor: TimeValue | None, is_later: bool) -> int | None:
    """The year of "that June" or "the following January", told from the last date before it."""
    if anchor is None or not anchor.start or not anchor.start[:4].isdecimal():
        return None
    told = anchor.start[5:7]
    is_past = not told.isdecimal() or month <= int(told)
    return int(anchor.start[:4]) + (is_later and is_past)


def month_of_near_year(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "in January last year", which is not the last January."""
    number = phrase.month()
    if number is None or phrase.unit() != "Y" or context.reference is None:
        return None
    shift = 1 if phrase.word("NEXT") else -1
    value = values.month_value(context.reference.year + shift, number).from_evidence(context.evidence)
    return related(phrase, value, context)


def _is_month_name(phrase: Phrase) -> bool:
    """Whether a month name without a number is the month: not April Gomez, not "May the dead rest", not a march."""
    following = phrase.following(1)
    is_behind_preposition = phrase.relation in MONTH_RELATIONS and following not in NAMED_AFTER_MONTH  # "In May Chad left"
    if phrase.is_inside_name() and not is_behind_preposition:
        return False
    if (following or "").isdecimal() and len(following or "") < 3:
        return False
    if not phrase.has("WEAKMONTH"):
        return True
    before = phrase.previous(1)
    if before and before.isalpha() and phrase.lexemes.is_capitalised(phrase.first - 1) and not phrase.relation:
        return False
    if phrase.has("THE") and following in ("on", "to", "for", "of", "against", "from"):
        return False
    return (phrase.end - phrase.first > 1 and phrase.first_word != "the") or phrase.has("POSS") or phrase.has("THE")


def month_range(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    first, last = phrase.months()[:2]
    if phrase.end - phrase.first <= 3 and phrase.has("WEAKMONTH") and phrase.has("AND"):
        return None
    years = phrase.years()
    final = context.resolve_month(last, years[-1] if years else None)
    if final.start is None or "X" in final.start:
        return values.span(f"XXXX-{first:02}", f"XXXX-{last:02}", "month")
    year = int(final.start[:4])
    first_year = years[0] if len(years) > 1 else year - (first > last)
    return values.months_value((first_year, first), (year, last)).from_evidence(final.evidence)


def season(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    name = phrase.word("SEASON", "FALL") or ""
    number = {"spring": 21, "springtime": 21, "summer": 22, "summertime": 22, "autumn": 23, "fall": 23}.get(name, 24)
    year = phrase.year()
    if year is None:
        is_bare = not phrase.relation and not phrase.word("LAST", "THIS", "NEXT", "COMING", "EARLY")
        if is_bare or phrase.relation in ("at", "for", "around", "on", "from"):
            return None
        if name == "fall" and phrase.following(1) in ("of", "in", "to", "from"):
            return None
    elif name == "fall" and not phrase.relation and not phrase.has("THE"):
        return None
    if phrase.relation in CLOSING_RELATIONS and context.direction == UNKNOWN:
        context.direction = FUTURE
    shift = -1 if phrase.word("LAST", "PREVIOUS") else 1 if phrase.word("NEXT", "COMING", "FOLLOWING") else 0
    return related(phrase, context.resolve_season(number, year, shift), context)


def _year_of_part(phrase: Phrase, context: TimeContext) -> tuple[int | None, str]:
    """The year that a quarter or half belongs to, and the evidence for it."""
    year = phrase.year()
    if year is not None:
        return year, "text"
    if context.reference is None:
        return None, "none"
    shift = -1 if phrase.word("LAST") else 1 if phrase.word("NEXT") else 0
    return context.reference.year + shift, context.evidence


def quarter(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "Q2 2024", "the third quarter of the year"."""
    short = phrase.word("QUARTER")
    number = int(short[1]) if short else ordinal_value(phrase.word("ORDINAL") or "")
    year, evidence = _year_of_part(phrase, context)
    if number is None or number > 4 or year is None:
        return None
    value = values.months_value((year, 3 * number - 2), (year, 3 * number), f"{year}-Q{number}")
    is_ahead = context.reference is not None and (value.start or "") > context.reference.isoformat()[:7]
    if phrase.year() is None and is_ahead and context.direction != FUTURE:
        value = values.months_value((year - 1, 3 * number - 2), (year - 1, 3 * number), f"{year - 1}-Q{number}")
    return related(phrase, value.from_evidence(evidence), context)


def ordinal_unit(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """Quarters and centuries: "the third quarter", "the 19th century"."""
    unit = phrase.unit_word()
    if unit == "quarter":
        return quarter(phrase, context)
    number = ordinal_value(phrase.word("ORDINAL") or "")
    if unit == "century" and phrase.following(1) in ("bc", "bce", "b"):
        return TimeValue("DATE", None)
    if unit == "century" and number and 2 <= number <= 22:
        return related(phrase, values.years_value(100 * number - 99, 100 * number, f"{number - 1}"), context)
    return None


def half_year(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    number = ordinal_value(phrase.word("ORDINAL") or "")
    year, evidence = _year_of_part(phrase, context)
    if number not in (1, 2) or year is None or phrase.last_unit_word() not in (None, "year"):
        return None
    value = values.months_value((year, 6 * number - 5), (year, 6 * number), f"{year}-H{number}")
    return related(phrase, value.from_evidence(evidence), context)


def first_months(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "the first three months of 2024"."""
    amount, (year, evidence) = phrase.amount(), _year_of_part(phrase, context)
    if amount is None or year is None or not 1 <= amount <= 12 or phrase.unit() != "M" or phrase.word("ORDINAL") != "first":
        return None
    return related(phrase, values.months_value((year, 1), (year, int(amount))).from_evidence(evidence), context)


def year(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    number = phrase.year()
    following = phrase.following(1) or ""
    if number is None or _counts_things(phrase, following):
        return None
    if not phrase.relation and not phrase.word("EARLY", "PART", "HALF") and not 1900 <= number <= 2100:
        return None
    return related(phrase, values.year_value(number).from_evidence("text"), context)


def _counts_things(phrase: Phrase, following: str) -> bool:
    """Whether the number counts or measures what follows: "2000 soldiers", "in 1950 villages", "about 2020 km".

    At the start of a sentence it dates it: "In 2009 soldiers killed the president".
    """
    if phrase.relation == "in" and not phrase.previous(1) and 1900 <= (phrase.year() or 0) <= 2100:
        return False
    if phrase.previous(1) in ("$", "£", "€", "some", "about", "nearly", "almost", "least", "than", "another", "roughly", "no"):
        return phrase.relation not in ("since", "in")
    if following in ("%", "percent", "km", "kg", "m", "feet", "people", "million", "degrees", "gmt", "hours", "utc"):
        return True
    if phrase.relation and phrase.relation not in ("in", "of", "at", "for", "on", "over", "around", "within", "from"):
        return False
    is_plural = following.endswith(_PLURAL_NOUN_ENDINGS) and following.isalpha() and following not in _NO_PLURAL_NOUNS
    if not is_plural:
        return phrase.relation in ("at", "on", "within", "over", "around")
    return not (phrase.has("THE") or phrase.previous(1) == "the")


def year_range(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    first = phrase.years()[0]
    text = phrase.last_word
    if not text.isdecimal() or not 1000 <= first <= 2199:
        return None
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text) if len(text) == 2 else 0
    if (
        not first < last <= first + 200
        or (not phrase.relation and not first >= 1900)
        or _counts_things(phrase, phrase.following(1) or "")
    ):
        return None
    return values.years_value(first, last).from_evidence("text")


def decade(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    digits = (phrase.word("DECADE") or "")[:-1]
    if len(digits) == 2:
        is_age = phrase.previous(1) in ("his", "her", "their", "my", "your", "mid", "-") or not phrase.has("THE")
        if is_age or phrase.previous(1) in ("in",):
            return None
        digits = f"19{digits}"
    first = int(digits)
    if not 1500 <= first <= 2100:
        return None
    return related(phrase, values.years_value(first, first + 9, digits[:3]).from_evidence("text"), context)


def reference(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    word = phrase.word("REFERENCE") or ""
    if (
        phrase.following(1) == "-"
        or phrase.previous(1) == "-"
        or (word == "shortly" and phrase.following(1) in ("after", "before"))
    ):
        return None
    return TimeValue("DATE", REFERENCES[word])


def every(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """Sets: "every Monday", "twice a week", "600 a day", "daily"."""
    if frequency := phrase.word("FREQUENCY"):
        return TimeValue("SET", FREQUENCIES[frequency])
    if name := phrase.word("WEEKDAY"):
        return TimeValue("SET", f"XXXX-WXX-{WEEKDAYS[name] + 1}")
    if phrase.word("DAYPART"):
        return TimeValue("SET", "P1D")
    unit = phrase.last_unit()
    amount = phrase.amount()
    if phrase.has("UNITS"):
        return TimeValue("SET", values.duration_timex(amount, unit)) if unit else None
    count = ordinal_value(phrase.word("ORDINAL") or "") or 1
    return TimeValue("SET", values.duration_timex(count, unit)) if unit else None
