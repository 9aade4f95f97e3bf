"""Mends trees in which the parser took the verb of a clause for what its subject is like. Pure. Run by `lost_words`."""

from dataclasses import replace

from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

NOMINAL = ("NOUN", "PROPN")
BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART"})
DOWNWARD = frozenset({"nmod", "flat", "compound", "amod", "appos", "nmod:poss", "det", "nummod"})
LONGEST_SUBJECT = 7
PARTICIPLES = ("acl", "acl:relcl")
CLAUSES = frozenset({"ccomp", "advcl", "conj", "parataxis", "acl:relcl"})


def relative_on_subject(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Goma, which the rebels [captured]", read as captured rebels: they are who captured it."""
    tokens = sentence.tokens
    for which in tokens[2:]:
        if which.text.lower() != "which" or tokens[which.index - 1].text != ",":
            continue
        end = which.index + 1
        while end < len(tokens) and end < which.index + LONGEST_SUBJECT and tokens[end].upos in BEFORE_NOUN:
            end += 1
        if end >= len(tokens) or end == which.index + 1:
            continue
        subject, verb = tokens[end - 1], tokens[end]
        if subject.upos not in NOMINAL or verb.head != subject.index or verb.deprel not in PARTICIPLES:
            continue
        antecedent = _antecedent(sentence, which.index - 2)
        if verb.xpos not in ("VBN", "VBD") or antecedent is None or min(subject.head, which.head) < 0:
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, xpos="VBD", head=antecedent, deprel="acl:relcl")
        mended[subject.index] = replace(subject, head=verb.index, deprel="nsubj")
        mended[which.index] = replace(which, head=verb.index, deprel="obj")
        for child in sentence.children[which.index]:
            if child > verb.index:
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def _antecedent(sentence: Sentence, index: int) -> int | None:
    """The noun that the phrase ending in the token is about: its topmost noun."""
    while sentence.tokens[index].deprel in DOWNWARD and 0 <= sentence.tokens[index].head < index:
        index = sentence.tokens[index].head
    return index if sentence.tokens[index].upos in NOMINAL else None


def verb_behind_adverb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Russian negotiators last [met] in July", read as a noun with a relative clause: the past verb is the sentence's."""
    tokens = sentence.tokens
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or root.upos not in NOMINAL or root.index + 2 >= len(tokens):
        return None
    adverb, verb = tokens[root.index + 1 : root.index + 3]
    is_verb = verb.xpos == "VBD" and verb.head == root.index and verb.deprel in PARTICIPLES
    if not is_verb or adverb.upos != "ADV" or adverb.head != verb.index:
        return None
    mended = list(tokens)
    mended[verb.index] = replace(verb, head=-1, deprel="root")
    mended[root.index] = replace(root, head=verb.index, deprel="nsubj")
    for child in sentence.children[root.index]:
        if child > verb.index:
            mended[child] = replace(tokens[child], head=verb.index)
    return mended


def modal_with_adjective(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The rebels will [free] 20 soldiers", read as free soldiers: behind "will" and before a noun it is the verb."""
    tokens = sentence.tokens
    for word in tokens[1:-1]:
        modal = tokens[word.index - 1]
        if word.text != "free" or word.deprel != "amod" or modal.xpos != "MD" or word.head <= word.index:
            continue
        noun = tokens[word.head]
        above = modal.head if noun.head == modal.index else noun.head
        top = tokens[above] if above >= 0 else None
        places = {modal.index, noun.index, above}
        subject = next((t for t in tokens[: modal.index] if t.head in places and t.deprel.startswith("nsubj")), None)
        if subject is None or (top is not None and subject.head == top.index and top.index < modal.index):
            continue
        mended = list(tokens)
        if top is None:
            head, relation = -1, "root"
        elif top.index < modal.index:
            head, relation = top.index, noun.deprel if noun.deprel in CLAUSES else "ccomp"
        else:
            head, relation = top.head, top.deprel
            has_mark = any(tokens[c].deprel == "mark" and noun.index < c for c in sentence.children[top.index])
            mended[top.index] = replace(top, head=word.index, deprel="advcl" if has_mark else "conj")
        mended[word.index] = replace(word, upos="VERB", xpos="VB", head=head, deprel=relation)
        mended[modal.index] = replace(modal, upos="AUX", head=word.index, deprel="aux")
        mended[noun.index] = replace(noun, head=word.index, deprel="obj")
        mended[subject.index] = replace(subject, head=word.index, deprel="nsubj")
        for child in sentence.children[modal.index]:
            if child not in (word.index, noun.index, subject.index):
                mended[child] = replace(tokens[child], head=word.index)
        return mended
    return None
