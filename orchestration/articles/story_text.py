"""The story inside a text: headline and paragraphs, without slugs, bylines, outlet lines, credits and the dateline.

What is kept out of the body but says something (byline, outlet, place and date of the dateline, filing time, time of the
last change) is handed back beside it, and all lines that were kept out in their order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from orchestration.articles.characters import clean_characters, fold_spaces, one_line
from orchestration.articles.dateline import find_dateline
from orchestration.articles.line_kinds import (
    MAX_LINE_CHARACTERS,
    is_byline,
    is_credit,
    is_end_mark,
    is_note,
    is_slug,
    read_field,
    read_outlet_line,
    time_of_slug,
)
from orchestration.articles.paragraphs import (
    Layout,
    find_bullet,
    measure_layout,
    runs_on,
    starts_low,
    to_paragraphs,
    would_have_fit,
)
from orchestration.articles.publication_dates import parse_publication_time
from orchestration.articles.story import Publication, StoryText

MAX_HEADLINE_CHARACTERS = 220
MAX_HEADLINE_LINES = 3
MAX_MARKUP_LINES = 6
MAX_HEAD_LINES = 40
MAX_DATELINE_PARAGRAPHS = 3
CUT_MARK = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])?\s*\[\+\d+ chars?\]\s*$|\s*\[(?:…|\.\.\.)\]\s*$")
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[^\Wa-z])")
ABBREVIATION = re.compile(
    r"(?:\b\w|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Gov|Sen|Rep|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))$"
)
CLOSED_BY_PERIOD = re.compile(r"\.[\"'”’)\]]*$")
LETTER = re.compile(r"\w")
WORD_SIGN = re.compile(r"[^\W_]")
INITIALS_AT_END = re.compile(r"\b(?:[A-Z]\.){2,}$")


@dataclass
class _Head:
    """What the lines before the story say."""

    headline: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    times: list[datetime] = field(default_factory=list)
    modified_at: datetime | None = None
    left_out: list[str] = field(default_factory=list)


def read_story_text(text: str, headline: str | None = None) -> StoryText:
    """Headline and story paragraphs of a text of any layout.

    `headline` is one that is known from outside the text (a JSON title): it becomes the headline, and a first line that
    repeats it is not told twice. With neither, a text without headline has none, and its first paragraph is the story.
    """
    lines = [line.rstrip() for line in clean_characters(text).split("\n")]
    known = one_line(headline)
    head = _Head(headline=known)
    start = _read_head(lines, head)
    kept = _without_furniture(lines[start:], head)
    paragraphs = to_paragraphs(kept, measure_layout(kept))
    return _finish(paragraphs, head, known)


def clean_paragraphs(paragraphs: Sequence[str], headline: str | None, above: Sequence[str] = ()) -> StoryText:
    """The same for text that comes in paragraphs already, as from a web page.

    `above` are lines that stand above the story and may hold byline, outlet and date; they are no part of it.
    """
    known = one_line(headline)
    folded = [fold_spaces(clean_characters(paragraph)) for paragraph in paragraphs]
    head = _Head(headline=known)
    kept = _without_repeated(_without_furniture([paragraph for paragraph in folded if paragraph], head), known)
    while len(kept) > 1 and (is_byline(kept[0]) or read_outlet_line(kept[0])):
        _note_line(kept[0], head)
        head.left_out.append(kept.pop(0))
    for line in above:
        _note_line_above(fold_spaces(clean_characters(line)), head)
    return _finish(kept, head, known)


def _finish(paragraphs: list[str], head: _Head, known: str | None) -> StoryText:
    story: list[str] = []
    for paragraph in paragraphs:
        is_story = _has_words(paragraph) and not is_credit(paragraph)
        (story if is_story else head.left_out).append(paragraph)
    story = _without_repeated(story, known)
    place = None
    if story:
        whole, story[-1] = story[-1], _without_cut_sentence(story[-1])
        head.left_out.extend(_rest_of(whole, story[-1]))
    # A standfirst or an editor's note may stand above the paragraph with the dateline.
    for index, paragraph in enumerate(story[:MAX_DATELINE_PARAGRAPHS]):
        dateline = find_dateline(paragraph)
        if dateline:
            place = dateline.place
            story[index] = paragraph[dateline.end :]
            head.times.extend([dateline.at] if dateline.at else [])
            head.outlet = head.outlet or dateline.agency
            head.left_out.extend(_rest_of(paragraph, story[index]))
            break
    return StoryText(
        headline=head.headline,
        paragraphs=tuple(paragraph for paragraph in story if _has_words(paragraph)),
        byline=head.byline,
        outlet=head.outlet,
        url=head.url,
        dateline_place=place,
        publication=Publication(head.times[0], "dateline") if head.times else None,
        modified_at=head.modified_at,
        left_out=tuple(line for line in head.left_out if line),
    )


def _rest_of(whole: str, kept: str) -> list[str]:
    """What was cut off at one end of a paragraph."""
    rest = whole.removesuffix(kept) if kept and whole.endswith(kept) else whole.removeprefix(kept)
    return [rest.strip()] if rest.strip() else []


def _read_head(lines: Sequence[str], head: _Head) -> int:
    """Index of the first line of the story."""
    layout = measure_layout(lines)
    index = 0
    while index < min(len(lines), MAX_HEAD_LINES):
        line = fold_spaces(lines[index])
        if line.startswith("^"):
            end = _read_markup(lines, index, head)
            head.left_out.extend(fold_spaces(part) for part in lines[index:end])
            index = end
        elif not line or _note_line(line, head) or _is_furniture(line):
            head.left_out.append(line)
            index += 1
        elif head.headline is None:
            count = _headline_line_count(lines, index, layout)
            if not count:
                return index
            head.headline = fold_spaces(" ".join(lines[index : index + count]))
            index += count
        else:
            return index
    return index


def _note_line(line: str, head: _Head) -> bool:
    """Take in a line of the head; False where the line is none."""
    named = read_field(line)
    if named:
        key, value = named
        if key == "headline":
            head.headline = head.headline or value
        elif key == "byline":
            head.byline = head.byline or value
        elif key == "outlet":
            head.outlet = head.outlet or value
        elif key == "url":
            head.url = head.url or value
        elif key == "date":
            at = parse_publication_time(value)
            head.times.extend([at] if at else [])
        elif key == "modified":
            head.modified_at = head.modified_at or parse_publication_time(value)
        return True
    if is_byline(line):
        head.byline = head.byline or line
        return True
    outlet = read_outlet_line(line)
    if outlet is None:
        return False
    head.outlet = head.outlet or outlet.name
    head.times.extend([outlet.at] if outlet.at else [])
    head.modified_at = head.modified_at or outlet.modified_at
    return True


def _note_line_above(line: str, head: _Head) -> None:
    """Take in a line of a page above its story; a name there is the outlet's only beside an address or a date."""
    outlet = read_outlet_line(line)
    if is_byline(line):
        head.byline = head.byline or line
    elif outlet and (outlet.name is None or outlet.at or "|" in line):
        _note_line(line, head)


