"""Phrases that mean an actor named before by their form alone: "both sides", "the three leaders", "the group". Pure."""

from dataclasses import replace

from orchestration.coding.actors import CodedActor
from orchestration.coding.graph import Graph
from orchestration.coding.noun_phrases import PLURAL_TAGS
from orchestration.coding.trigger_lexicon import BARE_PAIR

SIDES = frozenset(
    """side party faction rival neighbour neighbor country nation state government capital delegation camp community
    foe""".split()
)
FORCES = frozenset("army military navy force junta parliament".split())
OPPOSED = frozenset({"side", "neighbour", "neighbor", "rival", "foe"})
IN_OFFICE = ("GOV", "MIL", "LEG", "ELI", "OPP", "REB")
PERSONS = frozenset({"man", "woman"})
LEADERS = frozenset("president leader minister general premier commander envoy negotiator official ministry".split())
NUMBERS = {
    **dict.fromkeys(("both", "two", "each", "either", "neither", "warring", "opposing", "all"), 2),
    "three": 3,
    "four": 4,
}
ALLOTTED = frozenset({"the", "these", "those", "both", "each", "either", "neither", "warring", "all"})
UNSPECIFIC = frozenset("the these those rival prime foreign defence defense interior finance trade other".split())
GROUPS = frozenset(
    "group movement militia organization organisation outfit faction front insurgency militant rebel fighter gang".split()
)
BODIES = frozenset("bloc alliance mission organization organisation agency body coalition union commission tribunal".split())
STATES = frozenset("country nation kingdom republic state archipelago island".split())
ATTACKERS = frozenset(
    "attacker assailant perpetrator raider assassin hijacker kidnapper captor abductor gunman killer".split()
)
PARTIES = frozenset(("party", "opposition"))
COMPANIES = frozenset("company firm carrier airline operator owner manufacturer automaker chipmaker retailer bank".split())
RELATED = frozenset("ally partner backer patron neighbour neighbor".split())
DEFINITE = frozenset(("the", "this", "that", "these", "those"))
SPECIFYING = ("nummod", "nmod", "nmod:poss", "acl", "acl:relcl", "appos", "conj")


def several(graph: Graph, head: int) -> int | None:
    """How many actors named before a phrase such as "both sides", "the three leaders" means; None for other phrases."""
    token = graph.tokens[head]
    lemma = token.lemma.lower()
    if is_bare_pair(graph, head):
        return 2
    if (
        lemma not in SIDES | LEADERS | FORCES | PERSONS
        or token.deprel == "appos"
        or graph.child(head, "nmod:poss", "acl:relcl") is not None
    ):
        return None
    before = [graph.tokens[other] for other in graph.children[head] if other < head]
    words = {token.text.lower() for token in before if token.deprel != "case"}
    if lemma in OPPOSED and token.xpos in PLURAL_TAGS and words == {"the"}:
        return 2
    if words - NUMBERS.keys() - UNSPECIFIC or (lemma in LEADERS and words & {"each", "either"}):
        return None
    numbers = [NUMBERS[word] for word in words if word in NUMBERS]
    if words & NUMBERS.keys() == {"all"} and lemma != "side":  # "all parties were dissolved"
        return None
    is_definite = words & ALLOTTED
    return max(numbers) if numbers and is_definite else None


def is_bare_pair(graph: Graph, head: int) -> bool:
    """ "The two", "the pair", "the duo", of whom nothing more is said, as those who do something."""
    token = graph.tokens[head]
    if token.lemma.lower() not in BARE_PAIR or not token.deprel.startswith("nsubj"):
        return False
    children = [graph.tokens[other] for other in graph.children[head]]
    return len(children) == 1 and children[0].text.lower() == "the"


def is_everybody(graph: Graph, head: int) -> bool:
    """Whether the phrase means whoever has to do with it and no political party: "all parties", "all parties to the war"."""
    before = [graph.tokens[other] for other in graph.children[head] if other < head and graph.tokens[other].deprel != "case"]
    words = {token.text.lower() for token in before}
    return graph.tokens[head].lemma.lower() == "party" and "all" in words and words <= {"all", "the", "concerned", "warring"}


def is_own_state(graph: Graph, head: int) -> bool:
    """ "His [country]", "our nation": that of the one who is meant."""
    owner = graph.child(head, "nmod:poss")
    is_one = graph.tokens[head].lemma.lower() in ("country", "nation") and graph.tokens[head].xpos == "NN"
    return is_one and owner is not None and graph.tokens[owner].upos == "PRON"


def is_anaphor(graph: Graph, head: int) -> bool:
    """Whether the phrase is definite and says no more than adjectives do of whom it means."""
    token = graph.tokens[head]
    if token.upos != "NOUN" or token.lemma.lower() not in GROUPS | BODIES | STATES | ATTACKERS | PARTIES | COMPANIES:
        return False
    children = graph.children[head]
    if not any(graph.tokens[other].deprel == "det" and graph.tokens[other].text.lower() in DEFINITE for other in children):
        return False
    return not any(
        (graph.tokens[other].deprel in SPECIFYING and graph.child(other, "mark") is None)
        or (graph.tokens[other].upos == "PROPN" and graph.tokens[other].deprel == "compound")
        for other in children
    )


def in_office(told: list[CodedActor]) -> list[CodedActor]:
    """Those who act for a state or party, none where anybody else is among them; "his Ugandan counterpart" has the other's
    office."""
    if not all(actor.sector in IN_OFFICE or (actor.sector is None and actor.country is not None) for actor in told):
        return []
    office = next((actor.sector for actor in told if actor.sector is not None), None)
    return [
        replace(actor, sector=office, code=f"{actor.country} {office}") if actor.sector is None and office else actor
        for actor in told
    ]
