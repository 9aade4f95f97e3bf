"""Who "we" is in a text that its publisher speaks itself: a ministry's statement, a monitor's update. Pure.

A newspaper's "we" is nobody whose deeds are coded, nor is that of a publisher of whom nothing is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from orchestration.coding.actor_lexicon import ActorLexicon, pieces
from orchestration.coding.actor_meaning import INTERNATIONAL, code_parts
from orchestration.coding.actors import CodedActor
from orchestration.coding.dictionaries import Dictionaries
from orchestration.coding.graph import Graph
from orchestration.coding.quotations import quoted_tokens
from orchestration.language.parsed import ParsedArticle

SPEAKING = frozenset(("GOV", "MIL", "COP", "LEG", "JUD"))
BODIES = ("body", "institution")
PRESS, RIGHTS = "JRN", "rights"
RIGHTS_GROUP = "NGO"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who speaks a text outside its quotations, which hold these (sentence, token); None: nobody whose deeds are coded."""

    actor: CodedActor | None = None
    quoted: frozenset[tuple[int, int]] = frozenset()

    def meant_at(self, graph: Graph, index: int) -> CodedActor | None:
        """The publisher as the "we" or "our" at the token; None where somebody is quoted."""
        if self.actor is None or (graph.sentence.index, index) in self.quoted:
            return None
        token = graph.tokens[index]
        return replace(self.actor, text=token.text, char_start=token.char_start, char_end=token.char_end)


NOBODY = Publisher()


def find_publisher(article: ParsedArticle, graphs: Sequence[Graph], dictionaries: Dictionaries) -> Publisher:
    """The publisher of the article, of which `graphs` are the sentences."""
    papers = dictionaries.triggers.words("press_name").lemmas
    actor = publisher_of(article.source_name, dictionaries.actors, papers, article.published_on)
    return Publisher(actor, quoted_tokens(graphs)) if actor is not None else NOBODY


def publisher_of(
    source_name: str | None, lexicon: ActorLexicon, papers: frozenset[str], on_date: str | None
) -> CodedActor | None:
    """The publisher as an actor: a known body, an office of a named country ("Ministry of Foreign Affairs, Republic of
    Korea"), or a group that has "Rights" in its name. papers: words that newspapers and stations are called by, in small
    letters. on_date: the ISO day of publication."""
    written = pieces(source_name or "")
    lowered = [(piece.lower(),) for piece in written]
    country = None
    start = 0
    while start < len(written):
        match = lexicon.longest_name(written, start, any_case=False)
        start += match[0] if match is not None else 1
        if match is None or not match[1]:
            continue
        actor = match[1][0]
        code = actor.code_on(on_date)
        named, sector = code_parts(code)
        if sector == PRESS:
            return None
        if actor.kind in BODIES and (named in INTERNATIONAL or sector in SPEAKING):
            return CodedActor(source_name or "", code, actor.actor_key, named, sector, 0, 0)
        country = country or named
    if not papers.isdisjoint(word for (word,) in lowered):
        return None
    roles = (lexicon.longest_role(lowered, position) for position in range(len(lowered)))
    sector = next((role[1].sector for role in roles if role is not None and role[1].sector in SPEAKING), None)
    if country is not None and sector is not None:
        return CodedActor(source_name or "", f"{country} {sector}", None, country, sector, 0, 0)
    if RIGHTS not in (word for (word,) in lowered):
        return None
    code = f"{country} SOC" if country is not None else RIGHTS_GROUP
    return CodedActor(source_name or "", code, None, country or RIGHTS_GROUP, "SOC" if country is not None else None, 0, 0)
