"""PDF with a text layer: the lines of its pages, without the heads and feet that pages repeat."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from orchestration.articles.characters import clean_characters, one_line
from orchestration.articles.readers.text import read_text
from orchestration.articles.story import MAX_TEXT_CHARACTERS, Refusal, Story

MAX_PAGES = 500
REPEATED_SHARE = 0.6
PAGES_TO_COMPARE = 3
EDGE_LINES = 2
PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|seite|стр\.?)?\s*\d{1,4}(?:\s*(?:/|of|von|из)\s*\d{1,4})?\W*", re.I)
DIGITS = re.compile(r"\d+")
# Programs put the name of the file there: `Microsoft Word - report.docx`, `untitled`.
NO_TITLE = re.compile(r"microsoft word.*|untitled.*|.*\.(?:docx?|pdf|indd|qxd|odt|txt|html?|pages)|\W*", re.I)


def read_pdf(data: bytes) -> Story:
    """The article of a PDF.

    Raises Refusal: `encrypted` when it needs a password, `no_text_layer` when its pages are pictures, `broken_pdf`,
    `too_large`.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refusal("encrypted", "the PDF needs a password; save it without one")
        pages = _page_texts(reader)
        title, byline, created_at = _document_info(reader)
    except DependencyError as error:
        raise Refusal("encrypted", f"the PDF is encrypted in a way that is not read: {error}") from error
    # Below its own errors the library lets those of broken structures through, whatever they are.
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError, ArithmeticError,
            AssertionError, NotImplementedError, StopIteration) as error:  # fmt: skip
        raise Refusal("broken_pdf", f"{type(error).__name__}: {str(error)[:200]}") from error
    text = "\n".join(_without_edges(pages))
    if not any(character.isalnum() for character in text):
        raise Refusal("no_text_layer", f"{len(pages)} pages without a letter; run text recognition (OCR) over it first")
    story = read_text(text)
    return replace(story, title=title or story.title, byline=story.byline or byline, captured_at=created_at)


def _page_texts(reader: Any) -> list[list[str]]:
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise Refusal("too_large", f"{count} pages; at most {MAX_PAGES} are read")
    pages: list[list[str]] = []
    total = 0
    for page in reader.pages:
        text = clean_characters(page.extract_text())
        total += len(text)
        if total > MAX_TEXT_CHARACTERS:
            raise Refusal("too_large", f"a text of more than {MAX_TEXT_CHARACTERS} characters")
        pages.append([line.rstrip() for line in text.split("\n")])
    return pages


def _document_info(reader: Any) -> tuple[str | None, str | None, datetime | None]:
    info = reader.metadata
    if info is None:
        return None, None, None
    title = one_line(info.title if isinstance(info.title, str) else None)
    author = one_line(info.author if isinstance(info.author, str) else None)
    try:
        created = info.creation_date
    except ValueError:
        created = None
    if isinstance(created, datetime):
        created = created.replace(tzinfo=created.tzinfo or UTC)
        created = created.astimezone(UTC) if 1990 <= created.year <= 2100 else None
    return None if title and NO_TITLE.fullmatch(title) else title, author, created


def _without_edges(pages: list[list[str]]) -> list[str]:
    """The lines of all pages without page numbers and without what stands at the edge of most of them."""
    counts = Counter(key for page in pages for key in {_edge_key(page[number]) for number in _edges(page)})
    repeated = {
        key for key, count in counts.items() if len(pages) >= PAGES_TO_COMPARE and count >= REPEATED_SHARE * len(pages)
    }
    kept: list[str] = []
    for page in pages:
        edges = set(_edges(page))
        kept.extend(
            line
            for number, line in enumerate(page)
            if number not in edges or not (_edge_key(line) in repeated or PAGE_NUMBER.fullmatch(line))
        )
    return kept


def _edges(page: list[str]) -> list[int]:
    """Where the first and the last lines with text stand."""
    numbers = [number for number, line in enumerate(page) if line.strip()]
    return [*numbers[:EDGE_LINES], *numbers[-EDGE_LINES:]]


def _edge_key(line: str) -> str:
    return DIGITS.sub("#", line.strip()).casefold()
