"""Whether a number that hangs on an event measures it: the numbers that only tell who or what is meant, how long ago, by
when, how old or how big somebody or something is. Pure.
"""

import re

from orchestration.coding.graph import Graph
from orchestration.coding.model import Quantity
from orchestration.coding.quantity_lexicon import QuantityLexicon
from orchestration.coding.triggers import Trigger

MOST_MEANT = 4
MOST_PARTIES = 30
PARTY_CASES = ("between", "with", "among")
MUTUAL_EVENTS = ("CONSULT", "AGREE", "COOPERATE")
SPOKEN = ("REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "PROTEST")
OF_AGES = ("LEGISLATE", "MOBILIZE")  # whom a law or a call-up is for is told by age
BUILT = re.compile(r"[^\s-]+-[a-z]")
RECORDS = frozenset(("first", "last"))
NOT_RECORDS = frozenset(("least", "most"))
FARTHEST_RECORD = 10
AGO = frozenset(("before", "ago", "earlier"))
HARMING = frozenset("kill wound injure hurt maim displace".split())
OF_ONE_EACH = frozenset("arrest detention abduction kidnapping execution murder killing assassination beheading".split())


def measures(graph: Graph, quantity: Quantity, trigger: Trigger, lexicon: QuantityLexicon) -> bool:
    """Whether the number measures the event of the trigger."""
    if trigger.event_type in MUTUAL_EVENTS and _counts_parties(graph, quantity):
        return False
    if _tells_which(graph, quantity) or _has_no_unit(quantity, lexicon):
        return False
    if _is_of_mishap(graph, quantity, trigger) or (trigger.event_type in SPOKEN and _counts_harmed(graph, quantity)):
        return False
    if quantity.role == "age":
        return trigger.event_type in OF_AGES or quantity.value is None or quantity.bound != "exact"
    return quantity.role != "duration" or not _is_of_another_time(graph, quantity, trigger)


def counts_victims(graph: Graph, quantity: Quantity, trigger: Trigger) -> bool:
    """Whether it counts the deeds themselves, each of which is done to one person: "made 150 arrests", "300 executions"."""
    is_own = quantity.head_token in trigger.token_indices
    return is_own and graph.tokens[quantity.head_token].lemma.lower() in OF_ONE_EACH


def _tells_which(graph: Graph, quantity: Quantity) -> bool:
    """Whether the number only tells who is meant: "the two armies", "both sides", "the three prime ministers"; or what a thing
    is like: "a five-storey block", "a 400-bed hospital"."""
    if quantity.unit == "count" and BUILT.match(quantity.text) and quantity.role != "equipment":
        return True
    if quantity.unit not in ("count", "settlement") or quantity.value is None or quantity.value > MOST_MEANT:
        return False
    before = graph.tokens[quantity.first_token - 1].text.lower() if quantity.first_token else ""
    return before in ("the", "these", "those") and graph.tokens[quantity.first_token].text.isalpha()


def _is_of_mishap(graph: Graph, quantity: Quantity, trigger: Trigger) -> bool:
    """Whether it tells how many something else harmed: "charged over a collapse that [killed] 15", "after a fire that killed
    40"."""
    token = graph.tokens[quantity.head_token]
    verb = graph.tokens[token.head] if token.head >= 0 else token
    if verb.lemma.lower() not in HARMING or verb.index in (*trigger.token_indices, *trigger.effects):
        return False
    is_relative = verb.deprel == "acl:relcl" and verb.head not in trigger.token_indices
    return is_relative and token.deprel == "obj" and not graph.is_under(trigger.head_token, verb.index)


def _counts_harmed(graph: Graph, quantity: Quantity) -> bool:
    """Whether those who are counted were harmed, whatever is said of them: "demanded justice for the 15 people [killed]"."""
    told = (graph.tokens[other] for other in graph.dependents(quantity.head_token, "acl"))
    return any(token.xpos == "VBN" and token.lemma.lower() in HARMING for token in told)


def _counts_parties(graph: Graph, quantity: Quantity) -> bool:
    """Whether the number only tells how many there are of those who meet or agree ("with six world powers")."""
    if quantity.unit not in ("person", "count") or quantity.value is None or quantity.value > MOST_PARTIES:
        return False
    return graph.tokens[quantity.head_token].deprel.startswith("nsubj") or graph.case(quantity.head_token) in PARTY_CASES


def _has_no_unit(quantity: Quantity, lexicon: QuantityLexicon) -> bool:
    """Whether there is no unit for the sum, the mass or the part of a day: "10 billion pesos", "7 tonnes", "two hours"."""
    if quantity.role == "duration":
        return quantity.unit == "day" and quantity.value is not None and quantity.value < 1
    is_sum = quantity.role == "cost" or (quantity.role == "aid" and quantity.noun is None)
    unit = lexicon.units.get(quantity.noun or "")
    return quantity.unit == "count" and (is_sum or (unit is not None and unit.kind == "mass"))


def _is_of_another_time(graph: Graph, quantity: Quantity, trigger: Trigger) -> bool:
    """Whether the length of time is what went before ("after two days of clashes" for what followed), how long ago it was, the
    time given to leave ("48 hours to leave"), or how long nothing was like it ("the first visit in ten years")."""
    if graph.is_under(trigger.head_token, quantity.head_token):
        return False  # "after two days of [clashes]"
    tokens = graph.tokens
    before = tokens[quantity.first_token - 1].text.lower() if quantity.first_token else ""
    after = tokens[quantity.last_token + 1].text.lower() if quantity.last_token + 1 < len(tokens) else ""
    if "after" in (before, graph.case(quantity.head_token)) or after in AGO:
        return True
    if after == "to" and trigger.event_type == "SANCTION" and tokens[quantity.last_token + 2].upos == "VERB":
        return True
    compared = tokens[max(0, quantity.first_token - FARTHEST_RECORD) : quantity.first_token]
    return before == "in" and any(
        token.text.lower() in RECORDS or (token.xpos == "JJS" and token.text.lower() not in NOT_RECORDS) for token in compared
    )
