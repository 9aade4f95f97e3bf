"""How coded mentions are set against annotated ones.

A predicted and an annotated mention may pair when they stand in the same sentence (white space and quotation marks folded,
one containing the other counts) and have the same event type. The most alike pair first; a shared trigger outweighs every
field. Field shares are over the pairs found; the record F1 is detection weighted by the share of fields that are right.
"""

import datetime as dt
import math
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from orchestration.coding.model import EventMention

FIELDS = (
    "mode",
    "actor_country",
    "actor_code",
    "recipient_country",
    "place",
    "date",
    "status",
    "attribution",
    "quantities",
)
RECORD_FIELDS = ("actor_country", "recipient_country", "place", "date", "status", "attribution", "quantities")
BODIES = ("IGO", "NGO", "INT")
PLACE_TOLERANCE_KM = 25.0
EARTH_DIAMETER_KM = 12742.0
SHORTEST_PART = 20
OPEN_INTERVAL_DAYS = 3650
GENERAL_PLACE_WORDS = frozenset("region oblast province state district eastern western".split())


@dataclass(frozen=True)
class Record:
    """A mention as it is compared, predicted or annotated. Codes such as `RUS MIL`; quantities (value, unit).

    `place_names` are the names that count as the place, the canonical one first.
    `point` is (latitude, longitude) of a town or its surroundings.
    """

    sentence: str
    trigger: str
    event_type: str
    mode: str | None
    status: str
    actor: frozenset[str] = frozenset()
    recipient: frozenset[str] = frozenset()
    attribution: frozenset[str] = frozenset()
    place_names: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    date: str | None = None
    quantities: frozenset[tuple[float, str]] = frozenset()
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass
class Score:
    """Counts that add up over sentences and articles."""

    predicted: int = 0
    gold: int = 0
    pairs: int = 0
    weight: float = 0.0
    happened: int = 0
    false_happened: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    confidences: list[tuple[float, bool]] = field(default_factory=list)
    doubts: list[tuple[tuple[str, ...], bool]] = field(default_factory=list)
    by_type: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    notes: list[str] = field(default_factory=list)

    @property
    def detection(self) -> tuple[float, float, float]:
        return precision_recall_f1(self.pairs, self.predicted, self.gold)

    @property
    def record(self) -> tuple[float, float, float]:
        return precision_recall_f1(self.weight, self.predicted, self.gold)

    @property
    def false_happened_share(self) -> float:
        return self.false_happened / self.happened if self.happened else 0.0

    def share(self, name: str) -> float:
        return self.right[name] / self.pairs if self.pairs else 0.0

    def figures(self) -> dict[str, float]:
        """The figures that are recorded, rounded to four places."""
        figures = {"predicted": float(self.predicted), "gold": float(self.gold)}
        for name, values in (("detection", self.detection), ("record", self.record)):
            for part, value in zip(("precision", "recall", "f1"), values, strict=True):
                figures[f"{name}_{part}"] = round(value, 4)
        figures["false_happened"] = round(self.false_happened_share, 4)
        figures.update({name: round(self.share(name), 4) for name in FIELDS})
        return figures

    def add(self, other: "Score") -> None:
        self.predicted += other.predicted
        self.gold += other.gold
        self.pairs += other.pairs
        self.weight += other.weight
        self.happened += other.happened
        self.false_happened += other.false_happened
        for name in FIELDS:
            self.right[name] += other.right[name]
        self.confidences += other.confidences
        self.doubts += other.doubts
        for event_type, counts in other.by_type.items():
            self.by_type[event_type] = [a + b for a, b in zip(self.by_type[event_type], counts, strict=True)]
        self.notes += other.notes


def precision_recall_f1(hits: float, predicted: int, gold: int) -> tuple[float, float, float]:
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def fold(text: str | None) -> str:
    """White space and quotation marks folded, lower case."""
    text = (text or "").replace("’", "'").replace("“", '"').replace("”", '"')
    return " ".join(text.split()).lower()


