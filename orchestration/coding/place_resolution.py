"""Chooses among the places of one name: by size, by the countries and regions that the article names, by the type word
beside the name, by "Springfield, Illinois", and by nearness to the article's other places. Pure.

Scores are in decades of population: a town ten times as big is ahead by 1.
"""

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from math import log10, sqrt

from orchestration.coding.place_lookup import Place, PlaceLookup, distance_km, name_key
from orchestration.coding.place_spans import Span

COUNTRY_PRIOR = 8.5
REGION_PRIOR = 6.6
CAPITAL_BONUS = 1.5
PRIMARY_NAME_BONUS = 0.7
SAME_SPELLING = 0.85
OTHER_LEVEL_PENALTY = 2.0  # for the city where the name means its region, and the other way round
ALIAS_PENALTY = 1.0  # for a place that another language calls so, where one really has the name
DEMONYM_VOTE = 0.5
DOMINANT_VOTE = 0.5
CITY_OF_REGION_POPULATION = 50_000
NATIONAL_CONTEXT = 1.2
LOCAL_CONTEXT = 2.2
ADMIN1_CONTEXT = 1.0
NEARNESS = ((50.0, 1.6), (150.0, 1.1), (400.0, 0.5))
NEAR_DEGREES = 4.0  # of latitude: farther apart, no two places are near
NOT_NEAR = 1_000.0
TYPE_BONUS = 3.0
LIST_BONUS = 2.5  # "California, Oregon and Washington" lists states
DOMINANT_POPULATION = 1_000_000
DOMINANT_FACTOR = 10
UNLIKELY_SCORE = 4.6  # a hamlet of that name in a country that the article does not speak of
LOCAL_WEIGHT = 3.0
SPOKEN_OF = 1.0
SAME_NAME = 0.6  # how alike two spellings of one name are at least
SETTLEMENTS = frozenset({"city", "site"})
LOCAL_FEATURES = frozenset({"city", "site", "admin1"})


