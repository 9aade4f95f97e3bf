"""Who says what: cue, speaker and content of every attributed statement of a sentence. Pure.

Content is a set of tokens, so that a trigger can be asked whose word it is. The innermost statement that holds a
trigger wins; a statement that is negated as a whole ("neither confirmed nor denied the loss") says nothing.
"""

from dataclasses import dataclass

from orchestration.coding.asides import FINITE, QUOTES_CLOSE, QUOTES_OPEN, content_around, find_aside
from orchestration.coding.graph import Graph
from orchestration.coding.words import CoderWords, CueWord

NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor"))
MISTAKEN_CLAUSES = ("xcomp", "advcl", "acl", "acl:relcl", "dep", "obj", "csubj")
DEPENDENT_NOUNS = ("compound", "nmod:poss", "flat", "obl:unmarked")


@dataclass(slots=True)
class Saying:
    """One statement inside a sentence. `speakers` are the head tokens of who says it, empty if unsaid."""

    cue: int
    cue_last: int
    kind: str
    speakers: list[int]
    content: frozenset[int]
    content_head: int | None
    is_negated: bool
    is_quotation: bool = False


def find_sayings(graph: Graph, words: CoderWords) -> list[Saying]:
    """All statements of one sentence, in order of their cues."""
    found: list[Saying] = []
    for token in graph.tokens:
        upos = "VERB" if token.upos == "AUX" else token.upos
        cue = words.cues.get((token.lemma.lower(), upos))
        if cue is None and token.xpos[:2] == "VB":
            cue = words.cues.get((token.lemma.lower(), "VERB"))
        if cue is not None:
            saying = (
                _verb_saying(graph, token.index, cue, words) if cue.pos == "VERB" else _other_saying(graph, token.index, cue)
            )
            if saying is not None:
                found.append(saying)
        elif token.lemma.lower() == "accord" or token.text.lower() == "according":
            saying = _according(graph, token.index)
            if saying is not None:
                found.append(saying)
        if token.deprel in ("ccomp", "root", "conj", "parataxis") and (token.lemma.lower(), "FALSE") in words.cues:
            saying = _called_false(graph, token.index)
            if saying is not None:
                found.append(saying)
        if token.lemma.lower() in ("by", "on") and token.upos == "ADP":
            saying = _by_the_count(graph, token.index, words)
            if saying is not None:
                found.append(saying)
    headline = _headline(graph)
    if headline is not None and not found:
        found.append(headline)
    return found


def _is_negated(graph: Graph, cue: int) -> bool:
    for other in graph.children[cue]:
        if graph.tokens[other].lemma.lower() in NEGATIONS or graph.tokens[other].text.lower() in NEGATIONS:
            return True
    token = graph.tokens[cue]
    before = cue - 1
    if before >= 0 and graph.tokens[before].text.lower() in NEGATIONS:
        return True
    if token.deprel == "conj" and token.head >= 0 and graph.child(cue, "nsubj", "aux") is None:
        return _is_negated(graph, token.head)
    return False


