"""Score the coder on the project's own gold (sentences and articles), and on other annotated articles where a folder of
them is given.

    python -m tests.gold.score [--gold DIR] [--notes] [--record]

DIR (or the environment variable GOLD) holds articles/ and gold/. `--notes` lists what is wrong, except in the held-out
parts, which no rule may be written from. `--record` writes the figures to recorded_score.json, which the tests and
the next score are measured by; figures of articles are kept when none are given.
"""

import argparse
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from orchestration.coding_workers import Workbench
from tests.gold.article_gold import code_articles, read_article_gold
from tests.gold.scoring import Score, precision_recall_f1, score_records
from tests.gold.sentence_gold import PUBLISHED_ON, code_sentences, read_developed, read_gold, score
from tests.gold.workbench import load_workbench

HERE = Path(__file__).parent
SENTENCES_FILE = HERE / "sentences.txt"
DEVELOPED_SENTENCES_FILE = HERE / "developed_sentences.txt"
WIRE_SENTENCES_FILE = HERE / "wire_sentences.txt"
RECORDED_FILE = HERE / "recorded_score.json"
DEVELOPED, HELD_OUT = "sentences_developed", "sentences_held_out"
ARTICLES_DEVELOPED, ARTICLES_HELD_OUT, ARTICLES_GIVEN = "articles_developed", "articles_held_out", "articles_given"
OWN_ARTICLES = {ARTICLES_DEVELOPED: HERE / "developed", ARTICLES_HELD_OUT: HERE / "held_out"}
OWN_PARTS = (DEVELOPED, HELD_OUT, *OWN_ARTICLES)
BINS = 10


def score_sentences(bench: Workbench) -> dict[str, Score]:
    """The scores of the developed and the held-out sentences."""
    gold = [*read_gold(SENTENCES_FILE), *read_developed(DEVELOPED_SENTENCES_FILE)]
    gold += read_developed(WIRE_SENTENCES_FILE, PUBLISHED_ON)
    coded = code_sentences(gold, bench.parser, bench.coder)
    parts = {DEVELOPED: False, HELD_OUT: True}
    return {
        name: score(
            [sentence for sentence in gold if sentence.is_held_out == is_held_out],
            [mentions for sentence, mentions in zip(gold, coded, strict=True) if sentence.is_held_out == is_held_out],
        )
        for name, is_held_out in parts.items()
    }


def score_articles(folder: Path, bench: Workbench) -> dict[str, Score]:
    """The score of each article; one that ingest refuses scores as if nothing had been found in it."""
    coded = code_articles(folder, bench)
    return {name: score_records(coded.get(name, []), gold) for name, gold in read_article_gold(folder).items()}


def score_own_parts(bench: Workbench) -> dict[str, Score]:
    """The scores of all of the project's own gold, by part."""
    articles = {name: total_of(score_articles(folder, bench)) for name, folder in OWN_ARTICLES.items()}
    return {**score_sentences(bench), **articles}


def read_recorded() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = (
        json.loads(RECORDED_FILE.read_text(encoding="utf-8")) if RECORDED_FILE.is_file() else {}
    )
    return found


def main_table(scores: Mapping[str, Score], recorded: Mapping[str, Mapping[str, float]]) -> str:
    """Each figure of each part, with the change since the recorded one."""
    figures = {name: part.figures() for name, part in scores.items()}
    rows = next(iter(figures.values()))
    lines = [f"{'':<20}" + "".join(f"{name:>28}" for name in figures)]
    for row in rows:
        cells = []
        for name, values in figures.items():
            shown = f"{values[row]:.0f}" if row in ("predicted", "gold") else f"{values[row]:.3f}"
            before = recorded.get(name, {}).get(row)
            change = "" if before is None or abs(values[row] - before) < 0.0005 else f" ({values[row] - before:+.3g})"
            cells.append(f"{shown + change:>28}")
        lines.append(f"{row:<20}" + "".join(cells))
    return "\n".join(lines)


