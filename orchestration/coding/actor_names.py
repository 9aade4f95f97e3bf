"""Names of actors in sentences, and what an article has told of its actors so far.

A full name counts wherever it stands. A surname counts beside a title ("President Ruto") or in an article that gives the
full name; an acronym counts after "Rapid Support Forces (RSF)", or where the article names the country of the only actor
that goes by it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from orchestration.coding.actor_lexicon import Actor, ActorLexicon
from orchestration.language.parsed import Sentence, Token

RELATED = frozenset("ally rival foe adversary partner proxy patron backer neighbour neighbor affiliate".split())
COUNTRY_KINDS = frozenset({"country", "demonym", "capital"})
_POLITICAL = frozenset(
    "president premier chancellor minister king queen emir sultan prince chief secretary governor envoy ambassador taoiseach"
    " ayatollah sheikh senator representative congressman congresswoman lawmaker speaker pm leader".split()
)
_MILITARY = frozenset(
    "general gen lt lieutenant maj major col colonel admiral adm marshal commander brig brigadier capt captain".split()
)
_COURTESY = frozenset("mr mrs ms dr".split())
_TITLES = _COURTESY | _POLITICAL | _MILITARY
_POLITICAL_SECTORS = frozenset({"GOV", "LEG", "OPP", "PTY", "ELI", "SPY"})
_MILITARY_SECTORS = frozenset({"MIL", "REB", "PRM", "GOV", "SPY", "ELI"})


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name of the dictionary in a sentence, tokens `first_token` to `last_token` (both included).

    kind: as in `Actor`. `actor_key` is None for countries, their adjectives and capitals, whose `code` says all.
    """

    first_token: int
    last_token: int
    actor_key: str | None
    name: str
    code: str
    kind: str


STREETS = frozenset("Road Street Avenue Boulevard Square Lane Highway Bridge Stadium Hotel".split())


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the article told of an actor that the dictionary does not have; country and sector as far as it did."""

    name: str
    country: str | None
    sector: str | None


def find_actor_names(sentence: Sentence, lexicon: ActorLexicon, on_date: str | None = None) -> list[ActorName]:
    """The names of the dictionary in one sentence, longest first, without overlap, in text order.

    on_date: the ISO day of publication; it chooses among the offices of a person. Surnames alone are not among these: see
    `ArticleActors`.
    """
    written: list[str] = []
    token_of: list[int] = []
    openings: list[int] = []
    for token in sentence.tokens:
        if opening := lexicon.openings(token.text):
            openings.extend(len(written) + position for position in opening)
        token_pieces = lexicon.token_pieces(token.text)
        written.extend(token_pieces)
        token_of.extend([token.index] * len(token_pieces))
    if not openings:
        return []
    any_case = len(written) > 3 and sentence.text.isupper()
    found: list[ActorName] = []
    end = 0
    for position in openings:
        match = lexicon.longest_name(written, position, any_case) if position >= end else None
        if match is None:
            continue
        length, actors = match
        end = position + length
        if sentence.tokens[token_of[position]].text.endswith("$"):
            continue  # "US$5 million"
        title = _title_before(sentence, token_of[position])
        actors = [actor for actor in actors if not title.endswith(" minister") or _may_hold(actor, title)]
        if actors:
            following = token_of[end - 1] + 1
            if following < len(sentence.tokens) and sentence.tokens[following].text in STREETS:
                continue  # "blocked Uganda Road"
            actor = _likeliest(actors, on_date, title)
            if _is_cut_short(sentence, actor, following):
                continue
            is_joined = length == 1 or sentence.tokens[token_of[position]].deprel.startswith("flat")  # "Nazmul [Karim Khan]"
            if is_joined and _follows_forename(sentence, token_of[position], actor, found, lexicon):
                continue
            found.append(_named(actor, token_of[position], token_of[end - 1], on_date))
    return found


def _is_cut_short(sentence: Sentence, actor: Actor, following: int) -> bool:
    """Whether a paper's name is only the start of a longer one: "The [Independent] Policing Oversight Authority"."""
    if not actor.name.startswith("The ") or sentence.is_headline or following >= len(sentence.tokens):
        return False
    token = sentence.tokens[following]
    return token.upos in ("PROPN", "NOUN", "VERB", "ADJ") and token.text[:1].isupper()


def _follows_forename(sentence: Sentence, first: int, actor: Actor, names: Sequence[ActorName], lexicon: ActorLexicon) -> bool:
    """Whether a capitalized name that is not the actor's own stands before a surname ("Melania Trump", "Olena Zelenska")."""
    if actor.kind != "person" or first == 0:
        return False
    before = sentence.tokens[first - 1]
    if before.upos != "PROPN" or not before.text[:1].isupper() or before.text.isupper():
        return False
    if any(name.first_token <= first - 1 <= name.last_token for name in names):
        return False
    word = before.text.casefold().rstrip(".")
    if word in _TITLES or lexicon.longest_role([(word,)], 0) is not None:
        return False
    return before.text not in {piece for spelling in (actor.name, *actor.aliases) for piece in lexicon.token_pieces(spelling)}


