"""Which words of a sentence name an event, and which sense of the trigger dictionary each of them has. Pure.

Each token whose lemma (or form) heads senses is tried against them on the tree; the sense with most words, then most
restrictions met, then the highest priority stays. An idiom takes all its words, so that the noun inside it is not
coded again; two triggers never share a word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orchestration.coding.trigger_frames import (
    case_words,
    clauses_of_cause,
    has_case,
    lemma_of,
    logical_arguments,
    prepositional_arguments,
    reduced_relatives,
    shared_objects,
)
from orchestration.coding.trigger_lexicon import MATCH_WORD, Restriction, TriggerLexicon, TriggerSense, WordSet, word_bag
from orchestration.coding.trigger_modes import settle_mode
from orchestration.coding.trigger_names import NO_NAMES
from orchestration.coding.trigger_positions import fits_position, is_first_noun
from orchestration.coding.trigger_words import Frame, find_part, is_before_preposition
from orchestration.language.parsed import Sentence, Token

WORD_WEIGHT, EVIDENCE_WEIGHT, RESTRICTION_WEIGHT = 100.0, 40.0, 10.0
NO_MODE = "none"
UNLESS_CUED = "~"
FORGIVEN_SUBJECT, UNNAMED_CROWD, UNSEEN_OBJECT, ANY_OBJECT = -1.5, -60.0, -0.1, 0.1
BACK_REFERENCE_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "such", "any", "no"})
VERB_EFFECT_RELATIONS = frozenset({"advcl", "acl", "acl:relcl", "conj", "parataxis", "xcomp"})
NOUN_EFFECT_RELATIONS = frozenset({"obj", "obl", "conj", "nsubj", "nsubj:pass"})
STOPPING_TYPES = frozenset({"SANCTION", "CONCEDE"})
MEETING = "CONSULT"
CARRIED_TYPES = frozenset({"CONSULT", "AID"})
PURPOSE_CASES = frozenset({"for", "of", "into", "to"})
MEETING_STEPS = 2
CAUSE_CASES = frozenset({"in", "by", "during", "from", "after"})
TOLD_BY_SUBJECT = frozenset({"ASSAULT", "PROTEST"})
MODIFIER_RELATIONS = ("nmod", "amod", "compound", "acl", "nummod", "obl", "conj", "appos")


@dataclass(slots=True)
class Trigger:
    """One trigger found in a sentence.

    token_indices: every word that the sense names, the head among them. light_verb: the verb that carries an event noun
    ("carry out an attack"), whose subject is the noun's actor. is_back_reference: a bare "the attack", "this strike",
    which tells no event of its own. has_rival: another event type fits nearly as well. effects: verbs that tell only what
    this event did ("killing two", "a strike that wounded five") and are no mentions of their own. felt_effects: those of
    them whose objects suffer the event ("voted to impeach her", but not "voted to extend the mandate").
    """

    head_token: int
    token_indices: tuple[int, ...]
    first_token: int
    last_token: int
    sense: TriggerSense
    event_type: str
    event_mode: str | None
    light_verb: int | None
    is_back_reference: bool
    score: float
    has_rival: bool = False
    effects: tuple[int, ...] = ()
    felt_effects: tuple[int, ...] = ()


def find_triggers(
    sentence: Sentence, lexicon: TriggerLexicon, names: Mapping[int, frozenset[str]] = NO_NAMES
) -> list[Trigger]:
    """The triggers of a sentence in text order; blocking senses (type NONE) have done their work and are not returned.

    names: what the known names of the sentence stand for (see `trigger_names`).
    """
    found: list[Trigger] = []
    bag: frozenset[str] = frozenset()
    senses_of = lexicon.senses_of
    for token in sentence.tokens:
        candidates = senses_of(token.lemma, token.text)
        if candidates:
            bag = bag or word_bag(sentence.tokens).union(*names.values())
            best = _best_sense(Frame(sentence, token.index, lexicon, bag, names), token, candidates)
            if best is not None:
                found.append(best)
    if not found:
        return found
    found.sort(key=lambda trigger: (-len(trigger.token_indices), -trigger.score, trigger.head_token))
    taken: set[int] = set()
    kept = []
    for trigger in found:
        if taken.isdisjoint(trigger.token_indices):
            taken.update(trigger.token_indices)
            if not trigger.sense.is_blocking:
                kept.append(trigger)
    kept.sort(key=lambda trigger: (trigger.first_token, trigger.head_token))
    return _fold_effects(sentence, kept)


def _fold_effects(sentence: Sentence, triggers: list[Trigger]) -> list[Trigger]:
    """Verbs of effect ("killed", "wounded") go into the attack that they tell the outcome of, where the tree shows one."""
    by_head = {trigger.head_token: trigger for trigger in triggers}
    owner: dict[int, Trigger] = {}
    for trigger in triggers:
        if trigger.sense.complement == "effect":
            cause = _cause_of(sentence, trigger, by_head)
        else:
            cause = _stopped_by(sentence, trigger, by_head) or _subject_event(sentence, trigger, by_head)
        if cause is not None:
            cause = owner.get(cause.head_token, cause)
        if cause is not None and trigger.sense.complement == "effect" and _has_own_doer(sentence, trigger, cause):
            if trigger.event_mode is None:
                trigger.event_mode = cause.event_mode
            trigger, cause = cause, trigger  # "troops killed rebels in a raid": the verb knows who did it
        if cause is not None and cause is not trigger:
            cause.effects = (*cause.effects, trigger.head_token, *trigger.effects)
            felt = (trigger.head_token,) if "obj" in trigger.sense.recipient else ()
            cause.felt_effects = (*cause.felt_effects, *felt, *trigger.felt_effects)
            owner[trigger.head_token] = cause
            owner.update({index: cause for index in trigger.effects})
    return [trigger for trigger in triggers if trigger.head_token not in owner]


def _stopped_by(sentence: Sentence, trigger: Trigger, by_head: dict[int, Trigger]) -> Trigger | None:
    """The verb that stops or holds what an event noun names, which is then the one event told.

    "Suspended arms deliveries", "attended the summit", "approved a loan"; and "talks" take in the verb below them:
    "talks mediated by Oman".
    """
    token = sentence.tokens[trigger.head_token]
    if trigger.sense.pos == "VERB":
        above = by_head.get(token.head) if token.deprel == "acl" and trigger.event_type == MEETING else None
        return above if above is not None and above.event_type == MEETING and above.sense.pos == "NOUN" else None
    below = [child for child in sentence.children[trigger.head_token] if sentence.tokens[child].deprel == "amod"]
    governors = [token.head] if token.deprel in ("obj", "nsubj:pass") else []
    for verb in (by_head.get(index) for index in (*governors, *below)):
        if verb is None or verb.sense.pos != "VERB":
            continue
        if verb.event_type in STOPPING_TYPES or verb.event_type == trigger.event_type in CARRIED_TYPES:
            return verb
    return _meeting_for(sentence, trigger, by_head) if trigger.event_type == MEETING else None


def _meeting_for(sentence: Sentence, talks: Trigger, by_head: dict[int, Trigger]) -> Trigger | None:
    """The verb of meeting or travel that the talks are the purpose or the matter of.

    "Sat down for talks", "flew to Oslo for talks", "held a round of talks".
    """
    below = [sentence.tokens[child] for child in sentence.children[talks.head_token]]
    if not any(child.deprel == "case" and child.text.lower() in PURPOSE_CASES for child in below):
        return None
    at = sentence.tokens[talks.head_token].head
    for _ in range(MEETING_STEPS):
        if at < 0:
            break
        found = next((trigger for trigger in by_head.values() if at in trigger.token_indices), None)
        if found is not None:
            return found if found.event_type == MEETING and found.sense.pos == "VERB" else None
        at = sentence.tokens[at].head
    return None


def _subject_event(sentence: Sentence, trigger: Trigger, by_head: dict[int, Trigger]) -> Trigger | None:
    """The event noun that is the verb's subject: "Israeli strikes hit a suburb" tells one event by two words."""
    if trigger.sense.pos != "VERB" or trigger.event_type not in TOLD_BY_SUBJECT:
        return None
    for subject in logical_arguments(sentence, trigger.head_token)[0]:
        cause = by_head.get(subject)
        if cause is not None and cause.sense.pos == "NOUN" and cause.event_type == trigger.event_type:
            return cause
    return None


