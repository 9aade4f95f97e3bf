"""What the finite form around a predicate tells: happened, ongoing or planned. Tense, aspect, "since", lasting verbs. Pure.

LASTING rows of governing_words.csv tell verbs that last (`ongoing`: "hold", "besiege") and verbs that are over at once
(`happened`: "capture", "arrest"): what was seized since May is no longer being seized, what was held since May still is.
HEADLINE rows tell verbs whose present form means in a headline that it goes on, where others tell what has happened.
"""

from collections.abc import Mapping

from orchestration.coding.graph import Graph

FARTHEST_SINCE = 9
FARTHEST_MODAL = 6
MANY = frozenset(
    ("dozen", "hundred", "thousand", "score", "several", "many", "more", "few", "number", "million", "least", "another")
)
REPEATED = frozenset(("times", "twice", "repeatedly"))  # "has sent troops there three times since 2016"
IN_FORCE = frozenset(("force", "place", "effect", "progress", "session", "course"))
SOON = frozenset(("tomorrow", "next", "soon", "shortly", "coming", "upcoming", "later"))
MODALS = {
    "will": "planned", "shall": "planned", "’ll": "planned", "'ll": "planned", "would": "hypothetical",
    "could": "hypothetical", "may": "hypothetical", "might": "hypothetical", "should": "hypothetical",
}  # fmt: skip
SPANS = frozenset(("day", "night", "week", "month", "year", "weekend"))
ORDINAL_ENDINGS = ("st", "nd", "rd", "th", "first", "second", "third", "straight", "consecutive", "successive")
BREAKS = ("PUNCT", "SCONJ", "CCONJ")
HEREBY = frozenset(("hereby",))


def tense_of(graph: Graph, index: int, is_headline: bool, governing: Mapping[tuple[str, str], str]) -> str | None:
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
        has_been = any(a.lemma.lower() == "be" and a.xpos == "VBN" for a in auxiliaries)
        is_state = token.upos in ("NOUN", "PROPN", "ADJ") and graph.case(index) is not None
        return "ongoing" if has_been and (token.xpos == "VBG" or is_state) else "happened"
    if token.xpos == "VBG" and present_be:
        return "planned" if _is_soon(graph, index) else "ongoing"
    if token.xpos == "VBN" and present_be:
        is_said_and_done = graph.has_lemma_child(index, HEREBY, "advmod")
        return "happened" if is_headline or is_said_and_done else "ongoing"
    if token.xpos in ("VBZ", "VBP") and token.upos in ("VERB", "AUX"):
        if is_headline:
            return "ongoing" if _goes_on(graph, index, governing) else "happened"
        return "planned" if _is_soon(graph, index) else "ongoing"
    if token.xpos == "VBG" and is_headline and token.upos == "VERB" and graph.child(index, "nsubj") is not None:
        return "ongoing"
    if token.xpos == "VBD":
        return "happened"
    if present_be and token.upos in ("NOUN", "ADJ", "PROPN"):
        return "ongoing"
    return None


def _goes_on(graph: Graph, index: int, governing: Mapping[tuple[str, str], str]) -> bool:
    """Whether the verb of a headline, its particle counted in, tells what goes on: "troops push towards the coast"."""
    lemma = graph.tokens[index].lemma.lower()
    particle = graph.child(index, "compound:prt")
    phrase = f"{lemma} {graph.tokens[particle].text.lower()}" if particle is not None else lemma
    return (phrase, "HEADLINE") in governing or (lemma, "HEADLINE") in governing


def is_simple_present(graph: Graph, index: int) -> bool:
    """Whether the verb is "accuses", with no auxiliary: of an act of speech told so, the act is done."""
    token = graph.tokens[index]
    if token.upos != "VERB" or token.xpos not in ("VBZ", "VBP"):
        return False
    return not any(graph.tokens[o].deprel in ("aux", "aux:pass", "cop") for o in graph.children[index])


def is_in_force(graph: Graph, trigger: int) -> bool:
    """Whether "in force", "in place", "under way" stands behind the event noun: "a curfew in force since Sunday"."""
    tokens = graph.tokens
    if tokens[trigger].upos not in ("NOUN", "PROPN") or trigger + 1 >= len(tokens):
        return False
    after = [t.text.lower() for t in tokens[trigger + 1 : trigger + 3]]
    return after[0] in ("underway", "under-way") or (after[0] == "in" and after[-1] in IN_FORCE) or after == ["under", "way"]


