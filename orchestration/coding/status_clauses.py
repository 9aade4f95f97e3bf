"""What the words of a clause tell of its place in the course of things: still to come, over, one of a row. Pure."""

from collections.abc import Mapping

from orchestration.coding.graph import Graph
from orchestration.coding.noun_phrases import SPANS
from orchestration.coding.tenses import MODALS

PENDING_MARKS = frozenset(("until", "till", "once", "when", "before", "as soon"))
RANKS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last latest only next one".split())
OFFENCES = frozenset("crime offence offense violation illegal unlawful unacceptable wrong taboo terrorism".split())
VOICING, VOICED = "VOICING", "VOICED"  # verbs whose purpose counts though they govern otherwise, and what is said by a deed
STOPPED = frozenset("stop intercept halt turn block shoot down destroy detain arrest catch prevent seize disable hold".split())
REACHING = frozenset("reach arrive enter hit strike explode detonate land board cross leave get".split())
KNOWN = frozenset("know clear unclear unknown determine establish say reveal explain disclose learn ask tell".split())
ASKING_HOW = frozenset(("how", "why", "who", "where", "when", "what", "which"))
DEEDS = frozenset(
    """massacre killing murder assassination bombing shooting slaughter crackdown attack ambush abduction kidnapping sabotage
    invasion""".split()
)
DONE = frozenset("coup putsch arrest detention raid war siege assault shelling death clash riot".split())
ORDERING = frozenset(("order", "direct", "command", "authorise", "authorize"))
TALKING = frozenset("discuss debate study question justify".split())
WANTING = frozenset("want need like prefer demand order request".split())
GRANTING = frozenset("give grant get receive win secure obtain seek issue deny refuse".split())
FACED = "FACED"  # what somebody who faces it has not met yet: "faces arrest"
GIVEN_UP = "GIVEN_UP"  # what is done to a plan that nobody will carry out: "shelved plans to arm the police"
ECHOING = frozenset("do have be can will".split())
THE = frozenset(("the",))


def pos_of(upos: str) -> str:
    """The part of speech under which governing_words.csv lists a word."""
    return "VERB" if upos == "AUX" else ("NOUN" if upos == "PROPN" else upos)


def is_pending(graph: Graph, verb: int, marks: set[str]) -> bool:
    """Whether the clause tells what is still to come: "until the rebels leave", "once they withdraw, we will"."""
    tokens = graph.tokens
    marks = marks | {tokens[o].lemma.lower() for o in graph.children[verb] if tokens[o].deprel == "advmod" and o < verb}
    subject = graph.child(verb, "nsubj", "nsubj:pass")
    marks |= {graph.case(subject) or ""} if subject is not None else set()  # "before a settlement is reached"
    if not marks & PENDING_MARKS:
        return False
    is_modal = tokens[verb].head >= 0 and any(
        tokens[o].deprel == "aux" and tokens[o].text.lower() in MODALS for o in graph.children[tokens[verb].head]
    )
    if is_modal and marks & {"until", "till"}:
        return True  # "said that the strike would go on until the subsidy was restored"
    finite = [tokens[verb], *(tokens[o] for o in graph.children[verb] if tokens[o].deprel in ("aux", "aux:pass", "cop"))]
    if not any(t.xpos in ("VBZ", "VBP") for t in finite) or any(t.xpos == "VBD" for t in finite):
        return False
    return is_modal or bool(marks & {"until", "till", "before", "once"})


def is_scheduled(graph: Graph, verb: int) -> bool:
    """Whether the time before it is told: "a day before the leaders gather"."""
    mark = graph.child(verb, "mark")
    before = graph.tokens[mark - 1] if mark else None
    return before is not None and graph.tokens[mark or 0].text.lower() == "before" and before.lemma.lower() in SPANS


def is_told_as_over(graph: Graph, noun: int) -> bool:
    """Whether what was ordered has a year or a past of its own: "the 2019 bombing", "the strike that killed twelve"."""
    for child in graph.children[noun]:
        token = graph.tokens[child]
        if token.deprel == "acl:relcl" and token.xpos == "VBD":
            return True
        if child < noun and len(token.text) == 4 and token.text.isdecimal():
            return True
    return False


