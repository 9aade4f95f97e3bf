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
RELATIVES = frozenset(("which", "who", "where", "whose"))
ACCUSING = frozenset("accuse suspect convict acquit".split())


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
