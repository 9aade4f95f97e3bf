"""Saved RSS, RDF and Atom feeds: one article an entry, of its full text where the feed carries it."""

import re
from calendar import timegm
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from orchestration.articles.characters import clean_characters
from orchestration.articles.readers.html import read_html_fragment
from orchestration.articles.readers.json_objects import read_article
from orchestration.articles.story import Member, Members, Refusal

MAX_FEED_CHARACTERS = 16 * 1024 * 1024
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}>")
ENTITY_DECLARATION = re.compile(r"<!ENTITY\b", re.I)
ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]", re.I)


def read_feed(text: str) -> Members:
    """The entries of a feed, in its order.

    Raises Refusal: `broken_xml`, `unsafe_xml` when it declares entities, `too_large`, `no_article_text` without entries.
    """
    import feedparser

    if len(text) > MAX_FEED_CHARACTERS:
        raise Refusal("too_large", f"a feed of {len(text)} characters; at most {MAX_FEED_CHARACTERS} are read")
    root = ROOT.search(text)
    if ENTITY_DECLARATION.search(text, 0, root.start() if root else len(text)):
        raise Refusal("unsafe_xml", "the document type declares entities, which may expand without end or name other files")
    # As a file: of a string the library would ask whether it is an address to fetch.
    file = BytesIO(XML_DECLARATION.sub("", clean_characters(text)).encode("utf-8"))
    parsed = feedparser.parse(
        file, sanitize_html=False, resolve_relative_uris=False, response_headers={"content-type": "text/xml; charset=utf-8"}
    )
    if not parsed.entries:
        fault = parsed.get("bozo_exception")
        if fault:
            raise Refusal("broken_xml", f"the feed cannot be parsed: {str(fault)[:200]}")
        raise Refusal("no_article_text", "the feed has no entry")
    for index, entry in enumerate(parsed.entries):
        yield _member(index, entry, parsed.feed)


def _member(index: int, entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Member:
    bodies = [part.get("value") or "" for part in entry.get("content") or ()]
    content = max([*bodies, entry.get("summary") or ""], key=len)
    published = entry.get("published_parsed") or entry.get("updated_parsed")
    origin = entry.get("source") or feed
    found = {
        "title": " ".join(read_html_fragment(f"<div>{entry.get('title') or ''}</div>")),
        "content": f"<div>{content}</div>" if content else None,
        "url": entry.get("link"),
        "published": entry.get("published") or entry.get("updated"),
        "timestamp": timegm(published) if published else None,
        "author": entry.get("author"),
        "source": origin.get("title"),
        "language": entry.get("language") or feed.get("language"),
    }
    data = repr(sorted(found.items())).encode("utf-8", "backslashreplace")
    try:
        return Member(index, read_article(found), data)
    except Refusal as refusal:
        return Member(index, refusal, data)
