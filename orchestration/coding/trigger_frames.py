"""The arguments of one predicate as the tree gives them, with fallbacks for common parse errors. Pure.

What a *logical* subject or object is: passives are undone, relative pronouns stand for the noun that they refer to,
participles and infinitives borrow the missing argument from the word that governs them; a verb tagged as a noun
("As Ukraine fights") has the noun before it for its subject. Only as deep as the frames of
`triggers.py` need it for their restrictions; who takes part in an event is decided in `participants.py`.
"""

from orchestration.coding.control_words import SUBJECT_CONTROL
from orchestration.coding.noun_phrases import DEADLINE_WORDS, MEASURED, is_lost_object, named_for_those
from orchestration.coding.relative_gaps import RELATIVE_PRONOUNS, gap_antecedent, has_gap_below, lacks_subject, tells_of_other
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

LASTING = frozenset({"remain", "stay"})
SUBJECT_RELATIONS = frozenset({"nsubj", "csubj", "nsubj:outer"})
BORROWING_RELATIONS = frozenset({"conj", "xcomp", "advcl", "parataxis"})
COPULAR_VERBS = frozenset("become remain stay seem look turn go act prove feel sound appear".split())
MAX_BORROWING_STEPS = 3
BETWEEN_JOINED = frozenset({"PUNCT", "CCONJ", "ADV"})
CAUSE_MARKS = frozenset({"when", "after", "as"})
ENDS = frozenset({".", "!", "”", '"'})
DESCRIBING = frozenset("armed united organised organized suspected alleged displaced wounded injured detained".split())


def lemma_of(token: Token) -> str:
    return token.lemma.lower()


def is_passive(sentence: Sentence, head: int) -> bool:
    """Whether the verb is a passive, a reduced relative ("besieged since May by ...") or a bare past participle."""
    children = sentence.children[head]
    relations = {sentence.tokens[child].deprel for child in children if not _is_deadline(sentence, child)}
    token = sentence.tokens[head]
    # "travelled by train", "had advanced by 2 km"
    is_active_past = "nsubj" in relations and (token.xpos == "VBD" or ("aux" in relations and "aux:pass" not in relations))
    if "aux:pass" in relations or ("obl:agent" in relations and not is_active_past):
        return True
    if relations & {"nsubj:pass", "csubj:pass"}:
        return "obj" not in relations
    if token.xpos != "VBN" or is_main_clause(sentence, token):
        return False
    if any(sentence.tokens[child].upos == "AUX" and lemma_of(sentence.tokens[child]) in ("have", "be") for child in children):
        return False
    if token.deprel == "conj" and token.head >= 0:
        return is_passive(sentence, token.head)
    is_lasting = token.deprel == "ccomp" and lemma_of(sentence.tokens[token.head]) in LASTING  # "remains locked up"
    if token.deprel in ("acl", "advcl", "amod", "xcomp", "root") or is_lasting:
        return not relations & {"obj", "nsubj"}
    return False


def _is_deadline(sentence: Sentence, child: int) -> bool:
    """ "freed by the end of April", "withdrawn by the time police arrived": a time, not the one who does it."""
    token = sentence.tokens[child]
    if token.deprel != "obl:agent":
        return False
    return lemma_of(token) in DEADLINE_WORDS or token.upos == "NUM" or _has_deadline_before(sentence, child)


def _has_deadline_before(sentence: Sentence, noun: int) -> bool:
    return any(
        lemma_of(sentence.tokens[child]) == "time" and sentence.tokens[child].deprel == "compound"
        for child in sentence.children[noun]
    )


def is_main_clause(sentence: Sentence, token: Token) -> bool:
    """A verb read as a reduced relative ("An explosion ripped through ...") in a full sentence that has no finite verb."""
    if token.deprel != "acl" or token.head < 0 or sentence.tokens[token.head].deprel != "root" or sentence.is_headline:
        return False
    if sentence.tokens[-1].text not in ENDS:
        return False
    return not any(other.xpos in FINITE for other in sentence.tokens if other is not token)


