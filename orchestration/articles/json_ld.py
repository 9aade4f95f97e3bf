"""JSON-LD in web pages: the articles that a page describes, with the things that they point at by `@id`.

The vocabulary is schema.org's; a page may hold several scripts, each an object, an array or an `@graph`.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from orchestration.articles.characters import one_line, word_set

ARTICLE_TYPES = word_set(
    "Article NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "ReportageNewsArticle ReviewNewsArticle Report BlogPosting LiveBlogPosting SocialMediaPosting ImageGallery "
    "AdvertiserContentArticle"
)
PAGE_TYPES = word_set("WebPage ItemPage CollectionPage MediaGallery")
SITE_TYPES = word_set("WebSite NewsMediaOrganization Organization")
MAX_SCRIPT_CHARACTERS = 1_000_000
MAX_DEPTH = 8
MAX_OBJECTS = 2_000
Thing = Mapping[str, Any]


class LinkedData:
    """What the JSON-LD of a page says, articles before the page that holds them."""

    def __init__(self, things: list[Thing]) -> None:
        self._by_id: dict[str, Thing] = {}
        for thing in things:
            key = thing.get("@id")
            if isinstance(key, str) and len(thing) > len(self._by_id.get(key, {})):
                self._by_id[key] = thing
        self._articles = [t for t in things if types_of(t) & ARTICLE_TYPES] + [t for t in things if types_of(t) & PAGE_TYPES]
        self._sites = [thing for name in sorted(SITE_TYPES, reverse=True) for thing in things if name in types_of(thing)]

    def text(self, name: str) -> str | None:
        """The first text under that name in an article."""
        return next((text for thing in self._articles if (text := string(thing.get(name)))), None)

    def names(self, name: str) -> str | None:
        """The names of the people or the publisher under that name, with commas between."""
        return next((found for thing in self._articles if (found := self._name_of(thing.get(name)))), None)

    @property
    def site_name(self) -> str | None:
        """The publisher of the article, else the site or organization that the page describes."""
        return self.names("publisher") or next((name for site in self._sites if (name := self._name_of(site))), None)

    @property
    def address(self) -> str | None:
        """The canonical address of the article."""
        for thing in self._articles:
            page = thing.get("mainEntityOfPage")
            for value in (thing.get("url"), page.get("@id") if isinstance(page, dict) else page, thing.get("@id")):
                text = string(value)
                if text and text.lower().startswith(("http://", "https://")):
                    return text
        return None

    @property
    def closed_classes(self) -> frozenset[str]:
        """Classes of the parts that only subscribers see (`hasPart` with `isAccessibleForFree` false)."""
        selectors: set[str] = set()
        for thing in self._articles:
            parts = thing.get("hasPart")
            for part in parts if isinstance(parts, list) else [parts]:
                if isinstance(part, dict) and str(part.get("isAccessibleForFree")).lower() == "false":
                    selector = string(part.get("cssSelector"))
                    selectors.update([selector.lstrip(".")] if selector and selector.startswith(".") else [])
        return frozenset(selectors)

    def _name_of(self, value: object, is_resolved: bool = False) -> str | None:
        parts = value if isinstance(value, list) else [value]
        names: list[str] = []
        for part in parts[:20]:
            if isinstance(part, dict) and "name" not in part and not is_resolved:
                found = self._name_of(self._by_id.get(str(part.get("@id"))), is_resolved=True)
            else:
                found = string(part.get("name") if isinstance(part, dict) else part)
            if found and "://" not in found:
                names.append(found)
        return one_line(", ".join(names))


def read_linked_data(tree: HtmlElement) -> LinkedData:
    """All objects of all JSON-LD scripts; scripts that cannot be parsed or are too long are passed over."""
    things: list[Thing] = []
    for element in tree.iter("script"):
        text = element.text or ""
        if "ld+json" not in (element.get("type") or "").lower() or len(text) > MAX_SCRIPT_CHARACTERS:
            continue
        try:
            parsed = json.loads(text.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things_in(parsed, 0):
            things.append(thing)
            if len(things) >= MAX_OBJECTS:
                return LinkedData(things)
    return LinkedData(things)


def types_of(thing: Thing) -> set[str]:
    """The names of its types, without the vocabulary's address."""
    kinds = thing.get("@type")
    return {kind.rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}


def string(value: object) -> str | None:
    """A text that is one, or the `@value` of one."""
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, list) and value:
        value = value[0]
    return value.strip() or None if isinstance(value, str) else None


def _things_in(parsed: object, depth: int) -> Iterator[Thing]:
    if depth > MAX_DEPTH:
        return
    if isinstance(parsed, list):
        for part in parsed:
            yield from _things_in(part, depth + 1)
    elif isinstance(parsed, dict):
        if "@type" in parsed:
            yield parsed
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed"):
            if isinstance(parsed.get(key), dict | list):
                yield from _things_in(parsed[key], depth + 1)
