"""Quotations that run over several sentences: one speaker for all of them. Pure.

Quotation marks are paired over the sentences of a paragraph. A paragraph that ends inside a quotation goes on in the
next one if that opens with a mark again, as newspapers print it. The statement whose content meets the quotation gives
it its speaker; a quotation that stands by itself belongs to the statement in the sentence before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.coding.asides import QUOTES
from orchestration.coding.graph import Graph
from orchestration.coding.sayings import Saying

OPENING = frozenset(("“", "«", "„", "``"))
CLOSING = frozenset(("”", "»", "''"))
STRAIGHT = '"'
OPENS, CLOSES = OPENING | {STRAIGHT}, CLOSING | {STRAIGHT}
MARKS = OPENS | CLOSES
LONGEST_RUN = 40
CARRIED_KINDS = ("say", "claim", "report", "predict", "estimate")
Place = tuple[int, int]


@dataclass(slots=True)
class Carried:
    """What a statement says in another sentence than its own.

    sentence: position of that sentence. saying: its content there, without speakers; its cue is a punctuation mark, which
    nothing depends on. source_sentence, source: the statement with the speaker and the cue.
    """

    sentence: int
    saying: Saying
    source_sentence: int
    source: Saying


@dataclass(slots=True)
class Quotation:
    """One quotation: for every sentence that it touches, its first and last token there (marks included)."""

    parts: dict[int, tuple[int, int]]
    continues: bool = False


def carry_quotations(graphs: Sequence[Graph], sayings: Sequence[Sequence[Saying]]) -> list[Carried]:
    """The parts of quotations that lie outside the sentence of their statement, in text order.

    graphs, sayings: the sentences of one article in order and the statements of each. Content that a statement of its
    own sentence already holds is not carried.
    """
    found: list[Carried] = []
    last: tuple[int, Saying] | None = None
    for quotation in find_quotations(graphs):
        source = _source(quotation, graphs, sayings)
        if source is None and quotation.continues:
            source = last
        if source is None:
            source = _statement_before(quotation, graphs, sayings, last)
        last = source
        if source is None:
            continue
        for position, (first, end) in quotation.parts.items():
            if position != source[0]:
                carried = _carry(graphs[position], position, range(first, end + 1), sayings[position], source)
                if carried is not None:
                    found.append(carried)
    return sorted(found, key=lambda carried: (carried.sentence, min(carried.saying.content)))


def find_quotations(graphs: Sequence[Graph]) -> list[Quotation]:
    """All quotations of an article in text order. One that never closes ends with the sentence in which it opened."""
    found: list[Quotation] = []
    opened: Place | None = None
    continues = False
    for position, graph in enumerate(graphs):
        if opened is not None and graph.sentence.paragraph != graphs[position - 1].sentence.paragraph:
            again = graph.tokens[0].text in OPENS
            end = (position - 1, len(graphs[position - 1].tokens) - 1)
            found.append(_between(opened, end if again else _sentence_end(graphs, opened), graphs, continues))
            opened, continues = None, again
        elif opened is not None and position - opened[0] > LONGEST_RUN:
            found.append(_between(opened, _sentence_end(graphs, opened), graphs, continues))
            opened, continues = None, False
        for token in graph.tokens:
            if token.text not in MARKS:
                continue
            if opened is None and token.text in OPENS:
                opened = (position, token.index)
            elif opened is not None and token.text in CLOSES:
                found.append(_between(opened, (position, token.index), graphs, continues))
                opened, continues = None, False
    if opened is not None:
        found.append(_between(opened, _sentence_end(graphs, opened), graphs, continues))
    return found


def quoted_tokens(graphs: Sequence[Graph]) -> frozenset[Place]:
    """(sentence, token) of all that stands in the quotations of an article."""
    parts = (part for quotation in find_quotations(graphs) for part in quotation.parts.items())
    return frozenset((position, index) for position, (first, end) in parts for index in range(first, end + 1))


def _sentence_end(graphs: Sequence[Graph], place: Place) -> Place:
    return place[0], len(graphs[place[0]].tokens) - 1


def _between(first: Place, last: Place, graphs: Sequence[Graph], continues: bool) -> Quotation:
    parts = {}
    for position in range(first[0], last[0] + 1):
        start = first[1] if position == first[0] else 0
        end = last[1] if position == last[0] else len(graphs[position].tokens) - 1
        if any(token.upos != "PUNCT" for token in graphs[position].tokens[start : end + 1]):
            parts[position] = (start, end)
    return Quotation(parts, continues)


def _source(quotation: Quotation, graphs: Sequence[Graph], sayings: Sequence[Sequence[Saying]]) -> tuple[int, Saying] | None:
    """The statement that holds part of the quotation and whose cue stands outside it; the largest such."""
    best: tuple[int, int, Saying] | None = None
    for position, (first, last) in quotation.parts.items():
        words = {i for i in range(first, last + 1) if graphs[position].tokens[i].upos != "PUNCT"}
        for saying in sayings[position]:
            shared = len(words & saying.content)
            if shared and saying.is_made and not first <= saying.cue <= last and (best is None or shared > best[0]):
                best = (shared, position, saying)
    return (best[1], best[2]) if best is not None else None


def _statement_before(
    quotation: Quotation, graphs: Sequence[Graph], sayings: Sequence[Sequence[Saying]], last: tuple[int, Saying] | None
) -> tuple[int, Saying] | None:
    """The statement that a quotation standing by itself goes on with: that of the sentence before, in the same paragraph.

    By itself: nothing but marks stands outside it in its sentences, so that a word in quotation marks is none.
    """
    if not quotation.parts:
        return None
    for position, (first, end) in quotation.parts.items():
        tokens = graphs[position].tokens
        if any(t.upos != "PUNCT" for t in (*tokens[:first], *tokens[end + 1 :])):
            return None
    before = min(quotation.parts) - 1
    if before < 0 or graphs[before].sentence.paragraph != graphs[before + 1].sentence.paragraph:
        return None
    if last is not None and before - last[0] <= LONGEST_RUN and _is_quoted_whole(graphs[before]):
        return last
    speaking = [saying for saying in sayings[before] if saying.is_made and saying.speakers]
    free = [s for s in speaking if not any(s.cue in other.content for other in speaking if other is not s)]
    return (before, free[-1]) if free else None


def _is_quoted_whole(graph: Graph) -> bool:
    """Whether the sentence stands in quotation marks from end to end."""
    texts = [token.text for token in graph.tokens]
    return texts[0] in QUOTES and any(text in QUOTES for text in texts[-2:])


def _carry(graph: Graph, position: int, span: range, own: Sequence[Saying], source: tuple[int, Saying]) -> Carried | None:
    tokens = graph.tokens
    held = {i for saying in own if saying.cue not in span for i in saying.content}
    content = frozenset(i for i in span if i not in held)
    mark = next((t.index for t in reversed(tokens) if t.upos == "PUNCT"), None)
    if mark is None or not any(tokens[i].upos != "PUNCT" for i in content):
        return None
    kind = source[1].kind if source[1].kind in CARRIED_KINDS else "say"
    return Carried(position, Saying(mark, mark, kind, [], content, None, False, True), *source)
