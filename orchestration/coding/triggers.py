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
)
from orchestration.coding.trigger_lexicon import TriggerLexicon, TriggerSense, word_bag
from orchestration.coding.trigger_matching import RESTRICTION_WEIGHT, match
from orchestration.coding.trigger_modes import settle_mode
from orchestration.coding.trigger_names import NO_NAMES
from orchestration.coding.trigger_positions import fits_position, is_first_noun
from orchestration.coding.trigger_words import Frame
from orchestration.language.parsed import Sentence, Token

NO_MODE = "none"
UNLESS_CUED = "~"
NEGATIVES = frozenset({"no", "not", "n't", "nobody", "never", "neither"})
BACK_REFERENCE_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "such", "any", "no"})
VERB_EFFECT_RELATIONS = frozenset({"advcl", "acl", "acl:relcl", "conj", "parataxis", "xcomp"})
NOUN_EFFECT_RELATIONS = frozenset({"obj", "obl", "conj", "nsubj", "nsubj:pass"})
STOPPING_TYPES = frozenset({"SANCTION", "CONCEDE", "COERCE"})
STOPPED_TYPES = frozenset({"AID"})
MEETING = "CONSULT"
CARRIED_TYPES = frozenset({"CONSULT", "AID"})
PURPOSE_CASES = frozenset({"for", "of", "into", "to"})
MEETING_STEPS = 2
APART = frozenset({"after", "before", "since", "until"})  # "was shot hours after a bomb killed the general"
CAUSE_CASES = frozenset({"in", "by", "during", "from", "after", "with"})
TOLD_ONCE = frozenset({"CONSULT", "LEGISLATE", "AGREE", "COOPERATE", "AID", "PROTEST", "CONCEDE", "REJECT"})
NAMED_ONCE = TOLD_ONCE | {"RETREAT", "COERCE", "MOBILIZE", "ASSAULT"}
GIVING_WAY = "CONCEDE"
ATTACK = "ASSAULT"
COURSE_CASES = frozenset({"in", "with", "by", "during"})
PURPOSE_RELATIONS = frozenset({"xcomp", "advcl", "acl"})
PURPOSE_STEPS = 3
TOLD_BY_SUBJECT = frozenset({"ASSAULT", "PROTEST"})
MODIFIER_RELATIONS = ("nmod", "amod", "compound", "acl", "nummod", "obl", "conj", "appos")
RESPONDING = frozenset("respond retaliate answer react reply counter".split())


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
            cause = (
                _stopped_by(sentence, trigger, by_head)
                or _subject_event(sentence, trigger, by_head)
                or _purpose_served(sentence, trigger, by_head)
                or _course_of(sentence, trigger, by_head)
                or _answered_with(sentence, trigger, by_head)
                or _manner_of(sentence, trigger, by_head)
                or _followed_by(sentence, trigger, by_head)
            )
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
    if token.deprel == "nmod":  # "halted the entry of aid"
        governors.extend(other.head_token for other in by_head.values() if token.head in other.token_indices)
    for verb in (by_head.get(index) for index in (*governors, *below)):
        if verb is None or verb.sense.pos != "VERB":
            continue
        if (
            verb.event_type in STOPPING_TYPES and (verb.event_type != "COERCE" or trigger.event_type in STOPPED_TYPES)
        ) or verb.event_type == trigger.event_type in CARRIED_TYPES:
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


def _purpose_served(sentence: Sentence, trigger: Trigger, by_head: dict[int, Trigger]) -> Trigger | None:
    """The event of the same type that a "to" clause only says more of: "flew to Goma to visit", "voted to approve"."""
    token = sentence.tokens[trigger.head_token]
    if trigger.event_type not in TOLD_ONCE or token.deprel not in PURPOSE_RELATIONS:
        return None
    if not any(sentence.tokens[child].text.lower() == "to" for child in sentence.children[token.index]):
        return None
    at = token.head
    for _ in range(PURPOSE_STEPS):
        if at < 0:
            return None
        for other in by_head.values():
            if at in other.token_indices and other is not trigger:
                return other if other.event_type == trigger.event_type else None
        if sentence.tokens[at].upos not in ("NOUN", "PROPN"):
            return None
        at = sentence.tokens[at].head
    return None


