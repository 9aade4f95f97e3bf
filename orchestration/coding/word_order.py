"""What stands as subject by word order, where the tree gives a finite verb none. Pure."""

from typing import TYPE_CHECKING

from orchestration.coding.noun_phrases import CALENDAR_WORDS

if TYPE_CHECKING:
    from orchestration.coding.graph import Graph

BREAKS = (";", ":", "“", '"', "-", "–", "—")


def lost_subject(graph: "Graph", verb: int) -> list[int]:
    """The heads of the noun phrase that must be the verb's subject; empty where there is none.

    English has the subject before the verb. Taken is the nominal right before the verb and its auxiliaries, or the first
    one of the clause where a comma, as of an apposition or a relative clause, stands between them; never one that has
    a subject's place elsewhere, nor, except right before the verb, one under a preposition.
    """
    first = _verb_group_start(graph, verb)
    if first is None:
        return []
    before = first - 1
    if _may_be_lost(graph, before):
        return graph.conjuncts(before)
    if before < 0 or graph.tokens[before].text != ",":
        return []
    start = before
    mark = graph.child(verb, "mark")
    while start > 0 and graph.tokens[start - 1].text not in BREAKS and start - 1 != mark:
        start -= 1
    opening = _after_opening_phrase(graph, start, before)
    for index in range(opening, before):
        if graph.tokens[index].upos in ("VERB", "AUX", "SCONJ", "ADP"):
            return []
        if _may_be_lost(graph, index) and not (
            index + 1 < before and graph.tokens[index + 1].upos in ("PROPN", "NOUN", "PART")
        ):
            head = graph.tokens[index]
            return [head.head if head.deprel.startswith("flat") else index]
    return []


def _after_opening_phrase(graph: "Graph", start: int, end: int) -> int:
    """The first token past "On Monday", "In Kyiv," at the start of a clause."""
    if graph.tokens[start].upos != "ADP":
        return start
    index = start + 1
    while index < end and (graph.tokens[index].upos in ("NUM", "DET") or graph.tokens[index].text in CALENDAR_WORDS):
        index += 1
    if index == start + 1 or graph.tokens[index].text == ",":
        while index < end and graph.tokens[index].text != ",":
            index += 1
        index += 1
    return index


def _verb_group_start(graph: "Graph", verb: int) -> int | None:
    """The first token of a finite verb with its auxiliaries and the adverbs among them; None for other forms."""
    token = graph.tokens[verb]
    auxiliaries = [other for other in graph.children[verb] if graph.tokens[other].deprel.startswith("aux")]
    if token.upos not in ("VERB", "AUX") or (not auxiliaries and token.xpos not in ("VBD", "VBZ", "VBP")):
        return None
    first = min((verb, *auxiliaries))
    while first > 0 and graph.tokens[first - 1].upos == "ADV" and graph.tokens[first - 1].head == verb:
        first -= 1
    return first


def _may_be_lost(graph: "Graph", index: int) -> bool:
    """Whether the token is a nominal that may be the subject of another verb than the one it hangs on."""
    if index < 0:
        return False
    token = graph.tokens[index]
    if token.upos not in ("NOUN", "PROPN", "PRON") or token.deprel.startswith(("nsubj", "obj", "iobj", "obl:unmarked")):
        return False
    return token.text not in CALENDAR_WORDS and not graph.is_relative_pronoun(index)
