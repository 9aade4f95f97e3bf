"""Scores a parser on a treebank from raw text, in the manner of the CoNLL 2018 shared task.

    python -m orchestration.language.evaluate MODEL_DIR TREEBANK.conllu.gz ...

Words count as the same when they cover the same characters; a score is the F1 of precision over the parser's words and
recall over the treebank's. LAS compares universal relations, without subtypes, as the shared task did; `uas_words` and
`las_words` leave punctuation out.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from orchestration.language.parsed import Sentence
from orchestration.language.pipeline import Parser
from orchestration.language.treebank import Paragraph, read_treebank

Span = tuple[int, int]
METRICS = ("tokens", "sentences", "upos", "xpos", "lemma", "uas", "las", "las_subtypes", "uas_words", "las_words")
PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one side says of a word: its head as a span, None for the root."""

    upos: str
    xpos: str
    lemma: str
    head: Span | None
    deprel: str


@dataclass(slots=True)
class Scores:
    """F1 by metric and by relation, each between 0 and 100; `words_per_second` of processor time."""

    f1: dict[str, float]
    relations: dict[str, float]
    words_per_second: float = field(default=0.0)


def score_treebank(parser: Parser, paragraphs: Sequence[Paragraph]) -> Scores:
    """Parse the raw text of the paragraphs and compare."""
    started = process_time()
    sentences = parser.parse(PARAGRAPH_BREAK.join(paragraph.text for paragraph in paragraphs))
    seconds = process_time() - started
    scores = score(*_gold(paragraphs), *_parsed(sentences))
    scores.words_per_second = sum(len(sentence.tokens) for sentence in sentences) / seconds
    return scores


def _gold(paragraphs: Sequence[Paragraph]) -> tuple[dict[Span, Analysis], set[Span]]:
    words: dict[Span, Analysis] = {}
    sentences: set[Span] = set()
    start = 0
    for paragraph in paragraphs:
        place = start
        for sentence in paragraph.sentences:
            spans = []
            for word in sentence:
                spans.append((place, place + len(word.form)))
                place += len(word.form) + word.space_after
            for span, word in zip(spans, sentence, strict=True):
                head = spans[word.head] if word.head >= 0 else None
                words[span] = Analysis(word.upos, word.xpos, word.lemma, head, word.deprel)
            sentences.add((spans[0][0], spans[-1][1]))
        start += len(paragraph.text) + len(PARAGRAPH_BREAK)
    return words, sentences


def _parsed(parsed: Sequence[Sentence]) -> tuple[dict[Span, Analysis], set[Span]]:
    words: dict[Span, Analysis] = {}
    for sentence in parsed:
        spans = [(token.char_start, token.char_end) for token in sentence.tokens]
        for span, token in zip(spans, sentence.tokens, strict=True):
            head = spans[token.head] if token.head >= 0 else None
            words[span] = Analysis(token.upos, token.xpos, token.lemma, head, token.deprel)
    return words, {(sentence.char_start, sentence.char_end) for sentence in parsed}


def score(
    gold: dict[Span, Analysis], gold_sentences: set[Span], parsed: dict[Span, Analysis], parsed_sentences: set[Span]
) -> Scores:
    """Compare two analyses of the same text."""
    shared = gold.keys() & parsed.keys()
    correct: Counter[str] = Counter(tokens=len(shared))
    relation_correct: Counter[str] = Counter()
    for span in shared:
        ours, theirs = parsed[span], gold[span]
        correct["upos"] += ours.upos == theirs.upos
        correct["xpos"] += ours.xpos == theirs.xpos
        # The shared task passes over lemmas that the treebank leaves open.
        correct["lemma"] += ours.lemma == theirs.lemma or theirs.lemma == "_"
        if ours.head == theirs.head:
            is_same = _universal(ours.deprel) == _universal(theirs.deprel)
            correct["uas"] += 1
            correct["las"] += is_same
            if theirs.upos != "PUNCT" and ours.upos != "PUNCT":
                correct["uas_words"] += 1
                correct["las_words"] += is_same
            if ours.deprel == theirs.deprel:
                correct["las_subtypes"] += 1
                relation_correct[theirs.deprel] += 1
    f1 = {metric: _f1(correct[metric], len(parsed), len(gold)) for metric in METRICS if metric != "sentences"}
    parsed_words, gold_words = _without_punctuation(parsed), _without_punctuation(gold)
    f1.update({metric: _f1(correct[metric], parsed_words, gold_words) for metric in ("uas_words", "las_words")})
    f1["sentences"] = _f1(len(gold_sentences & parsed_sentences), len(parsed_sentences), len(gold_sentences))
    in_gold = Counter(analysis.deprel for analysis in gold.values())
    in_parsed = Counter(analysis.deprel for analysis in parsed.values())
    relations = {
        relation: _f1(relation_correct[relation], in_parsed[relation], count)
        for relation, count in sorted(in_gold.items(), key=lambda item: (-item[1], item[0]))
    }
    return Scores(f1, relations)


def _without_punctuation(analyses: dict[Span, Analysis]) -> int:
    return sum(analysis.upos != "PUNCT" for analysis in analyses.values())


def _universal(deprel: str) -> str:
    return deprel.partition(":")[0]


def _f1(correct: int, in_parsed: int, in_gold: int) -> float:
    return 200 * correct / (in_parsed + in_gold) if in_parsed + in_gold else 0.0


def main() -> None:
    arguments = argparse.ArgumentParser(description="Score the parser on treebanks, from raw text.")
    arguments.add_argument("model_dir", type=Path)
    arguments.add_argument("treebanks", type=Path, nargs="+")
    options = arguments.parse_args()
    parser = Parser(options.model_dir)
    for path in options.treebanks:
        scores = score_treebank(parser, read_treebank(path))
        figures = " ".join(f"{metric} {scores.f1[metric]:.1f}" for metric in METRICS)
        print(f"{path.name}: {figures}, {scores.words_per_second:.0f} words/s")
        print("  ", *(f"{relation} {value:.0f}" for relation, value in list(scores.relations.items())[:40]))


if __name__ == "__main__":
    main()