def _verb_saying(graph: Graph, index: int, cue: CueWord, words: CoderWords) -> Saying | None:
    tokens = graph.tokens
    if tokens[index].deprel in ("amod", "compound", "case", "mark", "fixed"):
        return None
    negated = _is_negated(graph, index)
    aside = find_aside(graph, index) if cue.frames & {"parataxis", "quote"} else None
    if tokens[index].xpos == "VBN" and tokens[index].deprel == "acl" and cue.frames & {"obj", "parataxis"}:
        return _reduced(graph, index, cue)
    speakers = _speakers(graph, index, aside)
    content_children = [
        other
        for other in graph.children[index]
        if (
            tokens[other].deprel in ("ccomp", "parataxis")
            and not (tokens[other].deprel == "parataxis" and other < index and aside)
        )
        or (tokens[other].deprel == "xcomp" and "xcomp" in cue.frames)
        or (tokens[other].deprel == "xcomp" and graph.is_passive(index) and "ccomp" in cue.frames)
        or (tokens[other].deprel in ("obj", "nsubj:pass") and "obj" in cue.frames)
        or (
            tokens[other].deprel in ("advcl", "acl", "obl")
            and cue.frames & {"of", "for", "with", "over"}
            and _under(graph, other, cue)
        )
        or (tokens[other].deprel in ("obl", "nmod") and "obl_of" in cue.frames and graph.case(other) == "of")
        or (tokens[other].deprel in ("obj", "xcomp", "obl") and "obj_as" in cue.frames and _has_as(graph, other))
    ]
    if cue.frames & {"of", "for"} and not content_children:
        accused = graph.child(index, "obj", "nsubj:pass")
        if accused is not None:
            content_children = [o for o in graph.dependents(accused, "acl", "advcl", "nmod") if _under(graph, o, cue)]
    content: set[int] = set()
    stop = frozenset((index, *_coordinated_cues(graph, content_children, words)))
    for child in content_children:
        content |= graph.subtree(child, stop)
    if content and content_children and tokens[content_children[0]].deprel == "ccomp":
        for sibling in graph.children[index]:
            if sibling > content_children[0] > index and graph.case(sibling) == "with":
                content |= graph.subtree(sibling, stop)  # ", with some already near the border"
    if content and content_children and tokens[content_children[0]].deprel in ("obj", "nsubj:pass"):
        for sibling in graph.children[index]:
            if sibling > content_children[0] > index and tokens[sibling].deprel.startswith(("obl", "nmod", "acl", "advcl")):
                content |= graph.subtree(sibling, stop)
    if "obj_as" in cue.frames and content:
        content |= set(range(index + 1, max(content) + 1))
    is_quotation = False
    if not [c for c in content_children if tokens[c].deprel in ("ccomp", "xcomp")] and aside is not None:
        content, is_quotation = content_around(graph, aside), False
        is_quotation = any(tokens[i].text in QUOTES_OPEN | QUOTES_CLOSE for i in content)
        content_children = []
    elif not content and "ccomp" in cue.frames:
        right = [o for o in graph.children[index] if o > index and tokens[o].deprel in MISTAKEN_CLAUSES]
        for child in right:
            if any(tokens[i].xpos in FINITE for i in graph.subtree(child, stop)):
                content |= graph.subtree(child, stop)
    if not content and cue.kind in ("deny", "confirm") and tokens[index].deprel == "acl:relcl":
        content = _charge_before(graph, index, words)
    content.discard(index)
    content = _up_to_semicolon(graph, index, content)
    for speaker in speakers:
        if aside is not None:
            content -= graph.subtree(speaker, stop)
    if not content:
        return None
    head = content_children[0] if content_children else None
    return Saying(index, index, cue.kind, speakers, frozenset(content), head, negated, is_quotation)


def _called_false(graph: Graph, index: int) -> Saying | None:
    """ "said that reports of a deployment were baseless": the subject is denied, by whoever says so."""
    subject = graph.child(index, "nsubj", "nsubj:pass")
    if subject is None or graph.child(index, "cop", "aux:pass") is None or _is_negated(graph, index):
        return None
    return Saying(index, index, "deny", [], frozenset(graph.subtree(subject)), subject, False)


def _reduced(graph: Graph, index: int, cue: CueWord) -> Saying | None:
    """ "the drive, announced by the secretary": what is said is the noun, with its clause where it is the subject of one."""
    noun = graph.tokens[index].head
    if noun < 0 or graph.tokens[noun].upos not in ("NOUN", "PROPN"):
        return None
    agent = graph.child(index, "obl:agent")
    by = [agent] if agent is not None else graph.oblique(index, "by")
    skip = frozenset(o for o in graph.children[noun] if graph.tokens[o].deprel in ("acl:relcl", "appos", "conj")) | {index}
    content = graph.subtree(noun, skip)
    return Saying(index, index, cue.kind, graph.conjuncts(by[0]) if by else [], frozenset(content), noun, False)


def _charge_before(graph: Graph, cue: int, words: CoderWords) -> set[int]:
    """ "X has been accused of using force, a charge that Y denies": what is denied is what stands before the charge."""
    noun = graph.tokens[cue].head
    if noun < 0 or (graph.tokens[noun].lemma.lower(), "NOUN") not in words.cues:
        return set()
    start = min(graph.subtree(noun))
    return set(range(start)) if start > 3 else set()


