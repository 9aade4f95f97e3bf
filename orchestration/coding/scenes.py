"""Names and sites beside an event noun that tell where it was, and act for nobody: "the Kabul attack". Pure."""

from orchestration.coding.actors import CodedActor
from orchestration.coding.graph import Graph
from orchestration.coding.mention_parts import NOBODYS, MentionParts
from orchestration.coding.noun_phrases import SITES
from orchestration.coding.triggers import Trigger

SCENIC = frozenset(("ASSAULT", "PROTEST", "CONSULT"))
SCENE_CASES = ("in", "on", "at", "near", "across", "inside", "over")


def without_scenes(graph: Graph, parts: MentionParts, trigger: Trigger, heads: list[int]) -> list[int]:
    """The heads without those that only tell where it was."""
    return [head for head in heads if not _is_scene(graph, parts, head)] if trigger.event_type in SCENIC else heads


def is_site(graph: Graph, head: int) -> bool:
    """Whether the noun before an event noun is what is hit: "the [mosque] attack", "a [market] bombing"."""
    return graph.tokens[head].lemma.lower() in SITES


def _is_scene(graph: Graph, parts: MentionParts, head: int) -> bool:
    """Whether a name before an event noun tells where: "the [Kabul] attack", "a [Mali] blast"; no "Tehran strike on Erbil"."""
    name = head
    if parts.is_event_noun(head):
        name = next((o for o in graph.dependents(head, "compound") if graph.tokens[o].upos == "PROPN"), head)
    token = graph.tokens[name]
    if token.deprel != "compound" or token.head < name:
        return False
    aims = (p.first_token for p in parts.places if p.kind == "literal" and not p.first_token <= name <= p.last_token)
    if any(graph.is_under(aim, token.head) for aim in aims):
        return False
    is_nobodys = graph.tokens[token.head].lemma.lower() in NOBODYS
    return parts.is_bare_place(name) or is_nobodys or any(is_site(graph, o) for o in graph.dependents(token.head, "compound"))


def is_placed(graph: Graph, head: int, coded: CodedActor) -> bool:
    """Whether no more than a place tells a country: "the war in Sudan has killed 40", "the blast in Beirut wounded ten"."""
    if coded.sector is not None or coded.actor_key is not None or graph.tokens[head].upos != "NOUN":
        return False
    told = (graph.tokens[other] for other in graph.dependents(head, "amod", "compound", "nmod:poss"))
    return bool(graph.oblique(head, *SCENE_CASES)) and not any(token.text[:1].isupper() for token in told)
