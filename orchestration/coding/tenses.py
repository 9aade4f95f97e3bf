"""What the finite form around a predicate tells: happened, ongoing or planned. Tense, aspect, modals. Pure.

HEADLINE rows tell verbs whose present form means in a headline that it goes on, where others tell what has happened.
"""

from collections.abc import Mapping

from orchestration.coding.graph import Graph

FARTHEST_MODAL = 6
SOON = frozenset(("tomorrow", "next", "soon", "shortly", "coming", "upcoming", "later"))
MODALS = {
    "will": "planned", "shall": "planned", "’ll": "planned", "'ll": "planned", "would": "hypothetical",
    "could": "hypothetical", "may": "hypothetical", "might": "hypothetical", "should": "hypothetical",
}  # fmt: skip
CAN = frozenset(("can", "could"))
CAME_LATER = frozenset(("later", "subsequently"))
UNTOLD_YET = frozenset("if unless under whether plan proposal deal agreement accord draft bill scheme order".split())
BREAKS = ("PUNCT", "SCONJ", "CCONJ")
REMAINING = frozenset(("remain", "stay"))
HEREBY = frozenset(("hereby",))


def tense_of(graph: Graph, index: int, is_headline: bool, governing: Mapping[tuple[str, str], str]) -> str | None:
    """happened or ongoing (or planned) by the finite form that governs the token; None where there is none."""
    tokens = graph.tokens
    token = tokens[index]
    auxiliaries = [tokens[o] for o in graph.children[index] if tokens[o].deprel in ("aux", "aux:pass", "cop")]
    present = {a.lemma.lower() for a in auxiliaries if a.xpos in ("VBZ", "VBP")}
    past = any(a.xpos == "VBD" for a in auxiliaries) if auxiliaries else False
    if token.upos in ("VERB", "ADJ") and not REMAINING.isdisjoint(present):
        return "ongoing"  # "the crossings remain closed", read as a passive
    if came_later(graph, index):
        return "happened"
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


def came_later(graph: Graph, index: int) -> bool:
    """ "The rebels would later burn the village": what the article looks back on, unless a plan, a condition or somebody's
    word tells it."""
    tokens = graph.tokens
    if tokens[index].deprel in ("ccomp", "parataxis") or not any(
        tokens[o].text.lower() == "would" for o in graph.children[index]
    ):
        return False
    if not any(tokens[o].text.lower() in CAME_LATER for o in graph.children[index]):
        return False
    return all(token.lemma.lower() not in UNTOLD_YET for token in tokens)


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


def is_perceived(graph: Graph, verb: int) -> bool:
    """Whether what can be is nothing but seen or heard: "an officer can be seen kicking him", "could hear shelling"."""
    token = graph.tokens[verb]
    return token.lemma.lower() == "hear" or (token.lemma.lower() == "see" and token.xpos == "VBN")


def modal_before(graph: Graph, trigger: int) -> str | None:
    """Effect of a modal that stands close before the predicate, for trees that take its verb for a noun ("will chair talks").

    Asked only where no finite form was found at all.
    """
    for token in reversed(graph.tokens[max(0, trigger - FARTHEST_MODAL) : trigger]):
        if token.upos in BREAKS or token.xpos in ("VBD", "VBZ", "VBP", "WDT", "WP", "WRB"):
            return None
        if token.xpos == "MD":
            if token.text.lower() in CAN and is_perceived(graph, token.head):
                return None
            return MODALS.get(token.text.lower())
    return None
