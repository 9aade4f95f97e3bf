"""Chooses tag and features of a word together, within what the lexicon allows for its form.

Tagger and morphologizer decide alone and at times against each other or against the dictionary ("capturing" a noun).
Where they do, the pair of the highest joint probability among the allowed ones replaces both.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from orchestration.language.lexicon import Lexicon

Scores = NDArray[np.floating[Any]]
LEAST_PAIR_COUNT = 3


def count_pairs(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Which labels (see `join_label`) occur with which tag in a treebank, at least `LEAST_PAIR_COUNT` times."""
    counts = Counter(pairs)
    compatible: dict[str, list[str]] = {}
    for (tag, label), count in sorted(counts.items()):
        if count >= LEAST_PAIR_COUNT:
            compatible.setdefault(tag, []).append(label)
    return compatible


class JointTagger:
    """Corrects the tags and features of parsed documents in place.

    `compatible` maps a Penn tag to the labels (see `join_label`) that go with it.
    """

    def __init__(self, nlp: Language, lexicon: Lexicon, compatible: Mapping[str, Sequence[str]]) -> None:
        tagger, morphologizer = nlp.get_pipe("tagger"), nlp.get_pipe("morphologizer")
        self._tags: tuple[str, ...] = tagger.labels  # type: ignore[attr-defined]
        self._morph_labels: tuple[str, ...] = morphologizer.labels  # type: ignore[attr-defined]
        self._tag_layer = tagger.model.get_ref("softmax")  # type: ignore[attr-defined]
        self._morph_layer = morphologizer.model.get_ref("softmax")  # type: ignore[attr-defined]
        self._features = [_split_label(label) for label in self._morph_labels]
        places = {join_label(*features): place for place, features in enumerate(self._features)}
        self._compatible = np.zeros((len(self._tags), len(self._morph_labels)), dtype=bool)
        for row, tag in enumerate(self._tags):
            for label in compatible.get(tag, ()):
                if label in places:
                    self._compatible[row, places[label]] = True
        self._pairs = {tag: frozenset(labels) for tag, labels in compatible.items()}
        self._lexicon = lexicon

    def correct(self, doc: Doc) -> None:
        """Change `token.tag_`, `token.pos_` and the features of the words that need it."""
        for token in doc:
            allowed = self._lexicon.allowed_tags(token.text)
            tag = token.tag_
            label = join_label(str(token.morph), token.pos_)
            if (allowed is None or tag in allowed) and (tag not in self._pairs or label in self._pairs[tag]):
                continue
            self._choose(doc, token.i, allowed)

    def _choose(self, doc: Doc, index: int, allowed: frozenset[str] | None) -> None:
        vector = doc.tensor[index : index + 1]
        tag_scores = _log_softmax(self._tag_layer, vector)
        morph_scores = _log_softmax(self._morph_layer, vector)
        joint = np.where(self._compatible, morph_scores[None, :], -np.inf)
        best_labels = joint.argmax(axis=1)
        totals = tag_scores + joint.max(axis=1)
        if allowed is not None:
            totals = np.where([tag in allowed for tag in self._tags], totals, -np.inf)
        best = int(totals.argmax())
        if not np.isfinite(totals[best]):
            return
        token = doc[index]
        features, pos = self._features[int(best_labels[best])]
        token.tag_ = self._tags[best]
        token.pos_ = pos
        token.set_morph(features)  # type: ignore[attr-defined]


def join_label(features: str, pos: str) -> str:
    """Features and universal tag as one label, the tag last; spaCy's own labels sort it in among the features."""
    return f"{features}|POS={pos}" if features else f"POS={pos}"


def _split_label(label: str) -> tuple[str, str]:
    features = [feature for feature in label.split("|") if feature != "_"]
    pos = next((feature[4:] for feature in features if feature.startswith("POS=")), "X")
    return "|".join(feature for feature in features if not feature.startswith("POS=")), pos


def _log_softmax(layer: object, vector: Scores) -> Scores:
    weights, bias = layer.get_param("W"), layer.get_param("b")  # type: ignore[attr-defined]
    scores = (vector @ weights.T + bias)[0]
    scores = scores - scores.max()
    return scores - np.log(np.exp(scores).sum())  # type: ignore[no-any-return]
