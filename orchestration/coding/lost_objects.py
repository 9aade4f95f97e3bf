"""Who acts and what is acted upon, where the parser hung a row, a figure, an aside or a clause between them. Pure.

Run by `lost_words`; the input sentence is left as it is.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.tree_shape import changed_in, has_child, head_of_name
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import TENSED
from orchestration.language.parsed import Sentence, Token

NOUNS = ("NOUN", "PROPN")
SUBJECTS = ("nsubj", "nsubj:pass")
IN_ROW = ("appos", "list", "nmod:unmarked")
UNCHANGING = frozenset({"set", "shot", "hit", "cut", "shut"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
WITH_NOUN = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "flat"})
RELATIVES = frozenset(("which", "who", "where", "whose"))
ACCUSING = frozenset("accuse suspect convict acquit".split())


def figure_put(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Put the number of soldiers killed at [14]": where the number is put, not where they were killed."""
    del lexicon
    tokens = sentence.tokens
    for number in tokens[3:]:
        if number.upos != "NUM" or number.deprel != "obl" or number.head < 0 or tokens[number.index - 1].text.lower() != "at":
            continue
        participle = tokens[number.head]
        if participle.xpos != "VBN" or participle.deprel != "acl":
            continue
        above = participle.head
        while above >= 0 and tokens[above].upos in NOUNS:
            above = tokens[above].head
        if above >= 0 and tokens[above].lemma.lower() == "put":
            mended = changed_in(tokens, replace(number, head=above))
            counted = tokens[participle.index - 1]
            if counted.upos in NOUNS and counted.head == participle.head:
                mended[participle.index] = replace(participle, head=counted.index)
            return mended
    return None


def row_read_as_apposition(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Mali, [Burkina Faso] and Niger agreed": a name between another and one behind "and" is of the row."""
    del lexicon
    tokens = sentence.tokens
    for name in tokens[2:]:
        if name.deprel not in IN_ROW or name.upos not in NOUNS or not 0 <= name.head < name.index:
            continue
        first = tokens[name.head]
        if first.upos == "VERB" and has_child(sentence, name.index, ("conj",)):  # "killed a nurse, [a cook] and a soldier"
            objects = [c for c in sentence.children[first.index] if tokens[c].deprel == "obj" and c < name.index]
            if objects:
                return changed_in(tokens, replace(name, head=objects[-1], deprel="conj"))
        if name.upos != "PROPN":
            continue
        if name.deprel == "list" and any(token.deprel == "cc" for token in tokens[first.index : name.index]):
            return changed_in(tokens, replace(name, deprel="conj"))
        joined = (*sentence.children[first.index], *sentence.children[name.index])
        last = next((tokens[c] for c in joined if tokens[c].deprel == "conj" and c > name.index), None)
        if first.upos != "PROPN" or last is None or not has_child(sentence, last.index, ("cc",)):
            continue
        if has_child(sentence, name.index, ("det", "nmod:poss", "case")) or last.upos != "PROPN":
            continue
        and_ = min(c for c in sentence.children[last.index] if tokens[c].deprel == "cc")
        if not any(token.upos == "PUNCT" for token in tokens[name.index : and_]):
            mended = changed_in(tokens, replace(name, deprel="conj"))
            mended[last.index] = replace(last, head=first.index)
            return mended
    return None


def object_after_aside(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Approved, on first reading, a bill": what follows the aside is the object, not another word for the reading."""
    tokens = sentence.tokens
    always = lexicon.words("always_transitive")
    for noun in tokens:
        if noun.deprel not in ("appos", "parataxis") or not 0 <= noun.head < noun.index or noun.upos != "NOUN":
            continue
        aside = tokens[noun.head]
        verb = tokens[aside.head] if aside.deprel == "obl" else aside
        first = min([noun.index, *(c for c in sentence.children[noun.index] if tokens[c].deprel in WITH_NOUN)])
        opens = verb.index + 1 < len(tokens) and tokens[verb.index + 1].text == ","
        if verb.upos != "VERB" or verb.xpos not in TENSED or not opens or tokens[first - 1].text != ",":
            continue
        has_object = any(tokens[c].deprel in ("obj", "ccomp", "xcomp", "nsubj:pass") for c in sentence.children[verb.index])
        if has_object or not (always.match(verb) or verb.text.lower() in lexicon.forms) or tokens[first].upos != "DET":
            continue
        mended = list(tokens)
        mended[noun.index] = replace(noun, head=verb.index, deprel="obj")
        return mended
    return None


def object_behind_joined_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Arrested, and later deported, [a reporter]": the object of both verbs, read as another word for the first."""
    tokens = sentence.tokens
    for noun in tokens:
        if noun.deprel != "appos" or not 0 <= noun.head < noun.index or noun.upos not in NOUNS:
            continue
        first = tokens[noun.head]
        second = next(
            (tokens[c] for c in sentence.children[first.index] if tokens[c].deprel == "conj" and c < noun.index), None
        )
        if first.upos != "VERB" or second is None or second.upos != "VERB" or tokens[second.index + 1].text != ",":
            continue
        opening = min([noun.index, *(c for c in sentence.children[noun.index] if tokens[c].deprel in WITH_NOUN)])
        if opening == second.index + 2 and not has_child(sentence, first.index, ("obj", "nsubj:pass", "ccomp", "xcomp")):
            return changed_in(tokens, replace(noun, deprel="obj"))
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


def main_verb_behind_relative(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Officials, who said that no unit had fought, now [report] a clash": the verb behind the comma is the main one."""
    del lexicon
    tokens = sentence.tokens
    noun = next((token for token in tokens if token.head < 0), None)
    if noun is None or noun.upos not in NOUNS or has_child(sentence, noun.index, (*SUBJECTS, "cop", "case")):
        return None
    relative = next((c for c in sentence.children[noun.index] if tokens[c].deprel == "acl:relcl"), None)
    if relative is None or relative < noun.index or tokens[noun.index + 1].text != ",":
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