def _read_markup(lines: Sequence[str], index: int, head: _Head) -> int:
    """Index of the line after one element of wire markup: `^headline<`, `^Eds: note<`, `^By A. WRITER=`, `^Agency=`."""
    end = index
    while end < min(index + MAX_MARKUP_LINES, len(lines) - 1) and not lines[end].rstrip().endswith(("<", "=")):
        if not lines[end + 1].strip() or lines[end + 1].startswith("^"):
            break
        end += 1
    element = fold_spaces(" ".join(lines[index : end + 1]))
    content = element.strip("^<= ")
    if not content or is_note(content) or content.lower().startswith(("eds", "editor")):
        return end + 1
    if element.endswith("="):
        if is_byline(content):
            head.byline = head.byline or content
        else:
            head.outlet = head.outlet or content
    elif head.headline is None:
        head.headline = content
    return end + 1


def _headline_line_count(lines: Sequence[str], index: int, layout: Layout) -> int:
    """Number of lines of the headline that begins here; 0 where the line belongs to the story."""
    if find_bullet(lines[index], None) or find_dateline(fold_spaces(lines[index])):
        return 0
    end = index + 1
    while end < len(lines) and end - index < MAX_HEADLINE_LINES and _goes_on(lines, end, layout):
        end += 1
    headline = fold_spaces(" ".join(lines[index:end]))
    if len(headline) > MAX_HEADLINE_CHARACTERS or headline.endswith((",", ";", ":")):
        return 0
    if CLOSED_BY_PERIOD.search(headline) and not INITIALS_AT_END.search(headline):
        return 0
    rest = (fold_spaces(line) for line in lines[end:] if line.strip())
    first_below = next((line for line in rest if not _is_head_line(line)), None)
    if first_below is None or runs_on(lines[end - 1], first_below):
        return 0
    follows = lines[end]
    is_apart = not follows.strip() or find_bullet(follows, lines[end - 1]) is not None or _is_head_line(fold_spaces(follows))
    if is_apart or layout.wrap_width is None:
        return end - index
    return end - index if not starts_low(follows) and would_have_fit(lines[end - 1], follows, layout.wrap_width) else 0


