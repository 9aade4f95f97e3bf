"""Whose people those are whom an attack hits, and whose planes hit them, where no word says so. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from orchestration.coding.actors import CodedActor

MUNITIONS = frozenset(
    "jet warplane aircraft plane gunship helicopter bomber missile rocket shell round artillery tank".split()
)


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