def _coordinated_cues(graph: Graph, heads: list[int], words: CoderWords) -> list[int]:
    """Cues wrongly coordinated inside the content: "denied that the town was lost and said ..." has one speaker."""
    found: list[int] = []
    for head in heads:
        for other in graph.dependents(head, "conj"):
            token = graph.tokens[other]
            is_cue = (token.lemma.lower(), "VERB") in words.cues and token.xpos in FINITE
            if is_cue and graph.child(other, "nsubj", "nsubj:pass", "mark") is None:
                found.append(other)
    return found


def _up_to_semicolon(graph: Graph, cue: int, content: set[int]) -> set[int]:
    """The part of the content on the cue's side of any semicolon outside quotation marks."""
    breaks = [t.index for t in graph.tokens if t.text == ";"]
    if not breaks:
        return content
    first = max((b for b in breaks if b < cue), default=-1)
    last = min((b for b in breaks if b > cue), default=len(graph.tokens))
    return {i for i in content if first < i < last}


def _under(graph: Graph, index: int, cue: CueWord) -> bool:
    marks = {graph.tokens[o].lemma.lower() for o in graph.children[index] if graph.tokens[o].deprel in ("mark", "case")}
    return bool(marks & cue.frames)


def _has_as(graph: Graph, index: int) -> bool:
    return any(graph.tokens[o].lemma.lower() == "as" for o in graph.subtree(index)) or graph.case(index) == "as"


