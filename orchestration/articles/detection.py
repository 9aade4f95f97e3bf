"""Which reader a file is for: its first bytes decide, the ending only where they could be of several formats."""

import re
from pathlib import PurePosixPath

from orchestration.articles.encodings import find_encoding
from orchestration.articles.fields import KNOWN_KEYS, STORY_KEYS, key_of_heading
from orchestration.articles.story import Refusal

SNIFFED_BYTES = 64 * 1024
FORMATS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".xml": "feed", ".rss": "feed", ".atom": "feed", ".rdf": "feed",
    ".json": "json", ".jsonl": "json_lines", ".ndjson": "json_lines", ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".warc": "warc", ".eml": "message", ".pdf": "pdf",
    ".gz": "gzip", ".tgz": "gzip", ".bz2": "bzip2", ".tbz2": "bzip2", ".xz": "xz", ".txz": "xz", ".zip": "zip", ".tar": "tar",
}  # fmt: skip
# Formats that no text can be of, with the reason for a file that has the ending and not the content.
BROKEN = {
    "gzip": "broken_archive", "bzip2": "broken_archive", "xz": "broken_archive", "zip": "broken_archive",
    "tar": "broken_archive", "parquet": "broken_table", "pdf": "broken_pdf", "warc": "broken_warc",
}  # fmt: skip
SIGNATURES = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
)
# Office documents and books are zip archives, too.
OFFICE_ENDINGS = frozenset(".docx .docm .xlsx .xlsm .pptx .odt .ods .odp .epub .pages .jar .apk .kmz .whl".split())
OFFICE_MEMBERS = (b"[Content_Types].xml", b"mimetypeapplication/", b"META-INF/MANIFEST.MF")
PDF_WINDOW = 1024
TAR_MAGIC = slice(257, 262)
PROLOG = r"(?:(?><\?[^>]{0,300}>|<!--.{0,2000}?-->)\s*)*+"
HTML_BEGINNING = re.compile(PROLOG + r"<(?:!doctype\s+html|html|head|body|article|main|div|h1|p|meta|title)\b", re.I | re.S)
PAGE_BEGINNING = re.compile(PROLOG + r"<(?:!doctype\s+html|html)\b", re.I | re.S)
FEED_BEGINNING = re.compile(
    PROLOG + r"(?:<!doctype[^>\[]{0,300}>\s*)?" + PROLOG + r"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]", re.I | re.S
)
XML_BEGINNING = re.compile(r"<\?xml\b|<!doctype\b", re.I)
XML_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)")
ENTITY_DECLARATION = re.compile(r"<!doctype[^>]{0,2000}<!ENTITY", re.I)
JSON_BEGINNING = re.compile(r'\{\s*"|\[\s*\{\s*"')
JSON_LINES = re.compile(r'\{[^\n]*\}[ \t\r]*\n\s*\{\s*"')
HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t\r]*")
# Headers that nobody but a mail program writes.
MACHINE_HEADERS = frozenset({"message-id", "mime-version", "received", "return-path", "content-type", "delivered-to"})
DELIMITERS = ",;\t|"


def detect_format(name: str, head: bytes, declared: str | None = None) -> str:
    """The reader for a file that begins with `head` (SNIFFED_BYTES of it count): one of the values of FORMATS.

    `declared` is the charset named outside of the file. Raises Refusal: `unsupported_format` where no reader is for it,
    `not_text` and `wrong_encoding` where it is no text, `unsafe_xml`, or the reason in BROKEN.
    """
    ending = PurePosixPath(name).suffix.lower()
    by_name = FORMATS.get(ending)
    head = head[:SNIFFED_BYTES]
    binary = _detect_binary(ending, head)
    if binary:
        return binary
    try:
        encoding, start = find_encoding(head, declared, is_cut=len(head) >= SNIFFED_BYTES)
    except Refusal as refusal:
        if by_name in BROKEN:
            raise _broken(by_name, head) from refusal
        raise refusal if by_name else _unsupported(ending) from refusal
    text = head[start:].decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    found = _detect_text(by_name, text)
    if found:
        return found
    if by_name in BROKEN:
        # Programs that fetch pages unpack them and keep the ending: `story.txt.gz` may be the text itself.
        inner = FORMATS.get(PurePosixPath(PurePosixPath(name).stem).suffix.lower())
        if inner is None or inner in BROKEN:
            raise _broken(by_name, head)
        return inner
    if by_name is None:
        raise _unsupported(ending)
    return by_name


