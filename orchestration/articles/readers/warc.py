"""Web archives: the pages and texts among the answers that a crawler got, each with its address and time of capture."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from orchestration.articles.encodings import decode
from orchestration.articles.publication_dates import parse_publication_time
from orchestration.articles.readers.html import read_html
from orchestration.articles.readers.text import read_text
from orchestration.articles.story import MAX_FILE_BYTES, Member, Members, Refusal

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
READ_BYTES = 256 * 1024


def read_warc(handle: BinaryIO) -> Members:
    """The answers with status 200 that are pages or plain text; requests, redirects, pictures and scripts are passed over.

    Raises Refusal `broken_warc` from the damaged record on, `no_article_text` when there is neither page nor text.
    """
    index = 0
    for record in _records(handle):
        media, _, rest = (record.http_headers.get_header("Content-Type") or "").partition(";")
        if record.http_headers.get_statuscode() != "200" or media.strip().lower() not in (*PAGE_TYPES, "text/plain"):
            continue
        yield _member(index, record, media.strip().lower() in PAGE_TYPES, rest)
        index += 1
    if not index:
        raise Refusal("no_article_text", "no record is the answer to a request for a page")


def _records(handle: BinaryIO) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(handle):
            if record.rec_type == "response" and record.http_headers is not None:
                yield record
    # The library meets damaged headers with whatever its parsing runs into.
    except (ArchiveLoadFailed, ValueError, AttributeError, IndexError, TypeError, EOFError, OSError) as error:
        raise Refusal("broken_warc", f"a record cannot be read: {str(error)[:200]}") from error


def _member(index: int, record: Any, is_page: bool, parameters: str) -> Member:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    data = b""
    try:
        data = _read_payload(record)
        text = decode(data, _charset(parameters))
        story = read_html(text) if is_page else read_text(text)
        captured_at = parse_publication_time(record.rec_headers.get_header("WARC-Date"))
        return Member(index, replace(story, url=story.url or url, captured_at=captured_at), data)
    except Refusal as refusal:
        return Member(index, Refusal(refusal.reason_code, f"{url[:200]}: {refusal.detail}"), data)


def _read_payload(record: Any) -> bytes:
    """The body of the answer, unpacked. Raises Refusal when it is cut off or too large."""
    stream = record.content_stream()
    parts: list[bytes] = []
    count = 0
    while part := stream.read(READ_BYTES):
        parts.append(part)
        count += len(part)
        if count > MAX_FILE_BYTES:
            raise Refusal("too_large", f"more than {MAX_FILE_BYTES} bytes")
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise Refusal("broken_warc", "the record is shorter than its header says")
    return b"".join(parts)


def _charset(parameters: str) -> str | None:
    name, _, value = parameters.strip().partition("=")
    return value.strip("\"' ") if name.strip().lower() == "charset" else None
