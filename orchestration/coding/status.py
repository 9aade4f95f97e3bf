"""Did it happen? Tense, aspect, modals, negation, condition and governing words around a trigger. Pure.

The walk goes from the trigger up the tree to the root of its clause, or to the cue of the statement that holds it,
and gathers what each governing word does. `STRENGTH` says which effect wins: the most doubtful one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from orchestration.coding.graph import Graph
from orchestration.coding.lasting import goes_on
from orchestration.coding.noun_phrases import SPANS
from orchestration.coding.participants import are_parted
from orchestration.coding.status_clauses import is_denied_after, is_not_condition
from orchestration.coding.status_phrases import phrase_effects
from orchestration.coding.status_steps import governing_effect, step_effect
from orchestration.coding.status_words import (
    CONDITIONS,
    NEGATIONS,
    is_definite,
    is_estimated,
    modifier_effects,
    own_effects,
    stands_under_condition,
)
from orchestration.coding.tenses import modal_before, tense_of

STRENGTH = (
    "dropped", "conditional", "negated", "hypothetical", "predicted", "planned", "estimated", "attempted", "ongoing",
    "happened",
)  # fmt: skip
HAPPENING = frozenset(
    """happen occur take go materialise materialize resume begin start come follow ensue break erupt hold conduct
    launch carry make stage mount proceed succeed work be collapse expire lapse enter kick sign reach agree
    announce broker seal violate""".split()
)

ENDING = {"pending": "hypothetical", "given_up": "negated"}  # steps behind which nothing more is asked
BESIDE = frozenset(("over", "after", "since", "for", "about", "in", "following"))  # "no arrests were made over the shooting"
SPENT = ("in", "after", "during")
SINCE = frozenset({"since"})
LOOKED_BACK = ("over", "about", "into", "for", "to")
PARTS = frozenset(("part", "role", "hand", "involvement"))
OPENING = frozenset((":", '"', "“", "‘", "``"))
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")
QUOTE_MARKS = frozenset(('"', "“", "``", "'", "‘"))
COMMITTING = frozenset("deny reject dispute refute carry commit conduct launch order stage mount make perpetrate plan".split())
OF_PERSONS = frozenset(("who", "whom"))
PRESENT_PERFECT = frozenset(("have", "has"))
CRYING = frozenset("chant shout cry yell roar read bear say".split())  # a crowd, and what its banners say
DIRECTING = frozenset("tell urge demand order warn plead implore advise".split())


@dataclass(slots=True)
class Reading:
    """What the sentence itself says of the trigger. status: one of STRENGTH; `is_fact` where the clause presupposes it.

    is_past: a finite past form says so. is_intent: only a "would" without condition makes it hypothetical: what its own
    subject announces so, it intends. fact_head: the word on which the presupposed clause hangs. is_clause: that word heads a
    clause itself ("carriers carried out a drill", read as a noun with a participle), so that nothing is presupposed. is_aside:
    a relative clause behind a comma tells it, which is nobody's word but the article's even inside a denial. is_attempt: it
    was tried ("tried to storm the palace"), which of violence is violence itself. has_not: "not" or "never" stands
    at the word.
    """

    status: str
    is_fact: bool = False
    is_past: bool = False
    is_intent: bool = False
    fact_head: int | None = None
    is_clause: bool = False
    is_aside: bool = False
    is_attempt: bool = False
    has_not: bool = False

    def is_presupposed(self, content: frozenset[int], is_vow: bool) -> bool:
        """Whether it is told as known inside what is said; where the said clause itself was taken for a relative one, not,
        unless it was vowed: what has been done is no part of a vow ("vowed to retake towns [captured] by rebels")."""
        if self.is_clause and not is_vow:
            return False
        return self.is_fact and (self.fact_head is None or self.fact_head in content)


def read_status(
    graph: Graph, trigger: int, governing: Mapping[tuple[str, str], str], stops: frozenset[int], is_headline: bool
) -> Reading:
    """The reading of the predicate headed by token `trigger`. `stops`: cue tokens at which a statement's content ends."""
    effects: list[str] = []
    is_fact = False
    tense: str | None = None
    told_at = trigger  # whose form tells the tense
    is_stopped = is_background = False
    current = trigger
    for _ in range(len(graph.tokens)):
        token = graph.tokens[current]
        effects.extend(_felt(graph, trigger, current, governing))
        if is_denied_after(graph, current, trigger):
            effects.append("negated")
        modified = [*modifier_effects(graph, current, governing), *phrase_effects(graph, current, governing)]
        effects.extend(effect for effect in modified if effect != "dropped" or current == trigger)
        if tense is None and token.upos in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
            tense = tense_of(graph, current, is_headline, governing)
            told_at = current if tense is not None and graph.tokens[trigger].xpos == "VBG" else trigger
        if token.head < 0:
            break
        if (
            token.deprel == "advcl"
            and graph.tokens[token.head].upos == "VERB"
            and graph.has_lemma_child(current, SINCE, "mark")
        ):
            is_fact = is_background = tense == "happened"  # "said so, in the worst raid since rebels took power"
        if token.head in stops or are_parted(graph, current, token.head):
            is_stopped = True
            break
        step = step_effect(graph, current, governing)
        if step is None:
            break
        if step == "fact":
            is_fact = True
            break
        if step in ENDING:
            effects.append(ENDING[step])
            break
        if step not in ("through", "shared") and not (step == "negated" and _is_beside(graph, trigger, token.head)):
            effects.append(step)
            if step == "dropped":
                break
        current = token.head
        if step == "shared":
            effects.extend(e for e in own_effects(graph, current, is_joined=True) if e != "conditional")
    base = tense or "happened"
    if tense is None and not is_stopped and not is_fact and _is_infinitive(graph, trigger):
        base = "planned" if is_headline else "hypothetical"
    if is_estimated(graph, trigger):
        effects.append("estimated")
    if _is_asked(graph, trigger):
        effects.append("hypothetical")
    if _is_told_to(graph, trigger):
        effects.append("dropped")
    if _is_inverted_condition(graph, trigger) or stands_under_condition(graph, trigger):
        effects.append("conditional")
    if base == "happened" and goes_on(graph, told_at, governing):
        base = "ongoing"
    elif base == "ongoing" and _is_looked_back_on(graph, trigger):
        base = "happened"
    if tense is None and not is_fact:
        effects.append(modal_before(graph, trigger) or "happened")
    is_attempt = False
    strongest = min((e for e in effects if e in STRENGTH), key=STRENGTH.index, default=None)
    if strongest is None or strongest in ("happened",):
        strongest = base
    elif strongest == "ongoing":
        strongest = "ongoing" if base != "planned" else base
    elif strongest == "attempted":
        is_attempt = True
        strongest = "ongoing" if base == "ongoing" else "hypothetical"
    elif strongest == "conditional":
        strongest = "happened" if is_not_condition(graph, trigger) else "hypothetical"
    elif strongest == "predicted" and tense == "happened" and "likelihood" in effects and "planned" not in effects:
        strongest = "estimated"  # "has probably sent": a guess at what is over
    is_intent = strongest == "hypothetical" and _is_announced_future(graph, trigger)
    fact_head = graph.tokens[current].head if is_fact and not is_background else None
    is_clause = fact_head is not None and (
        _heads_clause(graph, fact_head) or _is_news(graph, current, fact_head) or _tells_of_part(graph, current)
    )
    is_relative = fact_head is not None and graph.tokens[current].deprel == "acl:relcl"
    is_aside = is_relative and (_is_behind_comma(graph, current) or _tells_of_object(graph, current))
    has_not = graph.has_lemma_child(trigger, NEGATIONS, "advmod")
    return Reading(strongest, is_fact, tense == "happened", is_intent, fact_head, is_clause, is_aside, is_attempt, has_not)


