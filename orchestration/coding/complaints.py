"""Whose deed somebody complains of: "Japan protested to China after [its] ships entered the strait". Pure."""

from orchestration.coding.graph import Graph

COMPLAINING = frozenset(
    """protest condemn denounce criticise criticize slam accuse blame rebuke castigate berate sanction warn summon chide
    reprimand decry""".split()
)
COMPLAINTS = frozenset("protest complaint objection demarche charge case note suit lawsuit".split())
HANDING_IN = frozenset("file lodge send deliver submit issue make bring".split())
OCCASIONS = frozenset(("after", "because", "when", "for", "as"))
ADDRESSED = frozenset(("with", "to", "against", "at", "over"))


def is_complained_of(graph: Graph, pronoun: int, noun: int) -> bool:
    """Whether the noun is who is complained of, and the pronoun stands in the clause that tells after which deed.

    The clause has the pronoun, or what is "its", as its active subject: who only suffers in it is rather who complains.
    """
    token = graph.tokens[pronoun]
    doer = graph.tokens[token.head] if token.deprel == "nmod:poss" and token.head >= 0 else token
    if doer.deprel != "nsubj" or doer.head < 0:
        return False
    clause = graph.tokens[doer.head]
    if clause.deprel == "conj" and clause.head >= 0:
        clause = graph.tokens[clause.head]
    if clause.deprel != "advcl" or not graph.has_lemma_child(clause.index, OCCASIONS, "mark", "advmod"):
        return False
    verb = clause.head
    lemma = graph.tokens[verb].lemma.lower()
    handed_in = [o for o in graph.dependents(verb, "obj") if graph.tokens[o].lemma.lower() in COMPLAINTS]
    if lemma in HANDING_IN and handed_in:
        targets = [o for o in graph.dependents(verb, "obl") if graph.case(o) in ADDRESSED]
        targets += [o for o in graph.dependents(handed_in[0], "nmod") if graph.case(o) in ADDRESSED]
        return noun in targets
    if lemma not in COMPLAINING:
        return False
    targets = [*graph.dependents(verb, "obj"), *(o for o in graph.dependents(verb, "obl") if graph.case(o) in ADDRESSED)]
    return noun in targets or (graph.tokens[noun].head in targets and graph.tokens[noun].deprel in ("amod", "nmod:poss"))
