"""Cuts a body into the pieces that are parsed, and makes their text fit for the tokenizer. Offsets lead back to the body.

The body comes from strangers: it may hold control characters, bidirectional marks, words of a megabyte and paragraphs
without end. Whatever it holds, pieces stay short and every character of a piece knows its place in the body.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_CHARACTERS = 2_000_000
LONGEST_PIECE = 8_000
LONGEST_WORD = 120
# Apostrophes that the training texts do not know.
APOSTROPHES = str.maketrans({"ʼ": "’", "ʹ": "’", "′": "’", "＇": "’", "‛": "’", "＂": '"'})
_PLAIN = re.compile(r"[!-~’‘“”—–…]+(?: [!-~’‘“”—–…]+)*")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t\r]*\n")
_LINE = re.compile(r"[^\n]+")
# The hour at the head of an entry of a live blog, with what parts it from the text: "13:20 GMT – Bridges closed".
_CLOCK = re.compile(
    r"\s*(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?(?:[AP]M|[ap]\.?m\.?|GMT|UTC|BST|CES?T|E[SD]?T))?"
    r"[ \t]*[–—|:-]?[ \t]+(?=[“\"'‘]?[A-Z])"
)
# The day at the head of an entry of a chronicle, with its dash: "9 July – Taiwan calls up reservists".
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?"
_DAY = re.compile(
    rf"\s*(?:[•*·▪◦]\s*)?(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? (?:19|20)\d\d)?"
    r"\s*[–—-]\s+(?=[“\"'‘]?[A-Z])"
)
LONGEST_ENTRY_HEADING = 120
_ENDS = (".", "!", "?", "…", ":", ";", "。", "！", "？")
_CLOSERS = "'\"’”»)]"
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"’”»)\]]{0,3}\s")


class TextTooLongError(ValueError):
    """A body longer than the parser takes; the message says how long and what to do."""


@dataclass(slots=True)
class Piece:
    """Up to `LONGEST_PIECE` characters of one paragraph.

    `text` has single spaces, no characters without a width and no word above `LONGEST_WORD`;
    `offsets[i]` is the place in the body of its character i. `line_starts` are the places in `text` that follow a line
    break of the body. `is_heading`: it heads an entry of a live blog and is told as a headline is.
    """

    paragraph: int
    text: str
    offsets: range | list[int]
    line_starts: frozenset[int]
    is_heading: bool = False


def cut_pieces(body: str, headline_char_end: int = 0) -> Iterator[Piece]:
    """The pieces of all paragraphs that hold anything, in text order. The headline is a paragraph of its own.

    Raises TextTooLongError for more than `MOST_CHARACTERS` characters.
    """
    if len(body) > MOST_CHARACTERS:
        raise TextTooLongError(
            f"The text has {len(body):,} characters; the parser takes at most {MOST_CHARACTERS:,}. "
            "Is it one article? Split it into articles and code them one by one."
        )
    paragraph = 0
    for start, end in _paragraphs(body, headline_char_end):
        clock, day = _CLOCK.match(body, start, end), _DAY.match(body, start, end)
        head = clock or day
        spans = [(start, head.end()), (head.end(), end)] if head is not None else [(start, end)]
        for first, last in spans:
            found = False
            for piece_start, piece_end in _short_spans(body, first, last):
                piece = clean(body, piece_start, piece_end, paragraph)
                if piece.text:
                    found = True
                    piece.is_heading = clock is not None and first != start and _is_heading(piece.text)
                    yield piece
            if day is None or last == end:  # a chronicle's day stands with what it dates
                paragraph += found


def _is_heading(text: str) -> bool:
    return len(text) <= LONGEST_ENTRY_HEADING and text.rstrip(_CLOSERS)[-1:] not in _ENDS


def _paragraphs(body: str, headline_char_end: int) -> Iterator[tuple[int, int]]:
    start = 0
    if 0 < headline_char_end < len(body):
        yield from _paragraphs(body[:headline_char_end], 0)
        start = headline_char_end
    for gap in _PARAGRAPH_BREAK.finditer(body, start):
        yield from _blocks(body, start, gap.start())
        start = gap.end()
    yield from _blocks(body, start, len(body))


def _blocks(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraph cut where a line does not go on with the line before.

    An indented line among others opens a paragraph. Text wrapped at a width fills its lines: a break is meant when the
    next word would have had room. And a paragraph that ends without a full stop is no prose but a block of headline,
    byline and masthead: there every break before a capital is meant.
    """
    lines = [match for match in _LINE.finditer(body, start, end) if not match.group().isspace()]
    if len(lines) < 2:
        yield start, end
        return
    texts = [line.group().rstrip() for line in lines]
    longest = max(map(len, texts))
    opens = [text[0].isspace() for text in texts]
    if all(opens):
        opens = [False] * len(lines)
    is_prose = _ends_of_prose(texts, opens)
    for index in range(1, len(lines)):
        before, words = texts[index - 1], texts[index].split(maxsplit=1)
        had_room = len(before) + 1 + len(words[0]) < longest
        is_item = not is_prose[index] and not words[0][0].islower() and before[-1] not in ",-"
        if opens[index] or had_room or is_item:
            yield start, lines[index].start()
            start = lines[index].start()
    yield start, end


def _ends_of_prose(texts: Sequence[str], opens: Sequence[bool]) -> list[bool]:
    """For each line whether the run of lines up to the next indented one ends as a sentence does."""
    is_prose = [False] * len(texts)
    ends_well = False
    for index in range(len(texts) - 1, -1, -1):
        if index + 1 == len(texts) or opens[index + 1]:
            ends_well = texts[index].rstrip(_CLOSERS)[-1:] in _ENDS
        is_prose[index] = ends_well
    return is_prose


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
