"""Did it happen? Tense, aspect, modals, negation, condition and governing words around a trigger. Pure.

The walk goes from the trigger up the tree to the root of its clause, or to the cue of the statement that holds it,
and gathers what each governing word does. `STRENGTH` says which effect wins: the most doubtful one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from orchestration.coding.graph import Graph
from orchestration.coding.tenses import MODALS, has_since, is_in_force, is_nth_day, lasts_since, modal_before, tense_of

STRENGTH = (
    "dropped", "conditional", "negated", "hypothetical", "predicted", "planned", "estimated", "attempted", "ongoing", "happened",
)  # fmt: skip
CONDITIONS = frozenset(("if", "unless", "whether", "lest", "provided", "once_if"))
CIRCUMSTANCE_MARKS = frozenset(
    ("after", "as", "while", "because", "although", "though", "when", "where", "whereas", "until", "till", "once",
     "before", "despite", "alongside", "amid", "following", "besides", "given")
)  # fmt: skip
NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely"))
NEGATIVE_DETERMINERS = frozenset(("no", "neither", "nobody", "none", "nothing", "no-one"))
HYPOTHETICAL_AUXILIARIES = frozenset(("would", "could", "may", "might", "can", "should", "’d", "'d", "ca"))
DENYING = frozenset(("without", "no", "deny", "dismiss", "reject", "avoid", "prevent", "refuse", "rule", "cannot"))
HAPPENING = frozenset(
    """happen occur take go materialise materialize resume begin start come follow ensue break erupt hold conduct launch carry
    make stage mount proceed succeed work be""".split()
)
FUTURE_AUXILIARIES = frozenset(("will", "shall", "’ll", "'ll", "wo"))
LIKELIHOOD = {
    "likely": "predicted", "probably": "predicted", "presumably": "predicted", "apparently": "predicted",
    "possibly": "hypothetical", "perhaps": "hypothetical", "maybe": "hypothetical",
}  # fmt: skip
PENDING_MARKS = frozenset(("until", "till", "once", "when", "before", "as soon"))


@dataclass(slots=True)
class Reading:
    """What the sentence itself says of the trigger. status: one of STRENGTH; `is_fact` where the clause presupposes it.

    is_past: a finite past form says so. is_intent: only a "would" without condition makes it hypothetical: what its own
    subject announces so, it intends. fact_head: the word on which the presupposed clause hangs.
    """

    status: str
    is_fact: bool = False
    is_past: bool = False
    is_intent: bool = False
    fact_head: int | None = None

    def is_presupposed(self, content: frozenset[int]) -> bool:
        """Whether it is told as known inside what is said; where the said clause itself was taken for a relative one, not."""
        return self.is_fact and (self.fact_head is None or self.fact_head in content)


def read_status(
    graph: Graph, trigger: int, governing: Mapping[tuple[str, str], str], stops: frozenset[int], is_headline: bool
) -> Reading:
    """The reading of the predicate headed by token `trigger`. `stops`: cue tokens at which a statement's content ends."""
    effects: list[str] = []
    is_fact = False
    tense: str | None = None
    is_stopped = False
    current = trigger
    is_since = has_since(graph, trigger)
    for _ in range(len(graph.tokens)):
        token = graph.tokens[current]
        effects.extend(_felt(graph, trigger, current, governing))
        effects.extend(_modifiers(graph, current, governing))
        if tense is None and token.upos in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
            tense = tense_of(graph, current, is_headline, governing)
        if token.head < 0:
            break
        if token.head in stops:
            is_stopped = True
            break
        step = _step(graph, current, governing)
        if step is None:
            break
        if step == "fact":
            is_fact = True
            break
        if step == "pending":
            effects.append("hypothetical")
            break
        if step not in ("through", "shared"):
            effects.append(step)
            if step == "dropped":
                break
        current = token.head
        if step == "shared":
            effects.extend(e for e in _own_effects(graph, current) if e != "conditional")
    base = tense or "happened"
    if tense is None and not is_stopped and _is_infinitive(graph, trigger):
        base = "planned" if is_headline else "hypothetical"
    if _is_inverted_condition(graph, trigger):
        effects.append("conditional")
    if is_since and base == "happened" and lasts_since(graph, trigger, governing):
        base = "ongoing"
    if base == "happened" and (is_in_force(graph, trigger) or is_nth_day(graph, trigger)):
        base = "ongoing"
    if tense is None:
        effects.append(modal_before(graph, trigger) or "happened")
    strongest = min((e for e in effects if e in STRENGTH), key=STRENGTH.index, default=None)
    if strongest is None or strongest in ("happened",):
        strongest = base
    elif strongest == "ongoing":
        strongest = "ongoing" if base != "planned" else base
    elif strongest == "attempted":
        strongest = "ongoing" if base == "ongoing" else "hypothetical"
    elif strongest == "conditional":
        strongest = "hypothetical"
    elif strongest == "predicted" and tense == "happened" and "likelihood" in effects and "planned" not in effects:
        strongest = "estimated"  # "has probably sent": a guess at what is over
    is_intent = strongest == "hypothetical" and _is_announced_future(graph, trigger)
    return Reading(strongest, is_fact, tense == "happened", is_intent, graph.tokens[current].head if is_fact else None)


