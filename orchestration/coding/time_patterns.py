"""Patterns of time expressions over class strings (see `time_words`), each with the rule that gives its value.

Order matters: the first pattern that matches takes its lexemes. A relation ("since") and a modifier ("the end of") stand
before most of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from orchestration.coding import time_clock as clocks
from orchestration.coding import time_days as days
from orchestration.coding import time_rules as rules
from orchestration.coding import time_shifts as shifts
from orchestration.coding.time_context import TimeContext
from orchestration.coding.time_holidays import holiday_days
from orchestration.coding.time_phrase import Phrase
from orchestration.coding.time_values import TimeValue
from orchestration.coding.time_words import compile_pattern

RELATION = "(?:ON|IN|PREP|BY|SINCE|UNTIL|FROM|BEFORE|AFTER)?"
MODIFIER = (
    "(?:EARLIER|LATER)?"
    "(?:EARLY DASH? ON? IN?|THE? PART OF|THE? ORDINAL? HALF OF|THE? (?:ORDINAL|LAST|EARLY) (?:UNIT|UNITS) OF)?"
)
DAY_NUMBER = "(?:DAY|ORDINAL)"
MONTH_NAME = "(?:MONTH|WEAKMONTH) DOT?"
YEAR_PART = "(?:COMMA? YEAR)?"
RANGE = "(?:TO|AND|DASH|UNTIL)"
DAY_MONTH = f"(?:THE? {DAY_NUMBER} OF? {MONTH_NAME}|{MONTH_NAME} THE? {DAY_NUMBER})"
AMOUNT = "(?:(?:NUMBER|DAY|YEAR|WORDNUMBER (?:DASH WORDNUMBER)?|A (?:HALF)?|HALF A?|A? VAGUE OF?))"


@dataclass(frozen=True, slots=True)
class TimePattern:
    """One pattern. is_clock: it tells a time of day, which joins a day beside it."""

    pattern: re.Pattern[str]
    rule: Callable[[Phrase, TimeContext], TimeValue | None]
    is_clock: bool = False


def _plain(core: str, rule: Callable[[Phrase, TimeContext], TimeValue | None], is_clock: bool = False) -> TimePattern:
    return TimePattern(compile_pattern(core), rule, is_clock)


def _related(core: str, rule: Callable[[Phrase, TimeContext], TimeValue | None]) -> TimePattern:
    return TimePattern(compile_pattern(f"{RELATION}{MODIFIER}{core}"), rule)


TIME_PATTERNS = (
    _related("ISO", days.iso_day),
    _plain(f"EACH {AMOUNT} UNITS", rules.every),
    _plain(f"(?:FROM|BETWEEN) WEEKDAY {RANGE} WEEKDAY", days.weekday_range),
    _plain("EACH (?:ORDINAL)? (?:UNIT|WEEKDAY|DAYPART)", rules.every),
    _related("NUMDATE", days.numeric_day),
    _related("HOLIDAY (?:COMMA? YEAR)?", holiday_days),
    _plain(f"(?:BETWEEN|FROM|ON)? {DAY_MONTH} {YEAR_PART} {RANGE} {DAY_MONTH} {YEAR_PART}", days.day_range),
    _plain(f"(?:BETWEEN|FROM|ON|IN|PREP)? {DAY_NUMBER} {RANGE} {DAY_NUMBER} OF? {MONTH_NAME} {YEAR_PART}", days.days_of_month),
    _plain(f"(?:BETWEEN|FROM|ON|IN|PREP)? {MONTH_NAME} {DAY_NUMBER} {RANGE} {DAY_NUMBER} {YEAR_PART}", days.days_of_month),
    _plain(f"OVERNIGHT (?:ON|FROM|PREP|IN)? (?:WEEKDAY|{DAY_MONTH} {YEAR_PART})", shifts.overnight_of_day),
    _related(f"THE? {DAY_MONTH} OF? (?:LAST|NEXT) UNIT", days.day_of_near_year),
    _related(f"THE? (?:(?:WEEKDAY|WEAKDAY) DOT? COMMA?)? {DAY_MONTH} {YEAR_PART}", days.day),
    _plain(f"(?:BETWEEN|FROM|IN|PREP)? {MONTH_NAME} {YEAR_PART} {RANGE} {MONTH_NAME} {YEAR_PART}", rules.month_range),
    _plain(f"(?:BETWEEN|FROM|IN|PREP)? YEAR (?:{RANGE} YEAR|DASH (?:DAY|NUMBER))", rules.year_range),
    _related(f"THE? {MONTH_NAME} OF? COMMA? YEAR", rules.month),
    _related(f"THE? {MONTH_NAME} OF? (?:LAST|NEXT|THE PREVIOUS) UNIT", rules.month_of_near_year),
    _plain(f"PREP? {AMOUNT} (?:UNIT|UNITS) FROM NEXT? (?:WEEKDAY|DEICTIC)", shifts.duration_from_day),
    _related("THE? (?:LAST|PAST|PREVIOUS|THIS|NEXT|COMING|FOLLOWING|THAT|SAME)? (?:WEEKDAY|WEEKDAYS) POSS?", days.weekday),
    _related("THE? (?:LAST|NEXT|THIS|SAME|FOLLOWING|THAT|PREVIOUS)? (?:MONTH DOT?|WEAKMONTH) POSS?", rules.month),
    _related("THE? (?:LAST|PAST|PREVIOUS|THIS|NEXT|COMING|FOLLOWING|THAT)? WEEKEND POSS?", days.weekend),
    _related("THE? (?:LAST|THIS|NEXT|COMING|PREVIOUS|FOLLOWING)? (?:SEASON|FALL) (?:OF? YEAR)?", rules.season),
    _related("THE? ORDINAL DASH? UNIT (?:OF (?:YEAR|THE? THIS? LAST? NEXT? UNIT))?", rules.ordinal_unit),
    _related("THE? QUARTER (?:OF? YEAR)?", rules.quarter),
    _related(f"THE? ORDINAL {AMOUNT} UNITS OF (?:YEAR|THE? THIS? LAST? UNIT)", rules.first_months),
    _related("THE? ORDINAL HALF OF (?:YEAR|THE? THIS? LAST? UNIT)", rules.half_year),
    _plain("(?:IN|PREP|FROM|SINCE)? THE? EARLY? DASH? DECADE", rules.decade),
    _plain(f"{AMOUNT} (?:UNIT|UNITS) AGO", shifts.ago),
    _plain("(?:UNITS|UNIT) AGO", shifts.ago),
    _plain(f"{AMOUNT}? (?:UNIT|UNITS) (?:LATER|EARLIER|ON COMMA)", shifts.shifted),
    _plain("THE UNIT (?:BEFORE|AFTER) DEICTIC", days.deictic_day),
    _plain("THE UNIT (?:BEFORE|AFTER)", shifts.neighbour),
    _plain(f"(?:{AMOUNT} UNIT|{AMOUNT}? UNITS) (?:AFTER|BEFORE)", shifts.shifted_from_event),
    _plain("(?:IN|ON|PREP|BY)? THE (?:NEXT|FOLLOWING|PREVIOUS) (?:UNIT|DAYPART)", shifts.neighbour),
    _plain("(?:EARLIER|LATER)? (?:IN|ON|PREP|BY)? (?:THE SAME|THAT) (?:UNIT|DAYPART)", shifts.same),
    _plain(f"(?:IN|PREP|BY)? THE? (?:LAST|PAST|NEXT|COMING|RECENT|PREVIOUS|FOLLOWING) {AMOUNT}? UNITS", shifts.window),
    _plain(f"(?:IN|PREP) THE (?:LAST|PAST|NEXT|COMING) {AMOUNT}? (?:UNIT|UNITS)", shifts.window),
    _plain("THE PAST UNIT", shifts.window),
    _related("(?:THE? THIS|LAST|NEXT|THIS|THE COMING|COMING|LAST) UNIT", shifts.calendar_unit),
    _plain("(?:BY|IN|PREP|UNTIL|BEFORE|SINCE) THE (?:PART OF)? THE? UNIT", shifts.end_of_unit),
    _plain("(?:BY|BEFORE|UNTIL|PREP) UNIT DASH PART", shifts.end_of_unit),
    _plain("(?:TIMES|UNIT) A UNIT", rules.every),
    _plain("FREQUENCY", rules.every),
    _plain("THE? ORDINAL DAYPART", shifts.numbered_night),
    _plain("LAST DAYPART|THIS DAYPART|TONIGHT|OVERNIGHT", shifts.deictic_daypart),
    _related("DEICTIC POSS?", days.deictic_day),
    _plain(
        "(?:ON|PREP|BY|UNTIL|SINCE|FROM|BEFORE|AFTER|EARLY) (?:CLOCK|DAY AMPM|NUMBER AMPM) AMPM? ZONE* ", clocks.clock, True
    ),
    _plain("PREP? (?:NUMBER|YEAR) ZONE+", clocks.clock, True),
    _plain("CLOCK AMPM? ZONE+|CLOCK AMPM|(?:DAY|NUMBER) AMPM ZONE*", clocks.clock, True),
    _plain("(?:ON|PREP|BY|UNTIL|SINCE|FROM|IN|BEFORE|AFTER)? THE? EARLY? DASH? DAYPART OF?", clocks.daypart, True),
    _related("YEAR", rules.year),
    _plain(f"IN {AMOUNT}? UNITS", shifts.duration),
    _plain(f"(?:PREP|IN)? {AMOUNT} DASH? (?:UNIT|UNITS)", shifts.duration),
    _plain("(?:PREP|IN) UNITS", shifts.duration),
    _plain("REFERENCE", rules.reference),
    _plain("SINCE", shifts.since_then),
)
