"""Finds the spans of a sentence that can name a place, and what stands around them. Pure.

A span is the longest run of tokens whose name the gazetteer has, or a name that it lacks in a place where only a place
fits ("the village of X"). Names of persons and organisations are left out by the capitalised words beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.coding.place_lookup import Place, PlaceLookup, PlaceWords, name_key
from orchestration.language.parsed import Sentence, Token

CONNECTORS = frozenset(
    "of the and & de del la las los le les du des di da do dos das el al"
    " es ez ash ad an ar as az abu bin e y en am der sur au aux sous i - –".split()
)
SHORT_MONTHS = frozenset("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split())
ARABIC_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "ad", "an", "at", "az", "ed", "es", "en"})
OTHER_OPENINGS = frozenset("'‘’`ae")  # with which a name may begin that does not begin with a capital
HYPHENS = frozenset({"-", "–"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
ACRONYM_CHARS = 5
AREA_FEATURES = frozenset({"country", "admin1", "region"})


@dataclass(slots=True)
class Span:
    """A possible place name, tokens `first` to `last`, both included.

    kind: name, demonym or unknown (a name the gazetteer lacks). type_word: the list of `place_words.csv` that the word
    beside the name is on (settlement, admin1, area, site, water, island) or None. prefix: "eastern" of "eastern Ukraine".
    is_national: it has what only a country has ("Niger's junta").
    """

    sentence: int
    first: int
    last: int
    kind: str
    candidates: Sequence[Place]
    key: str = ""
    code: str | None = None
    type_word: str | None = None
    preposition: str | None = None
    prefix: str | None = None
    prefix_token: int | None = None
    within: Place | None = None
    within_token: int | None = None
    is_area: bool = False
    is_national: bool = False
    is_listed: bool = False
    evidence: int = 0
    place: Place | None = None
    confidence: float = 0.0


NAMING = frozenset({"ADJ", "PROPN"})
STANDING = frozenset({"at", "outside", "inside", "near", "around", "in"})  # "in the Kremlin"
NO_NAMES = frozenset({"NUM", "ADP", "AUX", "CCONJ", "SCONJ"})  # "in Seven Provinces", in title case


def is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper() or (len(token.text) > 2 and token.text[0] in "'‘’`" and token.text[1].isupper())


def is_hyphenated(tokens: Sequence[Token], last: int) -> bool:
    """Whether a hyphen and another capitalised word follow without a space: the name goes on."""
    if last + 2 >= len(tokens) or tokens[last + 1].text != "-" or not is_capitalised(tokens[last + 2]):
        return False
    return tokens[last].char_end == tokens[last + 1].char_start and tokens[last + 1].char_end == tokens[last + 2].char_start


class SpanFinder:
    """Finds the names and demonyms of the gazetteer in sentences."""

    def __init__(self, lookup: PlaceLookup) -> None:
        self.lookup = lookup
        self.words: PlaceWords = lookup.words

    def find(self, sentence: Sentence) -> list[Span]:
        """Every name and demonym of the gazetteer in the sentence, longest first, without overlap, in text order."""
        spans: list[Span] = []
        end = 0
        for index, token in enumerate(sentence.tokens):
            if index < end or not (token.text[:1] in OTHER_OPENINGS or token.text[0].isupper()):
                continue
            span = self._span_at(sentence, index) or self._direction_alone(sentence, index)
            if span is not None and self._is_first_half(sentence, span):
                continue
            if span is not None:
                spans.append(span)
                end = span.last + 1
        return spans

    def _direction_alone(self, sentence: Sentence, index: int) -> Span | None:
        """ "[North] and South Kivu": the first of two regions that share their name."""
        tokens, directions = sentence.tokens, self.words.region_prefixes
        if index + 3 >= len(tokens) or tokens[index + 1].text not in ("and", "or"):
            return None
        if tokens[index].text.lower() not in directions or tokens[index + 2].text.lower() not in directions:
            return None
        other = self._span_at(sentence, index + 2)
        if other is None or other.last == other.first:
            return None
        name = " ".join([tokens[index].text, *(token.text for token in tokens[other.first + 1 : other.last + 1])])
        areas = [place for place in self.lookup.candidates(name_key(name)) if place.feature in AREA_FEATURES]
        return Span(sentence.index, index, index, "name", areas, key=name_key(name)) if areas else None

    def _is_first_half(self, sentence: Sentence, span: Span) -> bool:
        """Whether the name goes on behind a hyphen with a word that names nothing by itself ("Pont-Sonde")."""
        tokens = sentence.tokens
        if span.kind != "name" or not is_hyphenated(tokens, span.last) or any(p.feature == "country" for p in span.candidates):
            return False
        following = tokens[span.last + 2].text
        return not self.lookup.candidates(name_key(following)) and self.lookup.demonym(following) is None

    def _starts_name(self, tokens: Sequence[Token], index: int) -> bool:
        token = tokens[index]
        if is_capitalised(token):
            return True
        text = token.text
        if text[:3].lower() in ("al-", "el-", "ar-", "as-", "az-", "ad-") and len(text) > 3:
            return text[3].isupper()
        if text.lower() in ARABIC_ARTICLES and index + 2 < len(tokens) and tokens[index + 1].text == "-":
            return tokens[index + 1].char_start == token.char_end and is_capitalised(tokens[index + 2])
        return False

    def _span_at(self, sentence: Sentence, index: int) -> Span | None:
        tokens = sentence.tokens
        if not self._starts_name(tokens, index):
            return None
        first = tokens[index]
        if first.text in ("The", "the") or (sentence.is_headline and first.upos in NO_NAMES) or _is_date(tokens, index):
            return None
        first_key = name_key(first.text).split(" ", 1)[0]
        if index + 1 < len(tokens) and tokens[index + 1].text in POSSESSIVES:
            first_key = max(first_key, first_key + "s", key=self.lookup.longest_name)  # "People's Republic", "St. John's"
        longest = self.lookup.longest_name(first_key)
        best: Span | None = None
        offset = sentence.char_start
        words = 0
        for last in range(index, min(len(tokens), index + 2 * max(longest, 3))):
            token = tokens[last]
            has_capital = not token.text.islower() and any(map(str.isupper, token.text))
            if last > index and not (has_capital or token.text.lower() in CONNECTORS or token.text in POSSESSIVES):
                break
            if token.text not in HYPHENS and token.text not in POSSESSIVES:
                words += 1
            if words > max(longest, 3):
                break
            if not has_capital:
                continue
            text = sentence.text[first.char_start - offset : token.char_end - offset]
            found = self._read(sentence, index, last, text)
            if found is not None:
                best = found
        if best is None or goes_on_behind_article(tokens, best.last):
            return None
        self._narrow(tokens, best)
        return best

    def _narrow(self, tokens: Sequence[Token], span: Span) -> None:
        """Keeps the regions among the candidates of "Niger state", which is no country; "Iran state media" speaks of Iran."""
        beside = tokens[span.last + 1 : span.last + 3]
        if not beside or self.lookup.words.type_words.get(beside[0].text) != "admin1" or beside[-1].upos in NAMING:
            return
        regions = [place for place in span.candidates if place.feature == "admin1"]
        if regions and any(place.feature == "country" for place in span.candidates):
            span.candidates = regions

    def _read(self, sentence: Sentence, first: int, last: int, text: str) -> Span | None:
        abbreviated = self.lookup.abbreviation(text)
        if abbreviated:
            return Span(sentence.index, first, last, "name", abbreviated, key=text)
        if first == last and len(text) <= ACRONYM_CHARS and text.isupper() and not self._may_shout(sentence, first):
            return None
        demonym = self.lookup.demonym(text)
        key = name_key(text)
        candidates = self.lookup.candidates(key)
        if demonym is not None and not any(place.feature in AREA_FEATURES for place in candidates):
            if first and f"{sentence.tokens[first - 1].text} {text}" in self.words.never_places:
                return None  # "Latin American" is of no one country
            return Span(sentence.index, first, last, "demonym", (), key=key, code=demonym)
        if text in self.words.never_places:  # a seat of government is a place where somebody stands at it
            candidates = [place for place in candidates if place.feature == "site" and _is_stood_at(sentence, first)]
        if candidates:
            return Span(sentence.index, first, last, "name", candidates, key=key)
        return None

    @staticmethod
    def _may_shout(sentence: Sentence, index: int) -> bool:
        """Whether capitals throughout tell nothing here: in a dateline ("PARIS (AP)") or a sentence all in capitals."""
        if index == 0 and len(sentence.tokens) > 1 and sentence.tokens[1].text in (",", "(", "-", "–", "—"):
            return True
        words = [token.text for token in sentence.tokens if token.text.isalpha() and len(token.text) > 1]
        return len(words) >= 3 and all(word.isupper() for word in words)


def _is_stood_at(sentence: Sentence, first: int) -> bool:
    """Whether a preposition of place stands before the seat of who acts: "signed at the White House"."""
    before = [token.text.lower() for token in sentence.tokens[max(0, first - 2) : first]]
    return bool(before) and (before[-1] in STANDING or (before[-1] == "the" and before[0] in STANDING))


def goes_on_behind_article(tokens: Sequence[Token], last: int) -> bool:
    """Whether an Arabic name goes on behind what is known of it: "Deir [al-Zahrani]" is not Deir."""
    following = tokens[last + 1 : last + 4]
    if len(following) < 3 or following[0].text.lower() not in ARABIC_ARTICLES or following[1].text != "-":
        return False
    return following[0].char_start == tokens[last].char_end + 1 and is_capitalised(following[2])


def head_of(sentence: Sentence, span: Span) -> int:
    """The token by which the name hangs on the rest of the sentence."""
    first, last = span.first, span.last
    for index in range(first, last + 1):
        if not first <= sentence.tokens[index].head <= last:
            return index
    return last


def _is_date(tokens: Sequence[Token], index: int) -> bool:
    """Whether a month is shortened there: "on Nov 10", and no town of Tajikistan."""
    beside = [*tokens[max(0, index - 1) : index], *tokens[index + 1 : index + 2]]
    return tokens[index].text.rstrip(".") in SHORT_MONTHS and any(token.text.isdecimal() for token in beside)
