"""Joined objects that are clauses ("killed ten civilians, [abducted] medics and [looted] homes"), and joined weapons of one
attack. Pure. Run by `lost_words`.
"""

from dataclasses import replace

from orchestration.coding.past_forms import INVARIABLE
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

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
            if len(found) >= LEAST_IN_ROW
            or any(lemma in NEVER_DESCRIBING or _stands_between_verbs(sentence, noun, verb) for _, noun, lemma in found)
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


def _stands_between_verbs(sentence: Sentence, noun: Token, verb: int) -> bool:
    """Whether a comma opens the joined object and a further verb ends the row: "bombed towns, [besieged camps] and looted"."""
    tokens = sentence.tokens
    if any(tokens[c].deprel == "cc" for c in sentence.children[noun.index]):
        return False
    siblings = [tokens[c] for c in sentence.children[noun.head] if tokens[c].deprel == "conj" and tokens[c].upos in NOUNS]
    following = [tokens[c] for c in sentence.children[verb] if tokens[c].deprel == "conj" and c > noun.index]
    return (
        len(siblings) == 1
        and any(t.upos == "VERB" and t.xpos in ("VBD", "VBN") for t in following[:1])
        and not any(t.upos == "CCONJ" for t in tokens[verb : noun.index])
    )


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
