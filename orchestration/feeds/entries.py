"""A feed's bytes to its entries, by feedparser; and what of an entry says that it is new or changed."""

import codecs
import hashlib
import json
import re
from calendar import timegm
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from orchestration.articles.publication_dates import parse_publication_time
from orchestration.feeds.addresses import FetchFailed
from orchestration.feeds.connection import Answer

MAX_TEXT_CHARACTERS = 1_000_000
MAX_FIELD_CHARACTERS = 2_000
# Clocks of servers go wrong; a story of next week is none.
EARLIEST_FUTURE = timedelta(days=1)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.I)
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True)
class Entry:
    """One entry of a feed. `key` stays when it is edited, `version` changes; times are ISO 8601 in UTC.

    `text` is its content, or else its summary; `is_html` says how it is written.
    """

    key: str
    version: str
    link: str | None
    title: str | None
    text: str | None
    is_html: bool
    author: str | None
    published_at: str | None
    modified_at: str | None

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Entry":
        return cls(**json.loads(text))


def read_feed(answer: Answer, now: datetime) -> list[Entry]:
    """The entries in the feed's order, each key once (the first stands). Raises FetchFailed `not_a_feed` for anything but
    RSS and Atom, such as the page that says that the feed is broken.
    """
    import feedparser

    headers = {"content-location": answer.url, "content-type": _xml_type(answer)}
    try:
        found = feedparser.parse(
            BytesIO(answer.body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    # What feeds hold can make the parser fail in many ways; a feed that it fails on is as good as none.
    except Exception as error:
        raise FetchFailed("not_a_feed", f"{type(error).__name__}: {error}", status=answer.status) from error
    if not found.get("version") and not found.entries:
        raise FetchFailed("not_a_feed", f"neither RSS nor Atom: {answer.body[:80]!r}", status=answer.status)
    entries: dict[str, Entry] = {}
    for raw in found.entries:
        # As a plain dict: feedparser's own gives the time of publication where there is none of a change.
        entry = _entry(dict(raw), now)
        entries.setdefault(entry.key, entry)
    return list(entries.values())


def _xml_type(answer: Answer) -> str:
    """The media type by which the charset is found (RFC 7303, 3: byte order mark, then the header, then the document).

    A type of `text/...` says nothing: its old default of ASCII was never what feeds are written in.
    """
    declared = CHARSET.search(answer.headers.get("content-type", ""))
    has_mark = answer.body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return f"application/xml; charset={declared.group(1)}" if declared and not has_mark else "application/xml"


def _entry(raw: Mapping[str, Any], now: datetime) -> Entry:
    title = raw.get("title_detail") or {}
    title_text = _plain(title.get("value") or "", title.get("type") in HTML_TYPES)
    text, is_html = _text(raw)
    link, guid = _short(raw.get("link")), _short(raw.get("id"))
    # Some feeds give every entry the same id, others one address: together they tell entries apart.
    key = _hash([guid, link] if guid or link else [title_text, text])
    return Entry(
        key=key,
        version=_hash([title_text, text, _short(raw.get("updated"))]),
        link=link,
        title=title_text,
        text=text,
        is_html=is_html,
        author=_short(raw.get("author")),
        published_at=_time(raw, "published", now) or _time(raw, "updated", now),
        modified_at=_time(raw, "updated", now),
    )


def _text(raw: Mapping[str, Any]) -> tuple[str | None, bool]:
    """The longest of the contents, or the summary, and whether it is HTML."""
    parts = [part for part in raw.get("content") or [] if (part.get("value") or "").strip()]
    if not parts and (raw.get("summary") or "").strip():
        parts = [raw.get("summary_detail") or {"value": raw["summary"], "type": "text/html"}]
    if not parts:
        return None, False
    best = max(parts, key=lambda part: len(part["value"]))
    return best["value"].strip()[:MAX_TEXT_CHARACTERS], best.get("type") in HTML_TYPES


def _plain(text: str, is_html: bool) -> str | None:
    if is_html and ("<" in text or "&" in text):
        from lxml.etree import LxmlError
        from lxml.html import fragment_fromstring

        with suppress(LxmlError, ValueError, AssertionError):
            text = str(fragment_fromstring(text[:MAX_FIELD_CHARACTERS], create_parent="div").text_content())
    return _short(text)


def _short(value: object) -> str | None:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text[:MAX_FIELD_CHARACTERS] or None


def _time(raw: Mapping[str, Any], name: str, now: datetime) -> str | None:
    """A time as ISO 8601 in UTC; None where there is none, it cannot be read, or it lies in the future."""
    at = parse_publication_time(raw.get(name))
    parsed = raw.get(f"{name}_parsed")
    if at is None and parsed:
        try:
            at = parse_publication_time(datetime.fromtimestamp(timegm(parsed), UTC).isoformat())
        except (ValueError, OverflowError, OSError):
            return None
    return at.isoformat() if at and at <= now + EARLIEST_FUTURE else None


def _hash(parts: Sequence[str | None]) -> str:
    text = json.dumps(parts, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