def is_nth_day(graph: Graph, trigger: int) -> bool:
    """Whether it "entered its third week of protests"; "after the seventh night of unrest" it happened."""
    token = graph.tokens[trigger]
    if token.head < 0 or graph.tokens[token.head].lemma.lower() not in SPANS or graph.case(trigger) != "of":
        return False
    if graph.case(token.head) in ("after", "on", "for", "during", "following"):
        return False
    return any(
        graph.tokens[o].upos in ("ADJ", "NUM") and graph.tokens[o].text.lower().endswith(ORDINAL_ENDINGS)
        for o in graph.children[token.head]
    )


def has_since(graph: Graph, trigger: int) -> bool:
    """Whether "since ..." hangs on the predicate itself."""
    if "since" not in graph.lemmas:
        return False
    if any(has_since(graph, state) for state in graph.dependents(trigger, "xcomp")):
        return True  # "have kept the crossings shut since June"
    for other in graph.children[trigger]:
        token = graph.tokens[other]
        if token.lemma.lower() == "since" and token.deprel in ("advmod", "case", "mark"):
            return token.deprel == "advmod"
        if any(
            graph.tokens[o].lemma.lower() == "since" and graph.tokens[o].deprel in ("case", "mark")
            for o in graph.children[other]
        ):
            return True
    for token in graph.tokens[trigger + 1 : trigger + FARTHEST_SINCE]:
        is_other = token.upos in ("VERB", "AUX", "SCONJ") and token.lemma.lower() != "since"
        if is_other or token.text == ",":
            break
        if token.lemma.lower() == "since":
            return True  # parsers hang the phrase on the nearest noun
    return False


def lasts_since(graph: Graph, trigger: int, governing: Mapping[tuple[str, str], str]) -> bool:
    """Whether the form tells a state that goes on: a perfect ("has occupied"), a bare participle ("besieged since May").

    What is counted ("arrested 300 people since May") is a sum of acts that are over, unless the verb is one that lasts.
    """
    token = graph.tokens[trigger]
    auxiliaries = [graph.tokens[o] for o in graph.children[trigger] if graph.tokens[o].deprel in ("aux", "aux:pass")]
    if any(a.xpos == "VBD" for a in auxiliaries):
        return False
    if any(a.lemma.lower() == "have" for a in auxiliaries):
        if any(graph.tokens[o].text.lower() in REPEATED for o in graph.children[trigger]):
            return False
        kind = governing.get((token.lemma.lower(), "LASTING"))
        return kind == "ongoing" or (kind is None and not _counts(graph, trigger) and not _has_bare_since(graph, trigger))
    return token.xpos == "VBN" and token.deprel in ("acl", "advcl", "root", "acl:relcl", "appos")


def _counts(graph: Graph, trigger: int) -> bool:
    """Whether the subject or object is a number of people or things."""
    for other in graph.children[trigger]:
        if graph.tokens[other].deprel not in ("obj", "nsubj", "nsubj:pass"):
            continue
        if graph.tokens[other].upos == "NUM" or graph.tokens[other].lemma.lower() in MANY:
            return True
        for o in graph.children[other]:
            if graph.tokens[o].deprel == "nummod" or graph.tokens[o].lemma.lower() in MANY:
                return True
    return False


def _has_bare_since(graph: Graph, trigger: int) -> bool:
    """Whether "since" stands alone before the verb: "have since been freed" tells when, not how long."""
    tokens = graph.tokens
    return any(tokens[o].lemma.lower() == "since" and tokens[o].deprel == "advmod" for o in graph.children[trigger])


def _is_soon(graph: Graph, index: int) -> bool:
    """Whether a time to come stands with a present form: "is sending troops next month"."""
    for token in graph.tokens[index + 1 : index + 12]:
        if token.upos in ("PUNCT", "SCONJ") or token.xpos in ("VBD", "MD", "WDT", "WP"):
            return False
        if token.text.lower() in SOON and token.upos in ("ADJ", "ADV", "NOUN", "VERB"):
            following = graph.tokens[token.index + 1].lemma.lower() if token.index + 1 < len(graph.tokens) else ""
            if token.text.lower() in ("tomorrow", "soon", "shortly"):
                return True
            if following in ("week", "month", "year", "day", "hour", "this", "spring", "summer", "autumn", "winter"):
                return True
            if token.text.lower() == "next" and following[:1].isupper():
                return True
    return False


def modal_before(graph: Graph, trigger: int) -> str | None:
    """Effect of a modal that stands close before the predicate, for trees that take its verb for a noun ("will chair talks").

    Asked only where no finite form was found at all.
    """
    for token in reversed(graph.tokens[max(0, trigger - FARTHEST_MODAL) : trigger]):
        if token.upos in BREAKS or token.xpos in ("VBD", "VBZ", "VBP", "WDT", "WP", "WRB"):
            return None
        if token.xpos == "MD":
            return MODALS.get(token.text.lower())
    return None
