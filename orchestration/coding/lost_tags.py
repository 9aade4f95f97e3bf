"""Mends words whose part of speech cannot be what the tagger said. Pure. Run by `lost_words`."""

from dataclasses import replace

from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

DO = frozenset({"did", "does", "do"})
# Participles that only describe the noun behind them, and what stands before them then.
DESCRIBING = {
    "visiting": frozenset({"with", "to", "by", "from"}),
    **dict.fromkeys(("neighbouring", "neighboring", "surrounding"), frozenset({"in", "to", "from", "with", "of", "across"})),
    **dict.fromkeys(
        """retreating advancing fleeing protesting invading pursuing marching demonstrating rioting departing returning passing
        feuding defecting mutinying deserting rampaging striking rebelling roaming marauding""".split(),
        frozenset({"by"}),
    ),
}
DOERS = ("force", "armed_side", "crowd", "person", "ground_force")


def name_read_as_auxiliary(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[WFP] reached 61,300 people": letters in a row before a verb are a name, and its subject."""
    tokens = sentence.tokens
    for token in tokens:
        if token.deprel != "aux" or len(token.text) < 2 or not token.text.isupper() or token.index > token.head:
            continue
        if not any(tokens[c].deprel.startswith("nsubj") for c in sentence.children[token.head]):
            mended = list(tokens)
            mended[token.index] = replace(token, upos="PROPN", xpos="NNP", deprel="nsubj")
            return mended
    return None


def police_read_as_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ ", [police] there say": nobody polices at the start of a clause."""
    tokens = list(sentence.tokens)
    found = False
    for token in sentence.tokens:
        is_first = (
            token.index == 0 or tokens[token.index - 1].upos in ("PUNCT", "SCONJ") or tokens[token.index - 1].text == "and"
        )
        if token.text.lower() == "police" and token.xpos in ("VBP", "VB", "VBD") and is_first:
            tokens[token.index] = replace(token, upos="NOUN", xpos="NNS", lemma="police")
            found = True
    return tokens if found else None


def the_accused(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Six of [the accused]": a participle behind an article that stands for a person."""
    tokens = list(sentence.tokens)
    found = False
    for token in sentence.tokens[1:]:
        if token.text.lower() != "accused" or tokens[token.index - 1].text.lower() not in ("the", "an", "co"):
            continue
        has_object = any(tokens[c].deprel in ("obj", "obl") and c > token.index for c in sentence.children[token.index])
        if token.deprel in ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "nmod:poss") and not has_object:
            tokens[token.index] = replace(token, upos="NOUN", xpos="NN", lemma="accused")
            found = True
    return tokens if found else None


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


def noun_behind_auxiliary(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Did not [march]", "will not [strike]": what an auxiliary belongs to is a verb."""
    tokens = sentence.tokens
    for noun in tokens[1:]:
        if noun.upos != "NOUN" or lexicon.lemma_as(noun.text.lower(), "VERB") is None:
            continue
        children = [tokens[c] for c in sentence.children[noun.index]]
        auxiliary = next((c for c in children if c.deprel == "aux" and (c.text.lower() in DO or c.xpos == "MD")), None)
        if auxiliary is None or auxiliary.index > noun.index or any(c.deprel in ("cop", "det", "case") for c in children):
            continue
        if any(t.upos not in ("ADV", "PART") for t in tokens[auxiliary.index + 1 : noun.index]):
            continue
        mended = list(tokens)
        mended[noun.index] = replace(noun, upos="VERB", xpos="VB", lemma=noun.text.lower())
        return mended
    return None
