"""The coder: parsed articles in, coded articles out.

`Coder` is what the pipeline asks for, so that another coder can be set beside ours and scored on the same gold;
`RuleCoder` is ours, rules over the Universal Dependencies graph with the dictionaries of data/reference.
"""

from typing import Protocol

from orchestration.coding.article_coding import ArticleCoding
from orchestration.coding.dictionaries import Dictionaries
from orchestration.coding.model import CodedArticle
from orchestration.language.parsed import ParsedArticle


class Coder(Protocol):
    """Anything that codes parsed articles. `version` names coder, rules and dictionaries: equal versions, equal rows."""

    @property
    def version(self) -> str: ...

    def code(self, article: ParsedArticle) -> CodedArticle:
        """Everything found in one article, in text order."""
        ...


class RuleCoder:
    """Rules over the dependency graph. Pure: the same article gives the same rows."""

    def __init__(self, dictionaries: Dictionaries, version: str) -> None:
        self.dictionaries = dictionaries
        self._version = version

    @property
    def version(self) -> str:
        return self._version

    def code(self, article: ParsedArticle) -> CodedArticle:
        return ArticleCoding(article, self.dictionaries).run()
