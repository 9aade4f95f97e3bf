"""The trigger matcher on hand-built trees, on random ones, and through the real parser on sentences with known events."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.trigger_modes import find_contexts
from orchestration.coding.trigger_topics import article_triggers, sentence_topics
from orchestration.coding.triggers import Trigger, find_triggers
from orchestration.language.parsed import Sentence, Token
from orchestration.language.pipeline import Parser
from orchestration.reference.triggers import load_triggers
from orchestration.settings import Settings
from tests.coding.sentences import DATA_DIR, read_cases

LEAST_F1 = {"development": 0.85, "held_out": 0.82}
LEAST_MODE_SHARE = 0.9
MOST_FALSE_ON_NO_EVENT = 0.1


@pytest.fixture(scope="module")
def lexicon() -> TriggerLexicon:
    return load_triggers(Settings.from_environment().reference_dir)


def tree(*rows: str) -> Sentence:
    """A sentence from rows "text lemma UPOS XPOS head relation"; heads count from 0, -1 is the root."""
    tokens, offset = [], 0
    for index, row in enumerate(rows):
        text, lemma, upos, xpos, head, relation = row.split()
        tokens.append(Token(index, text, lemma, upos, xpos, "", int(head), relation, offset, offset + len(text)))
        offset += len(text) + 1
    return Sentence(0, 0, 0, offset - 1, " ".join(token.text for token in tokens), tokens)


def names(triggers: list[Trigger], sentence: Sentence) -> list[tuple[str, str | None, str]]:
    return [(t.event_type, t.event_mode, sentence.span_text(t.first_token, t.last_token)) for t in triggers]


def test_passive_object_is_the_logical_object(lexicon: TriggerLexicon) -> None:
    sentence = tree(
        "Bukavu Bukavu PROPN NNP 2 nsubj:pass", "was be AUX VBD 2 aux:pass", "captured capture VERB VBN -1 root",
        "by by ADP IN 4 case", "rebels rebel NOUN NNS 2 obl:agent",
    )  # fmt: skip
    assert names(find_triggers(sentence, lexicon), sentence) == [("COERCE", "seize", "captured")]


def test_object_restriction_blocks_the_figurative_sense(lexicon: TriggerLexicon) -> None:
    sentence = tree(
        "The the DET DT 1 det", "film film NOUN NN 2 nsubj", "captured capture VERB VBD -1 root",
        "the the DET DT 4 det", "mood mood NOUN NN 2 obj",
    )  # fmt: skip
    assert find_triggers(sentence, lexicon) == []


def test_relative_pronoun_stands_for_its_noun(lexicon: TriggerLexicon) -> None:
    sentence = tree(
        "the the DET DT 1 det", "town town NOUN NN -1 root", "which which PRON WDT 4 obj",
        "they they PRON PRP 4 nsubj", "seized seize VERB VBD 1 acl:relcl",
    )  # fmt: skip
    assert names(find_triggers(sentence, lexicon), sentence) == [("COERCE", "seize", "seized")]


def test_particle_read_as_preposition_still_makes_the_idiom(lexicon: TriggerLexicon) -> None:
    sentence = tree(
        "Mali Mali PROPN NNP 1 nsubj", "called call VERB VBD -1 root", "up up ADP IN 3 case",
        "reservists reservist NOUN NNS 1 obl",
    )  # fmt: skip
    assert names(find_triggers(sentence, lexicon), sentence) == [("MOBILIZE", "troops", "called up")]


def test_light_verb_gives_one_mention_and_is_kept(lexicon: TriggerLexicon) -> None:
    sentence = tree(
        "Militants militant NOUN NNS 1 nsubj", "launched launch VERB VBD -1 root", "an a DET DT 3 det",
        "attack attack NOUN NN 1 obj", "on on ADP IN 6 case", "a a DET DT 6 det", "base base NOUN NN 3 nmod",
    )  # fmt: skip
    (found,) = find_triggers(sentence, lexicon)
    assert (found.event_type, found.head_token, found.light_verb) == ("ASSAULT", 3, 1)


def test_idiom_takes_the_noun_inside_it(lexicon: TriggerLexicon) -> None:
    sentence = tree(
        "Senegal Senegal PROPN NNP 1 nsubj", "imposed impose VERB VBD -1 root", "sanctions sanction NOUN NNS 1 obj",
        "on on ADP IN 4 case", "Guinea Guinea PROPN NNP 1 obl",
    )  # fmt: skip
    assert names(find_triggers(sentence, lexicon), sentence) == [("SANCTION", "discontinue", "imposed sanctions")]


def test_verbs_of_effect_fold_into_their_attack(lexicon: TriggerLexicon) -> None:
    sentence = tree(
        "Jets jet NOUN NNS 1 nsubj", "bombed bomb VERB VBD -1 root", "a a DET DT 3 det", "market market NOUN NN 1 obj",
        ", , PUNCT , 5 punct", "killing kill VERB VBG 1 advcl", "nine nine NUM CD 5 obj",
        "and and CCONJ CC 8 cc", "wounding wound VERB VBG 5 conj", "six six NUM CD 8 obj",
    )  # fmt: skip
    (found,) = find_triggers(sentence, lexicon)
    assert (found.event_type, found.event_mode, found.effects) == ("ASSAULT", "aerial", (5, 8))


def test_verb_read_as_adjective_is_found(lexicon: TriggerLexicon) -> None:
    sentence = tree(
        "A a DET DT 1 det", "mob mob NOUN NN 4 compound", "lynched lynched ADJ JJ 4 amod", "two two NUM CD 4 nummod",
        "men man NOUN NNS -1 root",
    )  # fmt: skip
    assert [t.event_type for t in find_triggers(sentence, lexicon)] == ["ASSAULT"]


def test_participle_before_its_noun_is_no_event(lexicon: TriggerLexicon) -> None:
    sentence = tree(
        "The the DET DT 2 det",
        "occupied occupied ADJ VBN 2 amod",
        "town town NOUN NN 3 nsubj",
        "sleeps sleep VERB VBZ -1 root",
    )
    assert find_triggers(sentence, lexicon) == []


def test_bare_definite_noun_is_a_back_reference(lexicon: TriggerLexicon) -> None:
    sentence = tree(
        "They they PRON PRP 1 nsubj",
        "saw see VERB VBD -1 root",
        "the the DET DT 3 det",
        "bombardment bombardment NOUN NN 1 nsubj",
    )
    assert [t.is_back_reference for t in find_triggers(sentence, lexicon)] == [True]


def test_instrument_settles_the_mode(lexicon: TriggerLexicon) -> None:
    for instrument, mode in {"drones": "drone", "missiles": "heavy-weapons", "knives": "primitive", "jets": "aerial"}.items():
        lemma = {"knives": "knife"}.get(instrument, instrument[:-1])
        sentence = tree(
            "Rebels rebel NOUN NNS 1 nsubj", "attacked attack VERB VBD -1 root", "Gao Gao PROPN NNP 1 obj",
            "with with ADP IN 4 case", f"{instrument} {lemma} NOUN NNS 1 obl",
        )  # fmt: skip
        assert [t.event_mode for t in find_triggers(sentence, lexicon)] == [mode], instrument


def test_topic_of_a_sentence_and_of_an_article(lexicon: TriggerLexicon) -> None:
    sport = tree("The the DET DT 1 det", "goalkeeper goalkeeper NOUN NN 2 nsubj", "surrendered surrender VERB VBD -1 root")
    war = tree("Troops troop NOUN NNS 1 nsubj", "surrendered surrender VERB VBD -1 root")
    vague = tree("They they PRON PRP 1 nsubj", "bombarded bombard VERB VBD -1 root", "us we PRON PRP 1 obj")
    flood = tree("The the DET DT 1 det", "cyclone cyclone NOUN NN 2 nsubj", "struck strike VERB VBD -1 root",
                 "Beira Beira PROPN NNP 2 obj")  # fmt: skip
    assert sentence_topics([war, vague, sport, flood], lexicon) == [None, None, "figurative", "natural"]
    assert sentence_topics([sport, sport, sport, vague], lexicon) == ["figurative"] * 4
    assert [len(found) for found in article_triggers([war, sport, flood], lexicon)] == [1, 0, 0]


def test_contexts_of_a_sentence(lexicon: TriggerLexicon) -> None:
    sentence = tree("A a DET DT 1 det", "diplomat diplomat NOUN NN 2 nsubj", "praised praise VERB VBD -1 root",
                    "the the DET DT 4 det", "treaty treaty NOUN NN 2 obj")  # fmt: skip
    assert find_contexts(sentence, lexicon) == ["diplomatic"]


WORDS = (
    "attack",
    "call",
    "up",
    "troops",
    "siege",
    "lay",
    "to",
    "the",
    "ceasefire",
    "kill",
    "in",
    "Gao",
    "agree",
    "hold",
    "talks",
)
TAGS = (("VERB", "VBD"), ("VERB", "VBN"), ("NOUN", "NN"), ("ADP", "IN"), ("PROPN", "NNP"), ("ADJ", "JJ"))
RELATIONS = (
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "case",
    "conj",
    "acl",
    "acl:relcl",
    "advcl",
    "amod",
    "compound",
    "xcomp",
    "nsubj:pass",
)


@st.composite
def random_trees(draw: st.DrawFn) -> Sentence:
    size = draw(st.integers(1, 9))
    rows = []
    for index in range(size):
        word = draw(st.sampled_from(WORDS))
        upos, xpos = draw(st.sampled_from(TAGS))
        head = -1 if index == 0 else draw(st.integers(0, index - 1))
        relation = "root" if index == 0 else draw(st.sampled_from(RELATIONS))
        rows.append(f"{word} {word.rstrip('s')} {upos} {xpos} {head} {relation}")
    return tree(*rows)


@settings(max_examples=200, deadline=None)
@given(sentence=random_trees())
def test_triggers_never_share_words_and_stand_in_text_order(lexicon: TriggerLexicon, sentence: Sentence) -> None:
    found = find_triggers(sentence, lexicon)
    tokens = [index for trigger in found for index in trigger.token_indices]
    assert len(tokens) == len(set(tokens))
    assert [t.first_token for t in found] == sorted(t.first_token for t in found)
    assert all(t.first_token <= t.head_token <= t.last_token for t in found)
    assert found == find_triggers(sentence, lexicon)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(Settings.from_environment().model_dir)


def scored(split: str, parser: Parser, lexicon: TriggerLexicon) -> Iterator[tuple[list[str], list[tuple[str, str | None]]]]:
    """(expected "TYPE/mode:word", found (type, mode)) of each sentence of the split."""
    cases = [case for case in read_cases("trigger_sentences.csv") if case["split"] == split]
    for case, sentences in zip(cases, parser.parse_many([(case["sentence"], 0) for case in cases]), strict=True):
        found = [
            (trigger.event_type, trigger.event_mode)
            for triggers in article_triggers(sentences, lexicon)
            for trigger in triggers
            if not trigger.is_back_reference
        ]
        expected = [] if case["expected"] == "NONE" else [item.strip() for item in case["expected"].split("|")]
        yield expected, found


@pytest.mark.parametrize("split", ["development", "held_out"])
def test_sentences_with_known_events(split: str, parser: Parser, lexicon: TriggerLexicon) -> None:
    right = right_modes = modes = expected_count = found_count = without = false_alarms = 0
    for expected, found in scored(split, parser, lexicon):
        left = list(found)
        expected_count += len(expected)
        found_count += len(found)
        without += not expected
        false_alarms += bool(not expected and found)
        for item in expected:
            event_type, _, mode = item.partition(":")[0].partition("/")
            hit = next((trigger for trigger in left if trigger[0] == event_type), None)
            if hit is not None:
                left.remove(hit)
                right += 1
                modes += bool(mode)
                right_modes += bool(mode) and hit[1] == mode
    f1 = 2 * right / (expected_count + found_count)
    print(f"{split}: F1 {f1:.3f}, modes {right_modes}/{modes}, false alarms {false_alarms}/{without}")
    assert f1 >= LEAST_F1[split]
    assert right_modes / modes >= LEAST_MODE_SHARE
    assert false_alarms / without <= MOST_FALSE_ON_NO_EVENT


def test_texts_without_events_yield_none(parser: Parser, lexicon: TriggerLexicon) -> None:
    lines = (DATA_DIR / "texts_without_events.txt").read_text(encoding="utf-8").splitlines()
    texts = [line for line in lines if line and not line.startswith("#")]
    assert len(texts) >= 10
    for text, sentences in zip(texts, parser.parse_many([(text, 0) for text in texts]), strict=True):
        found = [t.sense.sense_id for triggers in article_triggers(sentences, lexicon) for t in triggers]
        assert found == [], text[:40]


def test_the_sentences_are_many_and_from_everywhere() -> None:
    cases = read_cases("trigger_sentences.csv")
    assert len(cases) >= 250
    assert 0.3 <= sum(case["split"] == "held_out" for case in cases) / len(cases) <= 0.36
    assert sum(case["expected"] == "NONE" for case in cases) >= 50
