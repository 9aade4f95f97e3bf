"""Where a statement's parts begin and end by position: asides, quotation marks, and clauses with a speaker of their own. Pure.

Works on positions, because a parser often hangs an aside (", the ministry said on Tuesday,") on the nearest noun.
"""

from collections.abc import Sequence

from orchestration.coding.graph import Graph
from orchestration.coding.verb_forms import CLOSING, FINITE, is_finite, is_perfect
from orchestration.coding.words import CoderWords, CueWord
from orchestration.language.parsed import Token

QUOTES_OPEN = frozenset(("“", "‘", '"', "``", "«", "„"))
QUOTES = frozenset(("“", "”", '"', "``", "''", "«", "»", "„"))
COMMENTED = frozenset(
    "toll figure number count tally claim charge allegation accusation assertion account version estimate".split()
)
DASHES = frozenset(("—", "–", "--"))
HYPHEN = "HYPH"  # inside a word: "said a 12-year-old girl had died"
EDGES = frozenset((",", "”", '"', "''", "’", "—", "–", ";", "?", "!"))
INVERTING = CLOSING | {"—", "–", "?", "!"}
ADDRESSED = frozenset(("tell", "inform", "brief", "remind", "assure", "notify", "advise"))
NOMINAL = ("NOUN", "PROPN", "PRON")
CONTRASTS = frozenset(("while", "whereas", "although", "though"))
BACKSHIFTED = frozenset(("will", "would", "could", "might", "may", "shall"))
OF_BEFORE = frozenset("other another rest most many some both several all none third second half".split())
TIME_UNITS = frozenset(("minute", "hour", "day", "week", "month", "year", "night", "weekend"))
ACTS = frozenset(
    """blame accuse urge call demand reject condemn denounce threaten order appeal welcome criticise criticize refuse vow
    pledge promise warn thank praise defend ask""".split()
)
RELATIVES = frozenset(("who", "whose", "whom", "which"))
SOURCES = frozenset(
    """account activist adviser agency aide analyst army assessment attorney authority broadcaster bulletin bureau
    carrier chief colleague command commander commission committee company court crew data defector deputy detainee
    diplomat dispatch doctor document draft eyewitness family figure filing fisherman foundation fund general governor
    group hospital indictment institute intelligence interview investigator journalist judge lawmaker lawyer leader
    letter mayor media medic member memo military minister ministry monitor network newspaper notice nurse observatory
    office officer official organisation organization outlet people person police prisoner prosecutor record refugee
    relative report reporter representative rescuer researcher resident scientist secretary security sheriff soldier
    source spokesman spokesperson spokeswoman staff statement station statistics study survey survivor teacher
    television testimony trader transcript union villager volunteer watchdog website witness worker""".split()
)  # who or what is cited; all else that is cited is a reason
LONGEST_SUBJECT = 18
LONGEST_ADDRESS = 14
LONGEST_OPENING = 12
LONGEST_DATELINE = 14

HAVE = frozenset(("have",))


