"""Statements whose cue is no verb: nouns ("claims that"), adverbs, "according to", counts, headlines. Pure."""

from dataclasses import replace

from orchestration.coding.asides import DASHES, NOMINAL, content_around, content_stop
from orchestration.coding.graph import Graph
from orchestration.coding.sayings import Saying
from orchestration.coding.speakers import speakers_of
from orchestration.coding.statement_content import is_for_deed
from orchestration.coding.statement_verbs import is_quoted
from orchestration.coding.verb_forms import FINITE, is_negated
from orchestration.coding.words import CoderWords, CueWord

OF = frozenset(("of", "about"))
LONGEST_LABEL = 6
LONGEST_COUNT = 7
LONGEST_SOURCE = 10
OPENING = frozenset(("'", "‘", '"', "“", "``"))
CLOSING = frozenset(("'", "’", '"', "”", "''"))
DENYING = frozenset(
    """deny dismiss reject refute rebut dispute contest rubbish brush shrug scorn decry deride repudiate counter contradict
    debunk laugh""".split()
)
SPREADING = frozenset("spread reach emerge circulate surface come swirl mount grow abound appear arrive break".split())
TURNED_DOWN = frozenset(("deny", "dismiss", "dispute", "refute", "reject", "make", "publish", "issue", "file"))
LONGEST_COUNTED = 14  # words between what is counted and its figure
FIGURES = frozenset(
    """number toll figure total count tally crowd turnout deployment strength loss casualty dead death fatality damage size
    force share demonstrator protester""".split()
)
GIVEN = frozenset("number toll figure total count tally".split())
ROUND = frozenset("about around nearly almost roughly approximately some".split())


def called_false(graph: Graph, index: int) -> Saying | None:
    """ "said that reports of a deployment were baseless": the subject is denied, by whoever says so."""
    subject = graph.child(index, "nsubj", "nsubj:pass")
    if subject is None or graph.child(index, "cop", "aux:pass") is None or is_negated(graph, index):
        return None
    return Saying(index, index, "deny", [], frozenset(graph.subtree(subject)), subject, False)


def other_saying(graph: Graph, index: int, cue: CueWord, words: CoderWords) -> Saying | None:
    """The statement of an adverb, adjective or noun."""
    if cue.pos == "ADV":
        return _adverb(graph, index, cue)
    if cue.pos == "ADJ":
        return _attribute(graph, index, cue)
    return _noun(graph, index, cue, words) if cue.pos == "NOUN" else None


def _adverb(graph: Graph, index: int, cue: CueWord) -> Saying | None:
    tokens = graph.tokens
    head = tokens[index].head
    if head < 0:
        return None
    following = next(
        (i for i in range(index + 1, min(index + 5, len(tokens))) if tokens[i].upos in ("VERB", "ADJ", "ADP")), None
    )
    if following is not None and tokens[head].upos not in ("VERB", "ADJ", "NOUN"):
        head = following
    skip = frozenset(o for o in graph.children[head] if tokens[o].deprel in ("conj", "acl:relcl")) | {index}
    return Saying(index, index, cue.kind, [], frozenset(graph.subtree(head, skip)), head, False)


def _attribute(graph: Graph, index: int, cue: CueWord) -> Saying | None:
    tokens = graph.tokens
    noun = tokens[index].head
    if tokens[index].deprel != "amod" or noun < 0:
        return None
    skip = frozenset(
        o for o in graph.children[noun] if tokens[o].deprel in ("conj", "acl:relcl", "appos") or _is_known_deed(graph, o)
    )
    return Saying(index, index, cue.kind, [], frozenset(graph.subtree(noun, skip)), noun, False)


def _is_known_deed(graph: Graph, noun: int) -> bool:
    """ "The alleged mastermind of [the attack]": who did it is alleged, that it was done is known."""
    is_definite = any(graph.tokens[o].text.lower() in ("the", "that", "this") for o in graph.dependents(noun, "det"))
    return is_definite and graph.tokens[noun].deprel == "nmod" and graph.case(noun) in ("of", "in", "behind")


