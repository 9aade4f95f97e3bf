"""Place mentions: which names are places, what they resolve to, how the sentence stands to them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.coding.model import PlaceMention
from orchestration.coding.place_lookup import distance_km, name_key, point_at
from orchestration.coding.places import find_places
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from orchestration.reference.gazetteer import Gazetteer
from tests.coding.sentences import plain_sentences

PIECES = (
    *"Paris New York the of town Georgia , 's al - Auja U.S. Mr Smith ( ) east country 18 km southeast".split(),
    *"Pokrovsk in near Ukrainian soil capital ’ Ø 12,000".split(), "\u200b", "",
)  # fmt: skip


class Reader:
    """Reads text to place mentions with the installed parser and gazetteer."""

    def __init__(self, parser: Parser, gazetteer: Gazetteer) -> None:
        self.parser, self.gazetteer = parser, gazetteer

    def all(self, text: str, **known: str) -> list[PlaceMention]:
        article = ParsedArticle("article", self.parser.parse(text), **known)
        return [mention for mentions in find_places(article, self.gazetteer) for mention in mentions]

    def one(self, text: str, name: str) -> PlaceMention:
        found = [mention for mention in self.all(text) if mention.text == name]
        assert found, f"{name!r} is not among {[mention.text for mention in self.all(text)]}"
        return found[-1]


@pytest.fixture(scope="module")
def reader(parser: Parser, gazetteer: Gazetteer) -> Reader:
    return Reader(parser, gazetteer)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police questioned Jordan Smith for two hours.", "Jordan"),
        ("The Washington Post published the order.", "Washington"),
        ("Historians recall that President Lincoln signed the order.", "Lincoln"),
        ("Reading the verdict took the judge four hours.", "Reading"),
        ("Georgian Dream, the ruling party, rejected the report.", "Georgian"),
        ("The study was made at the University of Texas.", "Texas"),
        ("The FAO and the UN warned of hunger.", "FAO"),
        ("Four men caught the Marburg virus.", "Marburg"),
        ("According to Whitley, the guards fired first.", "Whitley"),
        ("The ministers will meet on Sunday in March.", "March"),
    ],
)
def test_names_of_other_things_are_no_places(reader: Reader, text: str, name: str) -> None:
    assert name not in {mention.text for mention in reader.all(text)}


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("Troops of the U.S. and the UK landed.", "U.S.", "country:USA"),
        ("Rebels took a base in the DRC.", "DRC", "country:COD"),
        ("Floods cut roads in the People's Republic of China.", "People's Republic of China", "country:CHN"),
        ("Gunmen crossed the West Bank.", "West Bank", "admin1:PSE:West Bank"),
        ("A tanker was seized in the Strait of Hormuz.", "Strait of Hormuz", "water:strait_of_hormuz"),
        ("Shelling went on throughout Donbas.", "Donbas", "region:donbas"),
        ("Fighters entered the Kursk region.", "Kursk", "admin1:RUS:Kursk"),
        ("Protests spread in Mexico.", "Mexico", "country:MEX"),
        ("Sanctions were agreed in Luxembourg.", "Luxembourg", "country:LUX"),
        ("Police in Long Beach, CA, fired tear gas.", "CA", "admin1:USA:California"),
        ("Rebels shelled the Abu Shouk camp.", "Abu Shouk", "place:abu_shouk"),
    ],
)
def test_names_are_found_under_their_ids(reader: Reader, text: str, name: str, place_id: str) -> None:
    assert reader.one(text, name).place_id == place_id


def test_qualifier_after_a_comma_decides(reader: Reader) -> None:
    assert reader.one("A man was shot in Springfield, Illinois.", "Springfield").admin1_name == "Illinois"
    assert reader.one("A man was shot in Springfield, Missouri.", "Springfield").admin1_name == "Missouri"
    assert reader.one("Police in Moscow, Idaho, arrested him.", "Moscow").country_code == "USA"


def test_owner_decides(reader: Reader) -> None:
    assert reader.one("Gunmen raided a village in Burkina Faso's Sahel region.", "Sahel").country_code == "BFA"
    assert reader.one("A bomb went off in the Spanish city of Cordoba.", "Cordoba").country_code == "ESP"


def test_near_places_decide(reader: Reader) -> None:
    assert reader.one("Troops moved from Selydove to Pokrovsk.", "Pokrovsk").country_code == "UKR"
    assert reader.one("A bus ran from Yakutsk to Pokrovsk.", "Pokrovsk").country_code == "RUS"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Moscow said that its troops had left.", "Moscow", "metonym"),
        ("Beijing has rejected the offer.", "Beijing", "metonym"),
        ("Ministers held talks with Tehran.", "Tehran", "metonym"),
        ("Nairobi's army crossed the border.", "Nairobi", "metonym"),
        ("A drone hit Moscow.", "Moscow", "literal"),
        ("Thousands marched in Nairobi.", "Nairobi", "literal"),
        ("Tehran residents fled.", "Tehran", "literal"),
        ("Russian troops left.", "Russian", "adjective"),
        ("The North Korean army fired a missile.", "North Korean", "adjective"),
    ],
)
def test_kinds(reader: Reader, text: str, name: str, kind: str) -> None:
    assert reader.one(text, name).kind == kind


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("Shells fell near Goma.", "Goma", "near"),
        ("Tanks rolled toward Khartoum.", "Khartoum", "toward"),
        ("Families fled from Aleppo.", "Aleppo", "from"),
        ("Rebels attacked in the Pokrovsk sector.", "Pokrovsk", "near"),
        ("Militants were killed west of Mosul.", "Mosul", "near"),
        ("A bomb exploded in Kabul.", "Kabul", "in"),
        ("Fighting went on in the east of Syria.", "Syria", "in"),
    ],
)
def test_relations(reader: Reader, text: str, name: str, relation: str) -> None:
    assert reader.one(text, name).relation == relation


def test_bearing_and_distance_move_the_point(reader: Reader, gazetteer: Gazetteer) -> None:
    mention = reader.one("The base lies about 18 km (11 miles) southeast of Pokrovsk, in Ukraine.", "Pokrovsk")
    town = next(place for place in gazetteer.candidates("pokrovsk") if place.place_id == mention.place_id)
    assert (mention.relation, mention.bearing, mention.distance_km) == ("near", "southeast", 18.0)
    assert (mention.latitude, mention.longitude) == (town.latitude, town.longitude)
    there = mention.point_latitude, mention.point_longitude
    assert there[0] is not None and there[1] is not None
    assert there[0] < town.latitude and there[1] > town.longitude
    assert distance_km(town.latitude, town.longitude, *there) == pytest.approx(18.0, abs=0.1)
    miles = reader.one("Shots were heard 60 miles north of Mogadishu.", "Mogadishu")
    assert miles.distance_km == pytest.approx(96.56, abs=0.01)


def test_common_nouns_mean_the_latest_fitting_place(reader: Reader) -> None:
    text = "Rebels seized Zalingei in Sudan on Monday. The army left the town. Shops in the capital stayed shut."
    assert reader.one(text, "the town").name == "Zalingei"
    assert reader.one(text, "the capital").name == "Khartoum"


def test_directions_are_parts_of_the_country_in_context(reader: Reader) -> None:
    text = "Ukraine lost Selydove, and troops pull back in the east of the country."
    east = reader.one(text, "the east of the country")
    assert (east.name, east.precision, east.country_code, east.place_id) == (
        "eastern Ukraine",
        "region",
        "UKR",
        "region:UKR:eastern",
    )
    south = reader.one("Rockets were fired from southern Lebanon.", "southern Lebanon")
    assert (south.name, south.precision) == ("southern Lebanon", "region")
    assert south.latitude is not None and south.latitude < 33.7
    assert reader.one("Infantrymen trained in the Russian far east.", "Russian far east").name == "Russian Far East"
    assert reader.one("No unit has fought on Ukrainian soil.", "Ukrainian soil").name == "Ukraine"


def test_unknown_names_stay_unknown_and_blank_no_others(reader: Reader) -> None:
    text = "Ukrainian troops left the village of Bezhradivka near Kupiansk."
    unknown = reader.one(text, "Bezhradivka")
    assert (unknown.is_resolved, unknown.name, unknown.latitude, unknown.place_id) == (False, None, None, None)
    assert reader.one(text, "Kupiansk").is_resolved
    assert [mention.text for mention in reader.all(text + " They burned the town.") if mention.kind == "common"] == []


def test_villages_of_any_name_and_hyphens_are_places(reader: Reader) -> None:
    assert not reader.one("Soldiers raided the village of Sheikh Zuwayn and detained 14 men.", "Sheikh Zuwayn").is_resolved
    assert not reader.one("A Haitian gang killed 70 people in the town of Pont-Xyr.", "Pont-Xyr").is_resolved
    assert reader.one("The army responded with artillery fire on Biehx.", "Biehx").kind == "literal"


def test_namesakes_of_countries_not_spoken_of_are_left_open(reader: Reader) -> None:
    assert not reader.one("Malian soldiers were ambushed near Gran on Friday.", "Gran").is_resolved
    assert reader.one("Malian soldiers were ambushed near Ber on Friday.", "Ber").country_code == "MLI"
    assert reader.one("Russian troops advanced near Kupyansk.", "Kupyansk").is_resolved
    assert [m.text for m in reader.all("The Red Cross received 20 soldiers.")] == []


def test_peoples_are_no_places(parser: Parser, gazetteer: Gazetteer) -> None:
    for text, place in (
        ("Bedouin fighters attacked Druze villages in Sweida.", "Sweida"),
        ("They fled Zumi hamlets near Goma.", "Goma"),
    ):
        article = ParsedArticle("article", parser.parse(text))
        found = find_places(article, gazetteer, [[]], is_role={"druze", "zumi"}.__contains__)
        assert [mention.text for mention in found[0]] == [place]


def test_region_behind_name_of_country(reader: Reader) -> None:
    assert reader.one("Bandits killed nine in Niger state.", "Niger").country_code == "NGA"
    assert reader.one("Niger's army killed nine in Tera.", "Niger").country_code == "NER"
    assert reader.one("Iran state media reported a blast.", "Iran").feature == "country"


def test_unknown_names_behind_parts_and_kinds(reader: Reader) -> None:
    for text, name in (
        ("Fighters drove thousands out of downtown Zurkova.", "Zurkova"),
        ("Rebels raided Ndibo locality on 25 September.", "Ndibo"),
        ("A clash erupted off Karumbal on Monday.", "Karumbal"),
        ("Militants hid in Dachipur forest.", "Dachipur"),
    ):
        assert not reader.one(text, name).is_resolved


def test_dateline_speaks_for_its_country(reader: Reader) -> None:
    def country(dateline: str) -> str | None:
        found = reader.all("Police in Cartagena arrested five men.", dateline_place=dateline)
        return next(mention.country_code for mention in found if mention.text == "Cartagena")

    assert country("MADRID") == "ESP"
    assert country("BOGOTA, Colombia") == "COL"


def test_lists_of_villages(reader: Reader) -> None:
    text = "Soldiers burned the villages of Umbakari, Dudenka and Maliuki."
    assert [mention.text for mention in reader.all(text)] == ["Umbakari", "Dudenka", "Maliuki"]


def test_spans_point_into_the_body(reader: Reader) -> None:
    body = "Rebels shell Goma\n\nGOMA, Congo - Troops fled to Bukavu.\n\nThe town of Sake fell, and Kinshasa blamed Kigali."
    for mention in reader.all(body):
        assert body[mention.char_start : mention.char_end] == mention.text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=25).map(" ".join), min_size=1, max_size=4))
def test_any_text_gives_distinct_spans_inside_it(gazetteer: Gazetteer, texts: list[str]) -> None:
    sentences = [sentence for sentence in plain_sentences(*texts) if sentence.tokens]
    for index, sentence in enumerate(sentences):
        sentence.index = index
    found = find_places(ParsedArticle("article", sentences), gazetteer)
    assert found == find_places(ParsedArticle("article", sentences), gazetteer)
    for sentence, mentions in zip(sentences, found, strict=True):
        spans = [(mention.char_start, mention.char_end) for mention in mentions]
        assert len(set(spans)) == len(spans)
        assert all(sentence.char_start <= start < end <= sentence.char_end for start, end in spans)
        assert all(mention.is_resolved == (mention.place_id is not None) for mention in mentions)


@given(st.text(max_size=40))
def test_name_key_is_stable(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@pytest.mark.parametrize(
    ("name", "key"),
    [("St. Petersburg", "saint petersburg"), ("Sana'a", "sanaa"), ("al-Auja", "al auja"), ("The Hague", "hague"),
     ("Łódź", "lodz"), ("Þingvellir", "þingvellir"), ("N’Djamena", "ndjamena"), ("Bosnia-Herzegovina", "bosnia herzegovina")],
)  # fmt: skip
def test_name_keys(name: str, key: str) -> None:
    assert name_key(name) == key


@given(
    st.floats(-75, 75), st.floats(-180, 180), st.sampled_from([0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0]),
    st.floats(0.1, 800),
)  # fmt: skip
def test_point_at_lies_at_its_distance(latitude: float, longitude: float, bearing: float, distance: float) -> None:
    there = point_at(latitude, longitude, bearing, distance)
    assert -180 <= there[1] <= 180
    assert distance_km(latitude, longitude, *there) == pytest.approx(distance, rel=0.01, abs=0.05)


def test_a_noun_of_the_name_stands_for_it(reader: Reader) -> None:
    text = "A ship stopped near Scarborough Shoal. Off Palawan a second one waited. China seized the shoal in 2012."
    assert reader.one(text, "the shoal").name == "Scarborough Shoal"
    assert not [mention for mention in reader.all("They passed the strait near Palawan.") if mention.text == "the strait"]


def test_several_countries_are_none(reader: Reader) -> None:
    assert not reader.all("Seven Latin American countries rejected the result.")
