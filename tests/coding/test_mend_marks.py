"""The marks that a mend asks for are ones that it cannot do without: where they are missing, it mends nothing."""

from orchestration.coding.coder import RuleCoder
from orchestration.coding.lost_words import MENDS
from orchestration.language.pipeline import Parser
from tests.coding.sentences import read_cases

CASES = (*read_cases("violence_sentences.csv"), *read_cases("mended_sentences.csv"))
LEAST_MENDS = 25  # that these sentences need between them, so that the test tests something


def test_mends_do_nothing_where_their_marks_are_missing(parser: Parser, coder: RuleCoder) -> None:
    lexicon = coder.dictionaries.triggers
    mended: set[str] = set()
    for case in CASES:
        for sentence in parser.parse(case["sentence"], 0):
            for mend, needs in MENDS:
                if mend(sentence, lexicon) is not None:
                    assert not any(map(sentence.marks.isdisjoint, needs)), f"{mend.__name__}: {sentence.text}"
                    mended.add(mend.__name__)
    assert len(mended) > LEAST_MENDS
