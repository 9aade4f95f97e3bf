"""What verbs inside relative clauses leave out: "the town that the army says it [seized]", "aid it has yet to [send]". Pure.

The relative pronoun, where there is one, hangs on the clause's first verb; what it stands for belongs to the last.
"""

from orchestration.coding.control_words import EXPECTING, SUBJECT_CONTROL
from orchestration.coding.noun_phrases import MEASURED, is_of_antecedent
from orchestration.language.parsed import Sentence, Token

RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that"})
RELATIVE_ADVERBS = frozenset({"where", "when", "why"})
CASES = frozenset({"case"})
LINKS = frozenset({"ccomp", "xcomp"})
OWN_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl"})
OWN_OBJECTS = frozenset({"obj", "iobj", "nsubj:pass"})
NO_ANTECEDENTS = MEASURED | {"reason", "way", "occasion", "moment", "extent"}
MOST_STEPS = 3


def gap_antecedent(sentence: Sentence, verb: int) -> int | None:
    """The noun of the relative clause in which the verb, below another ("says", "has agreed to"), is said of it."""
    tokens = sentence.tokens
    current, steps = verb, 0
    while tokens[current].deprel in LINKS and steps < MOST_STEPS:
        if not _may_lie_below(sentence, current):
            return None
        current, steps = tokens[current].head, steps + 1
    clause = tokens[current]
    if not steps or clause.deprel != "acl:relcl" or not 0 <= clause.head < current:
        return None
    noun = tokens[clause.head]
    if noun.upos not in ("NOUN", "PROPN") or noun.lemma.lower() in NO_ANTECEDENTS:
        return None
    return None if tells_of_other(sentence, current) else noun.index


def has_gap_below(sentence: Sentence, verb: int) -> bool:
    """Whether the noun of the relative clause of which this is the first verb belongs to a verb below: "that it agreed to"."""
    if sentence.tokens[verb].deprel != "acl:relcl":
        return False
    return any(
        sentence.tokens[child].deprel in LINKS
        and _lacks_argument(sentence, child)
        and gap_antecedent(sentence, child) is not None
        for child in sentence.children[verb]
    )


def tells_of_other(sentence: Sentence, verb: int) -> bool:
    """Whether the relative clause is about a place or time ("the capital, where bombs had exploded", "in which he died") or
    about what the noun has ("Burundi, whose soldiers are fighting")."""
    for child in sentence.children[verb]:
        token = sentence.tokens[child]
        if token.deprel.startswith("nsubj") and is_of_antecedent(sentence, child):
            return True
        if token.lemma.lower() in RELATIVE_ADVERBS and token.deprel in ("advmod", "mark", "obl") and child < verb:
            return True
        if token.deprel == "obl" and token.lemma.lower() in RELATIVE_PRONOUNS and _has(sentence, child, CASES):
            return True
    return False


def lacks_subject(sentence: Sentence, verb: int) -> bool:
    """Whether the verb of a content clause has no subject of its own: "who officials say [shot] him"."""
    return sentence.tokens[verb].deprel == "ccomp" and not _has(sentence, verb, OWN_SUBJECTS)


def _lacks_argument(sentence: Sentence, verb: int) -> bool:
    return lacks_subject(sentence, verb) or not _has(sentence, verb, OWN_OBJECTS)


def _may_lie_below(sentence: Sentence, verb: int) -> bool:
    """Whether the verb above leaves its object to this one: it has none, a subject of its own, and orders nobody about."""
    token, above = sentence.tokens[verb], sentence.tokens[sentence.tokens[verb].head]
    if token.upos != "VERB" or above.upos not in ("VERB", "AUX", "ADJ") or above.index > verb:
        return False
    below = [sentence.tokens[child] for child in sentence.children[above.index]]
    if any(other.deprel in ("obj", "iobj") and not _is_pronoun(other) for other in below):
        return False
    if above.deprel == "acl:relcl" and not any(other.deprel in OWN_SUBJECTS and not _is_pronoun(other) for other in below):
        return False
    orders = above.lemma.lower() in EXPECTING and above.lemma.lower() not in SUBJECT_CONTROL
    is_ordered = orders and token.deprel == "xcomp" and not any(other.deprel in ("nsubj:pass", "aux:pass") for other in below)
    return not is_ordered


def _is_pronoun(token: Token) -> bool:
    return token.lemma.lower() in RELATIVE_PRONOUNS and token.upos in ("PRON", "DET", "SCONJ")


def _has(sentence: Sentence, index: int, relations: frozenset[str]) -> bool:
    below = (sentence.tokens[child] for child in sentence.children[index])
    return any(token.deprel in relations and not _is_pronoun(token) for token in below)
