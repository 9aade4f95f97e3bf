"""Mends sentences that the parser read as one noun phrase, because their only verb looked like an adjective or a name. Pure.

"Riot police [clubbed] marchers", "A mob [necklaced] two robbers", "Nationalists [clashed] with gendarmes": a full sentence
needs a finite verb, and a past form of the dictionary between two noun phrases is it. Run by `lost_words`, the last of all.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.noun_phrases import SPANS
from orchestration.coding.tree_shape import AGENT, NOMINAL, hang_later, has_child, subject_relation
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

IRREGULAR = frozenset(
    "shot quit set sent hung shut hit held met fled struck seized beat fought greenlit flew shook drove".split()
)
SIMPLE_PAST = frozenset(
    """froze took broke drove shook gave withdrew threw stole wrote began chose flew spoke fell rose tore swore overran ran
    overthrew undertook overtook drew went became came saw wore hid""".split()
)
READ_AS = frozenset({"ADJ", "PROPN", "NOUN", "ADP", "VERB"})
OPENING_NOUN_PHRASE = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON"})
IN_NOUN_PHRASE = OPENING_NOUN_PHRASE | {"PART", "CCONJ"}
TOWARD = frozenset("into with on onto towards toward through across against over at".split())
STATES = frozenset("armed dressed equipped accused based linked suspected charged crowded packed related tied".split())
SUBORDINATE = frozenset({"advcl", "acl", "acl:relcl", "ccomp", "xcomp"})
NAME_PARTS = frozenset({"flat", "flat:name"})
AUXILIARIES = frozenset({"aux", "aux:pass"})
HELPED = AGENT | AUXILIARIES
CLOSING_PHRASE = frozenset({"AUX", "CCONJ", "PUNCT", "VERB", "PRON"})
LINKING = frozenset({"cc"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "aux", "aux:pass"})
PERFECT = frozenset({"have", "had", "has"})
CLAIMING = frozenset({"claim", "deny", "admit", "confess", "profess"})
LEAST_PARTICIPLES = 2


def lost_main_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """The sentence with its verb, the noun phrase before it for subject, the one behind it for object."""
    tokens = sentence.tokens
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or root.upos not in NOMINAL or sentence.is_headline or tokens[-1].text not in (".", "”", '"'):
        return None
    if any(_is_main_verb(tokens, token) for token in tokens):
        return None
    verb = next((token for token in tokens[1:-2] if _may_be_verb(sentence, token, lexicon)), None)
    if verb is None:
        return None
    subject = _subject(tokens, verb.index)
    target = _object(tokens, verb.index)
    if subject is None:
        return None
    mended = list(tokens)
    lemma = lexicon.lemma_as(verb.text, "VERB") or verb.lemma
    mended[verb.index] = replace(verb, upos="VERB", xpos="VBD", lemma=lemma, head=-1, deprel="root")
    mended[subject] = replace(tokens[subject], head=verb.index, deprel="nsubj")
    before_verb = verb.index - 1
    for token in tokens[: verb.index]:
        if token.index != subject and token.head >= verb.index:
            beside = before_verb if subject < token.index < before_verb and before_verb != subject else subject
            relation = "nmod" if token.index == before_verb else token.deprel
            mended[token.index] = replace(token, head=beside, deprel=relation)
    if before_verb != subject and not subject <= mended[before_verb].head < verb.index:
        mended[before_verb] = replace(tokens[before_verb], head=subject, deprel="nmod")
    for token in tokens[verb.index + 1 :]:
        if token.index == target:
            mended[token.index] = replace(token, head=verb.index, deprel="obj")
        elif token.head < 0 or token.head <= verb.index:
            mended[token.index] = replace(token, head=verb.index, deprel=_relation(sentence, token))
    return mended


def verb_behind_reduced_clause(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The trial of men accused of raping villagers [opened] in Bukavu": of two participles, the last is the verb."""
    del lexicon
    tokens = sentence.tokens
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or root.upos not in NOMINAL or sentence.is_headline or tokens[-1].text not in (".", "”", '"'):
        return None
    reduced = [t for t in tokens[root.index :] if t.xpos == "VBN" and t.deprel == "acl" and t.text.lower() == t.text]
    if len(reduced) < LEAST_PARTICIPLES or any(_is_main_verb(tokens, token) for token in tokens):
        return None
    first, verb = reduced[0], reduced[-1]
    if not _is_below(tokens, verb, first) or has_child(sentence, verb.index, HELPED):
        return None
    mended = list(tokens)
    mended[verb.index] = replace(verb, xpos="VBD", head=-1, deprel="root")
    mended[root.index] = replace(root, head=verb.index, deprel="nsubj")
    hang_later(mended, sentence, root.index, verb.index)
    return mended


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
        for child in sentence.children[first.index]:
            if child > verb.index or (child < subject.index and tokens[child].upos in ("PUNCT", "SCONJ", "CCONJ")):
                mended[child] = replace(tokens[child], head=verb.index)
        mended[first.index] = replace(first, xpos="VBN", head=subject.index, deprel="acl")
        mended[subject.index] = replace(subject, head=verb.index, deprel=subject_relation(sentence, verb.index))
        for span in wrong:
            mended[span.index] = replace(span, head=first.index, deprel="obl:unmarked")
        return mended
    return None


