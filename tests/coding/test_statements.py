"""Statements against sentences with expected speaker and content, and the rules on hostile trees and stray marks."""

import timeit
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.coding.article_coding import ArticleCoding
from orchestration.coding.dictionaries import Dictionaries
from orchestration.coding.graph import Graph
from orchestration.coding.quotations import carry_quotations, find_quotations
from orchestration.coding.sayings import Saying
from orchestration.coding.statements import find_sayings
from orchestration.coding.words import CoderWords
from orchestration.language.parsed import ParsedArticle, Sentence, Token
from orchestration.language.pipeline import Parser
from orchestration.reference.actors import load_actors
from orchestration.reference.gazetteer import Gazetteer
from orchestration.reference.triggers import load_triggers
from orchestration.reference.units import load_holidays, load_quantities
from orchestration.reference.words import load_calibration, load_words
from orchestration.settings import Settings
from tests.coding.attribution_scoring import AttributionScore, Found, ReadText, find_statements, score_cases
from tests.coding.sentences import plain_sentences, read_cases

ROWS = read_cases("attribution_sentences.csv")
LEAST = {"true": 0.85, "false": 0.95}
SLOWEST_REJECT = 200e-6


@pytest.fixture(scope="module")
def words() -> CoderWords:
    return load_words(Settings.from_environment().reference_dir)


@pytest.fixture(scope="module")
def read(parser: Parser, gazetteer: Gazetteer, words: CoderWords) -> ReadText:
    """Mends trees just as the coder does, because it is the coder's own first step."""
    folder = Settings.from_environment().reference_dir
    dictionaries = Dictionaries(
        triggers=load_triggers(folder),
        actors=load_actors(folder),
        gazetteer=gazetteer,
        words=words,
        quantities=load_quantities(folder),
        holidays=load_holidays(folder),
        calibration=load_calibration(folder),
    )

    def graphs(text: str, is_headline: bool) -> list[Graph]:
        sentences = parser.parse(text, len(text) if is_headline else 0)
        return ArticleCoding(ParsedArticle("case", sentences), dictionaries).graphs

    return graphs


@pytest.fixture(scope="module")
def scores(read: ReadText, words: CoderWords) -> dict[str, AttributionScore]:
    parts = {part: [row for row in ROWS if row["is_held_out"] == part] for part in LEAST}
    return {part: score_cases(rows, read, words) for part, rows in parts.items()}


def test_the_table_is_wide_and_verbatim() -> None:
    assert len({row["case"] for row in ROWS}) >= 120
    assert len({row["case"] for row in ROWS if row["is_held_out"] == "true"}) >= 60
    assert len({row["country"] for row in ROWS}) >= 40
    for row in ROWS:
        assert all(part in row["text"] for part in (row["speaker"], row["cue"], *row["content"].split(" ... "))), row


@pytest.mark.parametrize("part", sorted(LEAST))
@pytest.mark.parametrize("figure", ["speaker", "content", "kind", "is_negated"])
def test_statements_are_found(scores: dict[str, AttributionScore], part: str, figure: str) -> None:
    notes = "\n".join(scores[part].notes)
    assert scores[part].figures()[figure] >= LEAST[part], notes


@pytest.mark.parametrize("part", sorted(LEAST))
def test_few_statements_are_made_up(scores: dict[str, AttributionScore], part: str) -> None:
    assert scores[part].figures()["spurious"] <= 0.08


@pytest.fixture(scope="module")
def found_in(read: ReadText, words: CoderWords) -> partial[list[Found]]:
    return partial(find_statements, is_headline=False, read=read, words=words)


@pytest.mark.parametrize(
    "text",
    [
        "The minister declined to say whether the troops had left.",
        "Rioters threw stones, police responded.",
        "The talks continued on Tuesday, and the road was opened.",
    ],
)
def test_nobody_says_anything(text: str, found_in: partial[list[Found]]) -> None:
    assert found_in(text) == []


def test_a_court_behind_a_ministry_is_not_its_word(found_in: partial[list[Found]]) -> None:
    text = "Guards held two brokers in Accra, the interior ministry said, and a court sentenced a third."
    (statement,) = found_in(text)
    assert max(end for _, end in statement.content) <= text.index(", the interior")


def test_a_quotation_goes_on_in_the_next_sentence(found_in: partial[list[Found]]) -> None:
    text = '"The dam is safe," the engineer said. "Nobody has to leave. We check it daily." Divers went home.'
    (statement,) = found_in(text)
    said = " ".join(text[start:end] for start, end in sorted(statement.content))
    assert said == "The dam is safe Nobody has to leave We check it daily"


