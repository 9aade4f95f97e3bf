"""The mends of trees that cost an event or its arguments, in the order in which they build on one another. Pure.

Runs before `repair`; the input sentence is left as it is.
"""

from orchestration.coding.free_relatives import free_relative
from orchestration.coding.headline_verbs import headline_verb
from orchestration.coding.lost_appositions import distance_from_place, strayed_apposition, strayed_distance
from orchestration.coding.lost_arguments import (
    approximated_count,
    bare_passive,
    brought_in,
    declared_so,
    named_object,
    object_of_verb,
    participle_on_subject,
    per_cent,
    second_object,
)
from orchestration.coding.lost_clauses import (
    clause_after_aside,
    gerund_with_of,
    past_joined_to_modal,
    past_read_as_passive,
    second_participle,
    subject_after_mark,
    verb_after_aside,
    verb_on_clause_head,
    verb_on_object,
)
from orchestration.coding.lost_series import (
    let_go,
    participles_in_row,
    past_before_determiner,
    series_read_as_apposition,
)
from orchestration.coding.lost_subjects import (
    hour_read_as_verb,
    modifier_with_subject,
    object_after_aside,
    participle_as_subject,
    past_read_as_noun,
    shot_and,
    shot_dead,
    shot_down,
    siding_read_as_verb,
    two_subjects,
    unchanging_verb,
    verb_behind_comma,
    verb_without_subject,
)
from orchestration.coding.lost_tags import name_read_as_auxiliary, noun_behind_auxiliary, police_read_as_verb, the_accused
from orchestration.coding.lost_verbs import (
    bare_verb,
    clause_on_noun,
    gerund_as_modifier,
    gerund_root,
    hyphened_noun,
    noun_read_as_verb,
    participle_after_having,
    set_fire,
    speech_before_that,
    to_free,
)
from orchestration.coding.tree_shape import has_no_circle, rebuilt
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token


def mend_lost_words(sentence: Sentence, lexicon: TriggerLexicon) -> Sentence:
    """The sentence with the verbs and arguments that its words must be; the same object where nothing was to be mended."""
    for mend in (
        approximated_count,
        name_read_as_auxiliary,
        noun_behind_auxiliary,
        police_read_as_verb,
        the_accused,
        hyphened_noun,
        to_free,
        let_go,
        participles_in_row,
        past_before_determiner,
        series_read_as_apposition,
        noun_read_as_verb,
        gerund_root,
        speech_before_that,
        clause_on_noun,
        verb_after_aside,
        clause_after_aside,
        verb_on_object,
        verb_on_clause_head,
        past_joined_to_modal,
        subject_after_mark,
        siding_read_as_verb,
        second_participle,
        past_read_as_passive,
        gerund_with_of,
        hour_read_as_verb,
        past_read_as_noun,
        unchanging_verb,
        shot_dead,
        shot_down,
        shot_and,
        modifier_with_subject,
        participle_as_subject,
        verb_without_subject,
        verb_behind_comma,
        two_subjects,
        object_after_aside,
        bare_verb,
        headline_verb,
        participle_on_subject,
        bare_passive,
        declared_so,
        brought_in,
        per_cent,
        free_relative,
        object_of_verb,
        second_object,
        named_object,
        strayed_apposition,
        strayed_distance,
        distance_from_place,
        participle_after_having,
        gerund_as_modifier,
        set_fire,
    ):
        mended = mend(sentence, lexicon)
        if mended is not None and _is_tree(mended):
            sentence = rebuilt(sentence, mended)
    return sentence


def _is_tree(tokens: list[Token]) -> bool:
    return has_no_circle(tokens) and sum(token.head < 0 for token in tokens) == 1
