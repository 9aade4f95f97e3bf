"""Set phrases that tell of the status of an event noun: "in anticipation of a [raid]", "a [truce] is off the table". Pure."""

from collections.abc import Mapping

from orchestration.coding.graph import Graph

PHRASE, PREDICATE = "PHRASE", "PREDICATE"  # rows of governing_words.csv: what stands before an event, what is said of it
LONGEST_PHRASE = 4
OPENING_PARTS = ("det", "amod", "nummod", "compound", "nmod:poss")
STAYING = frozenset(("remain", "stay", "look", "seem", "appear", "lie", "stand"))
UPCOMING = frozenset(("next", "coming"))


def phrase_effects(graph: Graph, index: int, governing: Mapping[tuple[str, str], str]) -> list[str]:
    """What the phrase before an event noun or gerund does to it, and what is said of the noun as a subject."""
    token = graph.tokens[index]
    if token.upos not in ("NOUN", "PROPN") and token.xpos != "VBG":
        return []
    before = _texts(graph, 0, _start(graph, index))
    phrases = [(" ".join(before[-length:]), PHRASE) for length in range(1, min(LONGEST_PHRASE, len(before)) + 1)]
    phrases.extend((said, PREDICATE) for said in _said_of(graph, index))
    found = [governing[phrase] for phrase in phrases if phrase in governing]
    if graph.has_lemma_child(index, UPCOMING, "amod") and not _is_told_in_past(graph, index):
        found.append("planned")
    return found


def _start(graph: Graph, noun: int) -> int:
    """Where the noun's phrase begins, its preposition left out."""
    parts = [other for other in graph.children[noun] if other < noun and graph.tokens[other].deprel in OPENING_PARTS]
    return min((first for part in parts for first in graph.subtree(part)), default=noun)


def _said_of(graph: Graph, noun: int) -> list[str]:
    """The words that are said of the noun: "is [off the table]", "remains [on the table]"."""
    head = graph.tokens[noun].head
    if graph.tokens[noun].deprel != "nsubj" or head < noun:
        return []
    if graph.tokens[head].upos == "VERB" and graph.tokens[head].lemma.lower() not in STAYING:
        return [" ".join(_texts(graph, head, head + 2))]  # "[fell through]"
    if graph.tokens[head].lemma.lower() in STAYING:
        return [" ".join(_texts(graph, head + 1, head + 1 + length)) for length in range(2, LONGEST_PHRASE + 1)]
    return [" ".join(_texts(graph, min(graph.dependents(head, "case"), default=head), head + 1))]


def _is_told_in_past(graph: Graph, noun: int) -> bool:
    """Whether a past form tells what it did: "the next strike [killed] two"."""
    token = graph.tokens[noun]
    return token.deprel in ("nsubj", "nsubj:pass") and any(
        graph.tokens[other].xpos == "VBD" for other in (token.head, *graph.dependents(token.head, "aux", "aux:pass", "cop"))
    )


def _texts(graph: Graph, first: int, end: int) -> list[str]:
    return [token.text.lower() for token in graph.tokens[first:end]]
