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

MAX_FEED_CHARACTERS = 10_000_000
MAX_DEPTH = 1_000
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}>")
CHARACTER_DATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.S)
TAG = re.compile(r"<(/?)[A-Za-z_][^<>]*?(/?)>")


def read_feed(text: str) -> Members:
    """The entries of a feed, in its order.

    Raises Refusal: `broken_xml`, `nested_too_deep`, `too_large`, `no_article_text`.
    """
    import feedparser

    if len(text) > MAX_FEED_CHARACTERS:
        raise Refusal("too_large", f"a feed of {len(text)} characters; at most {MAX_FEED_CHARACTERS} are read")
    _check_depth(text)
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


def _check_depth(text: str) -> None:
    """Raises Refusal `nested_too_deep`: the time that the library takes grows with the square of the depth."""
    depth = 0
    for closing, empty in TAG.findall(CHARACTER_DATA.sub("", text)):
        depth += -1 if closing else 0 if empty else 1
        if depth > MAX_DEPTH:
            raise Refusal("nested_too_deep", f"elements in elements, more than {MAX_DEPTH} deep")


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
