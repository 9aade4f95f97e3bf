"""What the quantity rules know of words: units of measure, counted nouns, predicates that say what became of people.

Pure data; `orchestration.reference.units` fills it from data/reference/.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_PERSON_SUFFIXES = (
    "ist", "eer", "ian", "man", "woman", "ee", "ant", "ent", "er", "or", "ese", "ster", "crat", "nik",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure. unit: one of `tables.UNITS`; factor: how many of it one is. kind: distance, area, duration,
    money, share or mass.
    """

    name: str
    unit: str
    factor: float
    kind: str


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A noun that numbers count. unit: one of `tables.UNITS`. noun_class: soldier, recruit, captive, victim, civilian,
    official, vehicle, weapon, aid, place, event or thing.
    """

    noun: str
    unit: str
    noun_class: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What a predicate says of the people whom it counts. affects: object (or passive subject), subject or both."""

    role: str
    affects: str


@dataclass(frozen=True, slots=True)
class QuantityLexicon:
    """Units by every spelling, counted nouns by lemma and plural, fates of people by predicate lemma."""

    units: Mapping[str, Unit]
    nouns: Mapping[str, CountedNoun]
    predicates: Mapping[str, Fate]

    def listed(self, word: str) -> CountedNoun | None:
        """The entry of a noun in its singular or plural, None where the dictionary has none."""
        return self.nouns.get(word) or self.nouns.get(singular_of(word))

    def noun(self, word: str, is_capitalised: bool = False) -> CountedNoun | None:
        """The entry of a noun; by its ending where the dictionary has none ("gunners", "Rwandans"), else None."""
        found = self.listed(word)
        if found is not None:
            return found
        singular = singular_of(word)
        is_people = is_capitalised and word.endswith(("ans", "is", "ese", "ish", "ers", "ds", "bs", "rks", "ks", "gya"))
        if is_people or (singular != word and len(word) > 5 and singular.endswith(_PERSON_SUFFIXES)):
            return CountedNoun(singular, "person", "civilian")
        return None


def singular_of(word: str) -> str:
    """The regular singular of a plural noun; the word itself where it is none."""
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "shes", "ches")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word


EMPTY_LEXICON = QuantityLexicon(units={}, nouns={}, predicates={})
