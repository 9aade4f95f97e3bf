"""Writes the lexicon of word forms from treebanks and lemminflect's inflection tables. For training only."""

import csv
import gzip
import io
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from orchestration.language.treebank import Paragraph

CONTENT_PARTS = {"noun": "NOUN", "verb": "VERB", "adj": "ADJ", "adv": "ADV"}
CLOSED_AFTER = 20
RARE_SHARE = 0.005
TRUSTED_COUNT = 3
# Participles serve as adjectives without a word list saying so.
ADJECTIVAL = ("VBN", "VBG")

Lemmas = dict[str, dict[str, str]]


def write_lexicon(paragraphs: Iterable[Paragraph], path: Path) -> None:
    """The lexicon that `Lexicon.load` reads, the same bytes for the same input."""
    seen, learnt = _from_treebanks(paragraphs)
    lemma_counts = Counter(lemma for lemmas in learnt.values() for lemma in lemmas.values())
    listed = _from_lemminflect(lemma_counts)
    lines = []
    for form in sorted(seen.keys() | listed.keys()):
        counts = seen.get(form, Counter())
        total = sum(counts.values())
        tags = dict(listed.get(form, {}))
        for tag, count in counts.items():
            if count >= max(1, RARE_SHARE * total):
                tags[tag] = _agreed_lemma(form, tag, learnt[form][tag], listed, count)
        if any(tag in tags for tag in ADJECTIVAL):
            tags.setdefault("JJ", form)
        is_closed = form.isalpha() and form.isascii() and (form in listed or total >= CLOSED_AFTER)
        pairs = " ".join(f"{tag}:{'' if lemma == form else lemma}" for tag, lemma in sorted(tags.items()))
        word_class = ",".join(sorted(listed.get(form, {}).keys() - {"VBP"}))
        lines.append(f"{form}\t{int(is_closed)}\t{word_class}\t{pairs}\n")
    path.write_bytes(gzip.compress("".join(lines).encode("utf-8"), compresslevel=9, mtime=0))


def _agreed_lemma(form: str, tag: str, learnt: str, listed: Lemmas, count: int) -> str:
    """The treebanks' lemma, but lemminflect's against a rare or unheard-of one (misprints) and for plurals in -s.

    The treebanks treat such plurals now this way, now that: "troops" of "troops" or of "troop".
    """
    rival = listed.get(form, {}).get(tag)
    if rival is None or rival == learnt:
        return learnt
    is_plural = tag == "NNS" and learnt == form == rival + "s"
    return rival if is_plural or count < TRUSTED_COUNT or learnt not in listed else learnt


def _from_treebanks(paragraphs: Iterable[Paragraph]) -> tuple[dict[str, Counter[str]], Lemmas]:
    """Tags of each form with their counts, and the commonest lemma of each form and tag."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            for word in sentence:
                if " " in word.form or " " in word.lemma:
                    continue
                form = word.form.lower().replace("’", "'")
                seen[form][word.xpos] += 1
                lemmas[form, word.xpos][word.lemma] += 1
    learnt: Lemmas = defaultdict(dict)
    for (form, tag), counts in lemmas.items():
        learnt[form][tag] = max(sorted(counts), key=counts.__getitem__)
    return seen, learnt


def _from_lemminflect(lemma_counts: Counter[str]) -> Lemmas:
    """Every inflected form of the lemmas in lemminflect's tables (MIT licence), by tag.

    Where two lemmas share a form ("fled" of "flee" and of "flead"), the one that more forms in the treebanks have, then the
    shorter.
    """
    from lemminflect import getAllInflections

    packed = files("lemminflect").joinpath("resources/infl_lu.csv.gz").read_bytes()
    rows = csv.reader(io.StringIO(gzip.decompress(packed).decode("utf-8")))
    listed: Lemmas = defaultdict(dict)
    for row in rows:
        lemma, part = row[0], CONTENT_PARTS.get(row[1])
        if part is None or not lemma.islower() or not lemma.isalpha():
            continue
        inflections = getAllInflections(lemma, upos=part)
        if "VBD" in inflections:
            # The tables leave the participle away where it is the past tense.
            inflections.setdefault("VBN", inflections["VBD"])
        for tag, forms in inflections.items():
            for form in forms:
                if tag == "NNS" and form == lemma and len(forms) > 1:
                    continue
                rival = listed[form].get(tag)
                if rival is None or (lemma_counts[lemma], -len(lemma)) > (lemma_counts[rival], -len(rival)):
                    listed[form][tag] = lemma
    return listed
