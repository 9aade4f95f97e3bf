"""Asides of reporting verbs: where ", the ministry said on Tuesday," begins and ends, and what it comments on. Pure.

Works on positions, because a parser often hangs such an aside on the nearest noun.
"""

from orchestration.coding.graph import Graph

QUOTES_OPEN = frozenset(("“", "‘", '"', "``", "«", "„"))
QUOTES_CLOSE = frozenset(("”", "’", '"', "''", "»", "“"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
INVERTING = (",", "”", '"', "''", "’", "—", "–")
ADDRESSED = frozenset(("tell", "inform", "brief", "remind", "assure"))


def find_aside(graph: Graph, cue: int) -> tuple[int, int] | None:
    """First and last token of ", the ministry said on Tuesday," around the cue, or None where it is no such aside.

    Works on positions: a parser often hangs such an aside on the nearest noun.
    """
    tokens = graph.tokens
    if tokens[cue].xpos not in FINITE:
        return None
    spoken_to = tokens[cue].lemma.lower() in ADDRESSED or (cue > 1 and tokens[cue - 1].text in INVERTING)
    if not spoken_to and any(o > cue and tokens[o].deprel in ("obj", "ccomp") for o in graph.children[cue]):
        return None
    end = cue + 1
    while end < len(tokens) and tokens[end].upos != "PUNCT" and end - cue <= 14:
        if tokens[end].xpos in FINITE or tokens[end].lemma.lower() in ("that", "whether", "how"):
            return None
        if tokens[end].upos == "CCONJ" and tokens[cue].upos == "VERB":
            break
        end += 1
    if end < len(tokens) and tokens[end].upos != "PUNCT" and tokens[end].upos != "CCONJ":
        return None
    start = cue - 1
    while start >= 0 and tokens[start].text not in (",", "”", '"', "''", "’", "—", "–", ";", "?", "!") and cue - start <= 18:
        if (
            tokens[start].xpos in FINITE
            and tokens[start].upos in ("VERB", "AUX")
            and not _is_relative_inside(graph, start, cue)
        ):
            return None
        start -= 1
    if start > 0 and not any(
        tokens[i].upos in ("NOUN", "PROPN", "PRON") for i in (*range(start + 1, cue), *range(cue + 1, end))
    ):
        return None
    if start <= 0 or cue - start > 18:
        inverted = cue > 1 and tokens[cue - 1].text in (",", "”", '"', "''", "’", "—")
        return (cue - 1, end) if inverted else None
    if start == cue - 1 and tokens[start].text == ",":
        after = tokens[cue + 1] if cue + 1 < len(tokens) else None
        if after is None or after.upos in ("ADP", "SCONJ", "ADV", "PART"):
            before = _apposed_subject(graph, start)
            return (before, end) if before is not None else None
    return start, end


def _apposed_subject(graph: Graph, comma: int) -> int | None:
    """Start of "X, secretary of Y, said": the comma before the whole subject, or None at the start of the sentence."""
    start = comma - 1
    while start >= 0 and graph.tokens[start].text not in (",", "”", '"', "''", "—"):
        start -= 1
    if start <= 0:
        return None
    further = start - 1
    while further >= 0 and graph.tokens[further].text not in (",", "”", '"', "''", "—"):
        further -= 1
    return further if further > 0 else None


def _is_relative_inside(graph: Graph, verb: int, cue: int) -> bool:
    return any(t.lemma.lower() in ("who", "which", "that") for t in graph.tokens[max(0, verb - 4) : verb]) and verb < cue


def content_around(graph: Graph, aside: tuple[int, int]) -> set[int]:
    """What an aside comments on: the clauses left of it, back to the last semicolon; the rest too if the sentence goes on."""
    tokens = graph.tokens
    start, end = aside
    first = start
    depth = 0
    while first > 0 and not (tokens[first - 1].text == ";" and depth == 0):
        first -= 1
    content = set(range(first, start))
    if end < len(tokens) - 1 and tokens[end].text == ",":
        follows = end + 1
        quoted = tokens[follows].text in QUOTES_OPEN
        starts_clause = tokens[follows].upos in ("CCONJ", "SCONJ") or tokens[follows].lemma.lower() in (
            "which",
            "who",
            "while",
        )
        is_participle = tokens[follows].xpos in ("VBG",)
        if quoted or (not starts_clause and not is_participle):
            content |= set(range(follows, len(tokens)))
    return content
