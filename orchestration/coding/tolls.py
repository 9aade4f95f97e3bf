"""Tolls told in a sentence of their own: "The death toll rose to 19", "Hospital sources put the toll at 22". Pure.

A toll means an attack only where the article has told one shortly before, so that it can stand in no trigger dictionary:
after an earthquake the same words tell nothing that is coded.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.framed_triggers import framed_sense, framed_trigger
from orchestration.coding.graph import Graph
from orchestration.coding.settlement import Draft
from orchestration.coding.triggers import Trigger

LOOKBACK_SENTENCES = 4
ATTACK = "ASSAULT"
COUNTING = frozenset(
    """put rise climb stand reach pass top increase jump exceed revise raise go grow be surpass hit mount give say update bring
    place estimate""".split()
)
TOLLS = frozenset(("toll", "number"))
COUNTED = ("nsubj", "nsubj:pass", "obj")
TOLL = framed_sense("assault.toll.n", "toll", "NOUN", (ATTACK, None), recipient=("nmod:among",), place=("nmod:in",))


def find_tolls(graph: Graph, found: Sequence[Trigger], before: Sequence[Draft]) -> list[Trigger]:
    """The toll that the sentence tells, where it tells no attack itself and one was told shortly before."""
    counted = next((token.index for token in graph.tokens if _is_counted(graph, token.index)), None)
    if counted is None or any(trigger.event_type == ATTACK for trigger in found):
        return []
    attacks = (draft.mention.sentence_index for draft in reversed(before) if draft.mention.event_type == ATTACK)
    attacked = next(attacks, None)
    is_told = attacked is not None and graph.sentence.index - attacked <= LOOKBACK_SENTENCES
    return [_trigger(graph, counted)] if is_told else []


def suffered_by_same(drafts: Sequence[Draft], before: Sequence[Draft]) -> None:
    """Give a toll that says nothing of who died those whom the latest attack with victims hit."""
    attacks = (draft.mention.participants for draft in reversed(before) if draft.mention.event_type == ATTACK)
    hit = next((hit for told in attacks if (hit := [p for p in told if p.role == "recipient"])), [])
    for draft in drafts:
        mention = draft.mention
        if not any(p.role == "recipient" for p in mention.participants):
            draft.mention = replace(mention, participants=[*mention.participants, *hit])


def _is_counted(graph: Graph, index: int) -> bool:
    token = graph.tokens[index]
    if token.text.lower() == "dead" and token.head >= 0 and graph.case(index) == "of":
        token = graph.tokens[token.head]  # "the number of dead"
    elif token.upos != "NOUN" or token.lemma.lower() == "number":
        return False
    if token.lemma.lower() not in TOLLS or token.deprel not in COUNTED or token.head < 0:
        return False
    is_figure = any(other.upos == "NUM" for other in graph.tokens[index + 1 :])
    governor = graph.tokens[token.head]
    return is_figure and (governor.lemma.lower() in COUNTING or governor.upos in ("NUM", "NOUN"))


def _trigger(graph: Graph, index: int) -> Trigger:
    before = index - 1
    first = before if before >= 0 and graph.tokens[before].text.lower() == "death" else index
    return framed_trigger(TOLL, index, range(first, index + 1), first, index)
