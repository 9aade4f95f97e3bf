"""Whose word a mention is, and what that makes of its status. Pure.

The innermost statement that holds the trigger decides. A party speaks of itself or its enemy: `claimed`; anybody else:
`reported`; estimates, denials and predictions keep their name. What the sentence itself marks as planned, hypothetical,
predicted or negated stays so inside a statement (GUIDE: rules 4, 5; settled points 5, 6).
"""

from collections.abc import Sequence

from orchestration.coding.graph import Graph
from orchestration.coding.statements import Saying
from orchestration.coding.status import Reading

SPEECH_EVENTS = ("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "AGREE", "CONSULT", "CONCEDE")
KEPT_INSIDE = ("hypothetical", "planned", "predicted", "negated", "estimated")
ANNOUNCED = ("AID", "CONSULT", "MOBILIZE", "COOPERATE", "RETREAT", "PROTEST")
DECREED = "SANCTION"  # in force as soon as it is announced
ANNOUNCING = frozenset(("announce", "unveil"))
FIGHTING_SECTORS = frozenset(("MIL", "REB", "PRM", "CRM"))  # what an army or a gang tells of fighting is a side's word
PARTY_SECTORS = frozenset(("GOV", "MIL", "REB", "COP", "SPY", "PRM", "LEG", "PTY", "OPP", "SEP", "INS", "JUD", "PRE", "UAF"))
OUTSIDER_SECTORS = frozenset(("CVL", "MED", "JRN", "SOC", "REF", "EDU", "REL", "AGR", "LAB", "BUS", "UNK", "ELI", "NGO"))
SPOKEN = {
    "say": None, "claim": "claimed", "confirm": None, "report": "reported", "estimate": "estimated", "predict": "predicted",
    "deny": "denied", "accuse": "claimed", "plan": "planned", "order": "planned",
}  # fmt: skip


def innermost(sayings: Sequence[Saying], trigger_tokens: Sequence[int], head: int, event_type: str) -> list[Saying]:
    """The statements that hold the trigger, innermost (smallest content) first.

    The cue of an event of speech ("accused") is the event itself and holds it not; that of "claimed full control" does.
    Who denies behind an accusation ("a charge that X denies") denies the deed, not that he is accused.
    """
    own = set(trigger_tokens)
    held = []
    for saying in sayings:
        if saying.cue in own:
            is_held = event_type not in SPEECH_EVENTS and bool(own & saying.content)
        else:
            is_held = head in saying.content and not (event_type == "ACCUSE" and saying.kind == "deny" and saying.cue > head)
        if is_held:
            held.append(saying)
    return sorted(held, key=lambda saying: (len(saying.content), saying.cue))


def of_weight(graph: Graph, held: Sequence[Saying]) -> list[Saying]:
    """`held` without what nobody claims, what only somebody else does not confirm, and what others say of a denied matter."""
    claimed = [saying for saying in held if not (saying.is_negated and saying.kind == "claim")]
    found = [saying for saying in claimed if not _is_unconfirmed(graph, saying)] or claimed
    if any(saying.kind == "deny" for saying in found):
        return [saying for saying in found if saying.kind == "deny" or not _is_likened(graph, saying)]
    return found


def _is_unconfirmed(graph: Graph, saying: Saying) -> bool:
    """Whether nobody in particular does not confirm it, or denied it before: who else says so counts: "said they had taken it,
    a claim that could not be verified", "has admitted the killing, which it had denied"."""
    if saying.kind == "deny":
        before = any(graph.tokens[o].text.lower() == "had" for o in graph.dependents(saying.cue, "aux"))
        return before and graph.tokens[saying.cue].deprel.endswith(":relcl")
    return saying.is_negated and saying.kind == "confirm" and not saying.speakers


def _is_likened(graph: Graph, saying: Saying) -> bool:
    """Whether others have said it, too: "denied that it had shelled the town, [as] witnesses had said"."""
    return any(graph.tokens[o].text.lower() == "as" and o < saying.cue for o in graph.children[saying.cue])


def announcing(graph: Graph, held: Sequence[Saying], head: int, event_type: str) -> str | None:
    """The verb by which the event itself is announced ("announced a [drill]", "announced the [expulsion]"), else None."""
    if not held or held[0].content_head != head or event_type not in (*ANNOUNCED, DECREED):
        return None
    cue = graph.tokens[held[0].cue].lemma.lower()
    return cue if cue in ANNOUNCING else None


def still_made(held: Sequence[Saying], head: int, event_type: str, is_noun: bool) -> list[Saying]:
    """`held` without the denials of what an accusation says: "was accused of using force, which it denies" was accused.

    So was who "denied the allegation"; who "denied accusing Rwanda" did not.
    """
    if event_type != "ACCUSE":
        return list(held)
    return [saying for saying in held if saying.kind != "deny" or (saying.content_head == head and not is_noun)]


def is_party(speaker_code: str | None, party_countries: frozenset[str], party_codes: frozenset[str]) -> bool:
    """Whether the speaker is a side of the matter: a government, army or armed group of a country that takes part in it."""
    if not speaker_code:
        return False
    country, _, sector = speaker_code.partition(" ")
    if sector in FIGHTING_SECTORS:
        return True
    if country in ("IGO", "NGO", "IMG", "MNC"):
        return speaker_code in party_codes
    if sector in OUTSIDER_SECTORS:
        return False
    return country in party_countries and (not sector or sector in PARTY_SECTORS)


def is_known(reading: Reading, saying: Saying) -> bool:
    """Whether the mention is told as known inside what is said; who denies "the attack that killed twelve" denies both, who
    denies helping "the rebels, who seized Goma" only the help."""
    return (saying.kind != "deny" or reading.is_aside) and reading.is_presupposed(saying.content, saying.kind == "plan")


def status_of(reading: Reading, held: Sequence[Saying], speaker_is_party: bool) -> str:
    """The status of a mention: the sentence's own reading, seen through the statements that hold it."""
    own = reading.status
    if not held or (own in ("happened", "ongoing") and is_known(reading, held[0])):
        return own
    kinds = [saying.kind for saying in held]
    if "deny" in kinds:
        return "claimed" if own == "negated" and kinds[0] == "deny" else "denied"
    if own == "planned" and kinds[0] == "predict":
        return "predicted"
    if own in KEPT_INSIDE:
        return own
    if kinds[0] in ("predict",):
        return "predicted" if not reading.is_past else ("claimed" if speaker_is_party else "reported")
    for kind in kinds:
        spoken = SPOKEN.get(kind)
        if spoken is not None and kind not in ("predict", "plan"):
            if spoken == "reported" and speaker_is_party:
                return "claimed"
            return spoken
    if kinds[0] in ("plan", "order"):
        return own if reading.is_past else "planned"  # "pledged to restore ties, cut in 2008 when Lima expelled the envoy"
    return "claimed" if speaker_is_party else "reported"
