"""The mends of trees that cost an event or its arguments, in the order in which they build on one another. Pure.

`mending` makes them.
"""

from collections.abc import Callable

from orchestration.coding import (
    free_relatives,
    headline_verbs,
    lost_appositions,
    lost_arguments,
    lost_asides,
    lost_attributes,
    lost_clauses,
    lost_counts,
    lost_dates,
    lost_governors,
    lost_headlines,
    lost_main_verbs,
    lost_names,
    lost_nouns,
    lost_objects,
    lost_openings,
    lost_relations,
    lost_relatives,
    lost_series,
    lost_subjects,
    lost_tags,
    lost_verbs,
    lost_voices,
)
from orchestration.coding.sentence_marks import below, one_of, tagged
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

Mend = Callable[[Sentence, TriggerLexicon], list[Token] | None]
BEFORE_APPROXIMATED = frozenset(words[-2] for words in lost_arguments.APPROXIMATING)
# In the order in which they build on one another; each with the marks of a sentence of which it needs one of each set.
MENDS: tuple[tuple[Mend, tuple[frozenset[str], ...]], ...] = (
    (lost_voices.relative_on_clause, (one_of("advcl:relcl advcl"), one_of("which who where whose"), one_of(","))),
    (
        lost_voices.main_verb_behind_relative,
        (tagged("NOUN PROPN", "root"), tagged("VBD VBZ VBP", "conj"), one_of("acl:relcl")),
    ),
    (lost_objects.row_read_as_apposition, (tagged("PROPN NOUN", "appos list nmod:unmarked"), one_of("and"))),
    (lost_voices.deed_accused_of, (tagged("VBG", "acl"), one_of("of"), one_of("obj nsubj:pass"))),
    (lost_relations.state_of_object, (tagged("VBN", "acl"), one_of("obj"))),
    (lost_relations.speech_read_as_noun, (lost_relations.SPEECH,)),
    (lost_governors.demanded_read_as_present, (tagged("VBP", "ccomp"), tagged("NNP", "nsubj nsubj:pass"))),
    (lost_governors.country_before_body, (lost_governors.BODIES, one_of("flat"))),
    (lost_governors.set_ablaze, (lost_governors.AFLAME, one_of("set sets setting"))),
    (lost_governors.due_to, (lost_governors.DUE, one_of("csubj"), one_of("expl"))),
    (lost_nouns.state_behind_on, (lost_nouns.STATES, one_of("compound:prt"))),
    (lost_arguments.approximated_count, (one_of("nummod"), BEFORE_APPROXIMATED)),
    (lost_dates.clause_after_period, (lost_dates.PERIOD_MARKS,)),
    (lost_dates.perfect_around_date, (lost_dates.HAD, lost_dates.BESIDE_HAVE)),
    (lost_tags.over_to, (one_of("over back up"),)),
    (lost_tags.on_reading, (one_of("reading"),)),
    (lost_tags.to_participle, (one_of("to"), tagged("VBN", "acl advcl xcomp"))),
    (lost_counts.counted_participle, (one_of("NUM"), tagged("VBN VBD", "conj xcomp amod acl advcl dep"))),
    (lost_tags.the_accused, (one_of("accused"),)),
    (lost_tags.describing_read_as_verb, (frozenset(lost_tags.DESCRIBING),)),
    (lost_series.participles_in_row, (tagged("NOUN PROPN", "conj obj"), one_of("amod compound"))),
    (lost_series.weapons_of_attack, (one_of("and"),)),
    (lost_verbs.noun_read_as_verb, (tagged("VBZ VBP", "nsubj nsubj:pass obj nmod obl"),)),
    (lost_relatives.relative_on_subject, (lost_relatives.PRONOUNS,)),
    (lost_asides.said_before_aside, (lost_asides.ADDING, one_of(","), tagged("VERB", "ccomp parataxis conj advcl acl"))),
    (lost_asides.subject_before_aside, (lost_asides.TELLING,)),
    (lost_asides.subject_joined_to_noun, (one_of("and"), tagged("NOUN PROPN PRON", "conj"))),
    (
        lost_main_verbs.passive_behind_participle,
        (tagged("VBN VBD", "root ccomp advcl"), tagged("VERB", "root conj ccomp advcl"), one_of("aux aux:pass")),
    ),
    (lost_nouns.signing_read_as_verb, (frozenset(word.lower() for word in lost_nouns.NAMED_BY_GERUND), one_of("of"))),
    (lost_openings.whose_beside_sentence, (lost_openings.WHOSE, one_of(","))),
    (lost_dates.infinitive_behind_expected, (lost_dates.EXPECTED, tagged("VB", "advcl"))),
    (lost_nouns.gerund_behind_charge, (one_of("of"), lost_nouns.CHARGING)),
    (lost_tags.unchanging_in_passive_row, (lost_subjects.UNCHANGING, one_of("aux:pass"), tagged("VBD", "conj"))),
    (lost_main_verbs.past_joined_to_participle, (lost_main_verbs.SIMPLE_PAST, tagged("VBD VBN", "conj"))),
    (lost_main_verbs.past_joined_to_speech, (tagged("VBD VBN", "conj"), one_of("have had has"))),
    (lost_clauses.past_read_as_passive, (one_of("nsubj:pass"), tagged("VBN VBD", "root parataxis ccomp advcl"))),
    (lost_clauses.gerund_with_of, (one_of("of"),)),
    (lost_appositions.commander_behind_under, (one_of("under"), tagged("NOUN NNS", "nsubj"))),
    (lost_subjects.object_after_aside, (tagged("NOUN", "appos parataxis"), one_of(","))),
    (lost_verbs.bare_verb, (one_of("NOUN PROPN ADJ"),)),
    (headline_verbs.headline_verb, ()),
    (lost_headlines.label_before_colon, (one_of(":"), one_of("nsubj nsubj:pass"))),
    (lost_headlines.sides_before_verb, (one_of(","), one_of("VBP VB"))),
    (lost_arguments.bare_passive, (one_of("VBD VBN"), below("VERB", "nsubj aux:pass"))),
    (lost_arguments.brought_in, (one_of("in"), below("VERB", "obl"))),
    (free_relatives.free_relative, (one_of("what"),)),
    (lost_arguments.object_of_verb, (one_of("VERB"),)),
    (lost_appositions.distance_from_place, (lost_appositions.LENGTHS,)),
    (lost_names.second_titled_name, (one_of("nmod:desc"), one_of("and"))),
    (lost_relatives.content_read_for_relative, (one_of("that"), one_of("ccomp acl"))),
    (lost_attributes.origin_on_compound, (tagged("NN", "compound"), one_of("amod compound"))),
    (lost_relations.accused_of, (one_of("of"), one_of("obj iobj nsubj:pass"), below("NOUN", "nmod"))),
    (lost_relations.infinitive_on_object, (tagged("VB", "acl advcl"), one_of("obj"))),
    (lost_relations.clause_behind_of, (one_of("of"), one_of("advcl"))),
    (lost_counts.part_of_whom, (lost_counts.PARTED, one_of("of"), one_of(","))),
    (lost_relations.second_infinitive, (tagged("VB VBP", "conj"),)),
    (lost_dates.relative_on_date, (lost_dates.DATES, one_of("that which"), one_of("acl:relcl advcl:relcl dep"))),
)
