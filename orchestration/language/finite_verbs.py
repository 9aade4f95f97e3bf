"""Mends the commonest garden path of English news: a past tense read as a participle.

"Shelling wounded five people" may come out as a noun with the participle "wounded", "Fighters loyal to him burned houses"
as burnt houses. A sentence without a finite verb, where a participle stands that may be a past tense and has what no
participle before or after a noun can have (an object, or a subject before that noun), is a clause of that verb.
"""

from collections.abc import Callable, Sequence

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECT_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "JJ", "VBG"})
CLAUSES = frozenset({"root", "conj", "parataxis", "acl:relcl"})
NOT_ACTIVE = frozenset({"aux", "aux:pass", "obl:agent", "mark"})
NOUN_DEPENDENTS = frozenset({"det", "amod", "compound", "nmod:poss", "nummod", "case", "flat", "nmod", "appos", "acl:relcl"})
PAST_FEATURES = "Mood=Ind|Tense=Past|VerbForm=Fin"


def find_missed_past_tense(
    xpos: Sequence[str], heads: Sequence[int], deprels: Sequence[str], may_be_past: Callable[[int], bool]
) -> int | None:
    """The participle that is the verb of the sentence; None when there is none or the sentence has a finite verb.

    `may_be_past(i)` tells whether the form of word i can be a past tense.
    """
    root = heads.index(-1)
    if xpos[root] not in SUBJECT_TAGS or "cop" in deprels or any(tag in FINITE_TAGS for tag in xpos):
        return None
    for index, tag in enumerate(xpos):
        if tag == "VBN" and heads[index] == root and may_be_past(index):
            own = {deprels[child] for child, head in enumerate(heads) if head == index}
            if own & NOT_ACTIVE:
                continue
            if root < index and deprels[index] in ("acl", "xcomp") and "obj" in own:
                return index
            if index < root and deprels[index] == "amod" and _has_subject_before(index, root, heads, deprels):
                return index
    return None


def find_unmarked_clauses(xpos: Sequence[str], heads: Sequence[int], deprels: Sequence[str]) -> list[int]:
    """The participles that head a clause with an active subject and no auxiliary, in a sentence with a full stop.

    Such a clause needs a finite verb, so they are past tenses if their form can be one.
    """
    if xpos[-1] != "." and "." not in xpos[-2:]:
        return []
    found = []
    for index, tag in enumerate(xpos):
        if tag == "VBN" and deprels[index] in CLAUSES:
            own = {deprels[child] for child, head in enumerate(heads) if head == index}
            if "nsubj" in own and not own & (NOT_ACTIVE | {"cop", "nsubj:pass"}):
                found.append(index)
    return found


def _has_subject_before(verb: int, noun: int, heads: Sequence[int], deprels: Sequence[str]) -> bool:
    return any(heads[child] == noun and deprels[child].startswith("nsubj") for child in range(verb))


def promote(verb: int, heads: Sequence[int], deprels: Sequence[str]) -> tuple[list[int], list[str]]:
    """The tree with the verb as its root: the noun before it its subject, the noun after it its object."""
    new_heads, new_deprels = list(heads), list(deprels)
    noun = new_heads.index(-1)
    for child, head in enumerate(heads):
        if head != noun or child == verb:
            continue
        is_subject = noun > verb and deprels[child].startswith("nsubj")
        is_beyond = child > verb if noun < verb else child < verb
        if is_subject or (is_beyond and deprels[child] not in NOUN_DEPENDENTS) or deprels[child] == "punct":
            new_heads[child] = verb
    new_heads[verb], new_deprels[verb] = -1, "root"
    new_heads[noun], new_deprels[noun] = verb, "nsubj" if noun < verb else "obj"
    return new_heads, new_deprels
