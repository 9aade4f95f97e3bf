"""Whether a verb of speech is finite, active or negated, whatever its tag: past forms and participles look alike.

Pure. Only the words around it are asked, because the tree goes wrong together with the tag.
"""

from orchestration.coding.graph import Graph
from orchestration.language.parsed import Token

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
TENSED = FINITE - {"MD"}
AUXILIARIES = frozenset(("be", "have", "get"))
MODAL = frozenset(("to", "do", "not", "let", "help", "make"))
LONGEST_DATE = 5
CLAUSE_OPENERS = frozenset(("that", "whether", "having"))
NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "cannot"))
NOBODY = frozenset(("nobody", "none", "neither"))
CLOSING = frozenset((",", '"', "”", "''", "’"))
TOLD_BEHIND = frozenset("say claim insist report argue allege believe reckon estimate complain maintain warn".split())
UNWILLING = frozenset(("decline", "refuse", "fail", "stop", "yet"))


def is_finite(graph: Graph, index: int) -> bool:
    """Whether the verb is finite by its tag, or a bare past form that only a finite verb can be where it stands.

    "denied having fired", "but insisted that", ", the brigade acknowledged on Wednesday, ..."; also "and say the army",
    tagged as an infinitive.
    """
    tokens = graph.tokens
    token = tokens[index]
    if token.xpos in FINITE:
        return True
    link = next((i for i in range(index - 1, -1, -1) if tokens[i].upos in ("CCONJ", "PUNCT")), -1)
    before = tokens[max(0, index - 3, link + 1) : index]
    if token.xpos == "VB":
        alone = not any(t.xpos in ("MD", "TO") or t.lemma.lower() in MODAL for t in before)
        if not alone or index == 0 or index + 1 >= len(tokens):
            return False
        is_aside = tokens[index - 1].upos in ("NOUN", "PROPN") and tokens[index + 1].upos == "PUNCT"  # ", residents say,"
        is_inverted = (
            tokens[index - 1].text in CLOSING
            and token.text in TOLD_BEHIND
            and tokens[index + 1].upos in ("DET", "PRON", "ADJ", "NOUN", "PROPN", "NUM")
        )  # ", say residents"
        return is_aside or is_inverted or (token.deprel == "conj" and tokens[index - 1].upos == "CCONJ")
    if token.xpos != "VBN" or index == 0 or index + 1 >= len(tokens):
        return False
    if any(t.lemma.lower() in AUXILIARIES for t in before) or any(
        t.lemma.lower() == "by" for t in tokens[index + 1 : index + 4]
    ):
        return False
    following = tokens[index + 1]
    if following.upos == "ADP" and _that_follows(graph, index + 1):
        return True
    return following.text.lower() in CLAUSE_OPENERS or following.xpos == "VBG" or _ends_aside(graph, index)


def _that_follows(graph: Graph, start: int) -> bool:
    """Whether a date and "that" follow: "denied on Tuesday that"."""
    for token in graph.tokens[start : start + LONGEST_DATE]:
        if token.text.lower() == "that":
            return True
        if token.upos not in ("ADP", "DET", "NUM", "PROPN", "ADV"):
            return False
    return False


def is_perfect(graph: Graph, index: int) -> bool:
    """Whether "has" or "have" stands right before the participle: ", the mayor has said"."""
    if graph.tokens[index].xpos != "VBN" or index < 1:
        return False
    before = [t for t in graph.tokens[max(0, index - 3) : index] if t.upos != "ADV"]
    return bool(before) and before[-1].lemma.lower() == "have" and before[-1].xpos in FINITE


def _ends_aside(graph: Graph, index: int) -> bool:
    """Whether ", the brigade acknowledged on Wednesday," stands behind a clause and before no other finite verb."""
    tokens = graph.tokens
    comma = next((i for i in range(index - 1, max(-1, index - 8), -1) if tokens[i].upos in ("PUNCT", "ADP")), None)
    if comma is None or tokens[comma].text not in (",", "”", '"'):
        return False
    if not any(t.xpos in FINITE for t in tokens[:comma]):
        return False
    end = next((t.index for t in tokens[index:] if t.upos == "PUNCT"), len(tokens))
    return not any(t.xpos in FINITE for t in tokens[index + 1 : end + 6])


def is_active(graph: Graph, index: int) -> bool:
    """Whether the verb is active though the tree may say otherwise: finite as above, or "has denied"."""
    if graph.tokens[index].xpos != "VBN":
        return not graph.is_passive(index)
    if is_finite(graph, index):
        return True
    lemmas = {graph.tokens[o].lemma.lower() for o in graph.children[index] if graph.tokens[o].upos == "AUX"}
    return ("have" in lemmas and "be" not in lemmas) or not graph.is_passive(index)


def is_negated(graph: Graph, cue: int) -> bool:
    """Whether nothing is said: "did not confirm", "neither confirmed nor denied", "declined to say"."""
    tokens = graph.tokens
    if any(
        tokens[o].lemma.lower() in NEGATIONS or tokens[o].text.lower() in NEGATIONS for o in graph.children[cue] if o < cue
    ):
        return True
    token = tokens[cue]
    if cue > 0 and tokens[cue - 1].text.lower() in NEGATIONS:
        return True
    subject = graph.child(cue, "nsubj")
    if subject is not None and (
        tokens[subject].lemma.lower() in NOBODY
        or any(tokens[o].lemma.lower() in ("no", "neither") for o in graph.children[subject])
    ):
        return True
    if token.xpos == "VB" and any(t.lemma.lower() in UNWILLING for t in tokens[max(0, cue - 3) : cue]):
        return True
    is_joined = token.deprel == "conj" and token.head >= 0 and _forms(token) == _forms(tokens[token.head])
    if is_joined and graph.child(cue, "nsubj", "aux") is None:
        links = {tokens[o].lemma.lower() for o in graph.children[cue] if tokens[o].deprel == "cc"}
        return "but" not in links and is_negated(graph, token.head)
    return False


def _forms(token: Token) -> str:
    """The form that joined verbs share; past and participle are easily taken for one another."""
    return "past" if token.xpos in ("VBD", "VBN") else token.xpos
