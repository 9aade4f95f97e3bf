"""Who the noun phrases of one article mean: names, pronouns, "both sides", and a bare "the army" in its context. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from orchestration.coding.actor_anaphora import antecedent_of
from orchestration.coding.actor_context import CountryContext
from orchestration.coding.actor_links import DIPLOMATS
from orchestration.coding.actor_names import COUNTRY_KINDS
from orchestration.coding.actors import ActorLexicon, ArticleActors, CodedActor, PhraseCoding
from orchestration.coding.anaphors import GROUPS, RELATED, is_anaphor, is_own_state
from orchestration.coding.coreference import FIRST_PERSON, Discourse
from orchestration.coding.graph import Graph
from orchestration.coding.model import PlaceMention
from orchestration.coding.participants import counted_before
from orchestration.coding.publisher import NOBODY, Publisher
from orchestration.coding.several_actors import SeveralActors

AT_HOME = frozenset("REB PRM UAF COP CVL JUD CRM LEG EDU MED AGR LAB REL REF JRN SOC OPP BUS".split())
LOOKBACK_FOR_SAME_NOUN = 6
LOOKBACK_FOR_PAIR = 2
OFFICERS = frozenset(("officer",))
KNOWING = frozenset("familiar briefed privy".split())
ENEMY = "enemy"
WATCHERS = ("SOC", "EDU", "JRN", "MED", "BUS")
MILITARY_WORDS = frozenset("army military naval navy commanding force air marine general rebel coup junta guard corps".split())
STATE_FORCES = ("MIL", "GOV", None)
RULERS = frozenset(
    """government authority administration council junta regime parliament assembly ministry leadership cabinet court ruler
    emirate""".split()
)
WHERE = frozenset(("where",))
LOCAL_OFFICIALS = frozenset("mayor governor rescuer medic paramedic firefighter coroner".split())
LOCAL_TASKS = frozenset(
    "local regional provincial municipal health civil emergency rescue hospital customs immigration".split()
)
SENDING = frozenset("send deploy dispatch commit supply lend provide".split())
DEFINITE = frozenset(("the", "these", "those"))


class ActorResolution:
    """The actors of one article; sentences are observed in order.

    places: the place mentions of every sentence. individuals: nouns of single persons, for pronouns. publisher: who "we" is
    where nobody is said to speak.
    `main_country` is the country most named, or else most of the places'.
    """

    def __init__(
        self,
        names: ArticleActors,
        lexicon: ActorLexicon,
        places: Sequence[Sequence[PlaceMention]],
        context: CountryContext,
        individuals: frozenset[str],
        publisher: Publisher = NOBODY,
    ) -> None:
        self.publisher = publisher
        self.names = names
        self.actors = lexicon
        self.places = places
        self.discourse = Discourse(self.plain, individuals)
        self._coded: dict[tuple[int, int], CodedActor | None] = {}
        self._sought: set[tuple[int, int]] = set()  # anaphors that are being resolved
        self._phrases: dict[int, PhraseCoding] = {}
        self.context = context
        self._several = SeveralActors(self.discourse, context, self.plain, self.resolve)
        self.main_country = self.context.most_named()
        self._subject = (self.main_country, 0) if self.main_country is not None else None
        self._last_place: str | None = None
        self.issued: dict[str, CodedActor] = {}  # statement, bulletin ... and who said something in one last

    def observe(self, graph: Graph) -> None:
        """Take in the names of the next sentence."""
        self.discourse.observe(graph, self.names.names[graph.sentence.index])

    def plain(self, graph: Graph, head: int) -> CodedActor | None:
        """The noun phrase by its own words, for antecedents; remembered."""
        position = graph.sentence.index
        key = (position, head)
        if key not in self._coded:
            self._coded[key] = self._phrases_of(graph).code(head, None)
        return self._coded[key]

    def _phrases_of(self, graph: Graph) -> PhraseCoding:
        position = graph.sentence.index
        found = self._phrases.get(position)
        if found is None:
            names, places = self.names.names[position], self.places[position]
            found = self._phrases[position] = PhraseCoding(graph.sentence, names, self.actors, self.names, places)
        return found

    def resolve(
        self, graph: Graph, head: int, place_country: str | None = None, speaker: CodedActor | None = None
    ) -> list[CodedActor]:
        """Who the noun phrase means: pronouns and "both sides" resolved, a bare "the army" given its country.

        place_country: where the event is. speaker: who says the sentence, for "we".
        """
        token = graph.tokens[head]
        if token.text.lower() in FIRST_PERSON and token.upos == "PRON":
            us = speaker or self.publisher.meant_at(graph, head)
            return [replace(us, is_from_context=True)] if us is not None else []
        if self.discourse.is_pronoun(graph, head):
            meant = [self.resolve(there, noun, place_country, speaker) for there, noun in self.discourse.resolve(graph, head)]
            return [replace(actor, is_from_context=True) for actors in meant for actor in actors]
        sides = self._several.meant(graph, head) or self._several.of_each(graph, head)
        if sides:
            return [replace(side, text=graph.sentence.span_text(min(graph.subtree(head)), head)) for side in sides]
        counted = counted_before(graph, head)
        if counted is not None:
            return self.resolve(graph, counted, place_country, speaker)
        coded = self.plain(graph, head)
        if coded is None or self._are_others_than_owner(graph, head):
            return []
        if coded.code is None and is_own_state(graph, head) and (own := self._possessor_code(graph, head, speaker)):
            return [replace(coded, code=own.split()[0], country=own.split()[0])]
        if token.lemma.lower() in OFFICERS and coded.sector == "MIL":
            actors = self._in_context(graph, head, coded, place_country, speaker)
            return [self._as_police(graph, head, actor) for actor in actors]
        return self._in_context(graph, head, coded, place_country, speaker)

    def _are_others_than_owner(self, graph: Graph, head: int) -> bool:
        """ "Kyiv's [allies]": who they are is not said, and they are no part of the state whose they are."""
        owner = graph.child(head, "nmod:poss")
        token = graph.tokens[head]
        if (
            owner is None
            or token.xpos != "NNS"
            or token.lemma.lower() not in RELATED
            or graph.child(head, "appos") is not None
        ):
            return False
        names = self.names.names[graph.sentence.index]
        return any(name.kind in COUNTRY_KINDS and name.first_token <= owner <= name.last_token for name in names)

    def _as_police(self, graph: Graph, head: int, coded: CodedActor) -> CodedActor:
        """Bare "officers" are soldiers where an army was spoken of last, else police."""
        words = {graph.tokens[other].lemma.lower() for other in graph.subtree(head)}
        if words & MILITARY_WORDS or coded.sector != "MIL":
            return coded

        def accepts(there: Graph, noun: int, other: CodedActor) -> bool:
            return other.sector in ("COP", "MIL") and there.tokens[noun].lemma.lower() not in OFFICERS

        found = self.discourse.antecedent(accepts, graph.sentence.index, len(graph.tokens), LOOKBACK_FOR_SAME_NOUN)
        last = self.plain(*found) if found is not None else None
        if last is not None and last.sector == "MIL":
            return coded
        return replace(coded, sector="COP", code=f"{coded.country} COP" if coded.country else None)

    def _in_context(
        self, graph: Graph, head: int, coded: CodedActor, place_country: str | None, speaker: CodedActor | None
    ) -> list[CodedActor]:
        """The phrase with its own country, or that of its possessor, of the one meant, or of the place and time."""
        if _is_insider(graph, head):
            return self._shared(graph, head, None)
        if coded.country is not None:
            is_group = coded.sector is None and graph.tokens[head].lemma.lower() in GROUPS
            named = self._anaphor(graph, head, coded.country) if is_group else None
            return [self._told_as(graph, head, named, coded)] if named is not None else self._shared(graph, head, None)
        owners = self._owners(graph, head, speaker)
        if len(owners) > 1:
            return [actor for code in owners for actor in self._shared(graph, head, code)]
        owner = owners[0] if owners else self._possessor_code(graph, head, speaker)
        if owner is None and graph.tokens[head].lemma.lower() == ENEMY:
            return self._enemy(graph, coded, speaker)
        meant = self._anaphor(graph, head) if owner is None else None
        if meant is not None:
            return [self._told_as(graph, head, meant, coded)]
        context = (
            owner
            or self._seat_country(graph, head)
            or self._where_country(graph, head)
            or self._opening_country(graph, head)
            or (self._sender(graph, head) if coded.sector == "MIL" else None)
            or self._beside_country(graph, head, coded)
            or self._joined_country(graph, head, coded)
            or self._same_noun(graph, head)
        )
        if context is None:
            is_at_home = coded.sector in AT_HOME or _is_local(graph, head)
            here = self.context.country_at(graph.sentence.index, head, None if is_at_home else self._subject)
            there = self._last_place if is_at_home else None
            if coded.sector == "MIL" and speaker is not None and speaker.sector in STATE_FORCES:
                here = _army_told_of(speaker, place_country) or here
            context = (place_country if is_at_home else None) or here or there or self.main_country or place_country
        return self._shared(graph, head, context)

    def _enemy(self, graph: Graph, coded: CodedActor, speaker: CodedActor | None) -> list[CodedActor]:
        """ "The enemy" are the soldiers of the other country that the article tells of, not the speaker's or its own."""
        own = speaker.country if speaker is not None and speaker.country is not None else self.main_country
        return [self.of_other_country(graph, replace(coded, sector="MIL"), (own,))]

    def of_other_country(self, graph: Graph, coded: CodedActor, own: Collection[str | None]) -> CodedActor:
        """The actor as of another country than these that the article talks of here, or of none that is known."""
        near = self.context.most_named_near(graph.sentence.index, 3)
        other = next((country for country in near if country not in own), None)
        return replace(coded, country=other, code=f"{other} {coded.sector}" if other is not None else None)

    def _shared(self, graph: Graph, head: int, context: str | None) -> list[CodedActor]:
        return self._phrases_of(graph).code_shared(head, context)

    @staticmethod
    def _told_as(graph: Graph, head: int, meant: CodedActor, coded: CodedActor) -> CodedActor:
        """The actor that is meant, with the words of the phrase that means it."""
        text = graph.sentence.span_text(min(graph.subtree(head)), head)
        return replace(meant, text=text, char_start=coded.char_start, char_end=coded.char_end)

    def _anaphor(self, graph: Graph, head: int, country: str | None = None) -> CodedActor | None:
        """Whom "the group", "the bloc", "the attackers", "the Lebanese group" stands for."""
        key = (graph.sentence.index, head)
        if key in self._sought or not is_anaphor(graph, head):  # two phrases may each be the other's antecedent
            return None
        found = antecedent_of(self.discourse, self.actors, graph, head, country)
        self._sought.add(key)
        meant = self.resolve(*found)[:1] if found is not None else []
        self._sought.discard(key)
        return meant[0] if meant and meant[0].code is not None else None

    def _owners(self, graph: Graph, head: int, speaker: CodedActor | None) -> list[str]:
        """The codes of those whom "their" before a noun of several stands for: "A and B signed it, and their ministers"."""
        owner = graph.child(head, "nmod:poss")
        if owner is None or graph.tokens[owner].text.lower() != "their" or graph.tokens[head].xpos != "NNS":
            return []
        codes = [actor.code for actor in self._meant_by(graph, owner, speaker)]
        return [code for code in codes if code is not None] if None not in codes else []

    def _meant_by(self, graph: Graph, owner: int, speaker: CodedActor | None) -> list[CodedActor]:
        """Those whom a possessive pronoun stands for, each once; none while it is being resolved, which would not end."""
        key = (graph.sentence.index, owner)
        if key in self._sought:
            return []
        self._sought.add(key)
        meant = [self.resolve(there, noun, None, speaker)[:1] for there, noun in self.discourse.resolve(graph, owner)]
        self._sought.discard(key)
        return [actor for actors in meant for actor in actors]

    def _possessor_code(self, graph: Graph, head: int, speaker: CodedActor | None) -> str | None:
        """Code of what "its", "their", "our" before the noun, "of the group", "the country's" at it stand for."""
        owner = graph.child(head, "nmod:poss")
        if owner is None:
            owner = next(iter(graph.oblique(head, "of", "for", "from")), None)
            meant = self._anaphor(graph, owner) if owner is not None else None
            return meant.code if meant is not None else None
        if graph.tokens[owner].text.lower() in FIRST_PERSON:
            meant = speaker or self.publisher.meant_at(graph, owner)
            return meant.code if meant is not None else None
        if graph.tokens[owner].text.lower() == "whose":
            noun = graph.tokens[graph.clause_head(head)].head
            meant = self.plain(graph, noun) if 0 <= noun < owner else None
            return meant.code if meant is not None else None
        if not self.discourse.is_pronoun(graph, owner):
            meant = self._anaphor(graph, owner)
            return meant.code if meant is not None else None
        owners = self._meant_by(graph, owner, speaker)
        return owners[0].code if owners else None

    def _seat_country(self, graph: Graph, head: int) -> str | None:
        """Country of the place behind a body that rules there: "accused the leadership in Kyiv", which is no accuser's."""
        if graph.tokens[head].lemma.lower() not in RULERS or graph.tokens[min(head + 1, len(graph.tokens) - 1)].text != "in":
            return None
        places = self.places[graph.sentence.index]
        return next((place.country_code for place in places if place.first_token == head + 2), None)

    def _where_country(self, graph: Graph, head: int) -> str | None:
        """Country of the place in whose "where ..." the noun stands: "Guinea-Bissau, where soldiers took to the streets"."""
        clause = graph.clause_head(head)
        if graph.tokens[clause].deprel != "acl:relcl" or not graph.has_lemma_child(clause, WHERE, "advmod", "mark"):
            return None
        noun = graph.tokens[clause].head
        places = self.places[graph.sentence.index]
        return next((place.country_code for place in places if place.first_token <= noun <= place.last_token), None)

    def _opening_country(self, graph: Graph, head: int) -> str | None:
        """Where the sentence begins with a place: "In Moscow the defence ministry claimed ..."."""
        for place in self.places[graph.sentence.index]:
            if place.first_token == 1 and place.last_token < head and graph.tokens[0].text == "In":
                return place.country_code
        return None

    def _beside_country(self, graph: Graph, head: int, coded: CodedActor) -> str | None:
        """Whose a bare force or office is, told by the one in the clause before: "Israeli jets struck a camp and [tanks]
        shelled it", "the Kremlin denied it, and [a ministry official] said"."""
        verb = graph.clause_head(head)
        first = graph.tokens[verb].head if graph.tokens[verb].deprel in ("conj", "xcomp", "parataxis") else -1
        if first < 0 or (coded.sector == "MIL" and graph.child(head, "det", "amod") is not None):
            return None
        if coded.sector not in ("MIL", "GOV"):
            return None
        forces = (self.plain(graph, noun) for noun in graph.subjects(first) if noun != head)
        return next(
            (f.country for f in forces if f is not None and f.country and (coded.sector == "MIL" or f.sector == "GOV")), None
        )

    def _joined_country(self, graph: Graph, head: int, coded: CodedActor) -> str | None:
        """Whose "the army" is, told by the group it is named with: "talks between the army and the RSF"."""
        if coded.sector != "MIL" or graph.child(head, "conj") is None:
            return None
        partners = (self.plain(graph, noun) for noun in graph.conjuncts(head) if noun != head)
        groups = [
            actor.country for actor in partners if actor is not None and actor.sector in ("REB", "PRM") and actor.country
        ]
        return groups[0] if groups and groups[0] not in ("IGO", "NGO", "IMG") else None

    def _sender(self, graph: Graph, head: int) -> str | None:
        """The country of "the soldiers" of whom an earlier sentence tells who sent them: "Chad sent soldiers to Mali"."""
        lemma = graph.tokens[head].lemma.lower()
        if graph.tokens[head].upos != "NOUN" or not graph.has_lemma_child(head, DEFINITE, "det"):
            return None

        def accepts(earlier: Graph, noun: int, coded: CodedActor) -> bool:
            token = earlier.tokens[noun]
            is_sent = token.deprel == "obj" and earlier.tokens[token.head].lemma.lower() in SENDING
            return is_sent and token.lemma.lower() == lemma and coded.sector == "MIL" and bool(earlier.subjects(token.head))

        found = self.discourse.antecedent(accepts, graph.sentence.index, head, LOOKBACK_FOR_SAME_NOUN)
        if found is None:
            return None
        sent, noun = found
        sender = self.plain(sent, sent.subjects(sent.tokens[noun].head)[0])
        return sender.country if sender is not None and sender.country not in ("IGO", "NGO") else None

    def _same_noun(self, graph: Graph, head: int) -> str | None:
        """Code of the latest phrase with the same head noun that told its country: "the army" after "Sudan's army"."""
        token = graph.tokens[head]
        if token.upos != "NOUN":
            return None
        lemma = token.lemma.lower()

        def accepts(noun: str, coded: CodedActor) -> bool:
            return noun == lemma and coded.code is not None and not coded.is_from_context

        found = self.discourse.latest_with(accepts, graph.sentence.index, LOOKBACK_FOR_SAME_NOUN)
        return found.code if found is not None else None

    def follow_subject(self, graph: Graph) -> None:
        """Keep the country that the sentence is about: what "the army" of the next one belongs to."""
        root = next((token.index for token in graph.tokens if token.head < 0), None)
        if root is None:
            return
        for head in graph.subjects(root)[:1]:
            opening = self._opening_country(graph, head)
            if opening is not None:
                self._subject = (opening, graph.sentence.index)  # "In Uganda, police ..."
                continue
            coded = self.plain(graph, head) if not self.discourse.is_pronoun(graph, head) else None
            if coded is None or coded.sector in WATCHERS:
                continue  # "researchers in Chiang Mai have counted 135 raids"
            if coded.country and not coded.is_from_context and coded.country not in ("IGO", "NGO"):
                counts = self.names.country_counts
                if self.main_country is None or counts[coded.country] * 3 >= counts[self.main_country]:
                    self._subject = (coded.country, graph.sentence.index)

    def visit(self, country: str | None) -> None:
        """Keep the country of the latest event: where "prosecutors" and "residents" of the next sentences are."""
        self._last_place = country or self._last_place

    def uncalled(self, graph: Graph, head: int, place_country: str | None, sector: str = "CVL") -> list[CodedActor]:
        """The people of "killed 32 in Lebanon", whom no noun names: civilians of where it is, as a plain "people" would be."""
        here = place_country or self.context.country_at(graph.sentence.index, head)
        country, token = here or self._last_place or self.main_country, graph.tokens[head]
        if country is None:
            return []
        return [CodedActor(token.text, f"{country} {sector}", None, country, sector, token.char_start, token.char_end, True)]


def _army_told_of(speaker: CodedActor, place_country: str | None) -> str | None:
    """Whose a bare "the army" is: a state tells of its own, its diplomat of that of the country where it happens."""
    if place_country is not None and not DIPLOMATS.isdisjoint(speaker.text.lower().replace("'s", "").split()):
        return place_country
    return speaker.country if speaker.country not in ("IGO", "NGO") else None


def _is_insider(graph: Graph, head: int) -> bool:
    """Whether only what they know is told of them: "two officials familiar with the talks" are of any country."""
    return any(graph.tokens[child].text.lower() in KNOWING for child in graph.dependents(head, "amod", "acl"))


def _is_local(graph: Graph, head: int) -> bool:
    """Whether it is at home where it happens: "the mayor", "the health ministry", "local officials"."""
    if graph.tokens[head].lemma.lower() in LOCAL_OFFICIALS:
        return True
    return graph.has_lemma_child(head, LOCAL_TASKS, "compound", "amod", "nmod")
