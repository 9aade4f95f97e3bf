"""Statements whose cue is a verb: who says, and where what is said begins and ends. Pure.

What is said is told by the tree where the tree gives a clause, and by position where it does not: an aside, a colon, a
quotation, a "that" behind whom is spoken to. It never reaches into a clause with a speaker of its own.
"""

from collections.abc import Sequence

from orchestration.coding.asides import (
    ACTS,
    ADDRESSED,
    CONTRASTS,
    EDGES,
    QUOTES,
    QUOTES_OPEN,
    content_around,
    content_stop,
    find_aside,
)
from orchestration.coding.graph import Graph
from orchestration.coding.sayings import Saying
from orchestration.coding.speakers import accused, quoted_speaker, speakers_of
from orchestration.coding.verb_forms import FINITE, is_active, is_finite, is_negated
from orchestration.coding.words import CoderWords, CueWord

MISTAKEN_CLAUSES = ("xcomp", "advcl", "acl", "acl:relcl", "dep", "obj", "csubj")
OPEN_QUESTIONS = frozenset(("whether", "if", "how", "why", "who", "what", "when", "where"))
MEDIA = frozenset(
    ("statement", "interview", "post", "letter", "speech", "report", "email", "message", "call", "tweet", "briefing",
     "conference", "address", "note", "comment", "remark", "broadcast", "video")
)  # fmt: skip
PICTURES = frozenset(
    """footage video image photograph photo picture clip film recording broadcast television satellite imagery document record
    data map livestream""".split()
)
PREPOSITIONS = frozenset(("of", "for", "with", "over"))


def verb_saying(graph: Graph, index: int, cue: CueWord, words: CoderWords, before: Sequence[Saying]) -> Saying | None:
    """The statement of a verb, or None where it says nothing. before: the statements found left of it."""
    tokens = graph.tokens
    token = tokens[index]
    if token.deprel in ("amod", "compound", "case", "mark", "fixed") and not is_finite(graph, index):
        return None
    if _quotes_speech(graph, index, words):
        return None  # "was quoted as saying": the statement is that of "saying"
    negated = is_negated(graph, index)
    if "source" in cue.frames and token.xpos == "VBG":
        sourced = _citing(graph, index, cue, before)
        if sourced is not None:
            return sourced
    paired = _pair(graph, index, words)
    finite = is_finite(graph, index)
    if token.xpos == "VBN" and token.deprel == "acl" and paired is None and not finite and cue.frames & {"obj", "parataxis"}:
        reduced = _reduced(graph, index, cue)
        if reduced is not None:
            return reduced
    quoted = quoted_speaker(graph, index)
    aside = find_aside(graph, index) if cue.frames & {"parataxis", "quote"} else None
    if quoted and tokens[min(index + 1, len(tokens) - 1)].upos == "PUNCT":
        edge = next((t.index for t in reversed(tokens[:index]) if t.text in EDGES), 0)
        aside = (edge, index + 1) if edge else None
    speakers = quoted or speakers_of(graph, index, aside, before, paired is not None)
    if not speakers and paired is not None:
        speakers = speakers_of(graph, paired, None, before, True)
    if aside is not None:
        content, head = content_around(graph, aside, words), None
        if tokens[aside[0] + 1].lemma.lower() == "as" and aside[0] < index:
            content |= set(range(aside[1] + 1, len(tokens)))
        if "parataxis" not in cue.frames and not any(tokens[i].text in QUOTES for i in content):
            content = set()  # ", police responded." tells an event
    else:
        content, head = _content(graph, index, cue, words)
    if not content:
        content, head = _elsewhere(graph, index, cue, words, paired)
    content.discard(index)
    content &= _between_semicolons(graph, index)
    if aside is not None:
        for speaker in speakers:
            content -= set(range(aside[0], aside[1])) & graph.subtree(speaker)
    if not any(tokens[i].upos != "PUNCT" for i in content):
        return None
    asks = (negated or not speakers) and tokens[min(content)].lemma.lower() in OPEN_QUESTIONS
    quotes = is_quoted(graph, content)
    return Saying(index, index, cue.kind, speakers, frozenset(content), head, negated and not asks, quotes, asks)


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
        content, head = _content(graph, paired, other, words)
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


