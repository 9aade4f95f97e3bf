"""How sure the coder is of a mention, between 0 and 1. Pure.

A product of penalties; `calibration` in data/reference maps it to the share of mentions found right on held-back gold.
"""

from collections.abc import Sequence

from orchestration.coding.graph import Graph
from orchestration.coding.model import Participant, PlaceMention
from orchestration.coding.triggers import Trigger

WEAK_RELATIONS = ("conj", "acl", "advcl", "appos", "parataxis", "dep", "list", "orphan")
LONG_SENTENCE_TOKENS = 45


def confidence_of(graph: Graph, trigger: Trigger, participants: Sequence[Participant], place: PlaceMention | None) -> float:
    """Lower for weak parse relations, long sentences, unknown or missing actors, unresolved places, single-word nouns."""
    value = 0.92
    if graph.tokens[trigger.head_token].deprel in WEAK_RELATIONS:
        value *= 0.92
    if len(graph.tokens) > LONG_SENTENCE_TOKENS:
        value *= 0.93
    actors = [p for p in participants if p.role == "actor"]
    if not actors:
        value *= 0.88
    elif any(p.code is None for p in actors):
        value *= 0.85
    if trigger.sense.pos == "NOUN" and len(trigger.token_indices) == 1:
        value *= 0.9
    if place is not None and not place.is_resolved:
        value *= 0.95
    return round(value, 3)
