"""Words of the trigger dictionary that the tokenizer parted at their hyphens: "sit - in", "baton - charged". Pure.

Treebanks part them, so the parser must; the dictionary has them whole. Runs before the mends; the input is left as it is.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.tree_shape import rebuilt
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

HYPHENS = frozenset({"-", "‐", "‑"})
OTHER_WORDS = frozenset({"re", "un"})  # "re-sign" is no "resign"
MOST_PARTS = 4  # "work-to-rule", "stay-at-home" have three


def rejoin(sentence: Sentence, lexicon: TriggerLexicon) -> Sentence:
    """The sentence with the known words whole; the same object where there are none."""
    if HYPHENS.isdisjoint(sentence.marks):
        return sentence
    spans = _spans(sentence, lexicon)
    return rebuilt(sentence, _joined(sentence, spans)) if spans else sentence


def _spans(sentence: Sentence, lexicon: TriggerLexicon) -> list[tuple[int, int, str, str]]:
    """(first token, last token, lemma, part of speech) of each known word, the longest at each place."""
    tokens = sentence.tokens
    found: list[tuple[int, int, str, str]] = []
    start = 0
    while start < len(tokens) - 2:
        last = _last_part(tokens, start)
        span = None
        while last > start and span is None:
            span = _known(sentence, start, last, lexicon)
            last -= 2
        if span is not None:
            found.append(span)
        start = span[1] + 1 if span is not None else start + 1
    return found


def _last_part(tokens: Sequence[Token], start: int) -> int:
    """The last token of the hyphened word that begins at `start`; `start` where it is no such word."""
    last, farthest = start, min(len(tokens) - 1, start + 2 * (MOST_PARTS - 1))
    while last + 2 <= farthest and tokens[last + 1].text in HYPHENS:
        is_tight = (
            tokens[last].char_end == tokens[last + 1].char_start and tokens[last + 1].char_end == tokens[last + 2].char_start
        )
        if not is_tight:
            break
        last += 2
    return last


def _known(sentence: Sentence, first: int, last: int, lexicon: TriggerLexicon) -> tuple[int, int, str, str] | None:
    end = sentence.tokens[last]
    wanted = "VERB" if end.xpos.startswith("VB") else "NOUN"
    text = sentence.span_text(first, last).lower()
    readings = lexicon.forms.get(text, ())
    if not readings and sentence.tokens[first].text.lower() not in OTHER_WORDS:
        readings = lexicon.forms.get(sentence.tokens[first].text.lower() + end.text.lower(), ())  # "crack-down"
        readings = readings if last == first + 2 else ()
    if not readings:
        base = f"{sentence.span_text(first, last - 1)}{end.lemma}".lower()  # "court-martialled"
        return (first, last, base, wanted) if base in lexicon.senses else None
    lemma, pos = next((reading for reading in readings if reading[1] == wanted), readings[0])
    return first, last, lemma, pos


def _joined(sentence: Sentence, spans: list[tuple[int, int, str, str]]) -> list[Token]:
    tokens = sentence.tokens
    inside = {index: first for first, last, _, _ in spans for index in range(first + 1, last + 1)}
    kept = [token.index for token in tokens if token.index not in inside]
    moved = {old: new for new, old in enumerate(kept)}
    moved |= {index: moved[first] for index, first in inside.items()}
    words = {first: (last, lemma, pos) for first, last, lemma, pos in spans}
    joined = []
    for old in kept:
        token = tokens[old]
        if old in words:
            token = _whole(sentence, old, *words[old])
        joined.append(replace(token, index=moved[old], head=moved[token.head] if token.head >= 0 else -1))
    return joined


def _whole(sentence: Sentence, first: int, last: int, lemma: str, pos: str) -> Token:
    """The word as one token, hung where the last of its parts hangs that is hung on another word."""
    tokens = sentence.tokens
    outer = next(tokens[i] for i in range(last, first - 1, -1) if not first <= tokens[i].head <= last)
    text = sentence.span_text(first, last)
    tag = ("NNS" if text.lower() != lemma else "NN") if pos == "NOUN" else tokens[last].xpos
    return replace(
        tokens[first],
        text=text,
        lemma=lemma,
        upos=pos,
        xpos=tag if tag.startswith(("NN", "VB")) else "VB",
        head=outer.head,
        deprel=outer.deprel,
        char_end=tokens[last].char_end,
    )
