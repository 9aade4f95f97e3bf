"""Statuses and attributions of the mentions of one article, once its parties are known. Pure.

Who is a party is a matter of the whole article: a government that fights one of those a mention tells of speaks of its
enemy, one that only looks on reports.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from orchestration.coding.actors import CodedActor
from orchestration.coding.attribution import PARTY_SECTORS, is_known, is_party, status_of
from orchestration.coding.model import EventMention
from orchestration.coding.parties import codes_of, countries_of
from orchestration.coding.sayings import Saying
from orchestration.coding.status import Reading

VIOLENT = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT")
UTTERED = ("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")
HOSTILE = ("ASSAULT", "COERCE", "ACCUSE", "THREATEN", "SANCTION", "REJECT")
OUTSIDE_BODIES = frozenset(
    """group organisation organization organisations organizations network collective observatory association outlet
    alliance""".split()
)
AGAINST_STATE = ("REB", "OPP", "CRM", "SEP")  # of the same country, but with a voice of their own
ONLOOKERS = ("JRN", "SOC")
BODY_SECTORS = frozenset(("LAB", "SOC", "BUS", "REL"))
WATCHERS = ("ombud", "rights commission", "rescue worker", "rescuers")  # of the state, but told to look on, or to help
DEFAULTED = ("happened", "ongoing", "claimed", "reported")


@dataclass(slots=True)
class Draft:
    """A mention before its status is settled."""

    mention: EventMention
    reading: Reading
    held: list[Saying]
    speaker: CodedActor | None
    default_status: str | None


def settle(drafts: Sequence[Draft]) -> None:
    """Give every mention its status and whose word it is."""
    countries: set[str] = set()
    enemies: dict[str, set[str]] = {}
    for draft in drafts:
        sides = countries_of(draft.mention.participants)
        if draft.mention.event_type in VIOLENT and draft.mention.event_type != "MOBILIZE":
            countries |= sides
        elif draft.mention.event_type == "MOBILIZE":
            countries |= countries_of(draft.mention.participants, "actor")
        if draft.mention.event_type in HOSTILE:
            for side in sides | _place(draft.mention):
                enemies.setdefault(side, set()).update(sides)
    for draft in drafts:
        _settle(draft, countries, enemies)


def _place(mention: EventMention) -> set[str]:
    return {mention.place.country_code} if mention.place is not None and mention.place.country_code else set()


def _settle(draft: Draft, countries: set[str], enemies: Mapping[str, set[str]]) -> None:
    mention, reading, speaker = draft.mention, draft.reading, draft.speaker
    own = countries_of(mention.participants) | _place(mention)
    codes = frozenset(p.code for p in mention.participants if p.code)
    code = speaker.code if speaker is not None else None
    sides = own.union(*(enemies.get(country, ()) for country in own))
    if mention.event_type in VIOLENT or not any(p.role == "actor" and p.code for p in mention.participants):
        sides |= countries
    party = is_party(code, frozenset(sides), codes)
    if speaker is not None and code is None:
        party = speaker.sector in PARTY_SECTORS  # "the army said": of a side, whichever
    elif speaker is not None and speaker.sector is None and not OUTSIDE_BODIES.isdisjoint(speaker.text.lower().split()):
        party = False  # "the group Memorial said": of the country, but not the country's word
    is_army_elsewhere = code is not None and code.endswith(" MIL") and code[:3] not in sides and len(own) > 1
    if mention.event_type == "MOBILIZE" and is_army_elsewhere:
        party = False  # "North Korea has sent soldiers to Russia, the Pentagon said": it only watches
    if speaker is not None and any(word in speaker.text.lower() for word in WATCHERS):
        party = False
    party = party or _is_own_doing(mention, speaker)
    if reading.is_intent and _may_intend(mention, speaker):
        reading = replace(reading, status="planned")
    mention.status = status_of(reading, draft.held, party)
    is_onlooker = speaker is not None and speaker.sector in ONLOOKERS and not party
    if mention.status == "claimed" and is_onlooker and draft.held[0].kind == "claim":
        mention.status = "reported"  # "a blogger claimed that ...": nobody's side
    if (
        mention.status == "negated"
        and draft.held
        and reading.has_not
        and reading.is_past
        and _is_own_violence(mention, speaker)
    ):
        mention.status = "denied"  # "We did not fire on the village," the officer said
    if draft.default_status and mention.status in DEFAULTED:
        mention.status = draft.default_status
    if _is_uttered(mention, reading, speaker, draft.held):
        mention.status = "happened"
        return
    if speaker is None or not draft.held or (is_known(reading, draft.held[0]) and mention.status == reading.status):
        return
    mention.attribution_text = speaker.text
    mention.attribution_code = speaker.code
    mention.attribution_actor_key = speaker.actor_key


def _is_own_doing(mention: EventMention, speaker: CodedActor | None) -> bool:
    """Whether a body tells what itself did: "the union said that its members had walked off"."""
    codes = codes_of(mention.participants, "actor")
    return speaker is not None and speaker.sector in BODY_SECTORS and codes == {speaker.code}


def _is_own_violence(mention: EventMention, speaker: CodedActor | None) -> bool:
    """Whether who speaks is one of those who would have done it, and it is nothing to own up to."""
    codes = {p.code for p in mention.participants if p.role == "actor" and p.code}
    return mention.event_type == "ASSAULT" and speaker is not None and speaker.code in codes


def _is_uttered(mention: EventMention, reading: Reading, speaker: CodedActor | None, held: Sequence[Saying]) -> bool:
    """Whether the words are the act itself: "We reject it", the minister said; "said it had rejected it" tells of one."""
    if mention.event_type not in UTTERED or mention.status not in ("claimed", "reported") or reading.is_past:
        return False
    if held and held[0].kind == "accuse":
        return False  # "accused the mayor of siding with the rioters": told of another
    codes = codes_of(mention.participants, "actor")
    doers = countries_of(mention.participants, "actor")
    if speaker is None:
        return False
    if speaker.code is None:
        return bool(doers) and speaker.sector in PARTY_SECTORS  # "a foreign ministry spokesman": that of who does it
    if speaker.sector in ONLOOKERS or doers != {speaker.code.split()[0]}:
        return False
    return speaker.sector in AGAINST_STATE or not any(code.endswith(AGAINST_STATE) for code in codes)


def _may_intend(mention: EventMention, speaker: CodedActor | None) -> bool:
    """Whether who says "would" may be the one who does it: of its country, or of a side where no doer is told."""
    if speaker is None:
        return False
    doers = countries_of(mention.participants, "actor")
    if speaker.code is None or not doers:
        return speaker.sector in PARTY_SECTORS
    return speaker.code.split()[0] in doers
