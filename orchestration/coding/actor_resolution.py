"""Who the noun phrases of one article mean: names, pronouns, "both sides", and a bare "the army" in its context. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.actors import ActorLexicon, ArticleActors, CodedActor, PhraseCoding
from orchestration.coding.coreference import FIRST_PERSON, Discourse
from orchestration.coding.graph import Graph
from orchestration.coding.mention_parts import MentionParts
from orchestration.coding.model import Participant, PlaceMention
from orchestration.coding.participants import all_slot_heads, main_nominals, slot_heads
from orchestration.coding.triggers import Trigger

AT_HOME = frozenset(
    ("REB", "PRM", "COP", "CVL", "JUD", "CRM", "LEG", "EDU", "MED", "AGR", "LAB", "REL", "REF", "JRN", "SOC", "OPP")
)
LOOKBACK_FOR_SAME_NOUN = 6
SIDES = frozenset(("side", "party", "country", "nation", "army", "government"))


class ActorResolution:
    """The actors of one article; sentences are observed in order.

    places: the place mentions of every sentence. `main_country` is the country most named, or else most of the places'.
    """

    def __init__(self, names: ArticleActors, lexicon: ActorLexicon, places: Sequence[Sequence[PlaceMention]]) -> None:
        self.names = names
        self.actors = lexicon
        self.places = places
        self.discourse = Discourse(self.plain)
        self._coded: dict[tuple[int, int], CodedActor | None] = {}
        self._phrases: dict[int, PhraseCoding] = {}
        counts = names.country_counts
        if not counts:
            counts = Counter(place.country_code for found in places for place in found if place.country_code)
        self.main_country: str | None = max(counts, key=lambda code: counts[code], default=None)
        self._subject = self.main_country
        self._last_place: str | None = None

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
            return [replace(speaker, is_from_context=True)] if speaker is not None else []
        if self.discourse.is_pronoun(graph, head):
            meant = [self.resolve(there, noun, place_country, speaker) for there, noun in self.discourse.resolve(graph, head)]
            return [replace(actor, is_from_context=True) for actors in meant for actor in actors]
        if token.lemma.lower() in SIDES and any(
            graph.tokens[o].lemma.lower() in ("both", "two", "warring") for o in graph.children[head]
        ):
            sides = self.discourse.sides(graph.sentence.index, head)
            if len(sides) == 2:
                return [replace(side, text=graph.sentence.span_text(min(graph.subtree(head)), head)) for side in sides]
        coded = self.plain(graph, head)
        if coded is None:
            return []
        if coded.country is not None:
            return self._shared(graph, head, None)
        context = (
            self._possessor_code(graph, head, speaker) or self._opening_country(graph, head) or self._same_noun(graph, head)
        )
        if context is None:
            far = self._subject or self.main_country
            if coded.sector in AT_HOME:
                named = self.discourse.country_before(graph.sentence.index, head)
                context = place_country or named or self._last_place or far
            else:
                context = far or place_country
        return self._shared(graph, head, context)

    def _shared(self, graph: Graph, head: int, context: str | None) -> list[CodedActor]:
        return self._phrases_of(graph).code_shared(head, context)

    def _possessor_code(self, graph: Graph, head: int, speaker: CodedActor | None) -> str | None:
        """Code of what "its", "their", "our" before the noun stand for."""
        owner = graph.child(head, "nmod:poss")
        if owner is None:
            return None
        if graph.tokens[owner].text.lower() in FIRST_PERSON:
            return speaker.code if speaker is not None else None
        if not self.discourse.is_pronoun(graph, owner):
            return None
        for there, noun in self.discourse.resolve(graph, owner)[:1]:
            for actor in self.resolve(there, noun, None, speaker)[:1]:
                return actor.code
        return None

    def _opening_country(self, graph: Graph, head: int) -> str | None:
        """Where the sentence begins with a place: "In Moscow the defence ministry claimed ..."."""
        for place in self.places[graph.sentence.index]:
            if place.first_token == 1 and place.last_token < head and graph.tokens[0].text == "In":
                return place.country_code
        return None

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
            coded = self.plain(graph, head) if not self.discourse.is_pronoun(graph, head) else None
            if coded is not None and coded.country and not coded.is_from_context and coded.country not in ("IGO", "NGO"):
                counts = self.names.country_counts
                if self.main_country is None or counts[coded.country] * 3 >= counts[self.main_country]:
                    self._subject = coded.country

    def visit(self, country: str | None) -> None:
        """Keep the country of the latest event: where "prosecutors" and "residents" of the next sentences are."""
        self._last_place = country or self._last_place

    def participants(
        self, graph: Graph, parts: MentionParts, trigger: Trigger, country: str | None, speaker: CodedActor | None
    ) -> list[Participant]:
        sense = trigger.sense
        actors = main_nominals(graph, slot_heads(graph, trigger, sense.actor))
        if not actors and trigger.event_type == "MOBILIZE" and "obj" not in sense.recipient:
            actors = main_nominals(graph, slot_heads(graph, trigger, ("obj",)))  # a force that is moved stands for its mover
        recipients = [h for h in main_nominals(graph, all_slot_heads(graph, trigger, sense.recipient)) if h not in actors]
        for effect in trigger.felt_effects:
            recipients.extend(
                h for h in main_nominals(graph, graph.objects(effect)) if h not in recipients and h not in actors
            )
        found: list[Participant] = []
        for role, heads in (("actor", actors), ("recipient", recipients)):
            seen: set[tuple[str, str | None]] = set()
            for head in heads:
                for coded in self.resolve(graph, head, country, speaker):
                    if (coded.text, coded.code) in seen or self._is_no_actor(graph, head, coded) or parts.is_bare_place(head):
                        continue
                    if role == "recipient" and trigger.event_type == "MOBILIZE" and coded.is_from_context:
                        continue  # recruits of no stated country are counted, not acted upon
                    seen.add((coded.text, coded.code))
                    found.append(Participant(role, coded.text, coded.code, coded.actor_key, coded.char_start, coded.char_end))
        return found

    def _is_no_actor(self, graph: Graph, head: int, coded: CodedActor) -> bool:
        """Whether the phrase is a thing, place or idea: nothing tells a sector, and the country is only the context's."""
        if coded.sector is None and coded.is_from_context and not self.discourse.is_pronoun(graph, head):
            return True
        known = coded.code or coded.actor_key or coded.sector
        return known is None and graph.tokens[head].upos != "PROPN"