def find_aside(graph: Graph, cue: int) -> tuple[int, int] | None:
    """First and last token of ", the ministry said on Tuesday," around the cue, or None where it is no such aside."""
    tokens = graph.tokens
    if not is_finite(graph, cue) and not is_perfect(graph, cue):
        return None
    spoken_to = tokens[cue].lemma.lower() in ADDRESSED
    inverted = cue > 1 and tokens[cue - 1].text in INVERTING
    if inverted and _says_clause(graph, cue):
        return None  # "An official, who asked not to be named, said Mali, under pressure, closed its border"
    end = cue + 1
    is_relative = False
    while end < len(tokens) and (tokens[end].upos != "PUNCT" or tokens[end].xpos == HYPHEN) and end - cue <= LONGEST_ADDRESS:
        is_relative = is_relative or (inverted and tokens[end].lemma.lower() in RELATIVES)  # "said a man who fled"
        if tokens[end].xpos in FINITE and not is_relative:
            return None
        if tokens[end].lemma.lower() in ("that", "whether", "how", "if", "why"):
            return None
        if tokens[end].upos in ("CCONJ", "SCONJ") and tokens[cue].upos == "VERB":
            break  # ", the judge added as he closed the trial"
        end += 1
    if end < len(tokens) and (
        tokens[end].upos not in ("PUNCT", "CCONJ", "SCONJ") or tokens[end].text == ":" or _opens_quotation(graph, end)
    ):
        return None
    if not spoken_to and _has_own_content(graph, cue, end, inverted):
        return None
    start = cue - 1
    while start >= 0 and tokens[start].text not in EDGES and cue - start <= LONGEST_SUBJECT:
        is_verb = tokens[start].xpos in FINITE and tokens[start].upos in ("VERB", "AUX")
        if is_verb and not _is_own_auxiliary(graph, start, cue) and not _is_relative_inside(graph, start, cue):
            return None
        start -= 1
    if start > 0 and not any(tokens[i].upos in NOMINAL for i in (*range(start + 1, cue), *range(cue + 1, end))):
        before = _apposed_subject(graph, start) if start == cue - 1 else None
        return (before, end) if before is not None else None
    if tokens[start + 1].text.lower() == "whom":
        return None  # "his counterpart, whom he assured of support"
    if start <= 0 or cue - start > LONGEST_SUBJECT:
        return (cue - 1, end) if inverted else None
    if start == cue - 1 and tokens[start].text == ",":
        after = tokens[cue + 1] if cue + 1 < len(tokens) else None
        if spoken_to or after is None or after.upos in ("ADP", "SCONJ", "ADV", "PART", "PUNCT"):
            before = _apposed_subject(graph, start)
            return (before, end) if before is not None else None
    return start, end


def _says_clause(graph: Graph, cue: int) -> bool:
    """Whether the verb has a subject before it and a clause with a subject of its own behind it."""
    subject = graph.child(cue, "nsubj")
    clause = graph.child(cue, "ccomp")
    if subject is None or subject > cue or clause is None or clause < cue:
        return False
    told = graph.child(clause, "nsubj", "nsubj:pass")
    return told is not None and cue < told < clause


def _has_own_content(graph: Graph, cue: int, end: int, inverted: bool) -> bool:
    """Whether an object or a that-clause to the right is what is said; behind an inverted verb the object is its subject."""
    tokens = graph.tokens
    if tokens[cue].lemma.lower() == "deny" and cue + 1 < end and tokens[cue + 1].xpos == "VBG":
        return True  # ", denies having troops there and accuses ..."
    if inverted and graph.child(cue, "nsubj") is None:
        return False
    for other in graph.children[cue]:
        if tokens[other].deprel == "xcomp" and cue < other < end and tokens[cue + 1].xpos in ("VBG", "TO"):
            return True  # "On Monday, the LNA denied breaking the truce."
        if tokens[other].deprel in ("xcomp", "advcl") and cue < other < end and tokens[other].xpos == "VB":
            return True  # ", while Oslo pledged on Friday to supply Kyiv"
        if tokens[other].deprel in ("obj", "ccomp") and cue < other:
            marks = [tokens[o].lemma.lower() for o in graph.children[other] if tokens[o].deprel == "mark"]
            if (other < end and not (inverted and graph.child(cue, "nsubj") in range(cue, end))) or "that" in marks:
                return True
    return False


def _opens_quotation(graph: Graph, index: int) -> bool:
    """Whether a quotation opens inside the clause: "said the rock \"would not burn\""."""
    tokens = graph.tokens
    if tokens[index].text == '"':
        return sum(t.text == '"' for t in tokens[:index]) % 2 == 0
    return tokens[index].text in ("“", "``", "«")


def _is_own_auxiliary(graph: Graph, index: int, cue: int) -> bool:
    return graph.tokens[index].head == cue and graph.tokens[index].upos == "AUX"


def _apposed_subject(graph: Graph, comma: int) -> int | None:
    """Start of "X, secretary of Y, said": the comma before the whole subject, or None at the start of the sentence."""
    further = comma
    for _ in range(2):
        further -= 1
        while further >= 0 and graph.tokens[further].text not in EDGES:
            if graph.tokens[further].xpos in FINITE and graph.tokens[further].upos in ("VERB", "AUX"):
                return None
            further -= 1
    return further if further > 0 else None


def _is_relative_inside(graph: Graph, verb: int, cue: int) -> bool:
    return any(t.lemma.lower() in ("who", "which", "that") for t in graph.tokens[max(0, verb - 4) : verb]) and verb < cue


