"""The places that relative clauses, appositions and "it" stand for. Pure."""

from orchestration.coding.graph import Graph
from orchestration.coding.mention_parts import MentionParts
from orchestration.coding.model import PlaceMention
from orchestration.coding.triggers import Trigger

SUBJECTS = ("nsubj", "nsubj:pass")
CONTAINERS = ("country", "region", "admin1")


def where_clause_place(parts: MentionParts, trigger: Trigger) -> PlaceMention | None:
    """The place that "where" stands for: "in Astana, where leaders met"."""
    graph = parts.graph
    clause = graph.clause_head(trigger.head_token)
    token = graph.tokens[clause]
    if token.deprel != "acl:relcl" or not graph.has_lemma_child(clause, frozenset(("where",)), "advmod", "obl", "mark"):
        return None
    found = parts.places_under([token.head], ()) or parts.places_under(named_before(graph, token.head), ())
    return found[0] if found else None


def named_before(graph: Graph, noun: int) -> list[int]:
    """Whose apposition the noun is, or stands in: "Catatumbo, a [region] on the [border] where ..."."""
    for index in (noun, *graph.ancestors(noun)):
        token = graph.tokens[index]
        if token.deprel == "appos":
            return [token.head]
        if token.deprel != "nmod":
            break
    return []


def taken_up(parts: MentionParts, pronoun: int) -> list[PlaceMention]:
    """The place that "it" stands for where it is taken or left: "withdrew from Dioura after rebels overran [it]"."""
    tokens = parts.graph.tokens
    before = [p for p in parts.places if p.last_token < pronoun and p.precision != "country"]
    left = [p for p in before if tokens[p.head_token].deprel not in SUBJECTS]
    return [p for p in left if p.precision not in CONTAINERS][-1:] or left[-1:]
