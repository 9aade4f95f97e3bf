"""Past forms that look like the present: "Gunmen set fire to houses", "rockets hit the base". Pure.

Parsers take them for a present tense or an infinitive; news tells with them what is over, unless a word says otherwise.
"""

from dataclasses import replace

from orchestration.language.parsed import Sentence, Token

INVARIABLE = frozenset(
    "set hit cut put shut beat quit split spread shed let bid cast burst thrust rid hurt broadcast slit".split()
)
CLAUSE_HEADS = ("root", "conj", "ccomp", "advcl", "acl:relcl", "parataxis")
HABITS = frozenset("every often usually regularly always currently now routinely typically still daily if when".split())


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


def _follows_past(sentence: Sentence, token: Token) -> bool:
    """Whether the verb is coordinated to a past form: "stormed the post and set fire to it"."""
    return token.head >= 0 and sentence.tokens[token.head].xpos == "VBD"