def content_around(graph: Graph, aside: tuple[int, int], words: CoderWords) -> set[int]:
    """What an aside comments on: the clauses left of it, back to the last semicolon; the rest too if the sentence goes on."""
    tokens = graph.tokens
    start, end = aside
    first = start
    while first > 0 and tokens[first - 1].text != ";" and not _closes_dateline(graph, first - 1):
        first -= 1
    if start > 0 and tokens[start].text == "," and _opens_clause(tokens[start - 1]):
        first = start - 1  # "because, a spokesman said, ...", "a boy who, they allege, ...": what stands before is not his
    content = set(range(first, start))
    if end >= len(tokens) - 1 or tokens[end].text not in (",", *DASHES):
        return content
    follows = end + 1
    if tokens[follows].text in QUOTES:
        is_scene = not any(t.xpos in FINITE or t.text in QUOTES for t in tokens[first:start])
        return set(range(follows, len(tokens))) | (set() if is_scene else content)
    if start > 0 and (tokens[start].text in QUOTES or tokens[start - 1].text in QUOTES):
        return content  # behind a quotation only another one goes on
    if _parts_subject(graph, start, follows):
        return content | set(range(follows, content_stop(graph, end, words)))
    if _opens_own_statement(graph, end, words):
        return content
    last = content_stop(graph, follows if tokens[follows].upos == "CCONJ" else end, words)
    is_relative = tokens[follows].lemma.lower() in ("which", "who") and not _is_cleft(graph, tokens[first:start])
    goes_on = follows < last and not is_relative
    if tokens[follows].lemma.lower() == "as" or _tells_when(graph, follows, last):
        return content  # ", a general said, as rebels pressed on": the article's own word
    if tokens[follows].text.lower() in ("a", "an") and any(
        t.lemma.lower() in COMMENTED for t in tokens[follows : follows + 4]
    ):
        return content  # ", the UN said, a toll that the government rejected"
    if tokens[follows].upos in ("DET", "ADJ", "NUM", *NOMINAL):
        is_clause = any(t.xpos in FINITE or t.xpos == "VBN" for t in tokens[follows:last])
        goes_on = goes_on and is_clause  # else it tells who the speaker is
    elif tokens[follows].upos == "CCONJ" or tokens[follows].lemma.lower() in ("nor", *CONTRASTS):
        verb = next((t for t in tokens[follows:last] if t.xpos in FINITE), None)
        # ", and killed a nurse", ", and two died" is said, too; ", and a court sentenced" is news of its own
        is_said = verb is None or _is_shared(graph, verb, follows, words) or _is_of_same(graph, verb, follows)
        goes_on = goes_on and (is_said or (verb is not None and verb.lemma.lower() in BACKSHIFTED))
    return content | set(range(follows, last)) if goes_on else content


def _parts_subject(graph: Graph, start: int, follows: int) -> bool:
    """Whether the aside stands between a subject and its verb: "Ethiopia, the UN said, recalled its envoy"."""
    verb = next((t for t in graph.tokens[follows:] if t.upos not in ("AUX", "ADV", "PART")), None)
    if verb is None or verb.upos != "VERB" or graph.child(verb.index, "obj", "obl") is None:
        return False
    subject = graph.child(verb.index, "nsubj", "nsubj:pass")
    return subject is not None and subject < start


def _opens_clause(token: Token) -> bool:
    return token.upos in ("SCONJ", "CCONJ") or token.lemma.lower() in ("who", "which")


def _is_shared(graph: Graph, verb: Token, link: int, words: CoderWords) -> bool:
    """Whether the verb right behind "and" has the subject of what is said: "looted the clinic, she said, and killed two"."""
    if verb.index != link + 1 or graph.tokens[link].lemma.lower() != "and":
        return False
    if verb.lemma.lower() == "have":  # "and have since been frisking"
        verb = next((t for t in graph.tokens[verb.index : verb.index + 5] if t.upos == "VERB"), verb)
    return verb.upos == "VERB" and reporting(graph, verb.index, words) is None


def _is_cleft(graph: Graph, before: Sequence[Token]) -> bool:
    """Whether "it was" brings somebody out, of whom the rest is told: "It was soldiers, he said, who looted it"."""
    return any(
        token.text.lower() == "it" and token.deprel in ("nsubj", "expl") and graph.child(token.head, "cop") is not None
        for token in before
    )


