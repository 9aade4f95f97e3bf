"""Names of actors in sentences: spellings, dates, surnames, acronyms, and text that was never meant to be read."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.coding.actor_lexicon import Actor, ActorLexicon, Period, fold, pieces
from orchestration.coding.actor_names import ArticleActors, find_actor_names
from orchestration.language.parsed import Sentence, Token
from orchestration.reference.actors import load_actors
from orchestration.settings import PROJECT_DIR


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return load_actors(PROJECT_DIR / "data" / "reference")


def flat(text: str, index: int = 0) -> Sentence:
    """A sentence without a tree: words parted by spaces, capitalized ones proper nouns."""
    tokens: list[Token] = []
    position = 0
    for number, word in enumerate(text.split(" ")):
        upos = "PROPN" if word[:1].isupper() else "NOUN"
        tokens.append(Token(number, word, word.lower(), upos, "NN", "", number - 1, "dep", position, position + len(word)))
        position += len(word) + 1
    return Sentence(index, 0, 0, len(text), text, tokens)


def found(lexicon: ActorLexicon, text: str, day: str | None = "2024-11-01") -> list[tuple[str, str]]:
    parsed = flat(text)
    actors = ArticleActors([parsed], lexicon, day)
    return [(parsed.span_text(n.first_token, n.last_token), n.code) for n in actors.names_in(parsed)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the U.N. Security Council met", [("U.N. Security Council", "IGO UNO")]),
        ("al - Shabaab fighters", [("al - Shabaab", "SOM REB")]),
        ("Al-Shabab fighters", [("Al-Shabab", "SOM REB")]),
        ("Hizbollah and Hezbollah", [("Hizbollah", "LBN REB"), ("Hezbollah", "LBN REB")]),
        ("António Guterres spoke", [("António Guterres", "IGO UNO")]),
        ("Antonio Guterres spoke", [("Antonio Guterres", "IGO UNO")]),
        ("Itamar Ben - Gvir left", [("Itamar Ben - Gvir", "ISR GOV")]),
        ("the Lord 's Resistance Army", [("Lord 's Resistance Army", "UGA REB")]),
        ("give us bread", []),
        ("the US said", [("US", "USA")]),
        ("South Korean officials", [("South Korean", "KOR")]),
        ("in New Mexico yesterday", []),
        ("a gulf between them , Gulf of Mexico", []),
        ("Melania Trump arrived", []),
        ("President Trump arrived", [("Trump", "USA ELI")]),
        ("the trump card", []),
        ("PUTIN SAYS UKRAINE MUST YIELD", [("PUTIN", "RUS GOV"), ("UKRAINE", "UKR")]),
    ],
)
def test_names(lexicon: ActorLexicon, text: str, names: list[tuple[str, str]]) -> None:
    assert found(lexicon, text) == names


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2010-06-01", "USA"),
        ("2018-06-01", "USA GOV"),
        ("2022-06-01", "USA ELI"),
        ("2025-06-01", "USA GOV"),
        (None, "USA GOV"),
    ],
)
def test_the_office_of_the_day(lexicon: ActorLexicon, day: str | None, code: str) -> None:
    assert found(lexicon, "Donald Trump spoke", day) == [("Donald Trump", code)]


@pytest.mark.parametrize(("day", "code"), [("2019-01-01", "AFG REB"), ("2022-01-01", "AFG GOV")])
def test_a_group_that_took_power(lexicon: ActorLexicon, day: str, code: str) -> None:
    assert found(lexicon, "the Taliban said", day) == [("Taliban", code)]


def test_a_party_governs_only_while_it_governs(lexicon: ActorLexicon) -> None:
    assert [found(lexicon, "the Awami League said", day)[0][1] for day in ("2008-01-01", "2015-01-01", "2025-01-01")] == [
        "BGD PTY",
        "BGD GOV",
        "BGD PTY",
    ]


def test_a_surname_counts_after_the_full_name_or_a_title(lexicon: ActorLexicon) -> None:
    headline, lead, later = flat("Lytvynenko speaks"), flat("Oleksandr Lytvynenko spoke", 1), flat("Lytvynenko left", 2)
    actors = ArticleActors([headline, lead, later], lexicon, "2024-11-01")
    assert [names[0].actor_key for names in actors.names] == ["oleksandr-lytvynenko"] * 3
    assert found(lexicon, "Lytvynenko left") == []
    assert found(lexicon, "Kenya and Gen. Syrskyi left")[-1] == ("Syrskyi", "UKR MIL")


def test_a_title_picks_the_bearer_whose_country_is_named(lexicon: ActorLexicon) -> None:
    assert found(lexicon, "Malian President Keita fell", "2019-01-01")[-1] == ("Keita", "MLI GOV")


def test_an_acronym_counts_where_its_country_is_named(lexicon: ActorLexicon) -> None:
    assert found(lexicon, "Sudan accused the RSF")[-1] == ("RSF", "SDN REB")
    assert found(lexicon, "Norway accused the RSF") == [("Norway", "NOR")]


def test_an_acronym_in_parentheses_is_learned(lexicon: ActorLexicon) -> None:
    first, second = flat("the Arakan Army ( AKA ) attacked"), flat("the AKA withdrew", 1)
    actors = ArticleActors([first, second], lexicon, "2024-11-01")
    assert actors.names_in(second)[0].actor_key == "arakan-army"


def test_the_latest_bearer_of_a_surname_is_meant(lexicon: ActorLexicon) -> None:
    texts = ["Michel Aoun spoke", "Aoun left", "Joseph Aoun spoke", "Aoun left"]
    sentences = [flat(text, index) for index, text in enumerate(texts)]
    actors = ArticleActors(sentences, lexicon, "2025-03-01")
    assert [names[0].actor_key for names in actors.names] == ["michel-aoun", "michel-aoun", "joseph-aoun", "joseph-aoun"]


def test_who_has_left_office_counts_as_former() -> None:
    actor = Actor("x", "X Y", "person", (Period("PER GOV", "2020-01-01", "2021-01-01"),))
    assert [actor.code_on(day) for day in ("2019-01-01", "2020-06-01", "2022-01-01")] == ["PER", "PER GOV", "PER ELI"]


@given(st.text(max_size=200))
def test_pieces_of_any_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert all(piece.strip() for piece in pieces(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(exclude_characters=" "), min_size=1, max_size=12), min_size=1, max_size=12))
def test_any_words_give_names_in_order_and_apart(lexicon: ActorLexicon, words: list[str]) -> None:
    names = find_actor_names(flat(" ".join(words)), lexicon, "2024-01-01")
    assert all(a.last_token < b.first_token for a, b in pairwise(names))
    assert all(0 <= name.first_token <= name.last_token < len(words) for name in names)
