"""Where those went whom an event drove out, which is not where it happened. Pure."""

from orchestration.coding.graph import Graph
from orchestration.language.parsed import Sentence

BEFORE_FLIGHT = frozenset(("after", "following", "amid", "during", "when", "as", "since"))
FLIGHT = frozenset("flee escape".split())
WHERETO = frozenset(("to", "into", "for", "toward", "towards"))


def is_refuge(sentence: Sentence, name: int) -> bool:
    """Whether the name at that token is only where somebody fled: "escaped to [Poland] when police raided her flat"."""
    token = sentence.tokens[name]
    if token.head < 0 or sentence.tokens[token.head].lemma.lower() not in FLIGHT:
        return False
    return any(sentence.tokens[o].deprel == "case" and sentence.tokens[o].text in WHERETO for o in sentence.children[name])


def has_driven_out(graph: Graph, flight: int, event: int) -> bool:
    """Whether the event stands below the verb of flight as its cause: "fled to India after an [uprising]"."""
    path = (event, *graph.ancestors(event))
    if flight not in path:
        return False
    steps = path[: path.index(flight)]
    return any(
        graph.tokens[child].text.lower() in BEFORE_FLIGHT
        for step in steps
        for child in graph.dependents(step, "mark", "case", "advmod")
    )
