"""Whom a rejection answers and whose deed a denial is of, where neither is named. Pure.

"Kabul rejected the charge" is said to who had made it; who "denied that anyone had been executed" is who would have done it.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.actors import CodedActor
from orchestration.coding.graph import Graph
from orchestration.coding.model import EventMention, Participant
from orchestration.coding.triggers import Trigger

CHARGES = frozenset("accusation allegation charge claim criticism assertion".split())
LOOKBACK_SENTENCES = 2
HARM = frozenset(("hurt", "injure", "wound", "harm", "casualty"))
DENIED_DEEDS = frozenset(("ASSAULT", "COERCE", "AGREE"))


def answers_charge(graph: Graph, trigger: Trigger) -> bool:
    """Whether what is rejected is a charge: its object, or the noun of which a clause tells it."""
    if trigger.event_type != "REJECT":
        return False
    token = graph.tokens[trigger.head_token]
    nouns = [*graph.objects(trigger.head_token), *([token.head] if token.deprel == "acl:relcl" else [])]
    return any(graph.tokens[noun].lemma.lower() in CHARGES for noun in nouns)


def accusers(earlier: Sequence[EventMention], sentence: int, participants: Sequence[Participant]) -> list[Participant]:
    """Who accused the one who rejects, in this sentence or shortly before, as recipients; empty where nobody did."""
    rejecting = {p.code.split()[0] for p in participants if p.role == "actor" and p.code}
    for mention in reversed(earlier):
        if sentence - mention.sentence_index > LOOKBACK_SENTENCES or mention.event_type != "ACCUSE":
            continue
        accused = {p.code.split()[0] for p in mention.participants if p.role == "recipient" and p.code}
        if accused & rejecting:
            return [replace(p, role="recipient") for p in mention.participants if p.role == "actor" and p.code]
    return []


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
