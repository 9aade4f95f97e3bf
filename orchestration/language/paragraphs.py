"""Cuts a body into the pieces that are parsed, and makes their text fit for the tokenizer. Offsets lead back to the body.

The body comes from strangers: it may hold control characters, bidirectional marks, words of a megabyte and paragraphs
without end. Whatever it holds, pieces stay short and every character of a piece knows its place in the body.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MOST_CHARACTERS = 2_000_000
LONGEST_PIECE = 8_000
LONGEST_WORD = 120
# Apostrophes that the training texts do not know.
APOSTROPHES = str.maketrans({"ʼ": "’", "ʹ": "’", "′": "’", "＇": "’", "‛": "’", "＂": '"'})
_PLAIN = re.compile(r"[!-~’‘“”—–…]+(?: [!-~’‘“”—–…]+)*")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t\r]*\n")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"’”»)\]]{0,3}\s")


class TextTooLongError(ValueError):
    """A body longer than the parser takes; the message says how long and what to do."""


@dataclass(slots=True)
class Piece:
    """Up to `LONGEST_PIECE` characters of one paragraph.

    `text` has single spaces, no characters without a width and no word above `LONGEST_WORD`;
    `offsets[i]` is the place in the body of its character i. `line_starts` are the places in `text` that follow a line
    break of the body.
    """

    paragraph: int
    text: str
    offsets: range | list[int]
    line_starts: frozenset[int]


def cut_pieces(body: str) -> Iterator[Piece]:
    """The pieces of all paragraphs that hold anything, in text order.

    Raises TextTooLongError for more than `MOST_CHARACTERS` characters.
    """
    if len(body) > MOST_CHARACTERS:
        raise TextTooLongError(
            f"The text has {len(body):,} characters; the parser takes at most {MOST_CHARACTERS:,}. "
            "Is it one article? Split it into articles and code them one by one."
        )
    paragraph = 0
    for start, end in _paragraphs(body):
        found = False
        for piece_start, piece_end in _short_spans(body, start, end):
            piece = clean(body, piece_start, piece_end, paragraph)
            if piece.text:
                found = True
                yield piece
        paragraph += found


def _paragraphs(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH_BREAK.finditer(body):
        yield start, gap.start()
        start = gap.end()
    yield start, len(body)


def _short_spans(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span cut after ends of sentences, else between words, else anywhere."""
    while end - start > LONGEST_PIECE:
        limit = start + LONGEST_PIECE
        cut = max((match.end() for match in _SENTENCE_END.finditer(body, start, limit)), default=0)
        if not cut:
            cut = max(body.rfind(" ", start, limit), body.rfind("\n", start, limit)) + 1
        cut = cut if cut > start else limit
        yield start, cut
        start = cut
    yield start, end


def clean(body: str, start: int, end: int, paragraph: int) -> Piece:
    """The span of the body as a piece."""
    raw = body[start:end]
    if _PLAIN.fullmatch(raw) and max(map(len, raw.split(" "))) <= LONGEST_WORD:
        return Piece(paragraph, raw, range(start, end), frozenset())
    characters: list[str] = []
    offsets: list[int] = []
    line_starts: list[int] = []
    word_length = 0
    new_line = False
    for offset, character in enumerate(raw, start=start):
        if character.isspace():
            new_line = new_line or character in "\n\r\x0b\x0c\x85\u2028\u2029"
            word_length = 0
        elif unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn"):
            if characters and (word_length == 0 or word_length == LONGEST_WORD):
                if new_line:
                    line_starts.append(len(characters) + 1)
                characters.append(" ")
                offsets.append(offset)
                word_length = 0
            new_line = False
            characters.append(character)
            offsets.append(offset)
            word_length += 1
    return Piece(paragraph, "".join(characters).translate(APOSTROPHES), offsets, frozenset(line_starts))
