"""How often the best trigger of a sentence has the type that the PLOVER gold standard records give it.

    python tests/benchmarks/plover_gsr.py PATH/PLOVER_GSR_CAMEO.txt [--model DIR] [--list]

The records (openeventdata/PLOVER, CC BY-SA 4.0) are not part of the project. They carry the names of 2016: DEMAND is
REQUEST today, DISAPPROVE and INVESTIGATE are ACCUSE, FIGHT is ASSAULT. The best trigger is the one highest in the tree,
since a record tells what its sentence is about; between equals the one whose sense fits best.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.triggers import Trigger, find_triggers
from orchestration.language.parsed import Sentence
from orchestration.language.pipeline import Parser
from orchestration.reference.triggers import load_triggers
from orchestration.settings import Settings

NEW_NAMES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
NOT_EVENTS = {"DOCUMENT"}
MOST_DEPTH = 99


def depth(sentence: Sentence, index: int) -> int:
    """How many governors stand above the token."""
    steps = 0
    while sentence.tokens[index].head >= 0 and steps < MOST_DEPTH:
        index = sentence.tokens[index].head
        steps += 1
    return steps


def best_trigger(sentences: list[Sentence], lexicon: TriggerLexicon) -> Trigger | None:
    found = [(sentence, trigger) for sentence in sentences for trigger in find_triggers(sentence, lexicon)]
    if not found:
        return None
    return min(found, key=lambda pair: (pair[1].is_back_reference, depth(pair[0], pair[1].head_token), -pair[1].score))[1]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("records", type=Path)
    arguments.add_argument("--model", type=Path)
    arguments.add_argument("--list", action="store_true", help="print the records that come out wrong")
    chosen = arguments.parse_args()
    settings = Settings.from_environment()
    lexicon = load_triggers(settings.reference_dir)
    parser = Parser(chosen.model or settings.model_dir)
    records = [r for r in json.loads(chosen.records.read_text(encoding="utf-8")) if r["event"] not in NOT_EVENTS]
    right, total, missed = Counter[str](), Counter[str](), 0
    for record, sentences in zip(records, parser.parse_many([(r["text"], 0) for r in records]), strict=True):
        wanted = NEW_NAMES.get(record["event"], record["event"])
        best = best_trigger(sentences, lexicon)
        total[wanted] += 1
        right[wanted] += best is not None and best.event_type == wanted
        missed += best is None
        if chosen.list and (best is None or best.event_type != wanted):
            others = [t.event_type + ":" + t.sense.sense_id for s in sentences for t in find_triggers(s, lexicon)]
            print(f"{wanted:9} got {best.event_type if best else 'nothing':9} {record['text']}\n          {others}")
    for name in sorted(total):
        print(f"{name:10} {right[name]:4} of {total[name]:4}  {right[name] / total[name]:.2f}")
    print(f"right type {right.total() / total.total():.3f} of {total.total()} records; no trigger in {missed}")


if __name__ == "__main__":
    main()
