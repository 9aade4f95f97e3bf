"""Deeds that a sentence puts in quotation marks without a verb of saying around them: somebody's word all the same. Pure."""

from collections.abc import Sequence

from orchestration.coding.asides import QUOTES
from orchestration.coding.graph import Graph
from orchestration.coding.sayings import Saying

HEADLINE_MARKS = QUOTES | {"'", "‘", "’"}


def in_quotes(graph: Graph) -> Saying | None:
    """ "Army 'kills 30' in Waziristan": what a headline quotes, even if nobody in particular says it."""
    marks = [t.index for t in graph.tokens if t.text in HEADLINE_MARKS and t.deprel == "punct"]
    if not graph.sentence.is_headline or len(marks) < 2:
        return None
    quoted = range(marks[0] + 1, marks[1])
    is_deed = any(graph.tokens[index].upos == "VERB" and graph.tokens[index].deprel != "amod" for index in quoted)
    return _saying(marks[0], quoted, "report", []) if is_deed else None


def quoted_words(graph: Graph, found: Sequence[Saying]) -> list[Saying]:
    """What a sentence quotes outside all that is said: by who speaks in the sentence before it ("intruded, he said, and the
    cutter \"expelled them\""), or by the subject of the verb that takes the quoted noun ("deplored \"a massacre\"")."""
    marks = [t.index for t in graph.tokens if t.text in QUOTES]
    said = {index for saying in found for index in saying.content}
    if graph.sentence.is_headline or len(marks) % 2:
        return []
    sayings = []
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        quoted = range(opening + 1, closing)
        head = next((index for index in quoted if graph.tokens[index].head not in quoted), None)
        if head is None or said.intersection(quoted) or any(saying.cue in quoted for saying in found):
            continue
        speakers = _speakers(graph, head, opening, found)
        if speakers:
            sayings.append(_saying(opening, quoted, "claim", speakers))
    return sayings


def _speakers(graph: Graph, head: int, opening: int, found: Sequence[Saying]) -> list[int]:
    """Who says the quoted words headed by `head`; empty where they may as well be a name."""
    token = graph.tokens[head]
    if token.upos == "VERB":
        before = [saying for saying in found if saying.cue < opening and saying.is_made and _quotes(graph, saying)]
        return list(before[-1].speakers) if before else []
    if token.upos != "NOUN" or token.deprel not in ("obj", "obl") or not token.text.islower():
        return []
    verb = token.head if graph.tokens[token.head].upos == "VERB" else graph.tokens[token.head].head  # "put it down to"
    return graph.surface_subjects(verb) if verb >= 0 and not graph.is_passive(verb) else []


def _quotes(graph: Graph, saying: Saying) -> bool:
    return any(graph.tokens[index].text in QUOTES for index in saying.content)


def _saying(mark: int, quoted: range, kind: str, speakers: list[int]) -> Saying:
    return Saying(mark, mark, kind, speakers, frozenset(quoted), None, False, True)