def _charge_before(graph: Graph, cue: int, words: CoderWords) -> set[int]:
    """ "X has been accused of using force, a charge that Y denies": what is denied is what stands before the charge."""
    for noun in range(cue - 1, max(1, cue - 10), -1):
        if (graph.tokens[noun].lemma.lower(), "NOUN") in words.cues:
            opening = next((i for i in range(noun, max(-1, noun - 5), -1) if graph.tokens[i].text in (",", "—", "–")), 0)
            return set(range(opening)) if opening > 2 else set()
    return set()


def _content(graph: Graph, index: int, cue: CueWord, words: CoderWords) -> tuple[set[int], int | None]:
    """What a verb says to its right (or, in the passive, around it), with the head of its clause where the tree tells one."""
    stop = content_stop(graph, index, words)
    if cue.frames & {"parataxis", "quote"}:
        opening = _opening(graph, index, stop)
        if opening is not None:
            return _quotation(graph, opening), None
    if "ccomp" in cue.frames or "that" in cue.frames:
        clause, head = _clause(graph, index, cue, stop, words)
        if clause:
            return clause, head
    heads = [o for o in _complements(graph, index, cue) if o < stop]
    charge = accused(graph, index, cue.frames, stop) if not heads else None
    if charge is not None:
        return set(range(charge, _next_clause(graph, index, stop))), None
    content: set[int] = set()
    for head in heads:
        aside = frozenset(
            o for o in graph.children[head] if graph.tokens[o].deprel == "advcl" and _marks(graph, o) & CONTRASTS
        )
        content |= graph.subtree(head, aside | {index})
    if heads and graph.tokens[heads[0]].deprel in ("obj", "nsubj:pass", "xcomp"):
        for sibling in graph.children[index]:
            is_adjunct = graph.tokens[sibling].deprel.startswith(("obl", "nmod", "acl", "advcl"))
            is_adjunct = is_adjunct and not _marks(graph, sibling) & CONTRASTS
            if sibling > heads[0] > index and is_adjunct and not _is_medium(graph, sibling):
                content |= graph.subtree(sibling)
    if "obj_as" in cue.frames and content:
        content |= set(range(index + 1, max(content) + 1))
    return {i for i in content if i < stop}, heads[0] if heads else None


def _next_clause(graph: Graph, index: int, stop: int) -> int:
    """Where a clause coordinated to the verb, with a subject of its own, begins: "charged three, and the premier quit"."""
    clauses = [o for o in graph.children[index] if graph.tokens[o].deprel == "conj" and graph.child(o, "nsubj") is not None]
    return min((min(graph.subtree(clause)) for clause in clauses if clause > index), default=stop)


def _opening(graph: Graph, index: int, stop: int) -> int | None:
    """Where ": ..." or a quotation begins that follows the cue and whom is spoken to."""
    tokens = graph.tokens
    for other in range(index + 1, min(index + 14, len(tokens) - 1)):
        text = tokens[other].text
        if text == ":":
            return other + 1
        if text in QUOTES:
            alone = tokens[other - 1].text in (",", ":") or other == index + 1
            return other if alone else None
        if tokens[other].xpos in FINITE or tokens[other].lemma.lower() == "that" or other >= stop:
            return None
    return None


def _quotation(graph: Graph, start: int) -> set[int]:
    """From `start` to the quotation mark that closes it, or to the end of the sentence."""
    tokens = graph.tokens
    if tokens[start].text in QUOTES:
        for other in range(start + 1, len(tokens)):
            if tokens[other].text in QUOTES and tokens[other].text != "“":
                return set(range(start, other + 1))
    return set(range(start, len(tokens)))


