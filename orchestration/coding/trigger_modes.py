"""The PLOVER mode of a trigger from the words around it, and the contexts of a sentence. Pure.

The tables `mode_cues.csv` and `contexts.csv` say which words tell which mode or context.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from orchestration.coding.model import Participant, PlaceMention
from orchestration.coding.parties import BOTH_ROLES, codes_of, countries_of
from orchestration.coding.trigger_frames import case_words
from orchestration.coding.trigger_lexicon import TriggerLexicon, word_bag
from orchestration.coding.trigger_words import find_clause
from orchestration.language.parsed import Sentence

MAX_CONTEXTS = 3
BOTH_SIDES = 2
OCCASIONS = frozenset(("before", "ahead"))
WEAPON_MODES = frozenset({"drone", "aerial", "heavy-weapons"})


def settle_mode(
    sentence: Sentence,
    trigger_tokens: tuple[int, ...],
    event_type: str,
    lexicon: TriggerLexicon,
    suffering: Collection[int] = (),
) -> str | None:
    """The mode that the cues of the event type give for the trigger, the first cue of the table that matches; or None.

    suffering: nouns of those to whom it is done, which are no instrument of it: "a helicopter came under fire".

    A cue looks at the trigger's own words or at the words below it, or only asks for a clause that says what the trigger
    asks for: "urged the Commission to break its silence".
    """
    cues = lexicon.mode_cues.get(event_type)
    if not cues:
        return None
    own = _words(sentence, trigger_tokens)
    below: frozenset[str] | None = None
    for cue in cues:
        if cue.where == "content":
            if any(_says_what(sentence, head) for head in trigger_tokens):
                return cue.event_mode
            continue
        if cue.where == "clause" and below is None:
            clause = {index for head in trigger_tokens for index in _own_clause(sentence, head, suffering)}
            below = _words(sentence, clause)
        where = own if cue.where == "trigger" or below is None else below
        if not cue.words.lemmas.isdisjoint(where):
            return cue.event_mode
    return None


def _words(sentence: Sentence, indices: Collection[int]) -> frozenset[str]:
    return word_bag([sentence.texts[index] for index in indices], [sentence.lemmas[index] for index in indices])


def _says_what(sentence: Sentence, head: int) -> bool:
    """Whether a clause tells what is asked for: "urged it to act", "demand that every school get a cook"."""
    told = any(sentence.tokens[child].deprel == "ccomp" for child in sentence.children[head])
    return told or find_clause(sentence, head, "infinitive") is not None


def mode_of_weapon(sentence: Sentence, subjects: Sequence[int], lexicon: TriggerLexicon) -> str | None:
    """The mode of an attack that a weapon is the subject of: "Glide bombs flattened a school", "debris of a drone"."""
    told = {
        below
        for subject in subjects
        for below in (subject, *sentence.children[subject])
        if below == subject or sentence.tokens[below].deprel in ("compound", "amod") or _is_source(sentence, below)
    }
    words = _words(sentence, told)
    cues = lexicon.mode_cues.get("ASSAULT", ())
    return next((c.event_mode for c in cues if c.event_mode in WEAPON_MODES and not c.words.lemmas.isdisjoint(words)), None)


def _is_source(sentence: Sentence, noun: int) -> bool:
    return sentence.tokens[noun].deprel == "nmod" and case_words(sentence, noun) in (["of"], ["from"])


def _own_clause(sentence: Sentence, head: int, suffering: Collection[int]) -> set[int]:
    """The words below `head` that belong to its own clause: no coordinated, subordinate or quoted clause, and none of those to
    whom it is done."""
    seen = {head}
    queue = [head]
    while queue:
        above = queue.pop()
        for child in sentence.children[above]:
            dependent = sentence.tokens[child]
            if child in seen or (above in suffering and dependent.deprel in ("compound", "amod")):
                continue
            if dependent.deprel.startswith(("obl", "nmod")) and not OCCASIONS.isdisjoint(case_words(sentence, child)):
                continue  # "days before the vote, it rejected"
            if dependent.deprel in ("parataxis", "acl:relcl") or (dependent.deprel == "conj" and dependent.upos == "VERB"):
                continue
            if dependent.deprel == "advcl" and dependent.upos == "VERB" and dependent.xpos not in ("VBG", "VB"):
                continue
            seen.add(child)
            queue.append(child)
    return seen.difference(suffering)


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
    """The mode, or for a meeting what its sides and its place tell.

    Two countries make no meeting "multilateral". It is a "visit" where one side met the other in the other's country ("met
    Putin in Moscow"), and has a "third-party" where both met in the country of neither ("the two presidents met in Doha").
    """
    if event_type != "CONSULT" or event_mode not in (None, "multilateral"):
        return event_mode
    sides = {role: countries_of(participants, role) for role in BOTH_ROLES}
    countries = sides["actor"] | sides["recipient"]
    is_of_body = "IGO" in countries
    if event_mode is not None and (len(countries) != BOTH_SIDES or is_of_body):
        return event_mode
    if place is None or place.country_code is None:
        return None
    if sides["actor"] and place.country_code in sides["recipient"] - sides["actor"]:
        return "visit"
    is_between_two = len(codes_of(participants)) > 1 and len(countries) <= BOTH_SIDES and not is_of_body
    return "third-party" if is_between_two and place.country_code not in countries else None
