"""Participants as the rules need them: made from whom a phrase or a place means; their codes, countries and words. Pure."""

from collections.abc import Sequence

from orchestration.coding.actors import CodedActor
from orchestration.coding.graph import Graph
from orchestration.coding.model import Participant, PlaceMention
from orchestration.language.parsed import Token

BOTH_ROLES = ("actor", "recipient")


def as_participant(role: str, actor: CodedActor) -> Participant:
    return Participant(role, actor.text, actor.code, actor.actor_key, actor.char_start, actor.char_end)


def as_recipient(place: PlaceMention) -> Participant:
    """The country of the place, under the name of the place."""
    return Participant("recipient", place.text, place.country_code, None, place.char_start, place.char_end)


def codes_of(participants: Sequence[Participant], *roles: str) -> set[str]:
    """The known codes of those in one of the roles, of all where none is given."""
    return {p.code for p in participants if p.code and p.role in (roles or BOTH_ROLES)}


def countries_of(participants: Sequence[Participant], *roles: str) -> set[str]:
    """The countries, or IGO, NGO and the like, of `codes_of`."""
    return {code.split()[0] for code in codes_of(participants, *roles)}


def words_of(graph: Graph, participant: Participant) -> list[Token]:
    """The words that name the participant; none where another sentence has them."""
    start, end = participant.char_start, participant.char_end
    if start is None or end is None:
        return []
    return [token for token in graph.tokens if start <= token.char_start < end]
