"""What a verb of speech says: the clause, the quotation or the object behind it, and where that ends. Pure.

It never reaches into a clause with a speaker of its own, nor into a further act of the one who speaks.
"""

from orchestration.coding.asides import ACTS, ADDRESSED, CONTRASTS, QUOTES, content_stop
from orchestration.coding.graph import Graph
from orchestration.coding.lost_relations import BLAMING
from orchestration.coding.noun_phrases import CALENDAR_WORDS
from orchestration.coding.speakers import accused
from orchestration.coding.verb_forms import FINITE, is_active
from orchestration.coding.words import CoderWords, CueWord

PERCEIVING = frozenset(("hearing", "seeing"))
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
OCCASIONS = frozenset(("after", "following", "amid", "while", "whereas", "since"))
PREPOSITIONS = frozenset(("of", "for", "with", "over"))


def content_of(graph: Graph, index: int, cue: CueWord, words: CoderWords) -> tuple[set[int], int | None]:
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
    is_blame = graph.tokens[index].lemma.lower() in BLAMING
    culprits = graph.oblique(index, "on") if is_blame else []
    blamed = graph.objects(index) if any(graph.tokens[o].text not in CALENDAR_WORDS for o in culprits) else []
    if blamed and not graph.is_passive(index):
        return graph.subtree(blamed[0]), blamed[0]  # "blamed the attack on the rebels"
    heads = [o for o in _complements(graph, index, cue) if o < stop]
    charge = accused(graph, index, cue.frames, stop) if not heads else None
    if charge is not None:
        return set(range(charge, _occasion(graph, charge, _next_clause(graph, index, stop)))), None
    content: set[int] = set()
    for head in heads:
        aside = frozenset(
            o for o in graph.children[head] if graph.tokens[o].deprel == "advcl" and _marks(graph, o) & CONTRASTS
        )
        content |= graph.subtree(head, aside | {index})
    state = told_state(graph, index)
    if state is not None:
        return {state}, state
    if heads and graph.tokens[heads[0]].deprel in ("obj", "nsubj:pass", "xcomp"):
        for sibling in graph.children[index]:
            is_adjunct = graph.tokens[sibling].deprel.startswith(("obl", "nmod", "acl", "advcl"))
            is_adjunct = is_adjunct and not _marks(graph, sibling) & (CONTRASTS | OCCASIONS)
            if sibling > heads[0] > index and is_adjunct and not _is_medium(graph, sibling):
                content |= graph.subtree(sibling)
    if "obj_as" in cue.frames and content:
        content |= set(range(index + 1, max(content) + 1))
    return {i for i in content if i < stop}, heads[0] if heads else None


def told_state(graph: Graph, index: int) -> int | None:
    """The "dead" of "20 are feared [dead] after a raid": the guess is about them, what stands beside it is told as fact."""
    state = graph.child(index, "xcomp")
    is_verdict = graph.tokens[index].lemma.lower() == "find"  # "was found guilty"
    if state is None or is_verdict:
        return None
    is_bare = graph.sentence.is_headline and state == index + 1 and graph.child(index, "aux") is None  # ", two feared dead"
    if not is_bare and (graph.tokens[state].upos != "ADJ" or not graph.is_passive(index)):
        return None
    return None if any(graph.tokens[o].deprel in ("mark", "cop") for o in graph.children[state]) else state


def _occasion(graph: Graph, charge: int, stop: int) -> int:
    """Where the occasion of a charge begins: "accused Accra of fraud [after] hundreds marched"; that they did is no charge."""
    for token in graph.tokens[charge + 2 : stop]:
        if token.text.lower() in OCCASIONS and token.deprel in ("mark", "case"):
            above = graph.tokens[token.head]
            if above.upos == "VERB" and graph.child(above.index, "nsubj", "nsubj:pass") is not None:
                return token.index
    return stop


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
            is_clause = is_clause and not _marks(graph, other) & OCCASIONS
            if other > index and is_clause and not _infinitive(graph, other) and not _is_own_act(graph, other):
                told_of_it = (
                    _relatives(graph) if tokens[other].deprel == "obj" and "obj_seen" not in cue.frames else frozenset()
                )
                under = {i for i in graph.subtree(other, told_of_it) if index < i < stop}
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
    acts = [min(graph.subtree(other)) for other in graph.children[index] if other > last and _is_own_act(graph, other)]
    stop = min((stop, *acts))  # "said that Minsk will host missiles and pardoned 15 on Monday"
    for sibling in graph.children[index]:
        is_clause = tokens[sibling].deprel in ("advcl", "parataxis", "conj", "ccomp")
        is_clause = is_clause and not _is_own_act(graph, sibling)
        if sibling > start and (is_clause or tokens[sibling].deprel.startswith("obl")) and not _is_medium(graph, sibling):
            last = max(last, *graph.subtree(sibling))
    if last < start:
        last = stop - 1
    return set(range(start, min(last + 1, stop))), head


def _relatives(graph: Graph) -> frozenset[int]:
    """The heads of relative clauses: a finite verb there makes no clause of "declared a curfew in the town, where ..."."""
    return frozenset(token.index for token in graph.tokens if token.deprel == "acl:relcl")


