"""Rules for times that are counted from another: "five days later", "last week", "over the next three months".

Like those of `time_rules`, each takes the phrase and its context and returns None where the words are no time.
"""

from orchestration.coding import time_values as values
from orchestration.coding.numbers import ordinal_value
from orchestration.coding.time_context import TimeContext
from orchestration.coding.time_days import day, weekday
from orchestration.coding.time_phrase import Phrase
from orchestration.coding.time_rules import related
from orchestration.coding.time_tense import FUTURE, PAST
from orchestration.coding.time_values import TimeValue
from orchestration.coding.time_words import DAYPARTS, WEEKDAYS

_UNKNOWN_DAY = "XXXX-XX-XX"
_HOURS_OF_DAY = 24
_AFTER_BARE_SINCE = frozenset(["then", ".", ",", ";", ":", "”", '"', ")", "–", "—", "and", "but", "when"])


def shift_by_unit(value: TimeValue, unit: str, amount: float) -> TimeValue | None:
    """The time so many units from another, as fine as the unit: days to the day, weeks to the week, months, years.

    Days from a time that is known less well than to the day are only known to come after or before it: start or end.
    """
    factor = {"FN": 2, "DE": 10, "CE": 100, "Q": 3}.get(unit, 1)
    steps, text = int(amount * factor), value.start or value.end
    if text is None or text.startswith("XXXX"):
        return None
    if unit in ("Y", "DE", "CE"):
        year = int(text[:4]) + steps
        return values.year_value(year).from_evidence(value.evidence) if values.is_told_year(year) else None
    if unit in ("M", "Q") and len(text) >= 7 and value.precision != "season":
        year, month = values.shift_months(int(text[:4]), int(text[5:7]), steps)
        return values.month_value(year, month).from_evidence(value.evidence) if values.is_told_year(year) else None
    known = value.day
    if unit in ("D", "W", "FN") and known is not None:
        shifted = values.shift_days(known, steps * (1 if unit == "D" else 7))
        if shifted is None:
            return None
        found = values.day_value(shifted) if unit == "D" else values.week_value(shifted)
        return found.from_evidence(value.evidence)
    return _vaguely_after(value) if amount > 0 else _vaguely_before(value)


def _vaguely_after(value: TimeValue | None) -> TimeValue:
    if value is None:
        return TimeValue("DATE", _UNKNOWN_DAY)
    return TimeValue("DATE", _UNKNOWN_DAY, value.start or value.end, None, "unknown", value.evidence)


def _vaguely_before(value: TimeValue | None) -> TimeValue:
    if value is None:
        return TimeValue("DATE", _UNKNOWN_DAY)
    return TimeValue("DATE", _UNKNOWN_DAY, None, value.end or value.start, "unknown", value.evidence)


def _hours_from(value: TimeValue | None, duration_timex: str | None = None) -> TimeValue:
    """Hours after a day: that day or the next; a length of time where `duration_timex` gives one, else a date."""
    timex_type = "DURATION" if duration_timex else "DATE"
    if value is None or value.day is None:
        return TimeValue(timex_type, duration_timex or _UNKNOWN_DAY)
    timex = duration_timex or value.day.isoformat()
    last = values.shift_days(value.day, 1) or value.day
    return values.days_value(value.day, last, timex, timex_type).from_evidence(value.evidence)


def _now(context: TimeContext) -> TimeValue | None:
    return values.day_value(context.reference).from_evidence(context.evidence) if context.reference else None


