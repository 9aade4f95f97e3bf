"""Did it happen? Tense, aspect, modals, negation, condition and governing words around a trigger. Pure.

The walk goes from the trigger up the tree to the root of its clause, or to the cue of the statement that holds it,
and gathers what each governing word does. `STRENGTH` says which effect wins: the most doubtful one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from orchestration.coding.graph import Graph

STRENGTH = ("dropped", "negated", "hypothetical", "predicted", "planned", "attempted", "ongoing", "happened")
CONDITIONS = frozenset(("if", "unless", "whether", "lest", "provided", "once_if"))
CIRCUMSTANCE_MARKS = frozenset(
    ("after", "as", "while", "because", "although", "though", "when", "where", "whereas", "until", "till", "once",
     "before", "despite", "alongside", "amid", "following", "besides", "given")
)  # fmt: skip
NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely"))
NEGATIVE_DETERMINERS = frozenset(("no", "neither", "nobody", "none", "nothing", "no-one"))
HYPOTHETICAL_AUXILIARIES = frozenset(("would", "could", "may", "might", "can", "should", "’d", "'d", "ca"))
FUTURE_AUXILIARIES = frozenset(("will", "shall", "’ll", "'ll", "wo"))
LIKELIHOOD = frozenset(("likely", "probably", "presumably", "possibly", "perhaps", "maybe"))


@dataclass(slots=True)
class Reading:
    """What the sentence itself says of the trigger. status: one of STRENGTH; `is_fact` where the clause presupposes it.

    is_past: a finite past form says so. is_intent: only a "would" without condition makes it hypothetical: what its own
    subject announces so, it intends.
    """

    status: str
    is_fact: bool = False
    is_past: bool = False
    is_intent: bool = False


def read_status(
    graph: Graph, trigger: int, governing: Mapping[tuple[str, str], str], stops: frozenset[int], is_headline: bool
) -> Reading:
    """The reading of the predicate headed by token `trigger`. `stops`: cue tokens at which a statement's content ends."""
    effects: list[str] = []
    is_fact = False
    tense: str | None = None
    is_stopped = False
    current = trigger
    has_since = _has_since(graph, trigger)
    for _ in range(len(graph.tokens)):
        token = graph.tokens[current]
        effects.extend(_own_effects(graph, current))
        effects.extend(_modifiers(graph, current, governing))
        if tense is None and token.upos in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
            tense = _tense(graph, current, is_headline)
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
        if step not in ("through", "shared"):
            effects.append(step)
            if step == "dropped":
                break
        current = token.head
        if step == "shared":
            effects.extend(e for e in _own_effects(graph, current) if e != "condition")
    base = tense or "happened"
    if tense is None and not is_stopped and _is_infinitive(graph, trigger):
        base = "planned" if is_headline else "hypothetical"
    if _is_inverted_condition(graph, trigger):
        effects.append("hypothetical")
    if has_since and base == "happened" and _lasts(graph, trigger):
        base = "ongoing"
    strongest = min((e for e in effects if e in STRENGTH), key=STRENGTH.index, default=None)
    if strongest is None or strongest in ("happened",):
        strongest = base
    elif strongest == "ongoing":
        strongest = "ongoing" if base != "planned" else base
    elif strongest == "attempted":
        strongest = "ongoing" if base == "ongoing" else "hypothetical"
    is_intent = strongest == "hypothetical" and _is_announced_future(graph, trigger)
    return Reading(strongest, is_fact, tense == "happened", is_intent)


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


def _has_since(graph: Graph, trigger: int) -> bool:
    """Whether "since ..." hangs on the predicate itself."""
    if "since" not in graph.lemmas:
        return False
    for other in graph.children[trigger]:
        token = graph.tokens[other]
        if token.lemma.lower() == "since" and token.deprel in ("advmod", "case", "mark"):
            return token.deprel == "advmod"
        if any(
            graph.tokens[o].lemma.lower() == "since" and graph.tokens[o].deprel in ("case", "mark")
            for o in graph.children[other]
        ):
            return True
    for token in graph.tokens[trigger + 1 : trigger + 9]:
        if token.upos in ("VERB", "AUX", "SCONJ") and token.lemma.lower() != "since":
            break
        if token.lemma.lower() == "since":
            return True  # parsers hang the phrase on the nearest noun
    return False


def _lasts(graph: Graph, trigger: int) -> bool:
    """Whether the form tells a state that goes on: a perfect ("has occupied"), a bare participle ("besieged since May")."""
    token = graph.tokens[trigger]
    auxiliaries = [graph.tokens[o] for o in graph.children[trigger] if graph.tokens[o].deprel in ("aux", "aux:pass")]
    if any(a.xpos == "VBD" for a in auxiliaries):
        return False
    if any(a.lemma.lower() == "have" for a in auxiliaries):
        return True
    return token.xpos == "VBN" and token.deprel in ("acl", "advcl", "root", "acl:relcl", "appos")


