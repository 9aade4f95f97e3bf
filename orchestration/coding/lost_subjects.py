"""Mends trees in which a clause lost its subject, and with it its verb or object, to a word beside it. Pure.

Run by `lost_words`. What is told from the words alone: a word in -ed is no noun, a modifier has no subject of its own, and
a verb behind a comma without a subject goes on with that of the verb before it.
"""

from dataclasses import replace

from orchestration.coding.lost_arguments import MODIFIERS
from orchestration.coding.noun_phrases import DEADLINE_WORDS
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

TENSED = FINITE - {"MD"}
IN_ROW = TENSED | {"VB"}
OF_OWN_CLAUSE = ("nsubj", "csubj", "expl", "mark", "aux")
HOURS = frozenset({"dawn", "dusk", "sunrise", "sunset", "noon", "midnight", "nightfall", "daybreak"})
BEFORE_HOURS = frozenset({"before", "after", "until", "since", "at", "around", "by"})
UNCHANGING = frozenset({"set", "shot", "hit", "cut", "shut"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FREE_RELATIVES = frozenset({"which", "who", "that"})
WHERE_OR_WHEN = frozenset("in at on near during after before since across outside over into to from".split())
TIME_BEFORE = frozenset({"DET", "ADJ", "NUM", "ADV"})
WITH_NOUN = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "flat"})


def hour_read_as_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Gunmen set fire to houses before dawn", with a clause in which the gunmen dawn."""
    del lexicon
    tokens = sentence.tokens
    for hour in tokens[1:]:
        mark = tokens[hour.index - 1]
        if hour.text not in HOURS or hour.upos != "VERB" or mark.text not in BEFORE_HOURS or mark.head != hour.index:
            continue
        mended = list(tokens)
        subject = next((tokens[c] for c in sentence.children[hour.index] if tokens[c].deprel.startswith("nsubj")), None)
        above = subject.index if subject is not None else hour.head
        if above < 0:
            continue
        mended[hour.index] = replace(hour, upos="NOUN", xpos="NN", head=above, deprel="obl" if subject is None else "nmod")
        mended[mark.index] = replace(mark, upos="ADP", deprel="case")
        if subject is not None:
            mended[subject.index] = replace(subject, head=hour.head, deprel=hour.deprel)
            for child in sentence.children[hour.index]:
                if child not in (subject.index, mark.index):
                    mended[child] = replace(tokens[child], head=subject.index)
        return mended
    return None


