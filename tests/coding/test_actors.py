"""Who noun phrases mean. Trees are written by hand: word/lemma|UPOS|relation|head, one token after the other."""

import pytest

from orchestration.coding.actor_lexicon import ActorLexicon
from orchestration.coding.actors import ArticleActors, CodedActor, code_noun_phrase, code_shared_noun
from orchestration.coding.model import PlaceMention
from orchestration.language.parsed import ParsedArticle, Sentence, Token
from orchestration.reference.actors import load_actors
from orchestration.settings import PROJECT_DIR
from tests.gold.workbench import load_workbench

DAY = "2024-11-01"


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return load_actors(PROJECT_DIR / "data" / "reference")


def sentence(tree: str, index: int = 0) -> Sentence:
    """`U.S.|PROPN|compound|1 official/official|NOUN|nsubj|2 ...`; a word that begins with "_" follows without a space."""
    tokens: list[Token] = []
    text = ""
    for number, written in enumerate(tree.split()):
        word, upos, relation, head = written.rsplit("|", 3)
        form, _, lemma = word.partition("/")
        if form.startswith("_"):
            form = form[1:]
        elif text:
            text += " "
        start = len(text)
        text += form
        xpos = "NNS" if upos == "NOUN" and lemma else "NN"
        feats = "Number=Plur" if xpos == "NNS" else ""
        tokens.append(Token(number, form, lemma or form, upos, xpos, feats, int(head), relation, start, len(text)))
    return Sentence(index, 0, 0, len(text), text, tokens)


def coded(lexicon: ActorLexicon, tree: str, head: int, context: str | None = None, day: str = DAY) -> CodedActor:
    parsed = sentence(tree)
    actors = ArticleActors([parsed], lexicon, day)
    return code_noun_phrase(parsed, head, actors.names_in(parsed), lexicon, actors, context)


