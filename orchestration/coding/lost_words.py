"""The mends of trees that cost an event or its arguments, in the order in which they build on one another. Pure.

Runs before `repair`; the input sentence is left as it is.
"""

from collections.abc import Callable

from orchestration.coding.free_relatives import free_relative
from orchestration.coding.headline_verbs import headline_verb
from orchestration.coding.lost_appositions import (
    DISTANT,
    LENGTHS,
    SPEAKING,
    TITLES,
    distance_from_place,
    strayed_apposition,
    strayed_distance,
    title_before_speaker,
    title_inside_name,
)
from orchestration.coding.lost_arguments import (
    APPROXIMATING,
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
from orchestration.coding.lost_asides import (
    TELLING,
    subject_before_aside,
    subject_before_speech,
    subject_joined_to_noun,
    subject_joined_to_object,
)
from orchestration.coding.lost_attributes import (
    SIDING,
    name_before_hyphen,
    origin_on_compound,
    siding_read_as_verb,
    verb_behind_attribute,
)
from orchestration.coding.lost_clauses import (
    MARKS_OF_TIME,
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
    DATES,
    HAD,
    PERIOD_MARKS,
    clause_after_period,
    date_before_subject,
    perfect_around_date,
)
from orchestration.coding.lost_governors import (
    ABLAZE,
    BACK_OR_ON,
    BODIES,
    ablaze_read_as_clause,
    announced_subject,
    country_before_body,
    demanded_read_as_present,
    gerund_behind_with,
    gerund_of_companion,
    matter_of_law,
    name_before_apposition,
    past_behind_root,
    past_read_as_modifier,
    receiver_before_sum,
    span_before_later,
    subject_behind_and,
    verb_behind_neither,
)
from orchestration.coding.lost_headlines import (
    free_read_as_adjective,
    headline_passive,
    sides_before_verb,
    span_behind_object,
    toll_read_as_noun,
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
from orchestration.coding.lost_relations import (
    SPEECH,
    clause_behind_of,
    cleft_clause,
    hung_on_auxiliary,
    possessor_before_noun,
    second_infinitive,
    span_before_mark,
    speech_behind_since,
    speech_read_as_noun,
    state_of_object,
    yet_to,
)
from orchestration.coding.lost_relatives import (
    INTRANSITIVE,
    PRONOUNS,
    SENT,
    content_read_for_relative,
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
    first_of_subjects,
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
    compound_read_as_verb,
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
    would_be,
)
from orchestration.coding.lost_verbs import (
    ADJECTIVE_VERBS,
    NEVER_ADJECTIVES,
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
from orchestration.coding.sentence_marks import below, one_of, tagged
from orchestration.coding.tree_shape import has_no_circle, rebuilt
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

Mend = Callable[[Sentence, TriggerLexicon], list[Token] | None]
BETWEEN = one_of("between")
HYPHEN = one_of("-")
BEFORE_APPROXIMATED = frozenset(words[-2] for words in APPROXIMATING)
# In the order in which they build on one another; each with the marks of a sentence of which it needs one of each set.
MENDS: tuple[tuple[Mend, tuple[frozenset[str], ...]], ...] = (
    (compound_read_as_verb, (tagged("VBZ", "compound"),)),
    (would_be, (one_of("would"), HYPHEN)),
    (hung_on_auxiliary, (below("AUX VERB", "obl advmod obl:unmarked nsubj obj advcl"), one_of("aux aux:pass"))),
    (possessor_before_noun, (one_of("'s ’s ' ’"),)),
    (span_before_mark, (one_of("after before"), tagged("NOUN", "nsubj nsubj:pass"))),
    (state_of_object, (tagged("VBN", "acl"), one_of("obj"))),
    (cleft_clause, (one_of("advcl:relcl"),)),
    (speech_read_as_noun, (SPEECH,)),
    (speech_behind_since, (one_of("since"), one_of("advcl"))),
    (past_behind_root, (tagged("VBN", "acl"), one_of("appos"))),
    (verb_behind_neither, (one_of("neither either"), one_of("cc:preconj"))),
    (announced_subject, (tagged("VBN", "parataxis ccomp"),)),
    (demanded_read_as_present, (tagged("VBP", "ccomp"), tagged("NNP", "nsubj nsubj:pass"))),
    (receiver_before_sum, (one_of("$ € £"), tagged("PROPN", "compound"))),
    (gerund_behind_with, (one_of("with"), tagged("VBG", "obl"))),
    (gerund_of_companion, (one_of("with"), tagged("VBG", "acl"))),
    (country_before_body, (BODIES, one_of("flat"))),
    (matter_of_law, (one_of("on"), one_of("obj nsubj:pass"), below("VERB", "obl advcl"))),
    (span_before_later, (BACK_OR_ON, tagged("NOUN", "obj"))),
    (ablaze_read_as_clause, (ABLAZE, one_of("xcomp"))),
    (subject_behind_and, (one_of("and"), tagged("PROPN", "nsubj nsubj:pass"), tagged("PROPN", "nmod"))),
    (past_read_as_modifier, (tagged("VBD", "amod"),)),
    (name_before_apposition, (tagged("NNP", "obl"),)),
    (counted_read_as_verb, (tagged("VBZ", "ccomp xcomp advcl conj"), one_of("nummod"))),
    (opening_read_as_verb, (one_of("VBZ"),)),
    (name_read_as_adverb, (tagged("ADV PROPN", "advmod"),)),
    (to_jail, (JAILS,)),
    (plural_before_and, (one_of("and"), tagged("NNS", "compound"))),
    (owned_read_as_clause, (tagged("NOUN", "ccomp"), one_of("nmod:poss"))),
    (gerund_closing_phrase, (tagged("VBG", "acl"),)),
    (verb_behind_let, (LETTING,)),
    (passive_read_as_noun, (one_of("was were been be is are being"), below("NOUN PROPN ADJ", "cop"))),
    (title_inside_name, (frozenset(title.lower() for title in TITLES),)),
    (claim_before_noun, (frozenset(CLAIMS),)),
    (event_read_as_verb, (BEFORE_NOUN,)),
    (mine_read_as_pronoun, (one_of("mine"),)),
    (agent_without_by, (one_of("obl:agent"),)),
    (approximated_count, (one_of("nummod"), BEFORE_APPROXIMATED)),
    (date_before_subject, (BEFORE_DATE | {"of"}, DATES)),
    (clause_after_period, (PERIOD_MARKS,)),
    (perfect_around_date, (HAD, DATES)),
    (name_read_as_auxiliary, (one_of("aux"),)),
    (noun_behind_auxiliary, (below("NOUN", "aux cop"),)),
    (participle_before_owner, (one_of("'s ’s ' ’"),)),
    (over_to, (one_of("over back up"),)),
    (noun_behind_to, (one_of("to"), one_of("PART"), below("NOUN", "obj"))),
    (on_reading, (one_of("reading"),)),
    (to_participle, (one_of("to"), tagged("VBN", "acl advcl xcomp"))),
    (counted_participle, (one_of("NUM"), tagged("VBN VBD", "conj xcomp amod acl advcl dep"))),
    (counted_as_left, (one_of("left leaving leave leaves"),)),
    (police_read_as_verb, (one_of("police"),)),
    (the_accused, (one_of("accused"),)),
    (describing_read_as_verb, (frozenset(DESCRIBING),)),
    (hyphened_noun, (HYPHEN,)),
    (name_before_hyphen, (HYPHEN,)),
    (to_free, (ADJECTIVE_VERBS,)),
    (modal_with_adjective, (one_of("free"),)),
    (let_go, (one_of("let"),)),
    (participles_in_row, (tagged("NOUN PROPN", "conj"), one_of("amod compound"))),
    (past_before_determiner, (one_of("conj appos amod compound"),)),
    (series_read_as_apposition, (tagged("NOUN PROPN", "appos"), one_of("conj"))),
    (first_of_series, (one_of("and"), tagged("NOUN PROPN", "root"), one_of("parataxis"))),
    (weapons_of_attack, (one_of("and"),)),
    (noun_read_as_verb, (tagged("VBZ VBP", "nsubj nsubj:pass obj nmod obl"),)),
    (relative_on_subject, (PRONOUNS,)),
    (noun_behind_relative, (one_of("whom that which"),)),
    (verb_behind_object_relative, (tagged("NOUN PROPN ADJ", "root"), below("VERB", "aux aux:pass"))),
    (verb_behind_sent, (SENT,)),
    (intransitive_participle, (INTRANSITIVE,)),
    (following_read_as_participle, (one_of("following"),)),
    (verb_after_whose, (one_of("whose"),)),
    (verb_behind_adverb, (tagged("NOUN PROPN", "root"), tagged("VBD", "acl acl:relcl"))),
    (gerund_root, (tagged("VBG", "root"),)),
    (fighting_between, (BETWEEN,)),
    (noun_between, (BETWEEN, tagged("NOUN", "root"))),
    (speech_before_that, (one_of("that"), below("NOUN PROPN", "nsubj"), tagged("VBN VBD", "acl"))),
    (clause_on_noun, (tagged("NOUN PROPN", "ccomp"), tagged("VBN VBD", "acl"))),
    (subject_before_aside, (TELLING,)),
    (subject_before_speech, (one_of(","), tagged("VERB", "ccomp"))),
    (subject_joined_to_object, (one_of("but and while"), tagged("NOUN PROPN PRON", "conj"), one_of(","))),
    (subject_joined_to_noun, (one_of("and"), tagged("NOUN PROPN PRON", "conj"))),
    (verb_after_aside, (tagged("NOUN PROPN", "root"), tagged("VBN VBD", "acl amod"))),
    (clause_after_aside, (tagged("VBN VBD", "amod"), one_of("VBG"))),
    (verb_on_object, (tagged("NOUN PROPN", "root"), tagged("VBN VBD", "amod") | {"flat"})),
    (verb_on_clause_head, (tagged("VBN VBD", "amod"), tagged("NOUN", "root ccomp parataxis"))),
    (past_joined_to_modal, (tagged("VBD VBN", "conj"), one_of("MD"), one_of("ccomp"))),
    (subject_after_mark, (MARKS_OF_TIME, tagged("VERB", "conj advcl ccomp parataxis acl acl:relcl root"))),
    (siding_read_as_verb, (SIDING,)),
    (verb_behind_attribute, (tagged("VBD VBN", "acl"),)),
    (second_participle, (tagged("NOUN", "conj"), one_of("aux:pass"))),
    (past_read_as_passive, (one_of("nsubj:pass"), tagged("VBN VBD", "root parataxis ccomp advcl"))),
    (gerund_with_of, (one_of("of"),)),
    (hour_read_as_verb, (HOURS,)),
    (past_read_as_noun, (tagged("NOUN", "compound amod nmod:desc"),)),
    (unchanging_verb, (UNCHANGING,)),
    (shot_dead, (one_of("shot"),)),
    (shot_down, (one_of("shot"),)),
    (shot_and, (one_of("shot"),)),
    (modifier_with_subject, (tagged("VBN VBD", "compound amod nmod:desc"), one_of("nsubj"))),
    (participle_as_subject, (tagged("VBG", "nsubj csubj"),)),
    (verb_without_subject, (one_of("parataxis"), one_of(","))),
    (two_subjects, (below("VERB", "nsubj"),)),
    (object_after_aside, (tagged("NOUN", "appos parataxis"), one_of(","))),
    (bare_verb, (one_of("NOUN PROPN ADJ"),)),
    (headline_verb, ()),
    (toll_read_as_noun, (one_of("kills wounds injures hurts leaves"),)),
    (free_read_as_adjective, (one_of("free"), one_of("amod"))),
    (span_behind_object, (one_of("before after"), one_of("hours days weeks months years minutes"))),
    (sides_before_verb, (one_of(","), one_of("VBP VB"))),
    (headline_passive, (one_of("VBD VBN"), below("VERB", "nsubj"))),
    (participle_on_subject, (tagged("NNS NNPS", "compound"), tagged("VBG", "amod"))),
    (bare_passive, (one_of("VBD VBN"), below("VERB", "nsubj aux:pass"))),
    (declared_so, (tagged("VBN", "acl") | tagged("VBN VBD JJ", "ccomp xcomp"),)),
    (brought_in, (one_of("in"), below("VERB", "obl"))),
    (per_cent, (one_of("cent"),)),
    (free_relative, (one_of("what"),)),
    (object_of_verb, (one_of("VERB"),)),
    (second_object, (tagged("PROPN", "obj") | below("NOUN PROPN", "obj") | {"$"},)),
    (named_object, (tagged("PROPN", "xcomp"),)),
    (strayed_apposition, (tagged("NOUN", "obj"), one_of(","))),
    (strayed_distance, (DISTANT,)),
    (distance_from_place, (LENGTHS,)),
    (participle_after_having, (tagged("VBN", "compound amod nmod:desc") | NEVER_ADJECTIVES,)),
    (yet_to, (one_of("yet"), one_of("VB"))),
    (first_of_subjects, (tagged("NNP", "nsubj"), one_of("and"), one_of("conj"))),
    (content_read_for_relative, (one_of("that"), one_of("ccomp acl"))),
    (title_before_speaker, (SPEAKING, tagged("PROPN", "nsubj"), one_of(","))),
    (origin_on_compound, (tagged("NN", "compound"), one_of("amod compound"))),
    (clause_behind_of, (one_of("of"), one_of("advcl"))),
    (second_infinitive, (tagged("VB VBP", "conj"),)),
    (gerund_as_modifier, (tagged("VBG", "amod"),)),
    (set_fire, (NEVER_ADJECTIVES,)),
    (lost_main_verb, (tagged("NOUN PROPN", "root"),)),
)


def mend_lost_words(sentence: Sentence, lexicon: TriggerLexicon) -> Sentence:
    """The sentence with the verbs and arguments that its words must be; the same object where nothing was to be mended."""
    marks = sentence.marks
    for mend, needs in MENDS:
        for needed in needs:
            if marks.isdisjoint(needed):
                break
        else:
            mended = mend(sentence, lexicon)
            if mended is not None and _is_tree(mended):
                sentence = rebuilt(sentence, mended)
                marks = sentence.marks
    return sentence


def _is_tree(tokens: list[Token]) -> bool:
    return has_no_circle(tokens) and sum(token.head < 0 for token in tokens) == 1
