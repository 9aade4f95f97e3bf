"""Senses that no row of the trigger dictionary can hold, and their triggers: frames that need places, numbers or what the
article has told before. Pure.
"""

from collections.abc import Sequence

from orchestration.coding.trigger_lexicon import Restriction, TriggerSense
from orchestration.coding.triggers import Trigger

FREE = Restriction()


def framed_sense(
    sense_id: str,
    head: str,
    pos: str,
    event: tuple[str, str | None],
    actor: tuple[str, ...] = (),
    recipient: tuple[str, ...] = (),
    place: tuple[str, ...] = (),
    contexts: tuple[str, ...] = (),
) -> TriggerSense:
    """A sense without words or restrictions of its own. event: type and mode; actor, recipient, place: slots, in order."""
    return TriggerSense(
        sense_id=sense_id,
        head=head,
        pos=pos,
        words=(),
        subject=FREE,
        object=FREE,
        obliques=(),
        event_type=event[0],
        event_mode=event[1],
        actor=actor,
        recipient=recipient,
        place=place,
        status=None,
        complement=None,
        contexts=contexts,
        priority=0,
    )


def framed_trigger(sense: TriggerSense, head: int, words: Sequence[int], first: int, last: int) -> Trigger:
    """The trigger of such a sense: its head, all its words in text order, the first and the last of its span."""
    return Trigger(
        head_token=head,
        token_indices=tuple(words),
        first_token=first,
        last_token=last,
        sense=sense,
        event_type=sense.event_type,
        event_mode=sense.event_mode,
        light_verb=None,
        is_back_reference=False,
        score=0.0,
    )
