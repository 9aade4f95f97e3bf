"""Mends trees in which what a verb acts on is only named inside a free relative. Pure. Run by `lost_words`.

In "struck what it said was a command centre in Tyre" the centre is what was struck, and Tyre is where; the words between
tell who calls it so. An event that is called something ("condemned what it called an attack") stays the namer's word.
"""

from dataclasses import replace

from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

NAMING = frozenset(
    "call describe term deem consider believe say claim allege suspect label dub think brand identify characterise"
    " characterize".split()
)
NOMINAL = ("NOUN", "PROPN")
CLAUSES = frozenset({"acl", "acl:relcl"})
NAMED = frozenset({"obj", "xcomp", "ccomp", "obl", "acl:relcl"})


def free_relative(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """The noun that "what" is called takes the place of "what"; the clause hangs on the noun."""
    tokens = sentence.tokens
    for what in tokens:
        if what.text.lower() != "what" or what.upos != "PRON" or what.head < 0:
            continue
        clauses = [child for child in sentence.children[what.index] if tokens[child].deprel in CLAUSES]
        verb = next((child for child in clauses if tokens[child].lemma.lower() in NAMING), None)
        if verb is None:
            continue
        governor = tokens[what.head] if what.deprel.startswith("nsubj") else None
        below = [*sentence.children[verb], *clauses, *([governor.index] if governor is not None else ())]
        noun = next((child for child in sorted(below) if child > verb and _names(sentence, child, lexicon)), None)
        if noun is not None:
            return _exchanged(sentence, what.index, verb, noun)
    return None


def _names(sentence: Sentence, index: int, lexicon: TriggerLexicon) -> bool:
    token = sentence.tokens[index]
    if token.upos not in NOMINAL or token.deprel not in NAMED:
        return False
    if lexicon.lemma_as(token.text.lower(), "NOUN") is not None:
        return False
    cases = [
        sentence.tokens[child].text.lower() for child in sentence.children[index] if sentence.tokens[child].deprel == "case"
    ]
    return cases == (["as"] if token.deprel == "obl" else [])


def _exchanged(sentence: Sentence, what: int, verb: int, noun: int) -> list[Token]:
    tokens = sentence.tokens
    mended = list(tokens)
    is_clause = tokens[what].head == noun  # "struck [what it said was a centre]", read as the verb's complement
    outer, relation = (tokens[noun].head, "obj") if is_clause else (tokens[what].head, tokens[what].deprel)
    mended[noun] = replace(tokens[noun], head=outer, deprel=relation)
    mended[verb] = replace(tokens[verb], head=noun, deprel="acl:relcl")
    mended[what] = replace(tokens[what], head=verb, deprel="obj")
    for child in sentence.children[what]:
        if child not in (verb, noun):
            mended[child] = replace(tokens[child], head=noun)
    for child in sentence.children[noun]:
        if tokens[child].deprel in ("cop", "case") and verb < child < noun:
            mended[child] = replace(tokens[child], head=verb, deprel="mark")
    for child in sentence.children[verb]:
        if child > noun and tokens[child].deprel in ("obl", "advcl", "obl:unmarked"):
            mended[child] = replace(tokens[child], head=outer)
    return mended
