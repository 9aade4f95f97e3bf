"""Which names in a noun phrase tell whose its head is: "Ukraine's army", "lawmakers in Kyiv", "hackers tied to Beijing"."""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.coding.actor_names import COUNTRY_KINDS, ActorName
from orchestration.coding.model import PlaceMention
from orchestration.coding.noun_phrases import attachment, is_tie, preposition, span_head
from orchestration.language.parsed import Sentence, Token

STATELESS = "IMG"  # movements of many countries
BEFORE, OWNER, LOCATION, TIE = range(4)

_OWNING = frozenset({"", "'s", "of", "from", "for"})
_INSIDE = frozenset({"in", "inside", "across", "throughout", "within"})
_BESIDE = frozenset({"at", "near", "outside", "around"})
_DISOWNING = frozenset(
    "backed supported funded armed trained occupied controlled held annexed allied aligned friendly speaking sponsored made"
    " supplied bound designed built brokered mediated sanctioned besieged administered".split()
)
_AWAY = frozenset({"exile", "exiled", "asylum", "refuge", "hiding"})
_DISOWNING_PREFIXES = frozenset({"pro", "anti", "non"})
DIPLOMATS = frozenset("envoy ambassador embassy consul consulate diplomat".split())
OF_DIPLOMATS = frozenset(("amod", "compound", "nmod", "nmod:poss"))
RULED = frozenset(("state", "government"))


@dataclass(frozen=True, slots=True)
class Link:
    """A name and how it hangs on the head: BEFORE it, OWNER after it, LOCATION of it, TIE; the lower, the stronger."""

    rank: int
    name: ActorName
    country: str


def is_ethnic(sentence: Sentence, first: int) -> bool:
    """Whether "ethnic" stands before the name: ethnic Albanians may be of any state."""
    return first > 0 and sentence.tokens[first - 1].text.casefold() == "ethnic"


