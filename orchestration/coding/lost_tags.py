"""Mends words whose part of speech cannot be what the tagger said. Pure. Run by `lost_words`."""

from dataclasses import replace

from orchestration.coding.lost_objects import UNCHANGING
from orchestration.coding.tree_shape import NOMINAL
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

ATTRIBUTES = frozenset("return flee visit survive strike protest starve advance retreat grieve migrate depart arrive".split())
PARTICLES = frozenset({"over", "back", "up"})
GIVING = frozenset({"hand", "turn", "give", "send", "bring", "deliver", "pass", "sign", "take", "ship"})
# Participles that only describe the noun behind them, and what stands before them then.
DESCRIBING = {
    **dict.fromkeys(("withering", "blistering", "mounting", "growing"), frozenset({"under", "amid", "despite"})),
    "visiting": frozenset({"with", "to", "by", "from"}),
    **dict.fromkeys(("neighbouring", "neighboring", "surrounding"), frozenset({"in", "to", "from", "with", "of", "across"})),
    **dict.fromkeys(
        """retreating advancing fleeing protesting invading pursuing marching demonstrating rioting departing returning passing
        feuding defecting mutinying deserting rampaging striking rebelling roaming marauding""".split(),
        frozenset({"by"}),
    ),
}
DOERS = ("force", "armed_side", "crowd", "person", "ground_force")


def the_accused(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Six of [the accused]", "the 185 [accused]": a participle behind an article that stands for a person."""
    tokens = list(sentence.tokens)
    found = False
    for token in sentence.tokens[1:]:
        before = token.index - 1
        is_counted = before > 0 and tokens[before].upos == "NUM"
        article = tokens[before - is_counted].text.lower()
        if token.text.lower() != "accused" or article not in ("the", "an", "co"):
            continue
        has_object = any(tokens[c].deprel in ("obj", "obl") and c > token.index for c in sentence.children[token.index])
        if token.deprel in ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "nmod:poss") and not has_object:
            tokens[token.index] = replace(token, upos="NOUN", xpos="NN", lemma="accused")
            found = True
        elif (
            is_counted
            and token.head == before
            and not has_object
            and sentence.texts[token.index + 1 : token.index + 2] != ["of"]
        ):
            number = tokens[before]
            for child in sentence.children[before]:
                tokens[child] = replace(tokens[child], head=token.index)
            tokens[token.index] = replace(
                token, upos="NOUN", xpos="NN", head=number.head, deprel=number.deprel, lemma="accused"
            )
            tokens[before] = replace(number, head=token.index, deprel="nummod")
            found = True
    return tokens if found else None


