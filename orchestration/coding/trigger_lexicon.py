"""The trigger dictionary in memory: senses, word classes, restrictions. Pure data and its tests on single words.

`orchestration/reference/triggers.py` builds it from `data/reference/triggers_*.csv`, `word_classes.csv`,
`mode_cues.csv` and `contexts.csv`; the header lines of those files say what each column means.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from orchestration.coding.noun_phrases import CALENDAR_WORDS
from orchestration.language.parsed import Token

BARE_PAIR = frozenset({"two", "pair", "duo"})  # "the two agreed"
PERSONAL_PRONOUNS = frozenset("he she it they we you i who whom which that them him her us me".split())

# Written like names: "fired a missile on Sunday". (March, May and August are names of persons too.)
NO_NAMES = frozenset(word.lower() for word in CALENDAR_WORDS - {"March", "May", "August"})
NAME_LIKE_TAGS = frozenset({"NOUN", "ADJ", "X"})
MATCH_WORD, MATCH_NAME, MATCH_PRONOUN = 1.0, 0.5, 0.25
CACHE_LIMIT = 100_000
TRANSITIVE, LEAST_TRANSITIVE = ("always_transitive", "needs_object"), 0.75
NO_SENSES: tuple["TriggerSense", ...] = ()


@dataclass(frozen=True, slots=True)
class WordSet:
    """Lemmas, and whether any name, personal pronoun or number counts as one of them (`@name`, `@pronoun`, `@number`)."""

    lemmas: frozenset[str] = frozenset()
    has_names: bool = False
    has_pronouns: bool = False
    has_numbers: bool = False

    def match(self, token: Token) -> float:
        """1.0 for a listed word, 0.5 for a name, 0.25 for a pronoun or number that may stand for one, 0.0 for none."""
        text = token.text.lower()
        if token.lemma.lower() in self.lemmas or text in self.lemmas:
            return MATCH_WORD
        if text[-1:] == "s" and (text[:-1] in self.lemmas or (text.endswith("ies") and text[:-3] + "y" in self.lemmas)):
            return MATCH_WORD
        if self.has_names and text in NO_NAMES:
            return 0.0
        if self.has_names and (token.upos == "PROPN" or (token.upos in NAME_LIKE_TAGS and token.lemma[:1].isupper())):
            return MATCH_NAME
        if self.has_names and token.index == 0 and token.upos == "NOUN" and token.xpos == "NN" and token.text[:1].isupper():
            return MATCH_PRONOUN
        if self.has_pronouns and token.upos in ("PRON", "DET") and text in PERSONAL_PRONOUNS:
            return MATCH_PRONOUN
        if self.has_pronouns and text in BARE_PAIR and token.deprel == "nsubj":
            return MATCH_PRONOUN
        if self.has_numbers and token.upos == "NUM":
            return MATCH_PRONOUN
        return 0.0


@dataclass(frozen=True, slots=True)
class Restriction:
    """What one slot of a frame must hold (`required`), may not hold (`excluded`), or that it must be empty (`is_none`).

    may_be_empty: an empty slot meets `required` too. is_strict: a subject of another kind is never forgiven."""

    required: WordSet | None = None
    excluded: WordSet | None = None
    is_none: bool = False
    is_filled: bool = False
    may_be_empty: bool = False
    is_strict: bool = False
    is_free: bool = field(init=False)

    def __post_init__(self) -> None:
        is_free = self.required is None and self.excluded is None and not self.is_none and not self.is_filled
        object.__setattr__(self, "is_free", is_free)

    @property
    def is_needed(self) -> bool:
        """Whether an empty slot breaks the restriction."""
        return (self.required is not None or self.is_filled) and not self.is_none and not self.may_be_empty


def word_bag(texts: Iterable[str], lemmas: Iterable[str]) -> frozenset[str]:
    """All of these words, with the naive singulars that `WordSet.match` takes."""
    words = {*texts, *lemmas}
    for text in texts:
        if text[-1:] == "s":
            words.add(text[:-1])
            if text[-3:] == "ies":
                words.add(text[:-3] + "y")
    return frozenset(words)


@dataclass(frozen=True, slots=True)
class WordPart:
    """A further word of a trigger: `relation` to the head (prt, obj, obl, ...), preposition where it takes one, and words."""

    relation: str
    preposition: str
    words: WordSet
    sequence: tuple[frozenset[str], ...] = ()

    @property
    def needed(self) -> tuple[frozenset[str], ...]:
        """Sets of words of each of which a sentence must have one to hold the part: spares the look at the tree."""
        words = self.words
        is_open = self.relation == "has" or words.has_names or words.has_pronouns or words.has_numbers
        return (words.lemmas,) if words.lemmas and not is_open else self.sequence

    @property
    def denies(self) -> bool:
        """Whether "not" is one of its words."""
        return any("not" in words for words in (self.words.lemmas, *self.sequence))


@dataclass(frozen=True, slots=True)
class TriggerSense:
    """One row of `triggers_*.csv`. event_type `NONE` blocks: it takes the words, and no event is coded.

    Slots (`actor`, `recipient`, `place`) are tried in order: subj, obj, iobj, poss, amod, compound, lv_subj (the subject
    of the light verb that governs an event noun), governor (that of the clause whose circumstance the noun is),
    `obl:PREPOSITION`, `nmod:PREPOSITION`, none.
    """

    sense_id: str
    head: str
    pos: str
    words: tuple[WordPart, ...]
    subject: Restriction
    object: Restriction
    obliques: tuple[tuple[str, Restriction], ...]
    event_type: str
    event_mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: tuple[str, ...]
    status: str | None
    complement: str | None
    contexts: tuple[str, ...]
    priority: int
    is_blocking: bool = field(init=False)
    has_particle: bool = field(init=False)
    needed: tuple[frozenset[str], ...] = field(init=False)  # one word of each must stand in the sentence
    position: tuple[str, bool] = field(init=False)  # all that `fits_position` asks of a sense
    has_own_words: bool = field(init=False)  # several words make the trigger; no mere evidence elsewhere in the sentence
    has_own_not: bool = field(init=False)  # the negation is part of what is told: "will not bow to" is a refusal made

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_blocking", self.event_type == "NONE")
        object.__setattr__(self, "has_particle", any(part.relation == "prt" for part in self.words))
        needed = [words for part in self.words for words in part.needed]
        needed += [frozenset(case.split()[:1]) for case, noun in self.obliques if noun.is_needed]
        object.__setattr__(self, "needed", tuple(needed))
        object.__setattr__(self, "has_own_words", any(part.relation not in ("any", "has") for part in self.words))
        object.__setattr__(self, "position", (self.pos, self.has_own_words))
        object.__setattr__(self, "has_own_not", any(part.denies for part in self.words))


class Candidates:
    """The senses that one word may have, so indexed that only those are met whose words stand in the sentence."""

    __slots__ = ("_always", "_by_word", "_further", "_words", "senses")

    def __init__(self, senses: tuple[TriggerSense, ...]) -> None:
        self.senses = senses
        self._always = [position for position, sense in enumerate(senses) if not sense.needed]
        self._further = {position: sense.needed[1:] for position, sense in enumerate(senses) if len(sense.needed) > 1}
        self._by_word: dict[str, list[int]] = {}
        for position, sense in enumerate(senses):
            for word in sense.needed[0] if sense.needed else ():
                self._by_word.setdefault(word, []).append(position)
        self._words = frozenset(self._by_word)

    def possible(self, bag: frozenset[str]) -> list[TriggerSense]:
        """The senses, in their order, that can be met in a sentence of these words."""
        further = self._further
        found = {*self._always}
        for word in self._words & bag:
            for position in self._by_word[word]:
                if position not in further or not any(map(bag.isdisjoint, further[position])):
                    found.add(position)
        return [self.senses[position] for position in sorted(found)]


UNKNOWN = Candidates(())


@dataclass(frozen=True, slots=True)
class ModeCue:
    """Words below a predicate that settle the mode of its event type, the first matching cue wins."""

    event_type: str
    event_mode: str
    where: str
    words: WordSet


@dataclass(frozen=True, slots=True)
class ContextCue:
    """Words in a sentence that tell a PLOVER context."""

    context: str
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class TriggerLexicon:
    """Everything that `find_triggers` needs.

    senses: by head lemma, in the order of the files. forms: inflected form → (lemma, VERB or NOUN) of every head, so
    that a wrong lemma of the parser costs nothing. classes: word class → its words.
    """

    senses: dict[str, tuple[TriggerSense, ...]]
    forms: dict[str, tuple[tuple[str, str], ...]]
    classes: dict[str, WordSet]
    mode_cues: dict[str, tuple[ModeCue, ...]] = field(default_factory=dict)
    context_cues: tuple[ContextCue, ...] = ()
    _indices: dict[tuple[str, ...], Candidates] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        indices = {tuple(sense.sense_id for sense in senses): Candidates(senses) for senses in self.senses.values()}
        object.__setattr__(self, "_indices", indices)

    def lemma_as(self, form: str, part_of_speech: str) -> str | None:
        """The first lemma of which the lower-case form is a VERB or NOUN form; None where it is none."""
        return next((lemma for lemma, pos in self.forms.get(form, ()) if pos == part_of_speech), None)

    def words(self, class_name: str) -> WordSet:
        return self.classes.get(class_name, EMPTY_WORDS)

    def wants_object(self, verb: Token) -> bool:
        """Whether the verb, but for a few of its senses, has an object: so "seize" and "sign", not "flee" and "fight"."""
        if any(self.words(kind).match(verb) for kind in TRANSITIVE):
            return True
        known = self.senses.get(verb.lemma.lower(), NO_SENSES)
        senses = [s for s in known if s.pos == "VERB" and not s.is_blocking and not s.has_particle]
        wanting = [s for s in senses if s.object.is_needed or any(part.relation == "obj" for part in s.words)]
        return bool(senses) and len(wanting) >= LEAST_TRANSITIVE * len(senses)

    def candidates(self, lemma: str, text: str) -> Candidates | None:
        """The senses that a token of this lemma and form may have, those of its lemma first; remembered by the pair."""
        found = self._remembered.get((lemma, text), UNKNOWN)
        if found is UNKNOWN:
            if len(self._remembered) >= CACHE_LIMIT:
                self._remembered.clear()
            senses = self._senses_of(lemma.lower(), text.lower())
            found = self._remembered[lemma, text] = self._indexed(senses) if senses else None
        return found

    def _senses_of(self, lemma: str, text: str) -> tuple[TriggerSense, ...]:
        found = self.senses.get(lemma, NO_SENSES)
        for form_lemma, pos in self.forms.get(text, ()):
            if form_lemma != lemma:
                found += tuple(sense for sense in self.senses[form_lemma] if sense.pos == pos)
        return found

    def _indexed(self, senses: tuple[TriggerSense, ...]) -> Candidates:
        """One index for all forms of a word."""
        key = tuple(sense.sense_id for sense in senses)
        if key not in self._indices:
            self._indices[key] = Candidates(senses)
        return self._indices[key]

    @cached_property
    def _remembered(self) -> dict[tuple[str, str], Candidates | None]:
        return {}

    @cached_property
    def context_words(self) -> dict[str, tuple[int, ...]]:
        """Word → positions of the context cues that list it."""
        found: dict[str, tuple[int, ...]] = {}
        for position, cue in enumerate(self.context_cues):
            for word in cue.words:
                found[word] = (*found.get(word, ()), position)
        return found

    @cached_property
    def context_pairs(self) -> dict[str, dict[str, tuple[int, ...]]]:
        """First lemma → second lemma → positions of the context cues that list the pair."""
        found: dict[str, dict[str, tuple[int, ...]]] = {}
        for position, cue in enumerate(self.context_cues):
            for first, second in cue.pairs:
                following = found.setdefault(first, {})
                following[second] = (*following.get(second, ()), position)
        return found

    @cached_property
    def topic_words(self) -> dict[str, frozenset[str]]:
        """Word → the classes among those of `trigger_topics` (`topic_*` and `*_noun`) that list it."""
        found: dict[str, frozenset[str]] = {}
        for name, words in self.classes.items():
            if name.startswith("topic_") or name.endswith("_noun"):
                for word in words.lemmas:
                    found[word] = found.get(word, frozenset()) | {name}
        return found


EMPTY_WORDS = WordSet()
