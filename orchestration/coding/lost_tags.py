"""Mends words whose part of speech cannot be what the tagger said. Pure. Run by `lost_words`."""

from dataclasses import replace

from orchestration.coding.lost_subjects import UNCHANGING
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

AUXILIARIES = frozenset({"aux", "cop"})
PHRASE = frozenset({"ADP", "DET", "ADJ", "NOUN"})
PARTICLES = frozenset({"over", "back", "up"})
GIVING = frozenset({"hand", "turn", "give", "send", "bring", "deliver", "pass", "sign", "take", "ship"})
CLAIMS = {"claim": "VBP", "claims": "VBZ"}
NOUN_PLACES = ("nsubj", "obj", "obl", "nmod")
BEFORE_NOUN = frozenset({"after", "before", "since", "amid", "during", "following", "despite"})
DO = frozenset({"did", "does", "do"})
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


def would_be(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A [would-be] attacker was arrested": read as the auxiliary of the verb."""
    tokens = sentence.tokens
    for first in tokens[:-3]:
        hyphen, last, noun = tokens[first.index + 1 : first.index + 4]
        is_one_word = first.char_end == hyphen.char_start and hyphen.char_end == last.char_start
        if first.text.lower() != "would" or last.text != "be" or not is_one_word or noun.upos not in ("NOUN", "PROPN"):
            continue
        mended = list(tokens)
        mended[first.index] = replace(first, upos="ADJ", xpos="JJ", head=noun.index, deprel="amod")
        mended[hyphen.index] = replace(hyphen, head=first.index, deprel="punct")
        mended[last.index] = replace(last, upos="ADJ", xpos="JJ", head=first.index, deprel="flat")
        before = tokens[first.index - 1]
        if first.index and before.upos == "DET":
            mended[before.index] = replace(before, head=noun.index, deprel="det")
        if noun.head in (first.index, last.index):
            return None
        return mended
    return None


def compound_read_as_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The UN [rights] chief": a compound before a noun is no finite verb."""
    del lexicon
    tokens = list(sentence.tokens)
    found = False
    for token in sentence.tokens:
        if token.deprel == "compound" and token.xpos == "VBZ" and token.head > token.index:
            tokens[token.index] = replace(token, upos="NOUN", xpos="NNS")
            found = True
    return tokens if found else None


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
    """ "Did not [march]", "will in all likelihood [flare]", "has been [recruiting]": an auxiliary belongs to a verb."""
    tokens = sentence.tokens
    for noun in tokens[1:]:
        if noun.upos != "NOUN" or noun.xpos != "NN":
            continue
        lemma = lexicon.lemma_as(noun.text.lower(), "VERB")
        children = [tokens[c] for c in sentence.children[noun.index] if c < noun.index]
        auxiliary = next((c for c in children if c.deprel in AUXILIARIES and (c.text.lower() in DO or c.xpos == "MD")), None)
        tag = "VB"
        if auxiliary is None and lemma is not None and noun.text.endswith("ing"):
            auxiliary = next((c for c in reversed(children) if c.deprel == "aux" and c.lemma.lower() == "be"), None)
            tag = "VBG"
        if auxiliary is None or tokens[noun.index - 1].upos in ("DET", "ADP", "ADJ"):
            continue
        between = [t for t in tokens[auxiliary.index + 1 : noun.index] if t.upos not in ("ADV", "PART") and t.deprel != "aux"]
        if between and not (
            between[0].upos == "ADP" and between[-1].upos == "NOUN" and all(t.upos in PHRASE for t in between)
        ):
            continue
        if any(c.deprel in ("cop", "det", "case") and c not in (auxiliary, *between) for c in children):
            continue
        mended = list(tokens)
        mended[noun.index] = replace(noun, upos="VERB", xpos=tag, lemma=lemma or noun.lemma)
        mended[auxiliary.index] = replace(auxiliary, deprel="aux")
        for word in between[:-1]:
            mended[word.index] = replace(word, head=between[-1].index)
        if between:
            mended[between[-1].index] = replace(between[-1], deprel="obl")
        return mended
    return None


def noun_behind_to(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Pledged on Tuesday to [halt] attacks": a noun with the mark of an infinitive and an object is its verb."""
    tokens = sentence.tokens
    for noun in tokens[1:]:
        to = tokens[noun.index - 1]
        if noun.upos != "NOUN" or noun.xpos != "NN" or to.text != "to" or to.upos != "PART" or to.head != noun.index:
            continue
        lemma = lexicon.lemma_as(noun.text, "VERB")
        relations = {tokens[c].deprel for c in sentence.children[noun.index]}
        if lemma is not None and "obj" in relations and not relations & {"det", "case", "cop"}:
            mended = list(tokens)
            mended[noun.index] = replace(noun, upos="VERB", xpos="VB", lemma=lemma)
            return mended
    return None


def participle_before_owner(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The UN rapporteur [accused] Myanmar's air force of bombing", read as a force: no adjective stands before an owner."""
    tokens = sentence.tokens
    for verb in tokens[1:-2]:
        owner = tokens[verb.index + 1]
        if verb.deprel != "amod" or verb.xpos not in ("VBN", "VBD") or owner.deprel != "nmod:poss" or owner.head != verb.head:
            continue
        noun, before = tokens[verb.head], tokens[verb.index - 1]
        is_clause = noun.deprel in ("root", "ccomp", "parataxis") and noun.upos in ("NOUN", "PROPN")
        if not is_clause or verb.text.lower() not in lexicon.forms or before.upos not in ("NOUN", "PROPN", "ADJ"):
            continue
        children = sentence.children[noun.index]
        if before.head != noun.index or any(tokens[c].deprel in ("cop", "nsubj") or tokens[c].text == "," for c in children):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, xpos="VBD", head=noun.head, deprel=noun.deprel)
        mended[noun.index] = replace(noun, head=verb.index, deprel="obj")
        subject = replace(before, upos="NOUN" if before.upos == "ADJ" else before.upos, head=verb.index, deprel="nsubj")
        mended[before.index] = subject
        for child in children:
            if child < before.index:
                mended[child] = replace(tokens[child], head=before.index)
            elif child > noun.index and tokens[child].deprel not in ("nmod", "case", "flat", "appos"):
                relation = "advcl" if tokens[child].deprel == "acl" else tokens[child].deprel
                mended[child] = replace(tokens[child], head=verb.index, deprel=relation)
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
    """ "Gave tents to [displaced] households", with a clause in which they are displaced: an infinitive it is not."""
    tokens = sentence.tokens
    for participle in tokens[2:-1]:
        to = tokens[participle.index - (2 if tokens[participle.index - 1].upos == "ADV" else 1)]
        if participle.xpos != "VBN" or participle.deprel not in ("acl", "advcl", "xcomp") or to.text != "to":
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
                mended[child] = replace(tokens[child], head=noun.index)
        return mended
    return None


def mine_read_as_pronoun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Abducted from a coal [mine]", with "mine" for what belongs to the speaker: behind a noun it is the pit."""
    tokens = sentence.tokens
    for mine in tokens[1:]:
        noun = tokens[mine.index - 1]
        if mine.text != "mine" or mine.upos != "PRON" or noun.upos != "NOUN" or noun.head == mine.index:
            continue
        mended = list(tokens)
        mended[mine.index] = replace(mine, upos="NOUN", xpos="NN", head=noun.head, deprel=noun.deprel)
        mended[noun.index] = replace(noun, head=mine.index, deprel="compound")
        for child in sentence.children[noun.index]:
            mended[child] = replace(tokens[child], head=mine.index)
        return mended
    return None


def claim_before_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Rebels [claim] raid on outpost", read as one noun phrase, the raid of a claim."""
    tokens = sentence.tokens
    for claim in tokens[1:-1]:
        if claim.text not in CLAIMS or claim.deprel != "compound" or claim.head < 0:
            continue
        noun, before = tokens[claim.head], tokens[claim.index - 1]
        if noun.head >= 0 or noun.upos != "NOUN" or before.head not in (claim.index, noun.index):
            continue
        if before.upos not in ("NOUN", "PROPN") or lexicon.lemma_as(noun.text.lower(), "NOUN") is None:
            continue
        mended = list(tokens)
        mended[claim.index] = replace(claim, upos="VERB", xpos=CLAIMS[claim.text], lemma="claim", head=-1, deprel="root")
        mended[before.index] = replace(before, head=claim.index, deprel="nsubj")
        mended[noun.index] = replace(noun, head=claim.index, deprel="obj")
        for child in sentence.children[noun.index]:
            if child < before.index:
                mended[child] = replace(tokens[child], head=before.index)
        return mended
    return None


def event_read_as_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Left the town after [clashes] with police", with somebody who clashes: without a subject, a noun."""
    tokens = sentence.tokens
    for word in tokens[1:]:
        mark = tokens[word.index - 1]
        if word.xpos != "VBZ" or word.deprel != "advcl" or mark.text not in BEFORE_NOUN or mark.head != word.index:
            continue
        lemma = lexicon.lemma_as(word.text, "NOUN")
        relations = {tokens[c].deprel for c in sentence.children[word.index]}
        if lemma is None or relations & {"nsubj", "nsubj:pass", "obj", "aux", "expl"}:
            continue
        mended = list(tokens)
        mended[word.index] = replace(word, upos="NOUN", xpos="NNS", lemma=lemma, deprel="obl")
        mended[mark.index] = replace(mark, upos="ADP", deprel="case")
        for child in sentence.children[word.index]:
            if tokens[child].deprel == "obl":
                mended[child] = replace(tokens[child], deprel="nmod")
        return mended
    return None


def event_behind_determiner(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Denied that any [ramming] had taken place": a gerund behind an article, and without an object, is a noun."""
    tokens = list(sentence.tokens)
    found = False
    for word in sentence.tokens[1:]:
        before = tokens[word.index - 1]
        if word.xpos != "VBG" or before.upos != "DET" or before.head != word.index or not word.deprel.startswith(NOUN_PLACES):
            continue
        lemma = lexicon.lemma_as(word.text.lower(), "NOUN")
        if lemma is None or any(tokens[c].deprel in ("obj", "aux", "nsubj") for c in sentence.children[word.index]):
            continue
        tokens[word.index] = replace(word, upos="NOUN", xpos="NN", lemma=lemma)
        found = True
    return tokens if found else None


def base_behind_plural(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Diplomats, a gloomy lot, [expect] China to strike", tagged as an infinitive: with a subject it is a present."""
    del lexicon
    root = next((token for token in sentence.tokens if token.head < 0), None)
    if root is None or root.xpos != "VB" or root.upos != "VERB":
        return None
    children = [sentence.tokens[c] for c in sentence.children[root.index]]
    subject = next((t for t in children if t.deprel == "nsubj" and t.index < root.index), None)
    if subject is None or subject.xpos not in ("NNS", "NNPS") or any(t.deprel in ("aux", "mark", "cop") for t in children):
        return None
    mended = list(sentence.tokens)
    mended[root.index] = replace(root, xpos="VBP")
    return mended


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