def _noun(graph: Graph, index: int, cue: CueWord, words: CoderWords) -> Saying | None:
    tokens = graph.tokens
    told = graph.oblique(index, "of", "about") if "of" in cue.frames else []
    heads = [o for o in told if tokens[o].deprel.startswith("nmod")]
    if "of" in cue.frames and not heads:  # "reports of shelling", the noun read as a verb
        heads = [o for o in graph.dependents(index, "acl") if graph.has_lemma_child(o, OF, "mark", "case")]
    if "deed" in cue.frames:  # "went on trial for killing a farmer"
        near = (*graph.children[index], *(graph.children[tokens[index].head] if tokens[index].head >= 0 else ()))
        heads = sorted(o for o in near if o > index and tokens[o].deprel in ("advcl", "acl") and is_for_deed(graph, o))[:1]
    content: set[int] = set()
    clause = _noun_clause(graph, index)
    if clause is not None:
        stop = content_stop(graph, index, words)
        content = {i for i in range(clause[0], max(graph.subtree(clause[1])) + 1) if i < stop}
        heads = [clause[1]]
    if clause is None and (told_to_be := _said_to_be(graph, index)) is not None:
        content, heads = set(range(told_to_be, content_stop(graph, told_to_be, words))), [graph.tokens[index].head]
    for head in heads if not content else ():
        content |= {i for i in graph.subtree(head) if i > index}
    if not content:
        return None
    negated = any(tokens[o].lemma.lower() in ("no", "little", "not") for o in graph.children[index])
    owner = graph.child(index, "nmod:poss")
    by = graph.oblique(index, "by", "from")
    speakers = graph.conjuncts(owner) if owner is not None else (graph.conjuncts(by[0]) if by else [])
    turned_down = _turned_down(graph, index)
    if turned_down is not None:
        return Saying(index, index, "deny", graph.subjects(turned_down), frozenset(content), heads[0], False)
    return Saying(index, index, cue.kind, [s for s in speakers if s not in content], frozenset(content), heads[0], negated)


def _said_to_be(graph: Graph, noun: int) -> int | None:
    """Where the clause begins that the noun is said to be: "The army's version is [that] they fired first"."""
    if not graph.tokens[noun].deprel.startswith("nsubj"):
        return None
    behind = max((i for i in graph.subtree(noun)), default=noun) + 1
    pair = [token.lemma.lower() for token in graph.tokens[behind : behind + 2]]
    return behind + 1 if pair == ["be", "that"] else None


def _turned_down(graph: Graph, noun: int) -> int | None:
    """The verb of "rejected allegations that", "dismissed as false reports that": its subject denies what the noun tells."""
    token = graph.tokens[noun]
    if token.head < 0 or token.deprel not in ("obj", "obl", "nsubj:pass", "conj"):
        return None
    verb = graph.tokens[noun].head if token.deprel != "conj" else graph.tokens[token.head].head
    if verb < 0 or graph.tokens[verb].lemma.lower() not in DENYING or is_negated(graph, verb):
        return None
    return verb if token.deprel != "obl" or graph.case(noun) in ("as", "against") else None


def _noun_clause(graph: Graph, index: int) -> tuple[int, int] | None:
    """The "that" behind the noun and the verb of its clause; where "that" is the subject, it tells of the noun."""
    tokens = graph.tokens
    that = _that_behind(graph, index)
    if that + 2 >= len(tokens) or tokens[that].text.lower() not in ("that", "whether"):
        return None
    if tokens[that + 1].upos in ("VERB", "AUX"):
        return None
    around = (*graph.children[index], *(graph.children[tokens[index].head] if that > index + 1 else ()))
    under = [o for o in around if o > that and tokens[o].upos in ("VERB", "AUX", "ADJ", "NOUN", "PROPN")]
    head = next((o for o in under if tokens[o].deprel in ("ccomp", "acl", "acl:relcl", "appos")), tokens[that].head)
    if head <= that or (tokens[head].lemma.lower() in TURNED_DOWN and graph.child(head, "obj") in (None, that)):
        return None
    if tokens[that].deprel == "obj" and tokens[that].head == head:
        return None  # "a call that Niger brushed aside"
    return that, head