def is_verb_read_as_adjective(sentence: Sentence, token: Token) -> bool:
    """ "A mob lynched two men", "and threatened new sanctions": a verb that the parser took for the noun's adjective.

    A true one follows the determiner and the number of its noun, and no noun, "to" or "and" stands right before it.
    """
    if token.deprel not in ("amod", "compound") or token.head <= token.index:
        return False
    if token.text.lower() in DESCRIBING:
        return False
    if token.index and sentence.tokens[token.index - 1].xpos in ("TO", "MD"):
        return lemma_of(token) == token.text.lower()  # "prompted Seoul to halt talks", "will chair talks"
    if token.xpos == "VBG" and token.index and sentence.tokens[token.index - 1].upos == "PROPN":
        return sentence.tokens[token.head].upos == "PROPN" and token.head == token.index + 1  # "with Borrell [faulting] Kurti"
    if not token.text.endswith(("ed", "s", "ot", "k", "t")):
        return False
    before_noun = range(token.index + 1, token.head)
    if any(
        sentence.tokens[i].deprel in ("det", "nummod", "nmod:poss") and sentence.tokens[i].head == token.head
        for i in before_noun
    ):
        return True
    before = sentence.tokens[token.index - 1] if token.index else None
    if before is None:
        return False
    if token.upos in ("NOUN", "PROPN"):  # "UNICEF airdropped supplies", of a verb that the parser does not know
        is_clause = sentence.tokens[token.head].deprel in ("root", "ccomp", "parataxis") and before.upos in ("NOUN", "PROPN")
        return is_clause and token.text.islower() and token.text.endswith("ed")
    if token.xpos == "VBG":
        return before.upos in ("VERB", "SCONJ")
    return before.upos in ("NOUN", "PROPN") or _begins_second_clause(sentence, token)


def _begins_second_clause(sentence: Sentence, token: Token) -> bool:
    """ "blocked the road and [burned] tyres": a verb after "and", where its noun is no second one of the first verb's."""
    if sentence.tokens[token.index - 1].upos != "CCONJ":
        return False
    relation = sentence.tokens[token.head].deprel
    first = sentence.tokens[token.index - 2] if token.index > 1 else None
    is_second_object = relation == "obj" and first is not None and first.upos == "NOUN" and first.head != token.head
    return is_second_object or relation in ("conj", "parataxis", "obl:unmarked", "dep")


def _may_be_predicate(token: Token) -> bool:
    return token.xpos in ("VBG", "VBN", "VBD", "JJ") or token.text.endswith("ing")


def _own_arguments(sentence: Sentence, head: int) -> tuple[list[int], list[int], bool]:
    """(logical subjects, logical objects, passive) among the children of `head`, relative pronouns resolved."""
    token = sentence.tokens[head]
    if is_verb_read_as_adjective(sentence, token):
        before = sentence.tokens[head - 1] if head else None
        return [head - 1] if before is not None and before.upos in ("NOUN", "PROPN") else [], [token.head], False
    passive = is_passive(sentence, head)
    subjects: list[int] = []
    objects: list[int] = []
    weak_objects: list[int] = []
    leaves_gap = has_gap_below(sentence, head)
    for child in sentence.children[head]:
        dependent = sentence.tokens[child]
        relation = dependent.deprel
        target = child
        if leaves_gap and relation == "obj" and lemma_of(dependent) in RELATIVE_PRONOUNS:
            continue
        if (
            token.deprel == "acl:relcl"
            and token.head >= 0
            and dependent.upos in ("PRON", "DET", "SCONJ")
            and lemma_of(dependent) in RELATIVE_PRONOUNS
        ):
            target = token.head
        if relation in SUBJECT_RELATIONS or relation in ("nsubj:pass", "csubj:pass"):
            (objects if passive else subjects).append(target)
        elif relation == "obj":
            objects.append(target)
        elif relation == "iobj" or (
            relation == "obl:unmarked" and (dependent.upos == "NUM" or is_lost_object(sentence, child))
        ):
            weak_objects.append(target)
        elif relation == "advmod" and child > head:
            weak_objects.extend(_objects_of_adverb(sentence, head, child))
        elif _is_deadline(sentence, child):
            continue
        elif passive and (relation == "obl:agent" or (relation == "obl" and has_case(sentence, child, "by"))):
            subjects.append(target)
    objects = objects or weak_objects
    if not passive and not objects and subjects and lemma_of(token) not in COPULAR_VERBS:
        objects = _predicate_read_object(sentence, head)
    if not passive and not objects and len(subjects) > 1 and subjects[-1] > head:
        objects = [subjects.pop()]
    if token.head < 0:
        return subjects, objects, passive
    if passive and token.deprel in ("acl", "amod") and not objects:
        objects.append(named_for_those(sentence, token.head))
    if not passive and token.deprel == "acl" and not subjects and _may_be_predicate(token):
        subjects.append(token.head)
    gap = gap_antecedent(sentence, head) if token.deprel in ("ccomp", "xcomp") else None
    if gap is not None and lacks_subject(sentence, head):
        (objects if passive else subjects).append(gap)
    elif gap is not None and not objects:
        objects.append(gap)
    lacks_object = not passive and token.deprel == "acl:relcl" and not objects and not leaves_gap
    if lacks_object and subjects and token.head not in subjects and not tells_of_other(sentence, head):
        objects.append(token.head)
    return subjects, objects, passive


