"""Whom an event is done to or said to where no slot of its frame holds him: inside the complement or beside the object. Pure.

"demanded that the US cancel the sale", "threatened to break off relations with Congo", "rejected a Turkish appeal": the
addressee stands one or two steps below the predicate. `implied_recipients` gives the noun phrases in which he may stand, the
likeliest first; who they are, and whether they are anybody, is decided in `actor_resolution.py`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from orchestration.coding.actor_meaning import INTERNATIONAL, code_parts
from orchestration.coding.actor_resolution import STATE_FORCES
from orchestration.coding.actors import CodedActor
from orchestration.coding.graph import Graph
from orchestration.coding.model import Participant
from orchestration.coding.participants import UNDERGONE
from orchestration.coding.parties import countries_of
from orchestration.coding.triggers import Trigger

PREPOSITIONS: dict[str, frozenset[str]] = {
    "REQUEST": frozenset(("from", "by", "of", "to")),
    "THREATEN": frozenset(("against", "with", "to", "on", "at")),
    "REJECT": frozenset(("from", "by", "with", "to", "on", "of", "against")),
    "ACCUSE": frozenset(("against", "by", "of", "at", "over", "into", "with", "for")),
    "PROTEST": frozenset(("against", "by", "at", "over", "of")),
    "SANCTION": frozenset(("on", "against", "with", "to", "for", "from")),
    "AID": frozenset(("for", "to")),
    "AGREE": frozenset(("with", "to", "for", "on")),
    "CONSULT": frozenset(("with", "to")),
    "SUPPORT": frozenset(("for", "to", "with", "of", "on")),
    "CONCEDE": frozenset(("to", "by", "from", "of")),
    "COOPERATE": frozenset(("with", "to")),
    "RETREAT": frozenset(("on", "against")),
    "COERCE": frozenset(("on", "against", "with", "from")),
    "LEGISLATE": frozenset(("against",)),
}
IN_COMPLEMENT = frozenset(("THREATEN", "REJECT", "AGREE", "RETREAT"))
SPEECH_INSIDE = frozenset(("PROTEST",))
CONDITIONS = frozenset(("unless", "if"))
DEMANDING = frozenset(("demand", "protest", "denounce", "condemn", "oppose", "call", "press", "urge", "show", "reject"))
COMPLEMENTS = ("xcomp", "ccomp")
ASKED_CLAUSES = (*COMPLEMENTS, "acl", "advcl")
OWNERS = ("nmod:poss", "amod", "compound", "nmod:desc")
DENOUNCING = frozenset(
    "condemn denounce accuse blame reject slam criticise criticize blast decry deplore rebuke lodge summon warn attack".split()
)
ANSWERING = frozenset(
    """reject refuse turn accept decline ignore rebuff dismiss deny meet grant receive heed defy spurn resist agree brush snub
    shrug wave bow yield respond reply answer disregard pour bat flout""".split()
)
APPROACHING = frozenset(
    "phone ring telephone call write meet visit see speak talk tell send hand deliver address contact travel fly".split()
)
MESSAGES = frozenset("letter note memo message cable call conversation telegram email missive memorandum petition".split())
GESTURES = frozenset(("ear", "water", "shoulder"))  # "turned a deaf ear to", "poured cold water on"
DEEDS = frozenset("decision move step measure act action policy ban raid strike attack ruling verdict plan".split())
MEASURES = frozenset("sanction tariff duty levy embargo restriction curb ban blockade".split())
BRIDGES = frozenset(("of", "in"))
PERSONS = frozenset(("him", "her"))
DRAWING = frozenset("draw provoke prompt spark earn elicit trigger attract".split())
TRADED = frozenset("import export shipment sale purchase delivery transit flight visa".split())
AGREED_ON = frozenset(("COOPERATE", "CONSULT", "AID"))
AGREEING = frozenset("agree offer arrange undertake promise pledge".split())
MARKS = frozenset(("that", "for", "to"))
PARTICLES = frozenset(("off", "up", "down", "out", "back"))
MAX_DEPTH = 3
VESSELS = frozenset("ship vessel tanker carrier freighter shipping merchantman".split())
EXCHANGED = frozenset("prisoner detainee crew".split())
AT_VENUES = frozenset(("CONSULT", "AGREE", "RETREAT", "SANCTION"))
VISITING = frozenset(("meet", "visit"))
ARMED_OPPONENTS = frozenset(("REB", "PRM"))
OPPONENTS = ARMED_OPPONENTS | {"OPP", "UAF"}
RULERS = frozenset(("GOV", "MIL", None))
AGAINST_ABROAD = (("SANCTION", "discontinue"), ("SANCTION", "expel"), ("SANCTION", "withdraw"))


def implied_recipients(graph: Graph, trigger: Trigger) -> Iterator[list[int]]:
    """Heads of noun phrases, group by group: the first group in which somebody is named tells the recipient."""
    event_type = trigger.event_type
    wanted = PREPOSITIONS.get(event_type)
    if wanted is None:
        return
    if event_type == "REQUEST":
        yield from _asked(graph, trigger)
        yield _answering(graph, trigger)
        yield from _approached(graph, trigger)
        yield from _denounced_before(graph, trigger.head_token)
    if event_type == "ACCUSE" and not graph.objects(trigger.head_token):
        yield from _charged(graph, trigger)
    if event_type == "ACCUSE":
        yield _whose_deed(graph, trigger.head_token)
        yield from _rebuked(graph, trigger)
        yield [o for o in graph.dependents(trigger.head_token, "iobj", "obj") if graph.tokens[o].text.lower() in PERSONS]
        yield from _denounced_before(graph, trigger.head_token)
    if event_type in AGREED_ON:
        yield from _agreed_with(graph, trigger)
    if event_type == "REJECT":
        yield [o for o in graph.objects(trigger.head_token) if graph.tokens[o].text.lower() in PERSONS]  # "turned him down"
    if event_type in IN_COMPLEMENT:
        for verb in _complements(graph, trigger.head_token):
            objects = graph.objects(verb)
            yield [o for o in objects if not _is_measure(graph, o)]  # "to restore [U.N.] sanctions on"
            yield from _beside(graph, [verb], [*objects, *_behind_particle(graph, verb)], wanted)
    governors = [index for index in trigger.token_indices if index == trigger.head_token or graph.tokens[index].upos == "NOUN"]
    if trigger.light_verb is not None:
        governors.append(trigger.light_verb)
    elif (
        trigger.sense.pos == "NOUN" and event_type in ("SANCTION", "AID") and graph.tokens[trigger.head_token].deprel == "obj"
    ):
        governors.append(graph.tokens[trigger.head_token].head)  # "doubled its tariff on X": hung on the verb
    is_active_verb = trigger.sense.pos == "VERB" and not graph.is_passive(trigger.head_token)
    objects = graph.objects(trigger.head_token) if is_active_verb else []
    yield from _beside(graph, governors, objects, wanted)
    if event_type == "CONSULT" and trigger.event_mode == "visit":  # "flew to Tehran for talks with his counterpart"
        for purpose in graph.dependents(trigger.head_token, "xcomp", "advcl", "obl"):
            yield from _beside(graph, [purpose], graph.objects(purpose), frozenset(("with",)))
    if event_type in SPEECH_INSIDE:
        anchors = dict.fromkeys((trigger.light_verb or trigger.head_token, *governors))  # "began a strike to demand"
        for verb in (verb for anchor in anchors for verb in graph.dependents(anchor, "advcl", "xcomp", "acl")):
            if graph.tokens[verb].lemma.lower() in DEMANDING:
                yield graph.objects(verb)
                yield from _beside(graph, [verb], graph.objects(verb), wanted | {"from", "for"})
                for clause in graph.dependents(verb, *COMPLEMENTS):
                    yield _subjects(graph, clause)
    token = graph.tokens[trigger.head_token]
    if event_type == "SANCTION" and token.deprel == "conj":  # "stopped arms sales to Israel and recalled its envoy"
        yield from _beside(graph, [token.head], graph.objects(token.head), wanted)
    if event_type == "THREATEN":
        yield from _denounced_before(graph, trigger.head_token)
        for clause in graph.dependents(trigger.head_token, "ccomp"):  # "warned that Beirut would know no quiet"
            yield _subjects(graph, clause)
        for clause in _conditions(graph, trigger.head_token):
            yield _subjects(graph, clause)


def _asked(graph: Graph, trigger: Trigger) -> Iterator[list[int]]:
    """Who is to do what is demanded: the subject of the clause, in the passive its agent, else what stands behind "that"."""
    nouns = [index for index in trigger.token_indices if graph.tokens[index].upos == "NOUN"]  # "renewed its request that"
    for clause in (o for head in dict.fromkeys((trigger.head_token, *nouns)) for o in graph.dependents(head, *ASKED_CLAUSES)):
        if graph.tokens[clause].deprel == "advcl" and not graph.has_lemma_child(clause, MARKS, "mark"):
            continue
        if graph.is_passive(clause):
            agent = graph.child(clause, "obl:agent")
            yield graph.conjuncts(agent) if agent is not None else []
            yield from (graph.conjuncts(other) for other in graph.oblique(clause, "from"))
        mark = graph.child(clause, "mark")
        if mark is None or not graph.is_passive(clause):
            yield _subjects(graph, clause)
        for joined in graph.dependents(clause, "conj"):  # "demanded that he be freed and that the premier resign"
            yield _subjects(graph, joined) if not graph.is_passive(joined) else []
        if mark is not None and graph.tokens[mark].lemma.lower() == "that":
            yield from ([index] for index in range(mark + 1, clause) if graph.tokens[index].upos in ("ADJ", "NOUN", "PROPN"))


def _charged(graph: Graph, trigger: Trigger) -> Iterator[list[int]]:
    """Who is said to have done it: "alleging that the minister had failed", "alleged that the raid was led by rebels"."""
    clauses = ("ccomp", "acl") if trigger.sense.pos == "NOUN" else ("ccomp",)
    for clause in graph.dependents(trigger.head_token, *clauses):
        agent = graph.child(clause, "obl:agent") if graph.is_passive(clause) else None
        yield graph.conjuncts(agent) if agent is not None else _subjects(graph, clause)


def _whose_deed(graph: Graph, verb: int) -> list[int]:
    """Who did what a relative clause denounces: "[Beijing] sent jets to the strait, which Taipei condemned", "a decision that
    Taipei condemned"."""
    token = graph.tokens[verb]
    if token.deprel not in ("acl:relcl", "advcl:relcl"):
        return []
    pronoun = graph.child(verb, "obj")
    is_which = pronoun is not None and graph.tokens[pronoun].text == "which" and graph.tokens[pronoun - 1].text == ","
    deed = graph.tokens[token.head]
    is_deed = deed.deprel == "appos" and deed.lemma.lower() in DEEDS
    if not is_which and not is_deed:
        return []
    above = next((o for o in (token.head, *graph.ancestors(token.head)) if graph.tokens[o].upos == "VERB"), None)
    return graph.subjects(above) if above is not None else []


