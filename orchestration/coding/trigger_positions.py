"""Whether a word can be what a sense of the trigger dictionary wants it to be, allowing for the parser's confusions. Pure.

Parsers take verbs for nouns ("As Ukraine fights"), for adjectives and for reduced relatives; what stands around the word
tells them apart.
"""

from orchestration.coding.trigger_frames import is_main_clause, is_verb_read_as_adjective
from orchestration.coding.trigger_lexicon import TriggerSense
from orchestration.language.parsed import Sentence, Token

NOUN_TAGS = frozenset({"NOUN", "PROPN"})
CLAUSE_RELATIONS = frozenset({"root", "ccomp", "advcl", "acl:relcl", "acl", "xcomp", "conj", "parataxis"})
NOUN_PLACES = frozenset({"nsubj", "nsubj:pass", "obj", "nmod", "csubj", "csubj:pass"})
NOUN_CASES = frozenset({"of", "despite", "amid", "during", "in", "from", "by", "to", "into", "with", "under"})
NOUN_ADJECTIVES = frozenset(
    {"heavy", "fierce", "intense", "sporadic", "repeated", "continued", "ongoing", "renewed", "constant"}
)
REGULATIONS = frozenset("law bill act rule ban decree moratorium regulation legislation curb restriction limit right".split())
MANNERS = frozenset("reprisal retaliation revenge defiance battle combat solidarity sympathy".split())
VERBAL_RELATIONS = frozenset({"acl", "xcomp", "advcl", "obl", "ccomp", "acl:relcl"})


def fits_position(sentence: Sentence, token: Token, sense: TriggerSense) -> bool:
    """Whether the token can be this part of speech, allowing for the parser's noun/verb confusions."""
    pos, upos = sense.pos, token.upos
    if pos == "VERB" and _ends_compound(sentence, token):
        return False
    if pos == "VERB":
        return _fits_verb(sentence, token, sense)
    if pos == "NOUN":
        if upos == "NOUN":
            is_no_head = token.deprel in ("compound", "nmod:desc")
            return not (is_no_head or _is_what_a_law_is_on(sentence, token) or _is_manner(sentence, token))
        if upos == "PROPN":
            return (
                not _is_in_name(sentence, token)
                and not _is_month(sentence, token)
                and token.deprel not in ("compound", "flat", "nmod:desc")
            )
        if upos == "VERB" and token.xpos == "VBG":
            return _is_gerund_noun(sentence, token)
        if is_first_noun(sentence, token):
            return True
        if upos == "VERB":
            relations = {sentence.tokens[child].deprel for child in sentence.children[token.index]}
            return bool(relations & {"det", "amod", "nmod:poss", "case"})
        return upos == "ADJ" and token.deprel in ("obj", "obl", "nsubj", "nsubj:pass", "nmod")
    return pos == upos or (pos in ("ADJ", "ADV") and upos in ("ADJ", "ADV"))


def _ends_compound(sentence: Sentence, token: Token) -> bool:
    """ "Quake-hit Vanuatu", "the army-backed party": a hyphened adjective of the noun that follows."""
    if token.index < 2 or token.index + 1 >= len(sentence.tokens):
        return False
    hyphen, after = sentence.tokens[token.index - 1], sentence.tokens[token.index + 1]
    is_tight = hyphen.text == "-" and hyphen.char_end == token.char_start
    return is_tight and sentence.tokens[token.index - 2].upos in ("NOUN", "PROPN") and after.upos in ("NOUN", "PROPN", "ADJ")


def _is_what_a_law_is_on(sentence: Sentence, token: Token) -> bool:
    """ "A ban on rallies", "a law on asylum", "the right to strike": a matter that is settled, no event."""
    if token.deprel != "nmod" or token.head < 0 or sentence.tokens[token.head].lemma.lower() not in REGULATIONS:
        return False
    below = [sentence.tokens[child] for child in sentence.children[token.index]]
    if any(child.deprel in ("det", "nmod:poss", "nummod") or child.upos == "PROPN" for child in below):
        return False
    return any(child.deprel == "case" and child.text.lower() in ("on", "to", "against") for child in below)


def _is_manner(sentence: Sentence, token: Token) -> bool:
    """ "Blocked the road in reprisal for", "rallied in defiance of a ban": how it was done, no event of its own."""
    before = sentence.tokens[token.index - 1] if token.index else None
    return before is not None and before.text.lower() in ("in", "at") and token.text.lower() in MANNERS


def _is_gerund_noun(sentence: Sentence, token: Token) -> bool:
    """Whether "shelling", "rioting", "fighting", tagged as a verb, is the noun: it has no object and stands where nouns do."""
    children = [sentence.tokens[child] for child in sentence.children[token.index]]
    relations = {child.deprel for child in children}
    if relations & {"det", "amod", "nmod", "nmod:poss"} or _has_of_after(sentence, token):
        return True
    if relations & {"obj", "ccomp", "xcomp", "aux", "nsubj", "compound:prt"}:
        return False
    if any(child.deprel == "obl" and child.index > token.index and child.xpos == "PRP" for child in children):
        return False
    if token.deprel in NOUN_PLACES:
        return True
    before = sentence.tokens[token.index - 1] if token.index else None
    if before is None or token.deprel not in ("acl", "advcl", "xcomp", "ccomp"):
        return False
    return (
        before.text.lower() in NOUN_CASES
        or (before.head == token.head and before.text.lower() in NOUN_ADJECTIVES)
        or (before.index == token.head and before.text.lower() in NOUN_ADJECTIVES)
    )