def _felt(graph: Graph, trigger: int, current: int, governing: Mapping[tuple[str, str], str]) -> list[str]:
    """Effects of the words around `current` that reach the trigger.

    A negation stays with its verb where the event is what the verb tells of: "the strikes show no sign of ending", "no
    group claimed the attack", "did not condemn the attack" deny no attack; "the attack did not happen" does.
    """
    found = _own_effects(graph, current)
    if current == trigger or "negated" not in found or graph.tokens[current].upos not in ("VERB", "AUX"):
        return found
    step = _child_toward(graph, trigger, current)
    token = graph.tokens[step]
    if token.upos not in ("NOUN", "PROPN") or graph.tokens[current].lemma.lower() in HAPPENING:
        return found
    is_told = token.deprel == "nsubj" and graph.child(current, "obj", "cop") is not None
    is_known = step == trigger and token.deprel in ("obj", "obl") and _is_definite(graph, trigger)
    if is_told or (is_known and _effect(graph, current, governing) != "planned"):
        return [effect for effect in found if effect != "negated"]
    return found


def _child_toward(graph: Graph, trigger: int, ancestor: int) -> int:
    step = trigger
    while graph.tokens[step].head != ancestor:
        step = graph.tokens[step].head
    return step


def _is_definite(graph: Graph, noun: int) -> bool:
    return graph.has_lemma_child(noun, frozenset(("the", "this", "these", "those")), "det") or (
        graph.child(noun, "nmod:poss") is not None
    )


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


def _is_inverted_condition(graph: Graph, trigger: int) -> bool:
    """Whether the word stands in "Had the rebels captured Aden, ..." or "Should Israel strike Iran, ..."."""
    tokens = graph.tokens
    if tokens[0].text not in ("Had", "Should", "Were") or tokens[-1].text == "?":
        return False
    comma = next((t.index for t in tokens if t.text == ","), None)
    return comma is not None and 0 < trigger < comma


def _is_announced_future(graph: Graph, trigger: int) -> bool:
    """Whether the predicate is "would" in a that-clause, and the sentence sets no condition."""
    auxiliaries = [graph.tokens[o] for o in graph.children[trigger] if graph.tokens[o].deprel == "aux"]
    if not any(a.text.lower() in ("would", "’d", "'d") and a.lemma.lower() not in ("have", "had") for a in auxiliaries):
        return False
    if any(a.lemma.lower() == "have" for a in auxiliaries):
        return False
    conditional = CONDITIONS | {"should", "were", "had"}
    return not any(t.text.lower() in CONDITIONS or (t.index == 0 and t.text.lower() in conditional) for t in graph.tokens)




