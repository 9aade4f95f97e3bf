"""Numbers and who is counted: "12 were killed and [40] wounded", "many of [whom]", "[between 20 and 30] rebels". Pure.

Run by `lost_words`. A number right before a participle is its subject: the parser hangs it on the participle, on the noun
behind it, or on the verb before.
"""

from dataclasses import replace

from orchestration.coding.tree_shape import NOMINAL
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

TAKEN = frozenset({"prisoner", "hostage", "captive"})
BEFORE_NUMBER = frozenset("at least more than about some over nearly almost up to another around".split())
LINKS = frozenset({"and", ",", "or", "but", ";"})
LONGEST_NUMBER = 5
PARTED = frozenset({"whom", "which"})
NOBODY = frozenset({"none", "neither"})


def counted_participle(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """The participle becomes a passive joined to the verb before, the number its subject."""
    tokens = list(sentence.tokens)
    found = False
    for number in sentence.tokens[2:-1]:
        if number.upos != "NUM" or not (number.text.isalpha() or number.text.replace(",", "").isdigit()):
            continue
        participle = tokens[number.index + 1]
        if participle.xpos not in ("VBN", "VBD") or lexicon.lemma_as(participle.text.lower(), "VERB") is None:
            continue
        first = _verb_before(tokens, number.index)
        if first is None or _goes_on(sentence, participle.index):
            continue
        noun = tokens[participle.index + 1] if participle.index + 1 < len(tokens) else participle
        is_taken = noun.text.lower() in TAKEN and participle.lemma.lower() in ("take", "hold")
        if participle.deprel not in ("conj", "xcomp", "amod", "acl", "advcl", "dep") or (
            participle.deprel == "amod" and not is_taken
        ):
            continue
        tokens[participle.index] = replace(participle, upos="VERB", xpos="VBN", head=first.index, deprel="conj")
        tokens[number.index] = replace(number, head=participle.index, deprel="nsubj:pass")
        if is_taken:
            tokens[noun.index] = replace(noun, head=participle.index, deprel="xcomp")
        for child in sentence.children[participle.index]:
            if BEFORE_NUMBER & {tokens[child].text.lower()} and child < number.index:
                tokens[child] = replace(tokens[child], head=number.index, deprel="advmod")
        found = True
    return tokens if found else None


def _verb_before(tokens: list[Token], number: int) -> Token | None:
    """The passive that "and 40" is joined to, right before a link and what stands before the number."""
    index = number - 1
    while index > 0 and number - index <= LONGEST_NUMBER and tokens[index].text.lower() in BEFORE_NUMBER:
        index -= 1
    if tokens[index].text.lower() not in LINKS:
        return None
    for before in reversed(tokens[:index]):
        if before.text in (";", ":"):
            return None
        if before.upos == "VERB":
            has_passive = any(t.head == before.index and t.deprel in ("aux:pass", "nsubj:pass") for t in tokens)
            if has_passive or before.lemma.lower() == "die":
                return before
            if before.xpos != "VBN" or before.deprel != "conj":
                return None
    return None


def _goes_on(sentence: Sentence, participle: int) -> bool:
    """Whether the participle has an object or an auxiliary of its own, so that the number acts: "and 40 joined the march"."""
    return any(sentence.tokens[c].deprel in ("obj", "aux", "aux:pass", "ccomp") for c in sentence.children[participle])


def part_of_whom(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Freed 40 students, [three of whom were beaten]": the clause tells of the noun before the comma."""
    del lexicon
    tokens = sentence.tokens
    for pronoun in tokens[3:-1]:
        part, of = tokens[pronoun.index - 2], tokens[pronoun.index - 1]
        if pronoun.text.lower() not in PARTED or of.text.lower() != "of":
            continue
        first = part.index
        while tokens[first - 1].text.lower() in BEFORE_NUMBER:  # "at least 40 of whom"
            first -= 1
        if tokens[first - 1].text != ",":
            continue
        noun = tokens[first - 2]
        verb = _verb_of_part(sentence, part, pronoun)
        if noun.upos not in NOMINAL or verb is None or part.text.lower() in NOBODY:
            continue
        while noun.deprel in ("flat", "compound") and noun.head >= 0:
            noun = tokens[noun.head]
        below = {tokens[child].deprel for child in sentence.children[verb.index] if child != part.index}
        relation = "nsubj:pass" if "aux:pass" in below else "obj" if "nsubj" in below else "nsubj"
        mended = list(tokens)
        mended[verb.index] = replace(verb, head=noun.index, deprel="acl:relcl")
        mended[pronoun.index] = replace(pronoun, head=verb.index, deprel=relation)
        mended[part.index] = replace(part, head=pronoun.index, deprel="nummod")
        mended[of.index] = replace(of, head=pronoun.index, deprel="dep")
        return mended
    return None


def _verb_of_part(sentence: Sentence, part: Token, pronoun: Token) -> Token | None:
    """What is told of "three of whom": the verb that they are a part of, or the clause that the tree hangs on them."""
    tokens = sentence.tokens
    if part.deprel.startswith("nsubj") and part.head > pronoun.index:
        return tokens[part.head] if tokens[part.head].upos == "VERB" else None
    clauses = [c for held in (part.index, pronoun.index) for c in sentence.children[held] if tokens[c].deprel == "acl:relcl"]
    return next((tokens[c] for c in clauses if c > pronoun.index and tokens[c].upos == "VERB"), None)


def range_before_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[Between 11,000 and 12,000] soldiers are in Russia", "killed [between 20 and 30] rebels": so many."""
    del lexicon
    tokens = sentence.tokens
    for between in tokens[:-4]:
        low, joining, high = tokens[between.index + 1 : between.index + 4]
        noun = tokens[high.head]
        is_range = between.text.lower() == "between" and low.upos == high.upos == "NUM" and joining.text == "and"
        counted = tokens[low.head]
        if is_range and counted.deprel == "obl" and between.head == counted.index and tokens[counted.head].upos == "VERB":
            mended = list(tokens)
            mended[counted.index] = replace(counted, deprel="obj")
            mended[between.index] = replace(between, head=low.index, deprel="advmod")
            return mended
        if not is_range or noun.upos not in NOMINAL or noun.index < high.index or noun.head != low.index:
            continue
        above, relation = low.head, low.deprel
        if above >= 0 and tokens[above].deprel == "mark":  # "estimates that between ...": hung on "that"
            above = tokens[above].head
        if above > noun.index:
            relation = "nsubj"
        mended = list(tokens)
        mended[noun.index] = replace(noun, head=above, deprel=relation)
        mended[low.index] = replace(low, head=noun.index, deprel="nummod")
        mended[high.index] = replace(high, head=low.index, deprel="conj")
        mended[joining.index] = replace(joining, head=high.index)
        return mended
    return None
