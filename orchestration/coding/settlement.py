"""Statuses and attributions of the mentions of one article, once its parties are known. Pure.

Who is a party is a matter of the whole article: a government that fights one of those a mention tells of speaks of its
enemy, one that only looks on reports.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from orchestration.coding.actors import CodedActor
from orchestration.coding.attribution import PARTY_SECTORS, is_party, status_of
from orchestration.coding.model import EventMention
from orchestration.coding.sayings import Saying
from orchestration.coding.status import Reading

VIOLENT = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT")
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
    codes: set[str] = set()
    for draft in drafts:
        if draft.mention.event_type in VIOLENT:
            for participant in draft.mention.participants:
                if participant.code:
                    countries.add(participant.code.split()[0])
                    codes.add(participant.code)
    for draft in drafts:
        _settle(draft, frozenset(countries), frozenset(codes))


def _settle(draft: Draft, countries: frozenset[str], codes: frozenset[str]) -> None:
    mention, reading, speaker = draft.mention, draft.reading, draft.speaker
    own = {p.code.split()[0] for p in mention.participants if p.code}
    if mention.place is not None and mention.place.country_code:
        own.add(mention.place.country_code)
    code = speaker.code if speaker is not None else None
    party = is_party(code, countries | own, codes)
    if speaker is not None and code is None:
        party = speaker.sector in PARTY_SECTORS  # "the army said": of a side, whichever
    if reading.is_intent and _may_intend(mention, speaker):
        reading = replace(reading, status="planned")
    mention.status = status_of(reading, draft.held, party)
    if draft.default_status and mention.status in DEFAULTED:
        mention.status = draft.default_status
    if draft.held and not (reading.is_presupposed(draft.held[0].content) and mention.status == reading.status):
        if speaker is not None:
            mention.attribution_text = speaker.text
            mention.attribution_code = speaker.code
            mention.attribution_actor_key = speaker.actor_key


def _may_intend(mention: EventMention, speaker: CodedActor | None) -> bool:
    """Whether who says "would" may be the one who does it: of its country, or of a side where no doer is told."""
    if speaker is None:
        return False
    doers = {p.code.split()[0] for p in mention.participants if p.role == "actor" and p.code}
    if speaker.code is None or not doers:
        return speaker.sector in PARTY_SECTORS
    return speaker.code.split()[0] in doers
