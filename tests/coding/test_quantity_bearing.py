"""Which of the numbers of a sentence measure its event, and which only tell who, how old, how long ago or by when."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.pipeline import Parser
from tests.coding.sentences import mentions_of


@pytest.mark.parametrize(
    ("text", "trigger", "counted"),
    [
        ("Troops killed 14 suspected militants in Swat.", "killed", [(14, "person")]),
        ("Police nabbed five suspected dealers in Oran.", "nabbed", [(5, "person")]),
        ("The court jailed nine men and a 17-year-old.", "jailed", [(9, "person")]),
        ("Russia lowered the call-up age from 27 to 25.", "lowered", [(25, "year"), (27, "year")]),
        ("A drone hit a five-storey block in Odesa, killing three.", "hit", [(3, "person")]),
        ("Police seized 7 tonnes of cocaine in Antwerp.", "seized", []),
        ("The gang demanded 10 million pesos for each hostage.", "demanded", []),
        ("Rebels retook Wau after two weeks of fighting.", "retook", []),
        ("Rebels retook Wau after two weeks of fighting.", "fighting", [(2, "week")]),
        ("Uganda gave the envoy 48 hours to leave.", "gave", []),
        ("Turkey's president visited Cairo for the first time in ten years.", "visited", []),
        ("Police beat marchers in Harare for two hours.", "beat", []),
        ("Fighters held the base for three days.", "held", [(3, "day")]),
        ("The court sentenced him to five years in prison.", "sentenced", [(5, "year")]),
        ("Kenya sent a 300-strong force to Haiti.", "sent", [(300, "person")]),
        ("Police made 20 arrests in Bern.", "made 20 arrests", [(20, "person")]),
        ("The clashes have claimed more than 60 lives in Darfur.", "clashes", [(60, "person")]),
        ("Oman pledged an additional USD 5 million for Gaza.", "pledged", [(5_000_000, "usd")]),
        ("Prosecutors charged a minister over the collapse of a roof that killed 15 people in Novi Sad.", "charged", []),
        ("Two men were arrested after a fire that killed 40 workers in Dhaka.", "arrested", [(2, "person")]),
        ("Troops shelled rebels who were advancing on Sake, killing nine.", "shelled", [(9, "person")]),
        ("Police held a man who stabbed commuters in Oslo, killing two.", "stabbed", [(2, "person")]),
        ("A soldier who had turned on his trainers, killing four, was shot dead.", "shot dead", [(1, "person")]),
        ("Nurses have been camping outside the ministry since February 13 last year.", "camping", []),
        ("Students demanded justice for the 15 people killed when a roof collapsed in Novi Sad.", "demanded", []),
        ("Ottawa pledged C$5 million (US$3 million) for Gaza.", "pledged", [(3_000_000, "usd")]),
    ],
)
def test_what_measures_the_event(
    text: str, trigger: str, counted: list[tuple[float, str]], parser: Parser, coder: RuleCoder
) -> None:
    mentions = mentions_of(text, parser, coder)
    found = [sorted((q.value, q.unit) for q in m.quantities if q.value) for m in mentions if m.trigger_text == trigger]
    assert found == [counted]