def _is_in_name(sentence: Sentence, token: Token) -> bool:
    """A capitalised word beside another one in running text."""
    if sentence.is_headline or not token.text[:1].isupper():
        return False
    beside = [sentence.tokens[i] for i in (token.index - 1, token.index + 1) if 0 <= i < len(sentence.tokens)]
    return any(other.upos == "PROPN" and other.text[:1].isupper() for other in beside)


def _fits_verb(sentence: Sentence, token: Token, sense: TriggerSense) -> bool:
    children = [sentence.tokens[child] for child in sentence.children[token.index]]
    relations = {child.deprel for child in children}
    if is_verb_read_as_adjective(sentence, token):
        return True
    if token.deprel in ("amod", "compound", "nmod:desc") and token.upos in ("VERB", "ADJ"):
        is_after = token.deprel == "amod" and token.head < token.index and token.upos == "VERB"
        return is_after or bool(relations & {"nsubj", "nsubj:pass", "aux", "aux:pass", "obj"})
    if token.deprel in ("amod", "compound", "nmod:desc", "case", "mark", "aux", "cop"):
        return False
    if token.upos == "VERB" or (token.upos in ("AUX", "X") and token.deprel in CLAUSE_RELATIONS):
        return True
    is_clause_head = token.deprel in CLAUSE_RELATIONS and bool(relations & {"nsubj", "obj"})
    if token.upos in ("ADP", "SCONJ") and is_clause_head and token.text.endswith("ed"):
        return True  # "Assailants firebombed the office", of a verb that the parser does not know
    if token.upos not in NOUN_TAGS and token.upos != "ADJ":
        return False
    if _is_headline_verb(sentence, token) or _is_shot_down(sentence, token):
        return True
    if is_main_clause(sentence, token) and token.text.endswith("ed"):
        return True
    if token.deprel in ("acl", "advcl") and token.text.endswith("ing") and "det" not in relations:
        return True
    if relations & {"aux", "aux:pass", "nsubj:pass", "compound:prt"}:
        return True
    before_head = {child.deprel for child in children if child.index < token.index}
    if token.deprel.startswith("nsubj") and sentence.tokens[token.head].upos in ("VERB", "AUX"):
        return False  # "Mozambican forces abandoned the town"
    if sense.has_own_words and "det" not in before_head and token.deprel != "obj":
        return True
    if before_head & {"det", "amod", "cop", "nmod:poss", "nummod"}:
        return False
    if token.deprel in CLAUSE_RELATIONS and relations & {"nsubj", "obj", "mark"}:
        return True
    before = sentence.tokens[token.index - 1] if token.index else None
    if before is None or before.head != token.index or not relations & VERBAL_RELATIONS:
        return False
    return before.upos == "PROPN" or (before.upos == "NOUN" and token.deprel == "root")


def _is_headline_verb(sentence: Sentence, token: Token) -> bool:
    """ "Women march in Mexico": a root in small letters taken for a name, with its subject for a compound."""
    if token.upos != "PROPN" or token.deprel != "root" or not token.text.islower() or not token.index:
        return False
    before = sentence.tokens[token.index - 1]
    return before.deprel == "compound" and before.head == token.index


def _is_shot_down(sentence: Sentence, token: Token) -> bool:
    """ "The frigate shot down a drone", of which parsers make a noun phrase."""
    after = sentence.tokens[token.index + 1 : token.index + 2]
    is_past = token.text == "shot" and token.index > 0 and sentence.tokens[token.index - 1].upos in ("NOUN", "PROPN", "PRON")
    return is_past and bool(after) and after[0].text in ("down", "dead", "at")


def _has_of_after(sentence: Sentence, token: Token) -> bool:
    """ "condemned the killing of nuns": no gerund of a verb with an object is followed by "of"."""
    after = sentence.tokens[token.index + 1 : token.index + 2]
    return bool(after) and after[0].text == "of"


def is_first_noun(sentence: Sentence, token: Token) -> bool:
    """ "Clashes erupted", "Protest in Rabat": a sentence does not begin with a finite verb before a verb or preposition."""
    after = sentence.tokens[1:2]
    if token.index or not after:
        return False
    if token.xpos == "VBZ":
        return after[0].upos in ("VERB", "AUX", "ADP")
    return token.xpos in ("VB", "VBP") and after[0].upos == "ADP"


def _is_month(sentence: Sentence, token: Token) -> bool:
    """ "Two days of rioting in March 2004"."""
    return token.text == "March" and token.index > 0 and sentence.tokens[token.index - 1].upos in ("ADP", "ADJ", "NUM", "VERB")