def is_called_offence(graph: Graph, head: int, relation: str) -> bool:
    """Whether the present "is" says of all such acts what they are: "killing captives [is a crime]"."""
    if relation == "acl" and graph.tokens[head].deprel == "nsubj":  # "under the laws of war, killing captives is a crime"
        head, relation = graph.tokens[head].head, "csubj"
    if relation not in ("csubj", "advcl") or graph.tokens[head].lemma.lower() not in OFFENCES:
        return False
    copula = graph.child(head, "cop")
    return copula is not None and graph.tokens[copula].xpos in ("VBZ", "VBP", "VB")


def is_ranked(graph: Graph, noun: int) -> bool:
    """Whether the noun is the first, the latest, the only one to do something."""
    return any(graph.tokens[other].text.lower() in RANKS for other in (noun, *graph.children[noun]))


def is_present(graph: Graph, noun: int) -> bool:
    """Whether "is" says so, and no "will be"."""
    copula = graph.child(noun, "cop")
    return copula is not None and graph.tokens[copula].xpos in ("VBZ", "VBP")


def is_voiced_there(graph: Graph, verb: int, governing: Mapping[tuple[str, str], str]) -> bool:
    """Whether the purpose of a deed is to say something, which it says: "burned tyres to demand a vote"; not of a mere plan
    ("hopes to urge him to stay")."""
    head = graph.tokens[graph.tokens[verb].head]
    is_real = (head.lemma.lower(), VOICING) in governing or (head.lemma.lower(), pos_of(head.upos)) not in governing
    return is_real and (graph.tokens[verb].lemma.lower(), VOICED) in governing


def is_stopped_before(graph: Graph, verb: int, marks: set[str]) -> bool:
    """Whether who is stopped never gets there: "was shot down before it [reached] the capital"."""
    tokens = graph.tokens
    is_reaching = tokens[verb].lemma.lower() in REACHING and tokens[tokens[verb].head].lemma.lower() in STOPPED
    return "before" in marks and is_reaching


def is_asked_how(graph: Graph, verb: int) -> bool:
    """Whether only the how or the who of it is open: "it is not known how many were [killed]"."""
    tokens = graph.tokens
    first = min(graph.subtree(verb))
    return tokens[tokens[verb].head].lemma.lower() in KNOWN and tokens[first].lemma.lower() in ASKING_HOW


def is_known_deed(graph: Graph, noun: int) -> bool:
    """Whether the definite noun is of a deed that was done: "ordered the massacre", "justified the coup in Niger"."""
    token = graph.tokens[noun]
    verb = graph.tokens[token.head].lemma.lower()
    is_deed = token.lemma.lower() in (DEEDS if verb in ORDERING else DEEDS | DONE)
    return verb in ORDERING | TALKING and is_deed and graph.has_lemma_child(noun, THE, "det")


def wanted_state(graph: Graph, participle: int, governing: Mapping[tuple[str, str], str]) -> str | None:
    """What "wants the election [annulled]" and "would see troops [deployed]" make of it; None where it tells which noun."""
    tokens = graph.tokens
    noun = tokens[tokens[participle].head]
    verb = tokens[noun.head].lemma.lower() if noun.deprel == "obj" else ""
    is_had = verb == "have" and tokens[noun.head].xpos in ("VB", "VBG")  # "threatened to have arsonists shot"
    if verb not in WANTING and verb != "see" and not is_had:
        return None
    later = [o for o in graph.children[noun.index] if o > participle and tokens[o].xpos in ("VBN", "JJ")]
    is_dated = any(tokens[o].deprel.startswith("obl") and _is_date(graph, o) for o in graph.children[participle])
    if later or is_dated:
        return None
    return "through" if verb == "see" or is_had else governing.get((verb, "VERB")) or "planned"


def _is_date(graph: Graph, noun: int) -> bool:
    return graph.case(noun) in ("in", "on", "during", "since", "last", None) and not graph.has_lemma_child(noun, THE, "det")


def granted(graph: Graph, noun: int, governing: Mapping[tuple[str, str], str]) -> str | None:
    """What is only allowed: "gave the green light for [the raid]", "received approval for [strikes]"."""
    tokens = graph.tokens
    verb = tokens[noun].head
    if graph.case(noun) not in ("for", "to") or tokens[verb].lemma.lower() not in GRANTING:
        return None
    leave = graph.child(verb, "obj")
    if leave is None:
        return None
    effect = governing.get((f"{tokens[leave].lemma.lower()} for", "NOUN"))
    return "planned" if effect == "hypothetical" and tokens[verb].lemma.lower() in ("give", "grant") else effect


