"""Treebank sentences in the style of headlines, and with the vocabulary of conflict: words and trees stay in step."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from orchestration.language.conflict_words import ConflictWords
from orchestration.language.headlines import telegraphic
from orchestration.language.treebank import Paragraph, Word
from orchestration.settings import Settings

PAST = "VBD VERB Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"


def word(form: str, tags: str, head: int, deprel: str, lemma: str = "", space_after: bool = True) -> Word:
    xpos, upos, *feats = tags.split()
    return Word(form, lemma or form.lower(), upos, xpos, feats[0] if feats else "", head, deprel, space_after)


SHELLED = [
    word("The", "DT DET", 1, "det"),
    word("rebels", "NNS NOUN Number=Plur", 2, "nsubj", "rebel"),
    word("shelled", PAST, -1, "root", "shell"),
    word("two", "CD NUM NumForm=Word|NumType=Card", 4, "nummod"),
    word("towns", "NNS NOUN Number=Plur", 2, "obj", "town"),
    word("and", "CC CCONJ", 7, "cc"),
    word("a", "DT DET", 7, "det"),
    word("village", "NN NOUN Number=Sing", 4, "conj", space_after=False),
    word(".", ". PUNCT", 2, "punct"),
]
KILLED = [
    word("Three", "CD NUM NumForm=Word|NumType=Card", 1, "nummod"),
    word("people", "NNS NOUN Number=Plur", 3, "nsubj:pass", "person"),
    word("were", "VBD AUX", 3, "aux:pass", "be"),
    word("killed", "VBN VERB Tense=Past|VerbForm=Part", -1, "root", "kill"),
]


def text(sentence: list[Word]) -> str:
    return Paragraph([sentence]).text


def test_articles_and_forms_of_be_go_and_what_happened_stands_in_the_present() -> None:
    assert text(telegraphic(SHELLED, lambda: 0.0)) == "Rebels shell 2 towns, village."
    assert text(telegraphic(KILLED, lambda: 0.0)) == "3 people killed"


def test_heads_are_counted_anew() -> None:
    headline = telegraphic(SHELLED, lambda: 0.0)
    heads = {word.form: (headline[word.head].form if word.head >= 0 else None, word.deprel) for word in headline}
    assert heads["Rebels"] == ("shell", "nsubj")
    assert heads["village"] == ("towns", "conj")
    assert heads[","] == ("village", "punct")
    assert headline[1].xpos == "VBP"


def test_questions_and_pronouns_stay_as_they_are() -> None:
    asked = [*KILLED, word("?", ". PUNCT", 3, "punct")]
    they = [replace(KILLED[1], form="They", lemma="they", upos="PRON", xpos="PRP", head=2), *KILLED[2:]]
    for sentence in (asked, they):
        assert telegraphic(sentence, lambda: 0.0) == sentence


@given(st.lists(st.floats(0, 1), min_size=2, max_size=2), st.integers(0, 2**32))
def test_every_choice_gives_a_tree_of_one_root(draws: list[float], seed: int) -> None:
    drawn = iter(draws)
    headline = telegraphic(SHELLED, lambda: next(drawn))
    changed = ConflictWords(["seize", "ambush"], ["militant", "villager"]).put_into(headline, random.Random(seed))
    for sentence in (headline, changed):
        assert [word.deprel for word in sentence if word.head < 0] == ["root"]
        assert all(-1 <= word.head < len(sentence) for word in sentence)
    assert [word.deprel for word in changed] == [word.deprel for word in headline]


def test_conflict_words_keep_the_form_of_what_they_replace() -> None:
    words = ConflictWords(["seize"], ["militant"])
    found = {text(words.put_into(SHELLED, random.Random(seed))) for seed in range(60)}
    assert "The militants seized two militants and a village." in found
    assert all("seized" in sentence or sentence == text(SHELLED) for sentence in found)


def test_the_vocabulary_is_read_from_the_dictionaries() -> None:
    words = ConflictWords.load(Settings.from_environment().reference_dir)
    assert {"abduct", "seize"} <= set(words.transitive)
    assert {"gunman", "villager"} <= set(words.parties)
