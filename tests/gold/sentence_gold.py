"""The gold sentences of `sentences.txt`: reading them, and scoring a coder on them.

A predicted mention pairs with a gold one of the same sentence and event type, the most alike first, as article gold is
scored. Shares are over the pairs found.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from orchestration.coding.coder import Coder
from orchestration.coding.model import EventMention
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser

PUBLISHED_ON = "2025-03-12"
HELD_OUT_EVERY = 3
FIELDS = ("mode", "status", "actor", "recipient", "attribution", "place", "date", "quantities")
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


@dataclass
class Score:
    """Counts over sentences; `rate` of a field is over the pairs."""

    predicted: int = 0
    gold: int = 0
    pairs: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    happened: int = 0
    false_happened: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def detection_f1(self) -> float:
        return 2 * self.pairs / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    @property
    def false_happened_share(self) -> float:
        return self.false_happened / self.happened if self.happened else 0.0

    def rate(self, name: str) -> float:
        return self.right[name] / self.pairs if self.pairs else 0.0

    def table(self) -> str:
        rates = "  ".join(f"{name} {self.rate(name):.2f}" for name in FIELDS)
        return (
            f"predicted {self.predicted} gold {self.gold} detection F1 {self.detection_f1:.3f}"
            f" false happened {self.false_happened_share:.3f}\n{rates}"
        )


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


def countries(codes: frozenset[str] | set[str]) -> set[str]:
    return {code if code.startswith(("IGO", "NGO")) else code.split(" ")[0] for code in codes}


def _right(predicted: EventMention, gold: GoldMention) -> Mapping[str, bool]:
    codes = {role: {p.code for p in predicted.participants if p.role == role and p.code} for role in ("actor", "recipient")}
    attribution = {predicted.attribution_code} - {None}
    place = predicted.place.name if predicted.place is not None else None
    return {
        "mode": predicted.event_mode == gold.mode,
        "status": predicted.status == gold.status,
        "actor": countries(codes["actor"]) == countries(gold.actor),
        "recipient": countries(codes["recipient"]) == countries(gold.recipient),
        "attribution": countries({a for a in attribution if a}) == countries(frozenset({gold.attribution} - {None})),  # type: ignore[arg-type]
        "place": (place or "").lower() == (gold.place or "").lower()
        or bool(place and gold.place and set(place.lower().split()) & set(gold.place.lower().split())),
        "date": (predicted.time.value_edtf if predicted.time is not None else None) == gold.date,
        "quantities": {(q.value, q.unit) for q in predicted.quantities if q.value is not None} == set(gold.quantities),
    }


def score(gold: Sequence[GoldSentence], predicted: Sequence[Sequence[EventMention]]) -> Score:
    """Pair and count; `notes` tell what is wrong, a line each."""
    result = Score()
    for sentence, mentions in zip(gold, predicted, strict=True):
        options = []
        for i, mention in enumerate(mentions):
            for j, wanted in enumerate(sentence.mentions):
                if mention.event_type == wanted.event_type:
                    right = _right(mention, wanted)
                    near = (
                        mention.trigger_text.lower() in wanted.trigger.lower()
                        or wanted.trigger.lower() in mention.trigger_text.lower()
                    )
                    options.append((-(10 * near + sum(right.values())), i, j, right))
        options.sort(key=lambda option: option[:3])
        used_i: dict[int, int] = {}
        used_j: set[int] = set()
        for _, i, j, right in options:
            if i in used_i or j in used_j:
                continue
            used_i[i] = j
            used_j.add(j)
            result.pairs += 1
            wrong = [name for name in FIELDS if not right[name]]
            for name in FIELDS:
                result.right[name] += right[name]
            if wrong:
                result.notes.append(f"WRONG {wrong} {mentions[i]} | {sentence.text}")
        result.predicted += len(mentions)
        result.gold += len(sentence.mentions)
        for i, mention in enumerate(mentions):
            if mention.status == "happened":
                result.happened += 1
                paired = sentence.mentions[used_i[i]].status if i in used_i else None
                result.false_happened += paired not in ("happened", "ongoing")
            if i not in used_i:
                result.notes.append(f"EXTRA {mention.event_type} {mention.trigger_text!r} {mention.status} | {sentence.text}")
        for j, wanted in enumerate(sentence.mentions):
            if j not in used_j:
                result.notes.append(f"MISS {wanted.event_type} {wanted.trigger!r} | {sentence.text}")
    return result