def _cause_of(sentence: Sentence, effect: Trigger, by_head: dict[int, Trigger]) -> Trigger | None:
    """The trigger of the same type that the effect belongs to: its subject, "in an attack", or the verb that governs it."""
    subjects, objects, _ = logical_arguments(sentence, effect.head_token)
    prepositional = prepositional_arguments(sentence, effect.head_token, objects)
    for child in sentence.children[effect.head_token]:
        if sentence.tokens[child].deprel == "conj" and sentence.tokens[child].upos == "VERB":
            prepositional.extend(prepositional_arguments(sentence, child, []))
    candidates = [*subjects, *objects, *(noun for case, noun in prepositional if case in CAUSE_CASES)]
    relations = NOUN_EFFECT_RELATIONS if effect.sense.pos == "NOUN" else VERB_EFFECT_RELATIONS
    candidates.extend(clauses_of_cause(sentence, effect.head_token))
    token = sentence.tokens[effect.head_token]
    is_own_act = token.deprel == "conj" and any(sentence.tokens[c].deprel == "nsubj" for c in sentence.children[token.index])
    if token.deprel in relations and token.head >= 0 and not is_own_act:
        candidates.append(token.head)
        if token.deprel == "conj" and sentence.tokens[token.head].head >= 0:
            candidates.append(sentence.tokens[token.head].head)
    if effect.sense.pos == "NOUN":
        candidates.extend(reduced_relatives(sentence, effect.head_token))
    for index in candidates:
        cause = by_head.get(index)
        if cause is not None and cause is not effect and cause.event_type == effect.event_type:
            return cause
    is_count = effect.sense.pos == "NOUN" and has_case(sentence, effect.head_token, "by")  # "by 141 votes to seven"
    if is_count or (token.xpos == "VBG" and token.deprel in ("advcl", "acl")):
        before = [by_head[index] for index in sorted(by_head) if index < effect.head_token]
        return next((cause for cause in reversed(before) if cause.event_type == effect.event_type), None)
    return None