def _clause(graph: Graph, index: int, cue: CueWord, stop: int, words: CoderWords) -> tuple[set[int], int | None]:
    tokens = graph.tokens
    start = _that(graph, index, cue, stop, words)
    head = next((o for o in graph.children[index] if o > index and tokens[o].deprel == "ccomp"), None)
    if start is None and "that" in cue.frames:
        return set(), None
    if start is None and not is_active(graph, index) and tokens[index].lemma.lower() not in ADDRESSED:
        return set(), None  # "do not be stressed"
    if start is None and head is not None and head < stop:
        start = min((i for i in graph.subtree(head) if i > index), default=index + 1)
    if start is None and not any(o < stop for o in _complements(graph, index, cue)):
        for other in graph.children[index]:
            is_clause = tokens[other].deprel in MISTAKEN_CLAUSES or _is_joined_without_link(graph, index, other)
            if other > index and is_clause and not _infinitive(graph, other) and not _is_own_act(graph, other):
                under = {i for i in graph.subtree(other) if index < i < stop}
                if any(tokens[i].xpos in FINITE for i in under):
                    start, head = min(under), other
                    break
    if start is None:
        return set(), None
    if head is None or head < start:
        head = tokens[start].head if tokens[start].head > start else None
        if head is not None and tokens[head].deprel.startswith("nsubj") and tokens[head].head > head:
            head = tokens[head].head  # "that" taken for the article of the subject
    last = max(graph.subtree(head)) if head is not None else stop - 1
    for sibling in graph.children[index]:
        is_clause = tokens[sibling].deprel in ("advcl", "parataxis", "conj", "ccomp")
        is_clause = is_clause and not _is_own_act(graph, sibling)
        if sibling > start and (is_clause or tokens[sibling].deprel.startswith("obl")) and not _is_medium(graph, sibling):
            last = max(last, *graph.subtree(sibling))
    if last < start:
        last = stop - 1
    return set(range(start, min(last + 1, stop))), head


def _is_own_act(graph: Graph, verb: int) -> bool:
    """ "Announces sanctions, [urges] restraint", "said he was ill and [urged] calm": a further act of the one who speaks."""
    token = graph.tokens[verb]
    is_joined = token.deprel in ("conj", "parataxis") and token.xpos in FINITE and token.lemma.lower() in ACTS
    return is_joined and graph.child(verb, "nsubj", "nsubj:pass", "mark", "aux") is None


def _is_joined_without_link(graph: Graph, index: int, other: int) -> bool:
    """Whether a clause was read as coordinated though nothing joins it: "prosecutors allege rebels fired"."""
    subject = graph.child(other, "nsubj") if graph.tokens[other].deprel == "conj" else None
    if subject is None:
        return False
    return not any(token.upos in ("PUNCT", "CCONJ") for token in graph.tokens[index + 1 : subject])


def _that(graph: Graph, index: int, cue: CueWord, stop: int, words: CoderWords) -> int | None:
    """The "that" or "whether" that opens what is said, behind a date, a medium or whom is spoken to."""
    tokens = graph.tokens
    addresses = tokens[index].lemma.lower() in ADDRESSED or graph.is_passive(index)
    for other in range(index + 1, min(index + 16, stop)):
        token = tokens[other]
        if token.lemma.lower() in OPEN_QUESTIONS and other == index + 1:
            return other
        if token.text == "," and "ccomp" not in cue.frames:
            return None
        is_opening = token.upos != "DET" or tokens[other - 1].upos in ("PROPN", "NUM", "PRON")  # "on Tuesday that police ..."
        if token.text.lower() == "that" and is_opening and other + 1 < len(tokens):
            return other
        if token.xpos in FINITE or token.text in QUOTES:
            return None
        is_object = token.deprel in ("obj", "iobj") and token.head == index and token.upos != "DET"
        if is_object and not addresses and token.lemma.lower() != "it":  # "rumour has it that"
            return None
        if (token.lemma.lower(), "NOUN") in words.cues and not _is_medium(graph, other) and not addresses:
            return None
    return None


def _infinitive(graph: Graph, index: int) -> bool:
    return any(graph.tokens[o].lemma.lower() == "to" and graph.tokens[o].deprel == "mark" for o in graph.children[index])


