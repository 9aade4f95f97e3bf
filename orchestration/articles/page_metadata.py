"""What a web page says about itself: meta tags, JSON-LD, microdata and RDFa, time elements, the canonical link."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from orchestration.articles.characters import one_line, word_set
from orchestration.articles.json_ld import LinkedData
from orchestration.articles.page_blocks import Block
from orchestration.articles.page_furniture import class_words
from orchestration.articles.page_titles import choose_site_name, choose_title
from orchestration.articles.publication_dates import find_printed_date, parse_publication_time
from orchestration.articles.retraction import withdrawal_word

PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "date", "article.published",
    "published_at", "datecreated",
)  # fmt: skip
MODIFIED_NAMES = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "article:updated_time", "datemodified",
    "date_modified", "last-modified", "last_modified", "lastmod", "dcterms.modified", "dc.date.modified", "article.updated",
    "updated_at", "revised",
)  # fmt: skip
TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
SITE_NAMES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "twitter:site_name")
AUTHOR_NAMES = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")
LANGUAGE_NAMES = ("content-language", "dc.language", "dcterms.language", "language", "og:locale")
BYLINE_WORDS = word_set("byline author authors reporter writer")
TIME_WORDS = word_set("date time datetime timestamp published posted pubdate dateline")
MODIFIED_WORDS = word_set("updated modified lastmod")
ASIDE_TAGS = word_set("aside nav")
ASIDE_WORDS = word_set("comment comments related sidebar widget teaser card recommended trending popular")
PREFIX = re.compile(r"^(?:schema|dc|dcterms|rnews|https?://schema\.org/)[:]?", re.I)
STATUS = "creativeWorkStatus"
MAX_BYLINE_CHARACTERS = 160
MAX_TIME_CHARACTERS = 80
MAX_MARKED = 500
MAX_PARTS_OF_TIME = 3


@dataclass(frozen=True)
class PageMetadata:
    """Fields of a page, each None where the page does not say.

    `article_body` is the text that its JSON-LD repeats, `tab_title` the whole `title` element.
    """

    title: str | None
    byline: str | None
    site_name: str | None
    url: str | None
    published_at: datetime | None
    modified_at: datetime | None
    language: str | None
    article_body: str | None
    tab_title: str | None
    withdrawal_word: str | None


def read_page_metadata(tree: HtmlElement, blocks: Sequence[Block], linked: LinkedData) -> PageMetadata:
    """The metadata of a parsed page with its blocks (without furniture) and its JSON-LD."""
    meta = _meta_values(tree)
    marked = _marked_values(tree)
    language = one_line(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang"))
    language = language or linked.text("inLanguage") or _first_named(meta, LANGUAGE_NAMES)
    tab = one_line(next((element.text_content() for element in tree.iter("title")), None))
    site_name = _first_named(meta, SITE_NAMES) or linked.site_name or marked.get("publisher")
    announced = _first_named(meta, TITLE_NAMES) or linked.text("headline") or marked.get("headline")
    title = choose_title(blocks, one_line(announced), tab, site_name)
    published_at, modified_at = _times(tree, meta, linked, marked, language)
    return PageMetadata(
        title=title,
        byline=linked.names("author") or _first_named(meta, AUTHOR_NAMES) or marked.get("author") or _shown_byline(tree),
        site_name=one_line(site_name) or choose_site_name(tab, title),
        url=_address(tree, meta, linked, marked),
        published_at=published_at,
        modified_at=modified_at,
        language=language,
        article_body=linked.text("articleBody"),
        tab_title=tab,
        withdrawal_word=withdrawal_word({"creativeWorkStatus": linked.text(STATUS) or linked.names(STATUS)}),
    )


def _meta_values(tree: HtmlElement) -> dict[str, str]:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("http-equiv")
        content = one_line(element.get("content"))
        if name and content:
            values.setdefault(name.strip().lower(), content)
    return values


def _marked_values(tree: HtmlElement) -> dict[str, str]:
    """Values of microdata (`itemprop`) and RDFa (`property`) on the page itself, by small name without prefix."""
    values: dict[str, str] = {}
    for element in tree.xpath("//*[@itemprop or (@property and not(self::meta))]")[:MAX_MARKED]:
        if _in_aside(element):
            continue
        for name in (element.get("itemprop") or element.get("property") or "").split():
            key = PREFIX.sub("", name).lower()
            if value := _marked_value(element, key):
                values.setdefault(key, value)
    return values


def _marked_value(element: HtmlElement, key: str) -> str | None:
    if key in ("author", "publisher", "creator") and element.get("content") is None:
        named = next(iter(element.xpath(".//*[@itemprop='name']")), element)
        return one_line(named.get("content") or named.text_content())
    for name in ("content", "datetime", "title", "href"):
        if element.get(name):
            return one_line(element.get(name))
    text = element.text_content() if key in ("headline", "datepublished", "datemodified", "datecreated") else None
    return one_line(text)


def _times(
    tree: HtmlElement, meta: Mapping[str, str], linked: LinkedData, marked: Mapping[str, str], language: str | None
) -> tuple[datetime | None, datetime | None]:
    """Time of publication and of the last change: what is stated for machines first, then what is shown."""
    published = _first_time(
        [*_named(meta, PUBLISHED_NAMES), linked.text("datePublished"), *_named(marked, PUBLISHED_NAMES)], language
    )
    modified = _first_time(
        [*_named(meta, MODIFIED_NAMES), linked.text("dateModified"), *_named(marked, MODIFIED_NAMES)], language
    )
    if published and modified:
        return published, modified
    shown, changed = _shown_times(tree)
    return published or _first_time(shown, language), modified or _first_time(changed, language)


def _shown_times(tree: HtmlElement) -> tuple[list[str], list[str]]:
    """Values of `time` elements, then of elements whose class speaks of a date; each as published or as changed."""
    published: list[str] = []
    modified: list[str] = []
    elements = [*tree.iter("time"), *tree.xpath("//*[not(self::time) and not(self::body) and (@class or @id)]")]
    for element in elements:
        words = class_words(element)
        if (element.tag != "time" and (words.isdisjoint(TIME_WORDS | MODIFIED_WORDS) or len(element) > 3)) or _in_aside(
            element
        ):
            continue
        value = element.get("datetime") or element.get("title") or element.text_content()
        if not value or len(value) > MAX_TIME_CHARACTERS:
            continue
        is_changed = bool(words & MODIFIED_WORDS) and not words & {"published"}
        (modified if is_changed else published).append(value)
    return published, modified


def _first_time(values: Sequence[str | None], language: str | None) -> datetime | None:
    return next((at for value in values if value and (at := parse_publication_time(one_line(value), language))), None)


def _address(tree: HtmlElement, meta: Mapping[str, str], linked: LinkedData, marked: Mapping[str, str]) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and "://" in (element.get("href") or ""):
            return one_line(element.get("href"))
    for value in (meta.get("og:url"), linked.address, marked.get("mainentityofpage"), meta.get("twitter:url")):
        if value and "://" in value:
            return value
    return None


def _shown_byline(tree: HtmlElement) -> str | None:
    """The innermost elements that are called an author's come first: `by <a rel=author>A. Trial</a>` says A. Trial."""
    found: list[HtmlElement] = []
    for element in tree.xpath("//body//*[@class or @rel or @id]"):
        is_named = not BYLINE_WORDS.isdisjoint(class_words(element)) or (element.get("rel") or "").lower() == "author"
        if is_named and element.tag not in ("img", "script") and not _in_aside(element):
            found.append(element)
    outer = {parent for element in found for parent in element.iterancestors()}
    for element in found:
        text = one_line(element.text_content())
        if element not in outer and text and len(text) <= MAX_BYLINE_CHARACTERS and not find_printed_date(text):
            return text
    return None


def _in_aside(element: HtmlElement) -> bool:
    return any(p.tag in ASIDE_TAGS or not ASIDE_WORDS.isdisjoint(class_words(p)) for p in _inner(element))


def _inner(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element and its ancestors, without `html` and `body`, whose classes speak of the whole layout."""
    yield element
    for parent in element.iterancestors():
        if parent.tag not in ("html", "body", "main", "article"):
            yield parent


def _named(values: Mapping[str, str], names: tuple[str, ...]) -> list[str]:
    return [values[name] for name in names if name in values]


def _first_named(values: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((values[name] for name in names if name in values and "://" not in values[name]), None)
