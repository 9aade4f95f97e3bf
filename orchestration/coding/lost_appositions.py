"""Mends trees in which what explains a name strayed to a verb before it. Pure. Run by `lost_words`.

"... have gained control of villages and are advancing toward Bakhmut, a rail hub located just 18 kilometers away": the hub
is Bakhmut, and is no second object of "gained"; the kilometers tell where the hub lies, not how far anybody gained. In
"Sake, a town 27 km west of Goma" the distance is that of the town.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

NAME_PARTS = frozenset({"flat", "compound"})
LENGTHS = frozenset("km kms kilometer kilometers kilometre kilometres mile miles meters metres".split())
DIRECTION = re.compile(
    r"(?:(?:north|south)-?(?:east|west)?|east|west)(?:ward|wards)?|(?:up|down)stream|inland|outside|away", re.IGNORECASE
)
BEFORE_NUMBER = frozenset("about some around roughly just only nearly almost over approximately another more than".split())

SETTLEMENTS = frozenset("village town city hamlet district province region port suburb settlement".split())


def is_measure(word: str) -> bool:
    """Whether the word is a unit of length or a direction, in which one place is told from another."""
    return word.lower() in LENGTHS or DIRECTION.fullmatch(word) is not None


def distance_from_place(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A town 27 km west of Goma", "Wad Madani, 180 km southeast of Khartoum": the distance and the place that it is told
    from hang on the noun before them.
    """
    mended = list(sentence.tokens)
    for unit in sentence.tokens:
        if unit.text.lower() in LENGTHS and unit.index > 0 and mended[unit.index - 1].upos == "NUM":
            _mend_distance(sentence, mended, unit.index)
    return mended if mended != list(sentence.tokens) else None


def _mend_distance(sentence: Sentence, mended: list[Token], unit: int) -> None:
    tokens = sentence.tokens
    after = _behind_brackets(sentence, unit + 1)
    direction = after if after < len(tokens) and DIRECTION.fullmatch(tokens[after].text) else None
    preposition = after if direction is None else after + 1
    if preposition + 1 >= len(tokens) or tokens[preposition].text.lower() not in ("of", "from"):
        return
    place = tokens[preposition].head
    first = unit - 1
    while first > 0 and tokens[first - 1].text.lower() in BEFORE_NUMBER:
        first -= 1
    noun = first - 2 if first > 1 and tokens[first - 1].text == "," else first - 1
    if place <= preposition or noun < 0 or tokens[noun].upos not in ("NOUN", "PROPN"):
        return
    while tokens[noun].deprel in NAME_PARTS and tokens[noun].head >= 0 and tokens[noun].head < first:
        noun = tokens[noun].head
    group = {unit, place} | ({direction} if direction is not None else set())
    head = direction if direction is not None else unit
    if noun in group or head in _way_up(sentence, noun) or place in _way_up(sentence, noun):
        _take_out(mended, noun, group)
    mended[head] = replace(mended[head], head=noun, deprel="nmod" if direction is None else "advmod")
    if direction is not None:
        mended[unit] = replace(mended[unit], head=direction, deprel="obl:unmarked")
    mended[place] = replace(mended[place], head=head, deprel="obl")


def _take_out(mended: list[Token], noun: int, group: set[int]) -> None:
    """The noun takes the place in the tree of the distance that it hung on."""
    top = noun
    while top >= 0 and (top == noun or top in group):
        outer, relation = mended[top].head, mended[top].deprel
        top = outer
    mended[noun] = replace(mended[noun], head=outer, deprel=relation)


def _behind_brackets(sentence: Sentence, index: int) -> int:
    """The first token behind "(930 miles)"."""
    tokens = sentence.tokens
    if index < len(tokens) and tokens[index].text == "(":
        return next((i + 1 for i in range(index, min(index + 6, len(tokens))) if tokens[i].text == ")"), index)
    return index


def _way_up(sentence: Sentence, index: int) -> Iterator[int]:
    while index >= 0:
        yield index
        index = sentence.tokens[index].head


def commander_behind_under(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Troops under [General Mertan] attacked the town": the general, read as who attacked, is theirs."""
    del lexicon
    tokens = sentence.tokens
    for under in tokens[1:-2]:
        force = tokens[under.index - 1]
        if under.text != "under" or force.upos not in ("NOUN", "PROPN") or not force.deprel.startswith("nsubj"):
            continue
        verb = tokens[force.head]
        name = next((t for t in tokens[under.index + 1 : verb.index] if t.head == verb.index and t.deprel == "nsubj"), None)
        if name is None or name.upos not in ("NOUN", "PROPN") or verb.index < under.index:
            continue
        mended = list(tokens)
        mended[name.index] = replace(name, head=force.index, deprel="nmod")
        mended[under.index] = replace(under, head=name.index, deprel="case", upos="ADP")
        for token in tokens[under.index + 1 : name.index]:
            if token.head in (verb.index, under.index):
                mended[token.index] = replace(token, head=name.index)
        return mended
    return None


def name_of_settlement(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A strike in the village of [Deir Zahrani] killed two": the name behind "of" is the village's, and no subject."""
    del lexicon
    tokens = sentence.tokens
    for of in tokens[1:-2]:
        kind, name = tokens[of.index - 1], tokens[of.index + 1]
        if of.text != "of" or kind.lemma.lower() not in SETTLEMENTS or name.upos != "PROPN":
            continue
        is_read_apart = name.deprel.startswith("nsubj") and name.head > name.index and of.head == name.head
        if not is_read_apart or of.deprel not in ("mark", "case"):
            continue
        mended = list(tokens)
        mended[of.index] = replace(of, head=name.index, deprel="case")
        mended[name.index] = replace(name, head=kind.index, deprel="nmod")
        return mended
    return None
