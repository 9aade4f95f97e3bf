"""The vocabulary of conflict in the stead of other words of the same kind, so that the parser has met "shell", "raid" and
"gunmen" in every place that a sentence has for a verb and its arguments. For training only.
"""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lemminflect import getInflection

from orchestration.language.treebank import Word

VERB_TAGS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
NOUN_TAGS = frozenset(("NN", "NNS"))
PARTY_RELATIONS = frozenset(("nsubj", "nsubj:pass", "obj"))
# Dependents of a verb that another verb could not have.
BOUND_RELATIONS = frozenset(("compound:prt", "xcomp", "ccomp", "iobj", "cop"))


@dataclass(frozen=True)
class ConflictWords:
    """Lemmas: `transitive` verbs that name an event and have an object, `parties` that do or suffer it."""

    transitive: Sequence[str]
    parties: Sequence[str]

    @classmethod
    def load(cls, reference_dir: Path) -> "ConflictWords":
        """From `triggers_*.csv` and `role_nouns.csv`."""
        senses = [row for path in sorted(reference_dir.glob("triggers_*.csv")) for row in _rows(path)]
        verbs = {
            row["head"]
            for row in senses
            if row["pos"] == "VERB" and row["event_type"] != "NONE" and not row["words"] and row["head"].isalpha()
            if "obj" in row["recipient"].split("|") or row["object"] not in ("", "@none")
        }
        nouns = {row["noun"] for row in _rows(reference_dir / "role_nouns.csv") if row["noun"].isalpha() and row["sector"]}
        return cls(sorted(verbs), sorted(nouns))

    def put_into(self, sentence: list[Word], chance: random.Random) -> list[Word]:
        """The sentence with some of its transitive verbs, and of their subjects and objects, changed for such words."""
        words = list(sentence)
        for index, word in enumerate(sentence):
            if word.xpos in VERB_TAGS and word.upos == "VERB" and chance.random() < 0.5 and _is_plain(sentence, index):
                words[index] = _in_form(word, chance.choice(self.transitive))
        for index, word in enumerate(sentence):
            is_party = word.xpos in NOUN_TAGS and word.deprel in PARTY_RELATIONS
            if is_party and words[word.head] is not sentence[word.head] and chance.random() < 0.4:
                words[index] = _in_form(word, chance.choice(self.parties))
        return words


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


def _is_plain(sentence: list[Word], index: int) -> bool:
    """Whether the verb has an object or is in the passive, and nothing that depends on which verb it is."""
    relations = {word.deprel for word in sentence if word.head == index}
    return bool(relations & {"obj", "nsubj:pass"}) and not relations & BOUND_RELATIONS


def _in_form(word: Word, lemma: str) -> Word:
    """The lemma in the tag of the word; the word itself where the lemma has no such form."""
    forms = getInflection(lemma, tag=word.xpos)
    if not forms:
        return word
    form = forms[0]
    return replace(word, form=form[:1].upper() + form[1:] if word.form[:1].isupper() else form, lemma=lemma)
