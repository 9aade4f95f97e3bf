"""Tags and features are chosen together, within what the lexicon allows."""

import pytest
import spacy
from spacy.tokens import Doc

from orchestration.language.lexicon import Lexicon
from orchestration.language.pipeline import LEXICON_FILE
from orchestration.language.tagging import JointTagger, count_pairs
from orchestration.settings import Settings


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return spacy.load(Settings.from_environment().model_dir)


@pytest.fixture
def doc(nlp: spacy.Language) -> Doc:
    text = nlp.make_doc("Troops withdrew from Jimma.")
    Lexicon.load(Settings.from_environment().model_dir / LEXICON_FILE).mark_classes(text)
    return nlp(text)


COMPATIBLE = {
    "NN": ["Number=Sing|POS=NOUN"],
    "VBD": ["Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin|POS=VERB"],
}


def test_a_tag_that_the_form_cannot_bear_is_replaced_with_its_features(nlp: spacy.Language, doc: Doc) -> None:
    doc[1].tag_ = "NN"
    JointTagger(nlp, Lexicon({"withdrew": "1\tVBD\tVBD:withdraw"}), COMPATIBLE).correct(doc)
    assert (doc[1].tag_, doc[1].pos_) == ("VBD", "VERB")
    assert doc[1].morph.get("Tense") == ["Past"]


def test_a_tag_against_its_features_is_settled(nlp: spacy.Language, doc: Doc) -> None:
    doc[1].pos_ = "NOUN"
    JointTagger(nlp, Lexicon({}), COMPATIBLE).correct(doc)
    assert (doc[1].tag_, doc[1].pos_) == ("VBD", "VERB")


def test_what_agrees_stays(nlp: spacy.Language, doc: Doc) -> None:
    before = [(token.tag_, token.pos_, str(token.morph)) for token in doc]
    JointTagger(nlp, Lexicon({}), {}).correct(doc)
    assert [(token.tag_, token.pos_, str(token.morph)) for token in doc] == before


def test_pairs_seen_seldom_do_not_count() -> None:
    assert count_pairs([("NN", "POS=NOUN")] * 3 + [("NN", "POS=VERB")] * 2) == {"NN": ["POS=NOUN"]}
