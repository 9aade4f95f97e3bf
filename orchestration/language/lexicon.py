"""What tags an English word form can bear and what its lemma is: a word list from the treebanks and lemminflect.

The file is gzipped text, a form a line: `form<TAB>closed<TAB>class<TAB>tag:lemma tag:lemma ...`; the lemma is left away
where it is the form itself. `closed` is 1 when the tags listed are all the tags the form can have (proper nouns apart).
`class` names the readings that a dictionary gives the form ("NNS,VBZ"), empty when it has none.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

PROPER_TAGS = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Entry:
    """The tags of one lower-case form, each with the lemma of the form under it."""

    lemmas: Mapping[str, str]
    is_closed: bool
    word_class: str


@dataclass(slots=True)
class Lexicon:
    """Word forms by their lower-case spelling. Lines are read when first asked for: loading stays quick."""

    lines: dict[str, str]
    _entries: dict[str, Entry | None] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Lexicon":
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
        return cls({form: rest for form, _, rest in (line.partition("\t") for line in text.splitlines())})

    def entry(self, form: str) -> Entry | None:
        """The entry of a form in any case, None when the lexicon does not know it."""
        key = form.lower().replace("’", "'")
        if key not in self.lines:
            return None
        if key not in self._entries:
            closed, word_class, listed = self.lines[key].split("\t")
            pairs = (pair.partition(":") for pair in listed.split(" "))
            self._entries[key] = Entry({tag: lemma or key for tag, _, lemma in pairs}, closed == "1", word_class)
        return self._entries[key]

    def lemma(self, form: str, tag: str) -> str | None:
        entry = self.entry(form)
        return entry.lemmas.get(tag) if entry else None

    def mark_classes(self, doc: "Doc") -> None:
        """Write the class of every word into its lemma field, where the model reads it: what it knows of unseen words."""
        for token in doc:
            entry = self.entry(token.text)
            token.lemma_ = entry.word_class if entry else ""

    def may_be(self, form: str, tag: str) -> bool:
        """Is the form listed under the tag?"""
        return self.lemma(form, tag) is not None

    def is_never_name(self, form: str) -> bool:
        """Is the form known, and in no name?"""
        entry = self.entry(form)
        return entry is not None and not PROPER_TAGS & entry.lemmas.keys()

    def allowed_tags(self, form: str) -> frozenset[str] | None:
        """The only tags that the form can bear, None when every tag is possible."""
        entry = self.entry(form)
        if entry is None or not entry.is_closed:
            return None
        tags = frozenset(entry.lemmas)
        return tags | PROPER_TAGS if form[:1].isupper() else tags
