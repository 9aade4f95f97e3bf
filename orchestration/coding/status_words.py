"""What the words that hang on one token do to its status: auxiliaries, negations, marks, modifiers. Pure."""

from collections.abc import Mapping

from orchestration.coding.graph import Graph
from orchestration.coding.tenses import CAN, came_later, is_perceived
from orchestration.coding.verb_forms import TENSED

CONDITIONS = frozenset(("if", "unless", "whether", "lest", "provided", "once_if"))
NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely"))
NEGATIVE_DETERMINERS = frozenset(("no", "neither", "nobody", "none", "nothing", "no-one"))
HYPOTHETICAL_AUXILIARIES = frozenset(("would", "could", "may", "might", "can", "should", "’d", "'d", "ca"))
NEVER = frozenset("time point stage circumstance account way means moment".split())  # "at no point", "in no way"
CONDITIONAL_OPENINGS = (
    "in case ", "lest ", "provided ", "providing ", "on condition ", "as long as ", "so long as ", "suppose ", "supposing ",
    "assuming ", "in the event ", "except if ", "as if ", "as though ", "even if ", "if only ",
)  # fmt: skip
TRUE = frozenset("true correct accurate right confirm believe verify".split())
NAMED = "NAMED"  # rows of governing_words.csv: what bears the names of events
DENYING = frozenset(("without", "no", "deny", "dismiss", "reject", "avoid", "prevent", "refuse", "rule", "cannot"))
FUTURE_AUXILIARIES = frozenset(("will", "shall", "’ll", "'ll", "wo"))
LIKELIHOOD = {
    "likely": "predicted", "probably": "predicted", "presumably": "predicted", "apparently": "predicted",
    "possibly": "hypothetical", "perhaps": "hypothetical", "maybe": "hypothetical",
}  # fmt: skip
PREVENTED, FORBIDDEN = "PREVENTED", "FORBIDDEN"  # rows of governing_words.csv: done to what did not come about
ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl:unmarked")
COMPARATIVES = frozenset(("fewer", "less", "more"))
IN_ALL = frozenset(("likelihood", "probability"))


def own_effects(graph: Graph, index: int, is_joined: bool = False) -> list[str]:
    """Effects of the auxiliaries, negations, marks and determiners that hang on one token.

    is_joined: they are asked for a verb joined to the token, which does not share its object: "had no leader and [fled]".
    """
    found: list[str] = []
    tokens = graph.tokens
    has_to_infinitive = tokens[index].xpos == "VB" and graph.has_lemma_child(index, frozenset(("to",)), "mark")
    found.extend(_due(graph, index))
    if _is_replaced(graph, index):
        found.append("negated")
    for other in graph.children[index]:
        child = tokens[other]
        lemma, text = child.lemma.lower(), child.text.lower()
        if child.deprel in ("aux", "aux:pass"):
            if text in HYPOTHETICAL_AUXILIARIES or lemma in HYPOTHETICAL_AUXILIARIES:
                is_seen = text in CAN and is_perceived(graph, index)
                if is_seen or (text == "would" and came_later(graph, index)):
                    continue  # "gunfire could be heard"; "would later be arrested"
                is_question = text in ("’d", "'d") and lemma in ("have", "had")
                if not is_question:
                    found.append("hypothetical")
            elif text in FUTURE_AUXILIARIES or lemma in FUTURE_AUXILIARIES:
                found.append("hypothetical" if _is_conditioned(graph, index) else "planned")
            elif (lemma == "had" and other == 0 and child.upos == "AUX") or (lemma == "have" and child.text == "Had"):
                found.append("hypothetical")
            elif text in ("must", "ought"):
                found.append("planned")
        elif child.deprel == "mark" and lemma in CONDITIONS:
            found.append("conditional" if lemma != "whether" else "hypothetical")
        elif child.deprel == "advcl" and lemma in TRUE and graph.has_lemma_child(other, frozenset(("if",)), "mark"):
            found.append("hypothetical")  # "if the reports are true, the army has retaken the town"
        elif child.deprel == "obl" and lemma in NEVER and graph.has_lemma_child(other, frozenset(("no",)), "det"):
            found.append("negated")
        elif child.deprel == "obl" and lemma in IN_ALL and graph.case(other) == "in":
            found.extend(("likelihood", "predicted"))
        elif child.deprel in ("advmod", "neg", "cc:preconj", "det", *ARGUMENTS, "discourse", "cc"):
            if child.deprel in ("advmod", "discourse") and (lemma in NEGATIONS or text in NEGATIONS):
                if any(t.upos == "PUNCT" for t in tokens[index + 1 : other]):
                    continue  # "have recognised it; Serbia has not"
                only = other + 1 < len(tokens) and tokens[other + 1].lemma.lower() in ("only", "just", "least", "until")
                if not only:
                    found.append("negated")
            elif child.deprel == "det" and lemma == "any" and not _is_negated_clause(graph, index):
                found.append("hypothetical")  # "any attack will be answered"
            elif (child.deprel == "cc" and lemma == "nor") or (
                child.deprel == "det" and lemma in NEGATIVE_DETERMINERS and not _bounds_number(graph, other)
            ):
                found.append("negated")
            elif child.deprel in ARGUMENTS:
                is_none = (
                    not NEGATIVE_DETERMINERS.isdisjoint((lemma, text)) or graph.case(other) == "without"
                )  # "without a shot being fired"
                is_none = is_none or any(_is_of_none(graph, o) for o in graph.children[other])
                if is_none and not (is_joined and child.deprel == "obj"):
                    found.append("negated")
            elif lemma in ("almost", "nearly") and other == index - 1 and tokens[index].upos == "VERB":
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


