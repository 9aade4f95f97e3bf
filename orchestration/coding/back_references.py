"""Event nouns that point at what was told before: "this latest effort", "The truce came under strain". Pure.

GUIDE, settled 3: a bare back-reference is no mention unless it adds a fact.
"""

from collections.abc import Sequence

from orchestration.coding.graph import Graph
from orchestration.coding.status import HAPPENING
from orchestration.coding.triggers import Trigger

BEFORE_OR_AFTER = frozenset(("before", "after", "since", "during", "following", "until"))
THE, ONE = frozenset(("the",)), frozenset(("a", "an"))
OF_OTHER = ("nmod", "nmod:poss", "acl", "acl:relcl", "nummod", "conj", "appos")
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


def is_time_of_other(graph: Graph, trigger: Trigger) -> bool:
    """Whether the definite noun only tells when something else was: "had left days before the attack"."""
    return trigger.is_back_reference and graph.case(trigger.head_token) in BEFORE_OR_AFTER


def is_told_already(graph: Graph, trigger: Trigger, found: Sequence[Trigger]) -> bool:
    """Whether the noun is what another trigger of the sentence tells of: "killed eleven, officials said, in [an attack] that
    raised doubts", or judges, without a word that says which it is: "condemned the American [strikes]"."""
    head = trigger.head_token
    token = graph.tokens[head]
    if token.upos != "NOUN" or trigger.sense.pos != "NOUN" or len(trigger.token_indices) > 1:
        return False
    if trigger.event_type == "ASSAULT" and graph.case(_bundle(graph, head)) == "in":
        verbs = [t for t in found if t.event_type == "ASSAULT" and t.sense.pos == "VERB" and t.head_token < head]
        is_new = _is_one(graph, head) and graph.child(head, "nmod:poss", "compound", "nummod") is None
        return bool(verbs) and is_new and graph.tokens[_opening(graph, head) - 1].text == ","
    judge = next((t for t in found if t.head_token == token.head), None)
    is_judged = judge is not None and (judge.event_type == "SUPPORT" or judge.event_mode == "disapprove")
    if not is_judged or token.deprel != "obj" or not graph.has_lemma_child(head, THE, "det"):
        return False
    return graph.child(head, *OF_OTHER) is None and not trigger.effects


def _bundle(graph: Graph, noun: int) -> int:
    """The "one" of "one of the deadliest attacks", else the noun itself."""
    above = graph.tokens[noun].head
    is_part = graph.tokens[noun].deprel == "nmod" and above >= 0 and graph.tokens[above].text.lower() == "one"
    return above if is_part else noun


def _is_one(graph: Graph, noun: int) -> bool:
    return _bundle(graph, noun) != noun or graph.has_lemma_child(noun, ONE, "det")


def _opening(graph: Graph, noun: int) -> int:
    """The preposition before the noun or its bundle."""
    bundle = _bundle(graph, noun)
    return next((o for o in graph.children[bundle] if graph.tokens[o].deprel == "case"), bundle)