def _that_behind(graph: Graph, noun: int) -> int:
    """Where "that" must stand: behind the noun, behind whose word it is ("accusations by the UN that"), or behind the verb
    that brings it up ("rumours spread on Monday that")."""
    tokens = graph.tokens
    if tokens[min(noun + 1, len(tokens) - 1)].text.lower() in ("by", "from"):
        behind = tokens[noun + 2 : noun + LONGEST_SOURCE]
        that = next((t for t in behind if t.text.lower() == "that" or t.upos in ("VERB", "AUX", "PUNCT", "SCONJ")), None)
        return that.index if that is not None and that.deprel == "mark" else noun + 1
    verb = tokens[noun].head if tokens[noun].deprel == "nsubj" else -1
    if verb < noun or tokens[verb].lemma.lower() not in SPREADING:
        return noun + 1
    return next((t.index for t in tokens[verb + 1 : verb + 5] if t.text.lower() == "that"), noun + 1)


def _contrast_before(graph: Graph, index: int) -> int:
    """Where the clause begins that stands against the one before: "passed it, [but] thousands marched, according to X"."""
    for token in reversed(graph.tokens[:index]):
        if token.text.lower() in ("but", "whereas") and token.index and graph.tokens[token.index - 1].text == ",":
            verb = graph.tokens[token.head] if token.head >= 0 else token
            return token.index if graph.child(verb.index, "nsubj", "nsubj:pass") is not None else 0
    return 0


def according(graph: Graph, index: int, words: CoderWords) -> Saying | None:
    """ "according to X": the speaker is X, the content the clause around it."""
    tokens = graph.tokens
    if index + 2 >= len(tokens) or tokens[index + 1].text.lower() != "to":
        return None
    speaker = tokens[index].head if tokens[index].deprel == "case" else None
    comma = next((t.index for t in tokens[index + 2 :] if t.text == ","), None)
    if index <= 1 and speaker is not None and comma is not None and speaker > comma:
        speaker = None  # the parser hung "according to X" on the subject of the clause
    if speaker is None or speaker <= index:
        nominal = [i for i in range(index + 2, len(tokens)) if tokens[i].upos in NOMINAL]
        if comma is not None:
            nominal = [i for i in nominal if i < comma] or nominal
        speaker = next((i for i in nominal if tokens[i].head not in nominal), None)
        if speaker is None:
            return None
    phrase = {i for i in graph.subtree(speaker) if i > index and tokens[i].upos != "PUNCT"} | {index, index + 1}
    last = _phrase_end(graph, index, max(phrase))
    if index <= 1:
        content = set(range(last + 1, content_stop(graph, last, words)))
    else:
        start = index - 1 if tokens[index - 1].text == "," else index
        content = content_around(graph, (start, last + 1), words)
        content -= set(range(max(_contrast_before(graph, index), _figures_from(graph, start, is_only_figure=True))))
    content -= set(range(index, last + 1))
    if not content:
        return None
    return Saying(
        index, index + 1, "say", graph.conjuncts(speaker), frozenset(content), None, False, is_quoted(graph, content)
    )


def _phrase_end(graph: Graph, index: int, last: int) -> int:
    """The phrase ends where a clause goes on behind its comma, whatever the parser hung on it."""
    tokens = graph.tokens
    for comma in range(index + 3, last):
        if tokens[comma].text == "," and tokens[comma + 1].upos not in ("PRON",):
            rest = tokens[comma + 1 : last + 1]
            if any(t.xpos in FINITE for t in rest) and tokens[comma + 1].lemma.lower() not in ("who", "which", "whose"):
                return comma - 1
    return last


