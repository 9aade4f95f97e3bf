"""Which day an article without a day of publication tells of itself: masthead, dateline, or a full date in the text."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from orchestration.coding.lexemes import Lexemes, split_lexemes
from orchestration.coding.time_phrase import Phrase
from orchestration.coding.time_values import make_day
from orchestration.coding.time_words import class_string, compile_pattern
from orchestration.language.parsed import Sentence

_FULL_DATE = compile_pattern(
    "ISO|(?:DAY|ORDINAL) OF? (?:MONTH|WEAKMONTH) DOT? COMMA? YEAR|(?:MONTH|WEAKMONTH) DOT? (?:DAY|ORDINAL) COMMA? YEAR"
)
_DIGIT = re.compile(r"\d")
_OPENING_SENTENCES = 6
_MASTHEAD_LEXEMES = 16
_MASTHEAD_WORDS = frozenset(("published", "updated", "posted", "date", "issued"))
_DATELINE_ENDS = frozenset(("-", "–", "—", "(", ")", ":", "|"))


def dateline_day(sentences: Sequence[Sentence]) -> date | None:
    """The day of a masthead ("Tuesday 29 October 2024" in a short line of its own) or dateline ("LAGOS, March 14, 2023 -")."""
    for sentence in sentences[:_OPENING_SENTENCES]:
        if not _DIGIT.search(sentence.text, 0, 200):
            continue
        lexemes = split_lexemes(sentence.text)
        for day, first, end in _full_dates(lexemes):
            words = lexemes.words
            is_masthead = len(words) <= _MASTHEAD_LEXEMES and (
                end >= len(words) - 1 or first <= 1 or not _MASTHEAD_WORDS.isdisjoint(words)
            )
            has_verb = any(token.upos in ("VERB", "AUX") for token in sentence.tokens)
            before = lexemes.text[: lexemes.starts[first]]
            is_dateline = (
                first <= 8 and _is_place_in_capitals(before) and bool(_DATELINE_ENDS.intersection(words[end : end + 8]))
            )
            if is_dateline or (is_masthead and not has_verb and not _is_plain_clause(words)):
                return day
    return None


def latest_full_day(sentences: Sequence[Sentence]) -> date | None:
    """The latest day that the text spells out with its year, not counting those after "since"."""
    latest: date | None = None
    for sentence in sentences:
        if not _DIGIT.search(sentence.text):
            continue
        lexemes = split_lexemes(sentence.text)
        for day, first, _ in _full_dates(lexemes):
            if "since" not in lexemes.words[:first] and (latest is None or day > latest):
                latest = day
    return latest


def _full_dates(lexemes: Lexemes) -> Iterator[tuple[date, int, int]]:
    letters = class_string(lexemes)
    for match in _FULL_DATE.finditer(letters):
        phrase = Phrase(lexemes, letters, *match.span())
        text = phrase.word("ISO")
        if text is not None:
            year, month, number = (int(part) for part in text[:10].split("-"))
            day = make_day(year, month, number)
        else:
            known_year, known_month, known_day = phrase.year(), phrase.month(), phrase.day_number()
            if known_year is None or known_month is None or known_day is None:
                continue
            day = make_day(known_year, known_month, known_day)
        if day is not None:
            yield day, match.start(), match.end()


def _is_place_in_capitals(text: str) -> bool:
    """Whether what stands before the date is a place as datelines print it: "LAGOS, ", "KYIV, Ukraine, "."""
    first = text.split(",")[0].split("(")[0].strip(" •-–—")
    return len(first) > 1 and first.isupper()


def _is_plain_clause(words: Sequence[str]) -> bool:
    """Whether a short line ends as a sentence does: a masthead has no full stop and tells nothing."""
    return words[-1] == "." and _MASTHEAD_WORDS.isdisjoint(words)
