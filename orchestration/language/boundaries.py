"""Where a sentence must, must not or may begin, told from the words alone before the parser decides the rest.

Learnt sentence splitting is the weakest part of a parser; newspapers keep rules that a few lines can state.
"""

from collections.abc import Sequence
from dataclasses import dataclass

TERMINALS = frozenset({".", "!", "?", "…", "...", "。", "！", "？", "۔", "।"})
FULL_STOPS = frozenset({".", "。", "۔", "।"})
CLOSERS = frozenset({'"', "'", "”", "’", "»", ")", "]", "}", "''"})
QUOTES = frozenset({'"', "“", "‘", "„", "«"})
NUMBER_SIGNS = frozenset({"no.", "nos."})
HOURS = frozenset({"a.m.", "p.m."})
BULLETS = frozenset({"•", "◦", "▪", "‣", "·", "*", "-", "–", "—"})
NETWORK, BEFORE_NETWORK = "X.", ("on", "via")  # "wrote on X. On Saturday ..."
LONGEST_INITIAL = 2
DASHES = frozenset({"-", "–", "—", "--"})
DATELINE_MARKS = frozenset({",", ".", "(", ")", "/"})
LONGEST_DATELINE = 20


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Lower-case abbreviations with their full stop. Titles are never the last word of a sentence; others may be."""

    titles: frozenset[str]
    others: frozenset[str]


def sentence_starts(
    words: Sequence[str],
    spaced: Sequence[bool],
    line_starts: Sequence[bool],
    abbreviations: Abbreviations,
    is_headline: bool = False,
) -> list[bool | None]:
    """For each word: True, a sentence begins here; False, none does; None, the parser decides.

    `spaced[i]` tells whether a space stands before word i, `line_starts[i]` whether a line of the source begins there.
    In a headline sentences end with punctuation only, because capitals tell nothing there.
    """
    is_edited = _ends_a_sentence(words)
    starts: list[bool | None] = [True]
    starts += [_start(index, words, spaced, line_starts, abbreviations, is_edited) for index in range(1, len(words))]
    story = dateline_end(words, spaced)
    if story is not None:
        starts[1 : story + 1] = [False] * (story - 1) + [True]
    if is_headline:
        return [False if start is None and not _is_terminal(words[index - 1]) else start for index, start in enumerate(starts)]
    return starts


def dateline_end(words: Sequence[str], spaced: Sequence[bool]) -> int | None:
    """The word behind the dash of "ALMATY, Jan 7 (Agency) - Russia sent ...", with which the story begins; None without one.

    Before the dash stand only names, figures and their marks: in capitals, or parted by a comma or bracket.
    """
    for index in range(1, min(len(words) - 1, LONGEST_DATELINE)):
        word = words[index]
        if word in DASHES and spaced[index] and spaced[index + 1]:
            before = words[:index]
            is_marked = words[0].isupper() or "," in before or "(" in before
            return index + 1 if is_marked and len(words[0]) > 1 and not _is_lower(words[index + 1], index + 1, words) else None
        is_part_of_name = word in DASHES and not spaced[index]
        if not (word in DATELINE_MARKS or word[:1].isupper() or word[:1].isdigit() or is_part_of_name):
            return None
    return None


def _ends_a_sentence(words: Sequence[str]) -> bool:
    """Does the paragraph end as edited prose does? Then it ends all its sentences so, and none between two bare words."""
    last = len(words) - 1
    while last > 0 and words[last] in CLOSERS:
        last -= 1
    return last >= 0 and _is_terminal(words[last])


def _start(
    index: int,
    words: Sequence[str],
    spaced: Sequence[bool],
    line_starts: Sequence[bool],
    abbreviations: Abbreviations,
    is_edited: bool,
) -> bool | None:
    word = words[index]
    if word in CLOSERS and not spaced[index]:
        return False
    if line_starts[index] and word in BULLETS:
        return True
    last = index - 1
    while last > 0 and words[last] in CLOSERS and not spaced[last]:
        last -= 1
    end = words[last]
    is_quoted = last < index - 1
    is_lower = _is_lower(word, index, words)
    if not _is_terminal(end):
        if not spaced[index] or is_lower or end == "," or (is_edited and end[:1].isalpha() and not line_starts[index]):
            return False
        # Colons, closing brackets and bare line ends part sentences at times: headings, lists, footnote marks.
        return None
    if end == NETWORK and not is_lower and words[last - 1].lower() in BEFORE_NETWORK and spaced[index]:
        return True
    kind = _abbreviation(last, words, spaced, abbreviations)
    if kind == "title" and not is_quoted:
        return None if end.lower() in NUMBER_SIGNS and not word[:1].isdigit() else False
    if end.lower() in HOURS and word in QUOTES and spaced[index]:
        return True
    if kind is not None and (is_lower or word[:1].isdigit() or word in (",", ";", ":")):
        return False
    if is_quoted and is_lower:
        return False
    if kind is not None or is_lower or not spaced[index] or end not in FULL_STOPS:
        return None
    return True if word[:1].isalpha() or word in QUOTES else None


def _is_terminal(word: str) -> bool:
    return word in TERMINALS or word[-1:] in ("!", "?") or (word.endswith(".") and len(word) > 1)


def _is_lower(word: str, index: int, words: Sequence[str]) -> bool:
    """Does the word open in lower case? Names such as "al-Shabaab" may open a sentence and do not count."""
    if not word[:1].islower() or any(character.isupper() for character in word):
        return False
    return not (index + 1 < len(words) and words[index + 1] == "-")


def _abbreviation(last: int, words: Sequence[str], spaced: Sequence[bool], abbreviations: Abbreviations) -> str | None:
    """What the full stop at `last` belongs to: "title", "other" abbreviation, or None when it ends a sentence."""
    end = words[last]
    if end in FULL_STOPS:
        if last == 0:
            return "title"
        if spaced[last]:
            return None
        word = words[last - 1].lower() + "."
        if word[:-1].isdigit():
            return "title" if last == 1 else None
        if words[last - 1].isalpha() and words[last - 1].isupper() and len(words[last - 1]) == 1:
            return "title"
    elif end.endswith(".") and not end.startswith("."):
        word = end.lower()
        if len(end) == LONGEST_INITIAL and end[0].isupper():
            return "title"
        if "." in end[:-1]:
            return "title" if word in abbreviations.titles else "other"
    else:
        return None
    if word in abbreviations.titles:
        return "title"
    if word in abbreviations.others or end not in FULL_STOPS:
        return "other"
    return None
