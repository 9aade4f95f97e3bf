"""JSON: one article, an array, an object that holds an array (NewsAPI `articles`, GDELT DOC, JSON Feed); JSON lines.

The keys of the common shapes are known; the story is the title and the full text, a description only where there is no
text, and a bare title where there is neither.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO

from orchestration.articles.characters import one_line
from orchestration.articles.columns import UNMAPPED, ColumnMap, look_up
from orchestration.articles.fields import (
    BYLINE_KEYS,
    LANGUAGE_KEYS,
    MODIFIED_KEYS,
    SOURCE_KEYS,
    SUMMARY_KEYS,
    TEXT_KEYS,
    TIME_KEYS,
    TITLE_KEYS,
    URL_KEYS,
)
from orchestration.articles.publication_dates import parse_publication_time
from orchestration.articles.readers.html import read_html_fragment
from orchestration.articles.readers.lines import read_lines
from orchestration.articles.retraction import publisher_article_id, withdrawal_word
from orchestration.articles.story import Member, Members, Publication, Refusal, Story, StoryText, check_length
from orchestration.articles.story_text import clean_paragraphs, read_story_text

LIST_KEYS = (
    "articles", "items", "results", "data", "docs", "documents", "entries", "stories", "value", "hits", "response", "feed",
)  # fmt: skip
BLOCK_TAG = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|article|section|table)\b", re.I)
INLINE_TAG = re.compile(r"</?(?:a|abbr|b|i|em|strong|span|u|font|sup|sub|mark|small|img)(?:\s[^<>]{0,2000})?/?>", re.I)
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,20});", re.I)
REMOVED = frozenset({"[removed]", "removed", "null", "none", "n/a"})
# Parsed, a value takes far more memory than its two or three characters; an article has few for its length.
VALUE_MARKS = ",[{"
MAX_VALUES = 2_000_000


def read_json(text: str, columns: ColumnMap = UNMAPPED) -> Members:
    """The articles of a JSON file.

    Raises Refusal `broken_json` when it cannot be parsed, `nested_too_deep`, `too_large` when it holds too many values.
    """
    text = text.lstrip("\ufeff")
    try:
        parsed = _parse(text)
    except Refusal:
        if not _is_lines(text):
            raise
        yield from read_json_lines(BytesIO(text.encode("utf-8", "surrogatepass")), columns)
        return
    for index, found in enumerate(_articles_of(parsed, columns)):
        yield _member(index, found, columns)


def read_json_lines(handle: BinaryIO, columns: ColumnMap = UNMAPPED) -> Members:
    """One article per line, read one after the other; a line that cannot be parsed is refused and its neighbours stay.

    Empty lines do not count.
    """
    index = 0
    for line in read_lines(handle):
        if not line.data.strip():
            continue
        try:
            if isinstance(line.text, Refusal):
                raise line.text
            yield _member(index, _parse(line.text), columns)
        except Refusal as refusal:
            yield Member(index, refusal, line.data.rstrip(b"\r\n"))
        index += 1
    if not index:
        raise Refusal("empty", "the file holds no line of JSON")


def _is_lines(text: str) -> bool:
    """Whether the first line is JSON by itself and others follow: JSON lines under the name of JSON."""
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest) and isinstance(_parse(first), dict)
    except Refusal:
        return False


def _parse(text: str) -> Any:
    if sum(map(text.count, VALUE_MARKS)) > MAX_VALUES:
        raise Refusal("too_large", f"more than {MAX_VALUES} values; split the file")
    try:
        return json.loads(text)
    except RecursionError as error:
        raise Refusal("nested_too_deep", "objects in objects, deeper than can be parsed") from error
    except json.JSONDecodeError as error:
        raise Refusal("broken_json", f"line {error.lineno}, column {error.colno}: {error.msg}") from error
    # A whole number of more than 4,300 digits.
    except ValueError as error:
        raise Refusal("broken_json", str(error)[:200]) from error


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
        publisher_article_id=publisher_article_id(found),
        withdrawal_word=withdrawal_word(found),
    )


def _story_text(title: str | None, content: str | None) -> StoryText:
    if content is None:
        return clean_paragraphs([], title)
    if BLOCK_TAG.search(content):
        return clean_paragraphs(read_html_fragment(content), title)
    if ENTITY.search(content) or INLINE_TAG.search(content):
        content = html.unescape(INLINE_TAG.sub("", content))
    return read_story_text(content, headline=title)


def _articles_of(parsed: object, columns: ColumnMap) -> Iterator[object]:
    named = look_up(parsed, columns.articles) if columns.articles else None
    found = named if isinstance(named, list) else _list_in(parsed)
    if found is None:
        yield parsed
        return
    if not found:
        raise Refusal("no_article_text", "the list of articles is empty")
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


def _member(index: int, found: object, columns: ColumnMap) -> Member:
    data = json.dumps(found, ensure_ascii=True, sort_keys=True).encode()
    if not isinstance(found, dict):
        return Member(
            index, Refusal("no_article_text", f"a JSON {type(found).__name__} where an article object is expected"), data
        )
    inner = found.get("_source")
    try:
        return Member(index, read_article(columns.apply(inner if isinstance(inner, dict) else found)), data)
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