def _own_effects(graph: Graph, index: int) -> list[str]:
    """Effects of the auxiliaries, negations, marks and determiners that hang on one token."""
    found: list[str] = []
    tokens = graph.tokens
    has_to_infinitive = tokens[index].xpos == "VB" and graph.has_lemma_child(index, frozenset(("to",)), "mark")
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
            found.append("hypothetical")
        elif child.deprel in ("advmod", "neg", "cc:preconj", "det", "obj", "nsubj", "nsubj:pass", "discourse", "cc"):
            if child.deprel == "advmod" and (lemma in NEGATIONS or text in NEGATIONS):
                only = other + 1 < len(tokens) and tokens[other + 1].lemma.lower() in ("only", "just", "least")
                if not only:
                    found.append("negated")
            elif (child.deprel == "cc" and lemma == "nor") or (child.deprel == "det" and lemma in NEGATIVE_DETERMINERS):
                found.append("negated")
            elif child.deprel in ("nsubj", "nsubj:pass", "obj"):
                if lemma in NEGATIVE_DETERMINERS or any(
                    tokens[o].lemma.lower() in ("no", "neither") and tokens[o].deprel in ("det", "advmod")
                    for o in graph.children[other]
                ):
                    found.append("negated")
            elif lemma in LIKELIHOOD:
                found.append("predicted")
        elif (child.deprel == "case" and lemma == "without") or (child.deprel == "mark" and lemma == "without"):
            found.append("negated")
    if tokens[index].lemma.lower() == "have" and any(
        tokens[o].lemma.lower() == "yet" for child in (index, *graph.dependents(index, "xcomp")) for o in graph.children[child]
    ):
        found.append("negated")  # "the deliveries have yet to arrive"
    if has_to_infinitive and (tokens[index].head < 0 or tokens[index].deprel == "parataxis"):
        found.append("planned")
    return found


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
        if "since" in marks:
            return "fact"
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
        return "through"
    if relation in ("xcomp", "ccomp", "csubj", "acl", "csubj:pass"):
        if relation == "acl" and token.xpos in ("VBN", "VBG") and head.upos in ("NOUN", "PROPN", "PRON"):
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
            if case == "on" and relation == "obl" and current < token.head:
                return "through"  # "On a visit to Tirana, he asked for ...": a circumstance
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
        effect = governing.get((head.lemma.lower(), "NOUN"))
        if effect is not None and relation.startswith(("nmod", "compound")) and case in ("of", "for", "to", "against", None):
            return effect
        return "through"
    return "through"


FACT_CASES = frozenset(("since", "after", "amid", "despite", "following", "during", "because of", "due to", "under"))
OBJECT_NEUTRAL = frozenset("want fight push see mean support battle work move look race".split())


def _effect(graph: Graph, index: int, governing: Mapping[tuple[str, str], str]) -> str | None:
    """What a governing word does, its particle counted in: "rule out" is not "rule"."""
    token = graph.tokens[index]
    particle = graph.child(index, "compound:prt")
    if particle is not None:
        phrase = f"{token.lemma.lower()} {graph.tokens[particle].text.lower()}"
        found = governing.get((phrase, "VERB"))
        if found is not None:
            return found
    return governing.get((token.lemma.lower(), _pos(token.upos)))


def _pos(upos: str) -> str:
    return "VERB" if upos == "AUX" else ("NOUN" if upos == "PROPN" else upos)


def _tense(graph: Graph, index: int, is_headline: bool) -> str | None:
    """happened or ongoing (or planned) by the finite form that governs the token; None where there is none."""
    tokens = graph.tokens
    token = tokens[index]
    auxiliaries = [tokens[o] for o in graph.children[index] if tokens[o].deprel in ("aux", "aux:pass", "cop")]
    present = {a.lemma.lower() for a in auxiliaries if a.xpos in ("VBZ", "VBP")}
    past = any(a.xpos == "VBD" for a in auxiliaries) if auxiliaries else False
    present_be, perfect = "be" in present, "have" in present
    if past:
        return "happened"
    if perfect:
        if any(a.lemma.lower() == "be" and a.xpos == "VBN" for a in auxiliaries) and token.xpos == "VBG":
            return "ongoing"
        return "happened"
    if token.xpos == "VBG" and present_be:
        return "ongoing"
    if token.xpos == "VBN" and present_be:
        return "happened" if is_headline else "ongoing"
    if token.xpos in ("VBZ", "VBP") and token.upos in ("VERB", "AUX"):
        is_background = token.deprel == "advcl" and graph.has_lemma_child(index, frozenset(("as", "while")), "mark")
        return "happened" if is_headline and not is_background else "ongoing"
    if token.xpos == "VBG" and is_headline and token.upos == "VERB" and graph.child(index, "nsubj") is not None:
        return "ongoing"
    if token.xpos == "VBD":
        return "happened"
    if present_be and token.upos in ("NOUN", "ADJ", "PROPN"):
        return "ongoing"
    return None
