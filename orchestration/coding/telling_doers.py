"""Who does a deed that a passive tells of nobody: the force that says it of its enemies or its own troops is its doer. Pure.

"The army said that 16 militants had been killed", "the navy said that 350 marines had been sent". Not "police said three
officers were killed": nobody tells so of what was done to his own.
"""

from collections.abc import Sequence

from orchestration.coding.actors import CodedActor
from orchestration.coding.graph import Graph
from orchestration.coding.implied_actors import UNMANNED
from orchestration.coding.model import Participant
from orchestration.coding.triggers import Trigger

STATE_FORCES = ("MIL", "COP")
REBELS = "REB"
OPPONENTS = frozenset((REBELS, "UAF", "CRM", "PRM"))
DEEDS = ("ASSAULT", "COERCE")
MINISTRY = "ministry"
DOWNING = frozenset("down shoot bring intercept knock take".split())


def does_what_it_tells(graph: Graph, trigger: Trigger, speaker: CodedActor, hit: Sequence[Participant]) -> bool:
    """Whether the speaker is the doer of a passive without one. hit: to whom it is done."""
    if speaker.country is None or speaker.sector not in (*STATE_FORCES, REBELS) or not graph.is_passive(trigger.head_token):
        return False
    if MINISTRY in speaker.text.lower():
        return False  # it tells of many that are not its own
    if trigger.event_type == "MOBILIZE":
        return speaker.sector in STATE_FORCES  # "350 marines had been sent to the port, the navy said"
    if trigger.event_type not in DEEDS and trigger.event_mode != "release":
        return False
    codes = [participant.code for participant in hit if participant.code]
    if not codes:
        return speaker.sector == "MIL" and _downs(graph, trigger)
    if trigger.event_mode == "release" and speaker.sector in STATE_FORCES:
        return not any(code.endswith(STATE_FORCES) for code in codes)
    return all(_is_enemy(speaker, code) for code in codes)


def _is_enemy(speaker: CodedActor, code: str) -> bool:
    country, _, sector = code.partition(" ")
    if speaker.sector == REBELS:
        return sector in STATE_FORCES or (country != speaker.country and sector in ("", "GOV"))
    opponents = OPPONENTS if speaker.sector == "MIL" else (REBELS,)  # gunmen whom police find dead were shot by others, too
    return sector in opponents or (country != speaker.country and sector in ("", "GOV", *STATE_FORCES))


def _downs(graph: Graph, trigger: Trigger) -> bool:
    """ "71 of the drones had been downed"."""
    if graph.tokens[trigger.head_token].lemma.lower() not in DOWNING:
        return False
    below = (other for noun in graph.objects(trigger.head_token) for other in graph.subtree(noun))
    return any(graph.tokens[other].lemma.lower() in UNMANNED for other in below)