def record_of(mention: EventMention, sentence: str) -> Record:
    """The coder's mention as the published table shows it."""
    place = mention.place
    codes = {
        role: frozenset(p.code for p in mention.participants if p.role == role and p.code) for role in ("actor", "recipient")
    }
    return Record(
        sentence=sentence,
        trigger=mention.trigger_text,
        event_type=mention.event_type,
        mode=mention.event_mode,
        status=mention.status,
        actor=codes["actor"],
        recipient=codes["recipient"],
        attribution=frozenset({mention.attribution_code} - {None}),  # type: ignore[arg-type]
        place_names=tuple(dict.fromkeys((place.name or place.text, place.text))) if place is not None else (),
        point=(place.point_latitude, place.point_longitude)  # type: ignore[arg-type]
        if place is not None and place.point_latitude is not None
        else None,
        date=mention.time.value_edtf if mention.time is not None else None,
        quantities=frozenset((round(q.value, 3), q.unit) for q in mention.quantities if q.value is not None),
        confidence=mention.confidence,
        doubts=tuple(mention.doubts),
    )


def countries(codes: Iterable[str]) -> set[str]:
    """The country part of each code; codes of international bodies stay whole."""
    return {code if code.startswith(BODIES) else code.split(" ")[0] for code in codes}


def fields_right(predicted: Record, gold: Record) -> dict[str, bool]:
    return {
        "mode": predicted.mode == gold.mode,
        "actor_country": countries(predicted.actor) == countries(gold.actor),
        "actor_code": predicted.actor == gold.actor,
        "recipient_country": countries(predicted.recipient) == countries(gold.recipient),
        "place": is_same_place(predicted, gold),
        "date": is_same_date(predicted.date, gold.date),
        "status": predicted.status == gold.status,
        "attribution": countries(predicted.attribution) == countries(gold.attribution),
        "quantities": predicted.quantities == gold.quantities,
    }


def is_same_place(predicted: Record, gold: Record) -> bool:
    """Same name, or points within 25 km where the annotation gives one, or a telling word in common."""
    if not gold.place_names or not predicted.place_names:
        return not gold.place_names and not predicted.place_names
    if {fold(name) for name in predicted.place_names} & {fold(other) for other in gold.place_names}:
        return True
    if (
        gold.point is not None
        and predicted.point is not None
        and _distance_km(gold.point, predicted.point) <= PLACE_TOLERANCE_KM
    ):
        return True
    words = {word for other in gold.place_names for word in _telling_words(other)}
    return bool(words & _telling_words(predicted.place_names[0]))


def _telling_words(name: str) -> set[str]:
    return set(re.findall(r"\w{4,}", fold(name))) - GENERAL_PLACE_WORDS


def _distance_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    a, b, c, d = (math.radians(value) for value in (*first, *second))
    return EARTH_DIAMETER_KM * math.asin(
        math.sqrt(math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2)
    )


def is_same_date(predicted: str | None, gold: str | None) -> bool:
    """Equal EDTF, or intervals that share at least half of the longer one."""
    if predicted == gold:
        return True
    if not predicted or not gold or "XXXX" in predicted + gold:
        return False
    try:
        first, second = _days(predicted), _days(gold)
    except ValueError:
        return False
    shared = min(first[1], second[1]) - max(first[0], second[0]) + 1
    return shared > 0 and shared >= 0.5 * max(first[1] - first[0] + 1, second[1] - second[0] + 1)


def _days(edtf: str) -> tuple[int, int]:
    """First and last day number of an EDTF interval; an open end is taken as ten years."""
    start, _, end = edtf.partition("/")
    if end == "..":
        first = _part_days(start)[0]
        return first, first + OPEN_INTERVAL_DAYS
    if start == "..":
        last = _part_days(end)[1]
        return last - OPEN_INTERVAL_DAYS, last
    return _part_days(start)[0], _part_days(end or start)[1]


