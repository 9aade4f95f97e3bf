"""Who does an event where its own slots do not say: the words around its noun or passive verb tell. Pure.

"Claimed responsibility for the bombing", "blamed the militia for the massacre", "killed two in a raid", "an attack blamed
on rebels", "died in shelling by the army", "responded with a wave of strikes". Answers with head tokens of noun phrases, as
`participants.py` does.
"""

from collections.abc import Sequence

from orchestration.coding.graph import Graph
from orchestration.coding.noun_phrases import SPANS
from orchestration.coding.participants import DYING
from orchestration.coding.trigger_effects import LAUNCHING, RESPONDING
from orchestration.coding.triggers import Trigger

PART = frozenset("responsibility involvement role part credit hand complicity participation blame".split())
TAKING = frozenset("claim deny accept admit take acknowledge reject disclaim".split())
ACCUSING = frozenset("blame accuse charge suspect implicate fault convict sentence jail arrest condemn indict try".split())
DOING = frozenset(
    "issue announce order approve extend impose renew reiterate launch stage plan resume intensify begin start continue mount"
    " suspend complete conduct make prepare expand widen promise offer unveil declare adopt threaten repeat lead use introduce"
    " tighten carry commit wage undertake hold double raise increase cut reduce halve lift end call cancel".split()
)
HARMING = frozenset(
    "kill wound injure seize capture destroy free arrest detain rescue damage take abduct kidnap shoot burn target attack loot"
    " hit massacre murder raid storm recapture retake overrun".split()
)
PROPERTY = frozenset(
    "home house flat apartment shop store stall office car vehicle boat truck motorcycle motorbike bicycle phone laptop crop"
    " field farm silo granary harvest cattle livestock goat herd tent hut".split()
)
ITS = frozenset(("its", "their"))
BUNDLES = frozenset(
    "wave series string spate round flurry number dozen barrage volley campaign package set tranche batch".split()
)
AGREEING = frozenset("agree commit consent assent accede".split())
REACHING = frozenset("reach sign accept conclude seal strike agree".split())
CHARGEABLE = frozenset(("responsible", "accountable", "liable", "guilty"))  # "held the army responsible for the raid"
BLAMED_ON = frozenset("blame attribute pin ascribe trace link".split())
HELD = frozenset("use hold own control occupy operate run inhabit man rent charter".split())
TERMS = frozenset("year month life term sentence prison jail death charge imprisonment custody".split())
UNMANNED = frozenset("drone missile rocket shell bomb gun mortar torpedo battery plane".split())  # "its jets" are soldiers
AUSPICES = frozenset("mediation auspices auspex sponsorship patronage aegis".split())
SHARED = ("CONSULT", "ASSAULT")
HOLDING = frozenset({"have", "keep", "maintain"})
AROUND = frozenset(("after", "during", "following", "before", "in", "for", "amid"))
SCENES = frozenset(  # "killed in the Libyan capital": where, and not by whom
    """capital city town village hamlet suburb neighbourhood neighborhood district province region state department governorate
    area territory zone sector port island north south east west northeast northwest southeast southwest border highland
    mountain hill forest valley desert coast water airspace countryside heartland half part side slum camp jungle
    sea""".split()
)
MEANS = frozenset(("in", "during", "with", "by", "through"))
ANSWERING = frozenset(  # what others do about it: "a strike condemned by Jordan", "a march broken up by police"
    """applaud avert ban break brand call celebrate commemorate condemn confirm contain criticise criticize crush
    decry denounce deplore describe disperse document endorse film foil hail halt investigate label lament mourn
    observe outlaw praise prevent prohibit quell reject repel report repulse see stop suppress survive thwart
    track verify watch welcome witness""".split()
)


def implied_actors(graph: Graph, trigger: Trigger) -> list[int]:
    """Head tokens of who does the event by the words around it; empty where they do not tell."""
    head = trigger.head_token
    if trigger.event_type in SHARED and trigger.sense.pos == "NOUN" and (found := _of_circumstance(graph, trigger)):
        return found
    if graph.tokens[head].deprel == "xcomp" and trigger.sense.pos == "NOUN" and graph.case(head) is None:
        return graph.subjects(graph.tokens[head].head)  # "the two armies continued [fighting]"
    is_noun = graph.tokens[head].upos in ("NOUN", "PROPN") or graph.child(head, "det") is not None  # "over the [shelling] of"
    if is_noun:
        return _of_noun(graph, head)
    if graph.tokens[head].xpos == "VBG" and (taking := _of_taking(graph, graph.tokens[head].head)):
        return taking
    if trigger.event_type == "ASSAULT" and (graph.is_passive(head) or graph.tokens[head].lemma.lower() in DYING):
        return _of_means(graph, head)
    return _of_holder(graph, head)


