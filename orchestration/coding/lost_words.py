"""The mends of trees that cost an event or its arguments, in the order in which they build on one another. Pure.

Runs before `repair`; the input sentence is left as it is.
"""

from collections.abc import Callable

from orchestration.coding.free_relatives import free_relative
from orchestration.coding.headline_verbs import headline_verb
from orchestration.coding.lost_appositions import (
    DISTANT,
    LENGTHS,
    TITLES,
    distance_from_place,
    strayed_apposition,
    strayed_distance,
    title_inside_name,
)
from orchestration.coding.lost_arguments import (
    agent_without_by,
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
from orchestration.coding.lost_asides import TELLING, subject_before_aside, subject_joined_to_noun, subject_joined_to_object
from orchestration.coding.lost_attributes import SIDING, name_before_hyphen, siding_read_as_verb, verb_behind_attribute
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
from orchestration.coding.lost_counts import counted_as_left, counted_participle
from orchestration.coding.lost_dates import (
    BEFORE_DATE,
    HAD,
    PERIOD_MARKS,
    clause_after_period,
    date_before_subject,
    perfect_around_date,
)
from orchestration.coding.lost_main_verbs import lost_main_verb
from orchestration.coding.lost_nouns import (
    JAILS,
    LETTING,
    counted_read_as_verb,
    gerund_closing_phrase,
    name_read_as_adverb,
    opening_read_as_verb,
    owned_read_as_clause,
    passive_read_as_noun,
    plural_before_and,
    to_jail,
    verb_behind_let,
)
from orchestration.coding.lost_relatives import (
    INTRANSITIVE,
    PRONOUNS,
    SENT,
    following_read_as_participle,
    intransitive_participle,
    modal_with_adjective,
    noun_behind_relative,
    relative_on_subject,
    verb_after_whose,
    verb_behind_adverb,
    verb_behind_object_relative,
    verb_behind_sent,
)
from orchestration.coding.lost_series import (
    fighting_between,
    first_of_series,
    let_go,
    noun_between,
    participles_in_row,
    past_before_determiner,
    series_read_as_apposition,
    weapons_of_attack,
)
from orchestration.coding.lost_subjects import (
    HOURS,
    UNCHANGING,
    hour_read_as_verb,
    modifier_with_subject,
    object_after_aside,
    participle_as_subject,
    past_read_as_noun,
    shot_and,
    shot_dead,
    shot_down,
    two_subjects,
    unchanging_verb,
    verb_without_subject,
)
from orchestration.coding.lost_tags import (
    BEFORE_NOUN,
    CLAIMS,
    DESCRIBING,
    claim_before_noun,
    describing_read_as_verb,
    event_read_as_verb,
    mine_read_as_pronoun,
    name_read_as_auxiliary,
    noun_behind_auxiliary,
    noun_behind_to,
    on_reading,
    over_to,
    participle_before_owner,
    police_read_as_verb,
    the_accused,
    to_participle,
)
from orchestration.coding.lost_verbs import (
    ADJECTIVE_VERBS,
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
from orchestration.coding.token_words import lower_texts
from orchestration.coding.tree_shape import has_no_circle, rebuilt
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

Mend = Callable[[Sentence, TriggerLexicon], list[Token] | None]
ANY: frozenset[str] = frozenset()
BETWEEN = frozenset({"between"})
HYPHEN = frozenset({"-"})
# In the order in which they build on one another; each with the words of which it needs one, where it needs any.
MENDS: tuple[tuple[Mend, frozenset[str]], ...] = (
    (counted_read_as_verb, ANY),
    (opening_read_as_verb, ANY),
    (name_read_as_adverb, ANY),
    (to_jail, JAILS),
    (plural_before_and, frozenset({"and"})),
    (owned_read_as_clause, ANY),
    (gerund_closing_phrase, ANY),
    (verb_behind_let, LETTING),
    (passive_read_as_noun, frozenset({"was", "were", "been", "be", "is", "are", "being"})),
    (title_inside_name, frozenset(title.lower() for title in TITLES)),
    (claim_before_noun, frozenset(CLAIMS)),
    (event_read_as_verb, BEFORE_NOUN),
    (mine_read_as_pronoun, frozenset({"mine"})),
    (agent_without_by, ANY),
    (approximated_count, ANY),
    (date_before_subject, BEFORE_DATE | {"of"}),
    (clause_after_period, PERIOD_MARKS),
    (perfect_around_date, HAD),
    (name_read_as_auxiliary, ANY),
    (noun_behind_auxiliary, ANY),
    (participle_before_owner, frozenset({"'s", "’s", "'", "’"})),
    (over_to, frozenset({"over", "back", "up"})),
    (noun_behind_to, frozenset({"to"})),
    (on_reading, frozenset({"reading"})),
    (to_participle, frozenset({"to"})),
    (counted_participle, ANY),
    (counted_as_left, frozenset({"left", "leaving", "leave", "leaves"})),
    (police_read_as_verb, frozenset({"police"})),
    (the_accused, frozenset({"accused"})),
    (describing_read_as_verb, frozenset(DESCRIBING)),
    (hyphened_noun, HYPHEN),
    (name_before_hyphen, HYPHEN),
    (to_free, ADJECTIVE_VERBS),
    (modal_with_adjective, frozenset({"free"})),
    (let_go, frozenset({"let"})),
    (participles_in_row, ANY),
    (past_before_determiner, ANY),
    (series_read_as_apposition, ANY),
    (first_of_series, frozenset({"and"})),
    (weapons_of_attack, frozenset({"and"})),
    (noun_read_as_verb, ANY),
    (relative_on_subject, PRONOUNS),
    (noun_behind_relative, frozenset({"whom", "that", "which"})),
    (verb_behind_object_relative, ANY),
    (verb_behind_sent, SENT),
    (intransitive_participle, INTRANSITIVE),
    (following_read_as_participle, frozenset({"following"})),
    (verb_after_whose, frozenset({"whose"})),
    (verb_behind_adverb, ANY),
    (gerund_root, ANY),
    (fighting_between, BETWEEN),
    (noun_between, BETWEEN),
    (speech_before_that, ANY),
    (clause_on_noun, ANY),
    (subject_before_aside, TELLING),
    (subject_joined_to_object, frozenset({"but", "and", "while"})),
    (subject_joined_to_noun, frozenset({"and"})),
    (verb_after_aside, ANY),
    (clause_after_aside, ANY),
    (verb_on_object, ANY),
    (verb_on_clause_head, ANY),
    (past_joined_to_modal, ANY),
    (subject_after_mark, ANY),
    (siding_read_as_verb, SIDING),
    (verb_behind_attribute, ANY),
    (second_participle, ANY),
    (past_read_as_passive, ANY),
    (gerund_with_of, frozenset({"of"})),
    (hour_read_as_verb, HOURS),
    (past_read_as_noun, ANY),
    (unchanging_verb, UNCHANGING),
    (shot_dead, frozenset({"shot"})),
    (shot_down, frozenset({"shot"})),
    (shot_and, frozenset({"shot"})),
    (modifier_with_subject, ANY),
    (participle_as_subject, ANY),
    (verb_without_subject, ANY),
    (two_subjects, ANY),
    (object_after_aside, ANY),
    (bare_verb, ANY),
    (headline_verb, ANY),
    (participle_on_subject, ANY),
    (bare_passive, ANY),
    (declared_so, ANY),
    (brought_in, frozenset({"in"})),
    (per_cent, frozenset({"cent"})),
    (free_relative, frozenset({"what"})),
    (object_of_verb, ANY),
    (second_object, ANY),
    (named_object, ANY),
    (strayed_apposition, ANY),
    (strayed_distance, DISTANT),
    (distance_from_place, LENGTHS),
    (participle_after_having, ANY),
    (gerund_as_modifier, ANY),
    (set_fire, ANY),
    (lost_main_verb, ANY),
)


def mend_lost_words(sentence: Sentence, lexicon: TriggerLexicon) -> Sentence:
    """The sentence with the verbs and arguments that its words must be; the same object where nothing was to be mended."""
    texts = frozenset(lower_texts(sentence.tokens))
    for mend, needed in MENDS:
        if needed and texts.isdisjoint(needed):
            continue
        mended = mend(sentence, lexicon)
        if mended is not None and _is_tree(mended):
            sentence = rebuilt(sentence, mended)
    return sentence


def _is_tree(tokens: list[Token]) -> bool:
    return has_no_circle(tokens) and sum(token.head < 0 for token in tokens) == 1
