"""JSON: one article, an array, an object that holds an array (NewsAPI `articles`, GDELT DOC, JSON Feed); JSON lines.

The keys of the common shapes are known; the story is the title and the full text, a description only where there is no
text, and a bare title where there is neither.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from orchestration.articles.characters import one_line
from orchestration.articles.publication_dates import parse_publication_time
from orchestration.articles.readers.html import read_html_fragment
from orchestration.articles.story import (
    MAX_ARTICLES_PER_FILE,
    Member,
    Members,
    Publication,
    Refusal,
    Story,
    StoryText,
    check_length,
)
from orchestration.articles.story_text import clean_paragraphs, read_story_text

TITLE_KEYS = ("title", "headline", "heading", "name")
TEXT_KEYS = ("content", "body", "text", "articleBody", "article_body", "maintext", "full_text", "fulltext", "article",
             "content_text", "content_html", "story", "plain_text")  # fmt: skip
SUMMARY_KEYS = ("description", "summary", "abstract", "excerpt", "lead")
TIME_KEYS = ("publishedAt", "published_at", "datePublished", "date_published", "date_publish", "pubDate", "publish_date",
             "publication_date", "published", "seendate", "date", "datetime", "timestamp", "created_at")  # fmt: skip
MODIFIED_KEYS = ("modifiedAt", "modified_at", "dateModified", "date_modified", "date_modify", "updatedAt", "updated_at",
                 "updated", "modified", "lastModified", "last_modified")  # fmt: skip
SOURCE_KEYS = ("source", "source_name", "outlet", "publisher", "publication", "site_name", "siteName", "domain")
URL_KEYS = ("canonical_url", "url", "link", "web_url", "webUrl", "id")
BYLINE_KEYS = ("author", "authors", "byline", "creator")
LANGUAGE_KEYS = ("language", "lang", "inLanguage")
LIST_KEYS = (
    "articles", "items", "results", "data", "docs", "documents", "entries", "stories", "value", "hits", "response", "feed",
)  # fmt: skip
ENTITY_OR_TAG = re.compile(r"<(?:p|div|br|h[1-6]|ul|article)\b", re.I)
REMOVED = frozenset({"[removed]", "removed", "null", "none", "n/a"})


def read_json(text: str) -> Members:
    """The articles of a JSON file. Raises Refusal `broken_json` when nothing can be parsed, `too_large` over the limit."""
    try:
        parsed = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data" and "\n" in text.strip():
            yield from read_json_lines(text)
            return
        raise Refusal("broken_json", _explain(error)) from error
    for index, found in enumerate(_articles_of(parsed)):
        yield _member(index, found)


def read_json_lines(text: str) -> Members:
    """One article per line; a line that cannot be parsed is refused and its neighbours stay. Empty lines do not count."""
    lines = [line for line in text.lstrip("\ufeff").split("\n") if line.strip()]
    if not lines:
        raise Refusal("empty", "the file holds no line of JSON")
    if len(lines) > MAX_ARTICLES_PER_FILE:
        raise Refusal("too_large", f"{len(lines)} lines; at most {MAX_ARTICLES_PER_FILE} are read, split the file")
    for index, line in enumerate(lines):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Member(index, Refusal("broken_json", _explain(error)), line.encode("utf-8", "surrogatepass"))
            continue
        yield _member(index, found)


def read_article(found: Mapping[str, Any]) -> Story:
    """One article object. Raises Refusal `no_article_text` when it holds neither title nor text."""
    title = one_line(_text(_first(found, TITLE_KEYS)))
    source = _source_name(found)
    if title and source:
        title = _without_outlet(title, source)
    content = _text(_first(found, TEXT_KEYS)) or _text(_first(found, SUMMARY_KEYS))
    if content is None and title is None:
        raise Refusal("no_article_text", f"the object has none of the keys {', '.join((*TITLE_KEYS[:2], *TEXT_KEYS[:4]))}")
    check_length(content or "")
    story = _story_text(title, content)
    if not any(character.isalnum() for character in story.body):
        raise Refusal("no_article_text", "title and text hold no letter and no figure")
    at = next((time for key in TIME_KEYS if (time := parse_publication_time(found.get(key)))), None)
    return Story(
        text=story,
        title=title,
        byline=_names(_first(found, BYLINE_KEYS)),
        source_name=source,
        url=next((found[key] for key in URL_KEYS if isinstance(found.get(key), str) and "://" in found[key]), None),
        publication=Publication(at, "metadata") if at else None,
        modified_at=next((time for key in MODIFIED_KEYS if (time := parse_publication_time(found.get(key)))), None),
        language=_text(_first(found, LANGUAGE_KEYS)),
    )


def _story_text(title: str | None, content: str | None) -> StoryText:
    if content is None:
        return clean_paragraphs([], title)
    if ENTITY_OR_TAG.search(content):
        return clean_paragraphs(read_html_fragment(content), title)
    return read_story_text(content, headline=title)


def _articles_of(parsed: object) -> Iterator[object]:
    found = _list_in(parsed)
    if found is None:
        yield parsed
        return
    if not found:
        raise Refusal("no_article_text", "the list of articles is empty")
    if len(found) > MAX_ARTICLES_PER_FILE:
        raise Refusal("too_large", f"{len(found)} articles; at most {MAX_ARTICLES_PER_FILE} are read, split the file")
    yield from found


def _list_in(parsed: object, depth: int = 0) -> list[Any] | None:
    if isinstance(parsed, list):
        return parsed
    if not isinstance(parsed, dict) or depth > 2 or _text(_first(parsed, TEXT_KEYS)):
        return None
    for key in LIST_KEYS:
        inner = parsed.get(key)
        if isinstance(inner, list | dict):
            found = _list_in(inner, depth + 1)
            if found is not None:
                return found
    return None


def _member(index: int, found: object) -> Member:
    data = json.dumps(found, ensure_ascii=True, sort_keys=True).encode()
    if not isinstance(found, dict):
        return Member(
            index, Refusal("no_article_text", f"a JSON {type(found).__name__} where an article object is expected"), data
        )
    inner = found.get("_source")
    try:
        return Member(index, read_article(inner if isinstance(inner, dict) else found), data)
    except Refusal as refusal:
        return Member(index, refusal, data)


def _first(found: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    for key in keys:
        value = found.get(key)
        if value not in (None, "", [], {}):
            return value
    return None


def _text(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("rendered") or value.get("text") or value.get("value") or value.get("html")
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if not isinstance(value, str) or value.strip().lower() in REMOVED:
        return None
    return value.strip() or None


def _source_name(found: Mapping[str, Any]) -> str | None:
    for key in SOURCE_KEYS:
        value = found.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title") or value.get("id")
        name = _text(value)
        if name and "://" not in name:
            return name
    return None


def _names(value: object) -> str | None:
    parts = value if isinstance(value, list) else [value]
    names = [part.get("name") if isinstance(part, dict) else part for part in parts]
    return ", ".join(name.strip() for name in names if isinstance(name, str) and name.strip()) or None


def _without_outlet(title: str, source: str) -> str:
    """Aggregators append the outlet to the headline: `Headline - Outlet`."""
    for sign in (" - ", " | ", " – ", " — "):
        head, _, tail = title.rpartition(sign)
        if head and tail.strip().casefold() == source.casefold():
            return head.strip()
    return title


def _explain(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: {error.msg}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]
