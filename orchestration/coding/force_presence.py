"""Force presence: "11,000 soldiers are in Kursk", "8,000 soldiers now in Kursk" as a headline. Pure.

The annotation guide counts it as MOBILIZE troops (rule 1). No single word names it, so that it is found by its frame:
a counted force as the subject of a place.
"""

from collections.abc import Sequence

from orchestration.coding.framed_triggers import framed_sense, framed_trigger
from orchestration.coding.graph import Graph
from orchestration.coding.model import PlaceMention
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.triggers import Trigger

FORCE_CLASS = "troop_noun"
LOCATIVE_CASES = ("in", "at", "on", "inside", "near", "across", "along", "around")
MAX_WORDS_TO_NUMBER = 5
PRESENCE = framed_sense("mobilize.presence", "be", "VERB", ("MOBILIZE", "troops"), ("subj",), contexts=("military",))


def find_presences(graph: Graph, places: Sequence[PlaceMention], lexicon: TriggerLexicon) -> list[Trigger]:
    """The force presences of a sentence; the trigger is the verb "be", or in a verbless headline the preposition."""
    found = []
    for place in places:
        if place.kind not in ("literal", "common"):
            continue
        head = place.head_token
        if graph.case(head) not in LOCATIVE_CASES:
            spatial = _spatial_head(graph, head)
            if spatial is None:
                continue
            head = spatial
        verb = graph.tokens[head].head
        if verb >= 0 and graph.tokens[verb].lemma.lower() == "be" and graph.tokens[head].deprel.startswith("obl"):
            doer = graph.child(verb, "nsubj")
            if doer is not None and _is_counted_force(graph, doer, lexicon):
                found.append(_trigger(verb, verb))
            continue
        copula = graph.child(head, "cop")
        subject = graph.child(head, "nsubj")
        if copula is not None and subject is not None and _is_counted_force(graph, subject, lexicon):
            found.append(_trigger(head, copula))
        elif graph.sentence.is_headline and not any(t.upos in ("VERB", "AUX") for t in graph.tokens):
            governor = graph.tokens[head].head
            case = graph.child(head, "case")
            if case is not None and governor >= 0 and _is_counted_force(graph, governor, lexicon):
                found.append(_trigger(head, case))
    return found


def _spatial_head(graph: Graph, head: int) -> int | None:
    """The noun that a place name belongs to ("in the Kursk region", "in the east of Congo"), where it stands after "in"."""
    governor = graph.tokens[head].head
    if governor >= 0 and graph.tokens[governor].upos in ("NOUN", "PROPN") and graph.case(governor) in LOCATIVE_CASES:
        return governor
    return None


def _is_counted_force(graph: Graph, noun: int, lexicon: TriggerLexicon) -> bool:
    """Whether the noun is a force with a number, or a bare number that follows one in the sentence ("of whom 10,000")."""
    forces = lexicon.words(FORCE_CLASS)
    if forces.match(graph.tokens[noun]) == 1.0:
        return any(token.upos == "NUM" for token in graph.tokens[max(0, noun - MAX_WORDS_TO_NUMBER) : noun])
    is_number = graph.tokens[noun].upos == "NUM" or any(graph.tokens[o].upos == "NUM" for o in graph.children[noun])
    return is_number and any(forces.match(token) == 1.0 for token in graph.tokens[:noun])


def _trigger(head: int, word: int) -> Trigger:
    return framed_trigger(PRESENCE, head, sorted({word, head}), word, word)
