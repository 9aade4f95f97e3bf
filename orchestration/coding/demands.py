"""Which triggers of a sentence only tell what a speech event demands, refuses or threatens, and so are no mentions. Pure.

GUIDE, settled 6: "demanded the release of the crew" is one mention, "the release of the crew seized in May" is two.
"""

from orchestration.coding.graph import Graph
from orchestration.coding.triggers import Trigger

TAKING = frozenset(("demands", "refuses", "threatens"))
OCCASIONS = frozenset(("after", "as", "when", "since", "because", "while", "once"))
FINITE_OR_READ_SO = frozenset(("VBD", "VBZ", "VBP", "VBN"))
SPEECH_NOUNS = frozenset(("REQUEST", "ACCUSE", "THREATEN"))


def only_demanded(graph: Graph, found: list[Trigger]) -> set[int]:
    """Positions in `found` of the triggers that stand inside the complement of another."""
    drops: set[int] = set()
    for trigger in found:
        if trigger.sense.complement not in TAKING:
            continue
        for position, other in enumerate(found):
            path = graph.ancestors(other.head_token)
            if other is trigger or trigger.head_token not in path:
                continue
            steps = [other.head_token, *path[: path.index(trigger.head_token)]]
            if not _is_beside(graph, steps) and not _is_answered(trigger, other):
                drops.add(position)
    return drops


def _is_beside(graph: Graph, steps: list[int]) -> bool:
    """Whether the way up from a trigger to a demand leaves what is demanded: the facts told of it, its subject, its occasion.

    "the release of hostages seized by Hamas", "refused to leave after rebels attacked": seized and attacked they were.
    """
    tokens = graph.tokens
    for step in steps:
        relation = tokens[step].deprel
        if relation in ("acl:relcl", "parataxis") or (relation == "acl" and tokens[step].xpos in ("VBN", "VBD")):
            return True
        if relation == "advcl" and graph.has_lemma_child(step, OCCASIONS, "mark", "case", "advmod"):
            return True
        if relation == "conj" and tokens[step].xpos in FINITE_OR_READ_SO and tokens[tokens[step].head].xpos == "VB":
            return True  # "urged them to let food through and threatened sanctions": hung on the wrong verb
    last = tokens[steps[-1]]
    return last.deprel in ("nsubj", "conj") or (last.deprel == "advcl" and last.xpos != "VB")


def _is_answered(trigger: Trigger, other: Trigger) -> bool:
    """Whether the other speech is what is refused: "rejected Turkey's call for a truce" tells of both."""
    return trigger.event_type == "REJECT" and other.sense.pos == "NOUN" and other.event_type in SPEECH_NOUNS


def answers_one(graph: Graph, trigger: Trigger, found: list[Trigger]) -> bool:
    """Whether the trigger is a request or charge that another trigger of the sentence refuses: it was made all the same."""
    token = graph.tokens[trigger.head_token]
    if token.deprel not in ("obj", "nsubj:pass", "obl"):
        return False
    return any(_is_answered(other, trigger) and token.head in other.token_indices for other in found)
