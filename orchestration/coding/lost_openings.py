"""Mends trees in which an opening or an aside took the subject, or the place of the sentence. Pure. Run by `lost_words`.

"In Kiambu, where a crowd [burned] an office, a girl was killed": the clause tells of the place before its comma, the sentence
goes on behind the next one. "Despite the truce, [rebels], backed by drones, seized a town": the name between an opening and an
aside is who acts.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.lost_asides import ADDING
from orchestration.coding.tree_shape import NOMINAL, has_child, head_of_name, outermost, subject_relation
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE, TENSED
from orchestration.language.parsed import Sentence, Token

WHOSE = frozenset({"whose"})
BESIDE = frozenset({"ccomp", "advcl", "conj", "parataxis"})
ACTING = frozenset({"nsubj", "nsubj:pass", "vocative", "dislocated"})
GOING_ON = frozenset({"conj", "parataxis", "ccomp"})
SUBJECTS = ("nsubj", "nsubj:pass")
SUBJECTS_OF_ANY_KIND = (*SUBJECTS, "csubj", "expl")
PAST_OR_PRESENT = FINITE | {"VBN"}
RELATIVES = frozenset({"who", "which", "whose", "whom", "that"})
PLACING = frozenset({"In", "At", "Near", "Outside", "Around", "Across"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
LEAST_OPENED = 5
LONGEST_OPENING, LONGEST_NAME, LONGEST_ASIDE = 16, 8, 14  # in tokens; what is longer is no opening, name or aside


def _named_before(sentence: Sentence, index: int) -> Token | None:
    """The noun whose phrase the comma right before the token ends."""
    tokens = sentence.tokens
    if tokens[index - 1].text != ",":
        return None
    noun = head_of_name(tokens, index - 2)
    return noun if noun.upos in NOMINAL else None


def _going_on(sentence: Sentence, told: Token) -> Token | None:
    """The verb, joined without "and" or a subject of its own, with which the sentence goes on."""
    for child in sentence.children[told.index]:
        verb = sentence.tokens[child]
        below = {sentence.tokens[c].deprel for c in sentence.children[child]}
        is_joined = child > told.index and verb.upos == "VERB" and verb.deprel in GOING_ON
        if is_joined and (verb.xpos in FINITE or below & {"aux", "aux:pass"}) and not below & {*SUBJECTS, "cc", "mark"}:
            return verb
    return None


def _subject_of(sentence: Sentence, told: Token, main: Token) -> Token | None:
    """The noun that hangs on the clause before and stands behind its comma, ahead of the main verb."""
    tokens = sentence.tokens
    comma = next((t.index for t in reversed(tokens[told.index : main.index]) if t.text == ","), main.index)
    nouns = [tokens[c] for c in sentence.children[told.index] if comma < c < main.index and tokens[c].upos in NOMINAL]
    return next((noun for noun in nouns if noun.deprel in ("obj", "nsubj", "conj", "appos")), None)


def whose_beside_sentence(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Chad, whose forces [pulled] out in May, has promised more": the clause tells of Chad, which promises."""
    del lexicon
    tokens = sentence.tokens
    for whose in tokens[2:-3]:
        owned = tokens[whose.head] if whose.head > whose.index else whose
        told = tokens[owned.head] if owned.deprel in SUBJECTS and owned.head > owned.index else whose
        owner = _named_before(sentence, whose.index)
        if whose.text != "whose" or told.upos != "VERB" or owner is None:
            continue
        later = _going_on(sentence, told)
        if later is not None and any(t.text == "," for t in tokens[told.index : later.index]):
            return _with_main(sentence, owner, told, later)
        main = tokens[told.head] if told.deprel in BESIDE else told
        if main is told:
            continue
        mended = list(tokens)
        mended[told.index] = replace(told, head=owner.index, deprel="acl:relcl")
        if owner.head == told.index:
            below = {tokens[c].deprel for c in sentence.children[main.index]}
            if main.index < told.index or below & set(SUBJECTS):
                continue
            mended[owner.index] = replace(owner, head=main.index, deprel=subject_relation(sentence, main.index))
        for child in sentence.children[told.index]:
            verb = tokens[child]
            link = next((c for c in sentence.children[child] if tokens[c].deprel == "cc"), None)
            is_parted = verb.deprel == "conj" and link is not None and tokens[link - 1].text == ","
            if is_parted and main.index < whose.index:  # "confirmed that it had a request from X, whose ..., but denied"
                mended[child] = replace(verb, head=main.index)
        return mended
    return None


