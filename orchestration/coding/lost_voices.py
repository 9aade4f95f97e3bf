"""Voice, mood and owner told by what stands around a verb: "forces [killed] 40 people", "by [shelling] rebels". Pure.

Run by `lost_words`.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.tree_shape import changed_in, has_child, head_of_name
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

NOUNS = ("NOUN", "PROPN")
AUXILIARIES = ("aux", "aux:pass", "cop")
SUBJECTS = ("nsubj", "nsubj:pass")
BEFORE_GERUND = frozenset(("by", "from", "without"))
RELATIVES = frozenset(("which", "who", "where", "whose"))
MARK = ("mark",)
ACCUSING = frozenset("accuse suspect convict acquit".split())
SEEING = frozenset("show see hear film catch find depict capture watch".split())


def active_with_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Security forces [killed] 40 people": without "were", and with somebody behind it, the verb is active."""
    del lexicon
    tokens = sentence.tokens
    mended: list[Token] | None = None
    for verb in tokens:
        if verb.xpos not in ("VBN", "VBD") or verb.upos != "VERB" or has_child(sentence, verb.index, AUXILIARIES):
            continue
        children = [tokens[child] for child in sentence.children[verb.index]]
        subject = next((child for child in children if child.deprel == "nsubj:pass" and child.index < verb.index), None)
        if subject is not None and any(child.deprel == "obj" and child.index > verb.index for child in children):
            mended = mended or list(tokens)
            mended[verb.index] = replace(verb, xpos="VBD")
            mended[subject.index] = replace(subject, deprel="nsubj")
    return mended