def _rebuked(graph: Graph, trigger: Trigger) -> Iterator[list[int]]:
    """Who "drew a protest from" another, or whose deed did: the subject of the verb, in a participle that of its clause."""
    token = graph.tokens[trigger.head_token]
    verb = token.head if token.upos == "NOUN" and token.deprel in ("obj", "conj") else token.index
    if verb < 0 or graph.tokens[verb].lemma.lower() not in DRAWING:
        return
    for subject in graph.surface_subjects(verb):
        is_deed = graph.tokens[subject].lemma.lower() in DEEDS | UNDERGONE
        yield graph.dependents(subject, "nmod:poss") if is_deed else [subject]


def _denounced_before(graph: Graph, verb: int) -> Iterator[list[int]]:
    """Whom the verb denounces that the threat or demand is joined to: "condemned Israel's raid and vowed to retaliate"."""
    token = graph.tokens[verb]
    if token.deprel == "conj" and graph.tokens[token.head].lemma.lower() in DENOUNCING:
        objects = graph.objects(token.head)
        yield objects
        yield from _beside(graph, [token.head], objects, PREPOSITIONS["ACCUSE"])


def _answering(graph: Graph, trigger: Trigger) -> list[int]:
    """Who refuses or grants a request, or acts in spite of it: "Moscow rejected Turkey's call", "turned a deaf ear to appeals
    from fishermen", "holds him despite pleas from Paris"."""
    token = graph.tokens[trigger.head_token]
    if trigger.sense.pos != "NOUN" or token.head < 0:
        return []
    governor = graph.tokens[token.head]
    if governor.lemma.lower() in GESTURES and governor.deprel == "obj":
        token, governor = governor, graph.tokens[governor.head]
    is_answer = governor.lemma.lower() in ANSWERING and token.deprel in ("obj", "nsubj:pass", "obl")
    return graph.subjects(governor.index) if is_answer or graph.case(trigger.head_token) == "despite" else []


