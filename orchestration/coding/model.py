"""The rows that the coder puts out, as found in the text. Pure data; `orchestration/tables/` holds the same shapes as Parquet.

Offsets (`char_start`, `char_end`) are code points into the article body, end exclusive. Token indices are positions
in the sentence and serve the coder's own stages.
"""

from dataclasses import dataclass, field


@dataclass(slots=True)
class PlaceMention:
    """One place name (or "the town" resolved to one), with the reading that the article's context supports.

    kind: literal | metonym (stands for its government) | adjective ("Ukrainian") | common ("the town").
    precision: exact (town or smaller) | admin1 | region (several admin1, a front, a sea) | country.
    relation: in | near | toward | from, by the words around the name. `bearing` is a compass point ("southeast") and
    `distance_km` a distance where the text gives them from this place; `point_latitude` and `point_longitude` are then the
    point so far away, else the place's own where it is a town or smaller.
    """

    sentence_index: int
    char_start: int
    char_end: int
    text: str
    kind: str
    first_token: int
    last_token: int
    head_token: int
    is_resolved: bool = False
    place_id: str | None = None
    geonames_id: int | None = None
    name: str | None = None
    country_code: str | None = None
    admin1_name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    point_latitude: float | None = None
    point_longitude: float | None = None
    feature: str | None = None
    precision: str | None = None
    relation: str = "in"
    bearing: str | None = None
    distance_km: float | None = None
    confidence: float = 0.5


@dataclass(slots=True)
class TimeMention:
    """One time expression. timex_type: DATE | TIME | DURATION | SET, as in TIMEX3.

    value_edtf is EDTF with as many parts as are known (`2024-08`, `XXXX-08`, `2024-10/2025-01`, `2024-08/..`,
    `../2025-01`, `2025-21`) or None; date_start and date_end are its parts ("2024-08", None where open).
    precision: day | week | month | season | year | open | unknown.
    evidence: what the year or day was taken from (published, text, dateline, none).
    """

    sentence_index: int
    char_start: int
    char_end: int
    text: str
    timex_type: str
    value_timex: str | None
    value_edtf: str | None
    date_start: str | None
    date_end: str | None
    precision: str
    first_token: int
    last_token: int
    head_token: int
    evidence: str = "none"


@dataclass(slots=True)
class Quantity:
    """One number with a meaning. unit, bound and role: the lists of the annotation guide (see `orchestration/tables/`).

    value, low, high: open bounds are None. `text` is the whole phrase ("about 10,000 North Korean soldiers").
    head_token is the noun (or number, where no noun stands) that carries it; `noun` its lemma.
    """

    sentence_index: int
    char_start: int
    char_end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    bound: str
    role: str
    first_token: int
    last_token: int
    head_token: int
    noun: str | None = None


@dataclass(slots=True)
class Participant:
    """One actor or recipient of a mention. role: actor | recipient. code: `RUS MIL`, `IGO UNO`, or None if unknown.

    actor_key: the `actor_key` of data/reference/actors.csv where the text names an entry of it.
    """

    role: str
    text: str
    code: str | None
    actor_key: str | None
    char_start: int | None
    char_end: int | None


@dataclass(slots=True)
class Statement:
    """One attributed statement: who says it, the cue, and the span of what is said.

    cue_kind: say | deny | claim | estimate | report | predict | plan | accuse | confirm | order.
    """

    sentence_index: int
    speaker_text: str | None
    speaker_code: str | None
    speaker_actor_key: str | None
    speaker_char_start: int | None
    speaker_char_end: int | None
    cue_text: str
    cue_kind: str
    cue_char_start: int
    cue_char_end: int
    content_char_start: int
    content_char_end: int
    content_text: str
    is_quotation: bool


@dataclass(slots=True)
class EventMention:
    """One coded predicate. `place` and `time` are the place and time of that predicate, not of the article.

    doubts: what lowers the confidence, by the names of `confidence.py`.
    """

    sentence_index: int
    char_start: int
    char_end: int
    trigger_text: str
    trigger_sense: str
    event_type: str
    event_mode: str | None
    contexts: list[str]
    status: str
    attribution_text: str | None
    attribution_code: str | None
    attribution_actor_key: str | None
    place: PlaceMention | None
    place_text: str | None
    place_precision: str | None
    time: TimeMention | None
    confidence: float
    participants: list[Participant] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class CodedArticle:
    """Everything that the coder found in one article, in text order."""

    article_id: str
    event_mentions: list[EventMention]
    statements: list[Statement]
    place_mentions: list[PlaceMention]
    time_mentions: list[TimeMention]