@pytest.mark.parametrize(
    ("tree", "head", "code", "text"),
    [
        ("Russian|ADJ|amod|1 forces/force|NOUN|nsubj|2 advanced|VERB|root|-1", 1, "RUS MIL", "Russian forces"),
        ("Moscow|PROPN|nsubj|1 said|VERB|root|-1", 0, "RUS GOV", "Moscow"),
        ("Moscow|PROPN|nmod:poss|2 _'s|PART|case|0 army|NOUN|nsubj|3 moved|VERB|root|-1", 2, "RUS MIL", "Moscow's army"),
        ("Kenya|PROPN|nsubj|1 agreed|VERB|root|-1", 0, "KEN", "Kenya"),
        (
            "a|DET|det|3 senior|ADJ|amod|3 U.S.|PROPN|compound|3 official|NOUN|nsubj|4 said|VERB|root|-1",
            3,
            "USA GOV",
            "a senior U.S. official",
        ),
        (
            "Lawmakers/lawmaker|NOUN|nsubj|3 in|ADP|case|2 Kyiv|PROPN|nmod|0 voted|VERB|root|-1",
            0,
            "UKR LEG",
            "Lawmakers in Kyiv",
        ),
        (
            "Seoul|PROPN|nmod:poss|3 _'s|PART|case|0 spy|NOUN|compound|3 agency|NOUN|nsubj|4 said|VERB|root|-1",
            3,
            "KOR SPY",
            "Seoul's spy agency",
        ),
        (
            "the|DET|det|2 prime|ADJ|amod|2 minister|NOUN|nsubj|5 of|ADP|case|4 Qatar|PROPN|nmod|2 said|VERB|root|-1",
            2,
            "QAT GOV",
            "the prime minister of Qatar",
        ),
        (
            "Georgia|PROPN|nmod:poss|2 _'s|PART|case|0 ambassador|NOUN|nsubj|5 to|ADP|case|4 Bulgaria|PROPN|nmod|2"
            " resigned|VERB|root|-1",
            2,
            "GEO GOV",
            "Georgia's ambassador to Bulgaria",
        ),
        (
            "Hackers/hacker|NOUN|nsubj|4 tied|VERB|acl|0 to|ADP|case|3 Beijing|PROPN|obl|1 breached|VERB|root|-1",
            0,
            "CHN",
            "Hackers tied to Beijing",
        ),
        (
            "the|DET|det|4 ruling|ADJ|amod|4 Georgian|PROPN|compound|3 Dream|PROPN|compound|4 party|NOUN|nsubj|5"
            " won|VERB|root|-1",
            4,
            "GEO GOV",
            "Georgian Dream party",
        ),
        (
            "about|ADV|advmod|1 10,000|NUM|nummod|4 North|ADJ|amod|3 Korean|ADJ|amod|4 soldiers/soldier|NOUN|nsubj|5"
            " left|VERB|root|-1",
            4,
            "PRK MIL",
            "North Korean soldiers",
        ),
        (
            "riot|NOUN|compound|1 police|NOUN|nsubj|4 in|ADP|case|3 Dhaka|PROPN|nmod|1 fired|VERB|root|-1",
            1,
            "BGD COP",
            "riot police in Dhaka",
        ),
        (
            "Iran|PROPN|obl|2 _-|PUNCT|punct|2 _backed|VERB|amod|3 militias/militia|NOUN|nsubj|6"
            " in|ADP|case|5 Iraq|PROPN|nmod|3 fired|VERB|root|-1",
            3,
            "IRQ PRM",
            "Iran-backed militias in Iraq",
        ),
        (
            "a|DET|det|1 spokesman|NOUN|nsubj|6 for|ADP|case|5 the|DET|det|5 Israeli|ADJ|amod|5 army|NOUN|nmod|1"
            " said|VERB|root|-1",
            1,
            "ISR MIL",
            "a spokesman for the Israeli army",
        ),
        ("Hamas|PROPN|compound|1 fighters/fighter|NOUN|nsubj|2 fled|VERB|root|-1", 1, "PSE REB", "Hamas fighters"),
        (
            "the|DET|det|1 chief|NOUN|nsubj|4 of|ADP|case|3 NATO|PROPN|nmod|1 spoke|VERB|root|-1",
            1,
            "IGO NAT",
            "the chief of NATO",
        ),
        (
            "the|DET|det|2 French|ADJ|amod|2 embassy|NOUN|nsubj|5 in|ADP|case|4 Bamako|PROPN|nmod|2 closed|VERB|root|-1",
            2,
            "FRA GOV",
            "the French embassy in Bamako",
        ),
        (
            "the|DET|det|1 embassy|NOUN|nsubj|4 in|ADP|case|3 Bamako|PROPN|nmod|1 closed|VERB|root|-1",
            1,
            None,
            "the embassy in Bamako",
        ),
        (
            "a|DET|det|2 former|ADJ|amod|2 minister|NOUN|nsubj|5 of|ADP|case|4 Brazil|PROPN|nmod|2 spoke|VERB|root|-1",
            2,
            "BRA ELI",
            "a former minister of Brazil",
        ),
        (
            "Peruvian|ADJ|amod|2 opposition|NOUN|compound|2 lawmakers/lawmaker|NOUN|nsubj|3 left|VERB|root|-1",
            2,
            "PER LEG",
            "Peruvian opposition lawmakers",
        ),
        (
            "Congolese|ADJ|amod|2 rebel|NOUN|compound|2 forces/force|NOUN|nsubj|3 left|VERB|root|-1",
            2,
            "COD REB",
            "Congolese rebel forces",
        ),
        ("Ukrainians/Ukrainian|PROPN|nsubj:pass|2 were|AUX|aux:pass|2 drafted|VERB|root|-1", 0, "UKR CVL", "Ukrainians"),
        ("Russians/Russian|PROPN|nsubj|1 attacked|VERB|root|-1", 0, "RUS", "Russians"),
        ("tear|NOUN|compound|1 gas|NOUN|obj|2 used|VERB|root|-1", 1, None, "tear gas"),
    ],
)
def test_phrase(lexicon: ActorLexicon, tree: str, head: int, code: str | None, text: str) -> None:
    found = coded(lexicon, tree, head)
    assert (found.code, found.text) == (code, text)
    assert found.text == sentence(tree).text[found.char_start : found.char_end]