def _is_own_act(graph: Graph, verb: int) -> bool:
    """ "Announces sanctions, [urges] restraint", "said so, and he [urged] calm": a further act of the one who speaks."""
    token = graph.tokens[verb]
    is_joined = token.deprel in ("conj", "parataxis") and token.xpos in FINITE
    is_joined = is_joined and (token.lemma.lower() in ACTS or (token.xpos == "VBD" and _tells_of_future(graph, token.head)))
    subject = graph.child(verb, "nsubj")
    is_own = subject is None or graph.tokens[subject].text.lower() in ("he", "she", "it")
    return is_joined and is_own and graph.child(verb, "nsubj:pass", "mark", "aux") is None


def _tells_of_future(graph: Graph, cue: int) -> bool:
    """ "Said that Minsk [will host] missiles and pardoned 15": what is done goes not on with what will be."""
    return any(graph.tokens[o].xpos == "MD" for clause in graph.dependents(cue, "ccomp") for o in graph.children[clause])


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
        is_relative = token.xpos == "WDT" and token.deprel == "nsubj" and tokens[index + 1].deprel == "xcomp"
        if is_relative and tokens[index + 1].xpos == "VBG":
            return None  # "denied arming the militia that attacked the town"
        if token.text.lower() == "that" and is_opening and other + 1 < len(tokens):
            return other
        if token.xpos in FINITE or token.text in QUOTES:
            return None
        if token.head == index and token.deprel == "xcomp" and _infinitive(graph, other):
            return None  # "is expected to vote on a bill that would ..."
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
        is_object = relation in ("obj", "nsubj:pass") or _is_misread_object(graph, index, other)
        is_object = is_object and "obj" in cue.frames
        is_said_of = relation == "nsubj:pass" and "ccomp" in cue.frames and graph.child(index, "xcomp") is not None
        is_charge = relation in ("advcl", "acl", "obl", "nmod") and bool(_marks(graph, other) & cue.frames & PREPOSITIONS)
        is_deed = "deed" in cue.frames and relation in ("advcl", "acl") and is_for_deed(graph, other)
        is_topic = "obl_of" in cue.frames and relation in ("obl", "nmod", "advcl") and "of" in _marks(graph, other)
        is_seen = "obj_seen" in cue.frames and relation in ("obj", "ccomp") and _is_seen(graph, index, other)
        is_label = "obj_as" in cue.frames and relation in ("obj", "xcomp", "obl", "advcl") and _has_as(graph, other)
        is_clause = tokens[other].upos in ("VERB", "AUX", "ADJ")
        is_remark = relation == "parataxis" and other > index and is_clause and "ccomp" in cue.frames
        is_noun = (is_object or is_said_of) and not _is_empty(graph, other)
        is_counted = relation in ("advcl", "xcomp") and _is_behind_number(graph, index, other)
        is_topic = is_topic or ("obl_of" in cue.frames and is_counted)
        if is_infinitive or is_noun or is_charge or is_deed or is_topic or is_label or is_remark or is_seen:
            found.append(other)
    return sorted(found, key=lambda other: tokens[other].deprel != "xcomp")


def _is_gerund_behind(graph: Graph, cue: int, other: int) -> bool:
    between = [token for token in graph.tokens[cue + 1 : other] if token.deprel != "compound:prt"]
    is_behind = other > cue and (not between or (len(between) == 1 and between[0].text.lower() == "to"))
    return is_behind and graph.tokens[other].xpos == "VBG"


def _is_misread_object(graph: Graph, cue: int, other: int) -> bool:
    """Whether the noun behind an active verb was read as a second subject: "The ministry, for its part, announced the
    [capture] of Goma"."""
    is_behind = graph.tokens[other].deprel == "nsubj" and other > cue and is_active(graph, cue)
    return is_behind and any(before < cue for before in graph.dependents(cue, "nsubj"))


def _is_behind_number(graph: Graph, cue: int, participle: int) -> bool:
    """Whether it tells of the number before it: "spoke of five [wounded] in raids"."""
    number = graph.tokens[participle - 1]
    is_counted = number.upos == "NUM" and graph.case(number.index) == "of" and number.head == cue
    return is_counted and graph.tokens[participle].xpos == "VBN"


def is_for_deed(graph: Graph, clause: int) -> bool:
    """Whether the clause tells what somebody is punished for: "jailed a blogger for spreading rumours"."""
    return graph.tokens[clause].xpos == "VBG" and "for" in _marks(graph, clause)


def _is_seen(graph: Graph, index: int, other: int) -> bool:
    """Whether an act is shown or told: "footage showed the attack", "described soldiers burning houses"."""
    if any(graph.tokens[o].xpos == "VBG" and graph.tokens[o].deprel in ("acl", "ccomp") for o in graph.children[other]):
        return True
    if any(o == other + 1 and graph.tokens[o].xpos == "VBG" for o in graph.dependents(index, "advcl")):
        return True  # "described drones dropping bombs", hung on the verb
    if graph.tokens[min(index + 1, other)].text.lower() in PERCEIVING:
        return True  # "described hearing explosions", read as a noun
    return any(graph.tokens[s].lemma.lower() in PICTURES for s in graph.surface_subjects(index))


def _is_empty(graph: Graph, index: int) -> bool:
    """Whether the word stands for a clause that follows or a noun before: "it was reported that", "that X denies"."""
    token = graph.tokens[index]
    return token.xpos in ("WDT", "WP") or token.lemma.lower() in ("it", "that", "which")


def _marks(graph: Graph, index: int) -> set[str]:
    return {graph.tokens[o].lemma.lower() for o in graph.children[index] if graph.tokens[o].deprel in ("mark", "case")}


def _has_as(graph: Graph, index: int) -> bool:
    return any(graph.tokens[o].lemma.lower() == "as" for o in graph.subtree(index)) or graph.case(index) == "as"
