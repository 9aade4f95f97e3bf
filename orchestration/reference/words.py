"""Reads the coder's word lists, `cue_words.csv` and `governing_words.csv`, and what doubts cost, `confidence.csv`."""

import csv
from collections.abc import Iterator
from pathlib import Path

from orchestration.coding.confidence import BASE, DOUBTS, Calibration
from orchestration.coding.words import CoderWords, CueWord


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one dictionary; `#` lines are notes. Raises ValueError where a row has too many or too few cells."""
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(line for line in handle if line.strip() and not line.startswith("#"))
        for number, row in enumerate(reader, start=1):
            if None in row or None in row.values():
                raise ValueError(
                    f"{path.name}, row {number}: {row} has the wrong number of cells; quote cells that hold commas"
                )
            yield row


def load_words(reference_dir: Path) -> CoderWords:
    """Both word lists of one reference folder."""
    cues = {
        (row["lemma"], row["pos"]): CueWord(row["lemma"], row["pos"], row["kind"], frozenset(row["frames"].split("|")))
        for row in read_rows(reference_dir / "cue_words.csv")
    }
    governing = {(row["lemma"], row["pos"]): row["effect"] for row in read_rows(reference_dir / "governing_words.csv")}
    return CoderWords(cues=cues, governing=governing)


def load_calibration(reference_dir: Path) -> Calibration:
    """The weights of `confidence.csv`. Raises ValueError for a doubt that the coder does not know."""
    weights = {row["doubt"]: float(row["weight"]) for row in read_rows(reference_dir / "confidence.csv")}
    unknown = [name for name in weights if name != BASE and name not in DOUBTS and not name.startswith("type:")]
    if unknown:
        raise ValueError(f"confidence.csv: unknown doubts {unknown}; fit it again: python -m tests.gold.calibrate --write")
    return Calibration(weights)