def _own_effects(graph: Graph, index: int) -> list[str]:
    """Effects of the auxiliaries, negations, marks and determiners that hang on one token."""
    found: list[str] = []
    tokens = graph.tokens
    has_to_infinitive = tokens[index].xpos == "VB" and graph.has_lemma_child(index, frozenset(("to",)), "mark")
    found.extend(_due(graph, index))
    for other in graph.children[index]:
        child = tokens[other]
        lemma, text = child.lemma.lower(), child.text.lower()
        if child.deprel in ("aux", "aux:pass"):
            if text in HYPOTHETICAL_AUXILIARIES or lemma in HYPOTHETICAL_AUXILIARIES:
                is_question = text in ("’d", "'d") and lemma in ("have", "had")
                if not is_question:
                    found.append("hypothetical")
            elif text in FUTURE_AUXILIARIES or lemma in FUTURE_AUXILIARIES:
                found.append("planned")
            elif (lemma == "had" and other == 0 and child.upos == "AUX") or (lemma == "have" and child.text == "Had"):
                found.append("hypothetical")
            elif text in ("must", "ought"):
                found.append("planned")
        elif child.deprel == "mark" and lemma in CONDITIONS:
            found.append("conditional" if lemma != "whether" else "hypothetical")
        elif child.deprel in ("advmod", "neg", "cc:preconj", "det", "obj", "nsubj", "nsubj:pass", "discourse", "cc"):
            if child.deprel == "advmod" and (lemma in NEGATIONS or text in NEGATIONS):
                if any(t.upos == "PUNCT" for t in tokens[index + 1 : other]):
                    continue  # "have recognised it; Serbia has not"
                only = other + 1 < len(tokens) and tokens[other + 1].lemma.lower() in ("only", "just", "least")
                if not only:
                    found.append("negated")
            elif child.deprel == "det" and lemma == "any" and not _is_negated_clause(graph, index):
                found.append("hypothetical")  # "any attack will be answered"
            elif (child.deprel == "cc" and lemma == "nor") or (child.deprel == "det" and lemma in NEGATIVE_DETERMINERS):
                found.append("negated")
            elif child.deprel in ("nsubj", "nsubj:pass", "obj"):
                if lemma in NEGATIVE_DETERMINERS or any(
                    tokens[o].lemma.lower() in ("no", "neither") and tokens[o].deprel in ("det", "advmod")
                    for o in graph.children[other]
                ):
                    found.append("negated")
            elif lemma in LIKELIHOOD:
                found.extend(("likelihood", LIKELIHOOD[lemma]))
        elif (child.deprel == "case" and lemma == "without") or (child.deprel == "mark" and lemma == "without"):
            found.append("negated")
    if tokens[index].lemma.lower() == "have" and any(
        tokens[o].lemma.lower() == "yet" for child in (index, *graph.dependents(index, "xcomp")) for o in graph.children[child]
    ):
        found.append("negated")  # "the deliveries have yet to arrive"
    if has_to_infinitive and (tokens[index].head < 0 or tokens[index].deprel == "parataxis"):
        found.append("planned")
    return found


def _due(graph: Graph, index: int) -> list[str]:
    """Effects of "is to": "are to be lifted" is planned, "was to have met" did not come about."""
    tokens = graph.tokens
    to = next((o for o in graph.children[index] if tokens[o].deprel == "mark" and tokens[o].text.lower() == "to"), None)
    if to is None or to < 1 or tokens[to - 1].lemma.lower() != "be" or tokens[to - 1].head != index:
        return []
    return ["negated" if tokens[to + 1].lemma.lower() == "have" and tokens[to - 1].xpos == "VBD" else "planned"]


