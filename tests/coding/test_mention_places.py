"""Where an event happened that is told inside another one."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The house adjourned after a day of riots in Nairobi in which police fired tear gas.", "fired", "Nairobi"),
        ("Days of protests in Lima, in which students burned a police post, ended.", "burned", "Lima"),
        ("The raid on a village near Kaya in which six farmers were abducted was condemned.", "abducted", "Kaya"),
        ("In Tunis, where lawyers marched for the victims of a fire in Sfax, two were held.", "marched", "Tunis"),
    ],
)
def test_the_whole_tells_where_its_part_happened(
    text: str, trigger: str, place: str, parser: Parser, coder: RuleCoder
) -> None:
    mentions = coder.code(ParsedArticle("case", parser.parse(text), "2025-03-12")).event_mentions
    found = [mention.place.name for mention in mentions if mention.trigger_text == trigger and mention.place]
    assert found == [place]


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Troops quit a base at Dioura, days after rebels overran it and killed 40 soldiers.", "overran", "Dioura"),
        ("Rebels left Pibor, a town that soldiers had seized last year.", "seized", "Pibor"),
        ("Petro flew to Catatumbo, a region where fighting between rebels has killed 80 people.", "fighting", "Catatumbo"),
        ("The blockade has emptied filling stations in the Malian capital.", "blockade", "Bamako"),
        ("Gunmen shot dead a judge in Haiti's capital on Monday.", "shot dead", "Port-au-Prince"),
        ("In Lima police arrested 12 people, and gunmen killed a judge.", "killed", "Lima"),
        ("The rebels accused government aircraft of bombing homes in Kalehe territory.", "bombing", "Kalehe"),
        ("Putin met Erdogan at the Kremlin on Monday.", "met", "Kremlin"),
        ("The leaders of Egypt and Sudan met in Cairo and adopted a declaration.", "adopted a declaration", "Cairo"),
        ("Hundreds marched in La Paz to demand the release of prisoners.", "demand", "La Paz"),
        ("Troops recaptured the town of Aadan Yabaal from militants.", "recaptured", "Adan Yabaal"),
        ("Five people were shot dead at a Lahore mosque.", "shot dead", "Lahore"),
        ("Israel carried out air strikes near Tyre in southern Lebanon.", "air strikes", "Tyre"),
        ("El Fasher, the army's last foothold in Darfur, has been encircled since May.", "encircled", "El Fasher"),
        ("A drone hit the Kharkiv suburb of Merefa on Monday.", "hit", "Merefa"),
        ("Two cameramen covering a rally in Tirana were roughed up by policemen.", "roughed up", "Tirana"),
        ("Cocaine was seized in the port of Algeciras, and four dockers were handcuffed.", "handcuffed", "Algeciras"),
        ("Drones hit villages held by Fano militiamen in the Amhara region.", "hit", "Amhara"),
    ],
)
def test_the_place_that_a_phrase_stands_for(text: str, trigger: str, place: str, parser: Parser, coder: RuleCoder) -> None:
    mentions = coder.code(ParsedArticle("case", parser.parse(text), "2025-03-12")).event_mentions
    found = [
        mention.place.name or mention.place.text for mention in mentions if mention.trigger_text == trigger and mention.place
    ]
    assert found == [place]


@pytest.mark.parametrize("text", ["The Kremlin condemned the attack.", "The White House sent an envoy to Minsk in May."])
def test_a_seat_of_government_that_acts_is_no_place(text: str, parser: Parser, coder: RuleCoder) -> None:
    mentions = coder.code(ParsedArticle("case", parser.parse(text), "2025-03-12")).event_mentions
    assert mentions
    assert not [m.place.name for m in mentions if m.place is not None and m.place.name in ("Kremlin", "White House")]
