"""Places named by a common noun: "the town", "the capital", "the east of the country", "Ukrainian soil". Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.coding.place_lookup import CARDINALS, HERE, SPREAD_WORDS, THERE, Place, PlaceLookup, PlaceWords, name_key
from orchestration.language.parsed import Sentence, Token

DETERMINERS = frozenset({"the", "this", "that", "The", "This", "That", "whole", "entire"})
DESCRIBING_CLASSES = frozenset({"ADJ", "NOUN", "VERB", "PROPN"})
MAX_ADJECTIVES = 3
SMALL_SETTLEMENTS = frozenset({"town", "village", "hamlet", "settlement", "township", "camp"})
MAX_TOWN_POPULATION = 400_000
MAX_NAME_WORDS = 5
NAMED = "named"  # the kind of nouns that stand for a place of that name alone
MAY_BE_CALLED_SO = frozenset({NAMED, "island", "camp", "site", "enclave"})
QUOTES = frozenset({'"', "“", "”", "``", "''", "«"})
AREA_KINDS = frozenset({"admin1", "region"})


@dataclass(frozen=True, slots=True)
class CommonPlace:
    """A common noun that stands for a place: its tokens and the place; for "the east" the name that is composed."""

    first: int
    last: int
    head: int
    place: Place
    name: str
    precision: str
    confidence: float


class CommonNouns:
    """Resolves common nouns against the places named before them in the article."""

    def __init__(self, lookup: PlaceLookup, main_country: str | None, home: Place | None = None) -> None:
        """home: the place of the dateline, which "here" means."""
        self.home = home
        self.lookup = lookup
        self.words: PlaceWords = lookup.words
        self.main_country = main_country
        self.named: list[Place | None] = []
        self.countries: list[str] = []
        self.paragraph = -1
        self.near: list[str] = []  # the countries of the places that the paragraph has named
        self.latest: tuple[Place, str, str] | None = None  # place, name and precision of what "there" means

    def note(self, place: Place | None, is_literal: bool) -> None:
        """Remembers a place that the text has named; only literal ones can be "the town". None is one that nobody knows."""
        if is_literal and place is not None and place.country_code is not None:
            self.near.append(place.country_code)
        if is_literal or place is None:
            self.latest = (place, place.name, place.precision) if place is not None else None
        if place is None:
            self.named.append(None)
            return
        if is_literal and place.feature != "country":
            self.named.append(place)
        if place.feature == "country" and place.country_code is not None and is_literal:
            self.countries.append(place.country_code)

    def enter(self, paragraph: int) -> None:
        """Tells which paragraph the sentences that follow are of."""
        if paragraph != self.paragraph:
            self.paragraph, self.near = paragraph, []

    def find(self, sentence: Sentence, index: int, taken: frozenset[int]) -> CommonPlace | None:
        """The common place whose last word is the token, if it is one. It is what "there" means next."""
        found = self._found(sentence, index, taken)
        if found is not None:
            self.latest = (found.place, found.name, found.precision)
        return found

    def _found(self, sentence: Sentence, index: int, taken: frozenset[int]) -> CommonPlace | None:
        token = sentence.tokens[index]
        text = token.text.lower()
        if index in taken or (token.upos == "PROPN" and not token.text.islower()):
            return None
        if text == HERE:
            return self._here(sentence, index)
        if text == THERE:
            return self._there(sentence, index)
        if text in CARDINALS:
            return self._direction(sentence, index, taken)
        if text in SPREAD_WORDS and (found := self._spread(sentence, index)) is not None:
            return found
        if text in self.words.soil_words and index and (code := self.lookup.demonym(sentence.tokens[index - 1].text)):
            country = self.lookup.country(code)
            if country is not None:
                return CommonPlace(index - 1, index, index, country, country.name, "country", 0.85)
        kind = self.words.common_nouns.get(text)
        if kind is None or token.upos not in ("NOUN", "PROPN"):
            return None
        if kind == "capital" and (capital := self._capital_of(sentence.tokens, index, taken)) is not None:
            return capital
        first = self._definite_start(sentence.tokens, index)
        if first is None or self._is_named_after(sentence, index, taken) or self._explains_name(sentence, index, taken):
            return None
        place = self._called(text) if kind in MAY_BE_CALLED_SO else None
        if place is None and kind != NAMED:
            place = self._latest(kind, text in SMALL_SETTLEMENTS)
        if place is None:
            return None
        return CommonPlace(first, index, index, place, place.name, place.precision, 0.6)

    def _capital_of(self, tokens: Sequence[Token], index: int, taken: frozenset[int]) -> CommonPlace | None:
        """ "The Malian capital", "Haiti's capital", where its name does not follow; "the capital of South Sudan"."""
        if tokens[index + 1 : index + 2] and tokens[index + 1].text == "of":
            return self._capital_of_following(tokens, index)
        if index < 1 or any(index + step in taken for step in (1, 2)):
            return None
        first, code = self._demonym_before(tokens, index)
        if code is None and self._is_possessive(tokens, index - 1, taken):
            first, owner = self._owner(tokens, index - 2)
            code = owner.country_code if owner is not None else None
        place = self.lookup.capital(code) if code else None
        return CommonPlace(first, index, index, place, place.name, place.precision, 0.85) if place is not None else None

    def _capital_of_following(self, tokens: Sequence[Token], index: int) -> CommonPlace | None:
        first = index + 3 if tokens[index + 2 : index + 3] and tokens[index + 2].text == "the" else index + 2
        for last in range(min(first + MAX_NAME_WORDS, len(tokens)) - 1, first - 1, -1):
            country = self._country_called(tokens, first, last)
            place = self.lookup.capital(country.country_code) if country is not None and country.country_code else None
            is_owner = tokens[last + 1 : last + 2] and tokens[last + 1].text in ("'s", "’s")  # "the capital of Peru's south"
            if place is not None and not is_owner:
                return CommonPlace(index, last, index, place, place.name, place.precision, 0.85)
        return None

    def _demonym_before(self, tokens: Sequence[Token], index: int) -> tuple[int, str | None]:
        """Where the demonym before the token begins and its country: "South Sudanese", not "Sudanese"."""
        for first in range(max(index - MAX_NAME_WORDS, 0), index):
            code = self.lookup.demonym(" ".join(token.text for token in tokens[first:index]))
            if code is not None:
                return first, code
        return index - 1, None

    def _here(self, sentence: Sentence, index: int) -> CommonPlace | None:
        """The place of the dateline in "met here on Thursday"; in quotation marks it is the speaker's."""
        token = sentence.tokens[index]
        is_quoted = any(before.text in QUOTES for before in sentence.tokens[:index])
        if self.home is None or is_quoted or token.upos != "ADV":
            return None
        return CommonPlace(index, index, index, self.home, self.home.name, self.home.precision, 0.6)

    def _there(self, sentence: Sentence, index: int) -> CommonPlace | None:
        """The place told last in "police used water cannon there"; not that of "there were clashes"."""
        token = sentence.tokens[index]
        if self.latest is None or token.upos != "ADV" or token.deprel not in ("advmod", "obl", "nmod"):
            return None
        place, name, precision = self.latest
        return CommonPlace(index, index, index, place, name, precision, 0.6)

    def _definite_start(self, tokens: Sequence[Token], index: int) -> int | None:
        """Where the definite phrase that ends at the noun begins: "the whole mining town"."""
        for position in range(index - 1, max(-1, index - 2 - MAX_ADJECTIVES), -1):
            if tokens[position].text in DETERMINERS:
                is_quantifier = tokens[position].text in ("whole", "entire")
                return position - 1 if is_quantifier and position else position
            if tokens[position].upos not in DESCRIBING_CLASSES or tokens[position].text[:1].isupper():
                return None
        return None

    def _is_named_after(self, sentence: Sentence, index: int, taken: frozenset[int]) -> bool:
        """Whether the name itself follows or stands before: "the town of X", "the town, X", "the Kursk region"."""
        tokens = sentence.tokens
        if index and index - 1 in taken:
            return True
        for step in (1, 2):
            if index + step in taken:
                between = tokens[index + 1].text if step == 2 else ""
                return between in ("", "of", ",", "the", "at", "in")
        return index + 1 < len(tokens) and tokens[index + 1].text == "of"

    def _explains_name(self, sentence: Sentence, index: int, taken: frozenset[int]) -> bool:
        """Whether the noun only says what the place before it is: "El Fasher, the last state capital in Darfur"."""
        token = sentence.tokens[index]
        return token.deprel == "appos" and not taken.isdisjoint(range(token.head, index))

    def _called(self, noun: str) -> Place | None:
        """The latest place whose name holds the noun: "the shoal" is Scarborough Shoal, "the strait" that of Hormuz."""
        return next(
            (place for place in reversed(self.named) if place is not None and noun in name_key(place.name).split()), None
        )

    def _latest(self, kind: str, is_small: bool) -> Place | None:
        if kind == "capital":
            return self.lookup.capital(self.main_country or (self.countries[-1] if self.countries else ""))
        if kind == "country":
            return self.lookup.country((self.countries[-1] if self.countries else None) or self.main_country or "")
        for place in reversed(self.named):
            if place is None:
                return None
            if kind in ("settlement", "camp", "site", "outskirts") and place.precision == "exact":
                if is_small and (place.is_capital or place.population > MAX_TOWN_POPULATION):
                    continue
                return place
            if kind in ("admin1", "enclave", "island") and place.feature in AREA_KINDS:
                return place
            if kind == "area":
                return place
        if kind == "admin1":
            return self._region_of_latest()
        return None

    def _region_of_latest(self) -> Place | None:
        """The first-level region of the latest settlement."""
        for place in reversed(self.named):
            if place is not None and place.country_code and place.admin1_code:
                return self.lookup.admin1(place.country_code, place.admin1_code)
        return None

    def _country_in_context(self) -> Place | None:
        """The country of the article, or the one that the paragraph is about instead."""
        if self.near and self.main_country not in self.near:
            return self.lookup.country(self.near[-1])
        return self.lookup.country(self.main_country or (self.countries[-1] if self.countries else ""))

    def _direction(self, sentence: Sentence, index: int, taken: frozenset[int]) -> CommonPlace | None:
        """ "the east", "the east of the country", "the country's south", "Nigeria's northwest", "the Russian far east"."""
        tokens = sentence.tokens
        if index == 0 or tokens[index].upos not in ("NOUN", "PROPN", "ADJ", "ADV"):
            return None
        first = index - 1 if tokens[index - 1].text.lower() == "far" and index >= 2 else index
        owner = tokens[first - 1]
        prefix = self.words.region_prefixes.get(tokens[index].text.lower(), tokens[index].text.lower())
        opening, code = self._demonym_before(tokens, first)
        if code is not None:
            return self._region(sentence, opening, index, self.lookup.country(code), prefix)
        if self._is_possessive(tokens, first - 1, taken):
            opening, country = self._owner(tokens, first - 2)
            return self._region(sentence, opening, index, country, prefix)
        following = tokens[index + 1].text if index + 1 < len(tokens) else "."
        if following == "of":
            names_country = [token.text for token in tokens[index + 2 : index + 4]] in (["the", "country"], ["the", "nation"])
            if not names_country or owner.text.lower() != "the":
                return None
            return self._region(sentence, first - 1, index + 3, self._country_in_context(), prefix, index)
        if owner.text.lower() not in ("the", "its") or tokens[min(index + 1, len(tokens) - 1)].upos in (
            "NOUN",
            "PROPN",
            "ADJ",
        ):
            return None
        return self._region(sentence, first - 1, index, self._country_in_context(), prefix)

    @staticmethod
    def _is_possessive(tokens: Sequence[Token], index: int, taken: frozenset[int]) -> bool:
        """Whether the token is the 's of a country or of "the country"."""
        if index < 1 or tokens[index].text not in ("'s", "’s"):
            return False
        return index - 1 in taken or tokens[index - 1].text in ("country", "nation")

    def _owner(self, tokens: Sequence[Token], index: int) -> tuple[int, Place | None]:
        """Where the country's name begins that ends at the token, and the country: "South Sudan", not "Sudan"."""
        if tokens[index].text in ("country", "nation"):
            return index, self._country_in_context()
        for first in range(max(index + 1 - MAX_NAME_WORDS, 0), index + 1):
            country = self._country_called(tokens, first, index)
            if country is not None:
                return first, country
        return index, None

    def _country_called(self, tokens: Sequence[Token], first: int, last: int) -> Place | None:
        key = name_key(" ".join(token.text for token in tokens[first : last + 1]))
        return next((place for place in self.lookup.candidates(key) if place.feature == "country"), None)

    def _region(
        self, sentence: Sentence, first: int, last: int, country: Place | None, prefix: str, head: int | None = None
    ) -> CommonPlace | None:
        """The part of a country: a region of its own name ("Russian Far East") or one composed ("eastern Ukraine")."""
        if country is None:
            return None
        candidates = self.lookup.candidates(name_key(sentence.span_text(first, last)))
        named = next((place for place in candidates if place.country_code == country.country_code), None)
        if named is not None:
            return CommonPlace(first, last, head or last, named, named.name, named.precision, 0.85)
        return CommonPlace(first, last, head or last, country, f"{prefix} {country.name}", "region", 0.6)

    def _spread(self, sentence: Sentence, index: int) -> CommonPlace | None:
        """ "eastern regions", "the southern part of the front"."""
        tokens = sentence.tokens
        direction = tokens[index - 1].text.lower() if index else ""
        if direction not in self.words.region_prefixes or direction in CARDINALS:
            return None
        following = [token.text for token in tokens[index + 1 : index + 4]]
        if following[:1] == ["of"] and following[-1] not in ("country", "nation", "front"):
            return None
        first = index - 2 if index >= 2 and tokens[index - 2].text.lower() == "the" else index - 1
        return self._region(sentence, first, index, self._country_in_context(), self.words.region_prefixes[direction])
