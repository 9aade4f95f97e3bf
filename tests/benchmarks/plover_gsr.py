"""How often the best trigger of a sentence has the type that the PLOVER gold standard records give it.

    python tests/benchmarks/plover_gsr.py PATH/PLOVER_GSR_CAMEO.txt [--model DIR] [--list]

The records (openeventdata/PLOVER, CC BY-SA 4.0) are not part of the project. They carry the names of 2016: DEMAND is
REQUEST today, DISAPPROVE and INVESTIGATE are ACCUSE, FIGHT is ASSAULT.

The best trigger is the one highest in the tree, since a record tells what its sentence is about; between equals the one
whose sense fits best. Two figures are printed. `plain` compares the types as they are. `as records` also follows a
convention of the records that ours does not share: there an announced act of cooperation is AGREE, an announced hostile
one THREATEN, one that is said to be due ("must") REQUEST, one that is refused ("will not") REJECT; we keep the type of
the act and put the rest into its status.
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
COOPERATION = {"AID", "COOPERATE", "RETREAT", "CONSULT", "SUPPORT", "CONCEDE", "AGREE"}
CONFLICT = {"ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE"}
ANNOUNCING = {"will", "would", "plan", "prepare", "prepared", "ready", "willing", "offer", "'ll", "may", "could"}
DUE = {"must", "should", "ought"}
REFUSING = {"not", "n't", "never", "longer"}
MOST_DEPTH = 99


def depth(sentence: Sentence, index: int) -> int:
    """How many governors stand above the token."""
    steps = 0
    while sentence.tokens[index].head >= 0 and steps < MOST_DEPTH:
        index = sentence.tokens[index].head
        steps += 1
    return steps


def best_trigger(sentences: list[Sentence], lexicon: TriggerLexicon) -> tuple[Sentence, Trigger] | None:
    found = [(sentence, trigger) for sentence in sentences for trigger in find_triggers(sentence, lexicon)]
    if not found:
        return None
    return min(found, key=lambda pair: (pair[1].is_back_reference, depth(pair[0], pair[1].head_token), -pair[1].score))


def type_as_in_records(sentence: Sentence, trigger: Trigger) -> str:
    """The type that the records' convention gives an announced, due or refused act."""
    verb = trigger.head_token if trigger.light_verb is None else trigger.light_verb
    above = sentence.tokens[verb].head
    words = {sentence.tokens[child].lemma.lower() for child in sentence.children[verb]}
    words |= {sentence.tokens[child].text.lower() for child in sentence.children[verb]}
    if above >= 0 and sentence.tokens[verb].deprel in ("xcomp", "advcl", "ccomp"):
        words.add(sentence.tokens[above].lemma.lower())
    if words & DUE and trigger.event_type in COOPERATION:
        return "REQUEST"
    if not words & ANNOUNCING:
        return trigger.event_type
    if trigger.event_type in COOPERATION:
        return "REJECT" if words & REFUSING else "AGREE"
    return "THREATEN" if trigger.event_type in CONFLICT else trigger.event_type


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
    parsed = parser.parse_many([(record["text"], 0) for record in records])
    plain, followed, total, missed = Counter[str](), Counter[str](), Counter[str](), 0
    for record, sentences in zip(records, parsed, strict=True):
        wanted = NEW_NAMES.get(record["event"], record["event"])
        best = best_trigger(sentences, lexicon)
        found = best[1].event_type if best else "nothing"
        translated = type_as_in_records(*best) if best else "nothing"
        total[wanted] += 1
        plain[wanted] += found == wanted
        followed[wanted] += translated == wanted
        missed += best is None
        if chosen.list and translated != wanted:
            others = [trigger.sense.sense_id for s in sentences for trigger in find_triggers(s, lexicon)]
            print(f"{wanted:9} got {translated:9} {record['text']}\n          {others}")
    print(f"{'type':10} {'plain':>6} {'as records':>11} {'of':>4}")
    for name in sorted(total):
        print(f"{name:10} {plain[name]:6} {followed[name]:11} {total[name]:4}")
    print(
        f"plain {plain.total() / total.total():.3f}, as records {followed.total() / total.total():.3f}; no trigger in {missed}"
    )


if __name__ == "__main__":
    main()
