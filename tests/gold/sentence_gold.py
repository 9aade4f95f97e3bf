"""The gold sentences of `sentences.txt`: reading them, coding each as an article of its own, and scoring the outcome."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from orchestration.coding.coder import Coder
from orchestration.coding.model import EventMention
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from tests.gold.scoring import Record, Score, record_of, score_records

PUBLISHED_ON = "2025-03-12"
HELD_OUT_EVERY = 3
MENTION = re.compile(r"^(?P<trigger>.+?) = (?P<type>[A-Z]+)(/(?P<mode>[\w-]+))?(?P<rest>( .*)?)$")
STATUSES = frozenset("happened ongoing claimed reported estimated planned predicted hypothetical denied negated".split())


@dataclass(frozen=True)
class GoldMention:
    """One annotated mention; the sets hold codes, the quantities (value, unit) pairs."""

    trigger: str
    event_type: str
    mode: str | None
    status: str
    actor: frozenset[str] = frozenset()
    recipient: frozenset[str] = frozenset()
    attribution: str | None = None
    place: str | None = None
    date: str | None = None
    quantities: frozenset[tuple[float, str]] = frozenset()


@dataclass(frozen=True)
class GoldSentence:
    country: str
    text: str
    is_held_out: bool
    mentions: tuple[GoldMention, ...] = ()


def read_gold(path: Path) -> list[GoldSentence]:
    """The sentences of the file, in order. Raises ValueError with the line that cannot be read."""
    found: list[GoldSentence] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        try:
            head, _, annotation = line.partition(" || ")
            country, text = head.split(" | ", 1)
            mentions = () if annotation == "NONE" else tuple(_mention(part) for part in annotation.split(" ; "))
        except (ValueError, AttributeError) as error:
            raise ValueError(f"{path.name}: cannot read {line!r}: {error}") from error
        found.append(GoldSentence(country, text, len(found) % HELD_OUT_EVERY == HELD_OUT_EVERY - 1, mentions))
    return found


def _mention(text: str) -> GoldMention:
    match = MENTION.match(text.strip())
    if match is None:
        raise ValueError(f"no mention: {text!r}")
    rest = match["rest"].strip()
    fields: dict[str, str] = {}
    status = "happened"
    quantities: set[tuple[float, str]] = set()
    for key, value in re.findall(r"\b(a|r|by|p|d|q):(.*?)(?= (?:a|r|by|p|d|q):| (?:" + "|".join(STATUSES) + r")\b|$)", rest):
        if key == "q":
            number, unit = value.split()
            quantities.add((float(number), unit))
        else:
            fields[key] = value.strip()
    for word in rest.split():
        if word in STATUSES:
            status = word
    codes = {name: frozenset(c for c in fields.get(name, "").split(",") if c) for name in ("a", "r")}
    return GoldMention(
        trigger=match["trigger"],
        event_type=match["type"],
        mode=match["mode"],
        status=status,
        actor=codes["a"],
        recipient=codes["r"],
        attribution=fields.get("by"),
        place=fields.get("p"),
        date=fields.get("d"),
        quantities=frozenset(quantities),
    )


def code_sentences(gold: Sequence[GoldSentence], parser: Parser, coder: Coder) -> list[list[EventMention]]:
    """The coder's mentions of each gold sentence, each coded as an article of its own."""
    found = []
    for position, sentence in enumerate(gold):
        parsed = parser.parse(sentence.text, 0)
        found.append(coder.code(ParsedArticle(f"gold-{position}", parsed, PUBLISHED_ON)).event_mentions)
    return found


def score(gold: Sequence[GoldSentence], predicted: Sequence[Sequence[EventMention]]) -> Score:
    """The score over all sentences; `notes` tell what is wrong, a line each."""
    total = Score()
    for sentence, mentions in zip(gold, predicted, strict=True):
        total.add(
            score_records(
                [record_of(mention, sentence.text) for mention in mentions],
                [_record(mention, sentence.text) for mention in sentence.mentions],
            )
        )
    return total


def _record(mention: GoldMention, sentence: str) -> Record:
    return Record(
        sentence=sentence,
        trigger=mention.trigger,
        event_type=mention.event_type,
        mode=mention.mode,
        status=mention.status,
        actor=mention.actor,
        recipient=mention.recipient,
        attribution=frozenset({mention.attribution} - {None}),  # type: ignore[arg-type]
        place_names=(mention.place,) if mention.place else (),
        date=mention.date,
        quantities=mention.quantities,
    )