def by_the_count(graph: Graph, index: int, words: CoderWords) -> Saying | None:
    """ "by the ministry's count": a noun that tells the source of a figure."""
    tokens = graph.tokens
    for other in range(index + 1, min(index + LONGEST_COUNT, len(tokens))):
        is_gerund = tokens[other].xpos == "VBG"  # "in the army's telling"
        cue = words.cues.get(((tokens[other].text if is_gerund else tokens[other].lemma).lower(), "BY"))
        if cue is None or (tokens[other].upos not in ("NOUN", "PROPN") and not is_gerund):
            continue
        if graph.child(other, "nummod") is not None:
            return None  # "on 21 counts of fraud"
        owner = graph.child(other, "nmod:poss")
        if owner is None:
            owner = next(iter(graph.oblique(other, "of", "from")), None)  # "in the words of the governor"
        if owner is None:
            mark = next((i for i in range(index + 1, other) if tokens[i].text in ("'s", "’s", "'", "’")), None)
            owner = mark - 1 if mark is not None else None
        if owner is None:
            return None
        said = _said_beside(graph, (index, max(other, owner)), other, cue.kind, owner, words)
        first = _figures_from(graph, index - 1, is_only_figure=False)
        return replace(said, content=said.content - set(range(first))) if said is not None else None
    return None


def _figures_from(graph: Graph, end: int, is_only_figure: bool) -> int:
    """Where the relative clause with a figure that ends at `end` begins, of which alone a source behind it tells; else 0.

    "Declared an emergency in Cauca, [where fighting has killed 80], according to the UN". is_only_figure: only where nothing
    before it is counted.
    """
    tokens = graph.tokens
    figures = [t.index for t in tokens[:end] if t.deprel == "nummod" and not t.text.isalpha()]
    for token in tokens[:end]:
        is_outcome = not is_only_figure and token.deprel == "advcl" and token.xpos == "VBG"  # ", killing 40 by its count"
        if not (token.deprel == "acl:relcl" or is_outcome) or token.upos != "VERB":
            continue
        clause = sorted(i for i in graph.subtree(token.index) if i < end)
        first = clause[0]
        is_set_off = first > 1 and "," in (tokens[first].text, tokens[first - 1].text)
        is_place = any(tokens[i].text.lower() == "where" for i in clause)
        is_counted = any(i in figures for i in clause) and not (is_only_figure and figures[0] < first)
        if clause[-1] + 2 >= end and is_counted and (is_set_off or is_place):
            return first
    return 0


def per_source(graph: Graph, index: int, words: CoderWords) -> Saying | None:
    """ "..., per the ministry": who is named behind "per" says what stands beside it; "per head" names nobody."""
    tokens = graph.tokens
    source = tokens[index].head if tokens[index].deprel == "case" else -1
    is_set_off = index == 0 or tokens[index - 1].text == ","
    if (
        not is_set_off
        or source < index
        or not any(t.text.lower() == "the" or t.upos == "PROPN" for t in tokens[index : source + 1])
    ):
        return None
    return _said_beside(graph, (index, source), index, "say", source, words)


def put_at(graph: Graph, index: int) -> Saying | None:
    """ "The rebels put the number of soldiers killed at 30", "a doctor gave a toll of 88": who puts a figure on it says it;
    a round figure is a guess."""
    tokens = graph.tokens
    counted = graph.child(index, "obj")
    is_put = tokens[index].lemma.lower() == "put"
    if counted is None or tokens[counted].lemma.lower() not in (FIGURES if is_put else GIVEN):
        return None
    before_figure = "at" if is_put else "of"
    for at in range(counted + 1, len(tokens) - 1):
        if tokens[at].text.lower() != before_figure or at > counted + LONGEST_COUNTED:
            continue
        figure = next((i for i in range(at + 1, min(at + 5, len(tokens))) if tokens[i].upos == "NUM"), None)
        if figure is None:
            continue
        is_round = any(t.text.lower() in ROUND for t in tokens[at + 1 : figure])
        speakers = speakers_of(graph, index, None, [], False)
        counted_too = [o for o in graph.dependents(figure, "conj") if graph.child(o, "nummod") is not None]
        content = frozenset(range(index + 1, max(figure, tokens[figure].head, *counted_too, 0) + 1))
        return Saying(index, index, "estimate" if is_round else "say", speakers, content, None, False) if speakers else None
    return None


