"""Whether what an article tells in words of conflict is tied to the world, or only a story in such words. Pure.

A column on slugs that "ambush" hostas names no party and no place. A local paper may name no country and only villages that no
gazetteer knows, yet police, soldiers, courts or parties act in what it tells.
"""

from collections.abc import Sequence

from orchestration.coding.actor_lexicon import ActorLexicon
from orchestration.coding.graph import Graph
from orchestration.coding.model import EventMention, Participant
from orchestration.coding.parties import codes_of, words_of

SHORT_TOKENS = 60  # a few sentences may well name nobody
PUBLIC_SECTORS = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "REB", "PRM", "UAF", "OPP", "PTY"))
LEAST_PUBLIC_MENTIONS = 2


def are_anchored(mentions: Sequence[EventMention], graphs: Sequence[Graph], actors: ActorLexicon) -> bool:
    """Whether the mentions of an article are events: a party with a code, a resolved place, two deeds of public bodies."""
    if sum(len(graph.tokens) for graph in graphs) < SHORT_TOKENS:
        return True
    if any(codes_of(mention.participants) or (mention.place and mention.place.is_resolved) for mention in mentions):
        return True
    public = [m for m in mentions if any(_is_public(p, graphs[m.sentence_index], actors) for p in m.participants)]
    return len(public) >= LEAST_PUBLIC_MENTIONS


def _is_public(participant: Participant, graph: Graph, actors: ActorLexicon) -> bool:
    """Whether a word of the phrase is the role of those who rule, judge, police or fight."""
    return any(actors.role_sector(token.lemma.lower()) in PUBLIC_SECTORS for token in words_of(graph, participant))