def _is_negated_clause(graph: Graph, index: int) -> bool:
    """Whether "any" is one of a negation: "without any arrests", "denied any attack"."""
    before = graph.tokens[max(0, index - 8) : index]
    return any(t.lemma.lower() in NEGATIONS or t.lemma.lower() in DENYING for t in before)


def _modifiers(graph: Graph, index: int, governing: Mapping[tuple[str, str], str]) -> list[str]:
    """Effects of adjectives and participles on an event noun: "ongoing battles", "a planned attack", "an attempted coup"."""
    if graph.tokens[index].upos not in ("NOUN", "PROPN"):
        return []
    found = []
    for other in graph.children[index]:
        token = graph.tokens[other]
        if token.deprel in ("amod", "compound", "advmod"):
            effect = governing.get((token.lemma.lower(), "MODIFIER")) or governing.get((token.text.lower(), "MODIFIER"))
            if effect is not None:
                found.append(effect)
    return found


def _step(graph: Graph, current: int, governing: Mapping[tuple[str, str], str]) -> str | None:
    """What the link from `current` to its governor does: an effect, `through`, `shared`, `fact`, or None to stop."""
    tokens = graph.tokens
    token = tokens[current]
    head = tokens[token.head]
    relation = token.deprel
    marks = {tokens[o].lemma.lower() for o in graph.children[current] if tokens[o].deprel in ("mark", "case")}
    if relation.endswith(":relcl") and head.lemma.lower() in ("how", "what", "why", "whatever"):
        return "through"  # "described how soldiers raided the town"
    if relation in ("acl:relcl", "parataxis", "advcl:relcl", "discourse", "list"):
        return "fact" if relation != "parataxis" else None
    if relation == "conj":
        own_frame = graph.child(current, "nsubj", "nsubj:pass", "aux") is not None
        if token.upos in ("VERB", "AUX") and own_frame:
            return None
        if token.upos in ("VERB", "AUX") and token.xpos in ("VBD", "VBZ") and head.xpos != token.xpos:
            return None
        return "shared" if token.upos in ("VERB", "AUX") else "through"
    if relation == "advcl":
        if marks & CONDITIONS:
            return None
        if "since" in marks or (token.xpos == "VBN" and not marks and has_since(graph, current)):
            return "fact"  # ", besieged since May by the army, ..."
        if _is_pending(graph, current, marks):
            return "pending"
        if marks & CIRCUMSTANCE_MARKS:
            return None
        if token.xpos == "VB" or "to" in marks:
            effect = governing.get((head.lemma.lower(), _pos(head.upos)))
            return effect or ("planned" if "to" in marks else "through")
        if "without" in marks:
            return "negated"
        if marks & {"from"}:
            effect = governing.get((head.lemma.lower(), _pos(head.upos)))
            return effect or "through"
        phrase = _phrase_effect(graph, token.head, governing)
        if "against" in marks and phrase is None:
            phrase = governing.get((head.lemma.lower(), _pos(head.upos)))
        return phrase or "through"
    if relation in ("xcomp", "ccomp", "csubj", "acl", "csubj:pass"):
        if relation == "acl" and token.xpos in ("VBN", "VBG") and head.upos in ("NOUN", "PROPN", "PRON"):
            if token.xpos == "VBN" and graph.child(current, "obj") is not None and head.deprel.startswith("nsubj"):
                return "through"  # "police used tear gas, the UN said": the past form of the main clause
            return "fact" if token.xpos == "VBN" else "through"
        passive_have = head.lemma.lower() == "have" and any(
            tokens[o].lemma.lower() == "yet" for o in (*graph.children[token.head], *graph.children[current])
        )
        if passive_have:
            return "negated"
        effect = _effect(graph, token.head, governing)
        if effect is None and head.upos == "ADJ":
            effect = governing.get((head.lemma.lower(), "VERB"))
        return effect or "through"
    if relation.split(":")[0] in ("obl", "nmod", "obj", "nsubj", "iobj", "compound", "amod", "appos", "dep"):
        case = graph.case(current)
        if case in FACT_CASES and relation.startswith(("obl", "nmod")):
            return "fact"
        if head.upos in ("VERB", "AUX"):
            if case == "before":
                return None
            is_headline_passive = relation == "nsubj" and graph.child(token.head, "obj") is None  # "truce agreed"
            if (
                relation in ("obj", "nsubj:pass")
                or is_headline_passive
                or case in ("for", "to", "on", "against", "from", "with", "into")
            ):
                effect = _effect(graph, token.head, governing)
                if effect in ("planned", "hypothetical", "predicted", "dropped", "negated", "attempted", "ongoing"):
                    if head.lemma.lower() in OBJECT_NEUTRAL and relation != "nsubj:pass":
                        return "through"
                    return effect
            return "through"
        if relation == "nsubj" and head.upos == "ADJ":
            return _outlook(graph, token.head, governing)
        effect = governing.get((head.lemma.lower(), "NOUN"))
        if effect is not None and relation.startswith(("nmod", "compound")) and case in ("of", "for", "to", "against", None):
            return effect
        return "through"
    return "through"


