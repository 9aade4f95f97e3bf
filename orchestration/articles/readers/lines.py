"""Lines of a file that may be too large to hold: each bounded, each decoded by itself."""

from codecs import getreader
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from orchestration.articles.encodings import decode, find_encoding
from orchestration.articles.story import MAX_TEXT_CHARACTERS, Refusal

# A character takes four bytes of UTF-8 at most, or six of JSON's `\uXXXX`.
MAX_LINE_BYTES = 6 * MAX_TEXT_CHARACTERS
SAMPLE_BYTES = 1024 * 1024
RECODED_CHARACTERS = 256 * 1024


@dataclass(frozen=True)
class Line:
    """One line, without its end where it is refused; `data` are its bytes, of a line too long only the first."""

    text: str | Refusal
    data: bytes


def read_lines(handle: BinaryIO, declared: str | None = None) -> Iterator[Line]:
    """The lines from the start of the file. Raises Refusal where the beginning of the file is no text."""
    sample = handle.read(SAMPLE_BYTES)
    encoding, start = find_encoding(sample, declared, is_cut=len(sample) == SAMPLE_BYTES)
    handle.seek(start)
    wide = encoding.startswith(("utf-16", "utf-32"))
    for data in _wide_lines(handle, encoding) if wide else _byte_lines(handle):
        if len(data) > MAX_LINE_BYTES:
            yield Line(Refusal("too_large", f"a line of more than {MAX_LINE_BYTES} bytes"), data)
            continue
        try:
            yield Line(_decode_line(data, "utf-8" if wide else encoding), data)
        except Refusal as refusal:
            yield Line(refusal, data)


def _byte_lines(handle: BinaryIO) -> Iterator[bytes]:
    """Lines with their ends; of one over the limit its beginning, the rest of it passed over."""
    while line := handle.readline(MAX_LINE_BYTES + 1):
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = handle.readline(MAX_LINE_BYTES + 1)
        yield line


def _wide_lines(handle: BinaryIO, encoding: str) -> Iterator[bytes]:
    """The same for UTF-16 and -32, as UTF-8."""
    reader = getreader(encoding)(handle, "replace")
    pending = ""
    while text := reader.read(size=RECODED_CHARACTERS, chars=RECODED_CHARACTERS):
        *whole, pending = (pending + text).split("\n")
        for line in whole:
            yield f"{line}\n".encode("utf-8", "replace")
        if len(pending) > MAX_LINE_BYTES:
            raise Refusal("too_large", f"a line of more than {MAX_LINE_BYTES} characters")
    if pending:
        yield pending.encode("utf-8", "replace")


def _decode_line(data: bytes, encoding: str) -> str:
    if b"\x00" in data:
        raise Refusal("not_text", "the line holds a NUL byte")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return decode(data)
