"""The headline of a web page and the name of its publisher, told apart where the page runs them together.

The tab title is cut at its separators: the part that the page shows as a line of its own is the headline, and what stands
at an end of the tab beside it is the publisher.
"""

import re
from collections.abc import Sequence

from orchestration.articles.characters import word_set
from orchestration.articles.line_kinds import PUBLICATION_WORDS, is_slug, read_outlet_line
from orchestration.articles.page_blocks import Block, same_words

SEPARATORS = re.compile(r"\s+(?:[-|–—·•»/]|::|>)\s+|\s*\|\s*")
ENDS = " \t-|–—·•»/:>"
NO_SITE = word_set("print home news live video watch latest story article page press release releases index main world")
MAX_SITE_WORDS = 5
MAX_BLOCKS_TO_PROSE = 6


def choose_title(blocks: Sequence[Block], announced: str | None, tab: str | None, site_name: str | None) -> str | None:
    """What the page shows as its heading comes first: that sentence is part of the story.

    `announced` is what meta tags and JSON-LD call the headline; `tab` is the `title` element.
    """
    wanted = without_site(announced, site_name) if announced else None
    shown = [block.line for block in blocks if wanted and block.is_heading and same_words(block.line, wanted)]
    if shown:
        return shown[0]
    headings = [block.line for block in blocks if block.element.tag == "h1" and not same_words(block.line, site_name or "")]
    if len(headings) == 1 and not (wanted and any(same_words(block.line, wanted) for block in blocks)):
        return headings[0]
    starting = [heading for heading in headings if tab and tab.startswith(heading)]
    if starting:
        return starting[0]
    return (
        wanted
        or _shown_part(blocks, tab, site_name)
        or _heading_above(blocks)
        or (without_site(tab, site_name) if tab else None)
    )


def choose_site_name(tab: str | None, title: str | None) -> str | None:
    """The publisher that the tab title names beside the headline, or alone; None where it names none for certain."""
    if not tab:
        return None
    if title and (tab.startswith(title) or tab.endswith(title)) and tab != title:
        rest = tab.removeprefix(title) if tab.startswith(title) else tab.removesuffix(title)
        parts = [part for part in SEPARATORS.split(rest.strip(ENDS)) if part.strip(ENDS)]
        return parts[0].strip(ENDS) if len(parts) == 1 and _is_site(parts[0].strip(ENDS)) else _with_publication_word(parts)
    parts = [part for part in SEPARATORS.split(tab) if part.strip(ENDS)]
    if len(parts) < 2:
        return None
    return _with_publication_word(parts) or (parts[-1] if _is_site(parts[-1]) else None)


def without_site(title: str, site_name: str | None) -> str:
    """The title without the publisher that stands at its end behind a separator."""
    ends = [match for match in SEPARATORS.finditer(title)]
    if not ends or not title[: ends[-1].start()].strip():
        return title
    head, tail = title[: ends[-1].start()].strip(), title[ends[-1].end() :].strip()
    is_site = same_words(tail, site_name) if site_name else len(tail.split()) <= MAX_SITE_WORDS - 1
    return head if is_site else title


def _is_site(name: str) -> bool:
    words = name.split()
    return 0 < len(words) <= MAX_SITE_WORDS and name[:1].isalnum() and not all(word.lower() in NO_SITE for word in words)


def _with_publication_word(parts: Sequence[str]) -> str | None:
    names = [part.strip(ENDS) for part in parts if _is_site(part)]
    return next((name for name in names if not PUBLICATION_WORDS.isdisjoint(name.lower().split())), None)


def _shown_part(blocks: Sequence[Block], tab: str | None, site_name: str | None) -> str | None:
    """The longest part of the tab title that stands as a line of its own closely above prose."""
    parts = [part.strip(ENDS) for part in SEPARATORS.split(tab or "")]
    parts = sorted((part for part in parts if part and part != site_name), key=len, reverse=True)
    above = [block for index, block in enumerate(blocks) if _prose_follows(blocks, index) and block.linked < 0.5]
    return next((part for part in parts if any(same_words(block.line, part) for block in above)), None)


def _heading_above(blocks: Sequence[Block]) -> str | None:
    """The heading, or the line in bold, closest above the first prose."""
    first = next((index for index, block in enumerate(blocks) if block.is_prose), 0)
    above = blocks[max(0, first - MAX_BLOCKS_TO_PROSE) : first]
    headings = [block for block in above if block.is_heading and not block.linked] or [
        block for block in above if block.is_bold and not block.linked and not _is_label(block.line)
    ]
    return headings[-1].line if headings else None


def _prose_follows(blocks: Sequence[Block], index: int) -> bool:
    return any(block.is_prose for block in blocks[index + 1 : index + 1 + MAX_BLOCKS_TO_PROSE])


def _is_label(line: str) -> bool:
    """Whether a bold line is no headline: one or two words, a slug, a date."""
    return len(line.split()) < 3 or is_slug(line) or read_outlet_line(line) is not None
