"""Whether a word in its frame meets a sense of the trigger dictionary, and how well. Pure."""

from orchestration.coding.trigger_frames import shared_objects
from orchestration.coding.trigger_lexicon import MATCH_WORD, Restriction, TriggerSense, WordSet
from orchestration.coding.trigger_words import Frame, find_part, is_before_preposition

WORD_WEIGHT, EVIDENCE_WEIGHT, RESTRICTION_WEIGHT = 100.0, 40.0, 10.0
FORGIVEN_SUBJECT, UNNAMED_CROWD, UNSEEN_OBJECT, UNLISTED_OBJECT, ANY_OBJECT = -1.5, -60.0, -0.1, -1.5, 0.1
UNLISTED_TYPES = frozenset({"ASSAULT", "COERCE"})
NOT_BY_NATURE = frozenset({"ASSAULT", "COERCE", "THREATEN", "RETREAT", "MOBILIZE", "PROTEST"})
DOERS = ("force", "crowd", "person", "state_actor")


def match(frame: Frame, sense: TriggerSense) -> tuple[float, tuple[int, ...]] | None:
    """(score, tokens of the trigger) where every condition of the sense holds, else None.

    A subject of another kind than the sense expects is forgiven (at a price) where object or words fit in full, because
    dictionaries of who may act are never complete; blocking senses and nouns that never act are not forgiven.
    """
    if sense.pos == "VERB" and sense.event_type in NOT_BY_NATURE and _is_by_nature(frame):
        return None
    tokens = [frame.head]
    objects = frame.objects
    score = float(sense.priority)
    is_certain = False
    for part in sense.words:
        found = find_part(frame, part, tokens, objects)
        if not found or any(index in tokens for index in found):
            return None
        if part.relation in ("any", "has"):
            score += EVIDENCE_WEIGHT
            continue
        score += WORD_WEIGHT
        is_certain = True
        if part.relation != "amod" and part.preposition != "between":  # who meets or fights is no part of the trigger
            tokens.extend(found)
        particle = frame.sentence.tokens[found[0]]
        if part.relation == "prt" and particle.deprel == "case" and not is_before_preposition(frame.sentence.tokens, found[0]):
            objects = [*objects, particle.head]
    if not sense.object.is_free:
        value = _meets(frame, sense.object, objects)
        if value is None and not objects:
            value = _meets(frame, sense.object, shared_objects(frame.sentence, frame.head))
        if value is None and not objects and _may_go_unseen(frame, sense):
            value = UNSEEN_OBJECT
        if value is None and objects and _may_be_unlisted(frame, sense, objects):
            value = UNLISTED_OBJECT
        if value is None:
            return None
        score += RESTRICTION_WEIGHT * value
        is_certain = is_certain or (not sense.object.is_none and value == MATCH_WORD)
    for preposition, wanted in sense.obliques:
        if not wanted.is_free:
            value = _meets(frame, wanted, [noun for case, noun in frame.prepositional if case == preposition])
            if value is None:
                return None
            score += RESTRICTION_WEIGHT * value
    if not sense.subject.is_free:
        value = _meets_subject(frame, sense, is_certain)
        if value is None:
            return None
        score += RESTRICTION_WEIGHT * value
    if sense.pos == "VERB" and not sense.has_particle and _has_spare_particle(frame, tokens):
        return None
    return score, tuple(sorted(tokens))


def _is_by_nature(frame: Frame) -> bool:
    """ "A magnitude 6.0 earthquake flattened villages": nobody does what nature does, whatever the sense asks for."""
    words = frame.lexicon.words("natural_force")
    return bool(frame.subjects) and all(words.match(frame.sentence.tokens[subject]) for subject in frame.subjects)


