"""Whom short definite phrases stand for: "the group", "the bloc", "the country", "the attackers". Pure."""

from orchestration.coding.actor_lexicon import ActorLexicon
from orchestration.coding.actors import CodedActor
from orchestration.coding.anaphors import ATTACKERS, BODIES, COMPANIES, GROUPS, PARTIES, STATES
from orchestration.coding.coreference import Discourse
from orchestration.coding.graph import Graph

LOOKBACK_SENTENCES = 5
FIGHTERS = frozenset(("REB", "PRM", "CRM"))
ARMED = FIGHTERS | {"UAF"}
ORGANIZED = frozenset((*ARMED, "OPP", "SOC", "PTY", "REL", "LAB", "JRN"))


def antecedent_of(
    discourse: Discourse, lexicon: ActorLexicon, graph: Graph, head: int, country: str | None = None
) -> tuple[Graph, int] | None:
    """The noun phrase named before that the anaphor at `head` stands for; of this country, where the anaphor names one."""
    lemma = graph.tokens[head].lemma.lower()

    def kind_of(coded: CodedActor) -> str:
        actor = lexicon.actors.get(coded.actor_key) if coded.actor_key is not None else None
        return actor.kind if actor is not None else ""

    def accepts(there: Graph, noun: int, coded: CodedActor) -> bool:
        if country is not None and (coded.country != country or coded.sector is None):
            return False
        kind = kind_of(coded)
        own = there.tokens[noun]
        is_name = own.upos == "PROPN" or kind not in ("", "person")
        if lemma in STATES:
            return (
                coded.sector in (None, "GOV") and coded.country not in (None, "IGO", "NGO", "IMG") and kind == "" and is_name
            )
        if lemma in ATTACKERS:
            return coded.sector in ARMED and (there is not graph or noun != head)
        if lemma == "rebel" and coded.sector != "REB":
            return False
        if lemma in GROUPS and (
            kind == "group"
            or coded.sector in (ARMED if lemma in ("militant", "fighter") else FIGHTERS)
            or (is_name and kind == "" and coded.sector in ORGANIZED)
        ):
            return True
        if lemma in ("organization", "organisation", "movement", "group") and kind == "body" and coded.country != "IGO":
            return True
        if lemma in BODIES and coded.country == "IGO":
            return own.lemma.lower() != lemma or is_name
        if lemma in PARTIES:
            return kind == "party" or (is_name and coded.sector in ("PTY", "OPP"))
        return lemma in COMPANIES and is_name and coded.sector == "BUS"

    return discourse.antecedent(accepts, graph.sentence.index, head, LOOKBACK_SENTENCES)
