"""Attaches punctuation as the Universal Dependencies guidelines say, which the parser learns badly and rules know well.

The rules (https://universaldependencies.org/u/dep/punct.html): a mark hangs on the highest node it can without crossing an
arc; before a coordinated or subordinate unit on that unit's head, after it likewise; paired marks on the head of what
they enclose; the last mark of a sentence on the root.
"""

from collections.abc import Sequence

PAIRS = {"“": "”", "‘": "’", "(": ")", "[": "]", "{": "}", "«": "»", "„": "“"}
STRAIGHT_QUOTES = frozenset({'"', "'", "``", "''"})
FINAL = frozenset({".", "!", "?"})


def attach_punctuation(words: Sequence[str], heads: list[int], deprels: Sequence[str]) -> list[int]:
    """Heads with every leaf `punct` token attached anew. Expects a tree with one root; gives one back."""
    heads = list(heads)
    has_children = set(heads)
    marks = [
        index
        for index, deprel in enumerate(deprels)
        if deprel == "punct" and index not in has_children and heads[index] >= 0 and words[index] not in ("-", "‐", "‑", "/")
    ]
    is_mark = [False] * len(words)
    for index in marks:
        is_mark[index] = True
    paired = _pairs(words, marks)
    order = [index for index in marks if index not in paired] + [index for index in marks if index in paired]
    for index in order:
        if index in paired:
            first, last = paired[index]
            head = _enclosed_head(first, last, heads, is_mark)
        else:
            head = _neighbour_head(index, words, heads, is_mark, _enclosing(index, paired, len(words)))
        if head is not None:
            heads[index] = head
    return heads


def _pairs(words: Sequence[str], marks: Sequence[int]) -> dict[int, tuple[int, int]]:
    """The span of both marks for each mark of a pair."""
    paired: dict[int, tuple[int, int]] = {}
    open_marks: list[int] = []
    for index in marks:
        word = words[index]
        opener = next((place for place in reversed(open_marks) if _closes(words[place], word)), None)
        if opener is not None:
            paired[opener] = paired[index] = (opener, index)
            open_marks = [place for place in open_marks if place < opener]
        elif word in PAIRS or word in STRAIGHT_QUOTES:
            open_marks.append(index)
    return paired


def _closes(opener: str, closer: str) -> bool:
    return PAIRS.get(opener) == closer or (opener == closer and opener in STRAIGHT_QUOTES)


def _enclosed_head(first: int, last: int, heads: Sequence[int], is_mark: Sequence[bool]) -> int | None:
    """The word between the marks whose head lies outside of them, the first one when there are several."""
    for index in range(first + 1, last):
        if not is_mark[index] and not first < heads[index] < last:
            return index
    return None


def _enclosing(index: int, paired: dict[int, tuple[int, int]], count: int) -> tuple[int, int]:
    """The innermost pair of marks around the mark, the sentence when there is none."""
    return max((span for span in paired.values() if span[0] < index < span[1]), default=(-1, count))


def _neighbour_head(
    index: int, words: Sequence[str], heads: Sequence[int], is_mark: Sequence[bool], bounds: tuple[int, int]
) -> int | None:
    left = _climb(_next_word(index, -1, is_mark), bounds[0] + 1, index, heads)
    right = _climb(_next_word(index, 1, is_mark), index + 1, bounds[1], heads)
    if not right:
        return left[-1] if left else None
    if not left:
        return right[-1]
    # Of two neighbouring units one depends on a word of the other; the mark sets the dependent one off.
    if heads[left[-1]] in right:
        return left[-1]
    if words[index] in FINAL or (heads[right[-1]] not in left and heads[left[-1]] >= 0):
        return left[-1]
    return right[-1]


def _next_word(index: int, step: int, is_mark: Sequence[bool]) -> int:
    index += step
    while 0 <= index < len(is_mark) and is_mark[index]:
        index += step
    return index if 0 <= index < len(is_mark) else -1


def _climb(start: int, first: int, end: int, heads: Sequence[int]) -> list[int]:
    """The word beside the mark and the words above it, as far as they stay from `first` up to before `end`."""
    path = []
    index = start
    while first <= index < end:
        path.append(index)
        index = heads[index]
    return path