def _is_of_same(graph: Graph, verb: Token, link: int) -> bool:
    """Whether the clause goes on about those told of before: "and [two of them] were beaten", "and [their lorries] burned"."""
    tokens = graph.tokens
    main = verb.head if verb.upos == "AUX" and verb.head >= 0 else verb.index
    subject = graph.child(main, "nsubj", "nsubj:pass")
    if subject is None or tokens[link].text.lower() == "nor" or min(graph.subtree(subject)) != link + 1:
        return False
    if tokens[subject].upos in ("PRON", "NUM") or tokens[subject].lemma.lower() in OF_BEFORE:
        return True
    return any(tokens[owner].xpos == "PRP$" for owner in graph.dependents(subject, "nmod:poss"))


def _tells_when(graph: Graph, start: int, stop: int) -> bool:
    """Whether "a month after Ottawa doubled its tariff", "hours before the strike" follows: news set beside what is said."""
    for token in graph.tokens[start : min(start + 5, stop)]:
        if token.lemma.lower() in ("after", "before") and token.index > start:
            return graph.tokens[token.index - 1].lemma.lower() in TIME_UNITS
        if token.upos not in ("DET", "NUM", "ADJ", "ADV", "NOUN", "ADP"):
            return False
    return False


def _closes_dateline(graph: Graph, index: int) -> bool:
    """The dash of "KYIV, Oct 30 (Agency) - ..."."""
    tokens = graph.tokens
    return 1 < index <= LONGEST_DATELINE and tokens[index].text in DASHES | {"-"} and tokens[index - 1].text == ")"


def content_stop(graph: Graph, start: int, words: CoderWords) -> int:
    """Where what is said after `start` ends at the latest: before a clause with a speaker of its own, else the sentence's end.

    Such are: what follows a semicolon; ", adding that", ", citing X"; ", while B insisted", ", but B believes"; "and said
    that" with the same speaker; ", a charge that B denies"; ", according to B". Inside quotation marks nothing stops.
    """
    tokens = graph.tokens
    quoted = has_cue = has_finite = False
    relative = any(t.lemma.lower() in ("who", "which") for t in tokens[max(0, start - 3) : start])
    for token in tokens[start + 1 :]:
        index = token.index
        if token.text in QUOTES:
            quoted = not quoted if token.text in ('"', "''", "``") else token.text in QUOTES_OPEN
        if quoted:
            continue
        if token.text == ";":
            return index
        if token.text == "," or token.text in DASHES:
            resumes = relative and index + 1 < len(tokens) and tokens[index + 1].xpos in FINITE
            if resumes or _opens_own_statement(graph, index, words) or _tells_beside(graph, index + 1):
                return index
        elif graph.sentence.is_headline and token.text.lower() == "as" and _heads_clause(graph, token):
            return index  # "Russia says village taken as drones strike Kharkiv"
        elif token.lemma.lower() in CONTRASTS or token.upos == "CCONJ":
            if token.lemma.lower() in CONTRASTS and _own_speaker(graph, index + 1, words):
                return index
            if not has_cue and _same_speaker(graph, index + 1, words, has_finite):
                return index
        elif token.xpos in FINITE or token.xpos == "VBN":
            has_cue = has_cue or reporting(graph, index, words) is not None
            has_finite = has_finite or token.xpos in FINITE
    return len(tokens)


def _tells_beside(graph: Graph, start: int) -> bool:
    """Whether ", even as Washington imposed ..." or ", days after the Pentagon paused ..." follows, which nobody said."""
    words = [token.text.lower() for token in graph.tokens[start : start + 2]]
    return words in (["even", "as"], ["just", "as"]) or _tells_when(graph, start, len(graph.tokens))


def _heads_clause(graph: Graph, mark: Token) -> bool:
    """Whether the "as" opens a clause with a verb and a subject before it."""
    verb = graph.tokens[mark.head]
    return verb.index > mark.index and verb.upos == "VERB" and graph.child(verb.index, "nsubj", "nsubj:pass") is not None


def reporting(graph: Graph, index: int, words: CoderWords) -> CueWord | None:
    """The entry of a verb that takes what is said as a clause."""
    cue = words.cues.get((graph.tokens[index].lemma.lower(), "VERB"))
    return cue if cue is not None and cue.frames & {"ccomp", "parataxis"} else None


