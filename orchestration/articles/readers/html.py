"""Web pages: the heading and the paragraphs of the story, and what the page says about itself."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from orchestration.articles.characters import clean_characters, fold_spaces
from orchestration.articles.json_ld import read_linked_data
from orchestration.articles.page_blocks import Block, find_story, read_blocks, same_words
from orchestration.articles.page_furniture import find_furniture
from orchestration.articles.page_kinds import refusal_of
from orchestration.articles.page_metadata import PageMetadata, read_page_metadata
from orchestration.articles.paragraphs import Layout, to_paragraphs
from orchestration.articles.story import MAX_LEFT_OUT_CHARACTERS, Publication, Refusal, Story, StoryText, check_length
from orchestration.articles.story_text import clean_paragraphs, read_story_text

XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}>")
TAG_BEGINNING = re.compile(r"<[A-Za-z][\w:-]{0,50}")
MAX_TAG_CHARACTERS = 5_000
LONGER_BY = 1.3
PRE_SHARE = 0.5
MARKUP = re.compile(r"<(?:p|br|div)\b", re.I)
MAX_BYLINE_REST = 60


def read_html(text: str) -> Story:
    """The article of a page.

    Raises Refusal `no_article_text` when it has none (a script-only page, a film), `consent_page`, `login_page` or
    `error_page` when it is one of these, `too_large` over the limit.
    """
    tree = _parse(text)
    linked = read_linked_data(tree)
    furniture = find_furniture(tree, linked.closed_classes)
    blocks, aside = read_blocks(tree, furniture)
    metadata = read_page_metadata(tree, blocks, linked)
    story, used = _read_story(blocks, metadata)
    page_lines = [*aside, *(block.line for block in blocks)]
    refusal = refusal_of(tree, (metadata.title, metadata.tab_title), story.paragraphs, page_lines)
    if refusal:
        raise refusal
    return Story(
        text=_with_rest_of_page(story, page_lines, used),
        title=metadata.title if story.headline == metadata.title else None,
        byline=metadata.byline,
        source_name=metadata.site_name,
        url=metadata.url,
        publication=Publication(metadata.published_at, "html") if metadata.published_at else None,
        modified_at=metadata.modified_at,
        language=metadata.language,
        origin="html",
        withdrawal_word=metadata.withdrawal_word,
    )


def read_html_fragment(text: str) -> list[str]:
    """The paragraphs of a piece of HTML, as feeds and interfaces put it into a field; an empty list when there are none."""
    try:
        tree = _parse(text)
    except Refusal:
        return []
    return _paragraphs_of(read_blocks(tree, find_furniture(tree))[0])


def _parse(text: str) -> HtmlElement:
    check_length(text)
    cleaned = _without_long_tags(XML_DECLARATION.sub("", clean_characters(text)))
    try:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
        return document_fromstring(cleaned.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Refusal("no_article_text", f"the page cannot be parsed: {error}") from error


def _without_long_tags(text: str) -> str:
    """The page with every tag of more than MAX_TAG_CHARACTERS bare: the parser compares each attribute with all others."""
    parts = text.split(">")
    for index, part in enumerate(parts):
        start = TAG_BEGINNING.search(part) if len(part) > MAX_TAG_CHARACTERS else None
        if start and len(part) - start.end() > MAX_TAG_CHARACTERS:
            parts[index] = part[: start.end()]
    return ">".join(parts)


def _read_story(blocks: Sequence[Block], metadata: PageMetadata) -> tuple[StoryText, list[str]]:
    """The story among the blocks of a page, and the lines of the page that it was made of."""
    title = metadata.title
    wire = max((block for block in blocks if block.element.tag == "pre"), key=lambda block: len(block.text), default=None)
    if wire and len(wire.text) >= PRE_SHARE * sum(len(block.text) for block in blocks if block.is_prose):
        is_shown = any(same_words(block.line, title or "") for block in blocks)
        story = read_story_text(wire.text, headline=title if is_shown else None)
        return (story if story.headline else replace(story, headline=title)), [wire.line]
    found, above = find_story(blocks, title)
    paragraphs = [part for part in _paragraphs_of(found) if not _names_author(part, metadata.byline)]
    story = clean_paragraphs(paragraphs, title, above=[line for block in above for line in block.text.split("\n")])
    body = metadata.article_body or ""
    if len(body) > LONGER_BY * sum(len(part) for part in story.paragraphs):
        story = clean_paragraphs(read_html_fragment(body), title) if MARKUP.search(body) else read_story_text(body, title)
    return story, [block.line for block in found]


def _paragraphs_of(blocks: Sequence[Block]) -> list[str]:
    layout = Layout(wrap_width=None, indent=0)
    return [part for block in blocks for part in to_paragraphs(block.text.split("\n"), layout)]


def _names_author(paragraph: str, byline: str | None) -> bool:
    """Whether a short paragraph is the byline that the page's metadata know: `A. Writer in Town`."""
    author = fold_spaces(byline or "").casefold()
    text = fold_spaces(paragraph).casefold().removeprefix("by ")
    return bool(author) and len(text) <= len(author) + MAX_BYLINE_REST and text.startswith(author) and text[-1] not in '.!?”"'


def _with_rest_of_page(story: StoryText, page_lines: Sequence[str], used: Sequence[str]) -> StoryText:
    """The story with all lines of the page among what was left out that it was not made of."""
    made_of = Counter([*used, *story.paragraphs, *([story.headline] if story.headline else [])])
    rest: list[str] = []
    length = 0
    for line in page_lines:
        if made_of[line] > 0:
            made_of[line] -= 1
        elif length < MAX_LEFT_OUT_CHARACTERS:
            rest.append(line)
            length += len(line)
    return replace(story, left_out=(*rest, *story.left_out))
