"""How sure the coder is of a mention: the chance that a careful reader codes the same event there. Pure.

What makes a mention doubtful is named (`doubts_of`); what each doubt costs was fitted on annotated articles
(`python -m tests.gold.calibrate`) and lies in data/reference/confidence.csv, so that a confidence of 0.8 is right in
about 80 of 100 unseen mentions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from orchestration.coding.graph import Graph
from orchestration.coding.model import Participant, PlaceMention
from orchestration.coding.triggers import Trigger

WEAK_RELATIONS = ("conj", "acl", "acl:relcl", "advcl", "appos", "parataxis", "dep", "list", "orphan")
LONG_SENTENCE_TOKENS = 35
BASE = "base"
DOUBTS = (
    "weak_relation", "long_sentence", "no_finite_root", "event_noun", "single_word", "rival_reading",
    "no_actor", "actor_without_code", "unresolved_place", "no_detail",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calibration:
    """weights: log-odds by doubt and by event type (`type:ASSAULT`), `base` what all mentions have."""

    weights: Mapping[str, float]

    def confidence(self, doubts: Sequence[str]) -> float:
        """The chance of a mention with these doubts, to three places."""
        total = self.weights.get(BASE, 0.0) + sum(self.weights.get(doubt, 0.0) for doubt in doubts)
        return round(1.0 / (1.0 + exp(-total)), 3)


def doubts_of(
    graph: Graph,
    trigger: Trigger,
    participants: Sequence[Participant],
    place: PlaceMention | None,
    has_detail: bool,
) -> list[str]:
    """What speaks against a mention, by name, and its type. `has_detail`: a date or a number is told of it."""
    tokens = graph.tokens
    actors = [participant for participant in participants if participant.role == "actor"]
    root = next((token for token in tokens if token.head < 0), tokens[0])
    found = {
        "weak_relation": tokens[trigger.head_token].deprel in WEAK_RELATIONS,
        "long_sentence": len(tokens) > LONG_SENTENCE_TOKENS,
        "no_finite_root": root.upos not in ("VERB", "AUX"),
        "event_noun": trigger.sense.pos == "NOUN",
        "single_word": len(trigger.token_indices) == 1 and trigger.sense.object.is_free and trigger.sense.subject.is_free,
        "rival_reading": trigger.has_rival,
        "no_actor": not actors,
        "actor_without_code": bool(actors) and any(actor.code is None for actor in actors),
        "unresolved_place": place is not None and not place.is_resolved,
        "no_detail": place is None and not has_detail and len(participants) < 2,
    }
    return [*(name for name in DOUBTS if found[name]), f"type:{trigger.event_type}"]