class Resolver:
    """Resolves all spans of one article together."""

    def __init__(self, lookup: PlaceLookup, spans: Sequence[Span], context: Sequence[str]) -> None:
        self.lookup = lookup
        self.spans = spans
        self.national: dict[str, float] = defaultdict(float)
        self.local: dict[str, float] = defaultdict(float)
        self.local_by_key: dict[str, float] = defaultdict(float)
        self.regions: set[tuple[str | None, str | None]] = set()
        self.lists: dict[int, list[Span]] = {}
        self.fits: dict[int, list[tuple[float, Place]]] = {}
        self.all_national = self.all_local = 0.0
        self.area_keys = {span.key for span in spans if span.type_word == "admin1" or span.is_area}
        for code in context:
            self.national[code] += 1.0

    def resolve(self) -> None:
        """Sets `place` and `confidence` of every span that has a reading."""
        open_spans: list[Span] = []
        for span in self.spans:
            if span.kind == "demonym" and span.code is not None:
                self.national[span.code] += DEMONYM_VOTE
                span.place, span.confidence = self.lookup.country(span.code), 0.95
            elif span.candidates:
                self._vote_if_sure(span, open_spans)
        self.lists = _lists(self.spans)
        self.all_national, self.all_local = sum(self.national.values()), sum(self.local.values())
        self.fits = {id(span): self._fit(span) for span in open_spans}
        chosen = [(span, self._choose(span, ())) for span in open_spans]
        _settle(chosen)
        anchors = self._anchors()
        chosen = [
            (span, self._choose(span, near))
            for span in open_spans
            if (near := _places_near(span, anchors)) or id(span) in self.lists
        ]
        _settle(chosen)

    def main_country(self) -> str | None:
        """The country that the article is about: the one it names places of, rather than the one it names most."""
        totals = {
            code: self.national.get(code, 0.0) + LOCAL_WEIGHT * self.local.get(code, 0.0)
            for code in {*self.national, *self.local}
        }
        return max(sorted(totals), key=lambda code: totals[code]) if totals else None

    def _vote_if_sure(self, span: Span, open_spans: list[Span]) -> None:
        candidates = self._within(span)
        codes = {place.country_code for place in candidates}
        first = candidates[0]
        runner_up = next((place.population for place in candidates if place.country_code != first.country_code), 0)
        is_dominant = first.population >= max(DOMINANT_POPULATION, DOMINANT_FACTOR * runner_up)
        if len(candidates) == 1 and (span.within is not None or span.type_word is not None or first.feature != "city"):
            span.place, span.confidence = first, 0.95
        else:
            open_spans.append(span)
        if first.country_code is None or not (len(codes) == 1 or is_dominant):
            return
        if any(place.feature == "country" for place in candidates):
            if len(codes) == 1 or first.feature == "country":
                self.national[first.country_code] += 1.0 if len(codes) == 1 else DOMINANT_VOTE  # "Congo": the larger one
            return
        is_telling = is_dominant or span.evidence >= 2 or first.feature == "admin1"
        vote = (1.0 if len(codes) == 1 else DOMINANT_VOTE) if is_telling else 0.3
        self.local[first.country_code] += vote
        self.local_by_key[span.key] += vote
        if first.feature in LOCAL_FEATURES and is_telling:
            self.regions.add((first.country_code, first.admin1_code))

    @staticmethod
    def _within(span: Span) -> Sequence[Place]:
        if span.within is None:
            countries = {place.country_code for place in span.candidates if place.feature == "country"}
            if not countries or span.type_word == "settlement":
                own_name = [place for place in span.candidates if name_key(place.name) == span.key]
                # "Islamabad" is Pakistan's capital, not the town in Kashmir of which it is another name
                return own_name if any(place.is_capital for place in own_name) else span.candidates
            # "Mexico", "Luxembourg" and "Kuwait" are the country, not its capital
            return [place for place in span.candidates if place.feature == "country" or place.country_code not in countries]
        area = span.within
        inside = [
            place
            for place in span.candidates
            if place.country_code == area.country_code
            and place.place_id != area.place_id
            and place.feature != "country"
            and (area.feature == "country" or place.admin1_code == area.admin1_code)
        ]
        return inside or span.candidates

    def _anchors(self) -> dict[int, list[tuple[str, Place]]]:
        """The settlements chosen so far, by sentence."""
        anchors: dict[int, list[tuple[str, Place]]] = defaultdict(list)
        for span in self.spans:
            if span.place is not None and span.place.feature in LOCAL_FEATURES:
                anchors[span.sentence].append((span.key, span.place))
        return anchors

    def _choose(self, span: Span, near: Sequence[Place]) -> tuple[Place | None, float]:
        """The best candidate of the span and how sure that is; `near`: the places named in the sentences around it."""
        scored = [(self._score(span, fit, place, near), place) for fit, place in self.fits[id(span)]]
        scored.sort(key=_score_of, reverse=True)  # stable: the more populous of equals stays ahead
        best, place = scored[0]
        if best < UNLIKELY_SCORE and span.within is None:
            named, others = self._spoken_of(span, place)
            if named <= 0 and others >= SPOKEN_OF:
                return None, 0.2
        if span.within is None and self._is_far_namesake(span, place):
            return None, 0.2
        lead = best - scored[1][0] if len(scored) > 1 else 3.0
        return place, round(min(0.95, 0.5 + 0.15 * max(lead, 0.0)), 2)

    def _is_far_namesake(self, span: Span, place: Place) -> bool:
        """Whether another language's name for a town of a country that the article does not speak of is all that fits:
        "Nasir" is no town of Turkey in a story of South Sudan. Other spellings ("Kupyansk") are the town itself.
        """
        if place.feature not in SETTLEMENTS or place.is_capital or place.population >= CITY_OF_REGION_POPULATION * 5:
            return False
        named, others = self._spoken_of(span, place)
        if named > 0 or others < DEMONYM_VOTE:
            return False
        if span.type_word == "settlement" and others >= SPOKEN_OF:
            return True  # "Banga village" in Zamfara is too small for the gazetteer, and no town of the Philippines
        return SequenceMatcher(None, name_key(place.name), span.key).ratio() < SAME_NAME

    def _spoken_of(self, span: Span, place: Place) -> tuple[float, float]:
        """How much the article's other names speak of the country of the place, and of any country."""
        own = self.local_by_key.get(span.key, 0.0)
        code = place.country_code or ""
        named = self.national.get(code, 0.0) + self.local.get(code, 0.0)
        named -= own if span.candidates[0].country_code == code else 0.0
        return named, self.all_national + self.all_local - own

    def _fit(self, span: Span) -> list[tuple[float, Place]]:
        """The candidates of the span, each with what speaks for it whatever the other names turn out to be."""
        candidates = self._within(span)
        own_name = [place for place in candidates if name_key(place.name) == span.key]
        if not own_name and len(candidates) > 1:  # "Sloviansk" is rather Slovyansk than what was once called so
            own_name = [place for place in candidates if _is_spelling_of(name_key(place.name), span.key)]
        regions = [place for place in candidates if place.feature == "admin1"]
        return [
            (
                self._prior(span, place, regions, own_name) + self._type_fit(span, place) + self._context(span, place),
                place,
            )
            for place in candidates
        ]

    def _score(self, span: Span, fit: float, place: Place, near: Sequence[Place]) -> float:
        score = fit
        if place.feature == "admin1" and (listed := self.lists.get(id(span))):
            score += LIST_BONUS * any(
                other.place is not None and other.place.feature == "admin1" and other.place.country_code == place.country_code
                for other in listed
            )
        if place.feature in LOCAL_FEATURES and near:
            closest = min(
                (
                    distance_km(place.latitude, place.longitude, other.latitude, other.longitude)
                    for other in near
                    if abs(place.latitude - other.latitude) <= NEAR_DEGREES
                ),
                default=NOT_NEAR,
            )
            score += next((bonus for limit, bonus in NEARNESS if closest <= limit), 0.0)
        return score

    def _prior(self, span: Span, place: Place, regions: Sequence[Place], own_name: Sequence[Place]) -> float:
        """What size and name say for the place; `regions` and `own_name` are those of its candidates."""
        if place.feature == "country":
            return COUNTRY_PRIOR
        is_primary = place in own_name
        if place.feature not in LOCAL_FEATURES:
            return REGION_PRIOR + (PRIMARY_NAME_BONUS if is_primary else 0.0)
        score = log10(place.population + 50) + (PRIMARY_NAME_BONUS if is_primary else 0.0)
        if not is_primary and place.feature == "city" and not place.is_capital:
            score -= ALIAS_PENALTY if own_name else 0.0
        if place.feature == "city":
            score += CAPITAL_BONUS if place.is_capital else 0.0
            has_region = any(_is_region_of(other, place) for other in regions)
            if has_region and (not is_primary or not self._city_stands_alone(place) or self._wants_area(span)):
                score -= OTHER_LEVEL_PENALTY
        elif not self._wants_area(span) and any(
            _is_region_of(place, city) and self._city_stands_alone(city) for city in own_name
        ):
            score -= OTHER_LEVEL_PENALTY
        return score

    def _wants_area(self, span: Span) -> bool:
        return span.is_area or (span.key in self.area_keys and span.preposition not in ("near", "outside", "around"))

    @staticmethod
    def _city_stands_alone(city: Place) -> bool:
        return city.population >= CITY_OF_REGION_POPULATION or city.is_capital

    def _type_fit(self, span: Span, place: Place) -> float:
        kind = span.type_word
        if kind is None and span.is_national and place.feature == "country":
            return TYPE_BONUS
        if kind == "settlement":
            return TYPE_BONUS if place.feature in SETTLEMENTS else -TYPE_BONUS
        if kind == "admin1":
            return (
                TYPE_BONUS
                if place.feature in ("admin1", "region")
                else (0.5 * TYPE_BONUS if place.feature == "country" else 0.0)
            )
        if kind == "area":
            return 0.5 if place.feature in ("city", "region") else 0.0
        if kind == "water":
            return TYPE_BONUS if place.feature not in LOCAL_FEATURES and place.feature != "country" else 0.0
        return 0.0

    def _context(self, span: Span, place: Place) -> float:
        """What the article's other names say for the country and region of the place; a name says nothing for itself."""
        code = place.country_code
        if code is None:
            return 0.0
        own = self.local_by_key.get(span.key, 0.0)
        is_own = own > 0 and span.candidates[0].country_code == code
        local = self.local.get(code, 0.0) - (own if is_own else 0.0)
        all_local = self.all_local - own
        named, all_named = self.national.get(code, 0.0) + local, self.all_national + all_local
        score = NATIONAL_CONTEXT * sqrt(max(named, 0.0) / all_named) if all_named > 0 else 0.0
        if all_local > 0:
            weight = LOCAL_CONTEXT * (0.5 if place.feature == "country" else 1.0)
            score += weight * sqrt(max(local, 0.0) / all_local)
        if place.feature in LOCAL_FEATURES and not is_own and (code, place.admin1_code) in self.regions:
            score += ADMIN1_CONTEXT
        return score


