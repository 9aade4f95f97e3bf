"""The blocks of text of a web page, and which of them are the story.

A block is the text between two borders of block elements or two line breaks. The story stands in the smallest element that
holds most of the page's prose: sentences outside links. This is the idea of text density (Kohlschütter et al. 2010,
"Boilerplate Detection using Shallow Text Features"), with fixed rules instead of a trained classifier.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement

from orchestration.articles.characters import fold_spaces, word_set

BLOCK_TAGS = word_set(
    "html body p h1 h2 h3 h4 h5 h6 li blockquote pre div section article main header footer nav aside td th tr table tbody ul "
    "ol dl dd dt hr figure figcaption form fieldset center address details summary title option button label"
)
UNSEEN_TAGS = word_set("script style noscript template head svg")
HEADING_TAGS = word_set("h1 h2 h3 h4 h5 h6")
TEXT_TAGS = word_set("p blockquote li dd pre")
BOLD_TAGS = word_set("b strong big")
LARGE_FONTS = word_set("4 5 6 7 +1 +2 +3 +4")
SENTENCE_END = re.compile(r"[.!?…。！？؟।۔:;][\"'”’»)\]]*\s*$")
LETTERS = re.compile(r"\W+")
MIN_PROSE_CHARACTERS = 40
LONG_PROSE_CHARACTERS = 100
MIN_PROSE_WORDS = 4
MAX_SIGNS = 20
MAX_LINKED = 0.5
ALL_LINKED = 0.9
REGION_SHARE = 0.8


@dataclass(frozen=True)
class Block:
    """Text with `\\n` for its line breaks (all of them inside `pre`), the same on one line, the block element that it stands
    in, the share of its characters that are links, and whether all of it is bold.
    """

    text: str
    line: str
    element: HtmlElement
    linked: float
    is_bold: bool

    @property
    def is_heading(self) -> bool:
        return self.element.tag in HEADING_TAGS

    @cached_property
    def is_prose(self) -> bool:
        """Whether it reads as sentences of a story and not as a label or a row of links."""
        line = self.line
        if self.is_heading or self.linked > MAX_LINKED or len(line) < MIN_PROSE_CHARACTERS:
            return False
        return len(line) >= LONG_PROSE_CHARACTERS or SENTENCE_END.search(line) is not None


def read_blocks(root: HtmlElement, furniture: Container[HtmlElement] = ()) -> tuple[list[Block], list[str]]:
    """All blocks below an element that hold a visible character, in the order of the page, and the lines of its furniture.

    `furniture` are elements whose text is no part of a block; one inside a paragraph does not part it.
    """
    blocks: list[Block] = []
    aside: list[str] = []
    places = [root]
    parts: list[str] = []
    aside_parts: list[str] = []
    seen = linked = bold = on_line = 0
    in_link = in_bold = in_pre = unseen = in_furniture = 0

    def close() -> None:
        nonlocal seen, linked, bold, on_line
        if seen:
            text = "".join(parts)
            blocks.append(Block(text, fold_spaces(text), places[-1], linked / seen, bold == seen))
        parts.clear()
        seen = linked = bold = on_line = 0

    def close_aside() -> None:
        if line := fold_spaces(" ".join(aside_parts)):
            aside.append(line)
        aside_parts.clear()

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        is_start = event == "start"
        step = 1 if is_start else -1
        if tag in UNSEEN_TAGS:
            unseen += step
        is_furniture = element in furniture
        if in_furniture or is_furniture:
            if tag in BLOCK_TAGS or is_furniture:
                close_aside()
            in_furniture += step if is_furniture else 0
        elif tag in BLOCK_TAGS:
            close()
            if is_start:
                places.append(element)
            else:
                places.pop()
            in_pre += step if tag == "pre" else 0
        elif tag == "br" and is_start:
            # Two breaks part paragraphs; one parts a bold line, which may be a heading, from the text around it.
            if not on_line or bold == seen:
                close()
            else:
                parts.append("\n")
            on_line = 0
        elif tag == "a":
            in_link += step
        elif tag in BOLD_TAGS or (tag == "font" and element.get("size") in LARGE_FONTS):
            if is_start and not in_bold and not on_line:
                close()
            in_bold += step
        text = element.text if is_start else element.tail
        if not text or unseen or (element is root and not is_start):
            continue
        if in_furniture:
            aside_parts.append(text)
            continue
        parts.append(text if in_pre else text.replace("\n", " "))
        length = len(text) - text.count(" ") - text.count("\n")
        seen += length
        on_line += length
        linked += length if in_link else 0
        bold += length if in_bold else 0
    close()
    return blocks, aside


def letters_of(line: str) -> str:
    """The letters and figures of a line, for comparing two that differ in spaces, signs and capitals."""
    return LETTERS.sub("", line).casefold()


def same_words(first: str, second: str) -> bool:
    """Whether two lines have the same letters and figures in the same order."""
    return abs(len(first) - len(second)) <= MAX_SIGNS and letters_of(first) == letters_of(second)


def find_story(blocks: Sequence[Block], title: str | None) -> tuple[list[Block], list[Block]]:
    """The blocks of the story without its title, and those that stand closely above it (up to six, and what is no prose
    between title and story): there bylines and dates are printed.
    """
    start_of_region, end = _find_region(blocks, title)
    place_of_title = _place_of(title, blocks[:end]) if title else None
    start = start_of_region if place_of_title is None else place_of_title + 1
    teasers = _teasers(blocks[start:end])
    story: list[Block] = []
    around = list(blocks[max(0, start - 7) : max(0, start - (0 if place_of_title is None else 1))])
    for block in blocks[start:end]:
        if not any(parent in teasers for parent in _parents(block.element)) and _belongs(block):
            story.append(block)
        elif not story:
            around.append(block)
    while story and story[-1].is_heading:
        story.pop()
    return story, around


def _belongs(block: Block) -> bool:
    line = block.line
    is_sentence = SENTENCE_END.search(line) is not None
    if block.linked >= ALL_LINKED or (block.linked > MAX_LINKED and block.element.tag != "p"):
        return is_sentence and not block.is_heading
    if block.is_heading or block.element.tag in TEXT_TAGS:
        return True
    if any(parent.tag in TEXT_TAGS for parent in block.element.iterancestors()):
        return True
    return block.is_prose or (is_sentence and len(line.split()) >= MIN_PROSE_WORDS)


def _find_region(blocks: Sequence[Block], title: str | None) -> tuple[int, int]:
    """Start and end of the blocks below the smallest element that holds most of the prose."""
    prose = [block for block in blocks if block.is_prose] or [block for block in blocks if not block.is_heading]
    weights: dict[HtmlElement, int] = {}
    for block in prose:
        for element in _parents(block.element):
            weights[element] = weights.get(element, 0) + len(block.text)
    if not weights:
        return 0, len(blocks)
    region = _article_of(title, blocks, weights)
    if region is None:
        total = max(weights.values())
        region = min((e for e in weights if weights[e] >= REGION_SHARE * total), key=lambda e: (weights[e], -_depth(e)))
    wanted = {region, *(sibling for sibling in region.itersiblings() if _is_alike(sibling, region) and sibling in weights)}
    places = [index for index, block in enumerate(blocks) if block.is_prose and _is_within(block, wanted)]
    start, end = (places[0], places[-1] + 1) if places else (0, len(blocks))
    while start > 0 and _is_within(blocks[start - 1], wanted):
        start -= 1
    while end < len(blocks) and _is_within(blocks[end], wanted):
        end += 1
    return start, end


def _article_of(title: str | None, blocks: Sequence[Block], weights: dict[HtmlElement, int]) -> HtmlElement | None:
    """The `article` element that holds both the title and prose; on a page of several it is the one that is meant."""
    place = _place_of(title, blocks) if title else None
    if place is None:
        return None
    return next((e for e in _parents(blocks[place].element) if e.tag == "article" and weights.get(e)), None)


def _place_of(title: str, blocks: Sequence[Block]) -> int | None:
    """Where the title stands: as a heading if it does, else the first time."""
    places = [index for index, block in enumerate(blocks) if same_words(block.line, title)]
    headings = [index for index in places if blocks[index].is_heading]
    return next(iter(headings or places), None)


def _teasers(blocks: Sequence[Block]) -> set[HtmlElement]:
    """Elements whose heading is a link to another page: they announce another story."""
    teasers: set[HtmlElement] = set()
    for block in blocks:
        if block.is_heading and block.linked >= ALL_LINKED:
            parent = block.element.getparent()
            links = [link.get("href") or "" for link in block.element.iter("a")]
            if parent is not None and parent.tag not in ("body", "main") and not all(link.startswith("#") for link in links):
                teasers.add(parent)
    return teasers


def _is_within(block: Block, elements: set[HtmlElement]) -> bool:
    return not elements.isdisjoint(_parents(block.element))


def _is_alike(element: HtmlElement, other: HtmlElement) -> bool:
    return element.tag == other.tag and bool(other.get("class")) and element.get("class") == other.get("class")


def _parents(element: HtmlElement) -> list[HtmlElement]:
    return [element, *element.iterancestors()]


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())