def _outlook(graph: Graph, adjective: int, governing: Mapping[tuple[str, str], str]) -> str:
    """What "is likely", "is possible", "was imminent" says of its subject."""
    effect = governing.get((graph.tokens[adjective].lemma.lower(), "ADJ"))
    effect = effect or governing.get((graph.tokens[adjective].lemma.lower(), "MODIFIER"))
    return effect if effect in ("planned", "predicted", "hypothetical", "negated") else "through"


def _is_pending(graph: Graph, verb: int, marks: set[str]) -> bool:
    """Whether the clause tells what is still to come: "until the rebels leave", "once they withdraw, we will"."""
    tokens = graph.tokens
    marks = marks | {tokens[o].lemma.lower() for o in graph.children[verb] if tokens[o].deprel == "advmod" and o < verb}
    if not marks & PENDING_MARKS:
        return False
    finite = [tokens[verb], *(tokens[o] for o in graph.children[verb] if tokens[o].deprel in ("aux", "aux:pass", "cop"))]
    if not any(t.xpos in ("VBZ", "VBP") for t in finite) or any(t.xpos == "VBD" for t in finite):
        return False
    if marks & {"until", "till"}:
        return True
    main = tokens[verb].head
    return any(tokens[o].deprel == "aux" and tokens[o].text.lower() in MODALS for o in graph.children[main])


FACT_CASES = frozenset(("since", "after", "amid", "despite", "following", "during", "because of", "due to", "under"))
OBJECT_NEUTRAL = frozenset("want fight push see mean support battle work move look race".split())


def _effect(graph: Graph, index: int, governing: Mapping[tuple[str, str], str]) -> str | None:
    """What a governing word does, its particle counted in: "rule out" is not "rule"."""
    found = _phrase_effect(graph, index, governing)
    token = graph.tokens[index]
    return found if found is not None else governing.get((token.lemma.lower(), _pos(token.upos)))


def _phrase_effect(graph: Graph, index: int, governing: Mapping[tuple[str, str], str]) -> str | None:
    """What the verb does together with the particle beside it."""
    token = graph.tokens[index]
    particle = graph.child(index, "compound:prt")
    following = graph.tokens[index + 1] if index + 1 < len(graph.tokens) else None
    if particle is None and following is not None and following.deprel in ("mark", "advmod", "xcomp", "dep"):
        particle = index + 1  # "ruled out sending", "stopped short of attacking"
    if particle is not None:
        phrase = f"{token.lemma.lower()} {graph.tokens[particle].text.lower()}"
        return governing.get((phrase, "VERB"))
    return None


def _pos(upos: str) -> str:
    return "VERB" if upos == "AUX" else ("NOUN" if upos == "PROPN" else upos)