@pytest.mark.parametrize(
    ("tree", "head", "context", "code"),
    [
        ("Its|PRON|nmod:poss|1 forces/force|NOUN|nsubj|2 advanced|VERB|root|-1", 1, "RUS MIL", "RUS MIL"),
        ("Its|PRON|nmod:poss|1 spokesman|NOUN|nsubj|2 spoke|VERB|root|-1", 1, "UKR MIL", "UKR MIL"),
        ("Its|PRON|nmod:poss|1 lawmakers/lawmaker|NOUN|nsubj|2 spoke|VERB|root|-1", 1, "PER GOV", "PER LEG"),
        ("the|DET|det|1 army|NOUN|nsubj|2 advanced|VERB|root|-1", 1, "SDN", "SDN MIL"),
        ("police|NOUN|nsubj|1 came|VERB|root|-1", 0, "KEN", "KEN COP"),
        ("its|PRON|nmod:poss|1 officials/official|NOUN|nsubj|2 came|VERB|root|-1", 1, "IGO UNO", "IGO UNO"),
        ("people|NOUN|nsubj|1 fled|VERB|root|-1", 0, "IGO UNO", None),
        ("Congress|PROPN|nsubj|1 voted|VERB|root|-1", 0, "PER", "PER LEG"),
        ("Congress|PROPN|nsubj|1 voted|VERB|root|-1", 0, "UKR", "USA LEG"),
        ("water|NOUN|compound|1 cannon|NOUN|obj|2 used|VERB|root|-1", 1, "GEO", None),
    ],
)
def test_a_phrase_without_a_country_takes_the_context(
    lexicon: ActorLexicon, tree: str, head: int, context: str, code: str | None
) -> None:
    found = coded(lexicon, tree, head, context)
    assert found.code == code
    assert found.is_from_context == (code is not None and code.split()[0] == context.split()[0])


@pytest.mark.parametrize("country", ["Norway|PROPN", "Chile|PROPN", "Ghana|PROPN", "Nepal|PROPN"])
def test_swapping_the_country_swaps_the_code(lexicon: ActorLexicon, country: str) -> None:
    tree = f"{country}|nmod:poss|3 _'s|PART|case|0 foreign|ADJ|amod|3 ministry|NOUN|nsubj|4 said|VERB|root|-1"
    found = coded(lexicon, tree, 3)
    assert found.sector == "GOV"
    assert found.country == coded(lexicon, f"{country}|nsubj|1 said|VERB|root|-1", 0).code


def test_an_unknown_person_is_coded_by_apposition_and_remembered(lexicon: ActorLexicon) -> None:
    first = sentence(
        "Tomas|PROPN|nsubj|7 Verlan|PROPN|flat|0 _,|PUNCT|punct|5 Slovenia|PROPN|nmod:poss|5 _'s|PART|case|3"
        " spokesman|NOUN|appos|0 _,|PUNCT|punct|5 left|VERB|root|-1"
    )
    second = sentence("Verlan|PROPN|nsubj|1 returned|VERB|root|-1", 1)
    actors = ArticleActors([first, second], lexicon, DAY)
    coded_first = code_noun_phrase(first, 0, actors.names_in(first), lexicon, actors)
    assert (coded_first.text, coded_first.code, coded_first.actor_key) == ("Tomas Verlan", "SVN GOV", None)
    assert code_noun_phrase(second, 0, actors.names_in(second), lexicon, actors).code == "SVN GOV"


def test_an_unknown_person_without_role_has_no_code(lexicon: ActorLexicon) -> None:
    assert coded(lexicon, "Tomas|PROPN|nsubj|2 Verlan|PROPN|flat|0 left|VERB|root|-1", 0, "SVN").code is None


def test_a_title_leads_to_the_person(lexicon: ActorLexicon) -> None:
    tree = "Kenyan|ADJ|amod|1 president|NOUN|nsubj|4 William|PROPN|flat|1 Ruto|PROPN|flat|2 left|VERB|root|-1"
    found = coded(lexicon, tree, 1)
    assert (found.text, found.code, found.actor_key) == ("William Ruto", "KEN GOV", "william-ruto")


def test_the_office_tells_the_person_of_the_day(lexicon: ActorLexicon) -> None:
    tree = "the|DET|det|2 Ukrainian|ADJ|amod|2 president|NOUN|nsubj|3 left|VERB|root|-1"
    assert coded(lexicon, tree, 2).actor_key == "volodymyr-zelensky"
    assert coded(lexicon, tree, 2, day="2016-05-01").actor_key == "petro-poroshenko"
    deputy = "a|DET|det|2 Ukrainian|ADJ|amod|2 president|NOUN|nsubj|3 left|VERB|root|-1"
    assert coded(lexicon, deputy, 2).actor_key is None