def _goes_on(lines: Sequence[str], end: int, layout: Layout) -> bool:
    """Whether the line at `end` continues a wrapped headline above it."""
    line = lines[end]
    if not line.strip() or layout.wrap_width is None or find_bullet(line, lines[end - 1]) or _is_head_line(fold_spaces(line)):
        return False
    return not would_have_fit(lines[end - 1], line, layout.wrap_width) or starts_low(line)


def _is_head_line(line: str) -> bool:
    return line.startswith("^") or is_byline(line) or _is_furniture(line) or read_outlet_line(line) is not None


def _is_furniture(line: str) -> bool:
    if not line:
        return False
    if len(line) > MAX_LINE_CHARACTERS:
        return is_note(line)
    outlet = read_outlet_line(line)
    is_date = outlet is not None and outlet.name is None
    return is_date or is_slug(line) or is_note(line) or is_end_mark(line) or time_of_slug(line) is not None


def _without_furniture(lines: Sequence[str], head: _Head) -> list[str]:
    """The lines of the story; what the others say goes to the head: times in wire slugs first, then days that stand alone
    on a line, both before those that stood above the story.
    """
    kept: list[str] = []
    slugs: list[datetime] = []
    days: list[datetime] = []
    for line in lines:
        folded = fold_spaces(line)
        if not folded or not _is_furniture(folded):
            kept.append(line)
            continue
        head.left_out.append(folded)
        at, outlet = time_of_slug(folded), read_outlet_line(folded)
        if at:
            slugs.append(at)
        elif outlet:
            days.extend([outlet.at] if outlet.at else [])
            head.modified_at = head.modified_at or outlet.modified_at
    head.times = [*slugs, *days, *head.times]
    return kept


def _without_repeated(paragraphs: list[str], headline: str | None) -> list[str]:
    return paragraphs[1:] if paragraphs and headline and _same(paragraphs[0], headline) else paragraphs


def _has_words(text: str) -> bool:
    return WORD_SIGN.search(text) is not None


def _same(first: str, second: str) -> bool:
    """Whether two lines have the same letters and figures; most differ in the first, which is seen without the others."""
    begins = [found.group().casefold()[0] for line in (first, second) if (found := LETTER.search(line))]
    if len(begins) == 2 and begins[0] != begins[1]:
        return False
    return re.sub(r"\W+", "", first).casefold() == re.sub(r"\W+", "", second).casefold()


def _without_cut_sentence(paragraph: str) -> str:
    """Drop the mark of an aggregator that cut the text (`… [+1287 chars]`) and the sentence it cut.

    A paragraph that is nothing but the cut sentence goes whole.
    """
    mark = CUT_MARK.search(paragraph[-200:]) if "[" in paragraph[-200:] else None
    if not mark:
        return paragraph
    text = paragraph[: len(paragraph) - len(paragraph[-200:]) + mark.start()].rstrip()
    if text.endswith((".", "!", "?", "”", '"')) and not mark.group().lstrip().startswith(("…", "...")):
        return text
    ends = [match.end() for match in SENTENCE_END.finditer(text) if not ABBREVIATION.search(text[: match.start()][-12:])]
    return text[: ends[-1]] if ends else ""
