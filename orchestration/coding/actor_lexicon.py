"""The actor dictionary in memory: names of actors, countries and their inhabitants, role nouns, holders of offices.

Built by `orchestration.reference.actors.load_actors`; no file is read here. Names are compared piece by piece: accents are
folded, apostrophes, hyphens and abbreviation points part pieces and count for nothing, so that "al-Shabaab", "Al Shabaab"
and "U.N.", "U. N." meet. Letter case counts.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

CARRIER = "carrier"
OBJECT = "object"
OPPONENT = "opponent"
ABROAD = "abroad"
MODIFIER = "modifier"
MISSION = "mission"
RELATIONS = frozenset({"", CARRIER, OBJECT, OPPONENT, ABROAD, MODIFIER, MISSION})

_LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae",
        "œ": "oe", "Œ": "Oe", "ð": "d", "þ": "th", "Þ": "Th", "ə": "e", "Ə": "E",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "ʿ": "'", "ʾ": "'", "‐": "-", "‑": "-",
    }
)  # fmt: skip
_PIECE = re.compile(r"'[sS](?![^\W_])|[^\W_]+|[^\w\s'.\-]")
_GENERIC = frozenset(
    "agency alliance army authority bank battalion brigade brigades cartel coalition commission committee company corporation"
    " corps council court department force forces front government group guard ministry militia movement navy network office"
    " organisation organization parliament party police regiment service state union university".split()
)
_CACHE_LIMIT = 200_000


def fold(text: str) -> str:
    """`text` without accents, with plain apostrophes and hyphens; letter case kept."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def pieces(text: str) -> tuple[str, ...]:
    """The comparable pieces of a name or a token: runs of letters and digits, "'s", and any other mark by itself."""
    return tuple(_PIECE.findall(fold(text)))


@dataclass(frozen=True, slots=True)
class Period:
    """The code that an actor has from `valid_from` to `valid_to` (ISO dates, both included; None is open).

    `offices`: the nouns by which the office goes ("foreign minister", "foreign secretary").
    """

    code: str
    valid_from: str | None = None
    valid_to: str | None = None
    offices: tuple[str, ...] = ()

    def holds_on(self, day: str) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of the dictionary. kind: person | body | group | party | company | institution | country | demonym | capital.

    `short_names` count only beside a title, after the full name, or (acronyms) where the article names the actor's country.
    """

    actor_key: str
    name: str
    kind: str
    periods: tuple[Period, ...]
    aliases: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    wikidata: str | None = None

    def period_on(self, day: str | None) -> Period | None:
        """The period that holds on `day`: a dated one before an undated, the latest to begin before the others."""
        if day is None:
            return max(self.periods, key=lambda period: (period.valid_to is None, period.valid_from or ""))
        held = [period for period in self.periods if period.holds_on(day)]
        return max(held, key=lambda period: (period.valid_from is not None, period.valid_from or ""), default=None)

    def code_on(self, day: str | None) -> str:
        """The code on `day`. Who has left an office is ELI; who has yet to take one carries the bare country."""
        period = self.period_on(day)
        if period is not None:
            return period.code
        begun = [period for period in self.periods if period.valid_from is None or period.valid_from <= (day or "")]
        if self.kind != "person" or self.periods[0].code.startswith(("IGO", "NGO")):
            return max(begun or self.periods, key=lambda period: period.valid_from or "").code
        if not begun:
            return min(self.periods, key=lambda period: period.valid_from or "").code.split()[0]
        return max(begun, key=lambda period: period.valid_from or "").code.split()[0] + " ELI"


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A common noun or phrase that tells a sector.

    relation: "" (a member of what it is named with), "carrier" (takes the sector of the body it is named with: spokesman),
    "object" (who it is named with acts on it: hostage), "opponent" (works against it: rival), "abroad" (stands in a country
    that is not its own: embassy), "modifier" (changes the sector of a noun: former, opposition), "mission" (where nothing
    tells whose it is, the United Nations': peacekeeper, special rapporteur).
    `countries`: where a body goes by this very name; the first is meant when the context tells none of them.
    `is_adjective`: also an adjective that tells the sector of an official or a group ("military spokesman").
    """

    noun: str
    sector: str
    relation: str = ""
    countries: tuple[str, ...] = ()
    is_adjective: bool = False


