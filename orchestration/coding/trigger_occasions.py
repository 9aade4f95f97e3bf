"""Which triggers only bring about another event of the sentence, or are its occasion: orders, offers, speeches; and which
only hold one off. Pure.

Run by `trigger_effects` and `triggers`.
"""

from typing import TYPE_CHECKING

from orchestration.coding.trigger_frames import logical_arguments
from orchestration.language.parsed import Sentence

if TYPE_CHECKING:
    from orchestration.coding.triggers import Trigger

MEETING = "CONSULT"
TRUCE = ("RETREAT", "ceasefire")
OFFERING, ORDERING = "AGREE", "REQUEST"
ORDERS = frozenset("order instruct direct command tell".split())
OWN_FORCES = frozenset(
    "army navy military police air-force troop soldier officer policeman force guard coastguard battalion brigade regiment"
    " unit commander general marine gendarme pilot warship ship vessel".split()
)
JUDGING = frozenset("court judge tribunal magistrate".split())
BROKERING = frozenset("host mediate broker facilitate".split())  # to offer talks of one's own is an AGREE
SPEAKING = frozenset({"address", "speak", "talk"})
GOALS = frozenset({"xcomp", "advcl", "ccomp"})


def order_carried_out(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """What is to be done, where the order or offer to do it tells no more: "ordered the army to retake the town".

    So where one's own soldiers or police are ordered, and where one offers to host or mediate.
    """
    token = sentence.tokens[trigger.head_token]
    is_offer = trigger.event_type == OFFERING and token.lemma.lower() == "offer"
    is_order = trigger.event_type == ORDERING and token.lemma.lower() in ORDERS
    if trigger.sense.pos != "VERB" or not (is_offer or is_order):
        return None
    goals = [by_head.get(child) for child in sentence.children[token.index] if sentence.tokens[child].deprel in GOALS]
    goal = next((goal for goal in goals if goal is not None and goal.sense.pos == "VERB"), None)
    if goal is None or not any(sentence.tokens[child].text == "to" for child in sentence.children[goal.head_token]):
        return None
    if is_offer:
        return goal if goal.event_type == MEETING and sentence.tokens[goal.head_token].lemma.lower() in BROKERING else None
    subjects, objects, _ = logical_arguments(sentence, token.index)
    if any(sentence.tokens[subject].lemma.lower() in JUDGING for subject in subjects):
        return None
    return goal if any(_is_own_force(sentence, noun, token.lemma.lower()) for noun in objects) else None


def said_while_speaking(sentence: Sentence, trigger: "Trigger", by_head: dict[int, "Trigger"]) -> "Trigger | None":
    """What is said, of which the speech is only the occasion: "Addressing the assembly, he [urged] members to act"."""
    token = sentence.tokens[trigger.head_token]
    if trigger.event_type != MEETING or token.xpos != "VBG" or token.lemma.lower() not in SPEAKING:
        return None
    if token.deprel not in ("advcl", "acl"):
        return None
    above = [token.head, sentence.tokens[token.head].head] if token.deprel == "acl" else [token.head]
    said = next((by_head[index] for index in above if index in by_head), None)
    return said if said is not None and said.sense.pos == "VERB" else None


def _is_own_force(sentence: Sentence, noun: int, verb: str) -> bool:
    """Whether a force of nobody else is named: "the army", "his officers", "troops", but not "Ukrainian soldiers"."""
    children = [sentence.tokens[child] for child in sentence.children[noun]]
    if any(child.deprel in ("amod", "nmod", "compound") and child.text[:1].isupper() for child in children):
        return False
    token = sentence.tokens[noun]
    is_owned = any(child.deprel == "nmod:poss" and child.upos == "PRON" for child in children)
    return token.lemma.lower() in OWN_FORCES and (is_owned or verb == "order")


def halts_anothers(sentence: Sentence, trigger: "Trigger") -> bool:
    """ "Ukrainian units halted 41 [Russian] assaults": whose attack is held off by others has made no truce."""
    sense = trigger.sense
    if (sense.event_type, sense.event_mode) != TRUCE or sense.pos != "VERB":
        return False
    attack = next((i for i in trigger.token_indices if sentence.tokens[i].deprel == "obj"), None)
    if attack is None or not any(sentence.tokens[c].deprel == "nsubj" for c in sentence.children[trigger.head_token]):
        return False
    before = [sentence.tokens[c] for c in sentence.children[attack] if c < attack]
    is_named = any(t.deprel in ("amod", "compound") and t.text[:1].isupper() for t in before)
    return is_named and not any(t.deprel == "nmod:poss" for t in before)
