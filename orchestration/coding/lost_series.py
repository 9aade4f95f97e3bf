"""Verbs lost in a row of verbs: "killed ten civilians, [abducted] medics and [looted] homes", "were [let] go". Pure.

Run by `lost_words`.
"""

from dataclasses import replace

from orchestration.coding.past_forms import INVARIABLE
from orchestration.coding.tree_shape import hang_later
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

DETERMINERS = ("DET", "NUM", "PRON")
BREAKING = frozenset("break erupt flare resume rage start begin intensify continue escalate spread".split())
SPREADS = {
    "spreads": "spread", "rages": "rage", "continues": "continue", "intensifies": "intensify", "flares": "flare",
    "escalates": "escalate", "erupts": "erupt", "resumes": "resume",
}  # fmt: skip
LEAST_FIGHT = 6  # "Fighting between X and Y resumed"
NOUNS = ("NOUN", "PROPN")
LEAST_IN_ROW = 2
# Past forms that hardly ever describe the noun behind them: "set fire to cars and stoned villagers".
NEVER_DESCRIBING = frozenset(
    """stone ban loot torch shell bomb attack block kidnap abduct storm ransack rob smash shut close postpone suspend cancel
    dissolve impose expel deport fire hurl throw pelt shoot raid vandalise vandalize chant demand accuse urge condemn dismiss
    sack sink ram intercept board deploy send take cut""".split()
)