def gerund_behind_preposition(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Retaliated by [shelling] rebels", "kept them from [overrunning] Sake": no kind of rebels."""
    del lexicon
    tokens = sentence.tokens
    for gerund in tokens[1:-1]:
        if gerund.xpos != "VBG" or gerund.upos != "VERB" or gerund.deprel != "compound" or gerund.head < gerund.index:
            continue
        noun, before = tokens[gerund.head], tokens[gerund.index - 1]
        if before.text.lower() not in BEFORE_GERUND or before.head != noun.index or noun.head < 0:
            continue
        above = tokens[noun.head]
        if above.upos in NOUNS and above.deprel == "obj" and above.head >= 0:
            above = tokens[above.head]
        mended = list(tokens)
        mended[gerund.index] = replace(gerund, head=above.index, deprel="advcl" if above.upos == "VERB" else "acl")
        mended[before.index] = replace(before, head=gerund.index, deprel="mark")
        mended[noun.index] = replace(noun, head=gerund.index, deprel="obj")
        return mended
    return None


def relative_on_clause(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Travel to Haiti, where police [shot] two": of the noun before the comma, not of the whole clause."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens:
        if verb.deprel not in ("advcl:relcl", "advcl") or verb.head < 0 or verb.upos != "VERB":
            continue
        relative = next((c for c in sentence.children[verb.index] if tokens[c].text.lower() in RELATIVES), None)
        if relative is None or not 2 <= relative < verb.index or tokens[relative - 1].text != ",":
            continue
        noun = head_of_name(tokens, relative - 2)
        if noun.upos in NOUNS and tokens[relative - 2].upos in NOUNS and noun.index != verb.head:
            return changed_in(tokens, replace(verb, head=noun.index, deprel="acl:relcl"))
    return None


def clause_behind_that(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Accused Belarus and demanded that they be [taken] back": what a "that" tells is of the verb before it."""
    del lexicon
    tokens = sentence.tokens
    for mark in tokens[1:]:
        if mark.text != "that" or mark.deprel != "mark" or mark.head < mark.index:
            continue
        clause, before = tokens[mark.head], tokens[mark.index - 1]
        if clause.deprel != "ccomp" or before.upos != "VERB" or before.index == clause.head:
            continue
        if before.deprel == "conj" and before.head == clause.head:
            return changed_in(tokens, replace(clause, head=before.index))
    return None


def participle_before_main_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Footage [posted] on social media showed police": the participle tells of the subject of the verb behind it."""
    del lexicon
    tokens = sentence.tokens
    for participle in tokens:
        if participle.xpos != "VBN" or participle.deprel not in ("ccomp", "csubj", "advcl") or participle.head < 0:
            continue
        main = tokens[participle.head]
        if main.index < participle.index or main.upos != "VERB" or has_child(sentence, main.index, (*SUBJECTS, "aux:pass")):
            continue
        if has_child(sentence, participle.index, (*AUXILIARIES, "mark", "obj")):
            continue
        subject = next((c for c in sentence.children[participle.index] if tokens[c].deprel in SUBJECTS), None)
        between = tokens[participle.index : main.index]
        if subject is None or subject > participle.index or any(token.upos == "PUNCT" for token in between):
            continue
        mended = list(tokens)
        mended[subject] = replace(tokens[subject], head=main.index, deprel="nsubj")
        mended[participle.index] = replace(participle, head=subject, deprel="acl")
        return mended
    return None


def seen_doing(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Showed police [beating] protesters": what is seen, no circumstance of the seeing."""
    del lexicon
    tokens = sentence.tokens
    for gerund in tokens:
        if (
            gerund.xpos != "VBG"
            or gerund.deprel != "advcl"
            or gerund.head < 0
            or tokens[gerund.head].lemma.lower() not in SEEING
        ):
            continue
        subject = next((c for c in sentence.children[gerund.index] if tokens[c].deprel == "nsubj"), None)
        between = tokens[gerund.head : gerund.index]
        if subject is not None and gerund.head < subject and not any(t.upos in ("PUNCT", "SCONJ") for t in between):
            return changed_in(tokens, replace(gerund, deprel="ccomp"))
    return None


def main_verb_behind_relative(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Officials, who said that no unit had fought, now [report] a clash": the verb behind the comma is the main one."""
    del lexicon
    tokens = sentence.tokens
    noun = next((token for token in tokens if token.head < 0), None)
    if noun is None or noun.upos not in NOUNS or has_child(sentence, noun.index, (*SUBJECTS, "cop", "case")):
        return None
    relative = next((c for c in sentence.children[noun.index] if tokens[c].deprel == "acl:relcl"), None)
    if relative is None or tokens[noun.index + 1].text != ",":
        return None
    for verb in tokens[relative + 1 :]:
        if verb.deprel != "conj" or verb.xpos not in ("VBD", "VBZ", "VBP") or verb.upos != "VERB":
            continue
        ahead = [c for c in sentence.children[verb.index] if c < verb.index]
        is_own = all(tokens[c].deprel in ("punct", "advmod", "aux") for c in ahead) and any(
            tokens[c].text == "," for c in ahead
        )
        if not is_own or not _is_under(tokens, verb.index, relative):
            continue
        mended = [replace(token, head=verb.index) if token.head == noun.index and token.index > verb.index else token
                  for token in tokens]  # fmt: skip
        mended[verb.index] = replace(verb, head=-1, deprel="root")
        mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        return mended
    return None


def _is_under(tokens: Sequence[Token], index: int, ancestor: int) -> bool:
    while index >= 0 and index != ancestor:
        index = tokens[index].head
    return index == ancestor


def gerund_under_mark(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Stopped students from [leaving]": what has a conjunction before it is a clause."""
    del lexicon
    tokens = sentence.tokens
    for gerund in tokens:
        is_oblique = gerund.xpos == "VBG" and gerund.upos == "VERB" and gerund.deprel == "obl"
        if is_oblique and has_child(sentence, gerund.index, MARK):
            return changed_in(tokens, replace(gerund, deprel="advcl"))
    return None


def deed_accused_of(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Accused its neighbour of [backing] rebels": of the accusing, no attribute of the neighbour."""
    del lexicon
    tokens = sentence.tokens
    for deed in tokens:
        if deed.xpos != "VBG" or deed.deprel != "acl" or deed.head < 0:
            continue
        whom = tokens[deed.head]
        mark = next((c for c in sentence.children[deed.index] if tokens[c].deprel == "mark"), None)
        if mark is None or tokens[mark].text.lower() != "of" or whom.deprel not in ("obj", "nsubj:pass") or whom.head < 0:
            continue
        if tokens[whom.head].lemma.lower() in ACCUSING:
            return changed_in(tokens, replace(deed, head=whom.head, deprel="advcl"))
    return None


def telling_read_as_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The law [mandates] that all men register": a plural between a noun and "that" with a clause is the verb."""
    del lexicon
    tokens = sentence.tokens
    for word in tokens[1:-2]:
        if word.xpos != "NNS" or word.head >= 0 or tokens[word.index + 1].text != "that":
            continue
        doer = next((c for c in sentence.children[word.index] if tokens[c].deprel == "compound" and c == word.index - 1), None)
        clause = next((c for c in sentence.children[word.index] if tokens[c].deprel in ("acl:relcl", "acl")), None)
        if doer is None or clause is None or tokens[word.index + 1].head != clause:
            continue
        subject = next((c for c in sentence.children[clause] if tokens[c].deprel in SUBJECTS), None)
        if subject is None or tokens[doer].xpos != "NN":
            continue
        mended = list(tokens)
        mended[word.index] = replace(word, upos="VERB", xpos="VBZ", lemma=word.text.lower().removesuffix("s"))
        mended[doer] = replace(tokens[doer], deprel="nsubj")
        mended[clause] = replace(tokens[clause], deprel="ccomp")
        that = word.index + 1
        mended[that] = replace(tokens[that], upos="SCONJ", xpos="IN", deprel="mark")
        for child in sentence.children[word.index]:
            if child < doer and tokens[child].deprel in ("det", "amod", "nmod:poss", "compound"):
                mended[child] = replace(tokens[child], head=doer)
        return mended
    return None
