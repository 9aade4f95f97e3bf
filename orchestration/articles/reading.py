"""A landing file, or its bytes, to what it holds: stories and refusals, one after the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from orchestration.articles.detection import decode, detect_format, format_of_name
from orchestration.articles.readers.html import read_html
from orchestration.articles.readers.json_objects import read_json, read_json_lines
from orchestration.articles.readers.text import read_text
from orchestration.articles.story import MAX_FILE_BYTES, Member, Members, Refusal


def read_members(name: str, source: bytes | Path) -> Members:
    """What the file called `name` holds, in the order of the file; `index` counts from 0 without gaps.

    Raises Refusal when the file as a whole cannot be read, and nothing else; OSError when `source` cannot be opened.
    A fault behind the first member becomes a last member that is a Refusal.
    """
    with _open(source) as handle:
        count = 0
        try:
            for member in _read(name, handle):
                yield member
                count += 1
        except Refusal as refusal:
            if not count:
                raise
            yield Member(count, refusal, b"")
        # A fault of a library below a reader must cost no other member and no other file.
        except Exception as error:
            refusal = Refusal("reader_error", f"{type(error).__name__}: {error}")
            if not count:
                raise refusal from error
            yield Member(count, refusal, b"")


@contextmanager
def _open(source: bytes | Path) -> Iterator[BinaryIO]:
    with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as handle:
        yield handle


def _read(name: str, handle: BinaryIO) -> Members:
    format_of_name(name)
    data = handle.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise Refusal("too_large", f"more than {MAX_FILE_BYTES} bytes; split the file")
    if not data.strip():
        raise Refusal("empty", "the file holds nothing but white space")
    text = decode(data)
    match detect_format(name, text):
        case "json":
            yield from read_json(text)
        case "json_lines":
            yield from read_json_lines(text)
        case "html":
            yield Member(0, read_html(text), data)
        case _:
            yield Member(0, read_text(text), data)
