"""The day of what a deed was done at, or as which it was done: "agreed during a visit in May", "signed when they met in
May". Pure.
"""

from collections.abc import Sequence

from orchestration.coding.graph import Graph
from orchestration.coding.mention_parts import MentionParts
from orchestration.coding.model import TimeMention
from orchestration.coding.triggers import Trigger

OCCASION_CASES = ("in", "at", "during")
MEANWHILE = frozenset(("as", "when", "while"))
PAST_TAGS = ("VBD", "VBN")
PLACE_CASES = ("in", "at")


def time_of_occasion(parts: MentionParts, trigger: Trigger, dated: Sequence[TimeMention]) -> TimeMention | None:
    """The day that hangs on the occasion of the trigger ("at a session on Sunday", "in a report published on Tuesday") or on
    the clause that tells what happened meanwhile."""
    graph = parts.graph
    for verb in (trigger.head_token, trigger.light_verb):
        for occasion in graph.dependents(verb, "obl", "advcl") if verb is not None else ():
            is_at = graph.tokens[occasion].deprel == "obl" and graph.case(occasion) in OCCASION_CASES
            if is_at or is_meanwhile(graph, occasion):
                for time in dated:
                    is_point = time.date_start is not None and "/" not in (time.value_edtf or "/")
                    if is_point and _hangs_on(graph, time.head_token, occasion):
                        return time
    return None


def time_of_when_clause(parts: MentionParts, trigger: Trigger, dated: Sequence[TimeMention]) -> TimeMention | None:
    """The day that stands right before the clause that tells what was on it: "on Jan. 19, when protesters [smashed] it"."""
    tokens = parts.graph.tokens
    clause = parts.graph.clause_head(trigger.head_token)
    while clause >= 0 and tokens[clause].deprel == "conj" and tokens[clause].xpos in PAST_TAGS:
        clause = tokens[clause].head
    for time in dated:
        following = [token.text.lower() for token in tokens[time.last_token + 1 : time.last_token + 3]]
        if time.date_start is None or following != [",", "when"]:
            continue
        if tokens[time.last_token + 2].head == clause:
            return time
    return None


def is_meanwhile(graph: Graph, verb: int) -> bool:
    """Whether the clause tells what happened at the same time: "as crowds booed"."""
    return graph.tokens[verb].deprel == "advcl" and graph.has_lemma_child(verb, MEANWHILE, "mark", "advmod")


def goes_on_meanwhile(graph: Graph, trigger: Trigger, above: Trigger) -> bool:
    """Whether both are told as past, one as what happened while the other did: "scrambled jets when planes strayed"."""
    verb = graph.tokens[trigger.head_token]
    is_past = verb.xpos == "VBD" and graph.tokens[above.head_token].xpos in PAST_TAGS
    return is_past and verb.head in (above.head_token, above.light_verb) and is_meanwhile(graph, verb.index)


def _hangs_on(graph: Graph, time: int, occasion: int) -> bool:
    """Whether the time is the occasion's own: only where it was, or a participle, stands between."""
    path = (time, *graph.ancestors(time))
    if occasion not in path[1:]:
        return False
    return all(
        graph.tokens[step].deprel == "acl" or (graph.tokens[step].deprel == "nmod" and graph.case(step) in PLACE_CASES)
        for step in path[1 : path.index(occasion)]
    )