def name_read_as_no(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Defence Minister [No] Kwang-chol warned": a capital within the sentence, before a name, denies nothing."""
    del lexicon
    tokens = sentence.tokens
    for token in tokens[1:-1]:
        is_within = tokens[token.index - 1].upos in NOMINAL and tokens[token.index + 1].upos == "PROPN"
        if token.text == "No" and token.deprel == "det" and is_within and not sentence.is_headline:
            mended = list(tokens)
            mended[token.index] = replace(token, upos="PROPN", xpos="NNP", deprel="compound")
            return mended
    return None


def describing_read_as_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "With [visiting] Foreign Minister Wang Yi", "by [retreating] troops": the participle describes the noun."""
    tokens = sentence.tokens
    for token in tokens[1:-1]:
        mark = tokens[token.index - 1]
        if mark.text.lower() not in DESCRIBING.get(token.text.lower(), ()):
            continue
        guest = next((c for c in sentence.children[token.index] if tokens[c].deprel == "obj"), None)
        following = tokens[token.index + 1]
        is_noun_phrase = following.upos in ("ADJ", "NOUN", "PROPN") or following.text[:1].isupper()
        if guest is None or token.head < 0 or not is_noun_phrase:
            continue
        is_doer = mark.text.lower() == "by"
        if is_doer and tokens[token.head].xpos != "VBN":
            continue  # "responded by striking rebels"
        if is_doer and not any(lexicon.words(name).match(tokens[guest]) for name in DOERS):
            continue  # "by occupying the square"
        if is_doer and any(t.upos in ("DET", "PRON") and t.text.islower() for t in tokens[token.index + 1 : guest]):
            continue  # "by attacking the troops"
        mended = list(tokens)
        mended[guest] = replace(tokens[guest], head=token.head, deprel="obl:agent" if is_doer else "obl")
        mended[token.index] = replace(token, upos="ADJ", xpos="JJ", head=guest, deprel="amod")
        mended[mark.index] = replace(mark, upos="ADP", head=guest, deprel="case")
        for child in sentence.children[token.index]:
            if child not in (guest, mark.index):
                mended[child] = replace(tokens[child], head=token.head)
        return mended
    return None


def over_to(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Handed 26 suspects [over] to Texas", with a double preposition: the first is the verb's."""
    tokens = sentence.tokens
    for particle in tokens[2:-2]:
        to = tokens[particle.index + 1]
        if particle.text not in PARTICLES or to.text != "to" or particle.deprel != "case" or to.deprel != "case":
            continue
        target = tokens[particle.head]
        if to.head != target.index or target.deprel not in ("obl", "nmod") or target.head < 0:
            continue
        verb = next((t for t in reversed(tokens[: particle.index]) if t.upos == "VERB"), None)
        if verb is None or verb.lemma.lower() not in GIVING:
            continue
        mended = list(tokens)
        mended[particle.index] = replace(particle, upos="ADP", xpos="RP", head=verb.index, deprel="compound:prt")
        mended[target.index] = replace(target, head=verb.index, deprel="obl")
        return mended
    return None


def over_read_as_particle(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Nurses strike [over] pay": a reason, where no sense of the verb has "over" for its particle ("took over the port")."""
    tokens = sentence.tokens
    for over in tokens[1:-1]:
        verb = tokens[over.index - 1]
        if over.text != "over" or over.deprel != "compound:prt" or over.head != verb.index or verb.upos != "VERB":
            continue
        below = (tokens[c] for c in sentence.children[verb.index] if tokens[c].deprel in ("obj", "xcomp"))
        noun = next((t for t in below if t.upos in NOMINAL), None)
        candidates = lexicon.candidates(verb.lemma, verb.text)
        if noun is None or noun.index < over.index or candidates is None or tokens[over.index + 1].upos == "NUM":
            continue
        parts = [part for sense in candidates.senses for part in sense.words if part.relation == "prt"]
        if any("over" in part.words.lemmas for part in parts):
            continue
        mended = list(tokens)
        mended[over.index] = replace(over, upos="ADP", xpos="IN", head=noun.index, deprel="case")
        mended[noun.index] = replace(noun, deprel="obl")
        return mended
    return None


def on_reading(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Approved on third [reading] a measure", with the reading for a verb that has the measure for its object."""
    tokens = sentence.tokens
    for reading in tokens[2:-1]:
        verb = tokens[reading.head] if reading.head >= 0 else reading
        if reading.text != "reading" or reading.deprel not in ("advcl", "xcomp") or verb.index > reading.index:
            continue
        mark = next((t.index for t in tokens[verb.index + 1 : reading.index] if t.text in ("on", "in", "at")), None)
        if mark is None or tokens[mark].head not in (reading.index, verb.index):
            continue
        mended = list(tokens)
        mended[reading.index] = replace(reading, upos="NOUN", xpos="NN", deprel="obl")
        mended[mark] = replace(tokens[mark], head=reading.index, deprel="case")
        for child in sentence.children[reading.index]:
            if tokens[child].deprel == "obj":
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def to_participle(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Gave tents to [displaced] households", with a clause in which they are displaced: an infinitive it is not; nor is
    "handed out to [returning] families" one of the families' return."""
    tokens = sentence.tokens
    for participle in tokens[2:-1]:
        to = tokens[participle.index - (2 if tokens[participle.index - 1].upos == "ADV" else 1)]
        is_moving = participle.xpos == "VBG" and to.xpos == "IN" and participle.lemma.lower() in ATTRIBUTES
        if (
            not (participle.xpos == "VBN" or is_moving)
            or participle.deprel not in ("acl", "advcl", "xcomp")
            or to.text != "to"
        ):
            continue
        noun = next((tokens[c] for c in sentence.children[participle.index] if tokens[c].deprel == "obj"), None)
        if noun is None or noun.index < participle.index or to.head != participle.index or participle.head < 0:
            continue
        if any(t.upos in ("DET", "PRON", "PUNCT") for t in tokens[participle.index + 1 : noun.index]):
            continue
        above = tokens[participle.head]
        verb = next((i for i in (above.index, above.head) if i >= 0 and tokens[i].upos == "VERB"), participle.head)
        mended = list(tokens)
        mended[noun.index] = replace(noun, head=verb, deprel="obl")
        mended[participle.index] = replace(participle, head=noun.index, deprel="amod")
        mended[to.index] = replace(to, upos="ADP", head=noun.index, deprel="case")
        for child in sentence.children[participle.index]:
            if child not in (noun.index, to.index):
                is_of_verb = is_moving and child > noun.index and tokens[child].deprel.startswith("obl")
                mended[child] = replace(tokens[child], head=verb if is_of_verb else noun.index)
        return mended
    return None


def unchanging_in_passive_row(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Was detained and [set] free a day later", with a past that has no object: it is done to the same man."""
    tokens = list(sentence.tokens)
    found = False
    for verb in sentence.tokens[2:]:
        first = tokens[verb.head] if verb.head >= 0 else verb
        if verb.text not in UNCHANGING or verb.deprel != "conj" or verb.xpos != "VBD" or first.xpos != "VBN":
            continue
        below = {tokens[c].deprel for c in sentence.children[verb.index]}
        is_passive = any(tokens[c].deprel == "aux:pass" for c in sentence.children[first.index])
        thing = next((tokens[c] for c in sentence.children[verb.index] if tokens[c].deprel == "obj"), None)
        is_span = thing is not None and bool(lexicon.words("time_noun").match(thing))  # "a day later"
        if is_passive and not below & {"nsubj", "nsubj:pass", "aux", "ccomp"} and (thing is None or is_span):
            tokens[verb.index] = replace(verb, xpos="VBN")
            found = True
    return tokens if found else None