def _speakers(graph: Graph, cue: int, aside: tuple[int, int] | None) -> list[int]:
    if graph.is_passive(cue):
        agent = graph.child(cue, "obl:agent")
        if agent is None:
            quoted = graph.tokens[cue].lemma.lower() in ("quote", "cite")
            return graph.surface_subjects(cue) if quoted else []
        return graph.conjuncts(agent)
    found = graph.subjects(cue)
    token = graph.tokens[cue]
    if token.deprel == "conj" and token.xpos in FINITE and graph.child(cue, "nsubj") is None and token.head >= 0:
        governor = graph.tokens[token.head]
        if governor.deprel == "ccomp" and governor.head >= 0 and graph.tokens[governor.head].upos == "VERB":
            found = graph.subjects(governor.head)
    found = [f for f in found if graph.tokens[f].upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")]
    if aside is None:
        return found or _first_nominal(graph, cue)
    inside = [f for f in found if aside[0] < f < aside[1]]
    if inside:
        return inside
    nominal = [i for i in range(aside[0] + 1, aside[1]) if i != cue and graph.tokens[i].upos in ("NOUN", "PROPN", "PRON")]
    heads = [i for i in nominal if graph.tokens[i].head not in nominal and graph.case(i) is None]
    return heads[:1] or found


def _first_nominal(graph: Graph, cue: int) -> list[int]:
    """The noun that opens the clause of a finite cue whose subject the parser missed."""
    if graph.tokens[cue].xpos not in FINITE:
        return []
    first = max((t.index + 1 for t in graph.tokens[:cue] if t.text == ";"), default=0)
    for token in graph.tokens[first:cue]:
        is_nominal = token.upos in ("NOUN", "PROPN", "PRON") and token.deprel not in DEPENDENT_NOUNS
        if is_nominal and graph.case(token.index) is None:
            return graph.conjuncts(token.index)
    return []


def _other_saying(graph: Graph, index: int, cue: CueWord) -> Saying | None:
    tokens = graph.tokens
    token = tokens[index]
    if cue.pos == "ADV" and token.head >= 0:
        head = token.head
        following = next(
            (i for i in range(index + 1, min(index + 5, len(tokens))) if tokens[i].upos in ("VERB", "ADJ", "ADP")), None
        )
        if following is not None and tokens[head].upos not in ("VERB", "ADJ", "NOUN"):
            head = following
        skip = frozenset(o for o in graph.children[head] if tokens[o].deprel in ("conj", "acl:relcl"))
        return Saying(index, index, cue.kind, [], frozenset(graph.subtree(head, skip)), head, False)
    if cue.pos == "ADJ" and token.deprel == "amod" and token.head >= 0:
        noun = token.head
        skip = frozenset(o for o in graph.children[noun] if tokens[o].deprel in ("conj", "acl:relcl", "appos"))
        return Saying(index, index, cue.kind, [], frozenset(graph.subtree(noun, skip)), noun, False)
    if cue.pos == "NOUN":
        children = [
            o for o in graph.children[index]
            if (tokens[o].deprel in ("ccomp", "acl") and _that_clause(graph, o))
            or (tokens[o].deprel.startswith("nmod") and graph.case(o) in ("of", "about"))
        ]  # fmt: skip
        content: set[int] = set()
        for child in children:
            content |= graph.subtree(child)
        if not content:
            return None
        negated = any(tokens[o].lemma.lower() in ("no", "little", "not") for o in graph.children[index])
        owner = graph.child(index, "nmod:poss")
        by = graph.oblique(index, "by", "from")
        speakers = graph.conjuncts(owner) if owner is not None else (graph.conjuncts(by[0]) if by else [])
        speakers = [s for s in speakers if s not in content]
        return Saying(index, index, cue.kind, speakers, frozenset(content), children[0], negated)
    return None


def _that_clause(graph: Graph, index: int) -> bool:
    return any(
        graph.tokens[o].deprel == "mark" and graph.tokens[o].lemma.lower() in ("that", "whether")
        for o in graph.children[index]
    )


def _according(graph: Graph, index: int) -> Saying | None:
    """ "according to X": the speaker is X, the content the clause around it."""
    tokens = graph.tokens
    if index + 2 >= len(tokens) or tokens[index + 1].text.lower() != "to":
        return None
    speaker = tokens[index].head if tokens[index].deprel == "case" else None
    if speaker is None or speaker <= index:
        nominal = [i for i in range(index + 2, len(tokens)) if tokens[i].upos in ("NOUN", "PROPN")]
        inside = [i for i in nominal if tokens[i].head not in nominal]
        if not inside:
            return None
        speaker = inside[0]
    aside = graph.subtree(speaker) | {index, index + 1}
    first, last = min(aside), max(aside)
    if index <= 1:
        after = last + 1
        content = set(range(after, len(tokens)))
    else:
        content = content_around(
            graph, (min(first, index) - 1 if tokens[min(first, index) - 1].text == "," else min(first, index), last + 1)
        )
    content -= aside
    return Saying(index, index + 1, "say", graph.conjuncts(speaker), frozenset(content), None, False)


def _by_the_count(graph: Graph, index: int, words: CoderWords) -> Saying | None:
    """ "by the ministry's count": a noun that tells the source of a figure."""
    for other in range(index + 1, min(index + 7, len(graph.tokens))):
        cue = words.cues.get((graph.tokens[other].lemma.lower(), "BY"))
        if cue is not None and graph.tokens[other].upos == "NOUN":
            owner = graph.child(other, "nmod:poss")
            if owner is None:
                return None
            aside = set(range(index, other + 1))
            content = content_around(graph, (index, other + 1)) - aside
            return Saying(other, other, cue.kind, [owner], frozenset(content), None, False)
    return None


def _headline(graph: Graph) -> Saying | None:
    """ "Moscow: four towns taken" in a headline: the speaker before a colon. Only where the part before is a bare name."""
    tokens = graph.tokens
    if not graph.sentence.is_headline:
        return None
    for token in tokens[1:6]:
        if token.text == ":":
            before = tokens[: token.index]
            after = range(token.index + 1, len(tokens))
            verb = any(t.xpos in FINITE or t.xpos in ("VBG", "VBN") for t in tokens[token.index + 1 :])
            if before and all(t.upos in ("PROPN", "ADJ", "NOUN", "PART") for t in before) and verb:
                heads = [t.index for t in before if t.upos in ("PROPN", "NOUN")]
                if heads and before[-1].lemma.lower() not in (
                    "update",
                    "analysis",
                    "explainer",
                    "live",
                    "video",
                    "watch",
                    "breaking",
                ):
                    return Saying(token.index, token.index, "say", heads[-1:], frozenset(after), None, False)
            break
    return None
