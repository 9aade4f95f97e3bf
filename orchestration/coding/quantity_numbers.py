"""The number of a quantity: figures and words, ranges, "dozens", "tens of thousands", "a third"; and what is none."""

from dataclasses import dataclass

from orchestration.coding.numbers import MULTIPLIERS, NUMBER_WORDS, SMALL_NUMBERS, digits_value, parse_number
from orchestration.coding.quantity_phrases import STOP_WORDS, SentenceWords

VAGUE_NUMBERS = {
    "dozens": ("dozens", 24.0), "scores": ("dozens", 40.0), "hundreds": ("hundreds", 200.0),
    "thousands": ("thousands", 2_000.0), "millions": ("thousands", 2_000_000.0), "billions": ("thousands", 2e9),
}  # fmt: skip
_VAGUE_SCALES = {"thousands": 1_000.0, "millions": 1_000_000.0, "billions": 1e9}
_VAGUE_COUNTS = {"dozen": ("dozens", 24.0), "hundred": ("hundreds", 200.0), "thousand": ("thousands", 2_000.0)} | {
    "million": ("thousands", 2_000_000.0), "billion": ("thousands", 2e9),
}  # fmt: skip
_FRACTIONS = {
    "half": 50.0, "third": 33.3, "thirds": 33.3, "quarter": 25.0, "quarters": 25.0, "fifth": 20.0, "fifths": 20.0,
    "tenth": 10.0, "tenths": 10.0,
}  # fmt: skip
CURRENCY_SIGNS = frozenset("$€£₴₹¥₦₽₩₪₺")
_MONEY_SUFFIXES = {"m": 1e6, "k": 1e3, "b": 1e9}
# Behind these, "500m" is a number and no length: currencies and people.
_COUNTED_IN_MILLIONS = frozenset(
    """euro euros dollar dollars pound pounds yen rupee rupees naira shilling shillings rand peso pesos ruble rubles rouble
    roubles lira yuan won riyal riyals rial rials dirham dirhams hryvnia franc francs krona kronor zloty taka baht us people
    children women men refugees migrants voters civilians residents citizens displaced""".split()
)
_RANGE_SIGNS = frozenset(("to", "-", "–", "—"))
NUMBER_STARTS = frozenset(
    [
        *NUMBER_WORDS,
        *VAGUE_NUMBERS,
        "tens",
        "half",
        "third",
        "quarter",
        "several",
        "few",
        "couple",
        "thirds",
        "quarters",
        "fifth",
    ]
) - {"zero", "score"}
_LABELS = frozenset(
    "no number route highway article section chapter page room flight channel class phase stage level type unit resolution "
    "figure day year part group area block sector zone article law act bill paragraph version model boeing airbus mark line "
    "group fifa world cup size top formula".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """Lexemes `start` to `end` (exclusive) with their value, or low and high; bound where the words are one ("dozens").

    kind: number, vague or share. currency: the sign before it ("$"). multiplied: spelled with "million" and the like.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    bound: str | None = None
    kind: str = "number"
    currency: str | None = None


def read_number(view: SentenceWords, index: int) -> Number | None:
    """The number that begins at a lexeme, None where none does or where the digits are a name's ("M23", "Su-35")."""
    words = view.words
    word = words[index]
    if word in CURRENCY_SIGNS:
        return _money(view, index)
    if word == "us" and view.word(index + 1) in CURRENCY_SIGNS and view.is_joined(index + 1):
        found = _money(view, index + 1)
        return None if found is None else Number(index, found.end, found.value, found.low, found.high, currency=found.currency)
    if share := _fraction(view, index):
        return share
    if vague := _vague(view, index):
        return vague
    if _is_part_of_name(view, index):
        return None
    parsed = parse_number(words, index)
    if parsed is None:
        return None
    value, end = parsed
    if value <= 0:
        return None
    if view.word(end) in _MONEY_SUFFIXES and view.is_joined(end) and view.word(end + 1) in _COUNTED_IN_MILLIONS:
        value, end = value * _MONEY_SUFFIXES[view.word(end)], end + 1
    return _ranged(view, index, end, value, None)


def _money(view: SentenceWords, index: int) -> Number | None:
    if digits_value(view.word(index + 1)) is None:
        return None
    value, end = parse_number(view.words, index + 1) or (0.0, index + 2)
    if view.word(end) in _MONEY_SUFFIXES and view.is_joined(end):
        value, end = value * _MONEY_SUFFIXES[view.word(end)], end + 1
    return _ranged(view, index, end, value, view.words[index])


def _ranged(view: SentenceWords, start: int, end: int, value: float, currency: str | None) -> Number | None:
    """The number, joined with the upper one of a range: "200-300", "25 to 30", "between 3,000 and 4,000", "five or six".

    None for a tally of votes or goals ("218-214").
    """
    single = Number(start, end, value, value, value, currency=currency)
    before, separator = view.word(start - 1), view.word(end)
    is_between = separator == "and" and before == "between"
    is_joint = separator in _RANGE_SIGNS and (before != "from" or _counts_age(view, start - 1))
    is_either = separator == "or" and value < 1_000
    if not (is_between or is_joint or is_either):
        return single
    following = end + 1
    if view.word(following) in CURRENCY_SIGNS:
        following += 1
    if following >= len(view.words) or (view.words[following] in ("a", "an", "half")):
        return single
    parsed = parse_number(view.words, following)
    if parsed is None:
        return single
    high, last = parsed
    if currency and view.word(last) in _MONEY_SUFFIXES and view.is_joined(last):
        high, last = high * _MONEY_SUFFIXES[view.word(last)], last + 1
    multiplier = MULTIPLIERS.get(view.word(last - 1), 1)
    low = value * multiplier if multiplier > 1 and value < 1_000 and view.word(end - 1) not in MULTIPLIERS else value
    is_tally = is_joint and view.is_joined(end) and view.is_joined(end + 1) and separator != "to"
    if not low < high or (is_either and high > 2 * low + 1):
        return None if is_tally else single
    first = start - 1 if is_between or (before == "from" and is_joint) else start
    return Number(first, last, None, low, high, currency=currency)


def _counts_age(view: SentenceWords, index: int) -> bool:
    """Whether "from 25 to 60" at `index` follows those whose age it is."""
    return view.word(index - 1) in ("men", "women", "people", "aged", "citizens", "males", "ages", "boys", "girls", "adults")


def _fraction(view: SentenceWords, index: int) -> Number | None:
    """ "half of", "a third of", "two-thirds of", "half the", "one in five"."""
    word, start = view.words[index], index
    if (
        word in SMALL_NUMBERS
        and view.word(index + 1) == "in"
        and SMALL_NUMBERS.get(view.word(index + 2), 0) > SMALL_NUMBERS[word]
    ):
        share = round(100 * SMALL_NUMBERS[word] / SMALL_NUMBERS[view.word(index + 2)], 1)
        return Number(start, index + 3, share, share, share, kind="share")
    count = 1.0
    if word in ("a", "an", "one", "two", "three", "four") and word not in _FRACTIONS:
        following = index + (2 if view.word(index + 1) == "-" else 1)
        if view.word(following) not in _FRACTIONS or view.word(following) == "half":
            return None
        count, index = {"two": 2.0, "three": 3.0, "four": 4.0}.get(word, 1.0), following
    elif word != "half":
        return None
    end = index + 1
    part = count * (100 / 3 if _FRACTIONS[view.words[index]] == 33.3 else _FRACTIONS[view.words[index]])
    size = MULTIPLIERS.get(view.word(end + 2), 0) if view.word(end) == "of" and view.word(end + 1) in ("a", "one") else 0
    if size > 1:
        value = float(round(size * part / 100))
        return Number(start, end + 3, value, value, value)  # "a quarter of a million"
    is_share = view.word(end) == "of" or (word == "half" and view.word(end) in ("the", "its", "their", "his", "all"))
    if not is_share or (view.word(end + 1) in ("an", "a") and word == "half"):
        return None
    share = round(part, 1)
    return Number(start, end, share, share, share, kind="share")


def _vague(view: SentenceWords, index: int) -> Number | None:
    """ "dozens", "tens of thousands", "several hundred", "a few thousand", "a couple"."""
    word = view.words[index]
    if word in VAGUE_NUMBERS and view.word(index - 1) not in ("a", "the", "two", "both"):
        bound, low = VAGUE_NUMBERS[word]
        if word in ("hundreds", "tens", "dozens", "scores") and view.word(index + 1) == "of":
            scale = _VAGUE_SCALES.get(view.word(index + 2))
            if scale:
                return Number(index, index + 3, None, low * scale, None, "thousands", "vague")
        return Number(index, index + 1, None, low, None, bound, "vague")
    if word == "tens" and view.word(index + 1) == "of" and view.word(index + 2) in _VAGUE_SCALES:
        return Number(index, index + 3, None, 20 * _VAGUE_SCALES[view.word(index + 2)], None, "thousands", "vague")
    first = index + 1 if word == "a" else index
    if view.word(first) in ("several", "few", "many") and view.word(first + 1) in _VAGUE_COUNTS:
        bound, low = _VAGUE_COUNTS[view.word(first + 1)]
        return Number(index, first + 2, None, low, None, bound, "vague")
    if word == "a" and view.word(index + 1) == "couple" and view.word(index + 2) == "of":
        return Number(index, index + 3, 2.0, 2.0, 2.0)
    return None


def _is_part_of_name(view: SentenceWords, index: int) -> bool:
    word, before = view.words[index], view.word(index - 1)
    if view.is_joined(index) and (before.isalpha() and not before.isdecimal()):
        return True
    if before == "-" and view.is_joined(index) and view.is_joined(index - 1) and view.word(index - 2).isalpha():
        return view.word(index - 2) not in NUMBER_WORDS
    if before in ("-", "–") and view.is_joined(index) and view.is_joined(index - 1) and view.word(index - 2)[:1].isdecimal():
        return True
    if before in _LABELS and word[0].isdecimal() and "," not in word and not _has_noun_after(view, index):
        return True
    if before in (".", "#") and view.word(index - 2) == "no":
        return True
    if not word[0].isdecimal():
        return view.lexemes.is_capitalised(index) and index > 0 and before[:1].isalpha()
    if index == 0 and view.word(1) in (".", ")"):
        return True
    is_after_name = index > 1 and before.isalpha() and before not in STOP_WORDS and view.lexemes.is_capitalised(index - 1)
    return is_after_name and "," not in word and not _has_noun_after(view, index)


def _has_noun_after(view: SentenceWords, index: int) -> bool:
    following, tag = view.word(index + 1), view.tag(index + 1)
    if following in ("%", "percent", "million", "billion", "thousand", "km", "per", "more", "people"):
        return True
    return tag in ("NOUN", "ADJ") if tag else following.endswith("s") and following not in ("was", "is", "has")
