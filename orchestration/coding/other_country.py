"""The one other country that a sentence speaks of: whom aid, a penalty or a concession is for where nobody is named. Pure.

"Canberra flew a field hospital to [Port Vila] after the quake": who gives, punishes or yields does it to somebody, and nobody
else is there. Of the annotated articles it is right for five of six such events; with other types it is not.
"""

from collections.abc import Iterator, Sequence

from orchestration.coding.actor_context import NO_COUNTRY
from orchestration.coding.actor_resolution import ActorResolution
from orchestration.coding.actors import CodedActor
from orchestration.coding.graph import Graph
from orchestration.coding.model import Participant
from orchestration.coding.noun_phrases import span_head
from orchestration.coding.parties import as_participant, as_recipient, codes_of, countries_of
from orchestration.coding.triggers import Trigger
from orchestration.coding.unsaid_recipients import is_country_of_aid

TOWARD_OTHERS = frozenset(("AID", "SANCTION", "CONCEDE"))


def only_other_country(
    people: ActorResolution,
    graph: Graph,
    trigger: Trigger,
    participants: Sequence[Participant],
    country: str | None,
    speaker: CodedActor | None,
) -> list[Participant]:
    """The recipient of an event without one. country: where it is; speaker: who says the sentence."""
    doers = countries_of(participants, "actor")
    if trigger.event_type not in TOWARD_OTHERS or codes_of(participants, "recipient") or not doers:
        return []
    not_meant = _givers_gifts_and_scenes(people, graph, trigger.head_token) if trigger.event_type == "AID" else frozenset()
    others = [
        (not graph.is_under(head, trigger.head_token), head, party)
        for head, party in _parties(people, graph, country, speaker)
        if head not in not_meant and countries_of([party]) - doers - NO_COUNTRY
    ]
    if len(countries_of([party for _, _, party in others])) != 1:
        return []
    return [min(others, key=lambda other: other[:2])[2]]


def _givers_gifts_and_scenes(people: ActorResolution, graph: Graph, verb: int) -> frozenset[int]:
    """Who does what stands beside the event, what is given, and where: in "Denmark sent 40 doctors and [Norway] ten" nobody
    is helped, and "dropped rations in Sudan" does not say who is."""
    joined = {*graph.conjuncts(verb), *([graph.tokens[verb].head] if graph.tokens[verb].deprel == "conj" else [])}
    givers = [subject for other in joined for subject in graph.subjects(other)]
    gifts = [other for gift in graph.objects(verb) for other in graph.conjuncts(gift)]
    scenes = [place.head_token for place in people.places[graph.sentence.index] if is_country_of_aid(graph, place)]
    return frozenset((*givers, *gifts, *scenes))


def _parties(
    people: ActorResolution, graph: Graph, country: str | None, speaker: CodedActor | None
) -> Iterator[tuple[int, Participant]]:
    """The names, persons, bodies and places of the sentence as recipients, with the tokens at their heads."""
    position = graph.sentence.index
    named = [span_head(graph.sentence, name.first_token, name.last_token) for name in people.names.names[position]]
    roles = [t.index for t in graph.tokens if t.upos in ("NOUN", "PROPN") and people.actors.is_role(t.lemma.lower())]
    pronouns = [t.index for t in graph.tokens if t.deprel != "nmod:poss" and people.discourse.is_pronoun(graph, t.index)]
    heads = dict.fromkeys((*named, *roles, *pronouns))
    for head in heads:
        for coded in people.resolve(graph, head, country, speaker):
            yield head, as_participant("recipient", coded)
    for place in people.places[position]:
        if place.country_code is not None and place.head_token not in heads:
            yield place.head_token, as_recipient(place)
