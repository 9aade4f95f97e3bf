"""Who a noun phrase means: country and sector of its head, its modifiers, its possessor and what is set beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from orchestration.coding.actor_lexicon import ABROAD, CARRIER, OBJECT, OPPONENT, ActorLexicon
from orchestration.coding.actor_links import TIE, Link, PhraseLinks, is_ethnic
from orchestration.coding.actor_names import (
    COUNTRY_KINDS,
    ActorName,
    ArticleActors,
    Remembered,
    acronym_after,
    find_actor_names,
)
from orchestration.coding.actor_roles import Role, find_roles, head_role, modified, sector_of
from orchestration.coding.model import PlaceMention
from orchestration.coding.noun_phrases import appositions, attachment, core_span, proper_name_span, span_head, without_count
from orchestration.language.parsed import Sentence

__all__ = [
    "ActorLexicon",
    "ActorName",
    "ArticleActors",
    "CodedActor",
    "code_noun_phrase",
    "code_shared_noun",
    "find_actor_names",
]

_NAMING = frozenset({"flat", "flat:name", "compound", "appos", "nmod:desc"})
_INDEFINITE = frozenset({"a", "an", "any", "no", "every", "each", "another"})
_DEPUTY = frozenset({"deputy", "vice", "acting", "assistant", "former", "ex", "ousted", "next", "new", "first"})
_KEEPS_OWN_SECTOR = frozenset({"LEG", "JUD", "JRN", "MED", "EDU", "CVL", "REF", "REL", "AGR", "LAB"})
_INTERNATIONAL = frozenset({"IGO", "NGO"})
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
class _Meaning:
    country: str | None = None
    sector: str | None = None
    actor_key: str | None = None


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
    sector too, where one is given and the phrase has a possessive pronoun. Only nouns that tell a sector take a context.
    Unknown persons and groups with a name are kept in `article_actors`, so that a later surname means them.
    """
    return _Coding(sentence, names, lexicon, article_actors, places).code(head_token, context_code)


