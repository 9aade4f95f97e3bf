"""Mends trees in which a clause lost its subject, and with it its verb or object, to a word beside it. Pure.

Run by `lost_words`. What is told from the words alone: a word in -ed is no noun, a modifier has no subject of its own, and
a verb behind a comma without a subject goes on with that of the verb before it.
"""

from dataclasses import replace

from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

TENSED = FINITE - {"MD"}
IN_ROW = TENSED | {"VB"}
HOURS = frozenset({"dawn", "dusk", "sunrise", "sunset", "noon", "midnight", "nightfall", "daybreak"})
UNCHANGING = frozenset({"set", "shot", "hit", "cut", "shut"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
WITH_NOUN = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "flat"})


def _under_verb(token: Token) -> str:
    return "obl" if token.deprel == "nmod" else token.deprel


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