def _objects_of_adverb(sentence: Sentence, head: int, adverb: int) -> list[int]:
    """ "expelled French troops later that year": an object that the parser took for the adverb's measure."""
    return [
        child
        for child in sentence.children[adverb]
        if head < child < adverb
        and sentence.tokens[child].deprel == "obl:unmarked"
        and sentence.tokens[child].upos in ("NOUN", "PROPN")
        and lemma_of(sentence.tokens[child]) not in MEASURED
    ]


def _predicate_read_object(sentence: Sentence, head: int) -> list[int]:
    """A bare noun that the parser took for a predicate ("The bloc suspended Gabon" as "turned red")."""
    return [
        child
        for child in sentence.children[head]
        if child > head
        and sentence.tokens[child].deprel == "xcomp"
        and sentence.tokens[child].upos in ("NOUN", "PROPN", "NUM")
        and not any(sentence.tokens[below].deprel in ("case", "mark", "cop", "aux") for below in sentence.children[child])
    ]


def logical_arguments(sentence: Sentence, head: int) -> tuple[list[int], list[int], bool]:
    """(logical subjects, logical objects, passive) of the predicate `head`, token indices in text order."""
    subjects, objects, passive = _own_arguments(sentence, head)
    step, at = 0, head
    while step < MAX_BORROWING_STEPS and not (objects if passive else subjects):
        token = sentence.tokens[at]
        is_borrowing = token.deprel in BORROWING_RELATIONS or (
            token.deprel == "ccomp" and (lemma_of(sentence.tokens[token.head]) in LASTING or _has_having(sentence, at))
        )
        if token.head < 0 or not is_borrowing:
            break
        above_subjects, above_objects, above_passive = _own_arguments(sentence, token.head)
        surface = above_objects if above_passive else above_subjects
        if token.deprel == "xcomp" and not above_passive and above_objects and not _is_subjects(sentence, token.head):
            surface = above_objects
        if passive:
            objects = list(surface)
        else:
            subjects = list(surface)
        at, step = token.head, step + 1
    tagged = sentence.tokens[head]
    if tagged.upos in ("NOUN", "PROPN") and not subjects and head > 0 and sentence.tokens[head - 1].deprel == "compound":
        subjects = [head - 1]
    return subjects, objects, passive


def _is_subjects(sentence: Sentence, verb: int) -> bool:
    """Whether what is to be done is its subject's doing although it has an object: "used her speech to push for a treaty"."""
    return lemma_of(sentence.tokens[verb]) in SUBJECT_CONTROL


def _has_having(sentence: Sentence, verb: int) -> bool:
    """ "denied having crossed": a gerund of the past, whose doer is the verb's above."""
    children = (sentence.tokens[child] for child in sentence.children[verb])
    return any(child.text.lower() == "having" and child.deprel == "aux" for child in children)


def case_words(sentence: Sentence, noun: int) -> list[str]:
    """The prepositions of a noun phrase as one string each: `on`, `out of`."""
    cases = []
    for child in sentence.children[noun]:
        dependent = sentence.tokens[child]
        if dependent.deprel == "case":
            fixed = [sentence.tokens[i].text.lower() for i in sentence.children[child] if sentence.tokens[i].deprel == "fixed"]
            cases.append(" ".join([dependent.text.lower(), *fixed]))
    return cases