def find_delimiter(header: str) -> str:
    """The sign that parts the cells of a table's first line."""
    return max(DELIMITERS, key=lambda sign: (len(_known_headings(header, sign)), header.count(sign)))


def _detect_binary(ending: str, head: bytes) -> str | None:
    found = next((kind for signature, kind in SIGNATURES if head.startswith(signature)), None)
    if found == "zip" and (ending in OFFICE_ENDINGS or any(member in head for member in OFFICE_MEMBERS)):
        raise Refusal("unsupported_format", "an office document, a book or a program; save it as text, HTML or PDF")
    if found:
        return found
    if b"%PDF-" in head[:PDF_WINDOW]:
        return "pdf"
    return "tar" if head[TAR_MAGIC] == b"ustar" else None


def _detect_text(by_name: str | None, text: str) -> str | None:
    """The format that the text shows, None where it shows none."""
    if text.startswith("<"):
        return _detect_markup(by_name, text)
    if JSON_BEGINNING.match(text):
        return "json_lines" if JSON_LINES.match(text) or (by_name == "json_lines" and not _opens_only(text)) else "json"
    if by_name == "message" or _is_message(text):
        return "message"
    if by_name in (None, "text", "csv") and _is_table(text):
        return "csv"
    if by_name == "html" and "<" not in text:
        return "text"
    if by_name == "feed":
        raise Refusal("broken_xml", "the file does not begin with an element of XML")
    return None


def _detect_markup(by_name: str | None, text: str) -> str | None:
    if ENTITY_DECLARATION.search(text[: 4 * 2000]):
        raise Refusal("unsafe_xml", "the document type declares entities, which may expand without end or name other files")
    if FEED_BEGINNING.match(text):
        return "feed"
    if PAGE_BEGINNING.match(text) or (by_name not in ("markdown", "feed") and HTML_BEGINNING.match(text)):
        return "html"
    if by_name == "feed" or XML_BEGINNING.match(text):
        root = XML_ROOT.search(text)
        raise Refusal("unsupported_format", f"XML with the root {root[1][:50] if root else '(none)'}; RSS and Atom are read")
    return None


def _opens_only(text: str) -> bool:
    """Whether the first line opens an object or a list that ends lines below."""
    return text.startswith("[") or (not text.partition("\n")[0].rstrip("\r \t").endswith("}") and "\n" in text)


def _is_message(text: str) -> bool:
    names: set[str] = set()
    for line in text.split("\n", 60)[:60]:
        header = HEADER_LINE.match(line)
        if header:
            names.add(header[1].lower())
        elif not line.startswith((" ", "\t")) or not names:
            break
    return len(names) >= 3 and "from" in names and not names.isdisjoint(MACHINE_HEADERS)


def _is_table(text: str) -> bool:
    header = text.partition("\n")[0]
    known = _known_headings(header, find_delimiter(header))
    return len(known) >= 2 and not known.isdisjoint(STORY_KEYS)


def _known_headings(header: str, delimiter: str) -> set[str]:
    """The known names among the cells of a first line; none where it has cells longer than a heading is."""
    cells = [cell.strip().strip('"') for cell in header[:4000].split(delimiter)]
    return {key_of_heading(cell) for cell in cells if len(cell) <= 40} & KNOWN_KEYS if len(cells) > 1 else set()


def _broken(by_name: str, head: bytes) -> Refusal:
    return Refusal(BROKEN[by_name], f"the ending is that of a {by_name} file, but the first bytes {head[:8]!r} are not")


def _unsupported(ending: str) -> Refusal:
    return Refusal(
        "unsupported_format", f"neither the content nor the ending {ending or '(none)'} is of a format that is read"
    )