def _is_looked_back_on(graph: Graph, noun: int) -> bool:
    """Whether what goes on is about it: "is hearing a case over the killing", "nobody owns up to the shooting"."""
    is_noun = graph.tokens[noun].upos == "NOUN" and graph.tokens[noun].deprel in ("obl", "nmod")
    return is_noun and graph.case(noun) in LOOKED_BACK and is_definite(graph, noun)


def _is_behind_comma(graph: Graph, verb: int) -> bool:
    """Whether a comma opens the relative clause: "the rebels, who seized Goma"."""
    first = min(graph.subtree(verb))
    return any(graph.tokens[index].text == "," for index in (first - 1, first) if index >= 0)


def _tells_of_object(graph: Graph, verb: int) -> bool:
    """Whether the relative clause is of somebody, or of what the deed around it is done to: "denied helping the rebels who
    [hold] Goma", "denied arming the militia that [took] the town"; no "denied carrying out the raid that [killed] nine"."""
    if graph.has_lemma_child(verb, OF_PERSONS, "nsubj", "nsubj:pass", "obj"):
        return True
    noun = graph.tokens[graph.tokens[verb].head]
    deed = graph.tokens[noun.head]
    return noun.deprel == "obj" and deed.upos == "VERB" and deed.lemma.lower() not in COMMITTING