def has_case(sentence: Sentence, noun: int, preposition: str) -> bool:
    return any(
        sentence.tokens[child].deprel == "case" and sentence.tokens[child].text.lower() == preposition
        for child in sentence.children[noun]
    )


def prepositional_arguments(sentence: Sentence, head: int, objects: list[int]) -> list[tuple[str, int]]:
    """(preposition, noun) pairs below the predicate, and below its objects, where parsers often hang them."""
    pairs: list[tuple[str, int]] = []
    token = sentence.tokens[head]
    is_told = token.deprel == "nsubj" and any(sentence.tokens[c].deprel == "expl" for c in sentence.children[token.head])
    for governor in (head, *([token.head] if is_told else []), *objects):  # "There were [calls] on Sunday for an inquiry"
        for child in sentence.children[governor]:
            relation = sentence.tokens[child].deprel
            if relation.startswith(("obl", "nmod")):
                pairs.extend((case, child) for case in case_words(sentence, child))
                if governor == head or relation == "nmod":  # "pulled most of its troops out of Yemen"
                    for below in sentence.children[child]:
                        if sentence.tokens[below].deprel in ("nmod", "obl"):
                            pairs.extend((case, below) for case in case_words(sentence, below))
            elif relation == "advmod" and governor == head:
                for below in sentence.children[child]:
                    if sentence.tokens[below].deprel == "obl":
                        pairs.extend((case, below) for case in case_words(sentence, below))
            elif relation in ("advcl", "acl", "ccomp", "xcomp") and (governor == head or relation == "acl"):
                for below in sentence.children[child]:
                    if sentence.tokens[below].deprel in ("mark", "case"):
                        pairs.append((sentence.tokens[below].text.lower(), child))
    return pairs


def shared_objects(sentence: Sentence, head: int) -> list[int]:
    """The object that an active verb shares with one joined to it: "rammed and boarded his boat", "seized, then freed, X"."""
    tokens = sentence.tokens
    if is_passive(sentence, head):
        return []
    first = tokens[head]
    is_aside = first.deprel == "conj" and head + 1 < len(tokens) and tokens[head + 1].text == ","
    if is_aside and first.head >= 0 and not is_passive(sentence, first.head) and _is_joined(sentence, first):
        return [o for o in logical_arguments(sentence, first.head)[1] if o > head]
    second = next((tokens[c] for c in sentence.children[head] if tokens[c].deprel == "conj" and c > head), None)
    is_shared = second is not None and _is_joined(sentence, second)
    return logical_arguments(sentence, second.index)[1] if second is not None and is_shared else []


def _is_joined(sentence: Sentence, second: Token) -> bool:
    """Whether nothing but commas, "and" and adverbs stands between a verb and the one that it is joined to."""
    between = sentence.tokens[second.head + 1 : second.index]
    return second.upos == "VERB" and bool(between) and all(token.upos in BETWEEN_JOINED for token in between)


def clauses_of_cause(sentence: Sentence, effect: int) -> list[int]:
    """The verbs of "when jihadists raided the village" and "after rebels attacked", which tell how people were killed."""
    found = []
    for verb in (effect, *(child for child in sentence.children[effect] if sentence.tokens[child].deprel == "conj")):
        for child in sentence.children[verb]:
            marks = {sentence.tokens[below].text.lower() for below in sentence.children[child]}
            if sentence.tokens[child].deprel == "advcl" and marks & CAUSE_MARKS:
                found.append(child)
    return found


def reduced_relatives(sentence: Sentence, noun: int) -> list[int]:
    """Participles below a noun or below its "of" phrase: so parsers often read "A convoy of six trucks reached Goma"."""
    nouns = [noun, *(child for child in sentence.children[noun] if sentence.tokens[child].deprel == "nmod")]
    return [child for above in nouns for child in sentence.children[above] if sentence.tokens[child].deprel == "acl"]


def subjects_and_matter(sentence: Sentence, verb: int) -> list[int]:
    """The logical subjects of a verb, and what each is made of: "a wave of [attacks] hit the town"."""
    subjects = logical_arguments(sentence, verb)[0]
    matter = (
        child
        for subject in subjects
        for child in sentence.children[subject]
        if sentence.tokens[child].deprel == "nmod" and case_words(sentence, child) == ["of"]
    )
    return [*subjects, *matter]