def _named(actor: Actor, first: int, last: int, on_date: str | None) -> ActorName:
    key = None if actor.kind in COUNTRY_KINDS else actor.actor_key
    return ActorName(first, last, key, actor.name, actor.code_on(on_date), actor.kind)


def _title_before(sentence: Sentence, first: int) -> str:
    """The two words right before a name, in lower case: "defence minister"."""
    return " ".join(token.text.lower() for token in sentence.tokens[max(0, first - 2) : first])


def _may_hold(actor: Actor, title: str) -> bool:
    """Whether nothing that is known of the person speaks against the office that stands before the name."""
    offices = {office for period in actor.periods for office in period.offices}
    return actor.kind != "person" or not offices or title in offices


def _likeliest(actors: Sequence[Actor], on_date: str | None, title: str) -> Actor:
    """Of several actors with one name, the one who holds the office before it or whose dates hold; a country before a
    person, then by key."""
    if len(actors) == 1:
        return actors[0]
    return min(
        actors,
        key=lambda actor: (
            not any(title.endswith(office) for period in actor.periods for office in period.offices),
            actor.period_on(on_date) is None,
            actor.kind not in COUNTRY_KINDS,
            actor.kind == "capital",
            actor.actor_key,
        ),
    )


class ArticleActors:
    """The actors of one article: its names, surnames and acronyms resolved, and what it told of actors unknown before.

    `names[i]` lists the names of the sentence at position i of `sentences`.
    """

    def __init__(self, sentences: Sequence[Sentence], lexicon: ActorLexicon, on_date: str | None = None) -> None:
        self.lexicon = lexicon
        self.on_date = on_date
        self._sentences = {sentence.index: position for position, sentence in enumerate(sentences)}
        self._shorts: dict[str, list[tuple[int, Actor]]] = {}
        self._openings: set[str] = set()
        self._remembered: dict[str, Remembered] = {}
        self.state = 0  # changes whenever something new is remembered
        self.country_counts: Counter[str] = Counter()
        self._told_counts = self.country_counts  # those of places with them, once they are known
        self.names = [find_actor_names(sentence, lexicon, on_date) for sentence in sentences]
        for position, (sentence, names) in enumerate(zip(sentences, self.names, strict=True)):
            self._observe(position, sentence, names)
        self.names = [
            self._with_short_names(position, sentence, names)
            for position, (sentence, names) in enumerate(zip(sentences, self.names, strict=True))
        ]

    def note_places(self, sentences: Sequence[Sentence], countries: Iterable[str]) -> None:
        """Look at acronyms once more where places name countries that no actor does: "The RSF shelled Kadugli"."""
        located = Counter(country for country in countries if country not in self.country_counts)
        if located:
            self._told_counts = self.country_counts + located
            self.names = [
                self._with_short_names(position, sentence, names)
                for position, (sentence, names) in enumerate(zip(sentences, self.names, strict=True))
            ]

    def names_in(self, sentence: Sentence) -> list[ActorName]:
        """The names of a sentence of this article."""
        return self.names[self._sentences[sentence.index]]

    def remember(self, remembered: Remembered, acronym: str | None = None) -> None:
        """Keep what the text told of an actor that the dictionary lacks: under its name, the last word of it, its acronym."""
        for key in {remembered.name, remembered.name.split()[-1], acronym or remembered.name}:
            known = self._remembered.get(key)
            if known is None or (known != remembered and _told(remembered) >= _told(known)):
                self._remembered[key] = remembered
                self.state += 1

    def recall(self, name: str) -> Remembered | None:
        """What an earlier sentence told of this name or surname."""
        return self._remembered.get(name)

    def _observe(self, position: int, sentence: Sentence, names: list[ActorName]) -> None:
        for name in names:
            country = name.code.split()[0]
            if len(country) == 3 and country not in ("IGO", "NGO", "IMG"):
                self.country_counts[country] += 1
            if name.actor_key is None:
                continue
            actor = self.lexicon.actors[name.actor_key]
            shorts = set(actor.short_names)
            acronym = acronym_after(sentence, name.last_token)
            if acronym is not None:
                shorts.add(acronym)
            for short in shorts:
                written = self.lexicon.token_pieces(short)
                self._openings.add(written[0])
                self._shorts.setdefault(" ".join(written), []).append((position, actor))

    def _with_short_names(self, position: int, sentence: Sentence, names: list[ActorName]) -> list[ActorName]:
        taken = {index for name in names for index in range(name.first_token, name.last_token + 1)}
        found = list(names)
        tokens = sentence.tokens
        token_pieces, openings, own_openings = self.lexicon.token_pieces, self.lexicon.short_openings, self._openings
        end = 0
        for index, token in enumerate(tokens):
            opening = token_pieces(token.text)
            if not opening or not (opening[0] in openings or opening[0] in own_openings) or index in taken or index < end:
                continue
            width, actor = self._short_name_at(position, sentence, index, taken, names)
            if actor is not None:
                found.append(_named(actor, index, index + width - 1, self.on_date))
            end = index + width
        return sorted(found, key=lambda name: name.first_token)

    def _short_name_at(
        self, position: int, sentence: Sentence, index: int, taken: set[int], names: list[ActorName]
    ) -> tuple[int, Actor | None]:
        tokens = sentence.tokens
        for width in (3, 2, 1):
            end = index + width
            if end > len(tokens) or any(inner in taken for inner in range(index, end)):
                continue
            short = " ".join(piece for token in tokens[index:end] for piece in self.lexicon.token_pieces(token.text))
            if not short:
                continue
            if self._goes_on(sentence, end):
                continue
            observed = self._shorts.get(short)
            if observed and not _follows_forename(sentence, index, observed[0][1], names, self.lexicon):
                before = [pair for pair in observed if pair[0] <= position]
                return width, (before[-1] if before else observed[0])[1]
            candidates = self.lexicon.by_short_name(short)
            if candidates:
                actor = self._by_title_or_country(sentence, index, short, candidates)
                if actor is not None:
                    return width, actor
        return 1, None

    @staticmethod
    def _goes_on(sentence: Sentence, end: int) -> bool:
        """Whether the name goes on after the words looked at: the surname is the last word ("President Omar El Bashir")."""
        if end >= len(sentence.tokens):
            return False
        token = sentence.tokens[end]
        return token.upos == "PROPN" and token.text[:1].isupper() and token.deprel in ("flat", "flat:name")

    def _by_title_or_country(self, sentence: Sentence, index: int, short: str, candidates: list[Actor]) -> Actor | None:
        if all(actor.kind != "person" for actor in candidates):
            told = self._told_counts
            fitting = [actor for actor in candidates if told[_country(actor)] or _is_international(actor)]
            counts = sorted(fitting, key=lambda actor: -told[_country(actor)])
            if len(counts) == 1 or (len(counts) > 1 and told[_country(counts[0])] > told[_country(counts[1])]):
                return counts[0]
            return None
        sectors = self._title_sectors(sentence, index)
        if sectors is None:
            return None
        fitting = [actor for actor in candidates if actor.kind == "person" and actor.code_on(self.on_date)[-3:] in sectors]
        named = [actor for actor in fitting if self.country_counts[_country(actor)]]
        serving = [actor for actor in named or fitting if actor.period_on(self.on_date) is not None]
        chosen = serving or named or fitting
        return chosen[0] if len(chosen) == 1 else None

    def _title_sectors(self, sentence: Sentence, index: int) -> frozenset[str] | None:
        """The sectors that the title before a surname allows; None where no title stands."""
        if index == 0:
            return None
        before = index - 1
        if sentence.tokens[before].text == "." and before > 0:
            before -= 1
        found = self.lexicon.token_pieces(sentence.tokens[before].text)
        word = found[-1].casefold() if found else ""
        if not sentence.tokens[before].text[:1].isupper() and word not in ("general",):
            return None
        if word in _MILITARY:
            return _MILITARY_SECTORS
        return _POLITICAL_SECTORS | {"UNO", "NAT", "EUU"} if word in _POLITICAL else None


def _is_international(actor: Actor) -> bool:
    return _country(actor) in ("IGO", "NGO")


def _country(actor: Actor) -> str:
    return actor.periods[-1].code.split()[0]


def _told(remembered: Remembered) -> int:
    return (remembered.country is not None) + (remembered.sector is not None)


def names_behind(names: Sequence[ActorName], head: Token) -> list[ActorName]:
    """The names behind a noun that can say who it is: "president X"; of all kinds behind "its ally, the Arakan Army"."""
    of_all_kinds = head.lemma.lower() in RELATED
    behind = (name for name in names if name.first_token > head.index)
    return [name for name in behind if name.kind == "person" or (of_all_kinds and name.kind != "demonym")]


def acronym_after(sentence: Sentence, last: int) -> str | None:
    """The acronym in parentheses right after token `last`."""
    tokens = sentence.tokens
    if last + 3 < len(tokens) and tokens[last + 1].text == "(" and tokens[last + 3].text in (")", ",", ";"):
        text = tokens[last + 2].text
        if 2 <= len(text) <= 8 and sum(character.isupper() for character in text) >= 2:
            return text
    return None