def participles_in_row(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """Joined objects that each begin with a participle are clauses; one alone may be "freed captives and wounded soldiers"."""
    tokens = sentence.tokens
    rows: dict[int, list[tuple[Token, Token, str]]] = {}
    for noun in tokens:
        if noun.upos not in NOUNS or noun.deprel not in ("conj", "obj"):
            continue
        first = min(
            (c for c in sentence.children[noun.index] if tokens[c].upos != "PUNCT" and tokens[c].deprel != "cc"), default=0
        )
        participle, before = tokens[first], tokens[first - 1]
        lemma = _past_verb(participle, lexicon)
        if (
            lemma is None
            or participle.deprel not in ("amod", "compound")
            or not participle.text.islower()
            or first > noun.index
            or not (before.text == "," or before.upos == "CCONJ")
        ):
            continue
        verb = _active_past_above(sentence, noun)
        if verb is not None:
            rows.setdefault(verb, []).append((participle, noun, lemma))
    row = next(
        (
            (verb, found)
            for verb, found in rows.items()
            if len(found) >= LEAST_IN_ROW or any(lemma in NEVER_DESCRIBING for *_, lemma in found)
        ),
        None,
    )
    if row is None:
        return None
    verb, found = row
    mended = list(tokens)
    for participle, noun, lemma in found:
        mended[participle.index] = replace(participle, upos="VERB", xpos="VBD", lemma=lemma, head=verb, deprel="conj")
        mended[noun.index] = replace(noun, head=participle.index, deprel="obj")
        for child in sentence.children[noun.index]:
            if tokens[child].deprel in ("cc", "punct") and child < participle.index:
                mended[child] = replace(tokens[child], head=participle.index)
    return mended


def past_before_determiner(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Stormed the city hall and [torched] a residence": what stands before an article is no name and no adjective."""
    tokens = sentence.tokens
    for word in tokens[2:-2]:
        if word.deprel not in ("conj", "appos", "amod", "compound") or word.upos == "VERB" or not word.text.islower():
            continue
        before = tokens[word.index - 1]
        if not (before.text == "," or before.upos == "CCONJ") or tokens[word.index + 1].upos not in DETERMINERS:
            continue
        lemma = _past_verb(word, lexicon)
        verb = _active_past_above(sentence, word) if lemma is not None else None
        noun = next((t for t in tokens[word.index + 1 :] if t.upos in NOUNS), None)
        if lemma is None or verb is None or noun is None:
            continue
        while word.index < noun.head != word.index and tokens[noun.head].upos in NOUNS:
            noun = tokens[noun.head]
        mended = list(tokens)
        mended[word.index] = replace(word, upos="VERB", xpos="VBD", lemma=lemma, head=verb, deprel="conj")
        mended[noun.index] = replace(noun, head=word.index, deprel="obj")
        return mended
    return None


def let_go(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Four women were [let] go": the verb is the letting."""
    tokens = sentence.tokens
    for word in tokens[:-1]:
        go = tokens[word.index + 1]
        if word.text.lower() != "let" or go.text.lower() != "go" or word.head != go.index:
            continue
        mended = list(tokens)
        mended[word.index] = replace(word, upos="VERB", xpos="VBN", lemma="let", head=go.head, deprel=go.deprel)
        mended[go.index] = replace(go, head=word.index, deprel="xcomp")
        for child in sentence.children[go.index]:
            if child != word.index:
                relation = "nsubj:pass" if tokens[child].deprel == "nsubj" else tokens[child].deprel
                mended[child] = replace(tokens[child], head=word.index, deprel=relation)
        for child in sentence.children[word.index]:
            if tokens[child].lemma.lower() == "be":
                mended[child] = replace(tokens[child], deprel="aux:pass")
        return mended
    return None


def _past_verb(token: Token, lexicon: TriggerLexicon) -> str | None:
    """The verb of the dictionary whose regular past form the word is."""
    text = token.text.lower()
    return lexicon.lemma_as(text, "VERB") if text.endswith("ed") else None


def _active_past_above(sentence: Sentence, token: Token) -> int | None:
    """The past verb, active and with a subject, whose object the joined word was taken for a part of."""
    tokens = sentence.tokens
    current = token
    while (current.head >= 0 and current.upos != "VERB") or current is token:
        if current.head < 0 or current.deprel not in ("conj", "nmod", "obj", "appos", "amod", "compound", "obl"):
            return None
        current = tokens[current.head]
    relations = {tokens[c].deprel for c in sentence.children[current.index]}
    is_past = current.xpos == "VBD" or (current.xpos == "VBN" and "aux" in relations) or current.text in INVARIABLE
    return current.index if is_past and "nsubj" in relations and "aux:pass" not in relations else None


def series_read_as_apposition(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Killed a nurse, [a cook] and a soldier": nouns told alike as unknown, the last behind "and", are a row of three.

    A comma behind the last one closes an apposition: "a lawyer, a father of two and a poet, was shot".
    """
    del lexicon
    tokens = sentence.tokens
    for second in tokens:
        if second.deprel == "appos" and second.upos == "PROPN" and _is_followed_by_and(sentence, second):
            mended = list(tokens)
            mended[second.index] = replace(second, deprel="conj")
            return mended
        if second.deprel != "appos" or second.upos != "NOUN" or second.head > second.index:
            continue
        joined = [tokens[child] for child in sentence.children[second.index] if tokens[child].deprel == "conj"]
        row = (tokens[second.head], second, *joined[:1])
        if len(row) < LEAST_IN_ROW + 1 or not all(_is_unknown(sentence, noun) for noun in row):
            continue
        behind = next((token for token in tokens[joined[-1].index + 1 :] if token.upos == "PUNCT"), None)
        if behind is not None and behind.text == "," and behind.index < len(tokens) - 2:
            continue
        mended = list(tokens)
        mended[second.index] = replace(second, deprel="conj")
        return mended
    return None


def _is_followed_by_and(sentence: Sentence, second: Token) -> bool:
    """Whether "and" and a third of the row stand behind the name, so that no comma closes an apposition: "A, [B] and C"."""
    tokens = sentence.tokens
    link = second.index + 1
    if second.head > second.index or link >= len(tokens) or tokens[link].text.lower() != "and":
        return False
    third = tokens[tokens[link].head]
    return third.deprel == "conj" and third.head in (second.head, second.index)


def _is_unknown(sentence: Sentence, noun: Token) -> bool:
    """Whether a number or "a" stands before the noun."""
    determiners = [sentence.tokens[c] for c in sentence.children[noun.index] if sentence.tokens[c].deprel in ("det", "nummod")]
    return noun.upos == "NOUN" and any(d.upos == "NUM" or d.text.lower() in ("a", "an") for d in determiners)


def first_of_series(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "[The army], Hezbollah and Israel all accused each other": the first of three subjects, read as the whole sentence."""
    del lexicon
    tokens = sentence.tokens
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or root.upos not in NOUNS or sentence.is_headline or root.index + 3 >= len(tokens):
        return None
    below = sentence.children[root.index]
    verb = next((tokens[c] for c in below if tokens[c].deprel == "parataxis" and tokens[c].upos == "VERB"), None)
    is_bare = not any(tokens[c].deprel in ("cop", "case", "nsubj", "conj") for c in below)
    if verb is None or not is_bare or tokens[root.index + 1].text != ",":
        return None
    second = next((c for c in sentence.children[verb.index] if tokens[c].deprel == "nsubj"), None)
    if second is None or not root.index < second < verb.index or any(t.text == "," for t in tokens[second : verb.index]):
        return None
    third = [c for c in sentence.children[second] if tokens[c].deprel == "conj" and c < verb.index]
    if not third or any(t.upos not in (*NOUNS, "DET", "ADJ", "PART") for t in tokens[root.index + 2 : second]):
        return None
    mended = list(tokens)
    mended[verb.index] = replace(verb, head=-1, deprel="root")
    mended[root.index] = replace(root, head=verb.index, deprel="nsubj")
    mended[second] = replace(tokens[second], head=root.index, deprel="conj")
    for conjunct in third:
        mended[conjunct] = replace(tokens[conjunct], head=root.index)
    for child in below:
        if child > verb.index:
            mended[child] = replace(tokens[child], head=verb.index)
    return mended


def weapons_of_attack(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A drone and [missile attack] killed two", read as a drone and an attack: both weapons are those of the attack."""
    tokens = sentence.tokens
    for weapon in tokens[:-3]:
        if weapon.xpos != "NN" or tokens[weapon.index + 1].text != "and":
            continue
        other, attack = tokens[weapon.index + 2], tokens[weapon.index + 3]
        if weapon.deprel in ("compound", "amod") or attack.upos not in NOUNS:
            continue
        is_joined = attack.head == weapon.index or (attack.head == weapon.head and attack.deprel == weapon.deprel)
        if not is_joined or other.head != attack.index or not lexicon.words("attack_noun").match(attack):
            continue
        if not (lexicon.words("weapon").match(weapon) and lexicon.words("weapon").match(other)):
            continue
        mended = list(tokens)
        mended[attack.index] = replace(attack, head=weapon.head, deprel=weapon.deprel)
        mended[weapon.index] = replace(weapon, head=attack.index, deprel="compound")
        for child in sentence.children[weapon.index]:
            if child != attack.index:
                mended[child] = replace(tokens[child], head=attack.index)
        return mended
    return None


def fighting_between(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Fighting between the army and rebels has [killed] 30", read as rebels who killed: the gerund is the subject."""
    tokens = sentence.tokens
    if len(tokens) < LEAST_FIGHT or tokens[0].upos != "VERB" or tokens[1].text != "between":
        return None
    link = next((t.index for t in tokens[2:] if t.text == "and"), len(tokens))
    second = next((t.index for t in tokens[link + 1 :] if t.upos in ("VERB", "AUX") and t.deprel != "amod"), 0) - 1
    verb = next((t for t in tokens[second + 1 :] if t.upos not in ("AUX", "ADV")), None)
    first = next((c for c in sentence.children[0] if 1 < c < link and tokens[c].upos in NOUNS), None)
    if first is None or verb is None or second <= link or tokens[second].upos not in NOUNS or verb.upos != "VERB":
        return None
    if tokens[0].head not in (-1, verb.index) or (tokens[0].head < 0) == (verb.head < 0):
        return None
    while link < tokens[second].head < second and tokens[tokens[second].head].upos in NOUNS:
        second = tokens[second].head  # "the army of Chad"
    has_auxiliary = any(t.upos == "AUX" for t in tokens[second + 1 : verb.index])
    mended = list(tokens)
    mended[0] = replace(tokens[0], upos="NOUN", xpos="NN", lemma=tokens[0].text.lower(), head=verb.index, deprel="nsubj")
    mended[first] = replace(tokens[first], head=0, deprel="nmod")
    mended[second] = replace(tokens[second], head=first, deprel="conj")
    mended[link] = replace(tokens[link], head=second, deprel="cc")
    tag = "VBD" if verb.xpos == "VBN" and not has_auxiliary else verb.xpos
    mended[verb.index] = replace(verb, xpos=tag, head=-1, deprel="root")
    for child in (*sentence.children[0], *sentence.children[second]):
        if child > verb.index:
            mended[child] = replace(tokens[child], head=verb.index)
    return mended


def fighting_before_break(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "... when [fighting] between troops and rebels broke out", read as rebels who broke out: the gerund is the subject."""
    del lexicon
    tokens = sentence.tokens
    for gerund in tokens[1:-4]:
        if gerund.xpos != "VBG" or tokens[gerund.index + 1].text != "between" or gerund.head < 0:
            continue
        link = next((t.index for t in tokens[gerund.index :] if t.text == "and"), len(tokens))
        verb = next((t for t in tokens[link:] if t.upos == "VERB" and t.lemma.lower() in BREAKING), None)
        first = next((c for c in sentence.children[gerund.index] if gerund.index < c < link and tokens[c].upos in NOUNS), None)
        if verb is None or first is None:
            continue
        subjects = [c for c in sentence.children[verb.index] if tokens[c].deprel.startswith("nsubj")]
        is_own = any(not link < subject < verb.index for subject in subjects)
        if is_own or any(token.text == "," for token in tokens[gerund.index : verb.index]):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, head=gerund.head, deprel=gerund.deprel)
        mended[gerund.index] = replace(
            gerund, upos="NOUN", xpos="NN", lemma=gerund.text.lower(), head=verb.index, deprel="nsubj"
        )
        mended[first] = replace(tokens[first], head=gerund.index, deprel="nmod")
        for second in subjects:
            mended[second] = replace(tokens[second], head=first, deprel="conj")
            mended[link] = replace(tokens[link], head=second, deprel="cc")
        for child in sentence.children[gerund.index]:
            if child < gerund.index:
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def gerund_before_break(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "..., when [fighting] between troops and rebels broke out": the gerund is the subject."""
    del lexicon
    tokens = sentence.tokens
    for gerund in tokens[:-3]:
        verb = tokens[gerund.head] if gerund.head > gerund.index else gerund
        if gerund.xpos != "VBG" or verb.lemma.lower() not in BREAKING or tokens[gerund.index + 1].text != "between":
            continue
        if any(tokens[c].deprel.startswith("nsubj") for c in sentence.children[verb.index]):
            continue
        mended = list(tokens)
        mended[gerund.index] = replace(gerund, upos="NOUN", xpos="NN", lemma=gerund.text.lower(), deprel="nsubj")
        for child in sentence.children[gerund.index]:
            if tokens[child].deprel == "obl":
                mended[child] = replace(tokens[child], deprel="nmod")
            elif child < gerund.index:
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def gerund_that_spreads(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "... as [fighting spreads] in Darfur": read as spreads that somebody fights."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens[1:]:
        gerund = tokens[verb.index - 1]
        if verb.text not in SPREADS or verb.upos != "NOUN" or verb.head != gerund.index or gerund.xpos != "VBG":
            continue
        mended = list(tokens)
        mended[verb.index] = replace(
            verb, upos="VERB", xpos="VBZ", lemma=SPREADS[verb.text], head=gerund.head, deprel=gerund.deprel
        )
        mended[gerund.index] = replace(
            gerund, upos="NOUN", xpos="NN", lemma=gerund.text.lower(), head=verb.index, deprel="nsubj"
        )
        for child in sentence.children[gerund.index]:
            if child != verb.index:
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def noun_between(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A truce between the army and rebels [took] effect", read as a truce, and rebels who took effect."""
    tokens = sentence.tokens
    noun = next((token for token in tokens if token.head < 0), None)
    if noun is None or noun.upos != "NOUN" or any(tokens[c].deprel in ("cop", "nsubj") for c in sentence.children[noun.index]):
        return None
    between = tokens[min(noun.index + 1, len(tokens) - 1)]
    first = tokens[between.head] if between.text == "between" and between.head > between.index else noun
    verb = next((tokens[c] for c in sentence.children[noun.index] if tokens[c].deprel == "conj" and c > first.index), None)
    if first.head != noun.index or verb is None or verb.upos != "VERB" or sentence.is_headline:
        return None
    second = next((tokens[c] for c in sentence.children[verb.index] if tokens[c].deprel.startswith("nsubj")), None)
    link = next((tokens[c] for c in sentence.children[verb.index] if tokens[c].text == "and"), None)
    if second is None or link is None or not first.index < link.index < second.index < verb.index:
        return None
    mended = list(tokens)
    mended[verb.index] = replace(verb, head=-1, deprel="root")
    mended[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
    mended[second.index] = replace(second, head=first.index, deprel="conj")
    mended[link.index] = replace(link, head=second.index)
    hang_later(mended, sentence, noun.index, verb.index)
    return mended