def since_then(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "since" at the end of a clause or before "then": from the last time told on ("a curfew has been in force since").

    Where more follows ("has since retaken the town"), it only tells the order of things.
    """
    following = phrase.following(1)
    if following is not None and following not in _AFTER_BARE_SINCE:
        return None
    told = context.anchor()
    now = context.reference
    if told is None or told.precision == "open" or (now is not None and (told.start or "") > now.isoformat()):
        return None
    return told.opened()


def ago(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "two years ago" """
    now, unit = _now(context), phrase.unit() or "D"
    amount = phrase.amount()
    if now is None:
        return TimeValue("DATE", "PAST_REF")
    if unit in ("H", "MI", "S"):
        return now
    if amount is None or amount < 1:
        return _vaguely_before(now)
    return shift_by_unit(now, unit, -amount)


def shifted(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "five days later", "a year earlier", "days later", "two years on"."""
    unit, amount = phrase.unit() or "D", phrase.amount()
    sign = -1 if phrase.word("EARLIER") else 1
    is_now = phrase.word("ON") is not None and not context.told_in_sentence and context.anchor() is None
    anchor = _now(context) if is_now else None
    if anchor is None:
        anchor = context.anchor() if unit in ("M", "Y", "DE", "Q") else context.anchor_day()
    if unit in ("MI", "S") and anchor is not None and anchor.is_single_day:
        return anchor
    if unit in ("H", "MI", "S"):
        return _hours_from(anchor) if sign > 0 else _vaguely_before(anchor)
    if anchor is None or amount is None or amount < 1:
        return _vaguely_after(anchor) if sign > 0 else _vaguely_before(anchor)
    return shift_by_unit(anchor, unit, sign * amount) or TimeValue("DATE", _UNKNOWN_DAY)


def shifted_from_event(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "four days after his arrest": the day of the arrest, where the sentence told the day before; else a length of time.

    "hours after the raid" tells most likely of the same day.
    """
    unit, amount = phrase.unit() or "D", phrase.amount()
    is_same_day = unit in ("H", "MI", "S") and (amount is None or amount < _HOURS_OF_DAY)
    if (amount is None and phrase.has("UNIT") and not is_same_day) or phrase.following(1) in (".", ",", None):
        return None
    anchor = context.anchor_day(in_sentence_only=True)
    if is_same_day and anchor is not None and anchor.is_single_day:
        return anchor
    if anchor is not None and amount is not None and amount >= 1:
        found = shift_by_unit(anchor, unit, amount if phrase.has("BEFORE") else -amount)
        if found is not None:
            return found
    return TimeValue("DURATION", values.duration_timex(amount, unit))


def neighbour(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "the next day", "the following month", "the day before": counted from the last time told."""
    unit = "D" if phrase.word("DAYPART") else phrase.unit() or "D"
    if unit in ("H", "MI", "S", "Q", "CE", "DE"):
        return None
    is_back = phrase.word("PREVIOUS", "BEFORE") is not None
    if phrase.has("AFTER") and phrase.following(1) not in (".", ",", ";", None, "and"):
        return None
    anchor = context.anchor_day() if unit == "D" else context.anchor()
    if anchor is None:
        anchor = _now(context) if is_back else None
    if anchor is None:
        return TimeValue("DATE", _UNKNOWN_DAY if unit in ("D", "W") else None)
    found = shift_by_unit(anchor, unit, -1 if is_back else 1)
    return related(phrase, found, context) if found else TimeValue("DATE", _UNKNOWN_DAY)


def same(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "earlier the same month", "that day", "that year": the last time told, seen at the width of the unit."""
    unit = "D" if phrase.word("DAYPART") else phrase.unit()
    anchor = context.anchor_day() if unit == "D" else context.anchor()
    if anchor is None or unit not in ("D", "W", "M", "Y"):
        return TimeValue("DATE", _UNKNOWN_DAY) if unit in ("D", "W", "M", "Y") else None
    found = shift_by_unit(anchor, unit, 0) if unit != "D" or anchor.day else None
    return related(phrase, found, context) if found else None


def window(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "over the next three months", "in the past 24 hours", "in the coming days", "in recent weeks"."""
    unit, amount = phrase.unit() or "D", phrase.amount()
    if amount is None and phrase.has("UNIT"):
        amount = 1
    is_ahead = phrase.word("NEXT", "COMING", "FOLLOWING") is not None
    timex = values.duration_timex(amount, unit)
    now = _now(context)
    if phrase.word("FOLLOWING", "PREVIOUS"):
        now = context.anchor_day() or now
    if now is None or (phrase.relation == "for" and phrase.word("FOLLOWING")):
        return TimeValue("DURATION", timex)
    if amount is None:
        opening, closing = (now.start, None) if is_ahead else (None, now.start)
        return TimeValue("DURATION", timex, opening, closing, "unknown", now.evidence)
    days = {"S": 1, "MI": 1, "H": amount / 24, "D": amount, "W": 7 * amount, "FN": 14 * amount}.get(unit)
    if days is None:
        other = shift_by_unit(now, unit, amount if is_ahead else -amount)
        here = shift_by_unit(now, unit, 0)
        precision = "month" if unit in ("M", "Q") else "year"
    else:
        shifted_day = values.shift_days(now.day, round(max(days, 1)) * (1 if is_ahead else -1)) if now.day else None
        other, here = (values.day_value(shifted_day) if shifted_day else None), now
        precision = "week" if unit in ("W", "FN") else "day"
    if other is None or here is None or other.start is None or here.start is None:
        return TimeValue("DURATION", timex)
    first, last = sorted((here.start, other.start))
    return values.span(first, last, precision, timex, "DURATION").from_evidence(now.evidence)


def calendar_unit(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "last week", "this month", "next year": the calendar's weeks, months and years."""
    unit, now = phrase.unit() or "D", _now(context)
    shift = -1 if phrase.word("LAST") else 1 if phrase.word("NEXT", "COMING") else 0
    if unit in ("H", "MI", "S", "CE", "FN"):
        return None
    if unit == "D" and shift == 0:
        return None
    if now is None:
        names = {"D": _UNKNOWN_DAY, "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}
        return TimeValue("DATE", "PRESENT_REF" if shift == 0 else names.get(unit))
    if unit == "Q":
        year, month = values.shift_months(context.reference.year, context.reference.month, 3 * shift)  # type: ignore[union-attr]
        number = (month + 2) // 3
        found = values.months_value((year, 3 * number - 2), (year, 3 * number), f"{year}-Q{number}")
        return related(phrase, found.from_evidence(context.evidence), context)
    if unit == "DE":
        return window(phrase, context)
    shifted_value = shift_by_unit(now, unit, shift)
    return related(phrase, shifted_value, context) if shifted_value else None


def end_of_unit(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "by the end of the year", "by year-end", "at the end of the month"."""
    unit, now = phrase.unit(), _now(context)
    if unit not in ("W", "M", "Y", "DE") or not phrase.word("PART"):
        return None
    if now is None:
        return TimeValue("DATE", "XXXX")
    if unit == "DE" and now.start:
        first = int(now.start[:4]) // 10 * 10
        found: TimeValue | None = values.years_value(first, first + 9, str(first // 10))
    else:
        found = shift_by_unit(now, unit, 0)
    return related(phrase, found.from_evidence(context.evidence), context) if found else None


def numbered_night(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "the seventh night": counted back from the day that the sentence tells."""
    number = ordinal_value(phrase.word("ORDINAL") or "")
    daypart = phrase.word("DAYPART") or ""
    if number is None or number < 2 or not daypart.startswith(("night", "morning", "evening")):
        return None
    anchor = context.anchor_day(in_sentence_only=True)
    timex = f"{_UNKNOWN_DAY}T{DAYPARTS[daypart]}"
    if anchor is None or anchor.day is None:
        return TimeValue("TIME", timex)
    first = values.shift_days(anchor.day, 1 - number)
    if first is None:
        return TimeValue("TIME", timex)
    timex = f"{anchor.day.isoformat()}T{DAYPARTS[daypart]}"
    return TimeValue("TIME", timex, first.isoformat(), None, "open", anchor.evidence)


def deictic_daypart(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "last night", "this morning", "tonight", "overnight" (from the day before into the day)."""
    is_overnight, is_last = phrase.has("OVERNIGHT"), phrase.has("LAST")
    part = "NI" if is_overnight or phrase.has("TONIGHT") else DAYPARTS[phrase.word("DAYPART") or ""]
    if ":" in part:
        return None
    if context.reference is None:
        return TimeValue("TIME", f"{_UNKNOWN_DAY}T{part}")
    today, before = context.reference, values.shift_days(context.reference, -1)
    if before is None:
        return None
    if is_overnight:
        found = values.days_value(before, today, f"{before.isoformat()}TNI", "TIME")
    else:
        text = (before if is_last else today).isoformat()
        found = values.point(text, "day", f"{text}T{part}", "TIME")
    return found.from_evidence(context.evidence)


def overnight_of_day(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "overnight on Tuesday": from that day into the next; "overnight into Wednesday": from the day before into it."""
    found = weekday(phrase, context) if phrase.has("WEEKDAY") else day(phrase, context)
    known = found.day if found else None
    if found is None or known is None:
        return found
    first = values.shift_days(known, -1) if phrase.has("PREP") else known
    last = known if phrase.has("PREP") else values.shift_days(known, 1)
    if first is None or last is None:
        return found
    return values.days_value(first, last, f"{first.isoformat()}TNI", "TIME").from_evidence(found.evidence)


def duration(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """Lengths of time: "for three months", "60-day", "within hours"; "a day" after a count is a set."""
    unit, amount = phrase.unit(), phrase.amount()
    if unit is None or (unit == "Q" and not phrase.has("UNITS")):
        return None
    if (phrase.following(1) == "-" and phrase.following(2) == "old") or phrase.following(1) == "old":
        return None
    if phrase.first_word in ("a", "an") and _follows_count(phrase):
        return TimeValue("SET", values.duration_timex(1, unit))
    if phrase.first_word in ("a", "an", "one") and not phrase.has("HALF") and phrase.following(1) == "when":
        return None
    timex = values.duration_timex(amount, unit)
    now = _now(context) if phrase.first_word == "in" and context.direction == FUTURE else None
    if now is not None and amount is not None and amount >= 1 and unit in ("D", "W", "M", "Y"):
        return shift_by_unit(now, unit, amount)  # "will resume in two weeks"
    if phrase.relation == "within" and unit in ("H", "MI", "S"):
        return _hours_from(context.anchor_day(in_sentence_only=True), timex)
    return TimeValue("DURATION", timex)


def _follows_count(phrase: Phrase) -> bool:
    """Whether a count stands just before: "600 aid lorries a day", "$5 a month"."""
    words = phrase.lexemes.words
    for index in range(phrase.first - 1, max(phrase.first - 6, -1), -1):
        if words[index][0].isdecimal() or words[index] in ("dozen", "hundred", "thousand", "million", "times", "hundreds"):
            return True
        if words[index] in (",", ".", "and", "for", "in", "after"):
            return False
    return False


def duration_from_day(phrase: Phrase, context: TimeContext) -> TimeValue | None:
    """ "for six weeks from Sunday": the days from the first to the last."""
    unit, amount = phrase.unit() or "D", phrase.amount()
    timex = values.duration_timex(amount, unit)
    number = WEEKDAYS.get(phrase.word("WEEKDAY") or "")
    direction = PAST if context.direction == PAST else FUTURE
    first = _now(context) if number is None else context.resolve_weekday(number, direction)
    if first is None or first.day is None or amount is None:
        return TimeValue("DURATION", timex)
    if number is None:
        start_day = values.shift_days(first.day, {"tomorrow": 1, "yesterday": -1}.get(phrase.word("DEICTIC") or "", 0))
    else:
        start_day = first.day
    days = {"D": amount, "W": 7 * amount, "FN": 14 * amount, "M": 30 * amount, "Y": 365 * amount}.get(unit, 1)
    last = values.shift_days(first.day, round(days) - 1)
    if last is None or start_day is None:
        return TimeValue("DURATION", timex)
    return values.days_value(start_day, last, timex, "DURATION").from_evidence(context.evidence)
