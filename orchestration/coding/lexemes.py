"""A sentence's text cut into words, numbers and signs, independent of the parser's tokens.

Times and quantities are matched over these: whatever the tokenizer makes of "60-day", "$2.1bn" or "Oct. 7", they look
the same here.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from orchestration.language.parsed import Sentence

MAX_SENTENCE_CHARS = 4000
_START = attrgetter("char_start")

_LEXEME = re.compile(
    r"[A-Za-z][a-z]+(?=[ ,.])|,"  # most words and commas, which what follows would match alike
    r"|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
    r"|\d{1,2}([./])\d{1,2}\1\d{4}(?!\d)"
    r"|\d{1,2}:\d{2}(?!\d)"
    r"|\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?(?:(?:st|nd|rd|th|s)\b)?"
    r"|[Qq][1-4]\b|[AaPp]\.[Mm]\.|[A-Z][A-Za-z]{0,3}-\d{1,3}[A-Za-z]{0,2}(?!\w)"
    r"|[A-Z][a-z]?\d{2}\b(?= [a-z])"  # "M23 rebels": a name, no number
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?|['’]s\b|[^\w\s]"
)


@dataclass(slots=True)
class Lexemes:
    """Lower-cased words with the span of each in the sentence's text (not in the body)."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def is_capitalised(self, index: int) -> bool:
        return self.text[self.starts[index]].isupper()


@lru_cache(maxsize=256)
def split_lexemes(text: str) -> Lexemes:
    """The lexemes of the first `MAX_SENTENCE_CHARS` characters of a text; times and quantities share them."""
    spans = [match.span() for match in _LEXEME.finditer(text, 0, MAX_SENTENCE_CHARS)]
    if text.isascii():
        lowered = text.lower()
        words = [lowered[start:end] for start, end in spans]
    else:
        words = [text[start:end].lower() for start, end in spans]
    return Lexemes(text, words, [start for start, _ in spans], [end for _, end in spans])


def token_span(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """First and last token that overlap the characters `start` to `end` of the sentence's text."""
    tokens = sentence.tokens
    first = bisect_right(tokens, sentence.char_start + start, key=_START) - 1
    last = bisect_left(tokens, sentence.char_start + end, key=_START) - 1
    first = max(first, 0)
    if tokens[first].char_end <= sentence.char_start + start and first < len(tokens) - 1:
        first += 1
    return first, max(first, last)


def phrase_head(sentence: Sentence, first: int, last: int, skipped: Sequence[str] = ("PUNCT", "ADP", "DET")) -> int:
    """The token of a span whose governor lies outside it; the last one where the tree does not tell."""
    tokens = sentence.tokens
    for index in range(first, last + 1):
        token = tokens[index]
        if token.upos and token.upos not in skipped and not first <= token.head <= last:
            return index
    return last
