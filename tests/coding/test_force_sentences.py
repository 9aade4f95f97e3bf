"""Coercion, mobilization and retreat in many wordings: the triggers that the coder finds, by its own first steps."""

from orchestration.coding.article_coding import ArticleCoding
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from orchestration.reference.coder import load_coder
from orchestration.settings import Settings
from tests.coding.sentences import read_cases

TYPES = ("COERCE", "MOBILIZE", "RETREAT")
LEAST_SHARE_RIGHT = 0.97


def test_nearly_all_sentences_give_what_a_reader_takes_out() -> None:
    settings = Settings.from_environment()
    parser, dictionaries = Parser(settings.model_dir), load_coder(settings).dictionaries
    cases = read_cases("force_sentences.csv")
    wrong = []
    for case in cases:
        coding = ArticleCoding(ParsedArticle("case", parser.parse(case["sentence"], 0)), dictionaries)
        found = {
            (t.event_type, t.event_mode, graph.tokens[t.head_token].text)
            for graph, triggers in zip(coding.graphs, coding.found, strict=True)
            for t in triggers
            if t.event_type in TYPES
        }
        wanted = set()
        for part in case["expected"].split(" | ") if case["expected"] != "NONE" else ():
            kind, _, word = part.rpartition(":")
            event_type, _, mode = kind.partition("/")
            found_modes = {m for e, m, w in found if (e, w) == (event_type, word)}
            wanted.add((event_type, mode or next(iter(found_modes), None), word))
        if found != wanted:
            wrong.append((case["sentence"], sorted(map(str, found)), case["expected"]))
    assert len(wrong) <= (1 - LEAST_SHARE_RIGHT) * len(cases), wrong