def _is_news(graph: Graph, participle: int, noun: int) -> bool:
    """Whether what is told of a noun without article is new: "93 drones launched by Russia", "bandits who raided the town"."""
    if graph.tokens[participle].upos == "NOUN" and graph.case(participle) in ("after", "amid", "following"):
        return not is_definite(graph, participle)  # "fled after air strikes, the agency said"
    is_named = graph.tokens[noun].upos in ("PROPN", "PRON") and graph.tokens[noun].text.lower() != "those"
    if graph.tokens[participle].deprel not in ("acl", "acl:relcl") or is_named:
        return False
    if any(token.text == "," for token in graph.tokens[noun:participle]):
        return False  # ", which killed twelve," tells what is known
    if any(graph.tokens[aux].text.lower() in PRESENT_PERFECT for aux in graph.dependents(participle, "aux")):
        return False  # "said they had taken Babanusa, a town that they have besieged since May"
    return not is_definite(graph, noun)


def _tells_of_part(graph: Graph, verb: int) -> bool:
    """Whether the clause goes on counting: "said 40 had surrendered, of whom twelve were [wounded]"."""
    tokens = graph.tokens[min(graph.subtree(verb)) : verb]
    return any(t.text.lower() in ("whom", "which") and graph.tokens[t.index - 1].text.lower() == "of" for t in tokens)


def _heads_clause(graph: Graph, noun: int) -> bool:
    """Whether a noun stands where a verb belongs: as root or said clause, without a copula."""
    token = graph.tokens[noun]
    is_clause = token.upos in ("NOUN", "PROPN") and token.deprel in ("root", "ccomp", "parataxis")
    return is_clause and graph.child(noun, "cop") is None


def _felt(graph: Graph, trigger: int, current: int, governing: Mapping[tuple[str, str], str]) -> list[str]:
    """Effects of the words around `current` that reach the trigger.

    A negation stays with its verb where the event is what the verb tells of: "the strikes show no sign of ending", "no
    group claimed the attack", "did not condemn the attack" deny no attack; "the attack did not happen" does.
    """
    below = graph.tokens[_child_toward(graph, trigger, current)] if current != trigger else None
    found = own_effects(graph, current, is_joined=below is not None and below.deprel == "conj" and below.upos == "VERB")
    if current == trigger or "negated" not in found or graph.tokens[current].upos not in ("VERB", "AUX"):
        return found
    step = _child_toward(graph, trigger, current)
    token = graph.tokens[step]
    if _is_beside(graph, trigger, current):
        return [effect for effect in found if effect != "negated"]
    is_of_happening = graph.tokens[current].lemma.lower() in HAPPENING
    is_beside = step == trigger and token.deprel == "obl" and graph.case(step) in BESIDE and is_definite(graph, step)
    if is_beside and graph.has_lemma_child(current, PARTS, "obj"):
        return found  # "took no part in the operation"
    if token.upos not in ("NOUN", "PROPN") or (is_of_happening and not is_beside):
        return found
    is_told = token.deprel == "nsubj" and graph.child(current, "obj", "cop") is not None
    is_known = step == trigger and token.deprel in ("obj", "obl") and is_definite(graph, trigger)
    if is_told or (is_known and governing_effect(graph, current, governing) != "planned"):
        return [effect for effect in found if effect != "negated"]
    return found


def _is_beside(graph: Graph, trigger: int, ancestor: int) -> bool:
    """Whether a participle behind a comma tells it ("would not disarm, [rejecting] the plan"), or how long it took does:
    "failed to agree in three days of [talks]"."""
    step = trigger
    while step != ancestor:
        token = graph.tokens[step]
        if token.xpos == "VBG" and token.deprel in ("advcl", "acl") and step > 0 and graph.tokens[step - 1].text == ",":
            return True
        if token.deprel == "obl" and step != trigger and token.lemma.lower() in SPANS and graph.case(step) in SPENT:
            return True
        step = token.head
    return False


def _child_toward(graph: Graph, trigger: int, ancestor: int) -> int:
    step = trigger
    while graph.tokens[step].head != ancestor:
        step = graph.tokens[step].head
    return step


