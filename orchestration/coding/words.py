"""The coder's word lists as typed tables. Pure; `orchestration.reference.words` reads them from data/reference."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

FIGURING = frozenset(("put", "give", "offer"))  # "put the toll at 12", "gave a toll of 88"


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word that tells that somebody says something. Columns as in data/reference/cue_words.csv."""

    lemma: str
    pos: str
    kind: str
    frames: frozenset[str]


@dataclass(frozen=True)
class CoderWords:
    """cues: (lemma, pos) → cue; a verb may bring the word behind it: ("make clear", "VERB").

    governing: (lemma, pos) → effect on the status of what is governed.
    """

    cues: Mapping[tuple[str, str], CueWord]
    governing: Mapping[tuple[str, str], str]

    @cached_property
    def telling(self) -> frozenset[str]:
        """Every lemma that can be the cue of a statement, or begin one ("according to", "by the count of", "per")."""
        return frozenset(lemma.split()[0] for lemma, _ in self.cues) | {
            "accord",
            "according",
            "by",
            "in",
            "on",
            "per",
            *FIGURING,
        }