def test_one_president_five_spellings_and_his_capital(lexicon: ActorLexicon) -> None:
    """Every spelling and the office are one actor; the capital stands for the government and is another."""
    keys = set()
    for spelling in ("Zelensky", "Zelenskiy", "Zelenskyy", "Zelenskyi", "Zelenskii"):
        tree = f"Volodymyr|PROPN|nsubj|2 {spelling}|PROPN|flat|0 left|VERB|root|-1"
        keys.add(coded(lexicon, tree, 0).actor_key)
    keys.add(coded(lexicon, "the|DET|det|2 Ukrainian|ADJ|amod|2 president|NOUN|nsubj|3 left|VERB|root|-1", 2).actor_key)
    assert keys == {"volodymyr-zelensky"}
    capital = coded(lexicon, "Kyiv|PROPN|nsubj|1 agreed|VERB|root|-1", 0)
    assert (capital.code, capital.actor_key) == ("UKR GOV", None)


def test_spellings_office_and_capital_in_one_article() -> None:
    """The president is one actor under five spellings and by his office; "Kyiv" that speaks is his government, "Kyiv" that is
    hit a place."""
    text = (
        "Volodymyr Zelensky met Polish ministers on Monday. Zelenskiy thanked Poland for its help. Zelenskyy accused Russia of"
        " shelling Kherson. Zelenskyi signed a law on Tuesday. Zelenskii arrived in Warsaw for talks. The Ukrainian president"
        " urged Germany to send missiles. Kyiv rejected the proposal. A missile struck Kyiv on Friday."
    )
    bench = load_workbench()
    coded = bench.coder.code(ParsedArticle("one", bench.parser.parse(text, 0), "2025-03-12"))
    doers = {
        mention.sentence_index: [(p.actor_key, p.code) for p in mention.participants if p.role == "actor"]
        for mention in coded.event_mentions
        if mention.sentence_index != 2 or mention.event_type == "ACCUSE"
    }
    president = [("volodymyr-zelensky", "UKR GOV")]
    assert [doers.get(index) for index in (0, 2, 3, 4, 5)] == [president] * 5
    assert doers[6] == [(None, "UKR GOV")]
    strike = next(mention for mention in coded.event_mentions if mention.sentence_index == 7)
    assert strike.place is not None and (strike.place.name, strike.place.kind) == ("Kyiv", "literal")
    assert doers[7] == []


def test_two_countries_share_a_noun(lexicon: ActorLexicon) -> None:
    parsed = sentence("American|ADJ|amod|3 and|CCONJ|cc|2 Filipino|ADJ|conj|0 troops/troop|NOUN|nsubj|4 trained|VERB|root|-1")
    actors = ArticleActors([parsed], lexicon, DAY)
    found = code_shared_noun(parsed, 3, actors.names_in(parsed), lexicon, actors)
    assert [(actor.text, actor.code) for actor in found] == [("American", "USA MIL"), ("Filipino troops", "PHL MIL")]
    alone = sentence("Filipino|ADJ|amod|1 troops/troop|NOUN|nsubj|2 trained|VERB|root|-1")
    actors = ArticleActors([alone], lexicon, DAY)
    assert [actor.code for actor in code_shared_noun(alone, 1, actors.names_in(alone), lexicon, actors)] == ["PHL MIL"]


def test_a_resolved_place_tells_the_country(lexicon: ActorLexicon) -> None:
    parsed = sentence("a|DET|det|1 court|NOUN|nsubj|4 in|ADP|case|3 Lviv|PROPN|nmod|1 sat|VERB|root|-1")
    actors = ArticleActors([parsed], lexicon, DAY)
    place = PlaceMention(0, 11, 15, "Lviv", "literal", 3, 3, 3, is_resolved=True, country_code="UKR")
    found = code_noun_phrase(parsed, 1, actors.names_in(parsed), lexicon, actors, None, [place])
    assert found.code == "UKR JUD"
    unresolved = PlaceMention(0, 11, 15, "Lviv", "literal", 3, 3, 3)
    assert code_noun_phrase(parsed, 1, actors.names_in(parsed), lexicon, actors, None, [unresolved]).code is None


def test_a_resolved_place_corrects_the_country_of_a_name(lexicon: ActorLexicon) -> None:
    parsed = sentence("Georgia|PROPN|nmod:poss|2 _'s|PART|case|0 governor|NOUN|nsubj|3 spoke|VERB|root|-1")
    actors = ArticleActors([parsed], lexicon, DAY)
    place = PlaceMention(0, 0, 7, "Georgia", "literal", 0, 0, 0, is_resolved=True, country_code="USA")
    assert code_noun_phrase(parsed, 2, actors.names_in(parsed), lexicon, actors, None, [place]).code == "USA GOV"
