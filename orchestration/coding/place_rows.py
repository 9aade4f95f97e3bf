"""Rows of places that each have a number or a day: "killed three men in Mopti and two in Gao", "captured Goma on Monday and
Bukavu on Tuesday". Pure.
"""

from collections.abc import Sequence

from orchestration.coding.mention_parts import MentionParts
from orchestration.coding.model import PlaceMention, Quantity, TimeMention
from orchestration.coding.triggers import Trigger

FARTHEST = 8  # words between two places of a row
COUNTED_CASES = ("in", "near", "at", "to", "outside")
JOINING = (",", "and", ";")
CLAUSES = ("VERB", "AUX", "SCONJ", "PRON")


def goes_on(parts: MentionParts, trigger: Trigger, first: PlaceMention, second: PlaceMention) -> bool:
    """Whether only another number, or the day of the first place, stands between the two."""
    between = parts.graph.tokens[first.last_token + 1 : second.first_token]
    if not 3 <= len(between) <= FARTHEST:
        return False
    if any(token.upos in CLAUSES and token.index not in trigger.effects for token in between):
        return False
    is_under_case = any(token.text.lower() in COUNTED_CASES for token in between[-2:])
    if between[0].text in JOINING and is_under_case:
        return any(q.first_token > first.last_token and q.last_token < second.first_token for q in parts.quantities)
    joined = next((token.index for token in reversed(between[-3:]) if token.text in JOINING), None)
    if joined is None or between[0].upos != "ADP":
        return False
    days = [time for time in parts.times if first.last_token < time.first_token and time.last_token < joined]
    return len(days) == 1 and any(time.first_token > second.last_token for time in parts.times)


def quantities_at(places: Sequence[PlaceMention | None], quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    """The quantities of each place: its own where each has one before it ("40 in Ankara and 60 in Izmir"), else all."""
    known = [place for place in places if place is not None]
    own: list[list[Quantity]] = [[] for _ in known]
    for quantity in quantities:
        place = next((i for i, place in enumerate(known) if place.first_token > quantity.first_token), None)
        if place is not None:
            own[place].append(quantity)
    is_told_each = len(known) == len(places) > 1 and all(own) and sum(map(len, own)) == len(quantities)
    return own if is_told_each else [list(quantities) for _ in places]


def times_at(
    places: Sequence[PlaceMention | None], times: Sequence[TimeMention], time: TimeMention | None
) -> list[TimeMention | None]:
    """The time of each place: the one that follows it where each but the last is parted from the next by one, else `time`."""
    known = [place for place in places if place is not None]
    if time is None or len(known) != len(places) or len(known) < 2:
        return [time for _ in places]
    edges = [*(place.first_token for place in known[1:]), known[-1].last_token + FARTHEST]
    own = [
        next((t for t in times if place.last_token < t.first_token < edge), None)
        for place, edge in zip(known, edges, strict=True)
    ]
    return own if all(own) else [time for _ in places]
