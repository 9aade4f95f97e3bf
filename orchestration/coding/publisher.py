"""Who "we" is in a text that its publisher speaks itself: a ministry's statement, a monitor's update. Pure.

A newspaper's "we" is nobody whose deeds are coded, nor is that of a publisher of whom nothing is known.
"""

from orchestration.coding.actor_lexicon import ActorLexicon, pieces
from orchestration.coding.actor_meaning import INTERNATIONAL, code_parts
from orchestration.coding.actors import CodedActor
from orchestration.coding.graph import Graph

SPEAKING = frozenset(("GOV", "MIL", "COP", "LEG", "JUD"))
BODIES = ("body", "institution")
PRESS, RIGHTS = "JRN", "rights"
RIGHTS_GROUP = "NGO"
PAPERS = frozenset(
    """broadcasting chronicle courier daily dispatch gazette guardian herald independent journal leader magazine mail mirror
    news observer post press radio review standard star sun telegraph television times tribune tv weekly wire""".split()
)
OPENING, CLOSING = "“", "”"


def publisher_of(source_name: str | None, lexicon: ActorLexicon, on_date: str | None) -> CodedActor | None:
    """The publisher as an actor: a known body, an office of a named country ("Ministry of Foreign Affairs, Republic of
    Korea"), or a group that has "Rights" in its name. on_date: the ISO day of publication."""
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
    if not PAPERS.isdisjoint(word for (word,) in lowered):
        return None
    roles = (lexicon.longest_role(lowered, position) for position in range(len(lowered)))
    sector = next((role[1].sector for role in roles if role is not None and role[1].sector in SPEAKING), None)
    if country is not None and sector is not None:
        return CodedActor(source_name or "", f"{country} {sector}", None, country, sector, 0, 0)
    if RIGHTS not in (word for (word,) in lowered):
        return None
    code = f"{country} SOC" if country is not None else RIGHTS_GROUP
    return CodedActor(source_name or "", code, None, country or RIGHTS_GROUP, "SOC" if country is not None else None, 0, 0)


def is_quoted(graph: Graph, index: int) -> bool:
    """Whether the token stands in a quotation that opens or closes in its sentence."""
    before = [token.text for token in graph.tokens[:index]]
    behind = [token.text for token in graph.tokens[index + 1 :]]
    opened = before.count(OPENING) > before.count(CLOSING) or before.count('"') % 2 == 1
    return opened or behind.count(CLOSING) > behind.count(OPENING) or behind.count('"') % 2 == 1