@dataclass(slots=True)
class _Node:
    children: dict[str, "_Node"] = field(default_factory=dict)
    names: list[tuple[tuple[str, ...], Actor]] = field(default_factory=list)
    role: RoleNoun | None = None
    is_blocked: bool = False


class ActorLexicon:
    """All names and role nouns, ready for look-up.

    `blocked` are names that hold an actor's name and mean none ("New Mexico").
    """

    def __init__(self, actors: Iterable[Actor], roles: Iterable[RoleNoun], blocked: Iterable[str] = ()) -> None:
        self.actors: dict[str, Actor] = {}
        self._names = _Node()
        self._roles = _Node()
        self._shorts: dict[str, list[Actor]] = {}
        self._offices: dict[tuple[str, str], list[tuple[Period, Actor]]] = {}
        self.lower_starts: set[str] = set()
        self.short_openings: set[str] = set()
        self._pieces: dict[str, tuple[str, ...]] = {}
        self._opening_pieces: dict[str, tuple[int, ...]] = {}
        self._readings: dict[tuple[str, str, bool], tuple[str, ...]] = {}
        self._opens_role: dict[tuple[str, str, bool], bool] = {}
        self._role_openings: dict[str, _Node | None] = {}
        self._role_sectors: dict[str, str | None] = {}
        for actor in actors:
            self._add(actor)
        for name in blocked:
            self._node(self._names, pieces(name)).is_blocked = True
        for role in roles:
            self._node(self._roles, pieces(role.noun)).role = role

    def _add(self, actor: Actor) -> None:
        self.actors[actor.actor_key] = actor
        for spelling in dict.fromkeys((actor.name, *actor.aliases)):
            written = pieces(spelling)
            if written:
                self._node(self._names, written).names.append((written, actor))
                if not written[0][0].isupper():
                    self.lower_starts.add(written[0])
        for short in actor.short_names:
            written = pieces(short)
            self.short_openings.add(written[0])
            self._shorts.setdefault(" ".join(written), []).append(actor)
        for period in actor.periods:
            for office in period.offices:
                self._offices.setdefault((period.code.split()[0], office), []).append((period, actor))

    @staticmethod
    def _node(root: _Node, written: Sequence[str]) -> _Node:
        node = root
        for piece in written:
            node = node.children.setdefault(piece.casefold(), _Node())
        return node

    def token_pieces(self, text: str) -> tuple[str, ...]:
        """`pieces` of a token, remembered."""
        found = self._pieces.get(text)
        if found is None:
            if len(self._pieces) >= _CACHE_LIMIT:
                self._pieces.clear()
            found = self._pieces[text] = pieces(text)
        return found

    def _may_open(self, piece: str) -> bool:
        return (piece[0].isupper() or piece in self.lower_starts) and piece.casefold() in self._names.children

    def openings(self, text: str) -> tuple[int, ...]:
        """Which pieces of a token may begin a name of the dictionary; remembered."""
        found = self._opening_pieces.get(text)
        if found is None:
            if len(self._opening_pieces) >= _CACHE_LIMIT:
                self._opening_pieces.clear()
            parts = self.token_pieces(text)
            found = tuple(position for position, piece in enumerate(parts) if self._may_open(piece))
            self._opening_pieces[text] = found
        return found

    def readings(self, text: str, lemma: str, is_plural: bool) -> tuple[str, ...]:
        """The ways to read a token as a dictionary noun: as written, its lemma, and a plain plural's singular; remembered."""
        found = self._readings.get((text, lemma, is_plural))
        if found is None:
            if len(self._readings) >= _CACHE_LIMIT:
                self._readings.clear()
            found = self._readings[text, lemma, is_plural] = _readings(text, lemma, is_plural)
        return found

    def opens_role(self, text: str, lemma: str, is_plural: bool) -> bool:
        """Whether a role noun may begin with the token; remembered."""
        found = self._opens_role.get((text, lemma, is_plural))
        if found is None:
            if len(self._opens_role) >= _CACHE_LIMIT:
                self._opens_role.clear()
            words = self.readings(text, lemma, is_plural)
            found = text[:1].isalpha() and any(self._role_opening(word) is not None for word in words)
            self._opens_role[text, lemma, is_plural] = found
        return found

    def _role_opening(self, reading: str) -> _Node | None:
        if reading in self._role_openings:
            return self._role_openings[reading]
        node: _Node | None = self._roles
        for piece in self.token_pieces(reading):
            node = node.children.get(piece) if node is not None else None
        if len(self._role_openings) >= _CACHE_LIMIT:
            self._role_openings.clear()
        self._role_openings[reading] = node
        return node

    def longest_name(self, text_pieces: Sequence[str], start: int, any_case: bool) -> tuple[int, list[Actor]] | None:
        """The longest name that begins at `start`: (number of pieces, actors that bear it; none for a blocked name)."""
        node: _Node | None = self._names.children.get(text_pieces[start].casefold())
        position = start
        best: tuple[int, list[Actor]] | None = None
        while node is not None:
            position += 1
            if node.is_blocked and text_pieces[start][0].isupper():
                best = (position - start, [])
            elif node.names:
                written = text_pieces[start:position]
                actors = [actor for alias, actor in node.names if any_case or _case_agrees(alias, written)]
                if actors:
                    best = (position - start, list(dict.fromkeys(actors)))
            node = node.children.get(text_pieces[position].casefold()) if position < len(text_pieces) else None
        return best

    def longest_role(self, lowered: Sequence[tuple[str, ...]], start: int) -> tuple[int, RoleNoun] | None:
        """The longest role noun that begins at token `start`; `lowered[i]` holds the ways to read token i (text, lemma)."""
        best: tuple[int, RoleNoun] | None = None
        nodes: list[_Node] = []
        for reading in lowered[start] if start < len(lowered) else ():
            opening = self._role_opening(reading)
            if opening is not None and all(opening is not other for other in nodes):
                nodes.append(opening)
        role = next((node.role for node in nodes if node.role is not None), None)
        if role is not None:
            best = (1, role)
        position = start + 1
        while nodes and position < len(lowered):
            following: list[_Node] = []
            for node in nodes:
                for reading in lowered[position]:
                    reached: _Node | None = node
                    for piece in self.token_pieces(reading):
                        reached = reached.children.get(piece) if reached is not None else None
                    if reached is not None and all(reached is not other for other in following):
                        following.append(reached)
            position += 1
            nodes = following
            role = next((node.role for node in nodes if node.role is not None), None)
            if role is not None:
                best = (position - start, role)
        return best

    def is_role(self, noun: str) -> bool:
        """Whether the noun names a person or body by its role."""
        return self.longest_role([(noun,)], 0) is not None

    def role_sector(self, noun: str) -> str | None:
        """The sector of the role that the noun tells by itself, which "ruling" does not; remembered by the noun."""
        if noun not in self._role_sectors:
            role = self.longest_role([(noun,)], 0)
            is_by_itself = role is not None and role[1].relation != "modifier"
            self._role_sectors[noun] = role[1].sector if role is not None and is_by_itself else None
        return self._role_sectors[noun]

    def by_short_name(self, short: str) -> list[Actor]:
        """Actors that may be meant by a surname or an acronym."""
        return self._shorts.get(" ".join(self.token_pieces(short)), [])

    def office_holder(self, country: str, office: str, day: str | None) -> Actor | None:
        """Who holds `office` ("president", "foreign minister") of `country` (alpha-3) on `day`; None where not known."""
        periods = self._offices.get((country, office), [])
        held = [pair for pair in periods if (pair[0].valid_to is None if day is None else pair[0].holds_on(day))]
        return max(held, key=lambda pair: pair[0].valid_from or "")[1] if held else None


def _readings(text: str, lemma: str, is_plural: bool) -> tuple[str, ...]:
    written, lemma = text.casefold(), lemma.casefold()
    singular = written
    if written == lemma and len(written) > 3 and (is_plural or text[0].isupper()):
        for ending, replacement in (("men", "man"), ("ies", "y"), ("s", "")):
            if written.endswith(ending):
                singular = written[: -len(ending)] + replacement
                break
    return tuple(dict.fromkeys((written, lemma, singular)))


def _case_agrees(alias: tuple[str, ...], written: Sequence[str]) -> bool:
    if len(alias) == 1:
        return alias[0] == written[0]
    for position, (wanted, piece) in enumerate(zip(alias, written, strict=True)):
        if wanted[0].isupper() and not piece[0].isupper() and (position == 0 or piece not in _GENERIC):
            return False
    return True
