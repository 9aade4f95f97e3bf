"""Places that fall or are besieged, told without any word of war: "If Baraka falls", "the fall of Goma". Pure.

"Fall" means war only where a place is its subject, and names of places cannot stand in the trigger dictionary; so these
frames are read after the places of the sentence are known.
"""

from collections.abc import Sequence

from orchestration.coding.framed_triggers import framed_sense, framed_trigger
from orchestration.coding.graph import Graph
from orchestration.coding.model import PlaceMention
from orchestration.coding.trigger_lexicon import TriggerSense
from orchestration.coding.triggers import Trigger
from orchestration.language.parsed import Token

PLACE_KINDS = ("literal", "common", "metonym")
CAUSE_OR_TIME_CASES = frozenset("in on to after before during since without at within amid despite under following".split())
IDIOM_NOUNS = frozenset("love line step place favour favor disuse sleep knee ruin defeat low".split())
WHICH = frozenset(("which", "that"))
SIEGE_WORDS = frozenset({"besieged", "blockaded", "encircled"})


MILITARY = ("military",)
SEIZED, RESTRICTED = ("COERCE", "seize"), ("COERCE", "restrict")
FALLS = framed_sense("coerce.fall_place.v", "fall", "VERB", SEIZED, ("obl:to",), place=("subj",), contexts=MILITARY)
FALL = framed_sense("coerce.fall_of_place.n", "fall", "NOUN", SEIZED, ("nmod:to",), place=("nmod:of",), contexts=MILITARY)
BESIEGED = framed_sense("coerce.besieged_place.v", "besiege", "VERB", RESTRICTED, contexts=MILITARY)


def find_fallen_places(graph: Graph, places: Sequence[PlaceMention]) -> list[Trigger]:
    """The falls and sieges of the sentence's places, in text order."""
    found: list[Trigger] = []
    for place in places:
        if place.kind not in PLACE_KINDS or (place.is_resolved and place.precision not in ("exact", "admin1")):
            continue
        token = graph.tokens[place.head_token]
        governor = graph.tokens[token.head] if token.head >= 0 else None
        relative = graph.child(token.index, "acl:relcl")
        fallen = graph.tokens[relative] if relative is not None else None
        if fallen is not None and fallen.lemma.lower() == "fall" and _is_the_fallen(graph, fallen):
            found.append(_trigger(fallen, FALLS))  # "Bukavu, which fell in February"
        if governor is not None and governor.lemma.lower() == "fall":
            if token.deprel.startswith("nsubj") and governor.upos == "VERB" and _falls_as_a_place(graph, governor):
                found.append(_trigger(governor, FALLS))
            elif token.deprel == "nmod" and governor.upos == "NOUN" and graph.case(token.index) == "of" and place.is_resolved:
                found.append(_trigger(governor, FALL))
        if place.kind == "literal":
            found.extend(
                _trigger(graph.tokens[child], BESIEGED)
                for child in graph.children[token.index]
                if graph.tokens[child].deprel == "amod" and graph.tokens[child].text.lower() in SIEGE_WORDS
            )
    return sorted(found, key=lambda trigger: trigger.head_token)


def _is_the_fallen(graph: Graph, verb: Token) -> bool:
    """Whether the relative clause says that of the place: "Bukavu, which fell"; no "Lima, where temperatures fell"."""
    return graph.has_lemma_child(verb.index, WHICH, "nsubj") and _falls_as_a_place(graph, verb)


def _falls_as_a_place(graph: Graph, verb: Token) -> bool:
    """Whether nothing beside the verb tells of a drop, a person's fall, or an idiom ("fell 2%", "fall ill", "fell behind")."""
    for child in graph.children[verb.index]:
        token = graph.tokens[child]
        if token.deprel in ("xcomp", "obj", "compound:prt", "iobj"):
            return False
        if token.deprel == "obl:unmarked" and token.upos == "NUM":
            return False
        if token.deprel == "obl" and (graph.case(child) not in CAUSE_OR_TIME_CASES or token.lemma.lower() in IDIOM_NOUNS):
            return False
    return not any(token.text in ("%", "percent", "points") for token in graph.tokens)


def _trigger(word: Token, sense: TriggerSense) -> Trigger:
    return framed_trigger(sense, word.index, (word.index,), word.index, word.index)
