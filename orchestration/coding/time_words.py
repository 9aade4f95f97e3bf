"""The words that time expressions are made of, each with its class.

A sentence is turned into a string with one letter per lexeme, and the patterns of `time_patterns` are regular
expressions over that string, written with the class names below ("ON? WEEKDAY DAYPART?").
"""

import re
from collections.abc import Iterable

from orchestration.coding.lexemes import Lexemes
from orchestration.coding.numbers import ORDINALS, SMALL_NUMBERS, TENS

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring": 21, "springtime": 21, "summer": 22, "summertime": 22, "autumn": 23, "fall": 23, "winter": 24}
SEASON_TIMEX = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
DAYPARTS = {
    "morning": "MO", "mornings": "MO", "afternoon": "AF", "afternoons": "AF", "evening": "EV", "evenings": "EV", "night": "NI",
    "nights": "NI", "nightfall": "NI", "dawn": "DW", "daybreak": "DW", "sunrise": "DW", "dusk": "DU", "sunset": "DU",
    "noon": "12:00", "midday": "12:00", "midnight": "24:00", "daytime": "DT", "nighttime": "NI",
}  # fmt: skip
UNITS = {
    "second": "S", "minute": "MI", "hour": "H", "day": "D", "week": "W", "fortnight": "FN", "month": "M", "year": "Y",
    "decade": "DE", "century": "CE", "quarter": "Q",
}  # fmt: skip
PLURAL_UNITS = {
    "seconds": "S", "minutes": "MI", "mins": "MI", "hours": "H", "hrs": "H", "days": "D", "weeks": "W", "fortnights": "FN",
    "months": "M", "years": "Y", "yrs": "Y", "decades": "DE", "centuries": "CE",
}  # fmt: skip
FREQUENCIES = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P3M",
    "yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H",
}  # fmt: skip
REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF",
    "recently": "PAST_REF", "lately": "PAST_REF", "formerly": "PAST_REF", "soon": "FUTURE_REF", "shortly": "FUTURE_REF",
}  # fmt: skip
DEICTIC_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
ZONES = {
    "gmt": "Z", "utc": "Z", "z": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00", "eest": "+03:00",
    "msk": "+03:00", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "pst": "-08:00", "pdt": "-07:00",
    "et": "", "local": "", "time": "", "ist": "",
}  # fmt: skip

_CLASS_LETTERS = {
    "OTHER": "_", "PREP": "i", "ON": "o", "IN": "I", "BY": "b", "SINCE": "z", "UNTIL": "u", "FROM": "k", "BEFORE": "v",
    "AFTER": "f", "BETWEEN": "B", "TO": "t", "DASH": "-", "AND": "&", "OF": "O", "THE": "T", "A": "A", "EACH": "E",
    "LAST": "l", "PAST": "p", "PREVIOUS": "V", "NEXT": "n", "FOLLOWING": "F", "COMING": "c", "THIS": "h", "THAT": "H",
    "SAME": "s", "RECENT": "r", "EARLIER": "e", "LATER": "L", "EARLY": "y", "PART": "P", "HALF": "a", "WEEKDAY": "W",
    "WEAKDAY": "w", "WEEKDAYS": "d", "MONTH": "M", "WEAKMONTH": "m", "SEASON": "S", "FALL": "x", "UNIT": "U", "UNITS": "q",
    "WEEKEND": "K", "DAYPART": "D", "DEICTIC": "R", "TONIGHT": "g", "OVERNIGHT": "N", "AGO": "G", "DAY": "1", "YEAR": "Y",
    "NUMBER": "9", "WORDNUMBER": "2", "ORDINAL": "3", "DECADE": "C", "ISO": "0", "NUMDATE": "4", "CLOCK": "5", "AMPM": "6",
    "ZONE": "7", "COMMA": ",", "POSS": "8", "DOT": ";", "HOLIDAY": "J", "REFERENCE": "X", "FREQUENCY": "Q", "VAGUE": "j",
    "QUARTER": "!", "TIMES": "%", "OLD": "~", "QUOTE": "'",
}  # fmt: skip
LETTER_CLASSES = {letter: name for name, letter in _CLASS_LETTERS.items()}


