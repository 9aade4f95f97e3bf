"""Whom a rejection answers where it names nobody: "Kabul rejected the charge" is said to who had made it. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.graph import Graph
from orchestration.coding.model import EventMention, Participant
from orchestration.coding.triggers import Trigger

CHARGES = frozenset("accusation allegation charge claim criticism assertion".split())
LOOKBACK_SENTENCES = 2


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
