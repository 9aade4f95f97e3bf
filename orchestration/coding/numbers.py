"""Numbers in digits and words: "1.05 million", "Twenty-four", "two hundred and fifty", "three dozen", "half a million"."""

from collections.abc import Sequence

SMALL_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
MULTIPLIERS = {
    "dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000, "lakh": 100_000,
    "crore": 10_000_000,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
NUMBER_WORDS = SMALL_NUMBERS | TENS | MULTIPLIERS
MAX_NUMBER = 1e15
_SEPARATORS = dict.fromkeys(map(ord, ",\u00a0\u2009\u202f"))


def digits_value(word: str) -> float | None:
    """The value of a number in digits ("12,700", "1.05"), None for anything else and for numbers beyond `MAX_NUMBER`."""
    if not word[:1].isdecimal() or len(word) > 24:
        return None
    try:
        value = float(word.translate(_SEPARATORS))
    except ValueError:
        return None
    return value if value <= MAX_NUMBER else None


def ordinal_value(word: str) -> int | None:
    """1 for "first" or "1st"; None for anything else."""
    if word in ORDINALS:
        return ORDINALS[word]
    if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdecimal() and len(word) < 6:
        return int(word[:-2])
    return None


def parse_number(words: Sequence[str], index: int) -> tuple[float, int] | None:
    """Value and end (exclusive) of the number that begins at `index`, or None.

    `words` are lower-cased lexemes. "a" and "half" begin a number only before a multiplier ("a hundred", "half a million").
    """
    word = words[index]
    count = len(words)
    value = digits_value(word)
    if value is not None:
        return _scaled(words, value, index + 1)
    if word in ("a", "an"):
        if index + 1 < count and words[index + 1] in MULTIPLIERS and words[index + 1] != "score":
            return _scaled(words, 1.0, index + 1)
        return None
    if word == "half":
        end = index + 2 if index + 1 < count and words[index + 1] == "a" else index + 1
        if end < count and words[end] in ("million", "billion", "dozen", "trillion"):
            return _scaled(words, 0.5, end)
        return None
    return _spelled(words, index)


def _scaled(words: Sequence[str], value: float, index: int) -> tuple[float, int]:
    while index < len(words) and words[index] in MULTIPLIERS:
        value *= MULTIPLIERS[words[index]]
        index += 1
    return min(value, MAX_NUMBER), index


def _spelled(words: Sequence[str], index: int) -> tuple[float, int] | None:
    total, group, start = 0.0, 0.0, index
    while index < len(words):
        word = words[index]
        if word in TENS:
            group += TENS[word]
            if index + 2 < len(words) and words[index + 1] == "-" and 0 < SMALL_NUMBERS.get(words[index + 2], 0) < 10:
                group += SMALL_NUMBERS[words[index + 2]]
                index += 2
        elif word in SMALL_NUMBERS:
            if group % 100 and not (group % 10 == 0 and group % 100 >= 20 and SMALL_NUMBERS[word] < 10):
                break
            group += SMALL_NUMBERS[word]
        elif word in MULTIPLIERS and index > start:
            if MULTIPLIERS[word] >= 1_000:
                total, group = total + group * MULTIPLIERS[word], 0.0
            else:
                group *= MULTIPLIERS[word]
        elif not (word == "and" and _continues(words, index, start)):
            break
        index += 1
        if index < len(words) and words[index] not in NUMBER_WORDS and words[index] != "and":
            break
    return (min(total + group, MAX_NUMBER), index) if index > start else None


def _continues(words: Sequence[str], index: int, start: int) -> bool:
    """Whether the "and" at `index` stands inside a number: "two hundred and fifty"."""
    following = words[index + 1] if index + 1 < len(words) else ""
    return (
        index > start
        and words[index - 1] in ("hundred", "thousand", "million")
        and (following in SMALL_NUMBERS or following in TENS)
    )
