"""What the parser hands to the coder: sentences of tokens with a Universal Dependencies tree. Pure data.

Offsets are code points into the article body, end exclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field


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

    def __post_init__(self) -> None:
        if not self.children:
            self.children = [[] for _ in self.tokens]
            for token in self.tokens:
                if token.head >= 0:
                    self.children[token.head].append(token.index)

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
