"""Who a noun phrase means: country and sector of its head, its modifiers, its possessor and what is set beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from orchestration.coding.actor_lexicon import CARRIER, MISSION, ActorLexicon
from orchestration.coding.actor_links import PhraseLinks, is_ethnic
from orchestration.coding.actor_meaning import BLOCS, INTERNATIONAL, KEEPS_OWN_SECTOR, Meaning, PhraseMeaning, code_parts
from orchestration.coding.actor_names import (
    COUNTRY_KINDS,
    ActorName,
    ArticleActors,
    Remembered,
    acronym_after,
    find_actor_names,
    names_behind,
)
from orchestration.coding.actor_roles import Role, SentenceRoles, head_role
from orchestration.coding.model import PlaceMention
from orchestration.coding.noun_phrases import (
    appositions,
    attachment,
    core_span,
    preposition,
    proper_name_span,
    span_head,
    title_run,
    without_count,
)
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


@dataclass(slots=True)
class _Outline:
    """What the sentence alone tells of one phrase: its tokens, role nouns, the name that it means, and whom by its words."""

    first: int
    last: int
    roles: list[Role]
    role: Role | None
    name: ActorName | None
    meaning: Meaning | None = None


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
    return PhraseCoding(sentence, names, lexicon, article_actors, places).code(head_token, context_code)


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
    return PhraseCoding(sentence, names, lexicon, article_actors, places).code_shared(head_token, context_code)


JOINING = ("and", ",")


class PhraseCoding:
    """The coding of phrases of one sentence; what the sentence alone tells of a phrase is worked out once.

    A phrase that was coded is coded anew only where the article has told more of unknown actors since.
    """

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
        on_date = article_actors.on_date if article_actors is not None else None
        self.meaning = PhraseMeaning(sentence, self.links, lexicon, on_date)
        self.roles = SentenceRoles(sentence, lexicon)
        self._outlines: dict[int, _Outline] = {}
        self._coded: dict[tuple[int, str | None], tuple[int, CodedActor]] = {}

    def code_shared(self, head: int, context_code: str | None) -> list[CodedActor]:
        """See `code_shared_noun`."""
        coded = self.code(head, context_code)
        sharing = self.coordinated_countries(head) if len(self.names) > 1 and coded.country is not None else ()
        if len(sharing) < 2:
            return [coded]
        members = []
        for name in sharing:
            last = head if name is sharing[-1] and head > name.last_token else name.last_token
            members.append(self.actor(name.first_token, last, Meaning(self.links.country(name), coded.sector)))
        return members

    def code(self, head: int, context_code: str | None) -> CodedActor:
        """See `code_noun_phrase`."""
        actors = self.article_actors
        state = actors.state if actors is not None else 0
        known = self._coded.get((head, context_code))
        if known is not None and known[0] == state:
            return known[1]
        coded = self._code(head, context_code)
        if actors is None or actors.state == state:
            self._coded[head, context_code] = (state, coded)
        return coded

    def _outline(self, head: int) -> "_Outline":
        found = self._outlines.get(head)
        if found is None:
            first, last = core_span(self.sentence, head)
            last = title_run(self.sentence, head, last)
            roles = self.roles.find(first, last)
            role = head_role(self.sentence, head, roles)
            found = self._outlines[head] = _Outline(first, last, roles, role, self._name_meant(head, role))
        return found

    def _code(self, head: int, context_code: str | None) -> CodedActor:
        outline = self._outline(head)
        first, last, roles, role, name = outline.first, outline.last, outline.roles, outline.role, outline.name
        if name is not None and name.kind == "demonym" and is_ethnic(self.sentence, name.first_token):
            home = self.meaning.of(head, first, last, None, []).country
            return self._in_context(first, last, head, role, Meaning(home, "CVL"), context_code)
        if name is not None:
            return self._coded_name(head, name)
        place = self.links.place_at(head)
        if place is not None:
            return self.actor(first, last, Meaning(place.country_code))
        if self.tokens[head].upos == "PROPN" and role is None:
            return self._unknown_name(head, head, first, last, roles, None, context_code)
        named = self._name_after_title(head, last, role)
        if named is not None:
            return self._unknown_name(named, head, first, last, roles, role, context_code)
        if outline.meaning is None:
            outline.meaning = self._beside(head, self.meaning.of(head, first, last, role, roles), role)
        meaning = outline.meaning
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
        found = self._listed_before(found)
        if any(
            self.tokens[n.first_token].deprel == "conj" or self.tokens[n.first_token - 1].text.lower() in JOINING
            for n in found[1:]
        ):
            return found
        return self.links.countries_behind(head)

    def _listed_before(self, found: list[ActorName]) -> list[ActorName]:
        """With the adjective that a comma joins to the first, wherever the tree hangs it: "Indian, Pakistani troops meet"."""
        if not found or found[0].kind != "demonym" or found[0].first_token < 2:
            return found
        before = found[0].first_token - 2
        listed = next((n for n in self.names if n.last_token == before and n.kind == "demonym"), None)
        is_listed = listed is not None and self.tokens[before + 1].text == ","
        return [listed, *found] if listed is not None and is_listed else found

    # -- names of the dictionary -------------------------------------------------------------------------------------

    def _name_meant(self, head: int, role: Role | None) -> ActorName | None:
        """The name that the phrase means: the one at its head, or the person to whom a title or an apposition leads."""
        for name in self.names:
            if name.first_token <= head <= name.last_token:
                return name
        if self.tokens[head].upos not in ("NOUN", "PROPN", "X"):
            return None
        for name in names_behind(self.names, self.tokens[head]):
            if role is not None and name.first_token == role.last + 1:
                return name
            steps = attachment(self.sentence, span_head(self.sentence, name.first_token, name.last_token), head)
            if steps is not None and len(steps) == 1 and steps[0][0] in _NAMING and not steps[0][1]:
                return name
        return None

    def _coded_name(self, head: int, name: ActorName) -> CodedActor:
        country, sector = code_parts(name.code)
        first = name.first_token
        if name.kind in COUNTRY_KINDS and name.kind != "capital":  # a capital that acts is its state, whatever its namesakes
            country = self.links.country(name)
        if name.kind == "demonym":
            sector = self._inhabitants_sector(head)
        elif name.kind == "person" and sector is None:
            sector = self._beside(head, Meaning(country), None).sector
        if name.kind != "person" and first > 0 and self.tokens[first - 1].text.casefold() == "the":
            first -= 1
        return self.actor(first, name.last_token, Meaning(country, sector, name.actor_key))

    def _inhabitants_sector(self, head: int) -> str | None:
        """Inhabitants to whom something is done, or who are counted, are civilians; as doers they stand for their state.

        An adjective before a role noun takes its sector: "American" in "American and Filipino troops".
        """
        token = self.tokens[head]
        if token.upos == "ADJ" or token.deprel == "amod":
            governor = token.head
            if governor >= 0 and self.tokens[governor].upos == "NOUN":
                role = head_role(self.sentence, governor, self.roles.find(head + 1, governor))
                if role is not None:
                    return role.noun.sector or None
            return None
        counted = any(self.tokens[child].deprel.startswith("nummod") for child in self.sentence.children[head])
        return "CVL" if token.upos in ("NOUN", "PROPN") and (counted or token.deprel in _AFFECTED) else None

    # -- names that the dictionary lacks -----------------------------------------------------------------------------

    def _name_after_title(self, head: int, last: int, role: Role | None) -> int | None:
        """The proper noun to which a title leads ("secretary Oleksandr Lytvynenko", "South Korea's president, Y")."""
        for child in self.sentence.children[head]:
            token = self.tokens[child]
            if child > head and token.upos == "PROPN" and token.deprel in _NAMING and token.deprel != "compound":
                return child if not self._is_country(child) else None
        following = role.last + 1 if role is not None else head + 1
        if role is not None and role.last >= head and following < len(self.tokens):
            token = self.tokens[following]
            is_named = following <= last or (self.tokens[head].upos == "PROPN" and token.deprel not in _AFFECTED)
            if token.upos == "PROPN" and is_named and not self._is_country(following):
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
            meaning = self.meaning.of(title.last, first, title.last, title, roles)
            if meaning.country is None:
                meaning = replace(meaning, country=self.meaning.of(name_head, first, last, None, []).country)
        else:
            outside = [role for role in roles if role.last < start or role.first > end or role.last == end]
            meaning = self.meaning.of(name_head, first, last, head_role(self.sentence, end, outside), outside)
        meaning = self._beside(head, meaning, None)
        if remembered is not None:
            meaning = Meaning(meaning.country or remembered.country, meaning.sector or remembered.sector)
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

    def _beside(self, head: int, meaning: Meaning, role: Role | None) -> Meaning:
        """`meaning` completed by the appositions of the head; a name beside "the head" or "the group" tells all."""
        for other in appositions(self.sentence, head):
            if None not in (meaning.country, meaning.sector):
                break
            first, last = core_span(self.sentence, other)
            if first <= head <= last:
                continue
            roles = self.roles.find(first, last)
            role = head_role(self.sentence, other, roles)
            name = self._name_meant(other, role)
            if name is None:
                beside = self.meaning.of(other, first, last, role, roles)
            elif name.first_token <= head <= name.last_token or name.kind in COUNTRY_KINDS:
                continue
            else:
                beside = Meaning(*code_parts(name.code), name.actor_key)
                if role is not None and role.noun.relation == CARRIER:
                    return beside
            key = meaning.actor_key or (beside.actor_key if meaning.country is None else None)
            meaning = Meaning(meaning.country or beside.country, meaning.sector or beside.sector, key)
        return meaning

    # -- putting together --------------------------------------------------------------------------------------------

    def _in_context(
        self, first: int, last: int, head: int, role: Role | None, meaning: Meaning, context_code: str | None
    ) -> CodedActor:
        """The actor, its country taken from the context where the phrase tells a sector and no country."""
        if meaning.country is not None or (role is None and meaning.sector is None):
            return self.actor(first, last, meaning)
        if any(token.text.casefold() in BLOCS for token in self.tokens[first:head]):
            return self.actor(first, last, meaning)
        if role is not None and role.noun.relation == MISSION and not self._has_possessor(head):
            return self.actor(first, last, Meaning("IGO", "UNO"))
        homes = role.noun.countries if role is not None else ()
        if context_code is None:
            return self.actor(first, last, replace(meaning, country=homes[0]) if len(homes) == 1 else meaning)
        country, context_sector = code_parts(context_code)
        if homes and country not in homes:
            return self.actor(first, last, replace(meaning, country=homes[0]))
        if country in INTERNATIONAL:
            if meaning.sector in KEEPS_OWN_SECTOR:
                return self.actor(first, last, meaning)
            return self.actor(first, last, Meaning(country, context_sector), is_from_context=True)
        sector = meaning.sector
        is_carrier = role is not None and role.noun.relation == CARRIER
        is_side = sector in ("MIL", "UAF") and context_sector in ("REB", "PRM")
        takes_sector = is_carrier or is_side  # "its naval forces", "whose gunmen"
        if takes_sector and context_sector is not None and self._has_possessor(head):
            sector = context_sector
        return self.actor(first, last, Meaning(country, sector, meaning.actor_key), is_from_context=True)

    def _has_possessor(self, head: int) -> bool:
        owners = [child for child in self.sentence.children[head] if self.tokens[child].deprel.startswith("nmod")]
        return any(
            self.tokens[child].deprel == "nmod:poss" or preposition(self.sentence, child) in ("of", "for") for child in owners
        )

    def actor(self, first: int, last: int, meaning: Meaning, is_from_context: bool = False) -> CodedActor:
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