def code_shared_noun(
    sentence: Sentence,
    head_token: int,
    names: Sequence[ActorName],
    lexicon: ActorLexicon,
    article_actors: ArticleActors | None = None,
    context_code: str | None = None,
    places: Sequence[PlaceMention] = (),
) -> list[CodedActor]:
    """As `code_noun_phrase`, one actor for each of several countries that share the noun ("American and Filipino troops")."""
    coding = _Coding(sentence, names, lexicon, article_actors, places)
    coded = coding.code(head_token, context_code)
    sharing = coding.coordinated_countries(head_token)
    if len(sharing) < 2 or coded.country is None:
        return [coded]
    members = []
    for name in sharing:
        last = head_token if name is sharing[-1] else name.last_token
        meaning = _Meaning(coding.links.country(name), coded.sector)
        members.append(coding.actor(name.first_token, last, meaning))
    return members


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
        self.links = PhraseLinks(sentence, names, places)

    def code(self, head: int, context_code: str | None) -> CodedActor:
        first, last = core_span(self.sentence, head)
        roles = find_roles(self.sentence, self.lexicon, first, last)
        role = head_role(head, roles)
        name = self._name_meant(head, role)
        if name is not None and name.kind == "demonym" and is_ethnic(self.sentence, name.first_token):
            return self._in_context(first, last, head, role, _Meaning(None, "CVL"), context_code)
        if name is not None:
            return self._coded_name(head, name)
        place = self.links.place_at(head)
        if place is not None:
            return self.actor(first, last, _Meaning(place.country_code))
        if self.tokens[head].upos == "PROPN" and role is None:
            return self._unknown_name(head, head, first, last, roles, None, context_code)
        named = self._name_after_title(head, role)
        if named is not None:
            return self._unknown_name(named, head, first, last, roles, role, context_code)
        meaning = self._beside(head, self._meaning(head, first, last, role, roles), role)
        start = without_count(self.sentence, first, last, head)
        coded = self._in_context(start, last, head, role, meaning, context_code)
        acronym = acronym_after(self.sentence, last) if self.tokens[head].upos == "PROPN" else None
        if self.article_actors is not None and acronym is not None:
            self.article_actors.remember(Remembered(coded.text, coded.country, coded.sector), acronym)
        return coded

    def coordinated_countries(self, head: int) -> list[ActorName]:
        """Country names and adjectives before the head that are joined by "and" and hang on it alike."""
        found: list[ActorName] = []
        for name in self.names:
            if name.kind not in COUNTRY_KINDS or name.last_token >= head:
                continue
            top = span_head(self.sentence, name.first_token, name.last_token)
            token = self.tokens[top]
            if token.head == head and token.deprel in ("amod", "compound"):
                found.append(name)
            elif found and token.deprel == "conj":
                leader = span_head(self.sentence, found[0].first_token, found[0].last_token)
                if token.head == leader:
                    found.append(name)
        return found if any(self.tokens[n.first_token].deprel == "conj" for n in found[1:]) else []

    # -- names of the dictionary -------------------------------------------------------------------------------------

    def _name_meant(self, head: int, role: Role | None) -> ActorName | None:
        """The name that the phrase means: the one at its head, or the person to whom a title or an apposition leads."""
        for name in self.names:
            if name.first_token <= head <= name.last_token:
                return name
        if self.tokens[head].upos not in ("NOUN", "PROPN", "X"):
            return None
        for name in self.names:
            if name.kind != "person" or name.first_token <= head:
                continue
            if role is not None and name.first_token == role.last + 1:
                return name
            steps = attachment(self.sentence, span_head(self.sentence, name.first_token, name.last_token), head)
            if steps is not None and len(steps) == 1 and steps[0][0] in _NAMING and not steps[0][1]:
                return name
        return None

    def _coded_name(self, head: int, name: ActorName) -> CodedActor:
        country, sector = _parts(name.code)
        first = name.first_token
        if name.kind in COUNTRY_KINDS:
            country = self.links.country(name)
        if name.kind == "demonym":
            sector = self._inhabitants_sector(head)
        elif name.kind == "person" and sector is None:
            sector = self._beside(head, _Meaning(country), None).sector
        if name.kind != "person" and first > 0 and self.tokens[first - 1].text.casefold() == "the":
            first -= 1
        return self.actor(first, name.last_token, _Meaning(country, sector, name.actor_key))

    def _inhabitants_sector(self, head: int) -> str | None:
        """Inhabitants to whom something is done, or who are counted, are civilians; as doers they stand for their state.

        An adjective before a role noun takes its sector: "American" in "American and Filipino troops".
        """
        token = self.tokens[head]
        if token.upos == "ADJ" or token.deprel == "amod":
            governor = token.head
            if governor >= 0 and self.tokens[governor].upos == "NOUN":
                role = head_role(governor, find_roles(self.sentence, self.lexicon, head + 1, governor))
                if role is not None:
                    return role.noun.sector or None
            return None
        counted = any(self.tokens[child].deprel.startswith("nummod") for child in self.sentence.children[head])
        return "CVL" if token.upos in ("NOUN", "PROPN") and (counted or token.deprel in _AFFECTED) else None

    # -- names that the dictionary lacks -----------------------------------------------------------------------------

    def _name_after_title(self, head: int, role: Role | None) -> int | None:
        """The proper noun to which a title leads ("secretary Oleksandr Lytvynenko", "South Korea's president, Y")."""
        for child in self.sentence.children[head]:
            token = self.tokens[child]
            if child > head and token.upos == "PROPN" and token.deprel in _NAMING and token.deprel != "compound":
                return child if not self._is_country(child) else None
        following = role.last + 1 if role is not None else head + 1
        if role is not None and role.last == head and following < len(self.tokens):
            token = self.tokens[following]
            if token.upos == "PROPN" and token.head == head and not self._is_country(following):
                return following
        return None

    def _is_country(self, index: int) -> bool:
        return any(name.first_token <= index <= name.last_token for name in self.names)

    def _unknown_name(
        self, name_head: int, head: int, first: int, last: int, roles: list[Role], title: Role | None, context: str | None
    ) -> CodedActor:
        start, end = proper_name_span(self.sentence, name_head)
        start = self._after_titles(start, end, roles)
        text = self.sentence.span_text(start, end)
        remembered = self.article_actors.recall(text) if self.article_actors is not None else None
        title = title or next((role for role in reversed(roles) if role.last == start - 1), None)
        if title is not None:
            meaning = self._meaning(title.last, first, title.last, title, roles)
            if meaning.country is None:
                meaning = replace(meaning, country=self._meaning(name_head, first, last, None, []).country)
        else:
            outside = [role for role in roles if role.last < start or role.first > end or role.last == end]
            meaning = self._meaning(name_head, first, last, head_role(end, outside), outside)
        meaning = self._beside(head, meaning, None)
        if remembered is not None:
            meaning = _Meaning(meaning.country or remembered.country, meaning.sector or remembered.sector)
        coded = self._in_context(start, end, head, title, replace(meaning, actor_key=None), context)
        if self.article_actors is not None and (coded.country or coded.sector):
            told = Remembered(text if remembered is None else remembered.name, coded.country, coded.sector)
            self.article_actors.remember(told, acronym_after(self.sentence, end))
        return coded

    def _after_titles(self, start: int, end: int, roles: list[Role]) -> int:
        """The first token of the name itself, past capitalized titles and country names before it."""
        moved = True
        while moved and start < end:
            moved = False
            spans = [(role.first, role.last) for role in roles] + [(n.first_token, n.last_token) for n in self.names]
            for first, last in spans:
                if first <= start <= last < end:
                    start, moved = last + 1, True
        return start

    def _beside(self, head: int, meaning: _Meaning, role: Role | None) -> _Meaning:
        """`meaning` completed by the appositions of the head; a name beside "the head" or "the group" tells all."""
        for other in appositions(self.sentence, head):
            if None not in (meaning.country, meaning.sector):
                break
            first, last = core_span(self.sentence, other)
            if first <= head <= last:
                continue
            roles = find_roles(self.sentence, self.lexicon, first, last)
            role = head_role(other, roles)
            name = self._name_meant(other, role)
            if name is None:
                beside = self._meaning(other, first, last, role, roles)
            elif name.first_token <= head <= name.last_token or name.kind in COUNTRY_KINDS:
                continue
            else:
                beside = _Meaning(*_parts(name.code), name.actor_key)
                if role is not None and role.noun.relation == CARRIER:
                    return beside
            key = meaning.actor_key or (beside.actor_key if meaning.country is None else None)
            meaning = _Meaning(meaning.country or beside.country, meaning.sector or beside.sector, key)
        return meaning

    # -- country and sector ------------------------------------------------------------------------------------------

    def _meaning(self, head: int, first: int, last: int, role: Role | None, roles: list[Role]) -> _Meaning:
        relation = role.noun.relation if role is not None else CARRIER
        taken = (role.first, role.last) if role is not None else None
        links = self.links.find(head, first, last, taken, relation == ABROAD)
        sector = role.noun.sector or None if role is not None else None
        if relation in (OBJECT, OPPONENT):
            owners = [link for link in links if relation == OPPONENT or link.name.kind in COUNTRY_KINDS]
            return _Meaning(owners[0].country if owners else None, sector)
        organisation = self._organisation(links)
        if organisation is not None:
            return self._member_of(organisation, head, role, roles)
        country = links[0].country if links else None
        if links and links[0].rank == TIE and sector in (None, "CRM"):
            return _Meaning(country)
        sector = sector_of(self.sentence, head, role, roles)
        if country is None and role is not None and relation != ABROAD:
            country = self.links.place_country(head, first, last)
        key = None
        if country is not None and role is not None and role.last == head and sector in ("GOV", "MIL", "SPY"):
            key = self._office_holder(country, role, first)
        return _Meaning(country, sector, key)

    @staticmethod
    def _organisation(links: list[Link]) -> ActorName | None:
        """The group, body, party or person whose the head is, unless a name of another country comes first."""
        for link in links:
            if link.name.kind not in COUNTRY_KINDS:
                return link.name if all(other.country == link.country for other in links[: links.index(link)]) else None
        return None

    def _member_of(self, organisation: ActorName, head: int, role: Role | None, roles: list[Role]) -> _Meaning:
        """ "Hamas fighters", "a U.N. official", "Labour lawmakers", "the Netanyahu government", "Wagner's founder"."""
        country, own_sector = _parts(organisation.code)
        sector = role.noun.sector or None if role is not None else None
        is_carrier = role is None or role.noun.relation == CARRIER
        if country in _INTERNATIONAL:
            return _Meaning(country, own_sector, organisation.actor_key)
        if organisation.kind == "person":
            return _Meaning(country, own_sector if is_carrier and sector is None else sector or own_sector)
        if sector in _KEEPS_OWN_SECTOR and not is_carrier:
            return _Meaning(country, modified(sector, head, role, roles))
        if is_carrier or own_sector not in (None, "PTY"):
            sector = own_sector
        return _Meaning(country, modified(sector or own_sector, head, role, roles), organisation.actor_key)

    def _office_holder(self, country: str, role: Role, first: int) -> str | None:
        """The person of the dictionary who holds the office named, for a single holder ("the Ukrainian president")."""
        before = {token.text.casefold() for token in self.tokens[first : role.first]}
        if "Number=Plur" in self.tokens[role.last].feats or before & (_INDEFINITE | _DEPUTY):
            return None
        day = self.article_actors.on_date if self.article_actors is not None else None
        actor = self.lexicon.office_holder(country, role.noun.noun, day)
        return actor.actor_key if actor is not None else None

    # -- putting together --------------------------------------------------------------------------------------------

    def _in_context(
        self, first: int, last: int, head: int, role: Role | None, meaning: _Meaning, context_code: str | None
    ) -> CodedActor:
        """The actor, its country taken from the context where the phrase tells a sector and no country."""
        if meaning.country is not None or (role is None and meaning.sector is None):
            return self.actor(first, last, meaning)
        homes = role.noun.countries if role is not None else ()
        if context_code is None:
            return self.actor(first, last, replace(meaning, country=homes[0]) if len(homes) == 1 else meaning)
        country, context_sector = _parts(context_code)
        if homes and country not in homes:
            return self.actor(first, last, replace(meaning, country=homes[0]))
        if country in _INTERNATIONAL:
            if meaning.sector in _KEEPS_OWN_SECTOR:
                return self.actor(first, last, meaning)
            return self.actor(first, last, _Meaning(country, context_sector), is_from_context=True)
        sector = meaning.sector
        is_carrier = role is not None and role.noun.relation == CARRIER
        if is_carrier and context_sector is not None and self._has_possessor(head):
            sector = context_sector
        return self.actor(first, last, _Meaning(country, sector, meaning.actor_key), is_from_context=True)

    def _has_possessor(self, head: int) -> bool:
        return any(self.tokens[child].deprel == "nmod:poss" for child in self.sentence.children[head])

    def actor(self, first: int, last: int, meaning: _Meaning, is_from_context: bool = False) -> CodedActor:
        code = None
        if meaning.country is not None:
            code = f"{meaning.country} {meaning.sector}" if meaning.sector else meaning.country
        return CodedActor(
            text=self.sentence.span_text(first, last),
            code=code,
            actor_key=meaning.actor_key,
            country=meaning.country,
            sector=meaning.sector,
            char_start=self.tokens[first].char_start,
            char_end=self.tokens[last].char_end,
            is_from_context=is_from_context,
        )


def _parts(code: str) -> tuple[str, str | None]:
    country, _, sector = code.partition(" ")
    return country, sector or None
