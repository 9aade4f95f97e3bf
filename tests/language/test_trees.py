"""Trees have one root and no circle whatever the parser gives; punctuation hangs where the guidelines say."""

from hypothesis import given
from hypothesis import strategies as st

from orchestration.language.finite_verbs import find_missed_past_tense, find_unmarked_clauses, promote
from orchestration.language.punctuation import attach_punctuation
from orchestration.language.trees import repair_tree


def is_tree(heads: list[int]) -> bool:
    for start in range(len(heads)):
        seen, index = set(), start
        while index >= 0:
            if index in seen:
                return False
            seen.add(index)
            index = heads[index]
    return sum(head < 0 for head in heads) == 1


arcs = st.integers(1, 14).flatmap(
    lambda count: st.tuples(
        st.lists(st.integers(-2, count + 1), min_size=count, max_size=count),
        st.lists(st.sampled_from(["root", "nsubj", "punct", "obj", "conj"]), min_size=count, max_size=count),
        st.lists(st.sampled_from(["VERB", "NOUN", "PUNCT"]), min_size=count, max_size=count),
        st.lists(st.sampled_from(["a", "b", ",", ".", '"', "(", ")", "“", "”"]), min_size=count, max_size=count),
    )
)


@given(arcs)
def test_any_heads_become_one_tree(sentence: tuple[list[int], list[str], list[str], list[str]]) -> None:
    heads, deprels, upos, words = sentence
    repaired, relations = repair_tree(heads, deprels, upos)
    assert is_tree(repaired)
    assert [index for index, relation in enumerate(relations) if relation == "root"] == [repaired.index(-1)]
    assert is_tree(attach_punctuation(words, repaired, relations))
    assert repair_tree(repaired, relations, upos) == (repaired, relations)


def test_a_sound_tree_stays_as_it_is() -> None:
    assert repair_tree([1, -1, 1], ["nsubj", "root", "obj"], ["NOUN", "VERB", "NOUN"]) == (
        [1, -1, 1],
        ["nsubj", "root", "obj"],
    )


def test_of_two_roots_the_verb_stays() -> None:
    heads, deprels = repair_tree([-1, 2, -1], ["root", "nsubj", "root"], ["NOUN", "NOUN", "VERB"])
    assert (heads, deprels) == ([2, 2, -1], ["parataxis", "nsubj", "root"])


def test_commas_hang_on_the_clause_they_set_off() -> None:
    words = "When rebels left , the army came .".split()
    heads = [2, 2, 6, 0, 5, 6, -1, 0]
    deprels = ["mark", "nsubj", "advcl", "punct", "det", "nsubj", "root", "punct"]
    assert attach_punctuation(words, heads, deprels) == [2, 2, 6, 2, 5, 6, -1, 6]


def test_commas_of_a_list_hang_on_the_next_item() -> None:
    words = "Oslo , Lima and Suva agreed".split()
    heads = [5, 0, 0, 4, 0, -1]
    deprels = ["nsubj", "punct", "conj", "cc", "conj", "root"]
    assert attach_punctuation(words, heads, deprels)[1] == 2


def test_quotes_hang_on_what_they_enclose() -> None:
    words = "“ We lost , ” he said .".split()
    heads = [6, 2, 6, 6, 6, 6, -1, 6]
    deprels = ["punct", "nsubj", "ccomp", "punct", "punct", "nsubj", "root", "punct"]
    assert attach_punctuation(words, heads, deprels) == [2, 2, 6, 2, 2, 6, -1, 6]


def test_a_participle_with_an_object_is_the_missed_verb() -> None:
    # Shelling wounded five people .
    xpos, heads, deprels = ["NN", "VBN", "CD", "NNS", "."], [-1, 0, 3, 1, 0], ["root", "acl", "nummod", "obj", "punct"]
    assert find_missed_past_tense(xpos, heads, deprels, lambda index: True) == 1
    assert promote(1, heads, deprels) == ([1, -1, 3, 1, 1], ["nsubj", "root", "nummod", "obj", "punct"])
    assert find_missed_past_tense(xpos, heads, deprels, lambda index: False) is None


def test_a_participle_after_a_subject_is_the_missed_verb() -> None:
    # Fighters burned houses .
    xpos, heads, deprels = ["NNS", "VBN", "NNS", "."], [2, 2, -1, 2], ["nsubj", "amod", "root", "punct"]
    assert find_missed_past_tense(xpos, heads, deprels, lambda index: True) == 1
    assert promote(1, heads, deprels) == ([1, -1, 1, 1], ["nsubj", "root", "obj", "punct"])


def test_true_participles_stay() -> None:
    # Houses burned by fighters / Five killed / The burned houses stood
    assert (
        find_missed_past_tense(["NNS", "VBN", "IN", "NNS"], [-1, 0, 3, 1], ["root", "acl", "case", "obl:agent"], bool) is None
    )
    assert find_missed_past_tense(["CD", "VBN"], [-1, 0], ["root", "acl"], lambda index: True) is None
    assert (
        find_missed_past_tense(
            ["DT", "VBN", "NNS", "VBD"], [2, 2, 3, -1], ["det", "amod", "nsubj", "root"], lambda index: True
        )
        is None
    )


def test_an_active_clause_without_auxiliary_is_past() -> None:
    xpos, heads = ["NNS", "VBN", "IN", "NNP", "."], [1, -1, 3, 1, 1]
    assert find_unmarked_clauses(xpos, heads, ["nsubj", "root", "case", "obl", "punct"]) == [1]
    assert find_unmarked_clauses(xpos, heads, ["nsubj:pass", "root", "case", "obl", "punct"]) == []
    assert find_unmarked_clauses(xpos[:4], heads[:4], ["nsubj", "root", "case", "obl"]) == []
    assert find_unmarked_clauses(["NN", "VBZ", "VBN", "."], [2, 2, -1, 2], ["nsubj", "aux", "root", "punct"]) == []
