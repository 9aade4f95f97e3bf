"""Codes the sentences of the pairs and says of each pair whether what must follow does, and nothing else.

    python -m tests.metamorphic.check [KIND ...] [--record]

prints the share of pairs that hold by kind and the pairs that do not. `--record` raises the floors of data/floors.json.
"""

import argparse
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from orchestration.coding_workers import Workbench
from orchestration.language.parsed import ParsedArticle
from tests.gold.scoring import Record, countries, record_of
from tests.gold.sentence_gold import PUBLISHED_ON
from tests.gold.workbench import load_workbench
from tests.metamorphic.frames import DATA_DIR, QUANTITY, Clause, base_clauses
from tests.metamorphic.kinds import KINDS, MONDAY, Change, Pair, dated, pairs_of

FLOORS_FILE = DATA_DIR / "floors.json"
BASE = "base"
COMPARED = ("mode", "status", "actor", "recipient", "attribution", "place_names", "date", "quantities")


@dataclass(frozen=True)
class Outcome:
    """`wrong` says what does not hold; empty where the pair holds."""

    kind: str
    frame: str
    text: str
    wrong: str


def code_texts(texts: Iterable[str], bench: Workbench) -> dict[str, list[Record]]:
    """The mentions of each text, coded as an article of its own."""
    wanted = list(dict.fromkeys(texts))
    parsed = bench.parser.parse_many((text, 0) for text in wanted)
    return {
        text: [
            record_of(mention, text)
            for mention in bench.coder.code(ParsedArticle("metamorphic", sentences, PUBLISHED_ON)).event_mentions
        ]
        for text, sentences in zip(wanted, parsed, strict=True)
    }


def check_all(bench: Workbench) -> list[Outcome]:
    """The outcome of every base sentence and every pair, in order."""
    clauses = base_clauses()
    pairs = [pair for clause in clauses for pair in pairs_of(clause)]
    texts = [dated(clause) for clause in clauses] + [text for pair in pairs for text in (pair.before, pair.after)]
    coded = code_texts(texts, bench)
    bases = [Outcome(BASE, clause.frame, dated(clause), base_fault(clause, coded[dated(clause)])) for clause in clauses]
    return bases + [
        Outcome(pair.kind, pair.frame, pair.after, pair_fault(pair, coded[pair.before], coded[pair.after])) for pair in pairs
    ]


def base_fault(clause: Clause, found: list[Record]) -> str:
    """Compares a base sentence with what its frame states; of the codes, the countries."""
    row = clause.row
    same_type = [record for record in found if record.event_type == row["event_type"]]
    if len(found) != 1 or not same_type:
        return f"one {row['event_type']} wanted, found {_types(found)}"
    record = same_type[0]
    codes = {"actor": clause.code("actor_code"), "recipient": clause.code("recipient_code")}
    codes = {
        role: getattr(record, role) if countries(getattr(record, role)) == countries(value) else value
        for role, value in codes.items()
    }
    wanted = replace(
        record,
        mode=row["event_mode"] or record.mode,
        status="happened",
        actor=codes["actor"],
        recipient=codes["recipient"],
        attribution=frozenset(),
        date=MONDAY,
        quantities=frozenset({(float(QUANTITY), row["unit"])} if row["unit"] else ()),
    )
    return _differences(record, wanted, (clause.place,) if clause.place else ())


def pair_fault(pair: Pair, before: list[Record], after: list[Record]) -> str:
    """What of the pair does not hold. A base sentence without its event leaves nothing to follow from."""
    base = [record for record in before if record.event_type == pair.event_type]
    if not base:
        return f"the base sentence codes no {pair.event_type}, but {_types(before)}"
    copies = max(1, len(pair.change.places))
    wanted_types = sorted(
        record.event_type for record in before for _ in range(copies if record.event_type == pair.event_type else 1)
    )
    if sorted(record.event_type for record in after) != wanted_types:
        return f"{' '.join(wanted_types)} wanted, found {_types(after)}"
    changed = [record for record in after if record.event_type == pair.event_type]
    wanted = expected(base[0], pair.change)
    faults = []
    if pair.change.places:
        names = sorted(_plain(name) for record in changed for name in record.place_names[:1])
        if len(names) != copies or not all(map(_is_same_name, names, sorted(map(_plain, pair.change.places)))):
            faults.append(f"place {names} for {list(pair.change.places)}")
    for record in changed if copies > 1 else changed[:1]:
        if pair.change.statuses and record.status in pair.change.statuses:
            record = replace(record, status=wanted.status)
        fault = _differences(record, wanted, None if pair.change.places else base[0].place_names)
        if fault:
            faults.append(fault)
            break
    return "; ".join(faults)