def _of_holder(graph: Graph, participle: int) -> list[int]:
    """Whose what it tells of is: "[France] has 1,500 troops deployed in Chad", "keeps 9,000 prisoners locked up"."""
    token = graph.tokens[participle]
    if token.xpos != "VBN" or token.deprel != "acl" or graph.child(participle, "obl:agent") is not None:
        return []
    noun = graph.tokens[token.head]
    if noun.deprel != "obj" or graph.tokens[noun.head].lemma.lower() not in HOLDING:
        return []
    return graph.subjects(noun.head)


def _of_taking(graph: Graph, governor: int) -> list[int]:
    """Who takes part in a deed told by a gerund: "claimed responsibility for [blowing up] the bridge"."""
    if governor < 0:
        return []
    token = graph.tokens[governor]
    if token.lemma.lower() in PART and token.head >= 0:
        token = graph.tokens[token.head]
    elif not any(graph.tokens[o].lemma.lower() in PART for o in graph.children[governor]):
        return []
    return graph.subjects(token.index) if token.lemma.lower() in TAKING else []


def _of_circumstance(graph: Graph, trigger: Trigger) -> list[int]:
    """Who did something else after or during what takes two: "said after [talks] with Greece", "agreed it at [talks] in Bern",
    "took the village after two days of [fighting] with the militia"."""
    noun = trigger.head_token
    top = noun
    while graph.tokens[top].head >= 0 and graph.tokens[graph.tokens[top].head].lemma.lower() in SPANS:
        top = graph.tokens[top].head
    token = graph.tokens[top]
    if token.head < 0 or not token.deprel.startswith("obl") or graph.tokens[token.head].upos != "VERB":
        return []
    beside = {*graph.children[noun], *graph.children[top], *(o for o in graph.children[token.head] if o > noun)}
    is_with = any(graph.case(other) in ("with", "against") for other in beside)
    is_attended = trigger.event_type == "CONSULT" and graph.case(top) == "at"
    if not (is_attended or (is_with and graph.case(top) in AROUND)):
        return []
    return [] if graph.is_passive(token.head) else graph.subjects(token.head)


def launchers(graph: Graph, heads: list[int]) -> list[int]:
    """The heads, with a weapon replaced by who fired or owns it: "a drone launched by rebels hit the palace", "its drones",
    "drones that Iran had launched"."""
    found: list[int] = []
    for head in heads:
        agents = [
            agent
            for verb in graph.dependents(head, "acl", "acl:relcl")
            if graph.tokens[verb].lemma.lower() in LAUNCHING
            for agent in graph.subjects(verb)
        ]
        if not agents and graph.tokens[head].lemma.lower() in UNMANNED:
            owner = graph.child(head, "nmod:poss")
            agents = [owner] if owner is not None and graph.tokens[owner].upos == "PRON" else []
        found.extend(agents or [head])
    return found


def _of_noun(graph: Graph, noun: int) -> list[int]:
    found = _of_participles(graph, noun) or _of_auspices(graph, noun)
    if found:
        return found
    following = _following_agent(graph, noun)
    if following:
        return following
    if graph.case(noun) == "behind" and graph.child(noun, "det", "nmod:poss") is not None:  # no "behind bars"
        return graph.subjects(noun) or graph.dependents(noun, "nsubj")
    top = _whole(graph, noun)
    case = graph.case(top)
    token = graph.tokens[top]
    if token.head < 0:
        return []
    governor = graph.tokens[token.head]
    if governor.lemma.lower() in TERMS and case in ("for", "over") and governor.head >= 0:
        governor = graph.tokens[governor.head]  # "sentenced to 15 years over the shelling"
    lemma = governor.lemma.lower()
    if lemma in CHARGEABLE and case in ("for", "in") and governor.deprel == "xcomp":
        return graph.objects(governor.head)
    pointing = governor.index if lemma == "point" else governor.head  # "pointed the finger at Rwanda over the shelling"
    if case in ("for", "over") and pointing >= 0 and graph.tokens[pointing].lemma.lower() == "point":
        return graph.oblique(pointing, "at")
    if governor.upos == "NOUN":
        if lemma in PART and governor.head >= 0 and graph.tokens[governor.head].lemma.lower() in TAKING:
            return graph.subjects(governor.head)
        return []
    if governor.upos != "VERB":
        return []
    if (
        lemma in TAKING
        and any(graph.tokens[o].lemma.lower() in PART for o in graph.children[token.head])
        and case in ("for", "in")
    ):
        return graph.subjects(token.head)
    if lemma in ACCUSING and case in ("of", "for", "with", "over"):
        return graph.objects(governor.index)
    if lemma in BLAMED_ON and token.deprel in ("obj", "nsubj:pass"):
        return graph.oblique(token.head, "on", "to")
    if token.deprel in ("obj", "nsubj:pass") and lemma in DOING:
        return graph.subjects(token.head)
    if (lemma in AGREEING and case in ("to", "on", "upon")) or (lemma in REACHING and token.deprel == "obj"):
        return graph.subjects(token.head)
    if case == "with" and lemma in RESPONDING:
        return graph.subjects(token.head)
    if case in MEANS and lemma in HARMING and graph.objects(token.head):
        return graph.subjects(token.head)
    return []


