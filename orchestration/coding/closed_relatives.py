"""Verbs read as part of a clause that has ended, or that tells of the noun before. Pure. Run by `lost_words`."""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.tree_shape import changed_in
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

OPENERS = frozenset({"which", "who", "whom"})
FORMS = {"VBD": ("VBD", "VBN"), "VBZ": ("VBZ", "VBP"), "VBP": ("VBZ", "VBP")}
HAVING = frozenset({"has", "have", "had"})
CONTAINING = frozenset("sheltering housing hosting accommodating treating storing holding carrying transporting".split())


def verb_behind_closed_relative(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Kenya condemned the attack, which killed six, and [called] for calm": two commas close the clause about the attack."""
    del lexicon
    tokens = sentence.tokens
    for joined in tokens[5:]:
        if joined.deprel != "conj" or joined.upos != "VERB" or joined.head < 0:
            continue
        relative = tokens[joined.head]
        if relative.deprel != "acl:relcl" or relative.head < 0 or relative.index > joined.index:
            continue
        children = [tokens[c] for c in sentence.children[joined.index]]
        if any(c.deprel.startswith(("nsubj", "aux:pass", "cop", "mark")) for c in children):
            continue
        link = next((c.index for c in children if c.deprel == "cc" and c.index < joined.index), 0)
        if link < 1 or tokens[link - 1].text != "," or _is_row(sentence, relative, joined):
            continue
        above = _verb_above(tokens, relative)
        if above is None or not _opens_behind_comma(sentence, relative):
            continue
        has_own = _is_perfect(sentence, joined) and not _is_perfect(sentence, relative)
        if not has_own and above.xpos not in FORMS.get(joined.xpos, ()):
            continue
        return changed_in(tokens, replace(joined, head=above.index))
    return None


def _is_perfect(sentence: Sentence, verb: Token) -> bool:
    return any(sentence.tokens[c].deprel == "aux" and sentence.tokens[c].text in HAVING for c in sentence.children[verb.index])


def _is_row(sentence: Sentence, relative: Token, joined: Token) -> bool:
    """Whether more is joined to the clause: "which killed six, burned a clinic, and freed two"."""
    tokens = sentence.tokens
    return any(c != joined.index and tokens[c].deprel == "conj" for c in sentence.children[relative.index])


def _opens_behind_comma(sentence: Sentence, relative: Token) -> bool:
    tokens = sentence.tokens
    noun = relative.head
    opener = next((t.index for t in tokens[noun + 1 : relative.index] if t.text.lower() in OPENERS), 0)
    return opener > 1 and tokens[opener - 1].text == ","


def _verb_above(tokens: Sequence[Token], relative: Token) -> Token | None:
    """The verb in whose clause the noun stands that the relative clause tells of."""
    current = tokens[relative.head]
    while current.upos != "VERB" and current.head >= 0:
        if current.deprel.startswith(("nsubj", "acl")):
            return None
        current = tokens[current.head]
    return current if current.upos == "VERB" and current.index < relative.head else None


def participle_of_struck(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Strikes on a school [sheltering] families": the school shelters them, not the strikes."""
    del lexicon
    tokens = sentence.tokens
    for participle in tokens[3:]:
        before = tokens[participle.index - 1]
        if participle.text not in CONTAINING or participle.deprel != "acl" or before.upos not in ("NOUN", "PROPN"):
            continue
        if before.head == participle.head and before.deprel == "nmod":
            return changed_in(tokens, replace(participle, head=before.index))
    return None
