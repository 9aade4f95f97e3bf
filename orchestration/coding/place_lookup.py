"""What the place stages need of a gazetteer: the shape of a place, of a lookup, and the key under which names are found."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import asin, cos, degrees, radians, sin, sqrt
from typing import Protocol

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG

_ABBREVIATED_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_DROPPED = str.maketrans("", "", "'’‘`ʼʻʹ´.\"")
_SPACED = str.maketrans({"-": " ", "–": " ", "‐": " ", "‑": " ", "_": " ", "/": " "})
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
)


CARDINALS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
HERE, THERE = "here", "there"
SPREAD_WORDS = frozenset(
    {"region", "regions", "area", "areas", "part", "parts", "province", "provinces", "front", "districts"}
)


@lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """The form under which a name is stored and sought: no case, accents, apostrophes, points, hyphens or leading "the"."""
    plain = text.casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join(char for char in decomposed.translate(_LETTERS) if not unicodedata.combining(char))
    words = plain.translate(_DROPPED).translate(_SPACED).split()
    while len(words) > 1 and words[0] == "the":
        del words[0]
    if len(words) > 1:
        words = [_ABBREVIATED_WORDS.get(word, word) for word in words]
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer.

    country_code is ISO 3166-1 alpha-3. feature: city, site, admin1, country, region, or a water (sea, river, strait ...).
    precision: exact, admin1, region or country. Latitude and longitude are degrees, WGS 84; those of admin1, regions
    and countries are centroids. population orders places of one name; it is 0 where unknown.
    """

    place_id: str
    geonames_id: int | None
    name: str
    country_code: str | None
    admin1_code: str | None
    admin1_name: str | None
    latitude: float
    longitude: float
    feature: str
    precision: str
    population: int
    is_capital: bool


@dataclass(frozen=True)
class PlaceWords:
    """The words around place names, from `place_words.csv`: kind of word, then word, then its value."""

    type_words: Mapping[str, str] = field(default_factory=dict)
    common_nouns: Mapping[str, str] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    bearings: Mapping[str, str] = field(default_factory=dict)
    name_prefixes: frozenset[str] = frozenset()
    region_prefixes: Mapping[str, str] = field(default_factory=dict)
    person_titles: frozenset[str] = frozenset()
    organisation_words: frozenset[str] = frozenset()
    government_words: frozenset[str] = frozenset()
    non_place_nouns: frozenset[str] = frozenset()
    bearer_nouns: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()
    never_places: frozenset[str] = frozenset()
    rarely_places: frozenset[str] = frozenset()
    area_words: frozenset[str] = frozenset()
    place_nouns: frozenset[str] = frozenset()
    spatial_nouns: frozenset[str] = frozenset()
    government_nouns: frozenset[str] = frozenset()
    political_nouns: frozenset[str] = frozenset()
    communication_verbs: frozenset[str] = frozenset()
    addressed_verbs: frozenset[str] = frozenset()
    affected_verbs: frozenset[str] = frozenset()
    taking_verbs: frozenset[str] = frozenset()
    moving_verbs: frozenset[str] = frozenset()
    fought_nouns: frozenset[str] = frozenset()
    place_openings: frozenset[str] = frozenset()
    person_verbs: frozenset[str] = frozenset()
    soil_words: frozenset[str] = frozenset()
    national_nouns: frozenset[str] = frozenset()
    distance_units: Mapping[str, str] = field(default_factory=dict)
    number_words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The words that can stand for a place without its name: "town", "east", "soil", "here", "there"."""
        return CARDINALS | SPREAD_WORDS | self.soil_words | self.common_nouns.keys() | {HERE, THERE}


class PlaceLookup(Protocol):
    """The gazetteer as the place stages see it."""

    @property
    def words(self) -> PlaceWords: ...

    def candidates(self, key: str) -> Sequence[Place]:
        """Places of that `name_key`, most populous first."""
        ...

    def longest_name(self, first_word: str) -> int:
        """The number of words of the longest name that begins with this word; 0 if none does."""
        ...

    def is_word(self, key: str) -> bool:
        """Whether the name is also an ordinary English word ("reading", "nice")."""
        ...

    def abbreviation(self, text: str) -> Sequence[Place]:
        """Places of an abbreviation that stands by itself ("U.S.", "NSW"), matched by case."""
        ...

    def region_abbreviation(self, text: str) -> Sequence[Place]:
        """First-level regions of an abbreviation that follows a comma ("CA", "Calif."), matched by case."""
        ...

    def demonym(self, text: str) -> str | None:
        """The alpha-3 code of a demonym ("Israelis", "Ukrainian"), matched by case."""
        ...

    def country(self, code: str) -> Place | None: ...

    def capital(self, code: str) -> Place | None: ...

    def admin1(self, country_code: str, admin1_code: str) -> Place | None: ...


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance by the haversine formula."""
    rise = radians(other_latitude - latitude) / 2
    run = radians(other_longitude - longitude) / 2
    chord = sin(rise) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(run) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def point_at(latitude: float, longitude: float, bearing_degrees: float, distance: float) -> tuple[float, float]:
    """The point `distance` km from a point in the direction of a bearing, in degrees clockwise from north."""
    angle = distance / EARTH_RADIUS_KM
    start, course = radians(latitude), radians(bearing_degrees)
    end = asin(sin(start) * cos(angle) + cos(start) * sin(angle) * cos(course))
    shift = degrees(
        asin(max(-1.0, min(1.0, sin(course) * sin(angle) / max(cos(end), 1e-9))))
    )  # the short way round: distances in news stay far below a quarter of the globe
    east = (longitude + shift + 540) % 360 - 180
    return round(degrees(end), 5), round(east, 5)