def _has_own_doer(sentence: Sentence, effect: Trigger, cause: Trigger) -> bool:
    """Whether the verb of effect tells who did it, and the event noun beside it ("in a raid") does not."""
    if effect.sense.pos != "VERB" or cause.sense.pos != "NOUN" or cause.light_verb is not None:
        return False
    subjects, objects, _ = logical_arguments(sentence, effect.head_token)
    if not subjects or cause.head_token in (*subjects, *objects):
        return False
    relations = {sentence.tokens[child].deprel for child in sentence.children[cause.head_token]}
    by = [child for child in sentence.children[cause.head_token] if case_words(sentence, child) == ["by"]]
    return not by and "nmod:poss" not in relations


def _best_sense(frame: Frame, token: Token, candidates: Sequence[TriggerSense]) -> Trigger | None:
    sentence, lexicon = frame.sentence, frame.lexicon
    if token.xpos == "VBG" or is_first_noun(sentence, token):
        text = token.text.lower() if token.xpos == "VBG" else lemma_of(token)
        nouns = [
            sense for sense in candidates if sense.pos == "NOUN" and sense.head == text and sense.event_type in TOLD_BY_SUBJECT
        ]
        if nouns and fits_position(sentence, token, nouns[0]):
            candidates = nouns  # "fighting between the army and rebels" is the noun, whatever the tag
    best: tuple[float, TriggerSense, tuple[int, ...]] | None = None
    scores: dict[str, float] = {}
    fits: dict[tuple[str, bool], bool] = {}
    for sense in candidates:
        if sense.needed and any(map(frame.bag.isdisjoint, sense.needed)):
            continue
        position = (sense.pos, sense.has_own_words)
        fit = fits.get(position)
        if fit is None:
            fit = fits[position] = fits_position(sentence, token, sense)
        if not fit:
            continue
        matched = _match(frame, sense)
        if matched is None:
            continue
        scores[sense.event_type] = max(matched[0], scores.get(sense.event_type, matched[0]))
        if best is None or matched[0] > best[0]:
            best = (matched[0], sense, matched[1])
    if best is None:
        return None
    score, sense, tokens = best
    mode = sense.event_mode
    if mode == NO_MODE:
        mode = None
    elif not sense.is_blocking and (mode is None or mode.startswith(UNLESS_CUED)):
        mode = settle_mode(sentence, tokens, sense.event_type, lexicon) or (mode and mode.removeprefix(UNLESS_CUED))
    return Trigger(
        head_token=token.index,
        token_indices=tokens,
        first_token=min(tokens),
        last_token=max(tokens),
        sense=sense,
        event_type=sense.event_type,
        event_mode=mode,
        light_verb=_light_verb(sentence, token, lexicon) if sense.pos == "NOUN" else None,
        is_back_reference=sense.pos == "NOUN" and len(tokens) == 1 and _is_back_reference(sentence, token, lexicon),
        score=score,
        has_rival=any(
            other >= score - RESTRICTION_WEIGHT for event_type, other in scores.items() if event_type != sense.event_type
        ),
    )


