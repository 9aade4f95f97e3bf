"""Mends sentences whose main verb was read as an adjective, or as joined to a word that is no verb beside it. Pure.

"Hackers linked to Russia [crippled] hospitals": a full sentence needs a finite verb, and a past form of the dictionary between
two noun phrases is it. Run by `lost_words`.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.noun_phrases import CALENDAR_WORDS, SPANS
from orchestration.coding.relative_gaps import RELATIVE_PRONOUNS
from orchestration.coding.tree_shape import NOMINAL, hang_later, hang_participle, has_child, subject_relation
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

SIMPLE_PAST = frozenset(
    """froze took broke drove shook gave withdrew threw stole wrote began chose flew spoke fell rose tore swore overran ran
    overthrew undertook overtook drew went became came saw wore hid""".split()
)
STATES = frozenset("armed dressed equipped accused based linked suspected charged crowded packed related tied".split())
NAME_PARTS = frozenset({"flat", "flat:name"})
AUXILIARIES = frozenset({"aux", "aux:pass"})
CLOSING_PHRASE = frozenset({"AUX", "CCONJ", "PUNCT", "VERB", "PRON"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "aux", "aux:pass"})
JOINING = frozenset({"cc", "nsubj", "nsubj:pass", "mark", "aux"})
SHARES = frozenset({"all", "both", "each", "most", "some", "none", "neither", "many"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "VB"})  # "quit" is read as a bare form
PERFECT = frozenset({"have", "had", "has"})
FORCEFUL, FORCEFUL_SHARE = frozenset({"ASSAULT", "COERCE", "NONE"}), 0.8
LONGEST_PERIOD = 3  # "last year", "late May", "early this week"
CLAIMING = frozenset({"claim", "deny", "admit", "confess", "profess"})


def main_verb_read_as_adjective(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Hackers linked to Russia [crippled] hospitals": a noun that has a subject and no verb is the object of one."""
    tokens = sentence.tokens
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or root.upos not in NOMINAL or has_child(sentence, root.index, ("cop", "aux", "det")):
        return None
    subject = _told_before(sentence, root)
    adjectives = (tokens[c] for c in sentence.children[root.index] if tokens[c].deprel == "amod" and _opens(sentence, c, root))
    verb = next((adjective for adjective in adjectives if adjective.text.endswith("ed")), None)
    if verb is None or subject is None or subject > verb.index or tokens[verb.index - 1].text == ",":
        return None
    lemma = lexicon.lemma_as(verb.text.lower(), "VERB")
    if lemma is None:
        return None
    mended = list(tokens)
    mended[verb.index] = replace(verb, upos="VERB", xpos="VBD", lemma=lemma, head=-1, deprel="root")
    mended[root.index] = replace(root, head=verb.index, deprel="obj")
    mended[subject] = replace(tokens[subject], head=verb.index)
    for child in sentence.children[root.index]:
        if child > root.index and tokens[child].deprel in ("punct", "advcl", "obl", "parataxis"):
            mended[child] = replace(tokens[child], head=verb.index)
    return mended