def _opens_own_statement(graph: Graph, comma: int, words: CoderWords) -> bool:
    tokens = graph.tokens
    index = comma + 1
    if index + 1 >= len(tokens):
        return False
    first = tokens[index]
    if first.text.lower() == "according" and tokens[index + 1].text.lower() == "to":
        return True
    is_joined = first.upos == "CCONJ"
    if is_joined or first.lemma.lower() in CONTRASTS:
        index += 1
        if _own_speaker(graph, index, words):
            return True
        first = tokens[index]
    if _own_participle(graph, index, words) or _same_speaker(graph, index, words, has_finite=True, is_joined=is_joined):
        return True
    if first.upos == "DET":
        return any((t.lemma.lower(), "NOUN") in words.cues for t in tokens[index + 1 : index + 4]) and any(
            t.lemma.lower() in ("that", "which") or t.upos in NOMINAL for t in tokens[index + 2 : index + 5]
        )
    return False


def _own_participle(graph: Graph, start: int, words: CoderWords) -> bool:
    """Whether ", adding that" or ", hours after announcing that" follows."""
    for token in graph.tokens[start : start + 4]:
        if token.xpos == "VBG" and _gives_reason(graph, token):
            return False
        if token.xpos == "VBG":
            led = token.index == start or graph.tokens[token.index - 1].upos in ("SCONJ", "ADP")
            return led and (token.lemma.lower(), "VERB") in words.cues
        if token.upos not in ("NUM", "NOUN", "ADV", "ADP", "SCONJ", "DET", "ADJ"):
            return False
    return False


def _gives_reason(graph: Graph, participle: Token) -> bool:
    """Whether a reason is cited, and nobody: "police, [citing] a lack of permits, barred the march"."""
    source = graph.child(participle.index, "obj")
    return participle.lemma.lower() == "cite" and source is not None and not is_source(graph.tokens[source])


def is_source(token: Token) -> bool:
    """Whether the noun is somebody or something that tells: "citing two diplomats"; no "citing a lack of permits"."""
    return token.upos == "PROPN" or token.lemma.lower() in SOURCES


def _own_speaker(graph: Graph, start: int, words: CoderWords) -> bool:
    """Whether a subject and its reporting verb follow: "B insisted", "the UN envoy believes"."""
    named = False
    for token in graph.tokens[start : start + LONGEST_OPENING]:
        if token.upos == "SCONJ" or token.text == ";":
            return False
        if token.upos == "VERB" and is_finite(graph, token.index):
            return named and reporting(graph, token.index, words) is not None
        named = named or token.upos in NOMINAL
    return False


def _same_speaker(graph: Graph, start: int, words: CoderWords, has_finite: bool, is_joined: bool = True) -> bool:
    """Whether a reporting verb without a subject of its own follows: "and later said that".

    has_finite: what is said so far is a clause; behind a mere noun or participle any finite verb tells something new
    ("denied shelling the camp and blamed the army"), and an act of speech always does.
    """
    for token in graph.tokens[start : start + 3]:
        if token.upos == "VERB" and is_finite(graph, token.index):
            if graph.child(token.index, "nsubj", "nsubj:pass") is not None:
                return False  # "said that prosecutors, under pressure, charged him"
            if token.deprel == "ccomp" and not has_finite:
                return False  # "stated that a drone chased down and killed a cyclist"
            if _goes_on_perfect(graph, token) and reporting(graph, token.index, words) is None:
                return False  # "claimed to have killed six and seized two trucks"
            is_act = is_joined and token.lemma.lower() in ACTS and token.xpos in ("VBD", "VBZ", "VBN")
            return not has_finite or is_act or reporting(graph, token.index, words) is not None
        if token.upos not in ("ADV", "AUX"):
            return False
    return False


def _goes_on_perfect(graph: Graph, verb: Token) -> bool:
    """Whether the verb shares the "have" of the one that it is joined to: "to have killed six and [seized] two trucks"."""
    if verb.deprel != "conj" or verb.xpos not in ("VBD", "VBN") or verb.lemma.lower() in ACTS:
        return False
    has_own = graph.child(verb.index, "nsubj", "aux") is not None
    return not has_own and graph.has_lemma_child(verb.head, HAVE, "aux")
