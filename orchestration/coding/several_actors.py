"""Whom "both sides", "the two armies", "officers of the three countries" mean in one article. Pure."""

from collections.abc import Callable
from dataclasses import replace

from orchestration.coding.actor_context import CountryContext
from orchestration.coding.actors import CodedActor
from orchestration.coding.anaphors import FORCES, LEADERS, PERSONS, in_office, is_bare_pair, several
from orchestration.coding.coreference import Discourse
from orchestration.coding.graph import Graph
from orchestration.coding.noun_phrases import PLURAL_TAGS

LOOKBACK_FOR_PAIR = 2
COUNTRIES = frozenset("country nation state neighbour neighbor".split())
GOVERNMENT = "government"
COMMUNITY = "community"  # of one country, most of them
OFFICES = LEADERS | FORCES | {GOVERNMENT}
ARMED = frozenset(("MIL", "REB", "PRM"))


class SeveralActors:
    """The actors that phrases of a number mean; the last of them are kept, for a phrase soon after that means the same."""

    def __init__(
        self,
        discourse: Discourse,
        context: CountryContext,
        plain: Callable[[Graph, int], CodedActor | None],
        resolve: Callable[[Graph, int], list[CodedActor]],
    ) -> None:
        """plain: a noun phrase by its own words. resolve: whom it means in the article."""
        self._discourse = discourse
        self._context = context
        self._plain = plain
        self._resolve = resolve
        self._last: tuple[int, list[CodedActor]] = (-1, [])  # whom the last such phrase meant, and its sentence

    def meant(self, graph: Graph, head: int) -> list[CodedActor]:
        """The actors named before that "both sides", "the two presidents" mean; empty for other phrases."""
        number = several(graph, head)
        coded = self._plain(graph, head) if number is not None else None
        if number is None or (coded is not None and coded.country is not None):
            return []
        sides = self._sides(graph, head, number, coded)
        if sides:
            self._last = (graph.sentence.index, sides)
        return sides

    def of_each(self, graph: Graph, head: int) -> list[CodedActor]:
        """People of each of several actors: "officers of both armies", "the two countries' negotiators"."""
        if graph.tokens[head].xpos not in PLURAL_TAGS:
            return []
        owners = (graph.child(head, "nmod:poss"), *graph.oblique(head, "of", "from"))
        owner = next((o for o in owners if o is not None and several(graph, o) and graph.tokens[o].lemma != COMMUNITY), None)
        coded = self._plain(graph, head) if owner is not None else None
        if owner is None or coded is None or coded.country is not None or coded.sector is None:
            return []
        sides = self.meant(graph, owner)
        if len({side.country for side in sides}) < len(sides):
            return sides  # "leaders of both camps", of a government and its rebels
        return [_as(coded, side.country, coded.sector) for side in sides if side.country]

    def _sides(self, graph: Graph, head: int, number: int, coded: CodedActor | None) -> list[CodedActor]:
        position = graph.sentence.index
        lemma = graph.tokens[head].lemma.lower()
        met = self._discourse.met_before(position, head) if number == 2 else []
        together = [] if met else self._discourse.together(position, head, number)
        joined = [self._resolve(there, noun)[:1] for there, noun in together]
        told = met or [actor for actors in joined for actor in actors] or self._before(position, number)
        if lemma in PERSONS or is_bare_pair(graph, head):
            return in_office(told)  # "where the two men will sign"
        if lemma in COUNTRIES and coded is not None:
            return self._countries(position, coded, told or self._at_odds(position, head, number, coded), number)
        if lemma not in LEADERS:
            told = told or self._at_odds(position, head, number, coded)
        if lemma == GOVERNMENT and all(side.sector in (None, "GOV") for side in told):
            return told if met else _alike(told)
        if lemma in FORCES and len(told) == number and all(side.sector in ARMED for side in told):
            return told
        if lemma not in OFFICES or coded is None or coded.sector is None:
            return told if met else _alike(told)
        return self._of_countries(position, coded, told, number)

    def _of_countries(self, position: int, coded: CodedActor, told: list[CodedActor], number: int) -> list[CodedActor]:
        """Such people or bodies of as many countries: of those told of, else of those named most here."""
        countries = {actor.country for actor in told if actor.country}
        if len(countries) < number:
            countries = set(self._context.most_named_near(position, number))
        if len(countries) != number:
            return []
        return [_as(coded, country, coded.sector) for country in sorted(countries)]

    def _before(self, position: int, number: int) -> list[CodedActor]:
        """Those whom such a phrase meant shortly before, a government or army as its country: "telephoned both leaders. He
        urged both sides"."""
        there, sides = self._last
        is_near = 0 < position - there <= LOOKBACK_FOR_PAIR and len(sides) == number
        if not is_near or any(side.country is None for side in sides):
            return []
        told = [replace(side, is_from_context=False) for side in sides]
        is_abroad = len({side.country for side in sides}) == number
        of_state = ("GOV", "MIL") if is_abroad else ("GOV",)
        return [replace(side, code=side.country, sector=None) if side.sector in of_state else side for side in told]

    def _at_odds(self, position: int, head: int, number: int, coded: CodedActor | None) -> list[CodedActor]:
        """The sides told of last, unless the article is of two countries that they are not: those of a mediator's sentence."""
        told = self._discourse.sides(position, head, number)
        rivals = self._context.two_at_odds() if number == 2 and coded is not None else []
        if coded is None or not rivals or {actor.country for actor in told} <= {*rivals}:
            return told
        return [replace(coded, code=country, country=country, sector=None, is_from_context=False) for country in rivals]

    def _countries(self, position: int, coded: CodedActor, told: list[CodedActor], number: int) -> list[CodedActor]:
        """The countries of "the two countries": those told of last, where they are so many, else those named most here."""
        if len({actor.country for actor in told}) == number:
            return [_as(actor, actor.country, None) if actor.country and actor.sector == "GOV" else actor for actor in told]
        countries = self._context.most_named_near(position, number)
        if len(countries) != number:
            return told
        return [_as(coded, country, None) for country in sorted(countries)]


def _as(coded: CodedActor, country: str, sector: str | None) -> CodedActor:
    """The phrase as that of the country: a country alone is named by it, and is no guess."""
    code = f"{country} {sector}" if sector else country
    return replace(coded, code=code, country=country, sector=sector, is_from_context=sector is not None)


def _alike(sides: list[CodedActor]) -> list[CodedActor]:
    """Sides of which some were told of as a country and others as its government, as countries."""
    if {side.sector for side in sides} != {None, "GOV"} or any(side.country is None for side in sides):
        return sides
    return [replace(side, code=side.country, sector=None) for side in sides]