def _is_medium(graph: Graph, index: int) -> bool:
    """Whether the phrase tells where something is said: "in a statement", "on X", "at a press conference"."""
    return graph.tokens[index].lemma.lower() in MEDIA and graph.case(index) in ("in", "on", "at", "during", "via", "by")


def _complements(graph: Graph, index: int, cue: CueWord) -> list[int]:
    """The dependents that tell what is said under the cue's frames, a clause left out."""
    tokens = graph.tokens
    passive = graph.is_passive(index)
    found = []
    for other in graph.children[index]:
        relation = tokens[other].deprel
        is_infinitive = relation == "xcomp" and ("xcomp" in cue.frames or (passive and "ccomp" in cue.frames))
        if relation == "advcl" and passive and index + 1 < len(tokens) and tokens[index + 1].text == "to":
            is_infinitive = cue.frames & {"ccomp", "xcomp"} != set() and _infinitive(graph, other)  # "is alleged to have"
        if relation in ("advcl", "ccomp") and "xcomp" in cue.frames and _is_gerund_behind(graph, index, other):
            is_infinitive = True  # "admitted (to) planting the bomb"
        is_object = relation in ("obj", "nsubj:pass") and "obj" in cue.frames
        is_said_of = relation == "nsubj:pass" and "ccomp" in cue.frames and graph.child(index, "xcomp") is not None
        is_charge = relation in ("advcl", "acl", "obl", "nmod") and bool(_marks(graph, other) & cue.frames & PREPOSITIONS)
        is_deed = "deed" in cue.frames and relation in ("advcl", "acl") and _is_deed(graph, other)
        is_topic = "obl_of" in cue.frames and relation in ("obl", "nmod", "advcl") and "of" in _marks(graph, other)
        is_seen = "obj_seen" in cue.frames and relation in ("obj", "ccomp") and _is_seen(graph, index, other)
        is_label = "obj_as" in cue.frames and relation in ("obj", "xcomp", "obl", "advcl") and _has_as(graph, other)
        is_clause = tokens[other].upos in ("VERB", "AUX", "ADJ")
        is_remark = relation == "parataxis" and other > index and is_clause and "ccomp" in cue.frames
        is_noun = (is_object or is_said_of) and not _is_empty(graph, other)
        if is_infinitive or is_noun or is_charge or is_deed or is_topic or is_label or is_remark or is_seen:
            found.append(other)
    return sorted(found, key=lambda other: tokens[other].deprel != "xcomp")


def _is_gerund_behind(graph: Graph, cue: int, other: int) -> bool:
    tokens = graph.tokens
    first = cue + 2 if cue + 1 < len(tokens) and tokens[cue + 1].text.lower() == "to" else cue + 1
    return other == first and tokens[other].xpos == "VBG"


def _is_deed(graph: Graph, clause: int) -> bool:
    """Whether the clause tells what somebody is punished for: "jailed a blogger for spreading rumours"."""
    return graph.tokens[clause].xpos == "VBG" and "for" in _marks(graph, clause)


def _is_seen(graph: Graph, index: int, other: int) -> bool:
    """Whether an act is shown or told: "footage showed the attack", "described soldiers burning houses"."""
    if any(graph.tokens[o].xpos == "VBG" and graph.tokens[o].deprel in ("acl", "ccomp") for o in graph.children[other]):
        return True
    return any(graph.tokens[s].lemma.lower() in PICTURES for s in graph.surface_subjects(index))


def _is_empty(graph: Graph, index: int) -> bool:
    """Whether the word stands for a clause that follows or a noun before: "it was reported that", "that X denies"."""
    token = graph.tokens[index]
    return token.xpos in ("WDT", "WP") or token.lemma.lower() in ("it", "that", "which")


def _marks(graph: Graph, index: int) -> set[str]:
    return {graph.tokens[o].lemma.lower() for o in graph.children[index] if graph.tokens[o].deprel in ("mark", "case")}


def _has_as(graph: Graph, index: int) -> bool:
    return any(graph.tokens[o].lemma.lower() == "as" for o in graph.subtree(index)) or graph.case(index) == "as"
