"""Whom a deed hits where its frame names nobody: the deed beside it or before it tells, or the thing it hits. Pure.

"Attacked the convoy and made off with [its] rifles", "three were freed", "torched 40 homes", "downed 52 of them".
Recipients that a word names stand in `recipients.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orchestration.coding.graph import Graph
from orchestration.coding.model import Participant, PlaceMention
from orchestration.coding.parties import as_recipient, codes_of, countries_of, words_of
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.triggers import Trigger

HARMING = frozenset(("ASSAULT", "COERCE"))
AIMED = ("SANCTION", "THREATEN", "AID")
CUSTODY = frozenset(("arrest", "abduct", "deport", "release"))
REMEMBERED_SENTENCES = 2
TAKING = (("COERCE", "seize"), ("ASSAULT", "destroy"))
JOINED = ("conj", "advcl", "xcomp", "parataxis")
OWN_SUBJECT = ("nsubj", "nsubj:pass", "csubj")
BLOCKS = frozenset("block building tower complex area district".split())
LIVED_IN = frozenset("apartment residential housing".split())
PERSONAL_MODES = frozenset("arrest deport abduct torture beat sexual targeted release".split())
PERSONAL_VERBS = frozenset("kill wound injure hurt murder execute behead shoot gun martyr slay maim die".split())
DOWNING = frozenset("down intercept destroy neutralise neutralize suppress repel thwart eliminate".split())
BRINGING = frozenset("shoot bring knock take".split())
DOWN = frozenset(("down",))
SOURCES = ("from", "in", "inside", "at")
SUCH_PEOPLE = frozenset(
    "all both some many most several other others another everyone everybody each more dozens scores those".split()
)
ONE_PERSON = frozenset("him her he she".split())


@dataclass(frozen=True, slots=True)
class Belongings:
    """Words of what is somebody's. taken: what is taken from people; held: sector → what only such people have."""

    taken: frozenset[str]
    held: Mapping[str, frozenset[str]]

    def are_taken(self, graph: Graph, trigger: Trigger) -> bool:
        """Whether the deed takes or burns things: "made off with truckloads of rifles"."""
        verb = _verb(trigger)
        things = [*graph.objects(verb), *graph.oblique(verb, "with")]
        told = [other for thing in things for other in (thing, *graph.oblique(thing, "of"))]
        return any(graph.tokens[other].lemma.lower() in self.taken for other in told)

    def holder(self, graph: Graph, head: int) -> str | None:
        """Sector of those whose the homes, shops or herds are, where nobody is named."""
        if graph.case(head) in SOURCES:
            return None  # "seized rifles from a house"
        lemma = graph.tokens[head].lemma.lower()
        if lemma in BLOCKS and graph.has_lemma_child(head, LIVED_IN, "compound", "amod"):
            return "CVL"
        return next((sector for sector, words in self.held.items() if lemma in words), None)


def belongings_of(triggers: TriggerLexicon) -> Belongings:
    """The words of belongings among the word classes."""
    held = {"CVL": "dwelling", "BUS": "shop", "AGR": "herd_or_crop"}
    taken = triggers.words("property").lemmas | triggers.words("weapon").lemmas
    return Belongings(taken, {sector: triggers.words(name).lemmas for sector, name in held.items()})


class Sufferers:
    """Whom the deeds of one article hit, told in text order."""

    def __init__(self) -> None:
        self._position = -1
        self._here: dict[int, list[Participant]] = {}
        self._before: dict[bool, tuple[int, list[Participant]]] = {}  # of those taken into custody, and of all

    def observe(self, position: int, trigger: Trigger, found: Sequence[Participant]) -> None:
        """Take in whom a deed hits."""
        hit = [participant for participant in found if participant.role == "recipient" and participant.code]
        if trigger.event_type not in HARMING or not hit:
            return
        if position != self._position:
            self._position, self._here = position, {}
        self._here.update(dict.fromkeys((trigger.head_token, _verb(trigger)), hit))
        self._before.update(dict.fromkeys({trigger.event_mode in CUSTODY, False}, (position, hit)))

    def of_joined(self, graph: Graph, trigger: Trigger, belongings: Belongings) -> list[Participant]:
        """Those whom the deed hit to which the taking or burning of things is joined: "shot two herders and made off with
        their goats"."""
        is_taking = (trigger.event_type, trigger.event_mode) in TAKING and belongings.are_taken(graph, trigger)
        if graph.sentence.index != self._position or not is_taking:
            return []
        verb = _verb(trigger)
        while graph.tokens[verb].deprel in JOINED and graph.child(verb, *OWN_SUBJECT) is None:
            first = graph.tokens[verb].head
            joined = (other for other in reversed(graph.conjuncts(first)) if other < verb and other in self._here)
            nearest = next(joined, None)
            if nearest is not None:
                return self._here[nearest]
            verb = first
        return []

    def of_before(self, position: int, trigger: Trigger) -> list[Participant]:
        """Those whom the latest deed shortly before hit, or took into custody where such a deed goes on: "one was freed"."""
        there, hit = self._before.get(trigger.event_mode in CUSTODY, (-1, []))
        return hit if 0 <= position - there <= REMEMBERED_SENTENCES else []


