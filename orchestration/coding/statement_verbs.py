"""Statements whose cue is a verb: who says, and what, where `statement_content` does not find it behind the verb. Pure.

What is said is told by the tree where the tree gives a clause, and by position where it does not: an aside, a colon, a
quotation, a "that" behind whom is spoken to.
"""

from collections.abc import Sequence

from orchestration.coding.asides import (
    ADDRESSED,
    EDGES,
    QUOTES,
    QUOTES_OPEN,
    content_around,
    content_stop,
    find_aside,
    is_source,
)
from orchestration.coding.graph import Graph
from orchestration.coding.sayings import Saying
from orchestration.coding.speakers import quoted_speaker, speakers_of
from orchestration.coding.statement_content import OPEN_QUESTIONS, content_of, told_state
from orchestration.coding.verb_forms import is_finite, is_negated
from orchestration.coding.words import CoderWords, CueWord

WRITERS = frozenset("correspondent reporter newspaper paper website".split())
CHARGING = frozenset(("accuse", "blame", "allege", "charge", "fault"))
RULINGS = frozenset(("verdict", "trial"))  # who rejects them says nothing of what stands before
TAKING_UP = frozenset(("which", "something"))
OF = frozenset(("of",))
TO = frozenset(("to",))
REMARKING = frozenset(("comment", "elaborate"))


def verb_saying(graph: Graph, index: int, cue: CueWord, words: CoderWords, before: Sequence[Saying]) -> Saying | None:
    """The statement of a verb, or None where it says nothing. before: the statements found left of it."""
    tokens = graph.tokens
    token = tokens[index]
    if token.deprel in ("amod", "compound", "case", "mark", "fixed") and not is_finite(graph, index):
        return None
    if token.xpos == "VBG" and graph.child(index, "nmod:poss", "det", "amod") is not None:
        return None  # "approved in its third reading a law"
    if _quotes_speech(graph, index, words):
        return None  # "was quoted as saying": the statement is that of "saying"
    negated = is_negated(graph, index)
    if "source" in cue.frames and token.xpos == "VBG":
        sourced = _citing(graph, index, cue, before)
        if sourced is not None:
            return sourced
    if negated and token.lemma.lower() in REMARKING:
        return None  # "declined to comment on reports that ...": says nothing of it
    if cue.kind == "predict" and index + 1 < len(tokens) and tokens[index + 1].text.lower() == "for":
        return None  # "staff, who fear for their jobs, walked out"
    if token.lemma.lower() in ADDRESSED and _is_order(graph, index):
        return None
    if any(graph.tokens[o].lemma.lower() == "life" for o in graph.dependents(index, "obj")):
        return None  # "has claimed 60 lives" kills
    if cue.kind == "deny" and _is_of_charge(graph, index, words):
        return _answer(graph, index, words)
    paired = _pair(graph, index, words)
    finite = is_finite(graph, index)
    if token.xpos == "VBN" and token.deprel == "acl" and paired is None and not finite and cue.frames & {"obj", "parataxis"}:
        reduced = _reduced(graph, index, cue)
        if reduced is not None:
            return reduced
    quoted = quoted_speaker(graph, index)
    may_stand_beside = cue.frames & {"parataxis", "quote"} and told_state(graph, index) is None
    aside = find_aside(graph, index) if may_stand_beside else None
    if quoted and tokens[min(index + 1, len(tokens) - 1)].upos == "PUNCT":
        edge = next((t.index for t in reversed(tokens[:index]) if t.text in EDGES), 0)
        aside = (edge, index + 1) if edge else None
    if aside is not None and cue.kind in ("deny", "confirm") and _has_charge(graph, range(aside[0] + 1, index), words):
        aside = None  # ", a charge Kabul denied"
    speakers = quoted or speakers_of(graph, index, aside, before, paired is not None)
    if any(_is_outlet(graph, speaker) for speaker in speakers):
        return None  # "our correspondent gathered that ...": the article's own word
    if not speakers and paired is not None:
        speakers = speakers_of(graph, paired, None, before, True)
    if aside is not None:
        content, head = content_around(graph, aside, words), None
        if tokens[aside[0] + 1].lemma.lower() == "as" and aside[0] < index:
            content |= set(range(aside[1] + 1, len(tokens)))
        if cue.kind == "deny" and tokens[aside[0] + 1].text.lower() in TAKING_UP:
            content -= set(range(_charged_from(graph, aside[0])))  # "[the union] accused police of torture, which he denied"
        if "parataxis" not in cue.frames and not any(tokens[i].text in QUOTES for i in content):
            content = set()  # ", police responded." tells an event
    else:
        content, head = content_of(graph, index, cue, words)
    if not content:
        content, head = _elsewhere(graph, index, cue, words, paired)
    content.discard(index)
    content -= _told_beside(graph, head)
    content &= _between_semicolons(graph, index)
    if aside is not None:
        for speaker in speakers:
            content -= set(range(aside[0], aside[1])) & graph.subtree(speaker)
    if not any(tokens[i].upos != "PUNCT" for i in content):
        return None
    asks = (negated or not speakers) and tokens[min(content)].lemma.lower() in OPEN_QUESTIONS
    quotes = is_quoted(graph, content)
    return Saying(index, index, cue.kind, speakers, frozenset(content), head, negated and not asks, quotes, asks)


