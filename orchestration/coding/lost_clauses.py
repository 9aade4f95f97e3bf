"""Passives with an object are active; what "of" tells behind a gerund is its object; nobody says a noun; who stands behind
"after" and before a finite verb does it. Pure.

Run by `lost_words`.
"""

from dataclasses import replace

from orchestration.coding.tree_shape import NOMINAL, changed_in, hang_later
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

MAIN_CLAUSES = frozenset({"root", "parataxis", "ccomp", "advcl"})
ENDS = frozenset({".", "!", "”", '"'})
SUFFERED = frozenset("hurt captured freed shot damaged sentenced convicted charged executed hanged evacuated expelled".split())
TELLING = frozenset("say says said claim claims claimed allege alleges alleged insist insists insisted".split())
PASSIVE_SIGNS = frozenset({"aux", "aux:pass", "cop", "obl:agent"})
CONJUNCTIONS = frozenset(("after", "before", "since", "as", "until"))


def _case(sentence: Sentence, index: int) -> str | None:
    marks = (
        sentence.tokens[child].text.lower() for child in sentence.children[index] if sentence.tokens[child].deprel == "case"
    )
    return next(marks, None)


def past_read_as_passive(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Thousands dressed in white [marched] in silence": outside of headlines and notes a passive has its "was"."""
    tokens = list(sentence.tokens)
    if sentence.is_headline or not tokens or tokens[-1].text not in ENDS:
        return None
    always = lexicon.words("always_transitive")
    found = False
    for verb in sentence.tokens:
        if verb.xpos not in ("VBN", "VBD") or verb.upos != "VERB" or always.match(verb):
            continue
        if verb.deprel not in MAIN_CLAUSES and not _is_joined_to_active(sentence, verb):
            continue
        children = sentence.children[verb.index]
        relations = {tokens[child].deprel for child in children}
        subject = next((child for child in children if tokens[child].deprel == "nsubj:pass"), None)
        follower = tokens[verb.index + 1] if verb.index + 1 < len(tokens) else None
        if subject is None or relations & PASSIVE_SIGNS or follower is None or follower.upos != "ADP":
            continue
        if lexicon.words("needs_object").match(verb) or verb.text in SUFFERED:
            continue
        tokens[verb.index] = replace(verb, xpos="VBD")
        tokens[subject] = replace(tokens[subject], deprel="nsubj")
        found = True
    return tokens if found else None


def _is_joined_to_active(sentence: Sentence, verb: Token) -> bool:
    """ "The ministers met, and the two [called] for": what leaves out its "was" is joined to a passive."""
    if verb.deprel != "conj" or sentence.tokens[verb.head].xpos not in FINITE:
        return False
    relations = {sentence.tokens[child].deprel for child in sentence.children[verb.head]}
    return "nsubj" in relations and not relations & PASSIVE_SIGNS


def gerund_with_of(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Ordered the [hiring of] policemen": a verb, of which the "of" phrase is the object.

    Only for words that head no sense as nouns ("the killing of" does).
    """
    tokens = list(sentence.tokens)
    found = False
    for gerund in sentence.tokens[1:-2]:
        text = sentence.texts[gerund.index]
        if not text.endswith("ing") or tokens[gerund.index + 1].text.lower() != "of" or gerund.deprel in ("compound", "amod"):
            continue
        lemma = lexicon.lemma_as(text, "VERB")
        if lemma is None or lemma == text or lexicon.lemma_as(text, "NOUN") is not None:
            continue  # "a ring of reefs"
        children = sentence.children[gerund.index]
        held = tokens[gerund.index + 1].head
        if (
            held not in children
            or tokens[held].upos not in NOMINAL
            or not any(tokens[c].deprel in ("det", "nmod:poss") for c in children if c < gerund.index)
        ):
            continue
        tokens[gerund.index] = replace(gerund, upos="VERB", xpos="VBG", lemma=lemma)
        tokens[held] = replace(tokens[held], deprel="obj")
        tokens[gerund.index + 1] = replace(tokens[gerund.index + 1], deprel="dep")
        for child in children:
            if tokens[child].deprel == "nmod:poss":
                tokens[child] = replace(tokens[child], deprel="nsubj")
            elif tokens[child].deprel == "det":
                tokens[child] = replace(tokens[child], deprel="dep")
        found = True
    return tokens if found else None


def told_of_object(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Pakistan says 23 militants [killed] near the border": nobody says militants; that they were killed is what is said."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens:
        if verb.text.lower() not in TELLING or verb.upos != "VERB" or verb.xpos not in ("VBZ", "VBP", "VBD"):
            continue
        noun = next((c for c in sentence.children[verb.index] if tokens[c].deprel == "obj" and c > verb.index), None)
        if noun is None or tokens[noun].upos not in NOMINAL:
            continue
        deed = next((c for c in sentence.children[noun] if tokens[c].deprel == "acl" and tokens[c].xpos == "VBN"), None)
        if deed is None or deed < noun:
            continue
        mended = list(tokens)
        mended[deed] = replace(tokens[deed], head=verb.index, deprel="ccomp")
        mended[noun] = replace(tokens[noun], head=deed, deprel="nsubj:pass")
        hang_later(mended, sentence, noun, deed)
        return mended
    return None


def subject_behind_conjunction(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "A day after [inmates] loyal to the gang seized two wings": who stands between "after" and a finite verb does it."""
    del lexicon
    tokens = sentence.tokens
    for verb in tokens[3:]:
        if verb.deprel != "advcl" or verb.xpos not in FINITE or verb.upos != "VERB":
            continue
        below = sentence.children[verb.index]
        if any(tokens[child].deprel.startswith(("nsubj", "mark", "aux:pass")) for child in below):
            continue
        for noun in (tokens[child] for child in sentence.children[verb.head] if child < verb.index):
            mark = next((tokens[c] for c in sentence.children[noun.index] if tokens[c].deprel == "case"), None)
            if noun.deprel != "obl" or noun.upos not in NOMINAL or mark is None or mark.text.lower() not in CONJUNCTIONS:
                continue
            between = tokens[noun.index + 1 : min([verb.index, *(c for c in below if tokens[c].deprel == "advmod")])]
            if not between or any(t.upos == "PUNCT" or t.upos == "CCONJ" for t in between):
                continue
            mended = changed_in(tokens, replace(noun, head=verb.index, deprel="nsubj"))
            mended[mark.index] = replace(mark, upos="SCONJ", head=verb.index, deprel="mark")
            return mended
    return None