def _match(frame: Frame, sense: TriggerSense) -> tuple[float, tuple[int, ...]] | None:
    """(score, tokens of the trigger) where every condition of the sense holds, else None.

    A subject of another kind than the sense expects is forgiven (at a price) where object or words fit in full, because
    dictionaries of who may act are never complete; blocking senses and nouns that never act are not forgiven.
    """
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
        if part.relation != "amod":
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


def _may_go_unseen(frame: Frame, sense: TriggerSense) -> bool:
    """Whether a passive may lack the object that the sense wants, because the parser lost it."""
    if sense.is_blocking or sense.object.is_none or not frame.is_passive:
        return False
    return not frame.lexicon.words("needs_object").match(frame.sentence.tokens[frame.head])


def _meets_subject(frame: Frame, sense: TriggerSense, is_certain: bool) -> float | None:
    if not frame.subjects:
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
    value = _meets(frame, sense.subject, frame.subjects)
    if value is not None or not is_certain or sense.is_blocking or sense.subject.is_strict:
        return value
    tokens = frame.sentence.tokens
    heads = [index for argument in frame.subjects for index in frame.heads_of(argument)]
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
    if restriction.excluded is not None and any(_is_excluded(frame, restriction.excluded, index) for index in heads):
        return None
    if restriction.required is None:
        return 0.5 if restriction.is_filled else 0.0
    value = max((frame.match(restriction.required, index) for index in heads), default=0.0)
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


def _light_verb(sentence: Sentence, token: Token, lexicon: TriggerLexicon) -> int | None:
    """The light verb whose object (or passive subject) the event noun is."""
    governor, relation = token.head, token.deprel
    if relation == "conj" and governor >= 0:
        governor, relation = sentence.tokens[governor].head, sentence.tokens[governor].deprel
    if governor < 0 or relation not in ("obj", "nsubj:pass"):
        return None
    return governor if lexicon.words("light_verb").match(sentence.tokens[governor]) else None


def _is_back_reference(sentence: Sentence, token: Token, lexicon: TriggerLexicon) -> bool:
    children = [sentence.tokens[child] for child in sentence.children[token.index]]
    if not any(child.deprel == "det" and lemma_of(child) in BACK_REFERENCE_DETERMINERS for child in children):
        return False
    if any(child.deprel.startswith(MODIFIER_RELATIONS) for child in children):
        return False
    return _light_verb(sentence, token, lexicon) is None
