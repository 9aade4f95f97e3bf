"""Which triggers of a sentence tell one event by two words: a verb of effect, a noun in its course, a manner. Pure."""

from itertools import pairwise
from typing import TYPE_CHECKING

from orchestration.coding.noun_phrases import SPANS
from orchestration.coding.separate_harm import is_of_nobody, is_of_others
from orchestration.coding.trigger_frames import (
    case_words,
    clauses_of_cause,
    has_case,
    lemma_of,
    logical_arguments,
    prepositional_arguments,
    reduced_relatives,
    subjects_and_matter,
)
from orchestration.coding.trigger_occasions import MEETING, ORDERING, order_carried_out, said_while_speaking
from orchestration.language.parsed import Sentence

if TYPE_CHECKING:
    from orchestration.coding.triggers import Trigger

VERB_EFFECT_RELATIONS = frozenset({"advcl", "acl", "acl:relcl", "conj", "parataxis", "xcomp"})
NOUN_EFFECT_RELATIONS = frozenset({"obj", "obl", "conj", "nsubj", "nsubj:pass"})
STOPPING_TYPES = frozenset({"SANCTION", "CONCEDE", "COERCE"})
STOPPED_TYPES = frozenset({"AID"})
CARRIED_TYPES = frozenset({"CONSULT", "AID"})
PURPOSE_CASES = frozenset({"for", "of", "into", "to"})
TOLD_AGAIN = frozenset(
    "accusation allegation charge claim ruling verdict decision offer demand request warning promise".split()
)
RANKS = frozenset({"first", "second", "third", "latest"})
MEETING_STEPS = 2
APART = frozenset({"after", "before", "since", "until"})  # "was shot hours after a bomb killed the general"
CAUSE_CASES = frozenset({"in", "by", "during", "from", "after", "with"})
TOLD_ONCE = frozenset({"CONSULT", "LEGISLATE", "AGREE", "COOPERATE", "AID", "PROTEST", "CONCEDE", "REJECT"})
NAMED_ONCE = TOLD_ONCE | {"RETREAT", "COERCE", "MOBILIZE", "ASSAULT"}
GIVING_WAY, ATTACK = "CONCEDE", "ASSAULT"
COURSE_CASES = frozenset({"in", "with", "by", "during"})
PURPOSE_RELATIONS = frozenset({"xcomp", "advcl", "acl"})
PURPOSE_STEPS = 3
TOLD_BY_SUBJECT = frozenset({"ASSAULT", "PROTEST"})
PROTEST, SHUTTING = "PROTEST", "COERCE"
SENTENCING = ("SANCTION", "convict")
CROWD_CONTROL = ("ASSAULT", "crowd-control")
SEIZING = ("COERCE", "arrest")
VENTING = frozenset(("vent", "voice", "express", "show", "air"))
LAUNCHING = frozenset("fire launch drop lob release plant throw hurl toss".split())
ARSON = frozenset("burn torch set raze loot".split())
STRIKING = LAUNCHING | {"hit", "strike", "shell", "bomb", "bombard", "pound"}
RESPONDING = frozenset("respond retaliate answer react reply counter".split())


def fold_effects(sentence: Sentence, triggers: list["Trigger"]) -> list["Trigger"]:
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
                or _crowd_driven(sentence, trigger, by_head)
                or _course_of(sentence, trigger, by_head)
                or _answered_with(sentence, trigger, by_head)
                or _manner_of(sentence, trigger, by_head)
                or _followed_by(sentence, trigger, by_head)
                or _told_again(sentence, trigger, by_head)
                or _grounds_of(sentence, trigger, by_head)
                or _ranked_by(sentence, trigger, by_head)
                or order_carried_out(sentence, trigger, by_head)
                or said_while_speaking(sentence, trigger, by_head)
            )
        if cause is not None:
            cause = owner.get(cause.head_token, cause)
        if cause is not None and trigger.sense.complement == "effect" and _has_own_doer(sentence, trigger, cause):
            if trigger.event_mode is None:
                trigger.event_mode = cause.event_mode
            trigger, cause = cause, trigger  # "troops killed rebels in a raid": the verb knows who did it
        if cause is not None and cause is not trigger:
            cause.effects = (*cause.effects, trigger.head_token, *trigger.effects)
            is_alien = cause.event_type != trigger.event_type and trigger.event_type in (ORDERING, MEETING)
            is_felt = "obj" in trigger.sense.recipient and not is_alien
            felt = (trigger.head_token,) if is_felt else ()
            cause.felt_effects = (*cause.felt_effects, *felt, *trigger.felt_effects)
            owner[trigger.head_token] = cause
            owner.update({index: cause for index in trigger.effects})
    return [trigger for trigger in triggers if trigger.head_token not in owner]