def _word_classes() -> dict[str, str]:
    words = {
        "ON": "on", "IN": "in", "PREP": "at during over within throughout for around into",
        "BY": "by", "SINCE": "since", "UNTIL": "until till through", "FROM": "from starting beginning", "BEFORE": "before",
        "AFTER": "after", "BETWEEN": "between", "TO": "to", "DASH": "- – — /", "AND": "and &", "OF": "of", "THE": "the",
        "A": "a an", "EACH": "every each per", "LAST": "last", "PAST": "past", "PREVIOUS": "previous preceding prior",
        "NEXT": "next", "FOLLOWING": "following", "COMING": "coming upcoming", "THIS": "this current", "THAT": "that",
        "SAME": "same", "RECENT": "recent", "EARLIER": "earlier", "LATER": "later", "EARLY": "early late mid",
        "PART": "end start middle close turn", "HALF": "half", "WEEKDAYS": "mondays tuesdays wednesdays thursdays fridays "
        "saturdays sundays", "WEAKDAY": "sat sun mon wed fri", "WEAKMONTH": "may march mar jan", "FALL": "fall",
        "WEEKEND": "weekend weekends", "TONIGHT": "tonight", "OVERNIGHT": "overnight", "AGO": "ago",
        "AMPM": "am pm a.m. p.m.", "COMMA": ",", "POSS": "'s ’s", "DOT": ".", "VAGUE": "few several couple many some",
        "TIMES": "once twice times", "OLD": "old olds", "QUOTE": "' ’",
    }  # fmt: skip
    classes = {word: name for name, group in words.items() for word in group.split()}
    tables: dict[str, Iterable[str]] = {
        "WEEKDAY": WEEKDAYS, "MONTH": MONTHS, "SEASON": SEASONS, "UNIT": UNITS, "UNITS": PLURAL_UNITS, "DAYPART": DAYPARTS,
        "DEICTIC": DEICTIC_DAYS, "ZONE": ZONES, "REFERENCE": REFERENCES, "FREQUENCY": FREQUENCIES,
        "WORDNUMBER": SMALL_NUMBERS | TENS | {"hundred": 100}, "ORDINAL": ORDINALS,
    }  # fmt: skip
    for name, table in tables.items():
        for word in table:
            classes.setdefault(word, name)
    classes["second"] = "ORDINAL"
    return {word: _CLASS_LETTERS[name] for word, name in classes.items()}


WORD_LETTERS = _word_classes()
_CAPITALISED = frozenset(_CLASS_LETTERS[name] for name in ("WEEKDAY", "WEAKDAY", "WEEKDAYS", "MONTH", "WEAKMONTH"))
_CORE_NAMES = (
    "WEEKDAY WEAKDAY WEEKDAYS MONTH WEAKMONTH SEASON FALL UNIT UNITS WEEKEND DAYPART DEICTIC TONIGHT OVERNIGHT YEAR DECADE "
    "ISO NUMDATE CLOCK HOLIDAY REFERENCE FREQUENCY QUARTER AMPM SINCE"
)
CORE_LETTERS = frozenset(_CLASS_LETTERS[name] for name in _CORE_NAMES.split())
CORE_WORDS = frozenset(word for word, letter in WORD_LETTERS.items() if letter in CORE_LETTERS)
_YEAR = re.compile(r"(?:1\d|20|21)\d\d$")
_DECADE = re.compile(r"(?:\d{3}|\d)0s$")
_OTHER, _DOT = _CLASS_LETTERS["OTHER"], _CLASS_LETTERS["DOT"]
_ABBREVIATED = frozenset(name for name in (*MONTHS, *WEEKDAYS) if len(name) <= 5) - {"may", "march", "april", "june", "july"}


def class_string(lexemes: Lexemes) -> str:
    """One class letter per lexeme. Month and weekday names count only with a capital."""
    letters = []
    for index, word in enumerate(lexemes.words):
        letter = WORD_LETTERS.get(word)
        if letter is None:
            letter = _digit_letter(word) if word[0].isdecimal() or word[0] == "q" else _OTHER
        elif (letter in _CAPITALISED and not lexemes.is_capitalised(index)) or (
            letter == _DOT and (index == 0 or lexemes.words[index - 1] not in _ABBREVIATED)
        ):
            letter = _OTHER
        letters.append(letter)
    return "".join(letters)


def _digit_letter(word: str) -> str:
    name = "OTHER"
    if word.isdecimal():
        value = int(word[:6])
        name = "YEAR" if _YEAR.match(word) else "DAY" if len(word) < 3 and 1 <= value <= 31 else "NUMBER"
    elif len(word) == 2 and word[0] == "q" and word[1] in "1234":
        name = "QUARTER"
    elif "-" in word:
        name = "ISO"
    elif ":" in word:
        name = "CLOCK"
    elif _DECADE.match(word):
        name = "DECADE"
    elif word[-2:] in ("st", "nd", "rd", "th"):
        name = "ORDINAL"
    elif word.count(".") == 2 or "/" in word:
        name = "NUMDATE"
    elif word[0].isdecimal() and word[-1].isdecimal():
        name = "NUMBER"
    return _CLASS_LETTERS[name]


_NAME = re.compile(r"[A-Z]{1,}")


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern in class names ("THE? ORDINAL OF MONTH") as a regular expression over class strings.

    Raises KeyError for a name that is no class.
    """
    spelled = _NAME.sub(lambda match: re.escape(_CLASS_LETTERS[match.group()]), pattern)
    return re.compile(spelled.replace(" ", ""))
