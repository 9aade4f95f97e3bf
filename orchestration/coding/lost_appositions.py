"""Mends trees in which what explains a name strayed to a verb before it. Pure. Run by `lost_words`.

"... have gained control of villages and are advancing toward Bakhmut, a rail hub located just 18 kilometers away": the hub
is Bakhmut, and is no second object of "gained"; the kilometers tell where the hub lies, not how far anybody gained. In
"Sake, a town 27 km west of Goma" the distance is that of the town.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from orchestration.coding.tree_shape import hang_later
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

NAME_PARTS = frozenset({"flat", "compound"})
BEFORE_NOUN = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "advmod"})
DISTANT = frozenset({"away", "north", "south", "east", "west"})
DISTANCE_RELATIONS = frozenset({"obl:unmarked", "obl:npmod", "obl", "nummod"})
LENGTHS = frozenset("km kms kilometer kilometers kilometre kilometres mile miles meters metres".split())
DIRECTION = re.compile(
    r"(?:(?:north|south)-?(?:east|west)?|east|west)(?:ward|wards)?|(?:up|down)stream|inland|outside|away", re.IGNORECASE
)
BEFORE_NUMBER = frozenset("about some around roughly just only nearly almost over approximately another more than".split())
TITLES = frozenset(
    """Mayor Governor Senator Sheriff Prosecutor Premier Chancellor Minister President Archbishop Bishop Councillor Congressman
    Congresswoman Representative Ambassador Commissioner Chief""".split()
)


SPEAKING = frozenset("said told added announced wrote says tells adds".split())
OFFICES = ("titled", "official", "leader")
SPEAKERS = frozenset(
    """spokeswoman spokesperson prosecutor judge lawyer director manager doctor officer detective investigator analyst
    activist professor editor owner""".split()
)
SAID = frozenset("claim charge accusation allegation assertion statement report version".split())
STRAYED = ("appos", "parataxis", "conj", "nmod", "obl", "list", "dep", "nsubj")


def is_measure(word: str) -> bool:
    """Whether the word is a unit of length or a direction, in which one place is told from another."""
    return word.lower() in LENGTHS or DIRECTION.fullmatch(word) is not None


def strayed_apposition(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """A noun phrase with an article right behind a name and a comma, read as another object of an earlier verb."""
    tokens = sentence.tokens
    for token in tokens:
        if token.deprel != "obj" or token.upos != "NOUN" or not 0 <= token.head < token.index:
            continue
        children = sentence.children[token.index]
        first = min([token.index, *(child for child in children if tokens[child].deprel in BEFORE_NOUN)])
        if first < 2 or tokens[first].upos != "DET" or tokens[first - 1].text != ",":
            continue
        name = tokens[first - 2]
        while name.deprel in NAME_PARTS and name.head >= 0:
            name = tokens[name.head]
        objects = [c for c in sentence.children[token.head] if tokens[c].deprel == "obj" and c < first]
        if name.upos != "PROPN" or not objects or token.index in _way_up(sentence, name.index):
            continue
        mended = list(tokens)
        if token.lemma.lower() in SAID:  # "had taken Toretsk, a claim that ...": of the whole sentence
            root = next((t.index for t in tokens if t.head < 0), name.index)
            mended[token.index] = replace(token, head=root, deprel="parataxis")
            return mended
        mended[token.index] = replace(token, head=name.index, deprel="appos")
        if tokens[first - 1].head == token.head:
            mended[first - 1] = replace(tokens[first - 1], head=token.index)
        return mended
    return None


def answered_claim(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Kyiv accused Moscow of it, a claim Moscow [dismissed]", read as an object before the verb that governs all."""
    tokens = sentence.tokens
    for claim in tokens:
        if claim.deprel != "obj" or claim.lemma.lower() not in SAID or claim.head < claim.index:
            continue
        answer = tokens[claim.head]
        first = min([claim.index, *sentence.children[claim.index]])
        told = [c for c in sentence.children[answer.index] if c < first and tokens[c].deprel in ("ccomp", "parataxis")]
        if first < 2 or tokens[first - 1].text != "," or len(told) != 1 or answer.xpos not in ("VBD", "VBZ", "VBP"):
            continue
        mended = list(tokens)
        mended[told[0]] = replace(tokens[told[0]], head=answer.head, deprel=answer.deprel)
        mended[claim.index] = replace(claim, head=told[0], deprel="parataxis")
        mended[answer.index] = replace(answer, head=claim.index, deprel="acl:relcl")
        for child in sentence.children[answer.index]:
            if child < told[0] or tokens[child].deprel == "punct":
                mended[child] = replace(tokens[child], head=told[0])
        return mended
    return None


def strayed_distance(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Located 18 kilometers away", where the distance hangs on a verb further up."""
    tokens = sentence.tokens
    for away in tokens:
        if away.text.lower() not in DISTANT or away.deprel not in ("advmod", "obl") or away.head < 0:
            continue
        measure = next((c for c in sentence.children[away.index] if tokens[c].deprel in DISTANCE_RELATIONS), None)
        if measure is None or measure > away.index:
            continue
        first = min([measure, *sentence.children[measure]])
        while first > 0 and tokens[first - 1].deprel in ("advmod", "nummod") and tokens[first - 1].head >= first - 1:
            first -= 1
        verb = tokens[first - 1] if first > 0 else away
        if verb.upos != "VERB" or verb.index == away.head or away.index in _way_up(sentence, verb.index):
            continue
        mended = list(tokens)
        mended[away.index] = replace(away, head=verb.index, deprel="advmod")
        return mended
    return None


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


def title_inside_name(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Los Angeles [Mayor] Karen Bass", read as one long name: the city is the mayor's, the mayor a person's title."""
    tokens = sentence.tokens
    for title in tokens[1:-1]:
        person, place = tokens[title.index + 1], tokens[title.index - 1]
        if title.text not in TITLES or person.upos != "PROPN" or place.upos != "PROPN":
            continue
        city = tokens[place.head] if place.deprel == "flat" else place
        whole = person if person.deprel != "compound" else tokens[person.head]
        if whole.deprel != "flat" or whole.head != city.index or city.index >= title.index:
            continue
        if title.head not in (city.index, person.index, whole.index):
            continue
        mended = list(tokens)
        mended[person.index] = replace(person, head=city.head, deprel=city.deprel)
        mended[title.index] = replace(title, head=person.index, deprel="nmod:desc")
        mended[city.index] = replace(city, head=title.index, deprel="compound")
        hang_later(mended, sentence, city.index, person.index)
        return mended
    return None


def title_before_speaker(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Two died, Mali's army [chief], Oumar Diarra, said": the title between commas is the speaker's, not the town's."""
    tokens = sentence.tokens
    for name in tokens[4:-1]:
        speech = tokens[name.head] if name.deprel == "nsubj" and name.upos == "PROPN" else None
        title = tokens[name.index - 2]
        if speech is None or speech.text not in SPEAKING or tokens[name.index - 1].text != "," or speech.index < name.index:
            continue
        is_strayed = title.upos == "NOUN" and title.deprel in STRAYED and title.head not in (name.index, speech.index)
        first = min([title.index, *(child for child in sentence.children[title.index] if tokens[child].text != ",")])
        if not is_strayed or first == 0 or tokens[first - 1].text != ",":
            continue
        if title.lemma.lower() not in SPEAKERS and not any(lexicon.words(kind).match(title) for kind in OFFICES):
            continue
        mended = list(tokens)
        mended[title.index] = replace(title, head=speech.index, deprel="nsubj")
        mended[name.index] = replace(name, head=title.index, deprel="appos")
        return mended
    return None


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