def has_tensed_passive(graph: Graph, verb: int) -> bool:
    """Whether the verb is a passive with a tense of its own: "did not resist and [was arrested]"."""
    return any(graph.tokens[o].deprel == "aux:pass" and graph.tokens[o].xpos in TENSED for o in graph.children[verb])


def _is_conditioned(graph: Graph, verb: int) -> bool:
    """Whether it will be only if something else is: "will strike if the pay is cut", not "even if it rains"."""
    return any(
        (mark > 0 and graph.tokens[mark - 1].text.lower() != "even") or mark == 0
        for clause in graph.dependents(verb, "advcl")
        for mark in graph.dependents(clause, "mark")
        if graph.tokens[mark].text.lower() in ("if", "unless")
    )


def is_estimated(graph: Graph, index: int) -> bool:
    """Whether how many did or suffered it is an estimate: "the war has killed an estimated 150,000 people"."""
    counted = [o for o in graph.children[index] if graph.tokens[o].deprel in ("nsubj", "nsubj:pass", "obj")]
    return any(
        graph.tokens[part].text.lower() == "estimated" and graph.tokens[part + 1].upos == "NUM"
        for noun in counted
        for part in graph.children[noun]
        if part < noun
    )


def _is_of_none(graph: Graph, index: int) -> bool:
    """Whether the word makes its noun none at all: "no soldier", "neither side", "neither A nor B", "not a single shot"."""
    token = graph.tokens[index]
    if token.deprel not in ("det", "advmod", "cc:preconj") or _bounds_number(graph, index):
        return False
    is_not_one = token.lemma.lower() == "not" and any(
        t.lemma.lower() in ("a", "one") for t in graph.tokens[index + 1 : index + 2]
    )
    return is_not_one or token.lemma.lower() in ("no", "neither")


def _bounds_number(graph: Graph, index: int) -> bool:
    """Whether the "no" only says how large a number is: "no fewer than 17 soldiers were killed"."""
    following = [token.text.lower() for token in graph.tokens[index + 1 : index + 3]]
    return following[-1:] == ["than"] and following[0] in COMPARATIVES


def _is_replaced(graph: Graph, index: int) -> bool:
    """Whether "instead of", "rather than" or "far from" (doing) stands before the word."""
    before = [t.lemma.lower() for t in graph.tokens[max(0, index - 3) : index]]
    if before[-2:] == ["far", "from"] and graph.tokens[index].xpos == "VBG":
        return True
    return any(pair in (["instead", "of"], ["rather", "than"]) for pair in (before[-2:], before[-3:-1]))