def expected(base: Record, change: Change) -> Record:
    """The base mention with what must follow."""
    wanted = base
    if change.codes:
        moved = dict(change.codes)
        wanted = replace(wanted, actor=_moved(base.actor, moved), recipient=_moved(base.recipient, moved))
    if change.actor is not None:
        wanted = replace(wanted, actor=change.actor)
    if change.statuses:
        wanted = replace(wanted, status=change.statuses[0])
    if change.attribution is not None:
        wanted = replace(wanted, attribution=frozenset({change.attribution} - {""}))
    if change.quantity is not None:
        units = {unit for value, unit in base.quantities if value == QUANTITY}
        kept = {(value, unit) for value, unit in base.quantities if value != QUANTITY}
        wanted = replace(wanted, quantities=frozenset(kept | {(float(change.quantity), unit) for unit in units}))
    if change.date is not None:
        wanted = replace(wanted, date=change.date or None)
    return wanted


def _moved(codes: frozenset[str], moved: dict[str, str]) -> frozenset[str]:
    return frozenset(" ".join(moved.get(part, part) for part in code.split(" ")) for code in codes)


def _differences(found: Record, wanted: Record, places: tuple[str, ...] | None) -> str:
    """The compared fields that differ; places by name, or not at all where `places` is None."""
    faults = []
    for name in COMPARED:
        mine, other = getattr(found, name), getattr(wanted, name)
        if name == "place_names":
            if places is None or (not mine and not places):
                continue
            if mine and places and _is_same_name(mine[0], places[0]):
                continue
            other = places
        elif mine == other:
            continue
        faults.append(f"{name} {_shown(mine)} for {_shown(other)}")
    return "; ".join(faults)


def _is_same_name(first: str, second: str) -> bool:
    first, second = _plain(first), _plain(second)
    return bool(first) and bool(second) and (first in second or second in first)


def _plain(name: str) -> str:
    """Without accents: a gazetteer writes "Herāt" where a newspaper writes "Herat"."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)).lower()


def _shown(value: object) -> str:
    if isinstance(value, frozenset | tuple):
        return ",".join(sorted(map(str, value))) or "none"
    return str(value)


def _types(records: list[Record]) -> str:
    return " ".join(sorted(record.event_type for record in records)) or "nothing"


def shares(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    """Pairs that hold and pairs by kind, in the order of the kinds."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for outcome in outcomes:
        counts[outcome.kind][0] += not outcome.wrong
        counts[outcome.kind][1] += 1
    return {kind: (counts[kind][0], counts[kind][1]) for kind in (BASE, *KINDS) if kind in counts}


def read_floors() -> dict[str, float]:
    floors: dict[str, float] = json.loads(FLOORS_FILE.read_text(encoding="utf-8"))
    return floors


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("kinds", nargs="*", choices=[BASE, *KINDS, []], help="list the faults of these kinds only")
    arguments.add_argument("--record", action="store_true", help="raise the floors to what holds now")
    chosen = arguments.parse_args()
    outcomes = check_all(load_workbench())
    for outcome in outcomes:
        if outcome.wrong and (not chosen.kinds or outcome.kind in chosen.kinds):
            print(f"{outcome.kind} [{outcome.frame}] {outcome.text}\n    {outcome.wrong}")
    found = shares(outcomes)
    for kind, (held, count) in found.items():
        print(f"{kind:<20}{held:>5} of {count:<5}{held / count:.3f}")
    pairs = [count for kind, count in found.items() if kind != BASE]
    held, total = (sum(column) for column in zip(*pairs, strict=True))
    print(f"{'all pairs':<20}{held:>5} of {total:<5}{held / total:.3f}")
    if chosen.record:
        old = read_floors() if FLOORS_FILE.is_file() else {}
        floors = {kind: max(old.get(kind, 0.0), int(1000 * held / count) / 1000) for kind, (held, count) in found.items()}
        FLOORS_FILE.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