def _verb(trigger: Trigger) -> int:
    return trigger.light_verb if trigger.light_verb is not None else trigger.head_token


def is_downing(graph: Graph, trigger: Trigger) -> bool:
    """Whether the deed ends the flight of what was fired: "shot down", "intercepted"."""
    verb = trigger.head_token
    lemma = graph.tokens[verb].lemma.lower()
    return lemma in DOWNING or (lemma in BRINGING and graph.has_lemma_child(verb, DOWN))


def fired_words(graph: Graph, heads: Sequence[int]) -> list[str]:
    """Words of what was shot down, none where it is only counted: "52", "which", "34 of the [drones]"."""
    told = [other for head in heads for other in (head, *graph.oblique(head, "of"))]
    return [graph.tokens[other].lemma.lower() for other in told if graph.tokens[other].upos not in ("NUM", "PRON", "DET")]


def unnamed_people(graph: Graph, trigger: Trigger, heads: Sequence[int]) -> list[int]:
    """The heads that mean people without naming them, under a deed that is done to people: "[six] were detained"."""
    if graph.has_lemma_child(trigger.head_token, DOWN) and graph.tokens[trigger.head_token].lemma.lower() in BRINGING:
        return []  # "the other was shot down"
    return [head for head in heads if _means_people(graph, head)] if _is_personal(graph, trigger) else []


def is_person_hit(graph: Graph, trigger: Trigger, named: Participant) -> bool:
    """Whether the name, of no country that is known, is a person's, as the deed tells: "arrested [Maria Lopez]"; no ship's."""
    words = words_of(graph, named)
    if not words:
        return False
    is_full_name = len(words) > 1 and all(token.upos == "PROPN" for token in words[-2:])
    has_article = any(token.text.lower() == "the" for token in graph.tokens[max(0, words[0].index - 1) : words[-1].index])
    return is_full_name and not has_article and _is_personal(graph, trigger)


def _is_personal(graph: Graph, trigger: Trigger) -> bool:
    """Whether the deed is done to people only."""
    return trigger.event_mode in PERSONAL_MODES or graph.tokens[trigger.head_token].lemma.lower() in PERSONAL_VERBS


def _means_people(graph: Graph, head: int) -> bool:
    token = graph.tokens[head]
    if token.upos == "NUM" or token.text.lower() in ONE_PERSON | SUCH_PEOPLE:
        return True
    return token.lemma.lower() == "old" and token.upos in ("ADJ", "NOUN")


def aimed_at(
    graph: Graph, trigger: Trigger, participants: Sequence[Participant], places: Sequence[PlaceMention | None]
) -> list[Participant]:
    """The other country in which it is to be done, where nobody else is named: "threatened to bomb laboratories in Mexico",
    "recalled its envoy from Lima", "flew tents to Port Sudan"; no "dropped rations in Sudan"."""
    if trigger.event_type not in AIMED or codes_of(participants, "recipient"):
        return []
    doers = countries_of(participants, "actor")
    place = next((place for place in places if place is not None and place.country_code), None)
    if not doers or place is None or place.country_code in doers:
        return []
    if trigger.event_type == "AID" and is_country_of_aid(graph, place):
        return []
    return [as_recipient(place)]


def is_country_of_aid(graph: Graph, place: PlaceMention) -> bool:
    """Whether it is only the country in which aid is given: "dropped rations in Sudan" does not say to whom."""
    return place.precision == "country" and graph.case(place.head_token) == "in"