def _due(graph: Graph, index: int) -> list[str]:
    """Effects of "is to": "are to be lifted" is planned, "was to have met" did not come about."""
    tokens = graph.tokens
    if any(tokens[o].lemma.lower() == "due" and tokens[o].deprel in ("case", "advmod", "mark") for o in graph.children[index]):
        return ["planned"]  # "is due to land", read as "owing to"
    to = next((o for o in graph.children[index] if tokens[o].deprel == "mark" and tokens[o].text.lower() == "to"), None)
    if to is not None and to > 0 and tokens[to - 1].lemma.lower() == "about":
        return ["planned"]
    if to is None or to < 1 or tokens[to - 1].lemma.lower() != "be" or tokens[to - 1].head != index:
        return []
    if tokens[index].lemma.lower() == "blame":
        return []  # "the rebels were to blame"
    return ["negated" if tokens[to + 1].lemma.lower() == "have" and tokens[to - 1].xpos == "VBD" else "planned"]


def _is_negated_clause(graph: Graph, index: int) -> bool:
    """Whether "any" is one of a negation: "without any arrests", "denied any attack"."""
    before = graph.tokens[max(0, index - 8) : index]
    return any(t.lemma.lower() in NEGATIONS or t.lemma.lower() in DENYING for t in before)


def is_definite(graph: Graph, noun: int) -> bool:
    """Whether the noun is told as known: "the attack", "these raids", "its withdrawal"."""
    is_pointed_at = graph.has_lemma_child(noun, frozenset(("the", "this", "these", "those")), "det")
    return is_pointed_at or graph.child(noun, "nmod:poss") is not None


def stands_under_condition(graph: Graph, index: int) -> bool:
    """Whether words that set a condition open the word's part of the sentence: "In case rebels attack, ...".

    Read from the words, since the tree mistakes them for nouns and verbs.
    """
    start = next((at + 1 for at in range(index - 1, -1, -1) if graph.tokens[at].upos == "PUNCT"), 0)
    opening = " ".join(token.text.lower() for token in graph.tokens[start : min(start + 3, index)])
    return f"{opening} ".startswith(CONDITIONAL_OPENINGS)


def modifier_effects(graph: Graph, index: int, governing: Mapping[tuple[str, str], str]) -> list[str]:
    """Effects of adjectives and participles on an event noun: "ongoing battles", "a planned attack", "an attempted coup"."""
    if graph.tokens[index].upos not in ("NOUN", "PROPN"):
        circumstances = graph.oblique(index, "in", "during", "as") if graph.tokens[index].upos == "VERB" else []
        around = [effect for noun in circumstances for effect in modifier_effects(graph, noun, governing)]
        return ["dropped"] if "dropped" in around else []  # "stormed the beach in a mock landing"
    found = [effect] if (effect := governing.get((_hyphened_before(graph, index), "MODIFIER"))) is not None else []
    event = graph.tokens[index]
    if event.deprel == "appos" and event.text[:1].isupper() and (graph.tokens[event.head].lemma.lower(), NAMED) in governing:
        found.append("dropped")  # 'the film "The Last Siege"'
    for other in graph.children[index]:
        token = graph.tokens[other]
        if token.deprel == "appos" and (token.lemma.lower(), NAMED) in governing:
            found.append("dropped")  # "The Protest, a café in Ljubljana"
        kinds = (PREVENTED, FORBIDDEN) if event.head < 0 else (PREVENTED,)
        if token.deprel == "acl" and token.xpos == "VBN" and any((token.lemma.lower(), kind) in governing for kind in kinds):
            found.append("negated")  # "Protest banned in Tbilisi", "a plot foiled by the police"
        if token.deprel in ("amod", "compound", "advmod"):
            effect = governing.get((token.lemma.lower(), "MODIFIER")) or governing.get((token.text.lower(), "MODIFIER"))
            if effect is not None:
                found.append(effect)
    return found


def _hyphened_before(graph: Graph, index: int) -> str:
    """The word of two parts before a noun, which the parser takes for three words: "would-be", "hoped-for"; else empty."""
    if index < 3 or graph.tokens[index - 2].text != "-":
        return ""
    first, hyphen, last = graph.tokens[index - 3 : index]
    is_one_word = first.char_end == hyphen.char_start and hyphen.char_end == last.char_start
    return f"{first.text}-{last.text}".lower() if is_one_word else ""