def _said_beside(graph: Graph, phrase: tuple[int, int], cue: int, kind: str, speaker: int, words: CoderWords) -> Saying | None:
    """The statement of a phrase, from its first to its last token, that names who says what stands around it."""
    first, last = phrase
    if first == 0:
        content = set(range(last + 1, len(graph.tokens)))
    else:
        start = first - 1 if graph.tokens[first - 1].text == "," else first
        content = content_around(graph, (start, last + 1), words) - set(range(first, last + 1))
    return Saying(cue, cue, kind, [speaker], frozenset(content), None, False) if content else None


def named_at_mark(graph: Graph, words: CoderWords) -> Saying | None:
    """ "Moscow: four towns taken", "Four towns taken: ministry", "Four towns taken – ministry": a bare name at the mark.

    Outside headlines the name opens the sentence or ends it: "Zelenskyy: Russia fired 30 missiles".
    """
    tokens, is_headline = graph.tokens, graph.sentence.is_headline
    for mark in tokens[1:-1]:
        is_joined = tokens[mark.index - 1].char_end == mark.char_start  # "al-Shabab", "Guinea-Bissau"
        is_dash = mark.text in DASHES or (mark.text == "-" and not is_joined)
        if mark.text != ":" and not is_dash:
            continue
        left, right = list(range(mark.index)), list(range(mark.index + 1, len(tokens)))
        for name, told in ((left, right), (right, left)):
            if (
                is_headline
                and name is right
                and not is_dash
                and tokens[0].text in OPENING
                and tokens[mark.index - 1].text in CLOSING
            ):
                return Saying(mark.index, mark.index, "say", [], frozenset(left), None, False, True)  # "'They fired': ..."
            if not is_headline and (name is right) != is_dash:
                continue
            if (name is right or not is_dash) and _is_name(graph, name, words) and _tells(graph, told):
                quoted = is_quoted(graph, set(told))
                return Saying(mark.index, mark.index, "say", _last_head(graph, name), frozenset(told), None, False, quoted)
    return None


def _is_name(graph: Graph, span: list[int], words: CoderWords) -> bool:
    """Whether a bare noun phrase of a speaker stands there, no label such as "update" or "analysis"."""
    tokens = [graph.tokens[i] for i in span if graph.tokens[i].upos != "PUNCT"]
    if not 0 < len(tokens) <= LONGEST_LABEL or tokens[-1].upos == "NUM":
        return False
    if any((t.lemma.lower(), "LABEL") in words.cues for t in tokens):
        return False
    is_nominal = all(t.upos in ("PROPN", "ADJ", "NOUN", "PART", "ADP", "DET", "CCONJ") for t in tokens)
    if any(t.text.lower() in ("into", "onto", "under", "after", "before", "amid", "over", "through") for t in tokens):
        return False  # "Rifles into the fire: ..."
    return is_nominal and any(t.upos in ("PROPN", "NOUN") for t in tokens)


def _tells(graph: Graph, span: list[int]) -> bool:
    """Whether a clause stands there, or a count, as in "Blinken: 8,000 soldiers now in Kursk"."""
    return graph.tokens[span[0]].upos == "NUM" or any(
        graph.tokens[i].xpos in FINITE or graph.tokens[i].xpos in ("VBG", "VBN", "TO") for i in span
    )


def _last_head(graph: Graph, span: list[int]) -> list[int]:
    """The head of a bare noun phrase: its last noun before any preposition."""
    nouns: list[int] = []
    for i in span:
        if graph.tokens[i].upos == "ADP" and nouns:
            break
        if graph.tokens[i].upos in ("PROPN", "NOUN"):
            nouns.append(i)
    return nouns[-1:]
