"""Whose people those are whom an attack hits, and whose planes hit them, where no word says so. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from orchestration.coding.actors import CodedActor
from orchestration.coding.model import Participant

MUNITIONS = frozenset(
    "jet warplane aircraft plane gunship helicopter bomber missile rocket shell round artillery tank".split()
)


WEAPONS = frozenset("drone missile rocket shell torpedo bomb quadcopter projectile".split())
REMEMBERED_SENTENCES = 3


class Launches:
    """Who last fired which weapon: "Iran launched 180 missiles at Israel. One of the [missiles] struck a house"."""

    def __init__(self) -> None:
        self._launchers: dict[str, tuple[int, list[Participant]]] = {}

    def observe(self, position: int, words: Iterable[str], actors: list[Participant]) -> None:
        """Take in an attack. position: of its sentence; words: lemmas of what it was made with."""
        if any(actor.code for actor in actors):
            self._launchers.update({word: (position, actors) for word in words if word in WEAPONS})

    def of_downed(self, position: int, words: Iterable[str]) -> list[Participant]:
        """Who fired what is shot down, by the weapon's word; of no word, who fired last: "downed 52 [of them]"."""
        known = [self._launchers[word] for word in words or self._launchers if word in self._launchers]
        since, actors = max(known, key=lambda told: told[0], default=(-REMEMBERED_SENTENCES - 1, []))
        return actors if position - since <= REMEMBERED_SENTENCES else []

    def of(self, position: int, words: Iterable[str], place_country: str | None) -> list[Participant]:
        """Who fired the weapon shortly before; nobody where it fell in his own country."""
        for word in words:
            since, actors = self._launchers.get(word, (position, []))
            if actors and position - since <= REMEMBERED_SENTENCES:
                return [] if any((actor.code or "").split()[:1] == [place_country] for actor in actors) else actors
        return []


class Battlefields:
    """In which foreign country each state was last told to fight: its bombs kill that one's people and not its own."""

    def __init__(self, main_country: str | None) -> None:
        """main_country: the country that the article names most."""
        self._main = main_country
        self._fields: dict[str, str] = {}

    def observe(self, attackers: Iterable[str], place_country: str | None) -> None:
        """Take in where an attack was. attackers: their countries."""
        for country in attackers:
            if place_country is not None and place_country != country:
                self._fields[country] = place_country

    def victim(self, coded: CodedActor, attackers: frozenset[str], place_country: str | None) -> CodedActor:
        """The people hit, with another country where the context gave them that of the attacker alone, abroad."""
        if not coded.is_from_context or coded.sector != "CVL" or coded.country not in attackers:
            return coded
        if coded.country == place_country:
            return coded
        field = self._fields.get(coded.country or "") or (self._main if self._main not in attackers else None)
        return replace(coded, country=field, code=f"{field} {coded.sector}") if field is not None else coded

    def attacker(self, coded: CodedActor, noun: str) -> CodedActor:
        """Bare "warplanes" or "shells" that the context gave to the country where they fall, as those of the one state that
        was told to fight there."""
        if noun not in MUNITIONS or not coded.is_from_context or coded.sector != "MIL":
            return coded
        fighting = [attacker for attacker, field in self._fields.items() if field == coded.country]
        return replace(coded, country=fighting[0], code=f"{fighting[0]} MIL") if len(fighting) == 1 else coded


def as_those_hit(coded: CodedActor, found: Sequence[Participant]) -> CodedActor:
    """Who falls where no country is told, as of the country that is hit: "bombed Iranian bases, killing 40 people"."""
    hit = next((p.code.split()[0] for p in found if p.role == "recipient" and p.code), None)
    if hit in (None, coded.country, "IGO", "NGO") or coded.sector is None:
        return coded
    return replace(coded, country=hit, code=f"{hit} {coded.sector}")