def _approached(graph: Graph, trigger: Trigger) -> Iterator[list[int]]:
    """Whom the clause tells of to which the request belongs: "rang [the premier] to ask for a truce", "sent [Algiers] a note
    demanding", "in a letter to [Algiers], he sought"; or who acts "at the request of" another."""
    head = trigger.head_token
    token = graph.tokens[head]
    if trigger.sense.pos == "NOUN":
        yield graph.surface_subjects(token.head) if token.deprel == "obl" and graph.case(head) == "at" else []
        return
    above = graph.tokens[token.head] if token.head >= 0 else token
    governor = above.head if above.lemma.lower() in MESSAGES and token.deprel == "acl" else above.index
    if token.deprel in ("advcl", "xcomp", "acl") and governor >= 0 and graph.tokens[governor].lemma.lower() in APPROACHING:
        reached = [*graph.dependents(governor, "iobj", "obj"), *graph.oblique(governor, "to", "with")]
        yield from (graph.conjuncts(other) for other in reached if graph.tokens[other].lemma.lower() not in MESSAGES)
    for message in graph.oblique(head, "in", "during", "at"):
        if graph.tokens[message].lemma.lower() in MESSAGES:
            yield from (graph.conjuncts(other) for other in graph.oblique(message, "to", "with"))


