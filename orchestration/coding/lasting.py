"""Whether what happened still goes on: "since May", "for a third night", "in force", verbs of states. Pure.

LASTING rows of governing_words.csv tell verbs that last (`ongoing`: "hold", "besiege") and verbs that are over at once
(`happened`: "capture", "arrest"): what was seized since May is no longer being seized, what was held since May still is.
"""

from collections.abc import Mapping

from orchestration.coding.graph import Graph
from orchestration.coding.noun_phrases import SPANS

FARTHEST_SINCE = 9
FARTHEST_FOR = 12
MANY = frozenset(
    ("dozen", "hundred", "thousand", "score", "several", "many", "more", "few", "number", "million", "least", "another")
)
REPEATED = frozenset(("times", "twice", "repeatedly"))  # "has sent troops there three times since 2016"
IN_FORCE = frozenset(("force", "place", "effect", "progress", "session", "course"))
KEEPING = frozenset(("leave", "keep", "maintain", "retain"))
ORDINAL_ENDINGS = ("st", "nd", "rd", "th", "first", "second", "third", "straight", "consecutive", "successive")
FROM_DAY_TO_DAY = frozenset(("straight", "consecutive", "successive", "running"))
SPREADING = "SPREADING"  # rows of governing_words.csv: what an event does in the present while it goes on
ENTERING = frozenset(("enter", "go", "drag", "move", "stretch", "roll"))


def goes_on(graph: Graph, trigger: int, governing: Mapping[tuple[str, str], str]) -> bool:
    """Whether a predicate in a past or perfect form, or an event noun, is told as going on still."""
    if has_since(graph, trigger) and _lasts_since(graph, trigger, governing):
        return True
    token = graph.tokens[trigger]
    if (
        (token.xpos == "VBN" or token.upos == "ADJ")
        and token.deprel in ("acl", "amod")
        and governing.get((token.lemma.lower(), "LASTING")) == "ongoing"
    ):
        return True  # "land controlled by the militias", "the besieged town": a state
    if token.xpos in ("VB", "VBP", "VBZ") and any(graph.tokens[o].text.lower() == "still" for o in graph.children[trigger]):
        return True  # "never pulled out and still occupy the town"
    if token.xpos == "VBG" and token.deprel == "advcl" and graph.tokens[token.head].xpos != "VBD":
        return graph.tokens[0].text == "With" and graph.tokens[0].head == trigger  # "With rebels shelling Goma, he has left"
    if _is_spreading(graph, trigger, governing):
        return True
    is_day_of_it = _is_nth_day(graph, trigger) or _goes_into_day(graph, trigger)
    return is_day_of_it or _is_in_force(graph, trigger) or _lasts_for(graph, trigger)


def _is_spreading(graph: Graph, trigger: int, governing: Mapping[tuple[str, str], str]) -> bool:
    """Whether the present tells how the event itself goes: "as fighting spreads", "the blockade tightens"."""
    token = graph.tokens[trigger]
    if token.deprel != "nsubj" or token.head < 0:
        return False
    head = graph.tokens[token.head]
    is_present = head.xpos in ("VBZ", "VBP") and (head.lemma.lower(), SPREADING) in governing
    has_past = any(graph.tokens[o].xpos == "VBD" for o in graph.dependents(head.index, "aux"))
    return is_present and not has_past


def _is_in_force(graph: Graph, trigger: int) -> bool:
    """Whether "in force", "in place", "under way" stands behind the event noun: "a curfew in force since Sunday"."""
    tokens = graph.tokens
    if tokens[trigger].upos not in ("NOUN", "PROPN") or trigger + 1 >= len(tokens):
        return False
    if is_left_in_place(graph, trigger):
        return True
    after = [t.text.lower() for t in tokens[trigger + 1 : trigger + 3]]
    return after[0] in ("underway", "under-way") or (after[0] == "in" and after[-1] in IN_FORCE) or after == ["under", "way"]


def is_left_in_place(graph: Graph, noun: int) -> bool:
    """Whether somebody leaves or keeps it in force: "to keep the sanctions on Mali in place for a month"."""
    verb = graph.tokens[noun].head
    if graph.tokens[noun].deprel != "obj" or graph.tokens[verb].lemma.lower() not in KEEPING:
        return False
    return any(graph.tokens[o].text.lower() in IN_FORCE and graph.case(o) == "in" for o in graph.children[verb])


def _is_nth_day(graph: Graph, trigger: int) -> bool:
    """Whether it "entered its third week of protests"; "after the seventh night of unrest" it happened."""
    token = graph.tokens[trigger]
    if token.head < 0 or graph.tokens[token.head].lemma.lower() not in SPANS or graph.case(trigger) != "of":
        return False
    if graph.case(token.head) in ("after", "on", "for", "during", "following"):
        return False
    return _is_nth(graph, token.head)


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


def _lasts_since(graph: Graph, trigger: int, governing: Mapping[tuple[str, str], str]) -> bool:
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


def _goes_into_day(graph: Graph, trigger: int) -> bool:
    """Whether the event is in one of its days: "the strike entered its third week", "three weeks into the truce"."""
    token = graph.tokens[trigger]
    if token.head < 0 or token.upos not in ("NOUN", "PROPN"):
        return False
    head = graph.tokens[token.head]
    if graph.case(trigger) == "into" and head.lemma.lower() in SPANS:
        return True
    if token.deprel != "nsubj" or head.lemma.lower() not in ENTERING:
        return False
    return any(_is_nth(graph, other) for other in graph.dependents(token.head, "obj", "obl"))


def _lasts_for(graph: Graph, trigger: int) -> bool:
    """Whether days are counted up to now: "drones strike Erbil for a fourth day", "have camped on the square for ten days".

    What a simple past tells so ("blocked the road for a ninth night") happened on that day.
    """
    tokens = graph.tokens
    auxiliaries = [tokens[o] for o in graph.children[trigger] if tokens[o].deprel in ("aux", "aux:pass")]
    if tokens[trigger].xpos == "VBD" or any(a.xpos == "VBD" for a in auxiliaries):
        return False
    is_perfect = any(a.lemma.lower() == "have" and a.xpos in ("VBZ", "VBP") for a in auxiliaries)
    for token in tokens[trigger + 1 : trigger + FARTHEST_FOR]:
        if token.upos in ("VERB", "AUX", "SCONJ") or token.text in (",", ";", ":"):
            return False
        if token.lemma.lower() in SPANS and graph.case(token.index) == "for":
            is_run = any(tokens[o].text.lower() in FROM_DAY_TO_DAY for o in graph.children[token.index])
            return _is_nth(graph, token.index) or is_run or (is_perfect and not _counts(graph, trigger))
    return False


def _is_nth(graph: Graph, day: int) -> bool:
    """Whether the word is "third week", "19th day"."""
    return graph.tokens[day].lemma.lower() in SPANS and any(
        graph.tokens[o].upos in ("ADJ", "NUM") and graph.tokens[o].text.lower().endswith(ORDINAL_ENDINGS)
        for o in graph.children[day]
    )
