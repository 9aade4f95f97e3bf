"""Reading treebanks, bending their paragraphs, and counting scores as the shared task does."""

import gzip
import random
from pathlib import Path

import pytest

from orchestration.language.augmentation import Augmenter, curl_quotes, drop_final_punctuation, title_form
from orchestration.language.evaluate import Analysis, score
from orchestration.language.treebank import Paragraph, TreebankError, Word, read_treebank

CONLLU = """# newdoc id = d1
# newpar
# sent_id = 1
# text = Rebels don't sleep.
1\tRebels\trebel\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tsleep\tsleep\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
4.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = 2
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_

# newpar
# sent_id = 3
1\tUnited\tUnite\tVERB\tNNP\tTense=Past\t2\tamod\t_\t_
2\tNations\tNation\tPROPN\tNNPS\tNumber=Plur\t0\troot\t_\t_
"""


@pytest.fixture
def paragraphs(tmp_path: Path) -> list[Paragraph]:
    path = tmp_path / "sample.conllu.gz"
    path.write_bytes(gzip.compress(CONLLU.encode()))
    return read_treebank(path)


def test_reads_paragraphs_words_and_spaces(paragraphs: list[Paragraph]) -> None:
    assert [paragraph.text for paragraph in paragraphs] == ["Rebels don't sleep. No", "United Nations"]
    assert [word.head for word in paragraphs[0].sentences[0]] == [3, 3, 3, -1, 3]
    united = paragraphs[1].sentences[0][0]
    assert (united.upos, united.lemma) == ("ADJ", "United")


def test_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text("1\tonly\tthree\n", encoding="utf-8")
    with pytest.raises(TreebankError, match=r"bad\.conllu, line 1: 3 columns instead of 10"):
        read_treebank(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(TreebankError, match="holds no sentence"):
        read_treebank(path)


def test_augmentation_keeps_words_and_trees_in_step(paragraphs: list[Paragraph]) -> None:
    augment = Augmenter(["Gaborone", "Suva"], {"Nations"}, seed=7)
    source = random.Random(3)
    seen = set()
    for _ in range(400):
        changed = augment(source.choice(paragraphs))
        seen.add(changed.text)
        for sentence in changed.sentences:
            assert all(-1 <= word.head < len(sentence) for word in sentence)
            assert sum(word.head < 0 for word in sentence) == 1
    assert {"Rebels don’t sleep. No", "Rebels don't sleep"} <= seen
    assert read_again(paragraphs) == ["Rebels don't sleep. No", "United Nations"]


def read_again(paragraphs: list[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


def test_quotes_titles_and_full_stops() -> None:
    opening = Word('"', '"', "PUNCT", "``", "", 1, "punct", False)
    stop = Word(".", ".", "PUNCT", ".", "", 1, "punct", True)
    verb = Word("withdrew", "withdraw", "VERB", "VBD", "", -1, "root", False)
    assert [word.form for word in curl_quotes(Paragraph([[opening, verb, stop]])).sentences[0]] == ["“", "withdrew", "."]
    assert title_form(verb, 1) == "Withdrew"
    assert title_form(Word("of", "of", "ADP", "IN", "", 1, "case", True), 2) == "of"
    assert drop_final_punctuation([opening, verb, stop]) == [opening, verb]
    assert drop_final_punctuation([verb, stop]) == [verb, stop]


def test_scores_count_words_by_their_characters() -> None:
    gold = {
        (0, 4): Analysis("NOUN", "NN", "army", (5, 9), "nsubj"),
        (5, 9): Analysis("VERB", "VBD", "leave", None, "root"),
        (9, 10): Analysis("PUNCT", ".", ".", (5, 9), "punct"),
    }
    parsed = {
        (0, 4): Analysis("NOUN", "NN", "army", (5, 10), "nsubj:pass"),
        (5, 10): Analysis("VERB", "VBD", "leave", None, "root"),
    }
    scores = score(gold, {(0, 10)}, parsed, {(0, 10)})
    assert scores.f1["tokens"] == pytest.approx(200 * 1 / 5)
    assert scores.f1["sentences"] == 100
    assert scores.f1["uas"] == 0
    assert scores.f1["lemma"] == pytest.approx(200 * 1 / 5)
    perfect = score(gold, {(0, 10)}, gold, {(0, 10)})
    assert set(perfect.f1.values()) == {100}
    assert set(perfect.relations.values()) == {100}
    subtype = score(gold, set(), gold | {(0, 4): Analysis("NOUN", "NN", "army", (5, 9), "nsubj:pass")}, set())
    assert subtype.f1["las"] == 100
    assert subtype.f1["las_subtypes"] == pytest.approx(200 * 2 / 6)