def _part_days(part: str) -> tuple[int, int]:
    numbers = [int(number) for number in part.rstrip("~?%").split("-")]
    if len(numbers) == 1:
        return dt.date(numbers[0], 1, 1).toordinal(), dt.date(numbers[0], 12, 31).toordinal()
    if len(numbers) == 2 and 21 <= numbers[1] <= 24:
        first = dt.date(numbers[0], 3 * (numbers[1] - 20), 1).toordinal()
        return first, first + 89
    if len(numbers) == 2:
        year, month = numbers
        return dt.date(year, month, 1).toordinal(), dt.date(year, month, monthrange(year, month)[1]).toordinal()
    day = dt.date(numbers[0], numbers[1], numbers[2]).toordinal()
    return day, day


def _is_same_sentence(first: str, second: str) -> bool:
    a, b = fold(first), fold(second)
    return a == b or (len(a) > SHORTEST_PART and len(b) > SHORTEST_PART and (a in b or b in a))


def pair(predicted: Sequence[Record], gold: Sequence[Record]) -> list[tuple[int, int, dict[str, bool]]]:
    """Positions that pair, with what is right, the most alike first; each position at most once."""
    options = []
    for i, mine in enumerate(predicted):
        for j, wanted in enumerate(gold):
            if mine.event_type != wanted.event_type or not _is_same_sentence(mine.sentence, wanted.sentence):
                continue
            right = fields_right(mine, wanted)
            a, b = fold(mine.trigger), fold(wanted.trigger)
            is_near = bool(a) and (a in b or b in a)
            options.append((-(2.0 * is_near + record_share(right)), i, j, right))
    options.sort(key=lambda option: option[0])
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    pairs = []
    for _, i, j, right in options:
        if i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            pairs.append((i, j, right))
    return pairs


def record_share(right: Mapping[str, bool]) -> float:
    return sum(right[name] for name in RECORD_FIELDS) / len(RECORD_FIELDS)


def score_records(predicted: Sequence[Record], gold: Sequence[Record]) -> Score:
    """The score of one article or sentence; `notes` say what is wrong, a line each."""
    result = Score(predicted=len(predicted), gold=len(gold))
    pairs = pair(predicted, gold)
    partner = {i: gold[j] for i, j, _ in pairs}
    found = {j for _, j, _ in pairs}
    for i, j, right in pairs:
        result.pairs += 1
        result.weight += record_share(right)
        result.by_type[gold[j].event_type][2] += 1
        for name in FIELDS:
            result.right[name] += right[name]
        wrong = [name for name in FIELDS if not right[name]]
        if wrong:
            told = f"{_brief(predicted[i])} | gold: {_brief(gold[j])}"
            result.notes.append(f"WRONG {' '.join(wrong)} | {told} | {gold[j].sentence}")
    for i, mention in enumerate(predicted):
        result.by_type[mention.event_type][0] += 1
        result.confidences.append((mention.confidence, i in partner))
        result.doubts.append((mention.doubts, i in partner))
        if mention.status == "happened":
            result.happened += 1
            result.false_happened += i not in partner or partner[i].status not in ("happened", "ongoing")
        if i not in partner:
            result.notes.append(f"EXTRA {_brief(mention)} | {mention.sentence}")
    for j, wanted in enumerate(gold):
        result.by_type[wanted.event_type][1] += 1
        if j not in found:
            result.notes.append(f"MISS  {_brief(wanted)} | {wanted.sentence}")
    return result


def _brief(record: Record) -> str:
    parts = [f"{record.trigger!r} {record.event_type}/{record.mode} {record.status}"]
    for name, values in (("a", record.actor), ("r", record.recipient), ("by", record.attribution), ("p", record.place_names)):
        if values:
            parts.append(f"{name}:{','.join(sorted(values))}")
    if record.date:
        parts.append(f"d:{record.date}")
    parts += [f"q:{value:g} {unit}" for value, unit in sorted(record.quantities)]
    return " ".join(parts)
