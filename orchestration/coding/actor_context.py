"""Which country an article is about at each of its sentences, so that a bare "the army" or "prosecutors" is its. Pure.

An explainer walks from one country to the next, and a talk's venue is nobody's home. The country of a sentence is the one
most named in and shortly before it, by names of actors and by places, weighed with how often the whole article names it.
"""

from collections import Counter
from collections.abc import Sequence

from orchestration.coding.actor_links import is_backer, is_of_envoy
from orchestration.coding.actor_meaning import INTERNATIONAL, code_parts
from orchestration.coding.actor_names import ActorName
from orchestration.coding.model import PlaceMention
from orchestration.coding.place_flights import is_refuge
from orchestration.language.parsed import Sentence

LOOKBACK_SENTENCES = 4
WIDE_LOOKBACK = 8
DECAY = 0.5
SUBJECT, SUBJECT_DECAY = 6.0, 0.7
BEFORE_THE_NOUN = 3.0
AFTER_THE_NOUN = 0.75
ADJECTIVE = 0.3
HOME = 2.0
RARE = 0.08
FARTHEST_OPENING = 2
LEAST_NAMED, DOMINANCE = 3, 2
PRESS = "JRN"
NO_COUNTRY = INTERNATIONAL | {"IMG"}


class CountryContext:
    """The countries named in an article, sentence by sentence."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        names: Sequence[Sequence[ActorName]],
        places: Sequence[Sequence[PlaceMention]],
        home: str | None = None,
    ) -> None:
        """home: the country of the dateline, which counts as a place named ahead of the first sentence."""
        self._opening = [_opening(*sentence) for sentence in zip(sentences, places, strict=True)]
        self._named = [_countries(*sentence) for sentence in zip(sentences, names, places, strict=True)]
        if home is not None and self._named:
            self._named[0].insert(0, (-1, home, HOME))
        self.counts = Counter(country for sentence in self._named for _, country, _ in sentence)

    def most_named(self) -> str | None:
        """The country of the article as a whole."""
        return max(self.counts, key=lambda country: self.counts[country], default=None)

    def most_named_near(self, position: int, number: int) -> list[str]:
        """Of the countries named shortly before, those that the whole article names most: whose "the two presidents" are."""
        near = {country for there in self._named[max(0, position - WIDE_LOOKBACK) : position + 1] for _, country, _ in there}
        return sorted(near, key=lambda country: (-self.counts[country], country))[:number]

    def two_at_odds(self) -> list[str]:
        """The two countries that the article names far more than any third: whose "both sides" are; empty where none are."""
        ranked = sorted(self.counts, key=lambda country: (-self.counts[country], country))
        counts = [self.counts[country] for country in (*ranked, "", "", "")]
        return sorted(ranked[:2]) if counts[1] >= max(LEAST_NAMED, DOMINANCE * counts[2]) else []

    def country_at(self, position: int, token: int, subject: tuple[str, int] | None = None) -> str | None:
        """The country that the sentence at `position` is about, for a noun at `token`; None where none is named near it.

        subject: the country whose doings were told last, and the sentence that told them; governments and armies are its.
        """
        opening = self._opening[position]
        if opening is not None and opening[0] < token:
            return opening[1]
        total = sum(self.counts.values())
        scores: dict[str, float] = {}
        if subject is not None and total:
            scores[subject[0]] = SUBJECT * SUBJECT_DECAY ** (position - subject[1])
        for back in range(LOOKBACK_SENTENCES + 1):
            if position - back < 0:
                break
            for index, country, weight in self._named[position - back]:
                nearness = DECAY**back if back else AFTER_THE_NOUN if index > token else BEFORE_THE_NOUN
                scores[country] = scores.get(country, 0.0) + weight * nearness
        return max(scores, key=lambda country: scores[country] * (RARE + self.counts[country] / total), default=None)


def _opening(sentence: Sentence, places: Sequence[PlaceMention]) -> tuple[int, str] | None:
    """(last token, country) of the country in which the sentence says that it plays: "In neighbouring Chile, police ..."."""
    tokens = sentence.tokens
    if not tokens or tokens[0].text != "In":
        return None
    for place in places:
        is_set_off = place.last_token + 1 < len(tokens) and tokens[place.last_token + 1].text == ","
        if place.first_token <= FARTHEST_OPENING and place.precision == "country" and place.country_code and is_set_off:
            return place.last_token, place.country_code
    return None


def _countries(sentence: Sentence, names: Sequence[ActorName], places: Sequence[PlaceMention]) -> list[tuple[int, str, float]]:
    """(token, country, weight) of each name and place, in text order; a word that is both counts once.

    Who backs somebody ("Saudi-backed troops") or is whose envoy does not count. An adjective ("the American raids") tells
    who came more often than where it is.
    """
    press = {i for name in names if code_parts(name.code)[1] == PRESS for i in range(name.first_token, name.last_token + 1)}
    found = {
        place.first_token: (place.country_code, _place_weight(sentence, place))
        for place in places
        if place.is_resolved
        and place.country_code
        and place.first_token not in press
        and not is_backer(sentence, place.first_token, place.last_token)
        and not is_of_envoy(sentence, place.first_token, place.last_token)
    }
    for name in names:
        country, sector = code_parts(name.code)
        if is_backer(sentence, name.first_token, name.last_token) or is_of_envoy(sentence, name.first_token, name.last_token):
            continue
        if country not in NO_COUNTRY and sector != PRESS:  # who is told of it is mostly abroad: "a teacher told Reuters"
            is_aside = name.kind == "demonym" or is_refuge(sentence, name.first_token)
            found.setdefault(name.first_token, (country, ADJECTIVE if is_aside else 1.0))
    return [(index, country, weight) for index, (country, weight) in sorted(found.items())]


def _place_weight(sentence: Sentence, place: PlaceMention) -> float:
    return ADJECTIVE if place.kind != "literal" or is_refuge(sentence, place.head_token) else 1.0
