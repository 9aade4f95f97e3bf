"""Web pages: the heading and the paragraphs of the story, by trafilatura, after the plain furniture has been cut away.

Cut before extraction: navigation, banners, bylines, kickers, captions, related links, adverts, comments, found by tag and
by the words of `class` and `id`; a part that holds the heading or most of the page's paragraphs is never cut.
"""

import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from functools import cache
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import DEFAULT_CONFIG

from orchestration.articles.characters import clean_characters, fold_spaces, word_set
from orchestration.articles.page_metadata import read_page_metadata
from orchestration.articles.paragraphs import Layout, to_paragraphs
from orchestration.articles.story import Publication, Refusal, Story, check_length
from orchestration.articles.story_text import clean_paragraphs, read_story_text

CUT_TAGS = word_set(
    "nav aside figcaption figure form button script style noscript iframe svg template dialog select textarea video "
    "audio canvas object embed map menu"
)
CUT_ROLES = word_set("navigation dialog banner search contentinfo complementary alertdialog menu")
# Words of class and id that no outlet uses for its story.
CUT_WORDS = word_set(
    "ad ads advert adverts advertisement advertising sponsored sponsor promo promoted banner share sharing social "
    "related recommended recommendations readmore trending popular byline author authors kicker eyebrow caption credit "
    "breadcrumb breadcrumbs nav navigation navbar menu sidebar tags topics toolbar footer popup modal overlay teaser "
    "outbrain taboola login account search breaking ticker timestamp copyright tweet twitter instagram facebook embed embeds"
)
# Words for what may outweigh a short story and is cut whatever its size.
ALWAYS_CUT_WORDS = word_set(
    "cookie cookies consent gdpr comment comments disqus newsletter paywall subscribe subscription signup"
)
CUT_PAIRS = frozenset(
    {("read", "more"), ("most", "read"), ("see", "also"), ("sign", "up"), ("more", "from"), ("top", "stories")}
)
KEPT_TAGS = word_set("html head body main article h1")
KEPT_SHARE = 0.5
BLOCK_TAGS = word_set(
    "p h1 h2 h3 h4 h5 h6 li blockquote pre div section article main header footer td th dd dt br hr tr table ul ol"
)
WORDS = re.compile(r"[^a-z0-9]+")
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}>")
LONGER_BY = 2
MAX_BYLINE_REST = 60


def read_html(text: str) -> Story:
    """The article of a page. Raises Refusal `no_article_text` when it has none (a script-only page, a cookie wall)."""
    tree = _parse(text)
    metadata = read_page_metadata(tree)
    _cut_furniture(tree)
    paragraphs = [part for part in _extract(tree) if not _names_author(part, metadata.byline)]
    story = clean_paragraphs(paragraphs, metadata.title)
    if metadata.article_body and len(metadata.article_body) > LONGER_BY * sum(len(part) for part in story.paragraphs):
        story = read_story_text(metadata.article_body, headline=metadata.title)
    if not any(any(character.isalnum() for character in part) for part in story.paragraphs):
        raise Refusal("no_article_text", "the page has no paragraph of a story; save it after its scripts have run")
    return Story(
        text=story,
        title=metadata.title,
        byline=metadata.byline,
        source_name=metadata.site_name,
        url=metadata.url,
        publication=Publication(metadata.published_at, "html") if metadata.published_at else None,
        language=metadata.language,
        withdrawal_word=metadata.withdrawal_word,
    )


def _names_author(paragraph: str, byline: str | None) -> bool:
    """Whether a short paragraph is the byline that the page's metadata know: `A. Writer in Town`."""
    author = fold_spaces(byline or "").casefold()
    text = fold_spaces(paragraph).casefold().removeprefix("by ")
    return bool(author) and len(text) <= len(author) + MAX_BYLINE_REST and text.startswith(author) and text[-1] not in '.!?”"'


def read_html_fragment(text: str) -> list[str]:
    """The paragraphs of a piece of HTML, as feeds and interfaces put it into a field; an empty list when there are none."""
    try:
        tree = _parse(text)
    except Refusal:
        return []
    _cut_furniture(tree)
    return _block_paragraphs(tree)


def _parse(text: str) -> HtmlElement:
    check_length(text)
    cleaned = XML_DECLARATION.sub("", clean_characters(text))
    try:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
        return document_fromstring(cleaned.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Refusal("no_article_text", f"the page cannot be parsed: {error}") from error


def _cut_furniture(tree: HtmlElement) -> None:
    total = _paragraph_length(tree)
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element.tag in KEPT_TAGS:
            continue
        words = _class_words(element)
        is_always_cut = element.tag in CUT_TAGS or (element.get("role") or "").lower() in CUT_ROLES or words & ALWAYS_CUT_WORDS
        if not (is_always_cut or words & CUT_WORDS or element.tag == "footer" or _is_hidden(element)):
            continue
        if element.find(".//h1") is not None or element.find(".//article") is not None:
            continue
        if is_always_cut or _paragraph_length(element) <= KEPT_SHARE * total:
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").lower().replace(" ", "")
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _class_words(element: HtmlElement) -> set[str]:
    """The words of class and id; pairs that mean links to other stories count as `related`."""
    words: set[str] = set()
    for value in (element.get("class"), element.get("id")):
        for name in (value or "").lower().split():
            parts = [part for part in WORDS.split(name) if part]
            words.update(parts)
            if not CUT_PAIRS.isdisjoint(pairwise(parts)):
                words.add("related")
    return words


def _paragraph_length(element: HtmlElement) -> int:
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def _extract(tree: HtmlElement) -> list[str]:
    """Paragraphs by trafilatura; where it finds nothing, those of the blocks that are left."""
    try:
        document = bare_extraction(tree, include_comments=False, include_tables=False, config=_extraction_config())
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        document = None
    body = getattr(document, "body", None)
    paragraphs = list(_document_paragraphs(body)) if body is not None else []
    return paragraphs or _block_paragraphs(tree)


@cache
def _extraction_config() -> ConfigParser:
    """Short stories are taken as they are found: the library's rescue for them runs all paragraphs into one."""
    config = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    return config


def _document_paragraphs(body: etree._Element) -> Iterator[str]:
    """Text of the leaf blocks of trafilatura's tree; a heading at the end heads nothing and is passed over."""
    blocks: list[tuple[str, str]] = []
    for element in body.iter("p", "head", "item", "quote", "code", "fw"):
        if any(child.tag in ("p", "item", "quote") for child in element.iterdescendants()):
            continue
        parts = [element.text or ""]
        for child in element.iterdescendants():
            parts.append("\n" if child.tag == "lb" else child.text or "")
            parts.append(child.tail or "")
        blocks.append((str(element.tag), "".join(parts)))
    while blocks and blocks[-1][0] == "head":
        blocks.pop()
    for _, text in blocks:
        yield from to_paragraphs(text.split("\n"), Layout(wrap_width=None, indent=0))


def _block_paragraphs(tree: HtmlElement) -> list[str]:
    """Text between the borders of block elements."""
    paragraphs: list[str] = []
    current: list[str] = []

    def close() -> None:
        folded = fold_spaces("".join(current))
        current.clear()
        if folded:
            paragraphs.append(folded)

    body = tree.find("body")
    for event, element in etree.iterwalk(body if body is not None else tree, events=("start", "end")):
        is_block = element.tag in BLOCK_TAGS
        if is_block:
            close()
        current.append((element.text if event == "start" else element.tail) or "")
    close()
    return paragraphs