def _course_of(sentence: Sentence, trigger: Trigger, by_head: dict[int, Trigger]) -> Trigger | None:
    """The verb of the same type that the noun only names once more: "freed 6,000 prisoners in an amnesty"."""
    token = sentence.tokens[trigger.head_token]
    if trigger.sense.pos != "NOUN" or trigger.event_type not in NAMED_ONCE or token.deprel not in ("obl", "obl:agent", "nmod"):
        return None
    if not any(case in COURSE_CASES for case in case_words(sentence, token.index)):
        return None
    at = token.head if token.deprel != "nmod" else sentence.tokens[token.head].head
    verb = by_head.get(at)
    is_same = verb is not None and verb.sense.pos == "VERB" and verb.event_type == trigger.event_type
    return verb if is_same else None


def _answered_with(sentence: Sentence, trigger: Trigger, by_head: dict[int, Trigger]) -> Trigger | None:
    """The noun that tells what the answer was: "responded with air strikes"."""
    token = sentence.tokens[trigger.head_token]
    if trigger.sense.pos != "VERB" or token.lemma.lower() not in RESPONDING:
        return None
    for case, noun in prepositional_arguments(sentence, token.index, []):
        answer = by_head.get(noun)
        if case == "with" and answer is not None and answer.event_type == trigger.event_type:
            return answer
    for child in sentence.children[token.index]:
        answer = by_head.get(child)
        if sentence.tokens[child].deprel == "advcl" and answer is not None and answer.event_type == trigger.event_type:
            return answer if any(sentence.tokens[c].text == "by" for c in sentence.children[child]) else None
    return None


def _manner_of(sentence: Sentence, trigger: Trigger, by_head: dict[int, Trigger]) -> Trigger | None:
    """The attack that a bare participle only says more of: "attacked the village, setting houses alight"."""
    token = sentence.tokens[trigger.head_token]
    if trigger.event_type != ATTACK or token.xpos != "VBG" or token.deprel != "advcl" or token.head > token.index:
        return None
    if any(sentence.tokens[child].deprel in ("mark", "case", "nsubj") for child in sentence.children[token.index]):
        return None
    verb = by_head.get(token.head)
    return verb if verb is not None and verb.event_type == ATTACK and verb.sense.pos == "VERB" else None


def _followed_by(sentence: Sentence, trigger: Trigger, by_head: dict[int, Trigger]) -> Trigger | None:
    """The concession that a second verb spells out: "caved in and scrapped the levy"."""
    if trigger.event_type != GIVING_WAY or trigger.sense.pos != "VERB":
        return None
    for child in sentence.children[trigger.head_token]:
        other = by_head.get(child)
        if other is not None and sentence.tokens[child].deprel == "conj" and other.event_type == GIVING_WAY:
            return other
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
    below = [sentence.tokens[child] for child in sentence.children[token.index]]
    is_apart = token.deprel == "conj" or any(c.deprel == "mark" and c.text.lower() in APART for c in below)
    is_own_act = is_apart and any(child.deprel == "nsubj" for child in below)
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
        matched = match(frame, sense)
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
    light = _light_verb(sentence, token, lexicon)
    return light is None or _is_denied(sentence, light)


def _is_denied(sentence: Sentence, verb: int) -> bool:
    """ "No group has claimed the raid", "have not reported the attack": nothing new is told of it."""
    below = sentence.children[verb]
    words = {lemma_of(sentence.tokens[at]) for child in below for at in (child, *sentence.children[child])}
    return not words.isdisjoint(NEGATIVES)