def _settle(chosen: Sequence[tuple[Span, tuple[Place | None, float]]]) -> None:
    for span, (place, confidence) in chosen:
        span.place, span.confidence = place, confidence


def _places_near(span: Span, anchors: dict[int, list[tuple[str, Place]]]) -> list[Place]:
    """The settlements of other names that the sentences around the span name."""
    steps = range(span.sentence - 3, span.sentence + 4)
    return [place for step in steps for key, place in anchors.get(step, ()) if key != span.key]


def _is_spelling_of(name: str, key: str) -> bool:
    return name[:1] == key[:1] and SequenceMatcher(None, name, key).ratio() >= SAME_SPELLING


def _score_of(scored: tuple[float, Place]) -> float:
    return scored[0]


def _lists(spans: Sequence[Span]) -> dict[int, list[Span]]:
    """The neighbours of each name in a list of names."""
    neighbours: dict[int, list[Span]] = defaultdict(list)
    for before, span in pairwise(spans):
        if span.is_listed and before.sentence == span.sentence and span.key != before.key:
            neighbours[id(span)].append(before)
            neighbours[id(before)].append(span)
    return neighbours


def _is_region_of(region: Place, city: Place) -> bool:
    """Whether one place is the first-level region that the other, a city, lies in."""
    return (
        region.feature == "admin1"
        and city.feature == "city"
        and region.country_code == city.country_code
        and (region.admin1_code is None or region.admin1_code == city.admin1_code)
    )
