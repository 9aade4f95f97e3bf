"""Lines to paragraphs: hard wraps undone, bullets and indented lines begin a paragraph of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from orchestration.articles.characters import fold_spaces

BULLET = re.compile(r"\s*(?P<sign>[•◦▪‣●∙·]|[-–*](?=\s))\s*(?=\S)")
TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
MAX_WRAP_WIDTH = 120
MAX_SHARE_OF_LONG_LINES = 0.1
SHARE_OF_CLOSED_LINES = 0.6
SHORT_LINE_SHARE = 0.6


@dataclass(frozen=True)
class Layout:
    """How a text is set: `wrap_width` in characters, None where every line is a paragraph; `indent` common to all lines."""

    wrap_width: int | None
    indent: int


def measure_layout(lines: Sequence[str]) -> Layout:
    """Hard wraps are assumed where hardly a line is long and most lines that go on below end inside a sentence."""
    filled = [line for line in lines if line.strip()]
    if not filled:
        return Layout(None, 0)
    indent = min(_indent(line) for line in filled)
    long_lines = sum(len(line) > MAX_WRAP_WIDTH for line in filled)
    if long_lines > MAX_SHARE_OF_LONG_LINES * len(filled):
        return Layout(None, indent)
    going_on = [
        line
        for line, below in pairwise(lines)
        if line.strip() and below.strip() and _indent(below) <= indent and not BULLET.match(below)
    ]
    closed = sum(TERMINAL.search(line) is not None for line in going_on)
    if going_on and closed >= SHARE_OF_CLOSED_LINES * len(going_on):
        return Layout(None, indent)
    return Layout(max(len(line) for line in filled if len(line) <= MAX_WRAP_WIDTH), indent)


def would_have_fit(line: str, below: str, width: int) -> bool:
    """Whether the first word of the line below had room on this line: then the break is no wrap."""
    word = below.split(maxsplit=1)[0] if below.strip() else ""
    return len(line.rstrip()) + 1 + len(word) <= width


def starts_low(line: str) -> bool:
    """Whether the first letter or figure of a line is a small letter: the line goes on with a sentence."""
    return next((character.islower() for character in line if character.isalnum()), False)


def runs_on(above: str, below: str) -> bool:
    """Whether a sentence runs on over an empty line, as in texts that are set with two line ends everywhere."""
    word = below.split(maxsplit=1)[0]
    return TERMINAL.search(above) is None and word.isalpha() and word.islower()


def to_paragraphs(lines: Sequence[str], layout: Layout) -> list[str]:
    """Paragraphs on one line each, without bullet signs; empty lines part them, except in the middle of a sentence."""
    blocks: list[list[str]] = []
    bullets: list[bool] = []
    is_open = False
    for line in lines:
        if not line.strip():
            is_open = False
            continue
        above = blocks[-1] if is_open else []
        bullet = find_bullet(line, above[-1] if above else None)
        in_bullet = is_open and bullets[-1]
        if is_open and not bullet and not _begins_paragraph(above, line, layout, in_bullet):
            above.append(line)
        elif blocks and not is_open and not bullet and not bullets[-1] and runs_on(blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line[bullet.end() :] if bullet else line])
            bullets.append(bullet is not None)
        is_open = True
    return [joined for block in blocks if (joined := _join(block))]


def find_bullet(line: str, above: str | None) -> re.Match[str] | None:
    """The bullet sign at the start of a line, or None.

    A dash or star that a wrap has put at the start of a line, in the middle of a sentence, is no bullet.
    """
    match = BULLET.match(line)
    if match and match["sign"] in "-–*" and above is not None and not TERMINAL.search(above):
        return None if line[match.end() : match.end() + 1].islower() else match
    return match


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _begins_paragraph(block: Sequence[str], line: str, layout: Layout, in_bullet: bool) -> bool:
    above = block[-1]
    is_low = starts_low(line)
    is_closed = TERMINAL.search(above) is not None
    if layout.wrap_width is None:
        return is_closed or not is_low
    if not in_bullet and _indent(line) >= layout.indent + 2 and _indent(above) < _indent(line):
        return True
    if not in_bullet and _indent(line) >= layout.indent + 2 and is_closed:
        return True
    is_in_brackets = block[0].lstrip().startswith("(") and not any(")" in part for part in block)
    if is_low or is_in_brackets or not would_have_fit(above, line, layout.wrap_width):
        return False
    return is_closed or len(above.rstrip()) < SHORT_LINE_SHARE * layout.wrap_width


def _join(lines: Sequence[str]) -> str:
    joined = lines[0].rstrip()
    for line in lines[1:]:
        line = line.strip()
        is_hyphenated = len(joined) > 1 and joined[-1] == "-" and joined[-2].isalpha() and line[:1].islower()
        joined = f"{joined}{line}" if is_hyphenated else f"{joined} {line}"
    return fold_spaces(joined)
