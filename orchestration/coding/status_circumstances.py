"""What is known to have happened, whatever is still open about the clause that it stands in. Pure.

"The arrest may violate the treaty": it may or may not, but somebody was arrested. Read by `status_steps`.
"""

from orchestration.coding.graph import Graph

OCCASIONS = frozenset(("since", "after", "amid", "despite", "following", "during", "because of", "due to", "under"))
STAYING = frozenset("remain stay live continue keep be come".split())
JUDGING = frozenset("amount constitute violate breach contravene".split())
MODALS = frozenset(("may", "might", "could", "would"))


def is_occasion(graph: Graph, noun: int, relation: str) -> bool:
    """Whether it is what the clause came upon: "after the raid", "under the siege"; no state in which somebody is said to be
    ("the UN says the town remains [under siege]")."""
    case = graph.case(noun)
    if case not in OCCASIONS or not relation.startswith(("obl", "nmod")):
        return False
    return case != "under" or graph.tokens[graph.tokens[noun].head].lemma.lower() not in STAYING


def is_judged(graph: Graph, noun: int, relation: str) -> bool:
    """Whether only what it is to be called or what comes of it is open: "the bombing may amount to a war crime", "the
    expulsion may be followed by a recall"."""
    head = graph.tokens[graph.tokens[noun].head]
    if relation == "nsubj:pass":
        return head.lemma.lower() == "follow" and not graph.case(noun)
    auxiliaries = (graph.tokens[word].lemma.lower() for word in graph.dependents(head.index, "aux"))
    return relation == "nsubj" and head.lemma.lower() in JUDGING and not MODALS.isdisjoint(auxiliaries)
