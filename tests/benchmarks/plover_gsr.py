"""How often the best trigger of a sentence has the type that the PLOVER gold standard records give it, and its mention the
actors.

    python -m tests.benchmarks.plover_gsr PATH/PLOVER_GSR_CAMEO.txt [--list]

The records (openeventdata/PLOVER, CC BY-SA 4.0) are not part of the project. They carry the names of 2016: DEMAND is
REQUEST today, DISAPPROVE and INVESTIGATE are ACCUSE, FIGHT is ASSAULT.

The best trigger is the one highest in the tree, since a record tells what its sentence is about; between equals the one
whose sense fits best. Two figures are printed. `plain` compares the types as they are. `as records` also follows a
convention of the records that ours does not share: there an announced act of cooperation is AGREE, an announced hostile
one THREATEN, one that is said to be due ("must") REQUEST, one that is refused ("will not") REJECT; we keep the type of
the act and put the rest into its status.

Actors are compared by country (international bodies as one) over the records whose type is right: equal sets, or at least
one in common. Records that name nobody on a side agree where the coder names nobody either.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from orchestration.coding.model import CodedArticle
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.triggers import Trigger, find_triggers
from orchestration.language.parsed import ParsedArticle, Sentence
from orchestration.reference.triggers import load_triggers
from orchestration.settings import Settings
from tests.gold.workbench import load_workbench

NEW_NAMES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
NOT_EVENTS = {"DOCUMENT"}
COOPERATION = {"AID", "COOPERATE", "RETREAT", "CONSULT", "SUPPORT", "CONCEDE", "AGREE"}
CONFLICT = {"ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE"}
ANNOUNCING = {"will", "would", "plan", "prepare", "prepared", "ready", "willing", "offer", "'ll", "may", "could"}
DUE = {"must", "should", "ought"}
REFUSING = {"not", "n't", "never", "longer"}
MOST_DEPTH = 99
ROLES = {"source": "actor", "target": "recipient"}
OLD_COUNTRIES = {"JAP": "JPN", "ROM": "ROU", "KSV": "XKX", "KOS": "XKX"}


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


def countries(codes: Iterable[str | None]) -> set[str]:
    """The first part of each code, in the letters of ISO 3166."""
    parts = {code.split(" ")[0][:3] for code in codes if code}
    return {OLD_COUNTRIES.get(part, part) for part in parts}


def actors_of(record: Mapping[str, Any], side: str) -> set[str]:
    named = record.get(side) or []
    return countries(actor.get("code") for actor in named) if isinstance(named, list) else set()


def coded_actors(coded: CodedArticle, sentence: Sentence, trigger: Trigger, role: str) -> set[str]:
    """The countries in that role of the mention whose words hold the trigger; none where the trigger made no mention."""
    at = sentence.tokens[trigger.head_token].char_start
    for mention in coded.event_mentions:
        if mention.char_start <= at < mention.char_end and mention.event_type == trigger.event_type:
            return countries(p.code for p in mention.participants if p.role == role)
    return set()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("records", type=Path)
    arguments.add_argument("--list", action="store_true", help="print the records that come out wrong")
    chosen = arguments.parse_args()
    bench = load_workbench()
    lexicon = load_triggers(Settings.from_environment().reference_dir)
    records = [r for r in json.loads(chosen.records.read_text(encoding="utf-8")) if r["event"] not in NOT_EVENTS]
    parsed = bench.parser.parse_many([(record["text"], 0) for record in records])
    plain, followed, total, missed = Counter[str](), Counter[str](), Counter[str](), 0
    agreement = {side: Counter[str]() for side in ROLES}
    for record, sentences in zip(records, parsed, strict=True):
        wanted = NEW_NAMES.get(record["event"], record["event"])
        best = best_trigger(sentences, lexicon)
        found = best[1].event_type if best else "nothing"
        translated = type_as_in_records(*best) if best else "nothing"
        total[wanted] += 1
        plain[wanted] += found == wanted
        followed[wanted] += translated == wanted
        missed += best is None
        if best is not None and found == wanted:
            coded = bench.coder.code(ParsedArticle(record["id"], sentences, record["date"]))
            for side, role in ROLES.items():
                theirs, ours = actors_of(record, side), coded_actors(coded, *best, role)
                agreement[side]["equal"] += theirs == ours
                agreement[side]["in common"] += bool(theirs & ours) or theirs == ours
                if chosen.list and theirs != ours:
                    print(f"{side:9} {sorted(theirs)} got {sorted(ours)} {record['text']}")
        if chosen.list and translated != wanted:
            others = [trigger.sense.sense_id for s in sentences for trigger in find_triggers(s, lexicon)]
            print(f"{wanted:9} got {translated:9} {record['text']}\n          {others}")
    print(f"{'type':10} {'plain':>6} {'as records':>11} {'of':>4}")
    for name in sorted(total):
        print(f"{name:10} {plain[name]:6} {followed[name]:11} {total[name]:4}")
    print(
        f"plain {plain.total() / total.total():.3f}, as records {followed.total() / total.total():.3f}; no trigger in {missed}"
    )
    for side, counts in agreement.items():
        shares = ", ".join(f"{name} {count / plain.total():.3f}" for name, count in counts.items())
        print(f"{side} countries of the {plain.total()} records with the right type: {shares}")


if __name__ == "__main__":
    main()
