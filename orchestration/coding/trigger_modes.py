"""The PLOVER mode of a trigger from the words around it, and the contexts of a sentence. Pure.

The tables `mode_cues.csv` and `contexts.csv` say which words tell which mode or context.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from orchestration.coding.model import Participant, PlaceMention
from orchestration.coding.trigger_lexicon import TriggerLexicon, word_bag
from orchestration.language.parsed import Sentence

MAX_CONTEXTS = 3


def settle_mode(sentence: Sentence, trigger_tokens: tuple[int, ...], event_type: str, lexicon: TriggerLexicon) -> str | None:
    """The mode that the cues of the event type give for the trigger, the first cue of the table that matches; or None.

    A cue looks at the trigger's own words, at the words below it, or also at the noun that governs an event noun.
    """
    cues = lexicon.mode_cues.get(event_type)
    if not cues:
        return None
    own = _words(sentence, trigger_tokens)
    below: frozenset[str] | None = None
    for cue in cues:
        if cue.where == "clause" and below is None:
            clause = {index for head in trigger_tokens for index in _own_clause(sentence, head)}
            below = _words(sentence, clause)
        where = own if cue.where == "trigger" or below is None else below
        if not cue.words.lemmas.isdisjoint(where):
            return cue.event_mode
    return None


def _words(sentence: Sentence, indices: Collection[int]) -> frozenset[str]:
    return word_bag([sentence.texts[index] for index in indices], [sentence.lemmas[index] for index in indices])


def _own_clause(sentence: Sentence, head: int) -> set[int]:
    """The words below `head` that belong to its own clause: no coordinated, subordinate or quoted clause of its own."""
    seen = {head}
    queue = [head]
    while queue:
        for child in sentence.children[queue.pop()]:
            dependent = sentence.tokens[child]
            if child in seen:
                continue
            if dependent.deprel in ("parataxis", "acl:relcl") or (dependent.deprel == "conj" and dependent.upos == "VERB"):
                continue
            if dependent.deprel == "advcl" and dependent.upos == "VERB" and dependent.xpos not in ("VBG", "VB"):
                continue
            seen.add(child)
            queue.append(child)
    return seen


def find_contexts(sentence: Sentence, lexicon: TriggerLexicon) -> list[str]:
    """The PLOVER contexts that the words of the sentence tell, those with most cues first, at most three."""
    lemmas = sentence.lemmas
    listed, openings = lexicon.context_words, lexicon.context_pairs
    told = [position for word in listed.keys() & {*lemmas, *sentence.texts} for position in listed[word]]
    if not openings.keys().isdisjoint(lemmas):
        for first, second in {(first, second) for first, second in pairwise(lemmas) if first in openings}:
            told.extend(openings[first].get(second, ()))
    if not told:
        return []
    counts = Counter(told)
    ranked = sorted(counts, key=lambda position: (-counts[position], position))
    return [lexicon.context_cues[position].context for position in ranked[:MAX_CONTEXTS]]


def mode_once_placed(
    event_type: str, event_mode: str | None, place: PlaceMention | None, participants: Sequence[Participant]
) -> str | None:
    """The mode, or "visit" where one side met the other in the other's country: "met Putin in Moscow"."""
    if (event_type, event_mode) != ("CONSULT", None) or place is None:
        return event_mode
    sides = {role: {p.code.split()[0] for p in participants if p.role == role and p.code} for role in ("actor", "recipient")}
    is_abroad = bool(sides["actor"]) and place.country_code in sides["recipient"] - sides["actor"]
    return "visit" if is_abroad else None
