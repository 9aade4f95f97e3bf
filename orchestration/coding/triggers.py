"""Which words of a sentence name an event, and which sense of the trigger dictionary each of them has. Pure.

Each token whose lemma (or form) heads senses is tried against them on the tree; the sense with most words, then most
restrictions met, then the highest priority stays. An idiom takes all its words, so that the noun inside it is not
coded again; two triggers never share a word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orchestration.coding.noun_phrases import SPANS
from orchestration.coding.trigger_effects import TOLD_BY_SUBJECT, fold_effects
from orchestration.coding.trigger_frames import has_case, lemma_of
from orchestration.coding.trigger_lexicon import TriggerLexicon, TriggerSense, word_bag
from orchestration.coding.trigger_matching import RESTRICTION_WEIGHT, match
from orchestration.coding.trigger_modes import mode_of_weapon, settle_mode
from orchestration.coding.trigger_names import NO_NAMES
from orchestration.coding.trigger_occasions import halts_anothers
from orchestration.coding.trigger_positions import fits_position, is_first_noun
from orchestration.coding.trigger_words import Frame
from orchestration.language.parsed import Sentence, Token

NO_MODE = "none"
TAKING = frozenset({"demands", "refuses", "threatens"})  # complements that take the deed below with them
VIOLENCE = "ASSAULT"
DESTRUCTION = (VIOLENCE, "destroy")
UNLESS_CUED = "~"
NEGATIVES = frozenset({"no", "not", "n't", "nobody", "never", "neither"})
BACK_REFERENCE_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "such", "any", "no", "both"})
LEAST_SCORE = -100.0  # what only a condition that nothing in the sentence meets would make an event
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
    for token in sentence.tokens:
        candidates = lexicon.candidates(token.lemma, token.text)
        if candidates is not None:
            bag = bag or word_bag(sentence.texts, sentence.lemmas).union(*names.values())
            possible = candidates.possible(bag)
            if possible and (token.xpos == "VBG" or is_first_noun(sentence, token)):
                possible = _as_noun(sentence, token, candidates.senses, possible)
            best = _best_sense(Frame(sentence, token.index, lexicon, names), token, possible) if possible else None
            if best is not None and not halts_anothers(sentence, best):
                found.append(best)
    if not found:
        return found
    found = [trigger for trigger in found if not _is_promised(sentence, trigger, found)]
    found.sort(key=lambda trigger: (-len(trigger.token_indices), -trigger.score, trigger.head_token))
    taken: set[int] = set()
    kept = []
    for trigger in found:
        if not taken.isdisjoint(trigger.token_indices):
            _leave_antecedent(sentence, trigger, taken)
        if taken.isdisjoint(trigger.token_indices):
            taken.update(trigger.token_indices)
            if not trigger.sense.is_blocking:
                kept.append(trigger)
    kept.sort(key=lambda trigger: (trigger.first_token, trigger.head_token))
    return fold_effects(sentence, kept)


def _is_promised(sentence: Sentence, trigger: Trigger, found: list[Trigger]) -> bool:
    """Whether it is one of the words of what is threatened, demanded or refused: "vowed to [hit] back"."""
    token = sentence.tokens[trigger.head_token]
    return token.deprel == "xcomp" and any(
        token.head == other.head_token and token.index in other.token_indices and other.sense.complement in TAKING
        for other in found
    )


def _leave_antecedent(sentence: Sentence, trigger: Trigger, taken: set[int]) -> None:
    """Part the verb of a relative clause from its antecedent, which another trigger has: "lifted the [ban] that X imposed"."""
    head = trigger.head_token
    own = tuple(index for index in trigger.token_indices if index not in taken)
    if sentence.tokens[head].deprel == "acl:relcl" and head in own and own[0] == head:
        trigger.token_indices, trigger.first_token = own, head


def _best_sense(frame: Frame, token: Token, possible: Sequence[TriggerSense]) -> Trigger | None:
    sentence, lexicon = frame.sentence, frame.lexicon
    best: tuple[float, TriggerSense, tuple[int, ...]] | None = None
    scores: dict[str, float] = {}
    fits: dict[tuple[str, bool], bool] = {}
    for sense in possible:
        fit = fits.get(sense.position)
        if fit is None:
            fit = fits[sense.position] = fits_position(sentence, token, sense)
        if not fit:
            continue
        matched = match(frame, sense)
        if matched is None:
            continue
        scores[sense.event_type] = max(matched[0], scores.get(sense.event_type, matched[0]))
        if best is None or matched[0] > best[0]:
            best = (matched[0], sense, matched[1])
    if best is None or best[0] < LEAST_SCORE:
        return None
    score, sense, tokens = best
    mode = sense.event_mode
    if mode == NO_MODE:
        mode = None
    elif not sense.is_blocking and (mode is None or mode.startswith(UNLESS_CUED)):
        settled = settle_mode(sentence, tokens, sense.event_type, lexicon, _suffering(frame, sense))
        mode = settled or (mode and mode.removeprefix(UNLESS_CUED))
    elif (sense.event_type, mode) == DESTRUCTION:
        mode = mode_of_weapon(sentence, frame.subjects, lexicon) or mode
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


def _suffering(frame: Frame, sense: TriggerSense) -> list[int]:
    """Those to whom the violence is done: what is hit is not what hits."""
    if sense.event_type != VIOLENCE:
        return []
    aimed_at = (noun for case, noun in frame.prepositional if case == "at" and "obl:at" in sense.recipient)
    hit = (*(frame.objects if "obj" in sense.recipient else ()), *(frame.subjects if "subj" in sense.recipient else ()))
    return [*hit, *aimed_at]


def _as_noun(
    sentence: Sentence, token: Token, senses: Sequence[TriggerSense], possible: list[TriggerSense]
) -> list[TriggerSense]:
    """Of the possible senses those of the noun, where it is one: "fighting between the army and rebels", whatever the tag."""
    text = token.text.lower() if token.xpos == "VBG" else lemma_of(token)
    nouns = [sense for sense in senses if sense.pos == "NOUN" and sense.head == text and sense.event_type in TOLD_BY_SUBJECT]
    if not nouns or not fits_position(sentence, token, nouns[0]):
        return possible
    known = {sense.sense_id for sense in nouns}
    return [sense for sense in possible if sense.sense_id in known] or possible


def _light_verb(sentence: Sentence, token: Token, lexicon: TriggerLexicon) -> int | None:
    """The light verb whose object (or passive subject) the event noun is; the verb of "replied with gunfire"."""
    governor, relation, noun = token.head, token.deprel, token.index
    if relation == "conj" and governor >= 0:
        noun = governor
        governor, relation = sentence.tokens[governor].head, sentence.tokens[governor].deprel
    whole = sentence.tokens[governor]
    if relation == "nmod" and (lexicon.words("partitive").match(whole) or lemma_of(whole) in SPANS):
        governor, relation = sentence.tokens[governor].head, sentence.tokens[governor].deprel  # "hundreds of strikes"
    if (
        relation == "obl"
        and lexicon.words("answering_verb").match(sentence.tokens[governor])
        and has_case(sentence, noun, "with")
    ):
        return governor
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