def _whole(graph: Graph, noun: int) -> int:
    """The first of several nouns in a row, and the bundle that it is one of: "a wave of strikes"."""
    top = noun
    while graph.tokens[top].head >= 0:
        token = graph.tokens[top]
        governor = graph.tokens[token.head]
        is_of_bundle = token.deprel == "nmod" and governor.lemma.lower() in BUNDLES and graph.case(top) == "of"
        if token.deprel != "conj" and not is_of_bundle:
            break
        top = token.head
    return top


def _following_agent(graph: Graph, noun: int) -> list[int]:
    """The nominal of a "by" right after the noun, wherever the tree hangs it: "died in an air strike by the junta"."""
    if noun + 1 >= len(graph.tokens) or graph.tokens[noun + 1].text.lower() != "by":
        return []
    agent = graph.tokens[noun + 1].head
    is_nominal = agent > noun and graph.tokens[agent].upos in ("NOUN", "PROPN")
    return graph.conjuncts(agent) if is_nominal and graph.tokens[noun + 1].deprel == "case" else []


def _of_participles(graph: Graph, noun: int) -> list[int]:
    """ "an attack blamed on rebels", "a raid carried out by soldiers", "an ambush claimed by the group"."""
    for other in graph.dependents(noun, "acl", "acl:relcl"):
        if graph.tokens[other].xpos != "VBN" or graph.tokens[other].lemma.lower() in ANSWERING:
            continue
        if graph.tokens[other].lemma.lower() in BLAMED_ON:
            found = graph.oblique(other, "on", "to")
            if found:
                return graph.conjuncts(found[0])
        if graph.is_passive(other):
            return graph.subjects(other)
    return []


def _of_auspices(graph: Graph, noun: int) -> list[int]:
    """Who mediates: "talks under [Turkish] mediation", "a truce under the auspices of [Qatar]"."""
    under = next((o for o in graph.oblique(noun, "under") if graph.tokens[o].lemma.lower() in AUSPICES), None)
    if under is None:
        return []
    return graph.oblique(under, "of") or graph.dependents(under, "nmod:poss") or _modifiers(graph, under)


def _of_means(graph: Graph, verb: int) -> list[int]:
    """The army of "killed in shelling by the army", "in an army raid", "in the army's attack", "in an attack blamed on it"."""
    for other in graph.children[verb]:
        token = graph.tokens[other]
        marks = {graph.tokens[mark].lemma.lower() for mark in graph.dependents(other, "case", "mark")}
        if other < verb or token.upos not in ("NOUN", "VERB") or not marks & MEANS or token.xpos in ("VBD", "VB"):
            continue
        found = graph.oblique(other, "by") or graph.dependents(other, "nmod:poss") or _of_participles(graph, other)
        found = found or (_modifiers(graph, other) if token.lemma.lower() not in SCENES else [])
        if found:
            return graph.conjuncts(found[0])
    return []


def _modifiers(graph: Graph, noun: int) -> list[int]:
    return [
        other for other in graph.dependents(noun, "compound", "amod") if graph.tokens[other].upos in ("PROPN", "NOUN", "ADJ")
    ]


def owners_of(graph: Graph, trigger: Trigger, things: Sequence[int]) -> list[int]:
    """Whose things are hit: "burned their homes", "seized the journalist's phone", "opened fire on its positions"."""
    objects = things or graph.objects(trigger.head_token)
    owned = ((thing, graph.child(thing, "nmod:poss")) for thing in objects)
    owners = [
        owner
        for thing, owner in owned
        if owner is not None and (graph.tokens[thing].lemma.lower() in PROPERTY or graph.tokens[owner].text.lower() in ITS)
    ]
    return [member for owner in owners for member in graph.conjuncts(owner)]


def holders_of(graph: Graph, trigger: Trigger, things: Sequence[int]) -> list[int]:
    """Who holds what is hit: "bombed caves used by [militants]", "a pylon belonging to the [company]"."""
    clauses = [o for thing in things or graph.objects(trigger.head_token) for o in graph.dependents(thing, "acl")]
    found: list[int] = []
    for clause in clauses:
        if clause == trigger.head_token:
            continue
        lemma = graph.tokens[clause].lemma.lower()
        if lemma in HELD:
            found.extend(graph.dependents(clause, "obl:agent"))
        elif lemma == "belong":
            found.extend(graph.oblique(clause, "to"))
    return [member for holder in found for member in graph.conjuncts(holder)]
