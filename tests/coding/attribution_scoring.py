"""Scores statements against `attribution_sentences.csv`: is the speaker right, how far does the content overlap.

A statement found answers an expected one if their cues overlap. The speaker is right if the head of the first speaker
stands in the expected noun phrase, or if neither names one; the content counts by the letters of its words (F1).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from orchestration.coding.graph import Graph
from orchestration.coding.quotations import carry_quotations
from orchestration.coding.statements import Saying, find_sayings
from orchestration.coding.words import CoderWords

Span = tuple[int, int]
ReadText = Callable[[str, bool], list[Graph]]
WORD = re.compile(r"\w+")


@dataclass
class Found:
    """One statement found, in characters of the text."""

    speaker: Span | None
    cue: Span
    content: set[Span]
    kind: str
    is_negated: bool
    is_quotation: bool


@dataclass
class AttributionScore:
    """Counts over the expected statements; `spurious` are statements found that nothing expected."""

    expected: int = 0
    speakers: int = 0
    kinds: int = 0
    negations: int = 0
    overlap: float = 0.0
    spurious: int = 0
    notes: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        shares = {"speaker": self.speakers, "content": self.overlap, "kind": self.kinds, "is_negated": self.negations}
        return {name: count / self.expected for name, count in shares.items()} | {"spurious": self.spurious / self.expected}


def find_statements(text: str, is_headline: bool, read: ReadText, words: CoderWords) -> list[Found]:
    """The statements of one paragraph, quotations that run on counted with the statement they belong to.

    read: text, whether it is a headline → the graphs of its sentences, mended as the coder does.
    """
    graphs = read(text, is_headline)
    sayings = [find_sayings(graph, words) for graph in graphs]
    found = {
        (position, number): _found(graph, saying)
        for position, graph in enumerate(graphs)
        for number, saying in enumerate(sayings[position])
        if saying.is_made
    }
    for carried in carry_quotations(graphs, sayings):
        number = next(n for n, saying in enumerate(sayings[carried.source_sentence]) if saying is carried.source)
        found[carried.source_sentence, number].content |= _words(graphs[carried.sentence], carried.saying.content)
    return list(found.values())


def _words(graph: Graph, content: Iterable[int]) -> set[Span]:
    tokens = (graph.tokens[index] for index in content)
    return {
        (token.char_start + word.start(), token.char_start + word.end())
        for token in tokens
        for word in WORD.finditer(token.text)
    }


def _found(graph: Graph, saying: Saying) -> Found:
    head = graph.tokens[saying.speakers[0]] if saying.speakers else None
    return Found(
        speaker=(head.char_start, head.char_end) if head is not None else None,
        cue=(graph.tokens[saying.cue].char_start, graph.tokens[saying.cue_last].char_end),
        content=_words(graph, saying.content),
        kind=saying.kind,
        is_negated=saying.is_negated,
        is_quotation=saying.is_quotation,
    )


def score_cases(rows: Iterable[dict[str, str]], read: ReadText, words: CoderWords) -> AttributionScore:
    """The score over the rows of `attribution_sentences.csv`; `notes` tell what is wrong, a line each."""
    cases: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        cases[row["case"]].append(row)
    total = AttributionScore()
    for case in cases.values():
        _score_case(case, total, read, words)
    return total


def _score_case(case: list[dict[str, str]], total: AttributionScore, read: ReadText, words: CoderWords) -> None:
    text = case[0]["text"]
    found = find_statements(text, case[0]["form"].startswith("headline"), read, words)
    cue_from: dict[str, int] = defaultdict(int)
    label = f"{case[0]['case']} [{case[0]['form']}] {text}"
    for row in case:
        if not row["cue"]:
            continue
        total.expected += 1
        start = text.index(row["cue"], cue_from[row["cue"]])
        cue_from[row["cue"]] = start + 1
        answer = next((f for f in found if f.cue[0] < start + len(row["cue"]) and start < f.cue[1]), None)
        if answer is None:
            total.notes.append(f"{label}\n    missed: {row['cue']}")
            continue
        found.remove(answer)
        is_right = _is_speaker(answer, row["speaker"], text)
        overlap = _overlap(answer.content, _expected_words(row["content"], text))
        total.speakers += is_right
        total.overlap += overlap
        total.kinds += answer.kind == row["kind"]
        total.negations += answer.is_negated == (row["is_negated"] == "true")
        if not is_right:
            total.notes.append(f"{label}\n    {row['cue']}: speaker {_shown([answer.speaker], text)}")
        if overlap < 0.999:
            total.notes.append(f"{label}\n    {row['cue']}: content {overlap:.2f} {_shown(sorted(answer.content), text)}")
        if answer.kind != row["kind"] or answer.is_negated != (row["is_negated"] == "true"):
            total.notes.append(f"{label}\n    {row['cue']}: {answer.kind}, negated {answer.is_negated}")
    total.spurious += len(found)
    total.notes.extend(f"{label}\n    spurious: {text[f.cue[0] : f.cue[1]]}" for f in found)


def _is_speaker(answer: Found, speaker: str, text: str) -> bool:
    if not speaker or answer.speaker is None:
        return not speaker and answer.speaker is None
    starts = (start for start in range(len(text)) if text.startswith(speaker, start))
    return any(start <= answer.speaker[0] and answer.speaker[1] <= start + len(speaker) for start in starts)


def _expected_words(content: str, text: str) -> set[Span]:
    """The words of the parts of the content, as spans of the text."""
    found: set[Span] = set()
    start = 0
    for part in content.split(" ... "):
        at = text.find(part, start)
        start = at if at >= 0 else text.index(part)
        found |= {(start + word.start(), start + word.end()) for word in WORD.finditer(part)}
        start += len(part)
    return found


def _overlap(found: set[Span], expected: set[Span]) -> float:
    """F1 of the characters of the words found and expected, so that tokens may be cut otherwise."""
    here = {place for start, end in found for place in range(start, end)}
    there = {place for start, end in expected for place in range(start, end)}
    return 2 * len(here & there) / (len(here) + len(there)) if here or there else 1.0


def _shown(spans: Iterable[Span | None], text: str) -> str:
    return " ".join(text[span[0] : span[1]] for span in spans if span is not None) or "nobody"