def _is_below(tokens: Sequence[Token], token: Token, above: Token) -> bool:
    while token.head >= 0 and token.index != above.index:
        token = tokens[token.head]
    return token.index == above.index


def _is_main_verb(tokens: Sequence[Token], token: Token) -> bool:
    """Whether it is a finite form outside the clauses that hang on others: "after the leader [was] barred" is none."""
    if token.xpos not in FINITE:
        return False
    clause = tokens[token.head] if token.upos == "AUX" and token.head >= 0 else token
    return clause.deprel not in SUBORDINATE


def _may_be_verb(sentence: Sentence, word: Token, lexicon: TriggerLexicon) -> bool:
    """Whether a past form of the dictionary stands there, behind a noun and before another or before "into", "with"."""
    tokens = sentence.tokens
    before, after = tokens[word.index - 1], tokens[word.index + 1]
    if word.upos not in READ_AS or not word.text.islower() or before.upos not in NOMINAL or word.text in STATES:
        return False
    if not (word.text.endswith("ed") or word.text in IRREGULAR) or lexicon.lemma_as(word.text, "VERB") is None:
        return False
    if has_child(sentence, word.index, AGENT):
        return False
    if after.text == "and" and word.index + 3 < len(tokens):
        after = tokens[word.index + 3] if tokens[word.index + 2].text.endswith("ed") else after
    if after.upos in OPENING_NOUN_PHRASE:
        return word.deprel != "acl" or any(tokens[child].deprel == "obj" for child in sentence.children[word.index])
    return after.text in TOWARD and not lexicon.words("always_transitive").match(word)


def _subject(tokens: Sequence[Token], verb: int) -> int | None:
    """The head of the noun phrase that the sentence opens with."""
    end = next((token.index for token in tokens[1:verb] if token.upos == "ADP"), verb)
    head = tokens[end - 1]
    if head.upos not in NOMINAL or any(token.text == "," for token in tokens[:verb]):
        return None
    while head.deprel in NAME_PARTS and 0 <= head.head < head.index:
        head = tokens[head.head]
    return head.index


def _object(tokens: Sequence[Token], verb: int) -> int | None:
    """The head of the noun phrase right behind the verb; None where a preposition stands there."""
    last: Token | None = None
    for token in tokens[verb + 1 :]:
        is_next_phrase = last is not None and token.upos in ("NUM", "DET", "CCONJ")
        if is_next_phrase or (token.upos not in IN_NOUN_PHRASE and token.xpos not in ("VBN", "VBG")):
            break
        if token.upos in NOMINAL and not (last is not None and token.deprel in NAME_PARTS):
            last = token
    return last.index if last is not None else None


def _relation(sentence: Sentence, token: Token) -> str:
    """What a word that hung on the lost noun phrase is to the verb."""
    if token.upos == "PUNCT":
        return "punct"
    has_case = any(sentence.tokens[child].deprel == "case" for child in sentence.children[token.index])
    if token.upos in NOMINAL or token.upos == "NUM":
        return "obl" if has_case else "obl:unmarked"
    return "conj" if token.text.endswith("ed") else "advcl" if token.upos == "VERB" else "advmod"


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
    [killed] 30": joined to a verb that has "have", whatever the tree joins it to."""
    del lexicon
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
        if is_claimed or verb.xpos == "VBN":
            tokens[verb.index] = replace(verb, head=perfect.index)
            found = True
    return tokens if found else None


def past_joined_to_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Answers in kind and [curbs] exports", read as a kind that curbs: it is joined to the verb of its form."""
    del lexicon
    tokens = list(sentence.tokens)
    found = False
    for verb in sentence.tokens[3:]:
        noun = tokens[verb.head] if verb.head >= 0 else verb
        if verb.deprel != "conj" or verb.xpos not in ("VBZ", "VBD") or verb.upos != "VERB" or noun.upos != "NOUN":
            continue
        above = tokens[noun.head] if noun.deprel in ("obl", "obj", "nmod") and noun.head >= 0 else noun
        has_own = has_child(sentence, verb.index, SUBJECTS) or not has_child(sentence, verb.index, LINKING)
        if above.upos == "VERB" and above.xpos == verb.xpos and above.index < noun.index < verb.index and not has_own:
            tokens[verb.index] = replace(verb, head=above.index)
            found = True
    return tokens if found else None
