"""Bytes to text, and which reader a file is for. Content decides, the ending only whether a file is meant for us."""

import codecs
import re
from pathlib import PurePosixPath

from orchestration.articles.story import Refusal

FORMATS = {
    ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json", ".jsonl": "json_lines", ".ndjson": "json_lines",
}  # fmt: skip
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BINARY_BEGINNINGS = (
    b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf",
    b"{\\rtf", b"\xd0\xcf\x11\xe0", b"PAR1", b"SQLite format",
)  # fmt: skip
CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\r\f\x0b\x1b\x1a"))
SHARE_OF_CONTROL_BYTES = 0.003
DECLARED_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.I)
MULTIBYTE_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH_LETTER = re.compile(rb"[\xc0-\xff\xa8\xb8\xb2\xb3\xbf\xaf\xaa\xba]+")
HTML_BEGINNING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:(?><!--.{0,2000}?-->)\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|article|main|div|h1|p|meta|title)\b",
    re.I | re.S,
)
SNIFFED_CHARACTERS = 4000
HIGH_BYTES = bytes(range(0x80, 0x100))
LEGACY_WINDOW = 100_000


def format_of_name(name: str) -> str:
    """`text`, `html`, `json` or `json_lines`; raises Refusal `unsupported_format` for any other ending."""
    ending = PurePosixPath(name).suffix.lower()
    if ending not in FORMATS:
        raise Refusal("unsupported_format", f"the ending {ending or '(none)'} is none of {', '.join(FORMATS)}")
    return FORMATS[ending]


def detect_format(name: str, text: str) -> str:
    """The reader for a decoded file: what its content looks like, or what its ending says where the content says nothing."""
    by_name = format_of_name(name)
    head = text[:SNIFFED_CHARACTERS].lstrip("\ufeff \t\r\n")
    if by_name == "text" and HTML_BEGINNING.match(head):
        return "html"
    if by_name in ("text", "html") and re.match(r'\{\s*"|\[\s*\{\s*"', head):
        return "json"
    if by_name in ("json", "json_lines") and HTML_BEGINNING.match(head):
        return "html"
    if by_name == "html" and "<" not in text:
        return "text"
    return by_name


def decode(data: bytes) -> str:
    """The text of a file: by byte order mark, as UTF-8 or UTF-16, by a page's charset, else Windows-1251 or -1252.

    Raises Refusal: `not_text` for binary content, `wrong_encoding` where none of these fits.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if data.startswith(BINARY_BEGINNINGS):
        raise Refusal("not_text", f"the first bytes {data[:8]!r} are those of a binary format; extract its text first")
    if b"\x00" in data:
        return _decode_with_nuls(data)
    controls = len(data) - len(data.translate(None, CONTROL_BYTES))
    if controls > SHARE_OF_CONTROL_BYTES * len(data):
        raise Refusal("not_text", f"{controls} of {len(data)} bytes are control codes: the file is binary")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal(
            "wrong_encoding", f"marked as {encoding}, but byte {error.start} does not fit; save it as UTF-8"
        ) from error


def _decode_with_nuls(data: bytes) -> str:
    """UTF-16 text of mostly Latin letters has a NUL in every other byte; any other NUL means binary."""
    sample = data[:20_000]
    pairs = max(len(sample) // 2, 1)
    even, odd = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    for share, other, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if share > 0.4 and other < 0.02 and len(data) % 2 == 0:
            text = _strict(data, encoding)
            if "\x00" not in text:
                return text
    raise Refusal("not_text", f"byte {data.index(0)} is NUL: the file is binary")


def _decode_legacy(data: bytes, error: UnicodeDecodeError) -> str:
    declared = DECLARED_CHARSET.search(data[:4000])
    if declared:
        name = declared.group(1).decode("ascii", "replace").lower()
        if name not in ("utf-8", "utf8", "iso-8859-1", "latin-1", "us-ascii"):
            try:
                return data.decode(codecs.lookup(name).name)
            except (LookupError, UnicodeError):
                pass
    # A window of the file is enough to tell, and bounds the time that a large file takes.
    window = data[max(0, error.start - LEGACY_WINDOW) : error.start + LEGACY_WINDOW]
    whole = len(MULTIBYTE_UTF8.findall(window))
    high = len(window) - len(window.translate(None, HIGH_BYTES))
    if whole >= 3 and whole > high / 4:
        raise Refusal("wrong_encoding", f"UTF-8 up to byte {error.start}, which does not fit; save it as UTF-8 throughout")
    for encoding in ("cp1251", "cp1252") if _is_cyrillic(window) else ("cp1252", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("wrong_encoding", f"byte {error.start} fits neither UTF-8 nor Windows-1251 nor -1252; save it as UTF-8")


def _is_cyrillic(data: bytes) -> bool:
    """Cyrillic words are runs of high bytes; accents of Western text stand alone among ASCII letters."""
    runs = HIGH_LETTER.findall(data)
    letters = sum(len(run) for run in runs)
    return letters > 0 and sum(len(run) for run in runs if len(run) >= 3) > letters / 2
