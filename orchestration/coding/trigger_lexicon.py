"""The trigger dictionary in memory: senses, word classes, restrictions. Pure data and its tests on single words.

`orchestration/reference/triggers.py` builds it from `data/reference/triggers_*.csv`, `word_classes.csv`,
`mode_cues.csv` and `contexts.csv`; the header lines of those files say what each column means.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from orchestration.language.parsed import Token

PERSONAL_PRONOUNS = frozenset("he she it they we you i who whom which that them him her".split())

NAME_LIKE_TAGS = frozenset({"NOUN", "ADJ", "X"})
MATCH_WORD, MATCH_NAME, MATCH_PRONOUN = 1.0, 0.5, 0.25


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
        if self.has_names and (token.upos == "PROPN" or (token.upos in NAME_LIKE_TAGS and token.lemma[:1].isupper())):
            return MATCH_NAME
        if self.has_names and token.index == 0 and token.upos == "NOUN" and token.xpos == "NN" and token.text[:1].isupper():
            return MATCH_PRONOUN
        if self.has_pronouns and token.upos in ("PRON", "DET") and text in PERSONAL_PRONOUNS:
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

    @property
    def is_free(self) -> bool:
        return self.required is None and self.excluded is None and not self.is_none and not self.is_filled


def word_bag(tokens: Iterable[Token]) -> frozenset[str]:
    """Every lemma and form of the tokens, lower case, with the naive singulars that `WordSet.match` takes."""
    words: set[str] = set()
    for token in tokens:
        text = token.text.lower()
        words.add(token.lemma.lower())
        words.add(text)
        if text[-1:] == "s":
            words.add(text[:-1])
            if text.endswith("ies"):
                words.add(text[:-3] + "y")
    return frozenset(words)


@dataclass(frozen=True, slots=True)
class WordPart:
    """A further word of a trigger: `relation` to the head (prt, obj, obl, ...), preposition where it takes one, and words."""

    relation: str
    preposition: str
    words: WordSet
    sequence: tuple[str, ...] = ()

    def is_possible_in(self, bag: frozenset[str]) -> bool:
        """Whether a sentence of these words can hold the part at all: spares the look at the tree."""
        words = self.words
        if self.relation == "has" or words.has_names or words.has_pronouns or words.has_numbers or not words.lemmas:
            return True
        return not words.lemmas.isdisjoint(bag)


@dataclass(frozen=True, slots=True)
class TriggerSense:
    """One row of `triggers_*.csv`. event_type `NONE` blocks: it takes the words, and no event is coded.

    Slots (`actor`, `recipient`, `place`) are tried in order: subj, obj, iobj, poss, amod, compound, lv_subj (the subject
    of the light verb that governs an event noun), `obl:PREPOSITION`, `nmod:PREPOSITION`, none.
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

    @property
    def is_blocking(self) -> bool:
        return self.event_type == "NONE"

    @property
    def has_particle(self) -> bool:
        return any(part.relation == "prt" for part in self.words)


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


@dataclass(frozen=True, slots=True)
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

    def words(self, class_name: str) -> WordSet:
        return self.classes.get(class_name, EMPTY_WORDS)


EMPTY_WORDS = WordSet()
