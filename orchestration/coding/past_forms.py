"""Past forms that look like the present: "Gunmen set fire to houses", "rockets hit the base". Pure.

Parsers take them for a present tense or an infinitive; news tells with them what is over, unless a word says otherwise.
"""

from dataclasses import replace

from orchestration.coding.sentence_marks import tagged
from orchestration.coding.tree_shape import rebuilt
from orchestration.language.parsed import Sentence, Token

INVARIABLE = frozenset("set hit cut put shut beat quit split spread shed let bid cast burst thrust rid hurt broadcast".split())
CLAUSE_HEADS = ("root", "conj", "ccomp", "advcl", "acl:relcl", "parataxis")
HABITS = frozenset("every often usually regularly always currently now routinely typically still daily if when".split())
NOUN_AS_ROOT, PAST_OF_NOUN = tagged("NOUN PROPN", "root"), tagged("VBN VBD", "amod")


def mend_past_forms(sentence: Sentence) -> Sentence:
    """The sentence with such verbs read as past; headlines are left, where the present is what is meant."""
    if sentence.is_headline or sentence.marks.isdisjoint(INVARIABLE):
        return sentence
    changed: dict[int, Token] = {}
    for token in sentence.tokens:
        if token.text not in INVARIABLE or token.xpos not in ("VBP", "VB", "NN", "VBN") or token.deprel not in CLAUSE_HEADS:
            continue
        children = [sentence.tokens[child] for child in sentence.children[token.index]]
        relations = {child.deprel for child in children}
        if "nsubj" not in relations and not (token.deprel == "conj" and _follows_past(sentence, token)):
            continue
        if relations & {"aux", "aux:pass", "cop", "case", "det"} or any(child.text.lower() == "to" for child in children):
            continue
        if any(child.lemma.lower() in HABITS for child in children) and not _is_beside_past(sentence, token):
            continue
        if token.xpos == "NN" and "obj" not in relations:
            continue
        changed[token.index] = replace(token, upos="VERB", xpos="VBD", lemma=token.text)
    if not changed:
        return sentence
    return replace(sentence, tokens=[changed.get(token.index, token) for token in sentence.tokens])


def _is_beside_past(sentence: Sentence, token: Token) -> bool:
    """Whether "when" ties it to what was: "was on his way home when a bullet [hit] him"."""
    above = sentence.tokens[token.head] if token.head >= 0 else token
    around = [above, *(sentence.tokens[c] for c in sentence.children[above.index])]
    is_when = any(sentence.tokens[c].text.lower() == "when" for c in sentence.children[token.index])
    return is_when and token.deprel == "advcl" and any(t.xpos == "VBD" for t in around)


def mend_noun_root(sentence: Sentence) -> Sentence:
    """In "Amnesty International [accused] Ethiopian troops of ..." read as one long noun, the participle is the verb.

    The names before it are its subject, the noun its object, and what hangs on the noun behind it hangs on the verb.
    """
    if sentence.marks.isdisjoint(NOUN_AS_ROOT) or sentence.marks.isdisjoint(PAST_OF_NOUN):
        return sentence
    tokens = sentence.tokens
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or sentence.is_headline or tokens[-1].upos != "PUNCT" or root.upos not in ("NOUN", "PROPN"):
        return sentence
    children = sentence.children[root.index]
    if any(tokens[child].deprel in ("cop", "nsubj", "nsubj:pass", "case") for child in children):
        return sentence
    verb = next((tokens[c] for c in children if tokens[c].deprel == "amod" and tokens[c].xpos in ("VBN", "VBD")), None)
    if verb is None or verb.index < 1 or verb.index > root.index:
        return sentence
    subject = verb.index - 1
    is_name = tokens[subject].head == verb.index and tokens[subject].text[:1].isupper()  # "Operation Delta [Safe] destroyed"
    if not is_name and (subject not in children or tokens[subject].upos not in ("PROPN", "NOUN")):
        return sentence
    mended = list(tokens)
    mended[verb.index] = replace(verb, head=-1, deprel="root", xpos="VBD")
    mended[root.index] = replace(root, head=verb.index, deprel="obj")
    mended[subject] = replace(
        tokens[subject], head=verb.index, deprel="nsubj", upos="PROPN" if is_name else tokens[subject].upos
    )
    for child in (c for c in sentence.children[verb.index] if is_name and c < subject):
        mended[child] = replace(tokens[child], head=subject)
    for child in children:
        if child < subject:
            mended[child] = replace(tokens[child], head=subject)
        elif child > root.index and tokens[child].deprel in ("acl", "punct", "obl", "advcl", "parataxis"):
            relation = "advcl" if tokens[child].deprel == "acl" else tokens[child].deprel
            mended[child] = replace(tokens[child], head=verb.index, deprel=relation)
    return rebuilt(sentence, mended)


def _follows_past(sentence: Sentence, token: Token) -> bool:
    """Whether the verb is coordinated to a past form: "stormed the post and set fire to it"."""
    return token.head >= 0 and sentence.tokens[token.head].xpos == "VBD"