def _is_order(graph: Graph, verb: int) -> bool:
    """Whether somebody is told to do it: "were told [to fire]", "told his men to burn the village"."""
    if graph.child(verb, "ccomp") is not None:
        return False
    return any(
        graph.tokens[clause].xpos == "VB" and graph.has_lemma_child(clause, TO, "mark")
        for clause in graph.dependents(verb, "xcomp", "advcl")
    )


def _is_outlet(graph: Graph, noun: int) -> bool:
    """Whether who says it is who writes: "our correspondent", "this newspaper"."""
    is_writer = graph.tokens[noun].lemma.lower() in WRITERS
    return is_writer and any(graph.tokens[o].text.lower() in ("our", "this") for o in graph.children[noun])


def _told_beside(graph: Graph, head: int | None) -> set[int]:
    """What the article tells behind what is said: "denied that he had told them to shoot, and his party [called] a strike".

    Past perfect tells what is said to have been before; a simple past joined to it, with a subject of its own, does not.
    """
    tokens = graph.tokens
    if head is None or not any(tokens[o].text.lower() == "had" and tokens[o].deprel == "aux" for o in graph.children[head]):
        return set()
    beside: set[int] = set()
    for other in graph.dependents(head, "conj"):
        cc = graph.child(other, "cc")
        is_past = tokens[other].xpos == "VBD" and graph.child(other, "aux", "cop", "mark") is None
        has_own = graph.child(other, "nsubj") is not None or tokens[other - 1].text == ","
        if cc is not None and tokens[cc - 1].text == "," and is_past and has_own:
            beside |= set(range(cc, max(graph.subtree(other)) + 1))
    return beside


def is_quoted(graph: Graph, content: set[int]) -> bool:
    """Whether the content opens with a quotation mark."""
    first = min((i for i in content if graph.tokens[i].upos != "PUNCT"), default=0)
    return first > 0 and graph.tokens[first - 1].text in QUOTES_OPEN


def _between_semicolons(graph: Graph, cue: int) -> set[int]:
    """The positions on the cue's side of every semicolon."""
    breaks = [t.index for t in graph.tokens if t.text == ";"]
    first = max((b for b in breaks if b < cue), default=-1)
    last = min((b for b in breaks if b > cue), default=len(graph.tokens))
    return set(range(first + 1, last))


def _quotes_speech(graph: Graph, cue: int, words: CoderWords) -> bool:
    """Whether "as saying" follows: another verb of speech tells what is said."""
    tokens = graph.tokens
    for other in range(cue + 1, min(cue + 12, len(tokens) - 1)):
        if tokens[other].text == "as" and tokens[other + 1].xpos == "VBG":
            return (tokens[other + 1].lemma.lower(), "VERB") in words.cues
        if tokens[other].upos == "PUNCT":
            return False
    return False


def _citing(graph: Graph, index: int, cue: CueWord, before: Sequence[Saying]) -> Saying | None:
    """ "..., citing two officers": the object is who says what stands before."""
    source = graph.child(index, "obj")
    if source is None or index < 1 or graph.tokens[index - 1].upos != "PUNCT":
        return None
    if not is_source(graph.tokens[source]):
        return None  # "citing a lack of permits": a reason
    heads = graph.conjuncts(source)
    after = source + 1
    if after + 1 < len(graph.tokens) and graph.tokens[after].text == "," and graph.tokens[after + 1].text == "that":
        told = frozenset(range(after + 2, len(graph.tokens)))
        return Saying(index, index, cue.kind, heads, told, None, False)  # "wrote, citing a diplomat, that ..."
    earlier = [saying for saying in before if saying.cue < index]
    content = frozenset(range(index - 1)) & (earlier[-1].content if earlier else frozenset(range(index)))
    return Saying(index, index, cue.kind, heads, content, None, False) if content else None


def _reduced(graph: Graph, index: int, cue: CueWord) -> Saying | None:
    """ "the drive, announced by the secretary": what is said is the noun."""
    noun = graph.tokens[index].head
    if noun < 0 or graph.tokens[noun].upos not in ("NOUN", "PROPN"):
        return None
    if "of" in cue.frames and any(graph.has_lemma_child(o, OF, "mark", "case") for o in graph.children[index]):
        return None  # "a man suspected of planting the bomb": the noun is who, not what
    agent = graph.child(index, "obl:agent")
    by = [agent] if agent is not None else graph.oblique(index, "by")
    skip = frozenset(o for o in graph.children[noun] if graph.tokens[o].deprel in ("acl:relcl", "appos", "conj")) | {index}
    content = graph.subtree(noun, skip)
    return Saying(index, index, cue.kind, graph.conjuncts(by[0]) if by else [], frozenset(content), noun, False)


