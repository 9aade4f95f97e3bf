"""Role nouns in a phrase: the sector of its head, of the bodies that it is named with, and of words like "former"."""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.coding.actor_lexicon import CARRIER, MODIFIER, ActorLexicon, RoleNoun
from orchestration.coding.noun_phrases import PLURAL_TAGS, attachment
from orchestration.language.parsed import Sentence

_FORMER = frozenset({"GOV", "LEG", "MIL", "SPY", "JUD", "PTY", "COP"})
# Whose "forces" and "gunmen" take the sector of whom they are named with.
_GIVING: dict[str | None, frozenset[str]] = {
    "MIL": frozenset({"REB", "PRM", "UAF", "COP", "CRM", "OPP"}),
    "UAF": frozenset({"REB", "PRM", "CRM"}),
}
_OPEN_TO_MODIFIERS: dict[str, frozenset[str | None]] = {
    "ELI": _FORMER | {None},
    "OPP": frozenset({None, "PTY", "SOC", "ELI", "CVL"}),
    "GOV": frozenset({None, "PTY"}),
    "REB": frozenset({None, "MIL", "UAF", "PTY", "SOC", "CRM"}),
    "PRM": frozenset({None, "MIL", "UAF", "SOC"}),
}
_MEMBERSHIP = frozenset({"", "'s", "of", "from", "for", "at", "in", "with"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun at the tokens `first` to `last` (both included)."""

    first: int
    last: int
    noun: RoleNoun


class SentenceRoles:
    """The role nouns of one sentence, asked for phrase by phrase."""

    def __init__(self, sentence: Sentence, lexicon: ActorLexicon) -> None:
        self._lexicon = lexicon
        self._tokens = sentence.tokens

    def find(self, first: int, last: int) -> list[Role]:
        """The role nouns from token `first` to `last`, the longest at each place, in text order."""
        found: list[Role] = []
        end = first
        opens_role = self._lexicon.opens_role
        for index in range(first, last + 1):
            token = self._tokens[index]
            if index < end or not opens_role(token.text, token.lemma, token.xpos in PLURAL_TAGS):
                continue
            tokens = self._tokens[index : last + 1]
            readings = [self._lexicon.readings(token.text, token.lemma, token.xpos in PLURAL_TAGS) for token in tokens]
            match = self._lexicon.longest_role(readings, 0)
            if match is not None:
                end = index + match[0]
                found.append(Role(index, end - 1, match[1]))
        return found


def head_role(sentence: Sentence, head: int, roles: Sequence[Role]) -> Role | None:
    """The role noun at the head of the phrase; the adjective of a "general strike" is no general."""
    role = next((role for role in roles if role.first <= head <= role.last and role.noun.relation != MODIFIER), None)
    token = sentence.tokens[head]
    if role is not None and not role.noun.is_adjective and (token.upos, token.deprel) == ("ADJ", "amod"):
        return None
    return role


def sector_of(sentence: Sentence, head: int, role: Role | None, roles: Sequence[Role]) -> str | None:
    """The sector of the phrase by its role nouns: the head's, or that of the body it is named with ("army spokesman").

    "rebel forces" and "gang gunmen" are rebels and a gang: they take the sector of the armed group or police before them.
    """
    sector = role.noun.sector or None if role is not None else None
    bearer = _bearer(sentence, head, role, roles)
    if bearer is not None and (role is None or role.noun.relation == CARRIER or bearer in _GIVING.get(sector, ())):
        sector = bearer
    return modified(sector, head, role, roles)


def modified(sector: str | None, head: int, role: Role | None, roles: Sequence[Role]) -> str | None:
    """`sector` changed by "former", "opposition", "ruling" and the like before the head."""
    limit = max(role.first, head) if role is not None else head
    for other in roles:
        is_before = other.noun.relation == MODIFIER and other.last < limit
        if is_before and sector in _OPEN_TO_MODIFIERS.get(other.noun.sector, ()):
            sector = other.noun.sector
    return sector


def _bearer(sentence: Sentence, head: int, role: Role | None, roles: Sequence[Role]) -> str | None:
    others = [
        other
        for other in roles
        if other is not role
        and other.noun.relation != MODIFIER
        and other.noun.sector
        and (other.noun.is_adjective or other.first < other.last or sentence.tokens[other.last].upos != "ADJ")
    ]
    before = [other for other in others if other.last < head]
    if before:
        return before[-1].noun.sector
    for other in others:
        steps = attachment(sentence, other.last, head) if other.first > head else None
        if steps and all(preposition in _MEMBERSHIP for _, preposition in steps):
            return other.noun.sector
    return None
