"""Relative clauses read as what is said, where a verb further down lacks its object: "a treaty [that] Iran says it will sign".

Pure. Run by `lost_words`.
"""

from dataclasses import replace

from orchestration.coding.noun_phrases import CALENDAR_WORDS, MEASURED, is_lost_object
from orchestration.coding.relative_gaps import LINKS
from orchestration.coding.tree_shape import NOMINAL, PARTS_OF_NAME, changed_in, has_child
from orchestration.coding.trigger_frames import has_case
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

THAT = frozenset({"that"})
STRAYED = frozenset({"ccomp", "xcomp", "advcl", "advcl:relcl", "conj", "parataxis"})
RELATIVES = frozenset({"obj", "iobj", "dep"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
COMPLETE = frozenset({"obj", "iobj", "aux:pass", "nsubj:pass"})
JOINING = frozenset({"mark", "cc"})
PHRASE = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "flat", "flat:name", "case", "punct"})
TENSED = frozenset({"VBD", "VBZ", "VBP", "VBN", "MD"})
TELLING_WHOM = frozenset("tell inform warn remind assure persuade convince show teach advise promise notify ask".split())
SAYING = frozenset(
    "say claim believe think suspect allege insist agree refuse decline plan vow promise expect have want".split()
)
MOST_STEPS = 3


def relative_behind_that(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Spoke of the ships that the navy had agreed to [deploy]": with "that" for its object it tells of the noun."""
    tokens = sentence.tokens
    for that in tokens[2:-1]:
        clause = tokens[that.head]
        if that.text.lower() != "that" or clause.index < that.index or clause.deprel not in STRAYED or clause.head < 0:
            continue
        if that.deprel not in RELATIVES and clause.deprel != "advcl:relcl":
            continue
        noun = _noun_before(sentence, that.index)
        if noun is None or clause.head >= that.index or not has_child(sentence, clause.index, SUBJECTS):
            continue
        if not _lacks_object(sentence, clause.index, lexicon, that.index):
            continue
        mended = changed_in(tokens, replace(clause, head=noun, deprel="acl:relcl"))
        mended[that.index] = replace(that, upos="PRON", xpos="WDT", deprel="obj")
        return mended
    return None


def relative_before_bare_clause(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Presented a treaty Iran says it will [sign]": so where no "that" stands between the noun and the subject."""
    tokens = sentence.tokens
    for clause in tokens[3:]:
        if clause.lemma.lower() not in SAYING or clause.xpos not in TENSED:
            continue
        subject = next((c for c in sentence.children[clause.index] if tokens[c].deprel in SUBJECTS), None)
        if subject is None or subject > clause.index or has_child(sentence, clause.index, JOINING):
            continue
        first = min([subject, *(c for c in sentence.children[subject] if tokens[c].deprel in PHRASE)])
        noun = _noun_before(sentence, first) if first else None
        if noun is None or not _lacks_object(sentence, clause.index, lexicon) or clause.head == noun:
            continue
        if clause.deprel in STRAYED and 0 <= clause.head < noun:
            if tokens[clause.head].lemma.lower() in TELLING_WHOM and tokens[noun].deprel in ("obj", "iobj"):
                continue
            return changed_in(tokens, replace(clause, head=noun, deprel="acl:relcl"))
        above = next((tokens[c] for c in sentence.children[clause.index] if c < noun and tokens[c].deprel == "ccomp"), None)
        if above is not None and all(token.text != "," for token in tokens[above.index : clause.index]):
            mended = [replace(t, head=above.index) if t.head == clause.index and t.deprel == "punct" else t for t in tokens]
            mended[above.index] = replace(above, head=clause.head, deprel=clause.deprel)
            mended[clause.index] = replace(clause, head=noun, deprel="acl:relcl")
            return mended
    return None


def _noun_before(sentence: Sentence, index: int) -> int | None:
    """The common noun whose phrase ends before the token: "the town" in "the town of Kale that"; no time."""
    tokens = sentence.tokens
    noun = tokens[index - 1]
    if noun.upos not in NOMINAL or noun.text in CALENDAR_WORDS:
        return None
    while 0 <= noun.head < noun.index and (
        noun.deprel in PARTS_OF_NAME or (noun.deprel == "nmod" and has_case(sentence, noun.index, "of"))
    ):
        noun = tokens[noun.head]
    return noun.index if noun.upos == "NOUN" and noun.lemma.lower() not in MEASURED else None


def _lacks_object(sentence: Sentence, verb: int, lexicon: TriggerLexicon, pronoun: int | None = None) -> bool:
    """Whether the last verb of the clause wants an object and has none."""
    tokens = sentence.tokens
    for _ in range(MOST_STEPS):
        if any(tokens[c].deprel in ("obj", "iobj") and c != pronoun for c in sentence.children[verb]):
            return False
        last = next((c for c in sentence.children[verb] if tokens[c].deprel in LINKS and c > verb), None)
        if last is None:
            break
        verb = last
    below = [c for c in sentence.children[verb] if c != pronoun]
    is_complete = any(tokens[c].deprel in COMPLETE for c in below) or any(
        tokens[c].deprel == "obl:unmarked" and is_lost_object(sentence, c) for c in below
    )
    return not is_complete and tokens[verb].upos == "VERB" and lexicon.wants_object(tokens[verb])