def _pair(graph: Graph, index: int, words: CoderWords) -> int | None:
    """The other verb of "neither confirmed nor denied the loss", of which one alone has the object in the tree."""
    tokens = graph.tokens
    for link, other in ((index + 1, index + 2), (index - 1, index - 2)):
        if not 0 <= other < len(tokens) or tokens[link].text.lower() not in ("nor", "or", "and"):
            continue
        if (tokens[other].lemma.lower(), "VERB") in words.cues and tokens[other].xpos[:2] == "VB":
            return other
    return None


def _elsewhere(graph: Graph, index: int, cue: CueWord, words: CoderWords, paired: int | None) -> tuple[set[int], int | None]:
    """What is said where the verb itself has neither clause nor object."""
    tokens = graph.tokens
    if paired is not None:
        other = words.cues[tokens[paired].lemma.lower(), "VERB"]
        content, head = content_of(graph, paired, other, words)
        return {i for i in content if i > max(index, paired)}, head
    if (
        "xcomp" in cue.frames
        and index + 2 < len(tokens)
        and (tokens[index + 1].text == "to" or tokens[index + 1].xpos == "VBG")
    ):
        return set(range(index + 1, content_stop(graph, index, words))), None
    if cue.kind in ("deny", "confirm"):
        charge = _charge_before(graph, index, words)
        if charge:
            return charge, None
    if tokens[index].lemma.lower() in ADDRESSED and tokens[index].deprel in ("parataxis", "conj") and graph.is_passive(index):
        told = graph.child(index, "nsubj:pass")
        comma = min(graph.subtree(told)) - 1 if told is not None else -1
        if comma > 0 and tokens[comma].text == "," and tokens[index].head < comma:
            return set(range(comma)), None  # "The hostages were freed, relatives were told"
    opening = next((o for o in graph.children[index] if tokens[o].lemma.lower() == "as" and o < index), None)
    if opening == 0:
        comma = next((t.index for t in tokens[index:] if t.upos == "PUNCT"), len(tokens) - 1)
        return set(range(comma + 1, content_stop(graph, comma, words))), None
    noun = tokens[index].head
    if tokens[index].deprel == "acl:relcl" and noun >= 0 and "obj" in cue.frames and _relative_object(graph, index):
        return graph.subtree(noun, frozenset((index,))), noun
    return set(), None


def _relative_object(graph: Graph, index: int) -> bool:
    return any(
        graph.tokens[o].deprel in ("obj", "nsubj:pass") and graph.tokens[o].xpos in ("WDT", "WP")
        for o in graph.children[index]
    )


def _has_charge(graph: Graph, span: range, words: CoderWords) -> bool:
    return any(_names_charge(graph, i, words) for i in span)


def _names_charge(graph: Graph, noun: int, words: CoderWords) -> bool:
    lemma = graph.tokens[noun].lemma.lower()
    return (lemma, "NOUN") in words.cues and lemma not in RULINGS


def _is_of_charge(graph: Graph, cue: int, words: CoderWords) -> bool:
    """Whether the verb tells of a charge before the comma: ", a charge the army rejected", ", an account disputed by X"."""
    token = graph.tokens[cue]
    if token.deprel not in ("acl", "acl:relcl") or graph.tokens[token.head].upos != "NOUN" or is_negated(graph, cue):
        return False
    first = min(o for o in (token.head, *graph.children[token.head]) if graph.tokens[o].upos != "PUNCT")
    is_apposed = first > 1 and graph.tokens[first - 1].text in (",", "—", "–")
    return is_apposed and _names_charge(graph, token.head, words)


def _answer(graph: Graph, cue: int, words: CoderWords) -> Saying | None:
    """Who denies what stands before the charge."""
    content = _charge_before(graph, cue, words)
    agents = graph.dependents(cue, "obl:agent")
    speakers = graph.conjuncts(agents[0]) if agents else graph.subjects(cue)
    return Saying(cue, cue, "deny", speakers, frozenset(content), None, False) if content else None


def _charge_before(graph: Graph, cue: int, words: CoderWords) -> set[int]:
    """ "X has been accused of using force, a charge that Y denies": what is denied is what stands before the charge.

    Not what stands before who is blamed: "12 people died, he said, [blaming] Afghan rebels, a charge that Kabul denied".
    """
    for noun in range(cue - 1, max(1, cue - 10), -1):
        if _names_charge(graph, noun, words):
            opening = next((i for i in range(noun, max(-1, noun - 5), -1) if graph.tokens[i].text in (",", "—", "–")), 0)
            return set(range(_charged_from(graph, opening), opening)) if opening > 2 else set()
    return set()


def _charged_from(graph: Graph, end: int) -> int:
    """Where what somebody is accused of begins, before `end`; 0 where nobody is."""
    return next((t.index + 1 for t in reversed(graph.tokens[:end]) if t.lemma.lower() in CHARGING), 0)