def _agreed_with(graph: Graph, trigger: Trigger) -> Iterator[list[int]]:
    """With whom one agrees to do it: "has agreed with [Mali] to mount joint patrols"."""
    token = graph.tokens[trigger.head_token]
    if token.deprel in ("xcomp", "advcl") and graph.tokens[token.head].lemma.lower() in AGREEING:
        reached = [*graph.dependents(token.head, "iobj", "obj"), *graph.oblique(token.head, "with")]
        yield from (graph.conjuncts(other) for other in reached)


def _subjects(graph: Graph, clause: int) -> list[int]:
    subject = graph.child(clause, "nsubj", "nsubj:pass")
    return graph.conjuncts(subject) if subject is not None else []


def _complements(graph: Graph, head: int) -> list[int]:
    """The verbs that the head governs as its complement, one below the other."""
    found: list[int] = []
    at = head
    for _ in range(MAX_DEPTH):
        below = graph.child(at, *COMPLEMENTS, *(("acl",) if graph.tokens[at].upos == "NOUN" else ()))
        if below is None:  # "threatened on Monday to break": parsers take it for a purpose
            below = next((o for o in graph.dependents(at, "advcl") if graph.tokens[o].xpos == "VB"), None)
        if below is None:
            break
        found.append(below)
        at = below
    return found


def _behind_particle(graph: Graph, verb: int) -> list[int]:
    """ "break off relations": the object that parsers hang under the particle."""
    return [noun for noun in graph.dependents(verb, "obl") if graph.case(noun) in PARTICLES]


def _conditions(graph: Graph, head: int) -> Iterator[int]:
    """Clauses under "unless" and "if", of the threat or of what is threatened."""
    for verb in (head, *_complements(graph, head)):
        for clause in graph.dependents(verb, "advcl"):
            if graph.has_lemma_child(clause, CONDITIONS, "mark"):
                yield clause


