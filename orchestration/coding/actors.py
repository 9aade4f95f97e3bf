"""Who a noun phrase means: country and sector of its head, its modifiers, its possessor and what is set beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from orchestration.coding.actor_lexicon import ABROAD, CARRIER, MODIFIER, OBJECT, OPPONENT, ActorLexicon, RoleNoun
from orchestration.coding.actor_names import COUNTRY_KINDS, ActorName, ArticleActors, find_actor_names
from orchestration.coding.model import PlaceMention
from orchestration.coding.noun_phrases import (
    appositions,
    attachment,
    core_span,
    is_tie,
    proper_name_span,
    span_head,
    without_count,
)
from orchestration.language.parsed import Sentence, Token

__all__ = ["ActorLexicon", "ActorName", "ArticleActors", "CodedActor", "code_noun_phrase", "find_actor_names"]

_OWNERS = frozenset({"", "'s", "of", "from", "for"})
_INSIDE = frozenset({"in", "inside", "across", "throughout", "within"})
_BESIDE = frozenset({"at", "near", "outside", "around"})
_NOT_OWNED = frozenset(
    "backed supported funded armed trained occupied controlled held annexed allied aligned friendly speaking sponsored made"
    " supplied bound designed built brokered mediated sanctioned besieged administered".split()
)
_NOT_OWN_PREFIX = frozenset({"pro", "anti", "non"})
_FORMER_SECTORS = frozenset({"GOV", "LEG", "MIL", "SPY", "JUD", "PTY", "COP"})
_ARMED = frozenset({"REB", "PRM", "COP", "CRM", "OPP"})
_OPEN_TO_MODIFIERS = {
    "ELI": _FORMER_SECTORS | {None},
    "OPP": frozenset({None, "PTY", "SOC", "ELI", "CVL"}),
    "GOV": frozenset({None, "PTY"}),
    "REB": frozenset({None, "MIL", "PTY", "SOC", "CRM"}),
    "PRM": frozenset({None, "MIL", "SOC"}),
}
_KEEPS_OWN_SECTOR = frozenset({"LEG", "JUD", "JRN", "MED", "EDU", "CVL", "REF", "LAB", "REL", "AGR"})
_INTERNATIONAL = frozenset({"IGO", "NGO"})
_NAMING = frozenset({"flat", "compound", "appos", "nmod:desc"})
_TIED = 3
_INDEFINITE = frozenset({"a", "an", "any", "no", "every", "each"})
_AFFECTED = frozenset({"obj", "iobj", "nsubj:pass", "obl", "nmod"})


@dataclass(frozen=True, slots=True)
class CodedActor:
    """An actor as the text names it. `code` is `country sector` as far as known, or None; offsets are of `text`.

    `country` is alpha-3, or IGO, NGO, IMG; `is_from_context`: the country came from `context_code`, not from the phrase.
    """

    text: str
    code: str | None
    actor_key: str | None
    country: str | None
    sector: str | None
    char_start: int
    char_end: int
    is_from_context: bool = False


@dataclass(frozen=True, slots=True)
class _Role:
    first: int
    last: int
    noun: RoleNoun


def code_noun_phrase(
    sentence: Sentence,
    head_token: int,
    names: Sequence[ActorName],
    lexicon: ActorLexicon,
    article_actors: ArticleActors | None = None,
    context_code: str | None = None,
    places: Sequence[PlaceMention] = (),
) -> CodedActor:
    """Code the noun phrase whose head is `head_token`.

    names: the names of this sentence (`ArticleActors.names_in`). places: its resolved place mentions, which tell the country
    of "a court in Lviv". context_code: what a phrase that tells no country of its own belongs to: the antecedent of "its",
    else the country that the article is about at this point (`RUS`, `RUS MIL`, `IGO UNO`); spokesmen and the like take its
    sector too, where one is given and the phrase has a possessive pronoun.
    Unknown persons and groups with a name are kept in `article_actors`, so that a later surname means them.
    """
    return _Coding(sentence, names, lexicon, article_actors, places).code(head_token, context_code)


class _Coding:
    """The coding of phrases of one sentence."""

    def __init__(
        self,
        sentence: Sentence,
        names: Sequence[ActorName],
        lexicon: ActorLexicon,
        article_actors: ArticleActors | None,
        places: Sequence[PlaceMention],
    ) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.names = names
        self.lexicon = lexicon
        self.article_actors = article_actors
        self.places = places

    def code(self, head: int, context_code: str | None) -> CodedActor:
        first, last = core_span(self.sentence, head)
        name = self._name_meant(head, first, last)
        if name is not None:
            return self._coded_name(head, name)
        roles = self._roles(first, last)
        role = self._head_role(head, roles)
        if self.tokens[head].upos == "PROPN" and (role is None or not self._is_common(role)):
            return self._unknown_name(head, first, last, roles, context_code)
        flat = self._flat_name(head, last)
        if flat is not None:
            return self._unknown_name(flat, first, last, roles, context_code, title=role)
        country, sector, key = self._country_and_sector(head, first, last, role, roles)
        if country is None or sector is None:
            for other in appositions(self.sentence, head):
                beside = self._beside(other, head)
                country, sector = country or beside.country, sector or beside.sector
                key = key or beside.actor_key
        start = without_count(self.sentence, first, last, head)
        return self._finish(start, last, country, sector, key, role, context_code, head)

    # -- names of the dictionary -------------------------------------------------------------------------------------

    def _name_meant(self, head: int, first: int, last: int) -> ActorName | None:
        """The name that the phrase means: the one at its head, or the person that a title or an apposition leads to."""
        for name in self.names:
            if name.first_token <= head <= name.last_token and not self._continues(name, head):
                return name
        if self.tokens[head].upos not in ("NOUN", "PROPN", "X"):
            return None
        for name in self.names:
            if name.kind == "person" and head < name.first_token:
                steps = attachment(self.sentence, span_head(self.sentence, name.first_token, name.last_token), head)
                if steps is not None and len(steps) == 1 and steps[0][0] in _NAMING and not steps[0][1]:
                    return name
        return None

    def _continues(self, name: ActorName, head: int) -> bool:
        """Whether the phrase goes on after the name to a noun that is the true head ("Hamas fighters" with a flat parse)."""
        after = name.last_token + 1
        if name.kind == "person" or after >= len(self.tokens):
            return False
        token = self.tokens[after]
        return token.head == head and token.deprel in ("flat", "goeswith") and token.upos == "NOUN"

    def _coded_name(self, head: int, name: ActorName) -> CodedActor:
        country, sector = _parts(name.code)
        if name.kind == "demonym":
            sector = self._inhabitants_sector(head)
            place = self._place_at(name)
            country = place.country_code if place is not None and place.country_code else country
        code = _joined(country, sector)
        return self._actor(name.first_token, name.last_token, code, name.actor_key, country, sector)

    def _inhabitants_sector(self, head: int) -> str | None:
        """Inhabitants to whom something is done, or who are counted, are civilians; as doers they stand for their state.

        An adjective before a role noun takes its sector: "American" in "American and Filipino troops".
        """
        token = self.tokens[head]
        if token.upos == "ADJ" or token.deprel == "amod":
            governor = token.head
            if governor >= 0 and self.tokens[governor].upos == "NOUN":
                role = self._head_role(governor, self._roles(head + 1, governor))
                if role is not None and role.noun.relation != MODIFIER:
                    return role.noun.sector or None
            return None
        counted = any(self.tokens[child].deprel.startswith("nummod") for child in self.sentence.children[head])
        is_noun = token.upos in ("NOUN", "PROPN")
        return "CVL" if is_noun and (counted or token.deprel in _AFFECTED) else None

    # -- names that the dictionary lacks -----------------------------------------------------------------------------

    def _flat_name(self, head: int, last: int) -> int | None:
        """The proper noun to which a common-noun title leads ("secretary Oleksandr Lytvynenko", "the group DeepState")."""
        for child in self.sentence.children[head]:
            token = self.tokens[child]
            if child > head and token.upos == "PROPN" and token.deprel in ("flat", "appos", "flat:name", "nmod:desc"):
                return child
        return None

    def _unknown_name(
        self, head: int, first: int, last: int, roles: list[_Role], context_code: str | None, title: _Role | None = None
    ) -> CodedActor:
        start, end = proper_name_span(self.sentence, head)
        start = self._after_title(start, end, roles)
        text = self.sentence.span_text(start, end)
        remembered = self.article_actors.recall(text) if self.article_actors is not None else None
        title = title or next((role for role in reversed(roles) if role.last == start - 1), None)
        country: str | None = None
        sector: str | None = None
        if title is not None:
            country, sector, _ = self._country_and_sector(title.last, first, max(title.last, first), title, roles)
        elif roles or first < start or last > end:
            outside = [role for role in roles if role.last < start or role.first > end]
            country, sector, _ = self._country_and_sector(head, first, last, None, outside)
        if sector is None or country is None:
            for other in appositions(self.sentence, head):
                beside = self._beside(other, head)
                country, sector = country or beside.country, sector or beside.sector
        if remembered is not None and remembered.code is not None and (country is None or sector is None):
            known_country, known_sector = _parts(remembered.code)
            country, sector = country or known_country, sector or known_sector
            text = text if " " in text else remembered.name
        coded = self._finish(start, end, country, sector, None, title, context_code if sector else None, head)
        if self.article_actors is not None and coded.code is not None:
            self.article_actors.remember(coded.text, coded.code)
        return coded if remembered is None or " " in coded.text else replace(coded, text=text)

    def _after_title(self, start: int, end: int, roles: list[_Role]) -> int:
        """The first token of the name itself, past capitalized titles and country names before it."""
        moved = True
        while moved and start < end:
            moved = False
            for role in roles:
                if role.first == start and role.last < end:
                    start, moved = role.last + 1, True
            for name in self.names:
                if name.first_token == start and name.last_token < end:
                    start, moved = name.last_token + 1, True
        return start

    def _beside(self, other: int, head: int) -> CodedActor:
        """The phrase set beside the head, coded by its own words only."""
        first, last = core_span(self.sentence, other)
        roles = self._roles(first, last)
        role = self._head_role(other, roles)
        name = self._name_meant(other, first, last) if other != head else None
        if name is not None and not name.first_token <= head <= name.last_token:
            return self._coded_name(other, name)
        country, sector, key = self._country_and_sector(other, first, last, role, roles)
        return self._actor(first, last, _joined(country, sector), key, country, sector)

    # -- roles -------------------------------------------------------------------------------------------------------

    def _roles(self, first: int, last: int) -> list[_Role]:
        """The role nouns from token `first` to `last`, the longest at each place."""
        lowered = [_readings(token) for token in self.tokens[first : last + 1]]
        found: list[_Role] = []
        index = 0
        while index < len(lowered):
            match = self.lexicon.longest_role(lowered, index) if self.tokens[first + index].text[:1].isalpha() else None
            if match is None:
                index += 1
            else:
                found.append(_Role(first + index, first + index + match[0] - 1, match[1]))
                index += match[0]
        return found

    @staticmethod
    def _head_role(head: int, roles: list[_Role]) -> _Role | None:
        return next((role for role in roles if role.first <= head <= role.last and role.noun.relation != MODIFIER), None)

    def _is_common(self, role: _Role) -> bool:
        """Whether a role phrase tagged as a name stands by itself ("the National Security Council", "Lawmakers")."""
        following = role.last + 1
        return not (
            following < len(self.tokens)
            and self.tokens[following].upos == "PROPN"
            and self.tokens[following].deprel in ("flat", "flat:name")
            and role.noun.relation in ("", CARRIER)
        )

    # -- country and sector ------------------------------------------------------------------------------------------

    def _country_and_sector(
        self, head: int, first: int, last: int, role: _Role | None, roles: list[_Role]
    ) -> tuple[str | None, str | None, str | None]:
        relation = role.noun.relation if role is not None else CARRIER
        sector = (role.noun.sector or None) if role is not None else None
        links = self._links(head, first, last, role)
        organisation = next((name for name in links if name.kind not in COUNTRY_KINDS), None)
        country = next((_parts(name.code)[0] for name in links), None)
        if relation in (OBJECT, OPPONENT):
            owner = next((_parts(name.code)[0] for name in links if relation == OPPONENT or name.kind in COUNTRY_KINDS), None)
            return owner, sector, None
        if organisation is not None and links[0] is organisation:
            own_country, own_sector = _parts(organisation.code)
            if own_country in _INTERNATIONAL:
                return own_country, own_sector, organisation.actor_key
            if organisation.kind == "person":
                return own_country, own_sector if relation == CARRIER and sector is None else sector or own_sector, None
            if relation == CARRIER or sector not in _KEEPS_OWN_SECTOR:
                sector = own_sector if relation == CARRIER or own_sector not in (None, "PTY") else sector or own_sector
                return own_country, self._modified(sector, roles, head, role), organisation.actor_key
            return own_country, self._modified(sector, roles, head, role), None
        if links and sector in (None, "CRM") and self._rank(links[0], head, False) == _TIED:
            return country, None, None
        bearer = self._sector_bearer(head, role, roles)
        if bearer is not None and (relation == CARRIER or (sector == "MIL" and bearer in _ARMED)):
            sector = bearer
        sector = self._modified(sector, roles, head, role)
        if country is None and role is not None and role.noun.relation != ABROAD:
            country = self._place_country(head, first, last)
        key = None
        if role is not None and country is not None and sector in ("GOV", "MIL", "SPY") and role.last == head:
            key = self._office_holder(country, role, first, head)
        return country, sector, key

    def _office_holder(self, country: str, role: _Role, first: int, head: int) -> str | None:
        """The person of the dictionary who holds the office named, for a single holder ("the Ukrainian president")."""
        token = self.tokens[head]
        if "Number=Plur" in token.feats or any(token.text.casefold() in _INDEFINITE for token in self.tokens[first:head]):
            return None
        day = self.article_actors.on_date if self.article_actors is not None else None
        actor = self.lexicon.office_holder(country, role.noun.noun, day)
        return actor.actor_key if actor is not None else None

    def _sector_bearer(self, head: int, role: _Role | None, roles: list[_Role]) -> str | None:
        """The sector of the body that a spokesman or leader is named with: before the noun first, then after "of"."""
        others = [r for r in roles if r is not role and r.noun.relation != MODIFIER and r.noun.sector]
        for other in reversed([r for r in others if r.last < head]):
            if other.noun.relation != CARRIER or other.noun.sector:
                return other.noun.sector
        for other in (r for r in others if r.first > head):
            steps = attachment(self.sentence, other.last, head)
            if steps and all(step[1] in _OWNERS or step[1] in ("at", "in", "with") for step in steps):
                return other.noun.sector
        return None

    def _modified(self, sector: str | None, roles: list[_Role], head: int, role: _Role | None) -> str | None:
        limit = role.first if role is not None else head
        for other in roles:
            is_before = other.noun.relation == MODIFIER and other.last < max(limit, head)
            if is_before and sector in _OPEN_TO_MODIFIERS.get(other.noun.sector, ()):
                sector = other.noun.sector
        return sector

    def _links(self, head: int, first: int, last: int, role: _Role | None) -> list[ActorName]:
        """The names in the phrase that tell whose the head is, the strongest first."""
        ranked: list[tuple[int, int, ActorName]] = []
        abroad = role is not None and role.noun.relation == ABROAD
        for name in self.names:
            if name.first_token < first or name.first_token > self._reach(head, last):
                continue
            if name.first_token <= head <= name.last_token:
                continue
            if role is not None and role.first <= name.first_token <= role.last:
                continue
            rank = self._rank(name, head, abroad)
            if rank is not None:
                ranked.append((rank, name.first_token, name))
        ranked.sort(key=lambda entry: entry[:2])
        return [name for _, _, name in ranked]

    def _reach(self, head: int, last: int) -> int:
        """The last token where ties are looked for: to the end of a participle after the head ("hackers tied to ...")."""
        for child in self.sentence.children[head]:
            if child > head and self.tokens[child].deprel == "acl" and is_tie(self.sentence, child):
                return max(last, child + 4)
        return last

    def _rank(self, name: ActorName, head: int, abroad: bool) -> int | None:
        """0 before the head, 1 owner after it, 2 where it is, 3 what it is tied to; None where it tells nothing."""
        if self._is_disowned(name):
            return None
        if name.last_token < head:
            between = self.tokens[name.last_token + 1 : head]
            if not any(token.upos == "ADP" or token.text == "," for token in between):
                return 0
        if any(is_tie(self.sentence, index) for index in range(max(head, name.first_token - 4), name.first_token)):
            return _TIED
        steps = attachment(self.sentence, span_head(self.sentence, name.first_token, name.last_token), head)
        prepositions = {step[1] for step in steps} if steps else {self._preposition_before(name.first_token)}
        if prepositions <= _OWNERS:
            return 1
        if abroad or not prepositions <= _OWNERS | _INSIDE | _BESIDE:
            return None
        if prepositions & _BESIDE and steps and steps[0][1] not in _BESIDE:
            return None
        return 2

    def _preposition_before(self, index: int) -> str:
        for before in range(index - 1, max(index - 4, -1), -1):
            if self.tokens[before].upos == "ADP":
                return self.tokens[before].text.casefold()
        return ","

    def _is_disowned(self, name: ActorName) -> bool:
        """Names in "Russian-backed", "Israeli-occupied", "pro-Iranian", which tell nothing of whose the head is."""
        own = self.tokens[name.last_token].text.casefold().rsplit("-", 1)
        if len(own) == 2 and own[1] in _NOT_OWNED:
            return True
        after = name.last_token + 1
        is_hyphened = after + 1 < len(self.tokens) and self.tokens[after].text == "-"
        if is_hyphened and self.tokens[after + 1].text.casefold() in _NOT_OWNED:
            return True
        before = name.first_token - 1
        opening = self.tokens[name.first_token].text.casefold().split("-", 1)
        if len(opening) == 2 and opening[0] in _NOT_OWN_PREFIX:
            return True
        return before > 0 and self.tokens[before].text == "-" and self.tokens[before - 1].text.casefold() in _NOT_OWN_PREFIX

    def _place_at(self, name: ActorName) -> PlaceMention | None:
        for place in self.places:
            if place.is_resolved and place.first_token == name.first_token and place.last_token >= name.last_token:
                return place
        return None

    def _place_country(self, head: int, first: int, last: int) -> str | None:
        """The country of a resolved place in the phrase ("a court in Lviv", "Kursk's governor")."""
        for place in self.places:
            if not place.is_resolved or place.country_code is None or not first <= place.first_token <= last:
                continue
            if place.first_token <= head <= place.last_token:
                continue
            if place.last_token < head:
                return place.country_code
            steps = attachment(self.sentence, place.head_token, head)
            if steps and all(step[1] in _OWNERS | _INSIDE | _BESIDE for step in steps):
                return place.country_code
        return None

    # -- putting together --------------------------------------------------------------------------------------------

    def _finish(
        self,
        first: int,
        last: int,
        country: str | None,
        sector: str | None,
        key: str | None,
        role: _Role | None,
        context_code: str | None,
        head: int,
    ) -> CodedActor:
        is_from_context = False
        if country is None and context_code is not None:
            context_country, context_sector = _parts(self._home(role, context_code))
            is_owned = any(self.tokens[child].deprel == "nmod:poss" for child in self.sentence.children[head])
            if context_country in _INTERNATIONAL:
                if sector not in _KEEPS_OWN_SECTOR:
                    country, sector, is_from_context = context_country, context_sector, True
            else:
                country, is_from_context = context_country, True
                if role is not None and role.noun.relation == CARRIER and is_owned and context_sector is not None:
                    sector = context_sector
        elif country is None and role is not None and role.noun.countries:
            country = role.noun.countries[0]
        return self._actor(first, last, _joined(country, sector), key, country, sector, is_from_context)

    @staticmethod
    def _home(role: _Role | None, context_code: str) -> str:
        """The context, or the body's own country where only certain countries have a body of that name."""
        if role is None or not role.noun.countries or context_code.split()[0] in role.noun.countries:
            return context_code
        return role.noun.countries[0]

    def _actor(
        self,
        first: int,
        last: int,
        code: str | None,
        key: str | None,
        country: str | None,
        sector: str | None,
        is_from_context: bool = False,
    ) -> CodedActor:
        return CodedActor(
            text=self.sentence.span_text(first, last),
            code=code,
            actor_key=key,
            country=country,
            sector=sector,
            char_start=self.tokens[first].char_start,
            char_end=self.tokens[last].char_end,
            is_from_context=is_from_context,
        )


def _readings(token: Token) -> tuple[str, ...]:
    """The ways to read a token as a dictionary noun: as written, its lemma, and a plain plural's singular."""
    written, lemma = token.text.casefold(), token.lemma.casefold()
    singular = written
    if written == lemma and len(written) > 3 and (token.xpos in ("NNS", "NNPS") or token.text[0].isupper()):
        for ending, replacement in (("men", "man"), ("ies", "y"), ("s", "")):
            if written.endswith(ending):
                singular = written[: -len(ending)] + replacement
                break
    return tuple(dict.fromkeys((written, lemma, singular)))


def _parts(code: str) -> tuple[str, str | None]:
    country, _, sector = code.partition(" ")
    return country, sector or None


def _joined(country: str | None, sector: str | None) -> str | None:
    """`country sector`, the bare country, or None: a sector without a country is no code."""
    if country is None:
        return None
    return f"{country} {sector}" if sector else country
