"""The blocks of text of a web page, and which of them are the story.

A block is the text between two borders of block elements or two line breaks. The story stands in the smallest element that
holds most of the page's prose: sentences outside links. This is the idea of text density (Kohlschütter et al. 2010,
"Boilerplate Detection using Shallow Text Features"), with fixed rules instead of a trained classifier.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
MAX_LINKED = 0.5
ALL_LINKED = 0.9
REGION_SHARE = 0.8


@dataclass(frozen=True)
class Block:
    """Text with `\\n` for its line breaks (all of them inside `pre`), the block element that it stands in, the share of its
    characters that are links, and whether all of it is bold.
    """

    text: str
    element: HtmlElement
    linked: float
    is_bold: bool

    @property
    def line(self) -> str:
        """The text on one line."""
        return fold_spaces(self.text)

    @property
    def is_heading(self) -> bool:
        return self.element.tag in HEADING_TAGS

    @property
    def is_prose(self) -> bool:
        """Whether it reads as sentences of a story and not as a label or a row of links."""
        line = self.line
        if self.is_heading or self.linked > MAX_LINKED or len(line) < MIN_PROSE_CHARACTERS:
            return False
        return len(line) >= LONG_PROSE_CHARACTERS or SENTENCE_END.search(line) is not None


def read_blocks(root: HtmlElement) -> list[Block]:
    """All blocks below an element that hold a visible character, in the order of the page."""
    blocks: list[Block] = []
    places = [root]
    parts: list[str] = []
    counts = {"all": 0, "linked": 0, "bold": 0, "line": 0}
    depth = {"link": 0, "bold": 0, "pre": 0, "unseen": 0}

    def close() -> None:
        text = "".join(parts)
        parts.clear()
        if counts["all"]:
            linked, is_bold = counts["linked"] / counts["all"], counts["bold"] == counts["all"]
            blocks.append(Block(text, places[-1], linked, is_bold))
        counts.update(all=0, linked=0, bold=0, line=0)

    def add(text: str | None) -> None:
        if not text or depth["unseen"]:
            return
        parts.append(text if depth["pre"] else text.replace("\n", " "))
        seen = len(text) - text.count(" ") - text.count("\n")
        counts["all"] += seen
        counts["line"] += seen
        counts["linked"] += seen if depth["link"] else 0
        counts["bold"] += seen if depth["bold"] else 0

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        step = 1 if event == "start" else -1
        if tag in BLOCK_TAGS:
            close()
            if event == "start":
                places.append(element)
            else:
                places.pop()
            depth["pre"] += step if tag == "pre" else 0
        elif tag == "br" and event == "start":
            # Two breaks part paragraphs; one parts a bold line, which may be a heading, from the text around it.
            if not counts["line"] or counts["bold"] == counts["all"]:
                close()
            else:
                parts.append("\n")
            counts["line"] = 0
        elif tag == "a":
            depth["link"] += step
        elif tag in BOLD_TAGS or (tag == "font" and element.get("size") in LARGE_FONTS):
            if event == "start" and not depth["bold"] and not counts["line"]:
                close()
            depth["bold"] += step
        depth["unseen"] += step if tag in UNSEEN_TAGS else 0
        if event == "start":
            add(element.text)
        elif element is not root:
            add(element.tail)
    close()
    return blocks


def same_words(first: str, second: str) -> bool:
    """Whether two lines have the same letters and figures in the same order."""
    return LETTERS.sub("", first).casefold() == LETTERS.sub("", second).casefold()


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
    alike = [sibling for sibling in region.itersiblings() if _is_alike(sibling, region) and sibling in weights]
    inside = [i for i, block in enumerate(blocks) if any(e is region or e in alike for e in _parents(block.element))]
    return (inside[0], inside[-1] + 1) if inside else (0, len(blocks))


def _article_of(title: str | None, blocks: Sequence[Block], weights: dict[HtmlElement, int]) -> HtmlElement | None:
    """The `article` element that holds both the title and prose; on a page of several it is the one that is meant."""
    place = _place_of(title, blocks) if title else None
    if place is None:
        return None
    return next((e for e in _parents(blocks[place].element) if e.tag == "article" and weights.get(e)), None)


def _place_of(title: str, blocks: Sequence[Block]) -> int | None:
    """Where the title stands: as a heading if it does, else the last time before the story begins."""
    places = [i for i, block in enumerate(blocks) if len(block.text) < 2 * len(title) + 200 and same_words(block.line, title)]
    headings = [i for i in places if blocks[i].is_heading]
    return (headings or places or [None])[0]


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


def _is_alike(element: HtmlElement, other: HtmlElement) -> bool:
    return element.tag == other.tag and bool(other.get("class")) and element.get("class") == other.get("class")


def _parents(element: HtmlElement) -> list[HtmlElement]:
    return [element, *element.iterancestors()]


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())