def _is_infinitive(graph: Graph, trigger: int) -> bool:
    """Whether a bare "to" stands before the word, or before the one that it is coordinated to."""
    current = trigger
    for _ in range(3):
        if current > 0 and graph.tokens[current - 1].text.lower() == "to" and graph.tokens[current - 1].upos == "PART":
            return True
        token = graph.tokens[current]
        if token.deprel != "conj" or token.head < 0:
            return False
        current = token.head
    return False


def _is_told_to(graph: Graph, trigger: int) -> bool:
    """Whether somebody is told to do it: "told the rebels: lay down your arms or be driven out", "Ban the party, minister
    urges court", chanted "Arrest them"; demanded is not done."""
    tokens = graph.tokens
    verb = trigger
    while tokens[verb].deprel == "conj" and tokens[verb].head >= 0 and graph.child(verb, *SUBJECTS) is None:
        verb = tokens[verb].head
    below = [tokens[other] for other in graph.children[verb]]
    if any(t.deprel in SUBJECTS or t.deprel in ("mark", "aux") or (t.deprel == "cop" and t.xpos != "VB") for t in below):
        return False
    if any(tokens[o].text.lower() == "your" for t in below if t.deprel in ("obj", "nmod") for o in graph.children[t.index]):
        return True
    before = next((t for t in reversed(tokens[:verb]) if t.upos not in ("ADV", "INTJ")), None)
    is_clause = tokens[verb].deprel in ("root", "parataxis", "ccomp", "appos", "dep")
    if before is None or before.text in QUOTE_MARKS:
        around = (*below, *(t for t in tokens[verb + 1 :] if t.head < 0))
        is_told = any(t.lemma.lower() in DIRECTING and graph.child(t.index, *SUBJECTS) is not None for t in around)
        has_own = any(t.deprel in ("obj", "compound:prt") for t in below)
        is_cried = before is not None and tokens[verb].head >= 0 and tokens[tokens[verb].head].lemma.lower() in CRYING
        if has_own and tokens[verb].xpos in ("VB", "VBP") and (is_cried or (is_told and is_clause)):
            return True
    return (
        tokens[verb].xpos == "VB"
        and is_clause
        and before is not None
        and before.text in OPENING
        and not graph.sentence.is_headline
    )


def _is_inverted_condition(graph: Graph, trigger: int) -> bool:
    """Whether the word stands in "Had the rebels captured Aden, ..." or "Should Israel strike Iran, ..."."""
    tokens = graph.tokens
    if tokens[0].text not in ("Had", "Should", "Were") or tokens[-1].text == "?":
        return False
    comma = next((t.index for t in tokens if t.text == ","), None)
    return comma is not None and 0 < trigger < comma


def _is_asked(graph: Graph, trigger: int) -> bool:
    """Whether the sentence asks if it happened: "Did the rebels attack?"; "Why did they attack?" knows that they did."""
    tokens = graph.tokens
    if not any(token.text == "?" for token in tokens[-2:]):
        return False
    skipped = ("PUNCT", "CCONJ", "INTJ", "ADV")
    opening = next((token for token in tokens if token.upos not in skipped or token.xpos == "WRB"), tokens[0])
    verb = trigger if tokens[trigger].upos == "VERB" or is_definite(graph, trigger) else tokens[trigger].head
    return opening.upos == "AUX" and opening.index < trigger and verb >= 0 and opening.head in (verb, tokens[verb].head)


def _is_announced_future(graph: Graph, trigger: int) -> bool:
    """Whether the predicate is "would" in a that-clause, and the sentence sets no condition."""
    auxiliaries = [graph.tokens[o] for o in graph.children[trigger] if graph.tokens[o].deprel == "aux"]
    if not any(a.text.lower() in ("would", "’d", "'d") and a.lemma.lower() not in ("have", "had") for a in auxiliaries):
        return False
    if any(a.lemma.lower() == "have" for a in auxiliaries):
        return False
    conditional = CONDITIONS | {"should", "were", "had"}
    return not any(
        (t.text.lower() in CONDITIONS and not _is_of_second_verb(graph, t.index, trigger))
        or (t.index == 0 and t.text.lower() in conditional)
        for t in graph.tokens
    )


def _is_of_second_verb(graph: Graph, mark: int, trigger: int) -> bool:
    """Whether the condition is that of another verb: "would send a team [and could leave] if no vote was held"."""
    clause = graph.tokens[mark].head
    second = graph.tokens[clause].head if clause >= 0 else -1
    is_other = second > trigger and graph.tokens[second].deprel == "conj" and clause > second
    return is_other and graph.child(second, "aux") is not None