def _with_main(sentence: Sentence, owner: Token, told: Token, main: Token) -> list[Token] | None:
    """The tree where the clause tells of its owner, who is the subject of the verb behind its comma."""
    tokens = sentence.tokens
    if owner.head != told.index:
        return None
    mended = list(tokens)
    mended[told.index] = replace(told, head=owner.index, deprel="acl:relcl")
    relation = subject_relation(sentence, main.index)
    mended[owner.index] = replace(owner, head=main.index, deprel=relation)
    tag = "VBD" if main.xpos == "VBN" and relation == "nsubj" else main.xpos
    mended[main.index] = replace(main, xpos=tag, head=told.head, deprel=told.deprel)
    for child in sentence.children[told.index]:
        if child > main.index:
            mended[child] = replace(tokens[child], head=main.index)
    return mended


def subject_behind_opening(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Despite the truce, [rebels], backed by drones, seized a town", read as a truce, its rebels and what is backed."""
    tokens = sentence.tokens
    commas = [t.index for t in tokens if t.text == ","]
    for opening, first, last in zip(commas, commas[1:], commas[2:], strict=False):
        if opening > LONGEST_OPENING or first - opening > LONGEST_NAME or last - first > LONGEST_ASIDE:
            continue
        named, aside = range(opening + 1, first), range(first + 1, last)
        subject = outermost(tokens, named, NOMINAL)
        verb = next((t for t in tokens[last + 1 :] if t.upos not in ("AUX", "ADV")), None)
        if subject is None or verb is None or any(tokens[i].upos in ("VERB", "AUX", "SCONJ") for i in named):
            continue
        if verb.upos != "VERB" or (tokens[last + 1].upos != "AUX" and verb.xpos not in PAST_OR_PRESENT):
            continue
        start = next((t.index + 1 for t in reversed(tokens[:opening]) if t.upos in ("SCONJ", "VERB", "AUX")), 0)
        if not start <= subject.head < opening or not _is_aside(tokens, aside):
            continue
        first_words = tokens[start : min(start + 2, opening)]
        if tokens[start].upos not in ("ADP", "ADV") and not any(lexicon.words("time_noun").match(t) for t in first_words):
            continue  # "Mali, Niger and Chad, which left the bloc, have agreed"
        return _with_subject(sentence, (start, opening), subject, aside, verb)
    return None


def subjects_joined_to_opening(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "After talks in Doha, [Kabul and Islamabad] agreed on a truce", read as talks in three capitals."""
    del lexicon
    tokens = sentence.tokens
    if tokens[0].upos not in ("ADP", "SCONJ"):
        return None
    for verb in tokens[5:]:
        if verb.upos != "VERB" or has_child(sentence, verb.index, SUBJECTS_OF_ANY_KIND):
            continue
        beside = [tokens[c] for c in sentence.children[verb.index] if tokens[c].deprel in ("aux", "aux:pass", "advmod")]
        if verb.xpos not in TENSED and not any(t.upos == "AUX" for t in beside):
            continue
        last = tokens[min(t.index for t in (verb, *beside)) - 1]
        first = tokens[last.head]
        row = [tokens[c] for c in sentence.children[first.index] if c < verb.index and tokens[c].deprel == "conj"]
        if len(row) != 2 or row[1] is not last or {first.upos, row[0].upos} != {"PROPN"}:
            continue
        subject = row[0]
        if tokens[subject.index - 1].text != "," or any(t.upos in ("VERB", "AUX") for t in tokens[: subject.index]):
            continue
        opening = first
        while 0 <= opening.head < verb.index:
            opening = tokens[opening.head]
        if opening.head != verb.index or opening.deprel not in ("obl", "advcl"):
            continue
        mended = list(tokens)
        mended[subject.index] = replace(subject, head=verb.index, deprel=subject_relation(sentence, verb.index))
        mended[last.index] = replace(last, head=subject.index)
        return mended
    return None


def _is_aside(tokens: Sequence[Token], span: range) -> bool:
    """Whether what stands between the commas only describes: it has no finite verb but behind who or which."""
    has_relative = any(tokens[i].text.lower() in RELATIVES for i in span)
    return len(span) > 1 and (has_relative or not any(tokens[i].xpos in ("VBZ", "VBP", "MD") for i in span))


def _with_subject(
    sentence: Sentence, opening: tuple[int, int], subject: Token, aside: range, verb: Token
) -> list[Token] | None:
    """The tree in which the verb heads its clause: the opening is a circumstance of it, the aside tells of its subject."""
    tokens = sentence.tokens
    mended = list(tokens)
    before = range(opening[0], aside.stop + 1)
    noun = tokens[verb.head] if verb.deprel == "amod" and verb.head > verb.index else None  # ", [used] tear gas"
    head, relation = (verb.head, verb.deprel) if noun is None else (noun.head, noun.deprel)
    while head in before and head != subject.index:
        head, relation = tokens[head].head, tokens[head].deprel
    if head in before or head == verb.index:
        return None
    if 0 <= head < opening[0] and relation in GOING_ON and tokens[head].text in ADDING:
        relation = "ccomp"  # "said that despite the truce, rebels, backed by drones, seized a town"
    tag = "VBD" if verb.xpos == "VBN" and tokens[verb.index - 1].text == "," else verb.xpos
    mended[verb.index] = replace(verb, xpos=tag, head=head, deprel=relation)
    mended[subject.index] = replace(subject, head=verb.index, deprel=subject_relation(sentence, verb.index))
    for token in tokens[opening[0] :]:
        if token.index in (verb.index, subject.index):
            continue
        if token.index in aside:
            if token.head not in aside:
                mended[token.index] = replace(token, head=subject.index, deprel="acl" if token.upos == "VERB" else "nmod")
        elif token.index < opening[1]:
            if not opening[0] <= token.head < opening[1]:
                is_named = token.deprel.startswith("nsubj") or token.upos in NOMINAL
                mended[token.index] = replace(token, head=verb.index, deprel="obl" if is_named else "advmod")
        elif noun is not None and token.index == noun.index:
            mended[token.index] = replace(token, head=verb.index, deprel="obj")
        else:
            is_of_noun = noun is not None and token.head == noun.index < token.index
            if is_of_noun or (token.head in before and token.head != subject.index):
                mended[token.index] = replace(token, head=verb.index, deprel=_under_verb(token))
    return mended


def _under_verb(token: Token) -> str:
    return "obl" if token.deprel == "nmod" else token.deprel


def gerund_before_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Said that police, [acting] on a tip, raided a house", read as police who act and a raid beside it."""
    del lexicon
    tokens = sentence.tokens
    for gerund in tokens[2:-3]:
        if gerund.xpos != "VBG" or tokens[gerund.index - 1].text != "," or gerund.upos != "VERB":
            continue
        below = [tokens[c] for c in sentence.children[gerund.index]]
        subject = next((t for t in below if t.deprel in ACTING and t.upos in NOMINAL and t.index < gerund.index), None)
        if subject is not None and (gerund.deprel == "csubj" or _lacks_subject(sentence, gerund, subject)):
            return _described_by(sentence, subject, gerund)
        verb = _going_on(sentence, gerund)
        if subject is None or verb is None or any(t.deprel.startswith("aux") for t in below):
            continue
        comma = next((t.index for t in tokens[gerund.index : verb.index] if t.text == ","), None)
        if comma is None:
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, head=gerund.head, deprel=gerund.deprel)
        mended[gerund.index] = replace(gerund, head=subject.index, deprel="acl")
        mended[subject.index] = replace(subject, head=verb.index, deprel=subject_relation(sentence, verb.index))
        for child in sentence.children[gerund.index]:
            if child not in (verb.index, subject.index) and not gerund.index < child < comma:
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def _lacks_subject(sentence: Sentence, gerund: Token, subject: Token) -> bool:
    """Whether the verb that a gerund between commas opens has no subject but the one read as the gerund's."""
    verb = sentence.tokens[gerund.head]
    is_aside = gerund.deprel == "advcl" and gerund.index < verb.index and sentence.tokens[subject.index + 1].text == ","
    return is_aside and verb.xpos in TENSED and not has_child(sentence, verb.index, ("nsubj", "nsubj:pass"))


def _described_by(sentence: Sentence, subject: Token, gerund: Token) -> list[Token]:
    """The tree in which the gerund that stood for the subject tells of its own: "Mali, [citing] a threat, shut the border"."""
    mended = list(sentence.tokens)
    mended[subject.index] = replace(subject, head=gerund.head, deprel="nsubj")
    mended[gerund.index] = replace(gerund, head=subject.index, deprel="acl")
    return mended


def place_before_subject(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "In [Lima] police arrested 12 people": without a comma the place is read as a part of the subject."""
    del lexicon
    tokens = sentence.tokens
    if len(tokens) < LEAST_OPENED or tokens[0].text not in PLACING or tokens[0].upos != "ADP":
        return None
    end = next((t.index for t in tokens[1:] if t.upos != "PROPN"), 1)
    if end == 1 or tokens[end].text in POSSESSIVE:
        return None
    name = next((t for t in tokens[1:end] if t.head >= end), None)
    if name is None or name.deprel != "compound":
        return None
    subject = tokens[name.head]
    if not subject.deprel.startswith("nsubj") or subject.upos != "NOUN" or not subject.text.islower():
        return None
    mended = list(tokens)
    mended[name.index] = replace(name, head=subject.head, deprel="obl")
    mended[0] = replace(tokens[0], head=name.index, deprel="case")
    for token in tokens[1:end]:
        if token.head == subject.index and token.index != name.index:
            mended[token.index] = replace(token, head=name.index, deprel="flat")
    verb = tokens[subject.head]
    if verb.deprel == "advcl" and tokens[0].head == verb.index:  # "In" was its conjunction
        mended[verb.index] = replace(verb, deprel="parataxis")
    return mended
