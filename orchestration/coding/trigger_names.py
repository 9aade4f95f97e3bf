"""What the names of a sentence stand for, so that "Macron visited Algiers" meets a frame that asks for a president. Pure.

Frames say with plain nouns who may act ("president", "army", "party"). A name that the actor dictionary knows meets them
as the noun would that says what it is; the words are the classes `named_*` of `word_classes.csv`.
"""

from collections.abc import Mapping, Sequence

from orchestration.coding.actor_names import COUNTRY_KINDS, ActorName
from orchestration.coding.trigger_lexicon import TriggerLexicon

OF_PERSON = {"MIL": "named_commander", "REB": "named_commander", "PRM": "named_commander", "BUS": "named_manager"}
OF_BODY = {
    "GOV": "named_government",
    "MIL": "named_army",
    "REB": "named_rebels",
    "PRM": "named_rebels",
    "CRM": "named_gang",
    "COP": "named_police",
    "SPY": "named_service",
    "LEG": "named_parliament",
    "JUD": "named_court",
    "PTY": "named_party",
    "OPP": "named_party",
    "BUS": "named_company",
    "JRN": "named_media",
    "LAB": "named_union",
    "SOC": "named_charity",
    "MED": "named_charity",
}
BODIES = ("IGO", "NGO")
NO_NAMES: Mapping[int, frozenset[str]] = {}


def stand_ins(names: Sequence[ActorName], lexicon: TriggerLexicon) -> Mapping[int, frozenset[str]]:
    """For each token of a known name, the plain nouns that say what it is; peoples and adjectives of countries have none."""
    found: dict[int, frozenset[str]] = {}
    for name in names:
        class_name = _class_of(name)
        words = lexicon.words(class_name).lemmas if class_name is not None else None
        if words:
            found.update(dict.fromkeys(range(name.first_token, name.last_token + 1), words))
    return found or NO_NAMES


def _class_of(name: ActorName) -> str | None:
    if name.kind in COUNTRY_KINDS:
        return None if name.kind == "demonym" else "named_country"
    country, _, sector = name.code.partition(" ")
    if name.kind == "person":
        return OF_PERSON.get(sector, "named_leader")
    if country in BODIES:
        return "named_charity" if country == "NGO" else "named_body"
    return OF_BODY.get(sector)
