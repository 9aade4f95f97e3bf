"""Whose deed a denial is of: who "denied that anyone had been executed" is who would have done it. Pure."""

from collections.abc import Sequence

from orchestration.coding.actors import CodedActor
from orchestration.coding.graph import Graph
from orchestration.coding.model import Participant
from orchestration.coding.triggers import Trigger

HARM = frozenset(("hurt", "injure", "wound", "harm", "casualty"))
DENIED_DEEDS = frozenset(("ASSAULT", "COERCE", "AGREE"))


def is_own_deed(graph: Graph, trigger: Trigger, speaker: CodedActor, participants: Sequence[Participant]) -> bool:
    """Whether what the speaker denies would be his own doing: a deed of which no doer is named, not done to his own side."""
    head = trigger.head_token
    if trigger.event_type not in DENIED_DEEDS or speaker.code is None or graph.tokens[head].lemma.lower() in HARM:
        return False
    if trigger.sense.pos == "VERB" and not graph.is_passive(head):
        return False  # "denied that the town had fallen"
    suffering = graph.child(head, "nsubj:pass")
    if suffering is not None and any(graph.tokens[o].deprel == "nmod:poss" for o in graph.subtree(suffering)):
        return False  # "denied that any of its bases had been hit"
    return not any(p.role == "actor" or p.code == speaker.code for p in participants)
