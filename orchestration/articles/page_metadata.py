"""What a web page says about itself: meta tags, JSON-LD, time elements, the canonical link."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml.html import HtmlElement

from orchestration.articles.characters import one_line, word_set
from orchestration.articles.publication_dates import parse_publication_time
from orchestration.articles.retraction import withdrawal_word

TIME_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "date", "article.published",
    "published_at",
)  # fmt: skip
TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "headline")
SITE_NAMES = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site_name")
AUTHOR_NAMES = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
ARTICLE_TYPES = word_set(
    "Article NewsArticle AnalysisNewsArticle ReportageNewsArticle BackgroundNewsArticle OpinionNewsArticle Report "
    "BlogPosting LiveBlogPosting WebPage"
)
MAX_JSON_LD_CHARACTERS = 1_000_000
MAX_JSON_LD_DEPTH = 6
MAX_BYLINE_CHARACTERS = 160
ASIDE_TAGS = ("aside", "nav", "footer")
TITLE_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ")


@dataclass(frozen=True)
class PageMetadata:
    """Fields of a page, each None where the page does not say; `article_body` is the text that its JSON-LD repeats."""

    title: str | None
    byline: str | None
    site_name: str | None
    url: str | None
    published_at: datetime | None
    language: str | None
    article_body: str | None
    withdrawal_word: str | None


def read_page_metadata(tree: HtmlElement) -> PageMetadata:
    """The metadata of a parsed page; call it before anything is cut from the tree."""
    meta = _meta_values(tree)
    linked = list(_json_ld_articles(tree))
    site_name = _first_named(meta, SITE_NAMES) or _first(_name_of(item.get("publisher")) for item in linked)
    return PageMetadata(
        title=_title(tree, meta, linked, site_name),
        byline=_first_named(meta, AUTHOR_NAMES)
        or _first(_name_of(item.get("author")) for item in linked)
        or _first(_shown_bylines(tree)),
        site_name=site_name,
        url=_address(tree, meta, linked),
        published_at=_published_at(tree, meta, linked),
        language=one_line(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
        article_body=_first(_string(item.get("articleBody")) for item in linked),
        withdrawal_word=_first(withdrawal_word({"creativeWorkStatus": item.get("creativeWorkStatus")}) for item in linked),
    )


def _meta_values(tree: HtmlElement) -> dict[str, str]:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = one_line(element.get("content"))
        if name and content:
            values.setdefault(name.strip().lower(), content)
    return values


def _json_ld_articles(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    for element in tree.iter("script"):
        text = element.text or ""
        if "ld+json" not in (element.get("type") or "").lower() or len(text) > MAX_JSON_LD_CHARACTERS:
            continue
        try:
            parsed = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(parsed, 0)


def _articles_in(parsed: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > MAX_JSON_LD_DEPTH:
        return
    if isinstance(parsed, list):
        for part in parsed:
            yield from _articles_in(part, depth + 1)
    elif isinstance(parsed, dict):
        kinds = parsed.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and name in ARTICLE_TYPES for name in names):
            yield parsed
        for key in ("@graph", "mainEntity"):
            yield from _articles_in(parsed.get(key), depth + 1)


def _title(tree: HtmlElement, meta: Mapping[str, str], linked: list[Mapping[str, Any]], site_name: str | None) -> str | None:
    """What the page shows as its heading comes first: that sentence is part of the story."""
    headings = [text for element in tree.iter("h1") if not _in_aside(element) and (text := one_line(element.text_content()))]
    announced = _first_named(meta, TITLE_NAMES) or _first(_string(item.get("headline")) for item in linked)
    tab = one_line(next((element.text_content() for element in tree.iter("title")), None))
    if len(headings) == 1 and headings[0] != site_name:
        return headings[0]
    for heading in headings:
        if heading == announced or (tab and tab.startswith(heading) and heading != site_name):
            return heading
    return _without_site(announced or tab, site_name)


def _without_site(title: str | None, site_name: str | None) -> str | None:
    if title is None:
        return None
    for sign in TITLE_SEPARATORS:
        head, found, tail = title.rpartition(sign)
        if (
            found
            and head
            and (site_name is None or tail.strip().casefold() == site_name.casefold())
            and len(tail.split()) <= 4
        ):
            return head.strip()
    return title


def _address(tree: HtmlElement, meta: Mapping[str, str], linked: list[Mapping[str, Any]]) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and "://" in (element.get("href") or ""):
            return one_line(element.get("href"))
    if "://" in meta.get("og:url", ""):
        return meta["og:url"]
    for item in linked:
        page = item.get("mainEntityOfPage")
        for value in (item.get("url"), page.get("@id") if isinstance(page, dict) else page):
            text = _string(value)
            if text and "://" in text:
                return text
    return None


def _published_at(tree: HtmlElement, meta: Mapping[str, str], linked: list[Mapping[str, Any]]) -> datetime | None:
    stated = [meta[name] for name in TIME_NAMES if name in meta] + [
        _string(item.get("datePublished")) or "" for item in linked
    ]
    elements = [element for element in tree.iter("time") if not _in_aside(element)]
    elements.sort(key=lambda element: not (element.get("pubdate") is not None or element.get("itemprop") == "datePublished"))
    shown = [element.get("datetime") or element.text_content() for element in elements]
    return next((at for value in (*stated, *shown) if (at := parse_publication_time(one_line(value)))), None)


def _shown_bylines(tree: HtmlElement) -> Iterator[str | None]:
    for element in tree.iter("p", "div", "span", "a", "address"):
        named = f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}".lower()
        if ("byline" in named or "author" in named) and not _in_aside(element):
            text = one_line(element.text_content())
            yield text if text and len(text) <= MAX_BYLINE_CHARACTERS else None


def _in_aside(element: HtmlElement) -> bool:
    return any(parent.tag in ASIDE_TAGS or "comment" in (parent.get("class") or "") for parent in element.iterancestors())


def _first_named(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta and "://" not in meta[name]), None)


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _name_of(value: object) -> str | None:
    parts = value if isinstance(value, list) else [value]
    names = [_string(part.get("name") if isinstance(part, dict) else part) for part in parts]
    return one_line(", ".join(name for name in names if name and "://" not in name))