def participle_as_subject(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Militants riding motorcycles overran a post", with the riding for the subject: the militants overran it."""
    del lexicon
    tokens = sentence.tokens
    for participle in tokens:
        if participle.xpos != "VBG" or participle.deprel not in ("csubj", "nsubj") or participle.head <= participle.index:
            continue
        noun = next((tokens[c] for c in sentence.children[participle.index] if tokens[c].deprel == "nsubj"), None)
        verb = tokens[participle.head]
        if noun is None or noun.index + 1 != participle.index or noun.upos not in NOMINAL or verb.upos != "VERB":
            continue
        mended = list(tokens)
        mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
        mended[participle.index] = replace(participle, head=noun.index, deprel="acl")
        return mended
    return None


def verb_without_subject(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The ministry calls the figure fiction, denies it and accuses X": verbs in a row, read as remarks beside the first.

    Of verbs of the dictionary the form may differ, which headlines mistag: "Bandits sack villages, [whisk away] a chief".
    """
    tokens = list(sentence.tokens)
    found = False
    for verb in sentence.tokens[2:]:
        if verb.deprel != "parataxis" or not 0 <= verb.head < verb.index - 1 or tokens[verb.index - 1].text != ",":
            continue
        first = sentence.tokens[verb.head]
        subjects = {t.deprel for c in sentence.children[first.index] if (t := sentence.tokens[c]).deprel.startswith("nsubj")}
        is_row = bool(subjects) and verb.xpos in TENSED and first.xpos == verb.xpos
        is_verbal = verb.upos == first.upos == "VERB" and verb.xpos in IN_ROW
        is_known = "nsubj" in subjects and is_verbal and verb.text.lower() in lexicon.forms
        below = [sentence.tokens[c].deprel for c in sentence.children[verb.index]]
        if (is_row or is_known) and not any(relation.startswith(OF_OWN_CLAUSE) for relation in below):
            tokens[verb.index] = replace(verb, deprel="conj")
            found = True
    return tokens if found else None


def shot_dead(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Police shot dead at least 20 people", read as a police shot and dead people."""
    del lexicon
    tokens = sentence.tokens
    for shot in tokens[:-2]:
        dead = tokens[shot.index + 1]
        if shot.text.lower() != "shot" or dead.text.lower() != "dead" or dead.deprel not in MODIFIERS:
            continue
        victims = tokens[dead.head]
        if victims.index < dead.index:
            continue
        mended = list(tokens)
        is_below = shot.head == victims.index  # "a day after police shot dead 19 protesters"
        above = (victims.head, "advcl" if victims.head >= 0 else victims.deprel) if is_below else (shot.head, shot.deprel)
        mended[shot.index] = replace(shot, upos="VERB", xpos="VBD", lemma="shoot", head=above[0], deprel=above[1])
        mended[dead.index] = replace(dead, head=shot.index, deprel="xcomp")
        mended[victims.index] = replace(victims, head=shot.index, deprel="obj")
        if shot.upos == "VERB":
            return mended
        before = tokens[shot.index - 1] if shot.index > 0 else shot
        first = next((t for t in reversed(tokens[: shot.index]) if t.xpos in TENSED and t.upos == "VERB"), None)
        if before.upos == "CCONJ" and first is not None:
            mended[shot.index] = replace(mended[shot.index], head=first.index, deprel="conj")
            return mended
        killers = next((c for c in reversed(sentence.children[shot.index]) if c == shot.index - 1), None)
        if killers is None or tokens[killers].upos not in NOMINAL:
            continue
        mended[killers] = replace(tokens[killers], deprel="nsubj")
        for child in sentence.children[shot.index]:
            if child < killers and tokens[child].deprel in WITH_NOUN:
                mended[child] = replace(tokens[child], head=killers)
        for child in sentence.children[killers] if is_below else ():
            if tokens[child].deprel == "case" and tokens[child].text.lower() in ("after", "before", "since", "as"):
                mended[child] = replace(tokens[child], upos="SCONJ", head=shot.index, deprel="mark")
        return mended
    return None


def shot_and(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A gunman [shot] and wounded the minister", read as a gunman's shot."""
    tokens = sentence.tokens
    for shot in tokens[1:-3]:
        killer, verb = tokens[shot.index - 1], tokens[shot.index + 2]
        if shot.text != "shot" or shot.upos != "NOUN" or tokens[shot.index + 1].text.lower() != "and":
            continue
        if killer.head != shot.index or killer.deprel != "compound" or verb.text.lower() not in lexicon.forms:
            continue
        if verb.xpos not in ("VBD", "VBN", "JJ") or not verb.text.endswith("ed"):
            continue
        mended = list(tokens)
        mended[shot.index] = replace(shot, upos="VERB", xpos="VBD", lemma="shoot")
        mended[killer.index] = replace(killer, deprel="nsubj")
        for child in sentence.children[shot.index]:
            if child < killer.index and tokens[child].deprel in WITH_NOUN:
                mended[child] = replace(tokens[child], head=killer.index)
        lemma = lexicon.lemma_as(verb.text.lower(), "VERB") or verb.lemma
        mended[verb.index] = replace(verb, upos="VERB", xpos="VBD", lemma=lemma, head=shot.index, deprel="conj")
        mended[shot.index + 1] = replace(tokens[shot.index + 1], head=verb.index)
        if verb.deprel in MODIFIERS:
            mended[verb.head] = replace(tokens[verb.head], head=verb.index, deprel="obj")
        return mended
    return None


def shot_down(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Poland [shot] down Russian drones", read as a shot that drones: a plural behind it is no verb."""
    del lexicon
    tokens = sentence.tokens
    for shot in tokens[1:-2]:
        downed = tokens[shot.head]
        if shot.text != "shot" or shot.upos != "NOUN" or tokens[shot.index + 1].text != "down" or shot.head < shot.index:
            continue
        if downed.upos != "VERB" or downed.xpos not in ("VBZ", "VBP") or not downed.text.endswith("s"):
            continue
        mended = list(tokens)
        mended[shot.index] = replace(shot, upos="VERB", xpos="VBD", lemma="shoot", head=downed.head, deprel=downed.deprel)
        mended[downed.index] = replace(downed, upos="NOUN", xpos="NNS", head=shot.index, deprel="obj")
        for child in sentence.children[downed.index]:
            if child != shot.index and tokens[child].deprel not in ("amod", "nummod", "compound", "det"):
                mended[child] = replace(tokens[child], head=shot.index)
        return mended
    return None


def past_read_as_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "WFP airdropped rations", read as rations of a kind: what ends in -ed and is a verb of the dictionary is no noun."""
    tokens = sentence.tokens
    for verb in tokens[1:-1]:
        text = verb.text
        if verb.upos != "NOUN" or verb.deprel not in MODIFIERS or not text.endswith("ed") or not text.islower():
            continue
        lemma = lexicon.lemma_as(text, "VERB")
        before, noun = tokens[verb.index - 1], tokens[verb.head]
        if lemma is None or noun.index < verb.index or before.upos not in ("NOUN", "PROPN"):
            continue
        if before.head not in (noun.index, verb.index) or before.deprel not in MODIFIERS:
            continue
        return _with_verb(sentence, verb, before, noun, lemma)
    return None


def unchanging_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Members of the gang set fire to a village", read as a fire of a kind: the noun before the verb acts."""
    tokens = sentence.tokens
    for verb in tokens[1:-1]:
        if verb.text not in UNCHANGING or verb.deprel not in MODIFIERS or verb.head <= verb.index:
            continue
        before, noun = tokens[verb.index - 1], tokens[verb.head]
        is_named = before.upos in ("NOUN", "PROPN") and before.head == noun.index and before.deprel in MODIFIERS
        whole = tokens[noun.head] if noun.deprel == "nmod" and noun.head >= 0 else None
        if not is_named or (whole is not None and (whole.upos not in NOMINAL or whole.index > before.index)):
            continue
        if whole is None:
            return _with_verb(sentence, verb, before, noun, verb.text)
        mended = _with_verb(sentence, verb, before, noun, verb.text)
        mended[verb.index] = replace(mended[verb.index], head=whole.head, deprel=whole.deprel)
        mended[whole.index] = replace(whole, head=verb.index, deprel="nsubj")
        mended[before.index] = replace(before, head=whole.index, deprel="nmod")
        for child in (*sentence.children[noun.index], *sentence.children[whole.index]):
            if child < verb.index and tokens[child].deprel == "case" and child > whole.index:
                mended[child] = replace(tokens[child], head=before.index)
            elif child > noun.index and tokens[child].head == whole.index:
                mended[child] = replace(tokens[child], head=verb.index, deprel=_under_verb(tokens[child]))
        return mended
    return None


def _under_verb(token: Token) -> str:
    return "obl" if token.deprel == "nmod" else token.deprel


def modifier_with_subject(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "In 1999 NATO bombed Serbia", read as a Serbia that NATO bombed: a modifier has no subject, so it is the verb."""
    tokens = sentence.tokens
    for verb in tokens[1:-1]:
        if verb.deprel not in MODIFIERS or verb.xpos not in ("VBN", "VBD") or verb.head <= verb.index:
            continue
        children = sentence.children[verb.index]
        subject = next((tokens[c] for c in children if tokens[c].deprel == "nsubj"), None)
        if subject is None or subject.index > verb.index or any(tokens[c].deprel.startswith("aux") for c in children):
            continue
        lemma = lexicon.lemma_as(verb.text.lower(), "VERB") or verb.lemma
        return _with_verb(sentence, verb, subject, tokens[verb.head], lemma)
    return None


def _with_verb(sentence: Sentence, verb: Token, subject: Token, noun: Token, lemma: str) -> list[Token]:
    """The verb takes the noun's place in the tree, the noun is its object, and what stood before the verb the subject's."""
    tokens = sentence.tokens
    mended = list(tokens)
    mended[verb.index] = replace(verb, upos="VERB", xpos="VBD", lemma=lemma, head=noun.head, deprel=noun.deprel)
    mended[noun.index] = replace(noun, head=verb.index, deprel="obj")
    mended[subject.index] = replace(subject, head=verb.index, deprel="nsubj")
    for child in sentence.children[noun.index]:
        if child < verb.index and child != subject.index:
            under = subject.index if tokens[child].deprel in WITH_NOUN else verb.index
            mended[child] = replace(tokens[child], head=under)
    for child in sentence.children[noun.index]:
        if child < noun.index:
            continue
        if tokens[child].upos in ("PUNCT", "VERB"):
            mended[child] = replace(tokens[child], head=verb.index)
        elif any(tokens[c].text.lower() in WHERE_OR_WHEN for c in sentence.children[child] if tokens[c].deprel == "case"):
            mended[child] = replace(tokens[child], head=verb.index, deprel="obl")
    return mended


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


def two_subjects(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Hours before the vote, [prosecutors] charged X", "with those words [the minister] left", "which last spring [seized]
    the port", "government [troops] burned homes": of two nouns before a verb the one that tells a time, stands behind a
    preposition or right before the other is no subject.
    """
    acted = [token.head for token in sentence.tokens if token.deprel == "nsubj"]
    if len(acted) == len(set(acted)) and sentence.marks.isdisjoint(FREE_RELATIVES):
        return None
    tokens = list(sentence.tokens)
    time = lexicon.words("time_noun")
    found = False
    for verb in sentence.tokens:
        if verb.upos != "VERB":
            continue
        nouns = [c for c in sentence.children[verb.index] if c < verb.index and tokens[c].deprel == "nsubj"]
        first = tokens[nouns[0]] if nouns else verb
        if first.upos not in ("NOUN", "PROPN"):
            continue
        pronoun = next((c for c in sentence.children[verb.index] if _is_free_relative_pronoun(sentence, c)), None)
        opening = min([first.index, *(c for c in sentence.children[first.index] if tokens[c].deprel in WITH_NOUN)])
        before = tokens[opening - 1] if opening else None
        is_behind = before is not None and before.deprel == "mark" and before.head == verb.index and before.upos == "ADP"
        if len(nouns) > 1 and (time.match(first) or is_behind):
            tokens[first.index] = replace(first, deprel="obl" if is_behind else "obl:unmarked")
            if is_behind and before is not None:
                tokens[before.index] = replace(before, head=first.index, deprel="case")
            found = True
        elif len(nouns) > 1 and nouns[1] == first.index + 1 and first.xpos == "NN" and tokens[nouns[1]].upos == "NOUN":
            tokens[first.index] = replace(first, head=nouns[1], deprel="compound")
            found = True
        elif len(nouns) == 1 and pronoun is not None and pronoun < first.index and _tells_time(sentence, first, lexicon):
            tokens[first.index] = replace(first, deprel="obl:unmarked")
            tokens[pronoun] = replace(tokens[pronoun], deprel="nsubj")
            found = True
    return tokens if found else None


def _is_free_relative_pronoun(sentence: Sentence, index: int) -> bool:
    """Whether it is a "which" or "who" read as an oblique that no preposition stands before."""
    token = sentence.tokens[index]
    is_relative = token.text.lower() in FREE_RELATIVES and token.deprel in ("obl", "obj")
    return is_relative and not any(sentence.tokens[c].deprel == "case" for c in sentence.children[index])


def _tells_time(sentence: Sentence, noun: Token, lexicon: TriggerLexicon) -> bool:
    """ "This spring", "last week", "the same day"."""
    is_time = lexicon.words("time_noun").match(noun) or noun.lemma.lower() in DEADLINE_WORDS
    return is_time and any(sentence.tokens[c].upos in TIME_BEFORE for c in sentence.children[noun.index])