def is_faced(graph: Graph, noun: int, governing: Mapping[tuple[str, str], str]) -> bool:
    """Whether it waits for its victim: "faces [arrest] if he returns"."""
    tokens = graph.tokens
    faces = tokens[noun].deprel == "obj" and tokens[tokens[noun].head].lemma.lower() == "face"
    return faces and (tokens[noun].lemma.lower(), FACED) in governing


def is_outcome(graph: Graph, verb: int) -> bool:
    """Whether the infinitive tells what came of it: "retook the town, [only to lose it] again"."""
    tokens = graph.tokens
    only = next((o for o in graph.children[verb] if tokens[o].text.lower() == "only" and o < verb), None)
    if only is None or only < 1 or tokens[only + 1].text.lower() != "to":
        return False
    objects = (tokens[o].upos for o in graph.children[verb] if tokens[o].deprel == "obj")
    return tokens[only - 1].text == "," or "PRON" in objects


def is_kept_in_vain(graph: Graph, verb: int, governing: Mapping[tuple[str, str], str]) -> bool:
    """Whether who should have kept it from happening did not: "could not prevent the rebels from [overrunning] Sake"."""
    tokens = graph.tokens
    keeping = tokens[verb].head
    if not graph.has_lemma_child(verb, frozenset(("from",)), "mark"):
        return False
    if graph.has_lemma_child(keeping, frozenset(("not", "n't", "n’t", "never")), "advmod"):
        return True
    above = tokens[keeping].head if tokens[keeping].deprel in ("xcomp", "ccomp", "advcl") else -1
    return above >= 0 and governing.get((tokens[above].lemma.lower(), pos_of(tokens[above].upos))) == "negated"


def is_denied_after(graph: Graph, verb: int, event: int) -> bool:
    """Whether a bare auxiliary takes it back: "almost signed it but in the end [did not]".

    Of a verb with a clause below it, that clause is what did not come: "threatened to kill them but never did".
    """
    tokens = graph.tokens
    has_clause = graph.child(verb, "xcomp", "ccomp") is not None
    if has_clause and event == verb:
        return False
    return any(
        tokens[o].deprel == "conj"
        and tokens[o].upos in ("AUX", "VERB")
        and tokens[o].lemma.lower() in ECHOING
        and graph.has_lemma_child(o, frozenset(("but", "yet")), "cc")
        and graph.has_lemma_child(o, frozenset(("not", "n't", "n’t", "never")), "advmod")
        and graph.child(o, "xcomp", "ccomp", "obj", "nsubj", "nsubj:pass", "obl:agent") is None
        for o in graph.children[verb]
        if o > event
    )


def is_not_condition(graph: Graph, verb: int) -> bool:
    """Whether it is what had to be missing: "if the guards had not [shot], nobody would have died": they had."""
    tokens = graph.tokens
    below = [tokens[o] for o in graph.children[verb]]
    had = any(t.text.lower() == "had" and t.index < verb for t in below) or tokens[0].text == "Had"
    return had and any(t.lemma.lower() in ("not", "n't", "n’t") and t.deprel == "advmod" for t in below)


def is_given_up(graph: Graph, noun: int, governing: Mapping[tuple[str, str], str]) -> bool:
    """Whether the plan, the bid or the threat that the noun names was given up: "dropped its plan to expel him"."""
    token = graph.tokens[noun]
    return (
        token.deprel in ("obj", "nsubj:pass")
        and (token.lemma.lower(), "NOUN") in governing
        and (graph.tokens[token.head].lemma.lower(), GIVEN_UP) in governing
    )


def is_obligation(graph: Graph, verb: int) -> bool:
    """Whether the verb is "be going to" or "have to"; "had to flee" was done, but "said Beirut had to disarm them" was not."""
    token = graph.tokens[verb]
    if token.lemma.lower() == "have":
        subject = graph.child(verb, "nsubj")
        is_another = subject is not None and graph.tokens[subject].upos != "PRON"
        return token.xpos != "VBD" or (token.deprel == "ccomp" and is_another)
    return token.lemma.lower() == "go" and token.xpos == "VBG"
