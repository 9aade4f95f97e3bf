"""Who says what a verb of speech reports: by the tree, by the aside around the verb, or by the statement before it. Pure."""

from collections.abc import Sequence

from orchestration.coding.asides import NOMINAL
from orchestration.coding.graph import Graph
from orchestration.coding.sayings import Saying
from orchestration.coding.verb_forms import FINITE, is_active, is_finite

DEPENDENT_NOUNS = ("compound", "nmod:poss", "flat", "obl:unmarked", "nmod", "nummod")
SPEAKING = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")
FARTHEST_AGENT = 12


def speakers_of(graph: Graph, cue: int, aside: tuple[int, int] | None, before: Sequence[Saying], is_paired: bool) -> list[int]:
    """The heads of who says it.

    before: the statements found left of the cue, whose speaker may go on speaking. is_paired: one of two verbs with one
    object, which is no passive however it is tagged.
    """
    active = is_paired or is_active(graph, cue)
    if not active:
        agent = graph.child(cue, "obl:agent")
        return graph.conjuncts(agent) if agent is not None else []
    if aside is not None:
        return _inside(graph, cue, aside)
    shared = _goes_on(graph, cue, before)
    if shared:
        return shared
    found = [f for f in graph.surface_subjects(cue) if graph.tokens[f].upos in SPEAKING]
    return found or _first_nominal(graph, cue)


def _inside(graph: Graph, cue: int, aside: tuple[int, int]) -> list[int]:
    tokens = graph.tokens
    own = graph.child(cue, "nsubj", "nsubj:outer")
    if own is not None and aside[0] < own < aside[1]:
        return graph.conjuncts(own)
    nominal = [i for i in range(aside[0] + 1, aside[1]) if i != cue and tokens[i].upos in NOMINAL]
    left = [i for i in nominal if i < cue]
    for region in (left, nominal):
        heads = [i for i in region if tokens[i].head not in region and not _has_case(graph, i) and not _owns(graph, i)]
        if heads:
            return graph.conjuncts(heads[0])
    return [f for f in graph.subjects(cue) if tokens[f].upos in SPEAKING]


def _has_case(graph: Graph, index: int) -> bool:
    """Whether a preposition of its own stands before the noun, which the parser may have joined to one that has."""
    return graph.case(index) is not None and (graph.tokens[index].deprel != "conj" or graph.child(index, "case") is not None)


def _owns(graph: Graph, index: int) -> bool:
    return graph.tokens[index].deprel in ("nmod:poss", "compound", "obl:unmarked")


def _goes_on(graph: Graph, cue: int, before: Sequence[Saying]) -> list[int]:
    """The speaker of the statement before, for ", adding that", "and said that", "neither confirmed nor denied"."""
    tokens = graph.tokens
    last_break = max((t.index for t in tokens[:cue] if t.text == ";"), default=-1)
    earlier = [saying for saying in before if last_break < saying.cue < cue and tokens[saying.cue].upos != "NOUN"]
    if not earlier or cue < 1:
        return []
    link = cue - 1
    while link > 0 and tokens[link].upos in ("ADV", "AUX") and tokens[link].text.lower() != "nor":
        link -= 1
    opens = tokens[link].upos == "CCONJ" or tokens[link].text.lower() in ("nor", "then")
    if tokens[cue].xpos == "VBG" and (tokens[link].text == "," or tokens[link].upos in ("CCONJ", "SCONJ", "ADP")):
        return _outermost(earlier, cue).speakers
    if opens and (is_finite(graph, cue) or tokens[cue].xpos == "VBN"):
        return earlier[-1].speakers
    return []


def _outermost(earlier: Sequence[Saying], cue: int) -> Saying:
    """The latest statement whose cue no other statement holds."""
    free = [s for s in earlier if not any(s.cue in other.content for other in earlier if other is not s)]
    return (free or list(earlier))[-1]


def _first_nominal(graph: Graph, cue: int) -> list[int]:
    """The noun that opens the clause of a finite cue whose subject the parser missed."""
    tokens = graph.tokens
    if tokens[cue].xpos not in (*FINITE, "VBN", "NNS"):
        return []
    first = max((t.index + 1 for t in tokens[:cue] if t.text == ";" or t.lemma.lower() == "that"), default=0)
    for token in tokens[first:cue]:
        is_nominal = token.upos in NOMINAL and (token.deprel not in DEPENDENT_NOUNS or token.head == cue)
        if is_nominal and graph.case(token.index) is None:
            return graph.conjuncts(token.index)
    return []


def quoted_speaker(graph: Graph, cue: int) -> list[int]:
    """Who "was quoted as saying" something, or whom an agency "quoted as saying" it; empty where the cue is no such."""
    tokens = graph.tokens
    if tokens[cue].xpos != "VBG" or cue < 2 or tokens[cue - 1].text != "as":
        return []
    for verb in range(cue - 2, max(-1, cue - FARTHEST_AGENT), -1):
        if tokens[verb].upos == "VERB" and tokens[verb].xpos != "VBG":
            return graph.surface_subjects(verb) if graph.is_passive(verb) else graph.objects(verb)
    return []


def accused(graph: Graph, cue: int, frames: frozenset[str], stop: int) -> int | None:
    """Where the charge begins: the "of" of "accused the president of X of arming rebels", a participle's before a noun's."""
    tokens = graph.tokens
    wanted = frames - {"that"}
    marks = [i for i in range(cue + 1, stop - 1) if tokens[i].lemma.lower() in wanted and tokens[i].upos in ("ADP", "SCONJ")]
    if "deed" in frames:
        marks = [i for i in range(cue + 1, stop - 1) if tokens[i].text.lower() == "for" and tokens[i + 1].xpos == "VBG"]
    charges = [i for i in marks if tokens[i + 1].xpos == "VBG"]
    return next(iter(charges or marks), None)