def _beside(graph: Graph, governors: list[int], owned: list[int], wanted: frozenset[str]) -> Iterator[list[int]]:
    """Nouns under a wanted preposition below the governors and the owned, then the owners of the owned and of those nouns."""
    under: list[int] = []
    parts: list[int] = []  # "outlawed imports of [Russian gas]"
    for governor in dict.fromkeys((*governors, *owned)):
        level = [governor]
        for _ in range(MAX_DEPTH):
            found = [noun for above in level for noun in _nouns_under(graph, above, wanted)]
            under.extend(noun for noun in found if noun not in under)
            bridges = [
                noun for above in level if above != governor or above in owned for noun in _nouns_under(graph, above, BRIDGES)
            ]
            level = [*found, *(noun for noun in bridges if noun not in found)]
            parts.extend(noun for noun in bridges if graph.tokens[graph.tokens[noun].head].lemma.lower() in TRADED)
    yield from (graph.conjuncts(noun) for noun in under)
    for noun in (*owned, *under, *parts):
        if graph.tokens[noun].upos in ("NOUN", "PROPN") and not (
            noun in owned and "on" in wanted and _is_measure(graph, noun)
        ):
            yield [member for owner in graph.dependents(noun, *OWNERS) if owner < noun for member in graph.conjuncts(owner)]


def _is_measure(graph: Graph, noun: int) -> bool:
    return graph.tokens[noun].lemma.lower() in MEASURES


def _nouns_under(graph: Graph, governor: int, wanted: frozenset[str]) -> list[int]:
    if graph.tokens[governor].lemma.lower() in UNDERGONE:
        wanted = wanted - {"of"}
    found: list[int] = []
    if graph.tokens[governor].lemma.lower() in TRADED:  # "revoked visas issued to Pakistanis"
        for clause in graph.dependents(governor, "acl"):
            found.extend(_nouns_under(graph, clause, wanted))
    for other in graph.dependents(governor, "obl", "nmod", "obl:agent"):
        if graph.case(other) in wanted:
            found.extend(graph.conjuncts(other))
    return found


def without_venue(
    graph: Graph,
    trigger: Trigger,
    found: list[Participant],
    near: Sequence[Participant],
    venue: str | None,
    told: Mapping[str, int],
) -> list[Participant]:
    """Participants in which nobody is of the country where the two sides only met: Chad's "talks with rebels in Doha".

    near: those whose country is only that of the place; told: country → how often the article names it. Rulers meet their own
    opponents abroad, where the article does not name the venue's country more often; whom they go and meet may be its.
    """
    if trigger.event_type not in AT_VENUES or venue is None:
        return found
    needed = told[venue] + (1 if graph.tokens[trigger.head_token].lemma.lower() in VISITING else 0)
    settled: list[Participant] = []
    for participant in found:
        sector = code_parts(participant.code or "")[1]
        others = (code_parts(o.code) for o in found if o.code and o.role != participant.role and o not in near)
        for country, other in others if participant in near else ():
            is_rebel = sector in ARMED_OPPONENTS and other in RULERS
            is_ruler = sector in RULERS and other in ARMED_OPPONENTS
            is_rival = sector == "OPP" and other in RULERS and told[country] > told[venue]
            if (
                country != venue
                and country not in INTERNATIONAL
                and told[country] >= needed
                and (is_rebel or is_ruler or is_rival)
            ):
                participant = replace(participant, code=f"{country} {sector}" if sector else country)
                break
        settled.append(participant)
    return settled


def has_no_home(trigger: Trigger, noun: str, coded: CodedActor, found: Sequence[Participant]) -> bool:
    """Whether the country that the context gives a recipient, whose `noun` is its head, says nothing.

    Recruits are counted, not acted upon; a ship on the high seas is of no country that is told, nor are prisoners whom two
    sides exchange; and a state does not punish at home "a network of tankers" of no stated country.
    """
    if trigger.event_type == "MOBILIZE" or (trigger.event_type == "ASSAULT" and noun in VESSELS):
        return True
    punishing = countries_of(found, "actor")
    if trigger.event_mode == "release" and noun in EXCHANGED:
        return punishing != {coded.country}
    return (trigger.event_type, trigger.event_mode) in AGAINST_ABROAD and coded.country in punishing


def are_opponents(actors: Sequence[Participant], coded: CodedActor) -> bool:
    """Whether one side is a state's and the other works against it: a government and rebels, a union and a government."""
    doers = [code_parts(actor.code)[1] for actor in actors if actor.code]
    if not doers:
        return False
    is_of_state = all(sector in STATE_FORCES for sector in doers)
    return coded.sector in OPPONENTS if is_of_state else coded.sector == "GOV" and "GOV" not in doers