def _graphs(*texts: str, paragraphs: tuple[int, ...] = ()) -> list[Graph]:
    sentences = plain_sentences(*texts)
    for position, sentence in enumerate(sentences):
        sentence.paragraph = paragraphs[position] if paragraphs else 0
        for token in sentence.tokens:
            token.upos = "X" if token.text.isalnum() else "PUNCT"
    return [Graph(sentence) for sentence in sentences]


def _say(cue: int, *content: int) -> Saying:
    return Saying(cue, cue, "say", [cue - 1], frozenset(content), None, False, True)


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    graphs = _graphs("“ We stay , ” he said .", "“ It is ours .", "“ It was so .", "The end .", paragraphs=(0, 0, 1, 2))
    carried = carry_quotations(graphs, [[_say(6, 1, 2)], [], [], []])
    assert [part.sentence for part in carried] == [1, 2]
    assert all(part.source_sentence == 0 and not part.saying.speakers for part in carried)
    assert all(graphs[part.sentence].tokens[part.saying.cue].upos == "PUNCT" for part in carried)


def test_a_quoted_word_and_a_quotation_without_speaker_are_not_carried() -> None:
    graphs = _graphs("“ We stay , ” he said .", "The “ republic ” fell .", "“ Nobody knows . ”", paragraphs=(0, 0, 1))
    assert carry_quotations(graphs, [[_say(6, 1, 2)], [], []]) == []


def test_a_mark_that_never_closes_ends_with_its_sentence() -> None:
    graphs = _graphs('He left " early .', "They stayed .", paragraphs=(0, 0))
    (quotation,) = find_quotations(graphs)
    assert list(quotation.parts) == [0]


MARKS = ['"', "“", "”", "«", "»", *",.;:–", *"said that according to by denied quoted as saying neither nor claims".split(),
         *"count it Reportedly army and citing false told".split()]  # fmt: skip
TAGS = [tuple(tag.split("/")) for tag in """VERB/VBD VERB/VBN VERB/VBG NOUN/NN NOUN/NNS PROPN/NNP ADP/IN PUNCT/, SCONJ/IN
    CCONJ/CC ADV/RB PRON/PRP AUX/MD ADJ/JJ""".split()]  # fmt: skip
RELATIONS = """nsubj nsubj:pass obj obl obl:agent ccomp xcomp acl acl:relcl parataxis conj case
    mark nmod nmod:poss appos punct advcl amod compound""".split()


@st.composite
def hostile_sentences(draw: st.DrawFn) -> Sentence:
    texts = draw(st.lists(st.sampled_from(MARKS), min_size=1, max_size=18))
    tokens, offset = [], 0
    for index, text in enumerate(texts):
        upos, xpos = draw(st.sampled_from(TAGS))
        head = -1 if index == 0 else draw(st.integers(0, index - 1))
        relation = "root" if index == 0 else draw(st.sampled_from(RELATIONS))
        lemma = {"said": "say", "denied": "deny", "saying": "say", "told": "tell", "citing": "cite"}.get(text, text)
        tokens.append(Token(index, text, lemma, upos, xpos, "", head, relation, offset, offset + len(text)))
        offset += len(text) + 1
    return Sentence(0, 0, 0, offset, " ".join(texts), tokens, is_headline=draw(st.booleans()))


@settings(max_examples=300, deadline=None)
@given(sentence=hostile_sentences())
def test_any_tree_gives_statements_inside_its_sentence(sentence: Sentence, words: CoderWords) -> None:
    graph = Graph(sentence)
    for saying in find_sayings(graph, words):
        assert saying.content <= set(range(len(sentence.tokens)))
        assert saying.content
        assert all(0 <= speaker < len(sentence.tokens) for speaker in saying.speakers)
    for quotation in find_quotations([graph]):
        assert all(0 <= first <= last < len(sentence.tokens) for first, last in quotation.parts.values())


def test_a_sentence_without_cue_is_passed_over_quickly(parser: Parser, words: CoderWords) -> None:
    text = "Heavy rain fell on the northern hills for a third day as soldiers moved families from flooded villages into tents."
    (sentence,) = parser.parse(text)
    graph = Graph(sentence)
    best = min(timeit.repeat(lambda: find_sayings(graph, words), number=200, repeat=5)) / 200
    assert best < SLOWEST_REJECT, "find_sayings runs on every sentence: keep the look-up of cues the only work there"
