"""What the parser hands to the coder: sentences of tokens with a Universal Dependencies tree. Pure data.

Offsets are code points into the article body, end exclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter

_TEXT, _LEMMA, _SEEN = attrgetter("text"), attrgetter("lemma"), attrgetter("xpos", "upos", "deprel", "head")


@dataclass(slots=True)
class Token:
    """One word. `head` is the index of the governor in the sentence, -1 for the root; `xpos` is the Penn tag."""

    index: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    char_start: int
    char_end: int


@dataclass(slots=True)
class Sentence:
    """One sentence with its tree. `children[i]` lists the dependents of token i in text order."""

    index: int
    paragraph: int
    char_start: int
    char_end: int
    text: str
    tokens: Sequence[Token]
    is_headline: bool = False
    children: list[list[int]] = field(default_factory=list)
    _texts: list[str] = field(init=False, repr=False, compare=False)
    _lemmas: list[str] = field(init=False, repr=False, compare=False)
    _marks: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.children:
            self.children = [[] for _ in self.tokens]
            for token in self.tokens:
                if token.head >= 0:
                    self.children[token.head].append(token.index)

    @property
    def texts(self) -> list[str]:
        """The words as written, lower case; worked out when first asked for."""
        try:
            return self._texts
        except AttributeError:
            self._texts = list(map(str.lower, map(_TEXT, self.tokens)))
            return self._texts

    @property
    def lemmas(self) -> list[str]:
        """The lemmas, lower case; worked out when first asked for."""
        try:
            return self._lemmas
        except AttributeError:
            self._lemmas = list(map(str.lower, map(_LEMMA, self.tokens)))
            return self._lemmas

    @property
    def marks(self) -> frozenset[str]:
        """What stands in the sentence, told once for all rules: every word in lower case, tag and relation, "VBN/acl" for
        each token and "acl/NOUN" for what is above it. A rule that needs a mark that is not here cannot apply.
        """
        try:
            return self._marks
        except AttributeError:
            self._marks = self._find_marks()
            return self._marks

    def _find_marks(self) -> frozenset[str]:
        if not self.tokens:
            return frozenset()
        tags, parts, relations, heads = zip(*map(_SEEN, self.tokens), strict=True)
        of_tags, of_parts = zip(tags, relations, strict=True), zip(parts, relations, strict=True)
        above = zip(relations, map(parts.__getitem__, heads), strict=True)
        pairs = map("/".join, chain(of_tags, of_parts, above))
        return frozenset[str]().union(self.texts, tags, parts, relations, pairs)

    def span_text(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included, as it stands in the body."""
        return self.text[self.tokens[first].char_start - self.char_start : self.tokens[last].char_end - self.char_start]


@dataclass(slots=True)
class ParsedArticle:
    """The sentences of one article and what is known of it from outside its text.

    `published_on` is the ISO day of publication (UTC) or None; `dateline_place` the place of the dateline or None.
    """

    article_id: str
    sentences: list[Sentence]
    published_on: str | None = None
    dateline_place: str | None = None
    source_name: str | None = None