def article_table(by_article: Mapping[str, Score]) -> str:
    columns = ("status", "actor_country", "recipient_country", "place", "date", "attribution", "quantities")
    lines = [
        f"{'article':<12}{'pred':>6}{'gold':>6}{'det F1':>8}{'rec F1':>8}{'false h':>8}"
        + "".join(f"{c[:11]:>12}" for c in columns)
    ]
    for name, part in by_article.items():
        shares = (part.detection[2], part.record[2], part.false_happened_share)
        numbers = f"{part.predicted:>6}{part.gold:>6}" + "".join(f"{share:>8.2f}" for share in shares)
        lines.append(f"{name:<12}{numbers}" + "".join(f"{part.share(column):>12.2f}" for column in columns))
    return "\n".join(lines)


def type_table(total: Score) -> str:
    lines = [f"{'type':<12}{'pred':>6}{'gold':>6}{'pairs':>6}{'P':>7}{'R':>7}{'F1':>7}"]
    for event_type, (predicted, gold, pairs) in sorted(total.by_type.items(), key=lambda item: (-item[1][1], item[0])):
        figures = precision_recall_f1(pairs, predicted, gold)
        lines.append(f"{event_type:<12}{predicted:>6}{gold:>6}{pairs:>6}" + "".join(f"{value:>7.2f}" for value in figures))
    return "\n".join(lines)


def reliability_table(confidences: Sequence[tuple[float, bool]]) -> str:
    """Tenths of the mentions by confidence: what the coder gives them, and the share that pairs with the gold.

    Mentions of equal confidence stay together, so that there may be fewer than ten rows.
    """
    groups: list[list[tuple[float, bool]]] = [[]]
    for item in sorted(confidences, key=lambda item: item[0]):
        if len(groups[-1]) >= len(confidences) / BINS and groups[-1][-1][0] != item[0]:
            groups.append([])
        groups[-1].append(item)
    lines = [f"{'confidence':<16}{'mentions':>9}{'mean':>8}{'pairs':>8}"]
    error = 0.0
    for group in groups:
        if group:
            mean = sum(confidence for confidence, _ in group) / len(group)
            share = sum(is_pair for _, is_pair in group) / len(group)
            error += abs(mean - share) * len(group) / len(confidences)
            lines.append(f"{f'{group[0][0]:.2f} to {group[-1][0]:.2f}':<16}{len(group):>9}{mean:>8.2f}{share:>8.2f}")
    return "\n".join([*lines, f"mean distance of the two {error:.3f}"])


def total_of(scores: Mapping[str, Score]) -> Score:
    total = Score()
    for part in scores.values():
        total.add(part)
    return total


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--gold", type=Path, default=os.environ.get("GOLD") or None, help="folder with articles/ and gold/")
    arguments.add_argument("--notes", action="store_true", help="list what is wrong")
    arguments.add_argument("--record", action="store_true", help="write recorded_score.json")
    chosen = arguments.parse_args()
    bench = load_workbench()
    scores = score_sentences(bench)
    folders = {**OWN_ARTICLES, **({ARTICLES_GIVEN: Path(chosen.gold)} if chosen.gold else {})}
    by_article = {name: score_articles(folder, bench) for name, folder in folders.items()}
    scores |= {name: total_of(found) for name, found in by_article.items()}
    recorded = read_recorded()
    total = total_of(scores)
    sections = [f"parser {bench.parser.version}, coder {bench.coder.version}; in brackets the change since the recorded score"]
    sections.append(main_table(scores, recorded))
    sections += [f"{name}\n{article_table(found)}" for name, found in by_article.items()]
    sections += [type_table(total), reliability_table(total.confidences)]
    if chosen.notes:
        may_be_read = {name: part for name, part in scores.items() if name not in (HELD_OUT, ARTICLES_HELD_OUT)}
        sections += [f"{name}\n" + "\n".join(part.notes) for name, part in may_be_read.items()]
    print("\n\n".join(sections))
    if chosen.record:
        figures = {**recorded, **{name: part.figures() for name, part in scores.items()}}
        RECORDED_FILE.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
