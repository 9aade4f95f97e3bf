"""The mode of a mention: from a clause, an instrument, the place, or a sense of its own; and what is no instrument."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.pipeline import Parser
from tests.coding.sentences import mentions_of

MODES = (
    ("Mongolian herders urged the ministry to rethink the quota on cashmere.", "urged", "change"),
    ("Peruvian teachers demand that every school get a cook.", "demand", "change"),
    ("Kenya urged both sides to stop the shelling.", "urged", "yield"),
    ("Chilean prosecutors demanded nine years for the colonel.", "demanded nine years", None),
    ("Ethiopian soldiers crossed into Somalia at the request of Mogadishu.", "at the request of", "assist"),
    ("The African Union will hold an emergency session at the request of Uganda.", "at the request of", "meet"),
    ("The presidents of Armenia and Azerbaijan met in Abu Dhabi in July.", "met", "third-party"),
    ("The foreign ministers of Chile and Peru met in Lima on Friday.", "met", None),
    ("The leaders of Greece and Turkey met in Athens.", "met", None),
    ("The leaders of Greece, Italy and Turkey met in Athens.", "met", "multilateral"),
    ("Insurgents fired rockets at a helicopter near Bor.", "fired rockets", "heavy-weapons"),
    ("Hooded gunmen stormed a nightclub in Guayaquil.", "stormed", None),
    ("Gunmen shot dead nine miners near Zacatecas.", "shot dead", "firearms"),
    ("Fighters captured a post and killed three tank crewmen.", "killed", None),
    ("A UN helicopter came under fire near Bor.", "came under fire", "firearms"),
    ("Azeri drones destroyed two trucks near Lachin.", "destroyed", "drone"),
    ("The army destroyed two drones near Lachin.", "destroyed", "destroy"),
    ("Debris from a missile set a warehouse alight in Lviv.", "set", "heavy-weapons"),
    ("Glide bombs levelled a school in Kherson.", "levelled", "aerial"),
    ("Niger suspended its defence treaty with Benin.", "suspended", "discontinue"),
    ("Ecuador broke off diplomatic ties with Bolivia.", "broke off diplomatic ties", "withdraw"),
    ("Malaysia threw out the North Korean ambassador.", "threw", "expel"),
    ("Tanzania rejected Kenya's plan for a joint port.", "rejected", None),
    ("Turkey threatened to double the duty on Greek olives.", "threatened", "restrict"),
    ("The army accused the rebels of using children as human shields.", "using", None),
    ("The officers attempted a coup in Ouagadougou in September.", "attempted a coup", "seize"),
)


@pytest.mark.parametrize(("sentence", "trigger", "mode"), MODES, ids=[sentence[:50] for sentence, _, _ in MODES])
def test_mode_of_a_mention(sentence: str, trigger: str, mode: str | None, parser: Parser, coder: RuleCoder) -> None:
    found = mentions_of(sentence, parser, coder)
    assert [m.event_mode for m in found if m.trigger_text == trigger] == [mode]
