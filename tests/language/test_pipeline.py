"""The parser as the coder meets it: heads of sentences from many countries, exact offsets, hostile text."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.language.paragraphs import MOST_CHARACTERS, TextTooLongError
from orchestration.language.parsed import Sentence
from orchestration.language.pipeline import ModelMissingError, Parser

# sentence, (dependent, relation, head) that a coder of events needs
PARSES = [
    ("Rebels seized the town of Kamango on Sunday.", [("Rebels", "nsubj", "seized"), ("town", "obj", "seized")]),
    ("Sudan's army shelled a market in Omdurman.", [("army", "nsubj", "shelled"), ("market", "obj", "shelled")]),
    ("The Peruvian congress approved the budget.", [("congress", "nsubj", "approved"), ("budget", "obj", "approved")]),
    (
        "Two soldiers were killed by gunmen near Gao.",
        [("soldiers", "nsubj:pass", "killed"), ("gunmen", "obl:agent", "killed")],
    ),
    ("Thailand expelled three Cambodian diplomats.", [("Thailand", "nsubj", "expelled"), ("diplomats", "obj", "expelled")]),
    ("Police in Nairobi arrested 27 protesters.", [("Police", "nsubj", "arrested"), ("27", "nummod", "protesters")]),
    ("The minister said Bolivia would close the border.", [("minister", "nsubj", "said"), ("close", "ccomp", "said")]),
    (
        "The village was captured by Azerbaijani forces.",
        [("village", "nsubj:pass", "captured"), ("was", "aux:pass", "captured")],
    ),
    ("France and Germany signed an agreement.", [("France", "nsubj", "signed"), ("Germany", "conj", "France")]),
    ("Haiti's police chief resigned on Tuesday.", [("chief", "nsubj", "resigned"), ("Haiti", "nmod:poss", "chief")]),
    ("Ethiopia has sent 4,000 troops to the border.", [("Ethiopia", "nsubj", "sent"), ("4,000", "nummod", "troops")]),
    ("Colombia did not attack the camp.", [("not", "advmod", "attack"), ("camp", "obj", "attack")]),
    ("Norwegian farmers plan to block the port.", [("farmers", "nsubj", "plan"), ("block", "xcomp", "plan")]),
    ("The army, which controls Aden, has withdrawn.", [("army", "nsubj", "withdrawn"), ("controls", "acl:relcl", "army")]),
    (
        "Iraqi forces attacked militants hiding in a village.",
        [("militants", "obj", "attacked"), ("hiding", "acl", "militants")],
    ),
    ("The president of Chad met the king of Jordan.", [("president", "nsubj", "met"), ("Chad", "nmod", "president")]),
    ("Zambia’s parliament passed the law in May.", [("Zambia", "nmod:poss", "parliament"), ("law", "obj", "passed")]),
    ("Fighters loyal to the governor burned houses.", [("Fighters", "nsubj", "burned"), ("houses", "obj", "burned")]),
    ("Laos may impose sanctions on Vietnam.", [("may", "aux", "impose"), ("sanctions", "obj", "impose")]),
    ("Pakistan accused India of firing missiles.", [("Pakistan", "nsubj", "accused"), ("India", "obj", "accused")]),
    ("Tunisian judges freed the journalist.", [("judges", "nsubj", "freed"), ("journalist", "obj", "freed")]),
    ("“We will fight,” the general told reporters.", [("general", "nsubj", "told"), ("fight", "ccomp", "told")]),
]

ARTICLE = """Fiji Recalls Envoy From Samoa

APIA, June 3 — Fiji’s government recalled its ambassador on Monday, Gen. Pio Vuki said. “We regret it,” he added.
"The talks failed." Samoa's foreign ministry, which had protested, did not comment.

- The U.S. embassy closed at 5 p.m.
- No. 4 Battalion stayed in its barracks

About 1,200 18-year-olds were called up in 2014. They don't serve abroad!"""


def test_parses_the_arcs_that_events_hang_on(parser: Parser) -> None:
    """Nine of ten: a trained model errs now and then, and another training errs elsewhere."""
    missed = []
    for text, arcs in PARSES:
        (sentence,) = parser.parse(text)
        found = {(token.text, token.deprel, sentence.tokens[token.head].text) for token in sentence.tokens if token.head >= 0}
        missed += [(text, arc) for arc in arcs if arc not in found]
    assert len(missed) <= 0.1 * sum(len(arcs) for _, arcs in PARSES), missed


