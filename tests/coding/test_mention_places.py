"""Where an event happened that is told inside another one."""

import pytest

from orchestration.coding.coder import RuleCoder
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from tests.coding.sentences import mentions_of


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
    mentions = mentions_of(text, parser, coder)
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
    mentions = mentions_of(text, parser, coder)
    found = [
        mention.place.name or mention.place.text for mention in mentions if mention.trigger_text == trigger and mention.place
    ]
    assert found == [place]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The president fled to Senegal after a military coup.", "coup"),
        ("Yanukovych fled to Russia after protests.", "protests"),
        ("Residents fled to Bunia amid fighting.", "fighting"),
    ],
)
def test_where_they_fled_is_not_where_it_happened(text: str, trigger: str, parser: Parser, coder: RuleCoder) -> None:
    mentions = mentions_of(text, parser, coder)
    assert [m.place for m in mentions if m.trigger_text == trigger] == [None]


@pytest.mark.parametrize("text", ["The Kremlin condemned the attack.", "The White House sent an envoy to Minsk in May."])
def test_a_seat_of_government_that_acts_is_no_place(text: str, parser: Parser, coder: RuleCoder) -> None:
    mentions = mentions_of(text, parser, coder)
    assert mentions
    assert not [m.place.name for m in mentions if m.place is not None and m.place.name in ("Kremlin", "White House")]


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("Taliban forces clashed with rebels in Kunar and Nangarhar provinces.", "clashed", ["Kunar", "Nangarhar"]),
        ("Drones hit the Sumy and Kharkiv regions overnight.", "hit", ["Sumy", "Kharkiv"]),
        ("Insurgents attacked villages in the Sool and Sanaag regions of Somalia.", "attacked", ["Sool", "Sanaag"]),
        ("Gunmen killed 12 people in Plateau, Benue and Kogi states.", "killed", ["Plateau State", "Benue", "Kogi"]),
        ("Protesters marched in Lagos and Kano states.", "marched", ["Lagos", "Kano"]),
        ("Police raided homes in Mumbai and Gujarat.", "raided", ["Mumbai", "Gujarat"]),
        ("Bandits killed five people in Zamfara and Maiduguri.", "killed", ["Zamfara", "Maiduguri"]),
        ("Russian forces shelled Sumy oblast and Kharkiv.", "shelled", ["Sumy", "Kharkiv"]),
        ("Rebels attacked villages in North and South Kivu.", "attacked", ["North Kivu", "South Kivu"]),
        ("Rebels captured Goma in North Kivu and Bukavu in South Kivu.", "captured", ["Goma", "Bukavu"]),
        ("Rebels captured Goma in North Kivu.", "captured", ["Goma"]),
        ("Strikes hit Beirut, Tyre and the Bekaa valley.", "hit", ["Beirut", "Tyre", "Beqaa"]),
        ("Colombia closed its border with Venezuela on 3 February.", "closed", []),
        ("The EU banned imports from Russia and Belarus.", "banned", []),
        ("Cairo offered to mediate between Addis Ababa and Mogadishu.", "mediate", []),
        ("Police raided homes in Lagos, Nigeria.", "raided", ["Lagos"]),
        ("The army bombed a market in Nyala, in South Darfur.", "bombed", ["Nyala"]),
    ],
)
def test_places_joined_are_places_each(text: str, trigger: str, places: list[str], parser: Parser, coder: RuleCoder) -> None:
    mentions = mentions_of(text, parser, coder)
    assert [m.place.name for m in mentions if m.trigger_text == trigger and m.place] == places


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("At a session in Abuja, ECOWAS issued an ultimatum to Niger's coup leaders.", ["NER"]),
        ("Gunmen killed 12 people in Niger, police in Minna said.", ["NGA"]),
        ("Georgia's president refused to sign the bill.", ["GEO"]),
        ("The mayor of Atlanta met Georgia's governor.", ["USA"]),
    ],
)
def test_what_only_a_country_has_tells_which_is_meant(
    text: str, countries: list[str], parser: Parser, coder: RuleCoder
) -> None:
    coded = coder.code(ParsedArticle("case", parser.parse(text), "2025-03-12"))
    assert [place.country_code for place in coded.place_mentions if place.text in ("Niger", "Georgia")] == countries


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gunmen killed three soldiers in Mopti and two policemen in Gao.", [("Mopti", [3]), ("Gao", [2])]),
        (
            "Turkey arrested 40 people in Ankara, 60 in Istanbul and 12 in Adana.",
            [("Ankara", [40]), ("Istanbul", [60]), ("Adana", [12])],
        ),
        ("The United States sent 2,000 troops to Poland and 1,000 to Romania.", [("Poland", [2000]), ("Romania", [1000])]),
        ("Russian missiles killed 12 people in Kyiv and wounded 30 in Kharkiv.", [("Kyiv", [12]), ("Kharkiv", [30])]),
        ("Police arrested 12 people in Lagos and Abuja.", [("Lagos", [12]), ("Abuja", [12])]),
        ("Gunmen killed 12 villagers in Kebbi and a court in Abuja sentenced two.", [("Kebbi", [12]), ("Abuja", [2])]),
    ],
)
def test_each_place_has_its_own_count(
    text: str, told: list[tuple[str, list[float]]], parser: Parser, coder: RuleCoder
) -> None:
    mentions = mentions_of(text, parser, coder)
    assert [(m.place.name, [q.value for q in m.quantities]) for m in mentions if m.place] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels captured Goma on Monday and Bukavu on Tuesday.", [("Goma", "2025-03-10"), ("Bukavu", "2025-03-11")]),
        ("Talks were held in Doha on 3 March and in Cairo on 7 March.", [("Doha", "2025-03-03"), ("Cairo", "2025-03-07")]),
        ("Police raided homes in Lagos and Abuja on Monday.", [("Lagos", "2025-03-10"), ("Abuja", "2025-03-10")]),
        ("Rebels captured Goma on Monday and fled to Bukavu on Tuesday.", [("Goma", "2025-03-10")]),
    ],
)
def test_each_place_has_its_own_day(text: str, told: list[tuple[str, str]], parser: Parser, coder: RuleCoder) -> None:
    mentions = mentions_of(text, parser, coder)
    assert [(m.place.name, m.time.value_edtf) for m in mentions if m.place and m.time] == told


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Police arrested nine students in Dakar on Saturday as protesters blocked roads.", "blocked", "Dakar"),
        ("The governor imposed a curfew in Ebonyi after armed men abducted a priest.", "abducted", "Ebonyi"),
        ("Turkey struck Qamishli on Thursday as Russia shelled Kharkiv.", "shelled", "Kharkiv"),
        ("Police arrested an editor in Lusaka after soldiers had banned his paper.", "banned", None),
        ("Soldiers detained the mayor of Kidal after France imposed sanctions on Mali.", "imposed sanctions", None),
    ],
)
def test_what_was_done_meanwhile_was_done_there(
    text: str, trigger: str, place: str | None, parser: Parser, coder: RuleCoder
) -> None:
    mentions = mentions_of(text, parser, coder)
    assert [m.place.name if m.place else None for m in mentions if m.trigger_text == trigger] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen attacked South Sudan's capital.", "Juba"),
        ("Rebels bombed the Central African capital.", "Bangui"),
        ("Rioters burned shops in the capital of Papua New Guinea.", "Port Moresby"),
        ("A bomb killed nine in the capital of Trinidad and Tobago.", "Port of Spain"),
        ("Police arrested him in the capital of Peru's Cusco region.", "Cusco"),
        ("Troops attacked villages in Burkina Faso's east.", "eastern Burkina Faso"),
    ],
)
def test_a_countrys_name_of_several_words_is_read_whole(text: str, place: str, parser: Parser, coder: RuleCoder) -> None:
    mentions = mentions_of(text, parser, coder)
    assert [mention.place.name for mention in mentions if mention.place] == [place]


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Soldiers in Bamako refused to open fire.", "refused", "Bamako"),
        ("Workers at a mine in Potosi rejected the offer.", "rejected", "Potosí"),
        ("Cape Town taxi drivers down tools", "down tools", "Cape Town"),
        ("The government in Quito scrapped the curfew.", "scrapped the curfew", None),
        ("The lawmakers in Kyiv voted down the bill.", "voted down", None),
        ("Opposition leaders in Harare called for a boycott.", "called", None),
        ("Kampala turned to Beijing for a loan.", "turned", None),
        ("Baghdad pleaded with Ankara to release more water.", "pleaded", None),
    ],
)
def test_people_act_where_they_are_and_offices_only_sit_there(
    text: str, trigger: str, place: str | None, parser: Parser, coder: RuleCoder
) -> None:
    sentences = parser.parse(text, 0 if text.endswith(".") else len(text))
    mentions = coder.code(ParsedArticle("case", sentences, "2025-03-12")).event_mentions
    assert [m.place.name if m.place else None for m in mentions if m.trigger_text == trigger] == [place]
