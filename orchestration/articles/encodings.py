"""Bytes to text: by byte order mark, as UTF-8 or UTF-16, by the declared charset where the bytes bear it out, else
Windows-1251 or -1252, whichever the bytes look like.
"""

import codecs
import re

from orchestration.articles.story import Refusal

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BINARY_BEGINNINGS = (
    b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf",
    b"{\\rtf", b"\xd0\xcf\x11\xe0", b"PAR1", b"SQLite format", b"\x28\xb5\x2f\xfd", b"Rar!", b"\x7fELF",
)  # fmt: skip
CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\r\f\x0b\x1b\x1a"))
SHARE_OF_CONTROL_BYTES = 0.003
# The charset that a page, an XML file declares in its first bytes.
DECLARED_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})""",
    re.I,
)
DECLARATION_WINDOW = 4000
# Python has codecs beside them that are no charset (`zip`, `unicode_escape`) or take long (`idna`, `punycode`).
CHARSET = re.compile(r"ascii|utf-8|(?:cp|iso8859-)\d+|koi8-[a-z]|mac-[a-z]+|gb\w+|big5\w*|euc_\w+|shift_\w+|tis-620")
MULTIBYTE_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH_LETTER = re.compile(rb"[\xc0-\xff\xa8\xb8\xb2\xb3\xbf\xaf\xaa\xba]+")
HIGH_BYTES = bytes(range(0x80, 0x100))
LEGACY_WINDOW = 100_000
# Charsets of Western and of Cyrillic letters that outlets and mail programs declare for one another's bytes.
WESTERN = frozenset({"cp1252", "iso8859-1", "iso8859-15", "ascii", "utf-8"})
CYRILLIC = frozenset({"cp1251"})
UTF16_SAMPLE = 20_000
SHARE_OF_ONE_SCRIPT = 0.95
SHARE_OF_SPACES = (0.04, 0.4)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; `declared` is the charset that something outside of it names (a MIME or HTTP header).

    Raises Refusal: `not_text` for binary content, `wrong_encoding` where no charset fits.
    """
    encoding, start = find_encoding(data, declared)
    return _strict(data[start:], encoding)


def find_encoding(data: bytes, declared: str | None = None, is_cut: bool = False) -> tuple[str, int]:
    """Python's name of the charset and the length of the byte order mark; `is_cut` where only a beginning is at hand.

    Raises Refusal as `decode` does.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    if data.startswith(BINARY_BEGINNINGS):
        raise Refusal("not_text", f"the first bytes {data[:8]!r} are those of a binary format; extract its text first")
    if b"\x00" in data or (declared or "").lower().startswith("utf-16"):
        wide = _find_utf16(data)
        if wide:
            return wide, 0
    if b"\x00" in data:
        raise Refusal("not_text", f"byte {data.index(0)} is NUL: the file is binary")
    controls = len(data) - len(data.translate(None, CONTROL_BYTES))
    if controls > SHARE_OF_CONTROL_BYTES * len(data):
        raise Refusal("not_text", f"{controls} of {len(data)} bytes are control codes: the file is binary")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=not is_cut)
        return "utf-8", 0
    except UnicodeDecodeError as error:
        return _find_legacy(data, error, declared), 0


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal(
            "wrong_encoding", f"marked as {encoding}, but byte {error.start} does not fit; save it as UTF-8"
        ) from error


def _find_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: decoded with the right order of bytes, it is text of one script with spaces in it."""
    sample = data[:UTF16_SAMPLE]
    sample = sample[: len(sample) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        if len(data) % 2 == 0 and "\x00" not in text and _is_of_one_script(text):
            return encoding
    return None


def _is_of_one_script(text: str) -> bool:
    """Whether nearly all characters are ASCII or of the one block of 256 that most others are from."""
    ascii_count = sum(character < "\x7f" and (character.isprintable() or character in "\n\r\t") for character in text)
    blocks: dict[int, int] = {}
    for character in text:
        if character > "\x7f":
            blocks[ord(character) >> 8] = blocks.get(ord(character) >> 8, 0) + 1
    spaces = sum(map(text.count, " \n\r\t"))
    own = ascii_count + max(blocks.values(), default=0)
    # Text of one word has no space; its letters must then be plain ASCII.
    has_spaces = SHARE_OF_SPACES[0] <= spaces / max(len(text), 1) <= SHARE_OF_SPACES[1]
    return bool(text) and own >= SHARE_OF_ONE_SCRIPT * len(text) and (has_spaces or ascii_count == len(text))


def _find_legacy(data: bytes, error: UnicodeDecodeError, declared: str | None) -> str:
    # A window of the file is enough to tell, and bounds the time that a large file takes.
    window = data[max(0, error.start - LEGACY_WINDOW) : error.start + LEGACY_WINDOW]
    is_cyrillic = _is_cyrillic(window)
    name = _declared_codec(data, declared)
    overruled = CYRILLIC if not is_cyrillic else WESTERN
    if name and name not in overruled and name != "utf-8" and _fits(data, name):
        return "cp1252" if name in WESTERN and _fits(data, "cp1252") else name
    whole = len(MULTIBYTE_UTF8.findall(window))
    high = len(window) - len(window.translate(None, HIGH_BYTES))
    if whole >= 3 and whole > high / 4:
        raise Refusal("wrong_encoding", f"UTF-8 up to byte {error.start}, which does not fit; save it as UTF-8 throughout")
    for encoding in ("cp1251", "cp1252") if is_cyrillic else ("cp1252", "cp1251"):
        if _fits(data, encoding):
            return encoding
    raise Refusal("wrong_encoding", f"byte {error.start} fits neither UTF-8 nor Windows-1251 nor -1252; save it as UTF-8")


def _declared_codec(data: bytes, declared: str | None) -> str | None:
    found = DECLARED_CHARSET.search(data[:DECLARATION_WINDOW])
    names = [declared, *(group.decode("ascii") for group in found.groups() if group)] if found else [declared]
    for name in names:
        try:
            codec = codecs.lookup(name or "").name
        except (LookupError, ValueError):
            continue
        if CHARSET.fullmatch(codec):
            return codec
    return None


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, ValueError):
        return False
    return True


def _is_cyrillic(data: bytes) -> bool:
    """Cyrillic words are runs of high bytes; accents of Western text stand alone among ASCII letters."""
    runs = HIGH_LETTER.findall(data)
    letters = sum(len(run) for run in runs)
    return letters > 0 and sum(len(run) for run in runs if len(run) >= 3) > letters / 2