def _check(body: str, sentences: list[Sentence]) -> None:
    last_end = 0
    for index, sentence in enumerate(sentences):
        assert sentence.index == index
        assert sentence.text == body[sentence.char_start : sentence.char_end]
        roots = [token for token in sentence.tokens if token.head < 0]
        assert len(roots) == 1
        assert roots[0].deprel == "root"
        for token in sentence.tokens:
            assert body[token.char_start : token.char_end] == token.text != ""
            assert token.char_start >= last_end
            last_end = token.char_end
            assert token.lemma
            seen, above = set(), token.index
            while above >= 0:
                assert above not in seen
                seen.add(above)
                above = sentence.tokens[above].head


def test_offsets_and_trees_hold_over_an_article(parser: Parser) -> None:
    sentences = parser.parse(ARTICLE, headline_char_end=ARTICLE.index("\n"))
    _check(ARTICLE, sentences)
    assert [sentence.is_headline for sentence in sentences] == [True] + [False] * (len(sentences) - 1)
    assert [sentence.paragraph for sentence in sentences] == sorted(sentence.paragraph for sentence in sentences)
    assert [sentence.text for sentence in sentences] == [
        "Fiji Recalls Envoy From Samoa",
        "APIA, June 3 —",
        "Fiji’s government recalled its ambassador on Monday, Gen. Pio Vuki said.",
        "“We regret it,” he added.",
        '"The talks failed."',
        "Samoa's foreign ministry, which had protested, did not comment.",
        "- The U.S. embassy closed at 5 p.m.",
        "- No. 4 Battalion stayed in its barracks",
        "About 1,200 18-year-olds were called up in 2014.",
        "They don't serve abroad!",
    ]


def test_the_same_alone_and_among_others(parser: Parser) -> None:
    bodies = [ARTICLE, *(text for text, _ in PARSES), "", ARTICLE[::-1]]
    together = list(parser.parse_many((body, 0) for body in bodies))
    assert together == [parser.parse(body) for body in bodies]
    backwards = list(parser.parse_many((body, 0) for body in reversed(bodies)))
    assert backwards == together[::-1]


@pytest.mark.parametrize("body", ["", " \n\n \t", "\u200b\u200e\x00", "\n\n\n\n"])
def test_nothing_gives_nothing(parser: Parser, body: str) -> None:
    assert parser.parse(body) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from(
                ["U.S.", "said. “", "\n\n", "\n", "\u202eabc\u202c", "يوم", "北京。上海", "\x00", "don’t", "((((", "e.g.", "–"]
            ),
        ),
        max_size=12,
    ).map(" ".join)
)
def test_any_text_gives_sound_sentences(parser: Parser, body: str) -> None:
    _check(body, parser.parse(body))


@pytest.mark.parametrize(
    "body",
    [
        "a" * 30_000,
        "(" * 5_000,
        "a." * 10_000,
        "-" * 20_000,
        "\u0301" * 5_000,
        "word " * 6_000,
        "1-" * 8_000,
        "http://" + "a/" * 5_000,
    ],
    ids=["one word", "brackets", "stops", "hyphens", "accents", "no stop", "numbers", "address"],
)
def test_hostile_text_ends_soon(parser: Parser, body: str) -> None:
    started = time.process_time()
    _check(body, parser.parse(body))
    assert time.process_time() - started < 30


def test_text_beyond_the_limit_is_refused(parser: Parser) -> None:
    with pytest.raises(TextTooLongError, match="at most 2,000,000"):
        parser.parse("x" * (MOST_CHARACTERS + 1))


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="make train"):
        Parser(tmp_path)


def test_loads_quickly(parser: Parser) -> None:
    from orchestration.settings import Settings

    started = time.process_time()
    Parser(Settings.from_environment().model_dir)
    assert time.process_time() - started < 2


def test_model_is_small_and_names_no_machine() -> None:
    from orchestration.settings import Settings

    folder = Settings.from_environment().model_dir
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 15_000_000
    for name in ("config.cfg", "meta.json", "README.md"):
        text = (folder / name).read_text(encoding="utf-8")
        assert "/work" not in text
        assert "/tmp" not in text


@pytest.mark.parametrize(
    ("text", "word", "lemma", "xpos"),
    [
        ("Troops withdrew from the town.", "withdrew", "withdraw", "VBD"),
        ("Troops withdrew from the town.", "Troops", "troop", "NNS"),
        ("They are vying for power.", "vying", "vie", "VBG"),
        pytest.param("He's resigned from the cabinet.", "'s", "have", "VBZ", marks=pytest.mark.xfail(strict=True)),
        ("He's a colonel.", "'s", "be", "VBZ"),
        ("Russian shelling wounded five people.", "wounded", "wound", "VBD"),
        ("Protesters fled the square.", "fled", "flee", "VBD"),
    ],
)
def test_lemmas_in_context(parser: Parser, text: str, word: str, lemma: str, xpos: str) -> None:
    token = next(token for sentence in parser.parse(text) for token in sentence.tokens if token.text == word)
    assert (token.lemma, token.xpos) == (lemma, xpos)
