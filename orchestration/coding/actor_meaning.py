"""Country and sector of a phrase by its head, the role nouns and the names in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.coding.actor_lexicon import ABROAD, CARRIER, OBJECT, OPPONENT, ActorLexicon
from orchestration.coding.actor_links import TIE, Link, PhraseLinks
from orchestration.coding.actor_names import COUNTRY_KINDS, ActorName
from orchestration.coding.actor_roles import Role, modified, sector_of
from orchestration.language.parsed import Sentence

# Adjectives of many countries: whose leaders they are, no context tells.
BLOCS = frozenset("western european arab african asian nordic baltic gulf latin".split())
INTERNATIONAL = frozenset({"IGO", "NGO"})
ARMED_SERVICES = frozenset({"MIL", "COP"})
KEEPS_OWN_SECTOR = frozenset({"LEG", "JUD", "JRN", "MED", "EDU", "CVL", "REF", "REL", "AGR", "LAB"})
_INDEFINITE = frozenset({"a", "an", "any", "no", "every", "each", "another"})
_DEPUTY = frozenset({"deputy", "vice", "acting", "assistant", "former", "ex", "ousted", "next", "new", "first"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """Whom a phrase means, as far as its own words tell."""

    country: str | None = None
    sector: str | None = None
    actor_key: str | None = None


def code_parts(code: str) -> tuple[str, str | None]:
    """Country and sector of a code."""
    country, _, sector = code.partition(" ")
    return country, sector or None


class PhraseMeaning:
    """The meanings of the phrases of one sentence. on_date: ISO day that chooses the holder of an office."""

    def __init__(self, sentence: Sentence, links: PhraseLinks, lexicon: ActorLexicon, on_date: str | None) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.links = links
        self.lexicon = lexicon
        self.on_date = on_date

    def of(self, head: int, first: int, last: int, role: Role | None, roles: Sequence[Role]) -> Meaning:
        """The meaning of the phrase from `first` to `last`; `role` is the role noun at its head, `roles` all in it."""
        relation = role.noun.relation if role is not None else CARRIER
        taken = (role.first, role.last) if role is not None else None
        links = self.links.find(head, first, last, taken, relation == ABROAD)
        sector = role.noun.sector or None if role is not None else None
        if relation in (OBJECT, OPPONENT):
            owners = [link for link in links if relation == OPPONENT or link.name.kind in COUNTRY_KINDS]
            return Meaning(owners[0].country if owners else None, sector)
        organisation = self._organisation(links)
        if organisation is not None:
            return self._member_of(organisation, head, role, roles)
        country = links[0].country if links else None
        if links and links[0].rank == TIE and sector in (None, "CRM"):
            return Meaning(country)
        sector = sector_of(self.sentence, head, role, roles)
        if country is None and role is not None and relation != ABROAD:
            country = self.links.place_country(head, first, last)
        key = None
        if country is not None and role is not None and role.last == head and sector in ("GOV", "MIL", "SPY"):
            key = self._office_holder(country, role, first)
        return Meaning(country, sector, key)

    @staticmethod
    def _organisation(links: list[Link]) -> ActorName | None:
        """The group, body, party or person whose the head is, unless a name of another country comes first."""
        for link in links:
            if link.name.kind not in COUNTRY_KINDS:
                return link.name if all(other.country == link.country for other in links[: links.index(link)]) else None
        return None

    def _member_of(self, organisation: ActorName, head: int, role: Role | None, roles: Sequence[Role]) -> Meaning:
        """ "Hamas fighters", "a U.N. official", "Labour lawmakers", "the Netanyahu government", "Wagner's founder"."""
        country, own_sector = code_parts(organisation.code)
        sector = role.noun.sector or None if role is not None else None
        is_carrier = role is None or role.noun.relation == CARRIER
        if country in INTERNATIONAL:
            return Meaning(country, own_sector, organisation.actor_key)
        if organisation.kind == "person":
            is_own = is_carrier and sector in (None, "CVL")  # "the general's men"
            return Meaning(country, own_sector if is_own else sector or own_sector)
        if sector in KEEPS_OWN_SECTOR and not is_carrier:
            return Meaning(country, modified(sector, head, role, roles))
        is_region = organisation.kind == "institution" and own_sector == "GOV"
        if is_region and sector in ARMED_SERVICES:
            return Meaning(country, modified(sector, head, role, roles))  # "Puntland forces"
        if is_carrier or own_sector not in (None, "PTY"):
            sector = own_sector
        return Meaning(country, modified(sector or own_sector, head, role, roles), organisation.actor_key)

    def _office_holder(self, country: str, role: Role, first: int) -> str | None:
        """The person of the dictionary who holds the office named, for a single holder ("the Ukrainian president")."""
        before = {token.text.casefold() for token in self.tokens[first : role.first]}
        if "Number=Plur" in self.tokens[role.last].feats or before & (_INDEFINITE | _DEPUTY):
            return None
        actor = self.lexicon.office_holder(country, role.noun.noun, self.on_date)
        return actor.actor_key if actor is not None else None
