"""Verbs of effect that tell no outcome of the attack beside them. Pure. Run by `trigger_effects`."""

from typing import TYPE_CHECKING

from orchestration.language.parsed import Sentence

if TYPE_CHECKING:
    from orchestration.coding.triggers import Trigger

NOBODY = frozenset({"no", "none", "nobody", "neither"})
ABDUCTION = ("ASSAULT", "abduct")


def is_of_nobody(sentence: Sentence, verb: int) -> bool:
    """Whether a clause of its own tells that it was done to nobody: "and that [no] children had been killed"."""
    below = [sentence.tokens[child] for child in sentence.children[verb]]
    subject = next((token for token in below if token.deprel in ("nsubj", "nsubj:pass")), None)
    if subject is None:
        return False
    words = (subject, *(sentence.tokens[child] for child in sentence.children[subject.index]))
    return any(word.text.lower() in NOBODY for word in words)


def is_of_others(sentence: Sentence, effect: "Trigger", cause: "Trigger") -> bool:
    """Whether it was done to others than those who were taken away: "abducted a priest and [killed] a nun"."""
    if (cause.event_type, cause.event_mode) != ABDUCTION or cause.sense.pos != "VERB":
        return False
    return all(_has_object(sentence, trigger.head_token) for trigger in (cause, effect))


def _has_object(sentence: Sentence, verb: int) -> bool:
    """Whether an object of its own that is no pronoun stands at the verb."""
    below = (sentence.tokens[child] for child in sentence.children[verb])
    return any(token.deprel == "obj" and token.upos != "PRON" for token in below)