class PhraseLinks:
    """The links of the phrases of one sentence."""

    def __init__(self, sentence: Sentence, names: Sequence[ActorName], places: Sequence[PlaceMention]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.names = names
        self.places = [place for place in places if place.is_resolved and place.country_code]

    def country(self, name: ActorName) -> str:
        """The country (or IGO, NGO) of a name; a resolved place at the same words knows better ("Georgia" the state)."""
        if name.actor_key is None:
            for place in self.places:
                if place.first_token == name.first_token and place.last_token >= name.last_token:
                    return place.country_code or name.code.split()[0]
        return name.code.split()[0]

    def find(self, head: int, first: int, last: int, taken: tuple[int, int] | None, abroad: bool) -> list[Link]:
        """The links of the phrase from `first` to `last`, the strongest first, then in text order.

        taken: tokens of the role noun itself, whose own names tell nothing more.
        abroad: what stands in a country that is not its own is not placed by it.
        """
        reach = self._reach(head, last)
        found = []
        for name in self.names:
            if not first <= name.first_token <= reach or name.first_token <= head <= name.last_token:
                continue
            if taken is not None and name.actor_key is not None and taken[0] <= name.first_token <= taken[1]:
                continue
            rank = self._rank(name, head, abroad)
            if rank == LOCATION and name.kind == "body" and self.place_at(name.first_token) is not None:
                continue  # "police in Brussels" are of its country, not of the body that the town stands for
            if rank is not None:
                found.append(Link(rank, name, self.country(name)))
        return sorted(found, key=lambda link: (link.rank, link.name.first_token))

    def countries_behind(self, head: int) -> list[ActorName]:
        """Countries joined by "and" behind "of" or "from": "the armies of Mali and Niger", "delegations from both"."""
        found: list[ActorName] = []
        tops: list[int] = []
        for name in self.names:
            if name.kind not in COUNTRY_KINDS or name.first_token <= head:
                continue
            top = span_head(self.sentence, name.first_token, name.last_token)
            token = self.tokens[top]
            above = self.tokens[token.head] if token.head >= 0 else token
            is_under = token.head == head or (above.lemma.lower() in RULED and above.head == head)  # "heads of state of"
            is_first = not tops and is_under and preposition(self.sentence, top) in ("of", "from")
            is_owner = token.deprel == "nmod:poss" and above.deprel == "conj" and above.head in tops  # "and Syria's rulers"
            if is_first or is_owner or (token.deprel == "conj" and token.head in tops):
                found.append(name)
                tops.append(top)
        return found

    def place_at(self, head: int) -> PlaceMention | None:
        """The resolved place, meant as a place, whose name holds the head ("the West Bank" is no bank)."""
        for place in self.places:
            if place.kind == "literal" and place.first_token <= head <= place.last_token:
                return place
        return None

    def place_country(self, head: int, first: int, last: int) -> str | None:
        """The country of a resolved place in the phrase ("a court in Lviv", "Kursk's governor")."""
        for place in self.places:
            if not first <= place.first_token <= last or place.first_token <= head <= place.last_token:
                continue
            if self._is_disowned(place.first_token, place.last_token):
                continue
            if place.last_token < head:
                return place.country_code
            if is_border(self.tokens, place):
                continue
            steps = attachment(self.sentence, place.head_token, head)
            if steps and all(preposition in _OWNING | _INSIDE | _BESIDE for _, preposition in steps):
                return place.country_code
        return None

    def _reach(self, head: int, last: int) -> int:
        """The last token where ties are looked for: past a participle after the head."""
        for child in self.sentence.children[head]:
            if child > head and self.tokens[child].deprel == "acl" and is_tie(self.sentence, child):
                return max(last, child + 4)
        if head + 1 < len(self.tokens) and is_tie(self.sentence, head + 1):
            return max(last, head + 5)
        return last

    def _rank(self, name: ActorName, head: int, abroad: bool) -> int | None:
        if self._is_disowned(name.first_token, name.last_token):
            return None
        is_tied = any(is_tie(self.sentence, index) for index in range(max(head, name.first_token - 4), name.first_token))
        following = self.tokens[name.last_token + 1].text if name.last_token + 1 < len(self.tokens) else ""
        if name.code.startswith(STATELESS) and (is_tied or following.startswith("-")):
            return None  # "al-Qaeda-linked insurgents", "jihadists linked to Islamic State" are of where they fight
        if name.last_token < head:
            between = self.tokens[name.last_token + 1 : head]
            if not any(token.upos == "ADP" or token.text == "," for token in between):
                return BEFORE
        if is_tied:
            return TIE
        steps = attachment(self.sentence, span_head(self.sentence, name.first_token, name.last_token), head)
        prepositions = {step[1] for step in steps} if steps else {self._preposition_before(name.first_token)}
        if prepositions <= _OWNING:
            return OWNER
        if abroad or not prepositions <= _OWNING | _INSIDE | _BESIDE:
            return None
        if prepositions & _BESIDE and steps and steps[0][1] not in _BESIDE:
            return None
        return LOCATION

    def _preposition_before(self, index: int) -> str:
        for before in range(index - 1, max(index - 4, -1), -1):
            if self.tokens[before].upos == "ADP":
                return self.tokens[before].text.casefold()
        return ","

    def _is_disowned(self, first: int, last: int) -> bool:
        """Whether a name tells nothing of whose the head is: that of a people, of who stands behind the head, of a refuge."""
        return is_ethnic(self.sentence, first) or is_backer(self.sentence, first, last) or self._is_refuge(first)

    def _is_refuge(self, first: int) -> bool:
        """Whether somebody is only in exile there: "a general in exile in [Thailand]"."""
        before = self.tokens[max(0, first - 2) : first]
        return len(before) == 2 and before[1].text == "in" and before[0].text.casefold() in _AWAY


def is_backer(sentence: Sentence, first: int, last: int) -> bool:
    """Names in "Russian-backed", "Israeli-occupied", "pro-Iranian", "troops backed by Chad"."""
    tokens = sentence.tokens
    closing = tokens[last].text.casefold().rsplit("-", 1)
    opening = tokens[first].text.casefold().split("-", 1)
    if (len(closing) == 2 and closing[1] in _DISOWNING) or (len(opening) == 2 and opening[0] in _DISOWNING_PREFIXES):
        return True
    before, after = first - 1, last + 1
    if after + 1 < len(tokens) and tokens[after].text == "-":
        return tokens[after + 1].text.casefold() in _DISOWNING
    if after < len(tokens) and tokens[after].text.startswith("-"):
        return tokens[after].text[1:].casefold() in _DISOWNING
    if before < 1:
        return False
    if tokens[before].text == "by":
        return tokens[before - 1].deprel == "acl" and tokens[before - 1].text.casefold() in _DISOWNING
    return tokens[before].text == "-" and tokens[before - 1].text.casefold() in _DISOWNING_PREFIXES


def is_of_envoy(sentence: Sentence, first: int, last: int) -> bool:
    """Names in "the Russian ambassador", "the Embassy of Japan": where those are, the country is a foreign one."""
    tokens = sentence.tokens
    name = tokens[last] if tokens[last].deprel in OF_DIPLOMATS else tokens[first]
    if name.head < 0 or name.deprel not in OF_DIPLOMATS or tokens[name.head].lemma.lower() not in DIPLOMATS:
        return False
    return name.deprel != "nmod" or tokens[first - 1].text in ("of", "the")


def is_border(tokens: Sequence[Token], place: PlaceMention) -> bool:
    """Whether only a border with the country is named, on whose other side it was: "militants near the Afghan border"."""
    above = tokens[place.head_token].head
    return any(tokens[index].lemma.lower() in ("border", "frontier") for index in (place.head_token, above) if index >= 0)