def _crowd_driven(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """The use of force of which dispersing the crowd is the purpose: "fired tear gas to disperse protesters"."""
    token = sentence.tokens[trigger.head_token]
    if (
        (trigger.event_type, trigger.event_mode) != CROWD_CONTROL
        or token.xpos != "VB"
        or token.deprel not in PURPOSE_RELATIONS
    ):
        return None
    above = by_head.get(token.head)
    return above if above is not None and above.event_type == ATTACK and above.sense.pos == "VERB" else None


def _stopped_by(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """The verb that stops or holds what an event noun names, which is then the one event told.

    "Suspended arms deliveries", "attended the summit", "approved a loan"; and "talks" take in the verb below them:
    "talks mediated by Oman".
    """
    token = sentence.tokens[trigger.head_token]
    if trigger.sense.pos == "VERB":
        above = by_head.get(token.head) if token.deprel == "acl" and trigger.event_type == MEETING else None
        return above if above is not None and above.event_type == MEETING and above.sense.pos == "NOUN" else None
    below = [child for child in sentence.children[trigger.head_token] if sentence.tokens[child].deprel == "amod"]
    if trigger.event_type == MEETING and token.deprel == "nmod" and has_case(sentence, token.index, "under"):
        talks = by_head.get(token.head)  # "talks under Turkish mediation"
        return talks if talks is not None and talks.event_type == MEETING else None
    first = sentence.tokens[token.head] if token.deprel == "conj" else token  # "reimposed an embargo and other sanctions"
    governors = [first.head] if first.deprel in ("obj", "nsubj:pass") else []
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


def _ranked_by(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """The event told before, of which the noun only says what rank it has: "bombed Beirut, the first such raid since May"."""
    token = sentence.tokens[trigger.head_token]
    if trigger.sense.pos != "NOUN" or not (token.deprel in ("appos", "parataxis") or has_case(sentence, token.index, "in")):
        return None
    words = [sentence.tokens[child] for child in sentence.children[token.index]]
    if not any(w.deprel == "det" and w.text.lower() == "the" for w in words):
        return None
    is_ranked = any(w.xpos == "JJS" or w.lemma.lower() in RANKS for w in words if w.index < token.index)
    is_ranked = is_ranked or any(
        sentence.tokens[below].xpos == "RBS" for w in words if w.deprel == "amod" for below in sentence.children[w.index]
    )
    if not is_ranked:
        return None
    before = (t for t in by_head.values() if _same_kind(t, trigger) and t.head_token < trigger.head_token)
    return max(before, key=lambda other: other.head_token, default=None)


def _told_again(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """The event before the comma, which the noun only calls by a name: ", an allegation that the army has dismissed"."""
    token = sentence.tokens[trigger.head_token]
    if trigger.sense.pos != "NOUN" or token.lemma.lower() not in TOLD_AGAIN:
        return None
    before = pairwise(sentence.tokens[max(0, token.index - 3) : token.index + (token.xpos == "NNS")])
    named = ("a", "an", token.text.lower()) if token.xpos == "NNS" else ("a", "an")
    if not any(comma.text in (",", "–", "—", "-") and article.text.lower() in named for comma, article in before):
        return None
    told = [other for other in by_head.values() if other.head_token < token.index]
    of_kind = [other for other in told if other.event_type == trigger.event_type]
    return max(of_kind or told, key=lambda other: other.head_token, default=None)


def _grounds_of(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """The punishment of which a verdict only gives the grounds: "executed three men convicted of spying"."""
    token = sentence.tokens[trigger.head_token]
    if (trigger.event_type, trigger.event_mode) != SENTENCING or token.xpos != "VBN":
        return None
    punished = sentence.tokens[token.head]
    is_of_person = token.deprel == "acl" and punished.deprel in ("obj", "nsubj:pass")
    above = by_head.get(punished.head) if is_of_person else by_head.get(token.head) if token.deprel == "xcomp" else None
    return above if above is not None and above.event_type in (ATTACK, SENTENCING[0]) and above.sense.pos == "VERB" else None


def _same_kind(first: "Trigger", second: "Trigger") -> bool:
    """Whether both tell events of one type, or of violence: a ship that is boarded is hijacked."""
    return first.event_type == second.event_type or {first.event_type, second.event_type} == {ATTACK, SEIZING[0]}


def _meeting_for(sentence: Sentence, talks: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
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


def _purpose_served(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """The event of the same type that a "to" clause only says more of ("flew to Goma to visit", "voted to approve"), and the
    protest that vents anger."""
    token = sentence.tokens[trigger.head_token]
    verb = token if token.upos == "VERB" or token.head < 0 else sentence.tokens[token.head]
    if verb.lemma.lower() in VENTING and verb.xpos == "VB" and verb.deprel in PURPOSE_RELATIONS:
        above = by_head.get(verb.head)
        return above if above is not None and above.event_type == PROTEST else None
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


def _course_of(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """The verb of the same type that the noun only names once more: "freed 6,000 prisoners in an amnesty"."""
    token = sentence.tokens[trigger.head_token]
    if token.text.lower() == "protest" and token.deprel == "obl" and case_words(sentence, token.index) == ["in"]:
        return by_head.get(token.head)  # "recalled its envoy in protest at"
    if trigger.sense.pos != "NOUN" or trigger.event_type not in NAMED_ONCE or token.deprel not in ("obl", "obl:agent", "nmod"):
        return None
    if not any(case in COURSE_CASES for case in case_words(sentence, token.index)):
        return None
    at = token.head if token.deprel != "nmod" else sentence.tokens[token.head].head
    verb = by_head.get(at)
    is_same = verb is not None and verb.sense.pos == "VERB" and verb.event_type == trigger.event_type
    return verb if is_same else None


def _answered_with(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
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


def _manner_of(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """The attack that a bare participle only says more of: "hit a tanker, setting it alight"; arson by those who attack is a
    deed of its own: "attacked the village, torching houses"."""
    token = sentence.tokens[trigger.head_token]
    kind = (trigger.event_type, trigger.event_mode)
    is_launch = token.xpos == "VBN" and token.lemma.lower() in LAUNCHING  # "Fired from a valley, the missile hit a tanker"
    is_told_after = token.xpos == "VBG" and token.head < token.index
    if is_launch and token.deprel == "acl" and token.head >= 0:  # "a drone launched by rebels hit the palace"
        struck = by_head.get(sentence.tokens[token.head].head)
        is_subject = sentence.tokens[token.head].deprel.startswith("nsubj")
        return struck if is_subject and struck is not None and struck.event_type == trigger.event_type == ATTACK else None
    if token.deprel != "advcl" or (
        not (trigger.event_type == ATTACK and (is_told_after or is_launch)) and not (kind == SEIZING and is_told_after)
    ):
        return None
    if any(sentence.tokens[child].deprel in ("mark", "case", "nsubj") for child in sentence.children[token.index]):
        return None
    verb = by_head.get(token.head)
    if verb is None or verb.sense.pos != "VERB":
        return None
    if token.lemma.lower() in ARSON and sentence.tokens[verb.head_token].lemma.lower() not in STRIKING:
        return None
    is_phrase = len(verb.token_indices) > 1  # "made arrests, taking 16 hawkers away"
    return verb if verb.event_type == ATTACK or ((verb.event_type, verb.event_mode) == kind == SEIZING and is_phrase) else None


def _followed_by(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """The verb that a second one spells out: "caved in and scrapped the levy", "found him guilty and sentenced him"."""
    kind = (trigger.event_type, trigger.event_mode)
    token = sentence.tokens[trigger.head_token]
    if (
        kind == SENTENCING
        and token.deprel == "conj"
        and not any(sentence.tokens[child].deprel.startswith("nsubj") for child in sentence.children[token.index])
    ):
        first = by_head.get(token.head)
        return first if first is not None and (first.event_type, first.event_mode) == SENTENCING else None
    if trigger.event_type != GIVING_WAY or trigger.sense.pos != "VERB":
        return None
    for child in sentence.children[trigger.head_token]:
        other = by_head.get(child)
        if other is not None and sentence.tokens[child].deprel == "conj" and other.event_type == GIVING_WAY:
            return other
    return None


def _subject_event(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """The event noun that is the verb's subject: "Israeli strikes hit a suburb" tells one event by two words.

    So does "a sit-in that closed the highway": what a protest shuts.
    """
    if trigger.sense.pos != "VERB" or trigger.event_type not in TOLD_BY_SUBJECT | {SHUTTING}:
        return None
    for subject in subjects_and_matter(sentence, trigger.head_token):
        cause = by_head.get(subject)
        if cause is None or cause.sense.pos != "NOUN":
            continue
        if trigger.event_type == (SHUTTING if cause.event_type == PROTEST else cause.event_type):
            return cause
        if trigger.event_type == cause.event_type == PROTEST:
            return cause
    return None


def _cause_of(sentence: Sentence, effect: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """The trigger of the same type that the effect belongs to: its subject, "in an attack", or the verb that governs it."""
    if sentence.tokens[effect.head_token - 1].text.lower() == "for" and sentence.tokens[effect.head_token].xpos == "VBG":
        return None  # "hanged a man for killing a guard"
    if is_of_nobody(sentence, effect.head_token):
        return None
    subjects, objects, _ = logical_arguments(sentence, effect.head_token)
    prepositional = prepositional_arguments(sentence, effect.head_token, objects)
    for child in sentence.children[effect.head_token]:
        if sentence.tokens[child].deprel == "conj" and sentence.tokens[child].upos == "VERB":
            prepositional.extend(prepositional_arguments(sentence, child, []))
    relations = NOUN_EFFECT_RELATIONS if effect.sense.pos == "NOUN" else VERB_EFFECT_RELATIONS
    token = sentence.tokens[effect.head_token]
    below = [sentence.tokens[child] for child in sentence.children[token.index]]
    has_doer = any(child.deprel == "nsubj" for child in below)
    is_own = {noun for case, noun in prepositional if has_doer and case in APART and sentence.tokens[noun].upos == "VERB"}
    causes = [noun for case, noun in prepositional if case in CAUSE_CASES and noun not in is_own]
    lasting = (noun for noun in causes if lemma_of(sentence.tokens[noun]) in SPANS)  # "killed in four days of fighting"
    candidates = [*subjects, *objects, *causes, *(child for span in lasting for child in sentence.children[span])]
    for clause in clauses_of_cause(sentence, token.index):
        marks = {sentence.tokens[child].text.lower() for child in sentence.children[clause]}
        if not (has_doer and marks & APART):  # "the army killed 30 rebels after they ambushed a convoy"
            candidates.append(clause)
    is_apart = token.deprel == "conj" or any(c.deprel == "mark" and c.text.lower() in APART for c in below)
    if token.deprel in relations and token.head >= 0 and not (is_apart and has_doer):
        candidates.append(token.head)
        if token.deprel == "conj" and sentence.tokens[token.head].head >= 0:
            candidates.append(sentence.tokens[token.head].head)
        if token.deprel in ("conj", "xcomp") and sentence.tokens[token.head].lemma.lower() == "leave":
            candidates.extend(logical_arguments(sentence, token.head)[0])  # "clashes left 35 dead and six wounded"
    if effect.sense.pos == "NOUN":
        candidates.extend(reduced_relatives(sentence, effect.head_token))
    if token.deprel == "acl:relcl":  # "five days of fighting that killed 43 people": hung on the days
        candidates.extend(child for child in sentence.children[token.head] if token.head < child < token.index)
        candidates.extend(_nouns_above(sentence, token.head))
    for index in candidates:
        cause = by_head.get(index)
        if cause is not None and cause is not effect and cause.event_type == effect.event_type:
            if is_of_others(sentence, effect, cause):
                continue
            burnt = sentence.tokens[cause.head_token]
            above = by_head.get(burnt.head) if burnt.lemma.lower() in ARSON and burnt.deprel == "advcl" else None
            is_beside = above is not None and above.event_type == ATTACK  # "attacked, burning homes and killing"
            return above if is_beside else cause
    is_count = effect.sense.pos == "NOUN" and has_case(sentence, effect.head_token, "by")  # "by 141 votes to seven"
    if is_count or (token.xpos == "VBG" and token.deprel in ("advcl", "acl")):
        before = [by_head[index] for index in sorted(by_head) if index < effect.head_token]
        return next((cause for cause in reversed(before) if cause.event_type == effect.event_type), None)
    return None


def _nouns_above(sentence: Sentence, noun: int) -> list[int]:
    """The nouns that a noun is part of: "an [air raid] on a house in Khost that killed nine"."""
    found: list[int] = []
    while sentence.tokens[noun].deprel == "nmod" and len(found) < PURPOSE_STEPS:
        noun = sentence.tokens[noun].head
        found.append(noun)
    return found


def _has_own_doer(sentence: Sentence, effect: "Trigger", cause: "Trigger") -> bool:
    """Whether the verb of effect tells who did it, and the event noun beside it ("in a raid") does not."""
    if effect.sense.pos != "VERB" or cause.sense.pos != "NOUN" or cause.light_verb is not None:
        return False
    subjects, objects, _ = logical_arguments(sentence, effect.head_token)
    if not subjects or cause.head_token in (*subjects, *objects):
        return False
    relations = {sentence.tokens[child].deprel for child in sentence.children[cause.head_token]}
    by = [child for child in sentence.children[cause.head_token] if case_words(sentence, child) == ["by"]]
    return not by and "nmod:poss" not in relations
