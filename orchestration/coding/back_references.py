"""Event nouns that point at what was told before: "this latest effort", "The truce came under strain". Pure.

GUIDE, settled 3: a bare back-reference is no mention unless it adds a fact.
"""

from orchestration.coding.graph import Graph
from orchestration.coding.status import HAPPENING
from orchestration.coding.triggers import Trigger

POINTING = frozenset(("this", "that", "these", "those", "such"))


def is_subject_of_other(graph: Graph, trigger: Trigger) -> bool:
    """Whether the time is of something else that is told of what was agreed: "The truce came under strain on Monday"."""
    token = graph.tokens[trigger.head_token]
    if trigger.event_type not in ("RETREAT", "AGREE") or not token.deprel.startswith("nsubj"):
        return False
    is_under = any(graph.case(noun) == "under" for noun in graph.dependents(token.head, "obl"))
    return graph.tokens[token.head].lemma.lower() not in HAPPENING or is_under


def points_back(graph: Graph, trigger: Trigger) -> bool:
    """Whether the event noun is one told before: "this latest effort", "such attacks"."""
    if graph.tokens[trigger.head_token].upos != "NOUN":
        return False
    return graph.has_lemma_child(trigger.head_token, POINTING, "det", "det:predet")