def _may_be_unlisted(frame: Frame, sense: TriggerSense, objects: list[int]) -> bool:
    """Whether the object may be of a kind that no list has: the verb tells of conflict whatever its object ("hijack"), or the
    subject is plainly one that does such things."""
    wanted, lexicon = sense.subject.required, frame.lexicon
    if sense.is_blocking or sense.object.is_none:
        return False
    head = frame.sentence.tokens[frame.head]
    subjects = [i for subject in frame.subjects for i in frame.heads_of(subject)]
    if lexicon.words("topic_conflict_verb").match(head):
        if subjects and not any(frame.match(lexicon.words(name), i) for name in DOERS for i in subjects):
            return False
    else:
        if sense.event_type not in UNLISTED_TYPES or wanted is None:
            return False
        if any(lexicon.words(name).match(head) for name in ("needs_object", "light_verb")):
            return False
        if lexicon.words("phrasal_verb").match(head) and not (sense.has_particle and sense.event_type == "ASSAULT"):
            return False
        if max((frame.match(wanted, i) for i in subjects), default=0.0) < MATCH_WORD:
            return False
    heads = [index for argument in objects for index in frame.heads_of(argument)]
    excluded = sense.object.excluded
    if excluded is not None and any(_is_excluded(frame, excluded, index) for index in heads):
        return False
    return all(frame.sentence.tokens[index].upos in ("NOUN", "PROPN") for index in heads)


def _may_go_unseen(frame: Frame, sense: TriggerSense) -> bool:
    """Whether a passive may lack the object that the sense wants, because the parser lost it."""
    if sense.is_blocking or sense.object.is_none or not frame.is_passive:
        return False
    return not frame.lexicon.words("needs_object").match(frame.sentence.tokens[frame.head])


def _meets_subject(frame: Frame, sense: TriggerSense, is_certain: bool) -> float | None:
    subjects = frame.subjects or (frame.carriers if sense.pos == "NOUN" else [])
    if not subjects:
        if sense.is_blocking and sense.subject.required is not None and not sense.subject.may_be_empty:
            return None  # "shots were fired": nothing shows that a bank fired them
        if sense.subject.is_strict and not is_certain and not sense.subject.may_be_empty:
            return None
        is_finite = frame.sentence.tokens[frame.head].xpos not in ("VB", "VBG")
        has_other_anchor = (
            is_certain or not is_finite or "obj" in (*sense.recipient, *sense.place) or sense.subject.required is None
        )
        if not has_other_anchor and not sense.subject.may_be_empty:
            return None
        is_by_doer = sense.subject.is_strict and sense.event_type == "PROTEST"
        return UNNAMED_CROWD if is_by_doer else 0.0  # a house that burned down is no riot unless a crowd is named
    value = _meets(frame, sense.subject, subjects)
    if value is not None or not is_certain or sense.is_blocking or sense.subject.is_strict:
        return value
    tokens = frame.sentence.tokens
    heads = [index for argument in subjects for index in frame.heads_of(argument)]
    never = frame.lexicon.words("never_actor")
    excluded = sense.subject.excluded
    if any(never.match(tokens[index]) or (excluded is not None and frame.match(excluded, index)) for index in heads):
        return None
    return FORGIVEN_SUBJECT


def _meets(frame: Frame, restriction: Restriction, arguments: list[int]) -> float | None:
    """How well the arguments meet the restriction, 0.0 to 1.0; None where they break it."""
    if restriction.is_none:
        return None if arguments else 1.0
    if not arguments:
        if restriction.may_be_empty:
            return 0.0
        return None if restriction.is_filled or restriction.required is not None else 0.0
    heads = [index for argument in arguments for index in frame.heads_of(argument)]
    excluded, required = restriction.excluded, restriction.required
    if excluded is not None:
        for index in heads:
            if _is_excluded(frame, excluded, index):
                return None
    if required is None:
        return 0.5 if restriction.is_filled else 0.0
    value = max([frame.match(required, index) for index in heads], default=0.0)
    return value or (ANY_OBJECT if restriction.is_filled else None)


def _is_excluded(frame: Frame, excluded: WordSet, index: int) -> bool:
    """Whether a word is of a kind that the slot may not hold; what a pronoun or a role may stand for is no reason."""
    token = frame.sentence.tokens[index]
    return (frame.match(excluded, index) if token.upos == "PROPN" else excluded.match(token)) > 0


def _has_spare_particle(frame: Frame, tokens: list[int]) -> bool:
    """A particle that the sense does not know ("take off", "give up") makes another verb of it."""
    sentence = frame.sentence
    for child in sentence.children[frame.head]:
        if sentence.tokens[child].deprel == "compound:prt" and child not in tokens:
            return bool(frame.lexicon.words("phrasal_verb").match(sentence.tokens[frame.head]))
    return False
