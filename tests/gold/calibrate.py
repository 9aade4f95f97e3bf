"""Fit what doubts cost a mention's confidence, on the held-out gold: rules fit the developed gold better than unseen text,
and a confidence is to hold on unseen text. Held-back folds tell what the confidence is worth.

    python -m tests.gold.calibrate [--write]

A logistic regression with a small penalty, by Newton's method. An article (or sentence) lies in one fold as a whole.
Printed: the reliability on held-back folds, then with the weights that are written to data/reference/confidence.csv.
"""

import argparse
from collections.abc import Sequence

import numpy as np

from orchestration.coding.confidence import BASE, DOUBTS, Calibration
from orchestration.settings import Settings
from tests.gold.score import ARTICLES_HELD_OUT, HELD_OUT, OWN_ARTICLES, reliability_table, score_articles, score_sentences
from tests.gold.scoring import Score
from tests.gold.workbench import load_workbench

FOLDS = 5
PENALTY = 2.0
STEPS = 50
HEADER = """\
# What doubts cost a mention's confidence, in log-odds; `base` is what every mention has, `type:X` the event type's share.
# Fitted on the held-out gold by `python -m tests.gold.calibrate --write`; fit again when rules have changed a lot.
doubt,weight
"""
Sample = tuple[tuple[str, ...], bool]


def samples_of(scores: Sequence[Score]) -> list[list[Sample]]:
    """Doubts and outcome of each mention, article by article (sentences count as one article each)."""
    return [list(score.doubts) for score in scores if score.doubts]


def fit(samples: Sequence[Sample]) -> Calibration:
    """Weights that make the samples likeliest, drawn toward none."""
    names = [BASE, *DOUBTS, *sorted({name for doubts, _ in samples for name in doubts if name.startswith("type:")})]
    matrix = np.array([[name == BASE or name in doubts for name in names] for doubts, _ in samples], dtype=float)
    outcomes = np.array([is_pair for _, is_pair in samples], dtype=float)
    penalty = np.diag([0.01 if name == BASE else PENALTY for name in names])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chances = 1.0 / (1.0 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (outcomes - chances) - penalty @ weights
        curvature = (matrix.T * (chances * (1.0 - chances))) @ matrix + penalty
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if float(np.abs(step).max()) < 1e-8:
            break
    return Calibration({name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)})


def held_back(groups: Sequence[Sequence[Sample]]) -> list[tuple[float, bool]]:
    """Confidence and outcome of every mention, by weights that its fold had no part in."""
    found = []
    for fold in range(FOLDS):
        inside = [sample for position, group in enumerate(groups) if position % FOLDS != fold for sample in group]
        calibration = fit(inside)
        for group in groups[fold::FOLDS]:
            found += [(calibration.confidence(doubts), is_pair) for doubts, is_pair in group]
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true", help="write data/reference/confidence.csv")
    chosen = arguments.parse_args()
    bench = load_workbench()
    articles = score_articles(OWN_ARTICLES[ARTICLES_HELD_OUT], bench)
    sentences = score_sentences(bench)[HELD_OUT]
    groups = samples_of([*articles.values()]) + [[sample] for sample in sentences.doubts]
    calibration = fit([sample for group in groups for sample in group])
    print(f"held-back folds\n{reliability_table(held_back(groups))}\n")
    for name, weight in calibration.weights.items():
        print(f"{name:<24}{weight:>8.3f}")
    if chosen.write:
        path = Settings.from_environment().reference_dir / "confidence.csv"
        rows = "".join(f"{name},{weight}\n" for name, weight in calibration.weights.items())
        path.write_text(HEADER + rows, encoding="utf-8")
        print(f"written to {path.name}")


if __name__ == "__main__":
    main()
