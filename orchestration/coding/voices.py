"""Whose word a statement is, as an actor: the one who is named, or whom the report that is cited comes from. Pure."""

from dataclasses import replace

from orchestration.coding.actor_meaning import BLOCS
from orchestration.coding.actor_resolution import ActorResolution
from orchestration.coding.actors import CodedActor
from orchestration.coding.graph import Graph
from orchestration.coding.sayings import Saying
from orchestration.coding.words import CoderWords

REPORTS = frozenset(
    """report statement study survey investigation inquiry finding figure data count tally document letter memo indictment
    analysis assessment estimate intelligence video footage image photograph photo picture recording post message tweet
    dispatch communique communiqué bulletin announcement update readout press paper record list source transcript affidavit
    filing lawsuit complaint briefing account testimony""".split()
)
FOREIGN = BLOCS | {"foreign", "diplomatic"}
FOREIGN_OFFICES = frozenset(("ministry", "minister", "secretary", "office", "department", "service"))
SOURCE = "source"
ARMED = ("MIL", "COP", "REB", "PRM")
LOCAL = frozenset(
    ("governor", "mayor", "regional", "local", "provincial", "municipal", "district", "city", "prefect", "village")
)


def speaker_of(people: ActorResolution, graph: Graph, saying: Saying, words: CoderWords) -> CodedActor | None:
    """The first of the statement's speakers who means somebody."""
    for head in saying.speakers:
        place = _place_told(people, graph, saying, head)
        coded = people.resolve(graph, head, place)
        found = coded[0] if coded else None
        is_guessed = found is not None and (found.is_from_context or found.code is None)
        is_of_side = found is not None and (found.sector in ARMED or _is_kind_of_source(graph, head, found))
        if found is not None and is_guessed and not is_of_side and _is_of_no_country(graph, head, words):
            return replace(found, code=None, country=None, sector=None)
        if found is not None and found.is_from_context and place is not None and found.sector and _is_local(graph, head):
            return replace(found, code=f"{place} {found.sector}", country=place)
        if found is None or found.code is None:
            found = _author(people, graph, head) or _issuer(people, graph, head) or found
        if found is not None:
            if found.code is not None:
                _remember_issued(people, graph, saying, found)
            return found
    return None


def _is_kind_of_source(graph: Graph, head: int, speaker: CodedActor) -> bool:
    """Whether it is told among whom the source is: "a medical source", "tribal sources"; not "a Western source"."""
    is_abroad = any(graph.tokens[other].lemma.lower() in FOREIGN for other in graph.children[head])
    return graph.tokens[head].lemma.lower() == SOURCE and speaker.sector is not None and not is_abroad


def _remember_issued(people: ActorResolution, graph: Graph, saying: Saying, speaker: CodedActor) -> None:
    """Keep whose "said in a bulletin" it was."""
    for other in graph.oblique(saying.cue, "in"):
        if graph.tokens[other].lemma.lower() in REPORTS:
            people.issued[graph.tokens[other].lemma.lower()] = speaker


def _issuer(people: ActorResolution, graph: Graph, head: int) -> CodedActor | None:
    """Whose "the bulletin" is, of which an earlier sentence tells who said something in one."""
    is_definite = any(graph.tokens[o].text.lower() in ("the", "that") for o in graph.dependents(head, "det"))
    return people.issued.get(graph.tokens[head].lemma.lower()) if is_definite else None


def _place_told(people: ActorResolution, graph: Graph, saying: Saying, head: int) -> str | None:
    """The country of the first place that is told of: where "residents" and "the governor" are."""
    if graph.sentence.index >= len(people.places) or graph.tokens[head].upos == "PROPN":
        return None
    for place in people.places[graph.sentence.index]:
        is_told = place.first_token in saying.content and place.precision in ("exact", "near", "admin1")
        if is_told and place.country_code in people.names.country_counts:
            return place.country_code
    return None


def _is_local(graph: Graph, head: int) -> bool:
    return any(graph.tokens[o].lemma.lower() in LOCAL for o in (head, *graph.children[head]))


def _author(people: ActorResolution, graph: Graph, head: int) -> CodedActor | None:
    """Whom "a leaked report by UN experts" comes from."""
    if graph.tokens[head].lemma.lower() not in REPORTS:
        return None
    heads = [*graph.oblique(head, "by", "from", "of"), *graph.dependents(head, "nmod:poss")]
    for child in graph.dependents(head, "acl"):
        heads.extend(graph.oblique(child, "by", "from"))
        heads.extend(graph.dependents(child, "obl:agent"))
    for author in heads:
        coded = people.resolve(graph, author)
        if coded and coded[0].code is not None:
            return coded[0]
    return None


def _is_of_no_country(graph: Graph, head: int, words: CoderWords) -> bool:
    """Whether the context says nothing of whose they are: "diplomats", "two Western officials"."""
    if (graph.tokens[head].lemma.lower(), "SPEAKER") in words.cues:
        return True
    if graph.tokens[head].lemma.lower() in FOREIGN_OFFICES:
        return False  # "the foreign ministry" is at home
    return any(graph.tokens[o].lemma.lower() in FOREIGN for o in graph.children[head])