def joined_verb_read_as_adjective(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Police [baton-charged] teachers", "riot police in Dhaka [tear-gassed] students": a verb of two words before a noun."""
    tokens = sentence.tokens
    for verb in tokens[1:-1]:
        if "-" not in verb.text or verb.xpos not in ("VBN", "VBD") or verb.deprel != "amod" or verb.head < verb.index:
            continue
        object_ = tokens[verb.head]
        lemma = lexicon.lemma_as(verb.text.lower(), "VERB")
        before = tokens[verb.index - 1]
        subject = tokens[object_.head] if 0 <= object_.head < verb.index else before
        is_row = subject is before and before.deprel == "compound" and before.head == object_.index
        is_above = subject is not before and subject.head < 0 and object_.deprel == "nmod"
        if lemma is None or not (is_row or is_above) or subject.upos not in NOMINAL:
            continue
        top = object_ if is_row else subject
        mended = list(tokens)
        mended[verb.index] = replace(verb, upos="VERB", xpos="VBD", lemma=lemma, head=top.head, deprel=top.deprel)
        mended[subject.index] = replace(subject, head=verb.index, deprel="nsubj")
        mended[object_.index] = replace(object_, head=verb.index, deprel="obj")
        for child in (*sentence.children[object_.index], *sentence.children[subject.index]):
            told = tokens[child]
            if child > object_.index and told.deprel in ("punct", "advcl", "obl", "parataxis"):
                mended[child] = replace(told, head=verb.index)
            elif subject.index < child < verb.index and told.head == object_.index:  # "in Dhaka"
                is_case = told.deprel == "case"
                mended[child] = replace(
                    told, head=before.index if is_case else subject.index, deprel="case" if is_case else "nmod"
                )
        return mended
    return None


def _told_before(sentence: Sentence, root: Token) -> int | None:
    """The subject of the noun, or the people before its adjective: "180,000 [Greeks] packed Syntagma Square"."""
    tokens = sentence.tokens
    for child in sentence.children[root.index]:
        if tokens[child].deprel == "nsubj":
            return child
        if tokens[child].deprel == "amod" and child > 0 and tokens[child - 1].head == child and root.upos == "PROPN":
            before = tokens[child - 1]
            return before.index if before.deprel == "obl:unmarked" and before.xpos in ("NNS", "NNPS") else None
        if tokens[child].deprel == "amod" and child > 0 and tokens[child - 1].head == root.index and not sentence.is_headline:
            before = tokens[child - 1]  # "[Sierra Leone] outlawed child marriage"
            is_name = before.deprel == "compound" and before.upos == "PROPN" and tokens[child].text not in STATES
            return before.index if is_name else None
    return None


def _opens(sentence: Sentence, adjective: int, root: Token) -> bool:
    """Whether the adjective stands right before the noun and the names that belong to it."""
    between = sentence.tokens[adjective + 1 : root.index]
    return all(token.deprel == "compound" for token in between)


def passive_behind_participle(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Three fishermen detained in June [were freed] on Sunday", read as two clauses: the first only tells who they are."""
    del lexicon
    tokens = sentence.tokens
    for first in tokens[1:-3]:
        if first.xpos not in ("VBN", "VBD") or has_child(sentence, first.index, AUXILIARIES):
            continue
        subject = next((tokens[c] for c in sentence.children[first.index] if tokens[c].deprel.startswith("nsubj")), None)
        if subject is None or subject.index + 1 != first.index or subject.upos not in NOMINAL:
            continue
        if any(tokens[c].text.lower() in RELATIVE_PRONOUNS for c in sentence.children[first.index]):
            continue  # "which the ministry said was bombed"
        helping = next((t for t in tokens[first.index + 1 :] if t.upos in CLOSING_PHRASE), first)
        verb = tokens[helping.head]
        is_later = (
            helping.upos == "AUX" and helping.deprel in AUXILIARIES and verb.upos == "VERB" and verb.index > helping.index
        )
        if not is_later or not (verb.head == first.index or first.head == verb.index):
            continue
        below = [tokens[c] for c in sentence.children[verb.index]]
        wrong = [t for t in below if t.deprel.startswith("nsubj")]
        if any(t.lemma.lower() not in SPANS for t in wrong) or any(t.deprel in ("mark", "cc") for t in below):
            continue
        mended = list(tokens)
        if verb.head == first.index:
            mended[verb.index] = replace(verb, head=first.head, deprel=first.deprel)
        hang_participle(mended, sentence, first, subject, verb)
        for span in wrong:
            mended[span.index] = replace(span, head=first.index, deprel="obl:unmarked")
        return mended
    return None


def verb_behind_period(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Six Americans held in Caracas since last year [walked] free", read as held since they walked: it opens a period."""
    del lexicon
    tokens = sentence.tokens
    for mark in tokens[3:-2]:
        verb = tokens[mark.head]
        held = tokens[verb.head]
        is_clause = mark.text.lower() == "since" and mark.deprel == "mark" and verb.xpos == "VBD" and verb.deprel == "advcl"
        period = tokens[mark.index + 1 : verb.index]
        if not is_clause or held.xpos not in ("VBN", "VBD") or not 0 < len(period) <= LONGEST_PERIOD:
            continue
        subject = next((tokens[c] for c in sentence.children[held.index] if tokens[c].deprel.startswith("nsubj")), None)
        last = period[-1]
        is_time = last.lemma.lower() in SPANS or last.text in CALENDAR_WORDS or (last.xpos == "CD" and len(last.text) == 4)
        if subject is None or not is_time or has_child(sentence, held.index, AUXILIARIES):
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, head=held.head, deprel=held.deprel)
        mended[held.index] = replace(held, xpos="VBN", head=subject.index, deprel="acl")
        mended[subject.index] = replace(subject, head=verb.index, deprel=subject_relation(sentence, verb.index))
        mended[last.index] = replace(last, head=held.index, deprel="obl")
        mended[mark.index] = replace(mark, head=last.index, deprel="case")
        for child in sentence.children[held.index]:
            if child > verb.index:
                mended[child] = replace(tokens[child], head=verb.index)
        return mended
    return None


def verb_behind_all_of_them(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Mali and Niger, all led by officers who seized power in coups, [quit] the bloc": what they all are is an aside."""
    del lexicon
    tokens = sentence.tokens
    for share in tokens[2:]:
        aside = tokens[share.head]
        if share.text not in SHARES or not share.deprel.startswith("nsubj") or tokens[share.index - 1].text != ",":
            continue
        if aside.xpos != "VBN" or has_child(sentence, aside.index, AUXILIARIES):
            continue
        subject = next((c for c in sentence.children[aside.index] if tokens[c].deprel.startswith("nsubj")), share.index)
        verb = next((t for t in tokens[aside.index + 1 :] if _is_second(sentence, t)), None)
        if subject == share.index or verb is None:
            continue
        mended = list(tokens)
        mended[verb.index] = replace(verb, head=aside.head, deprel=aside.deprel)
        mended[aside.index] = replace(aside, head=subject, deprel="acl")
        mended[subject] = replace(tokens[subject], head=verb.index, deprel=subject_relation(sentence, verb.index))
        mended[share.index] = replace(share, deprel="dep")
        hang_later(mended, sentence, aside.index, verb.index)
        return mended
    return None


def _is_second(sentence: Sentence, verb: Token) -> bool:
    """Whether a finite verb is joined by nothing but a comma."""
    is_joined = verb.deprel == "conj" and verb.xpos in FINITE_TAGS and sentence.tokens[verb.index - 1].text == ","
    return is_joined and not has_child(sentence, verb.index, JOINING)


def _subject(tokens: Sequence[Token], verb: int) -> int | None:
    """The head of the noun phrase that the sentence opens with."""
    end = next((token.index for token in tokens[1:verb] if token.upos == "ADP"), verb)
    head = tokens[end - 1]
    if head.upos not in NOMINAL or any(token.text == "," for token in tokens[:verb]):
        return None
    while head.deprel in NAME_PARTS and 0 <= head.head < head.index:
        head = tokens[head.head]
    return head.index


def past_joined_to_participle(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Banned tankers used to ship crude and [froze] assets": what is no participle is joined to the verb of the clause."""
    del lexicon
    tokens = list(sentence.tokens)
    found = False
    for verb in sentence.tokens:
        if verb.deprel != "conj" or verb.text not in SIMPLE_PAST or has_child(sentence, verb.index, SUBJECTS):
            continue
        first = tokens[verb.head]
        if first.deprel not in ("acl", "xcomp", "advcl") or first.xpos not in ("VBN", "VB", "VBG"):
            continue
        above = first
        while above.head >= 0 and not (above.xpos == "VBD" and above.upos == "VERB"):
            above = tokens[above.head]
        if above.xpos == "VBD" and above.index < first.index:
            tokens[verb.index] = replace(verb, head=above.index)
            found = True
    return tokens if found else None


def past_joined_to_speech(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Claimed to have won back two villages and [captured] seven men", "gave no toll, saying that it had hit the camp and
    [killed] 30": joined to a verb that has "have", whatever the tree joins it to. So are deeds of force joined to what is
    said: "said its troops had killed 200 men and [seized] 21 posts"."""
    tokens = list(sentence.tokens)
    found = False
    for verb in sentence.tokens:
        if verb.deprel != "conj" or verb.xpos not in ("VBN", "VBD") or has_child(sentence, verb.index, SUBJECTS):
            continue
        link = next((c for c in sentence.children[verb.index] if tokens[c].deprel == "cc"), None)
        above = tokens[verb.head]
        if link is None or tokens[link - 1].text == "," or above.xpos not in ("VBD", "VBZ") or above.index > link:
            continue
        nearer = (t for t in reversed(tokens[above.index + 1 : link]) if t.upos == "VERB" and t.xpos in ("VBN", "VBD"))
        perfect = next(nearer, None)
        if perfect is None or not any(
            tokens[c].deprel == "aux" and tokens[c].text.lower() in PERFECT for c in sentence.children[perfect.index]
        ):
            continue
        is_claimed = perfect.deprel == "xcomp" and perfect.head == above.index and above.lemma.lower() in CLAIMING
        is_told = perfect.deprel == "ccomp" and perfect.head == above.index and _is_force(verb, lexicon)
        if is_claimed or is_told or verb.xpos == "VBN":
            tokens[verb.index] = replace(verb, head=perfect.index)
            found = True
    return tokens if found else None


def _is_force(verb: Token, lexicon: TriggerLexicon) -> bool:
    """Whether nearly all that the verb can mean is done with force: no "said he had won and left"."""
    candidates = lexicon.candidates(verb.lemma, verb.text)
    types = [sense.event_type for sense in candidates.senses] if candidates is not None else []
    return bool(types) and sum(kind in FORCEFUL for kind in types) >= FORCEFUL_SHARE * len(types)
