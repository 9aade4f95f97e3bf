"""What twelve outlets print of the true events: rival figures, vague places, wrong days, copies, denials, late look-backs."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from tests.world.events import TrueEvent, topic_words
from tests.world.geography import Geography, Place

OUTLETS = tuple(f"Outlet {number:02}" for number in range(12))


@dataclass
class ToldMention:
    """One mention as a coder would give it; `event_number` is the truth."""

    event_number: int
    event_type: str
    event_mode: str | None
    status: str
    actor: str | None
    recipient: str | None
    attribution: str | None
    place: Place | None
    place_precision: str | None
    start: date | None
    end: date | None
    precision: str
    figures: dict[str, int]
    sentence: str


@dataclass
class Report:
    """One article; `revises` names the article that it corrects, `copy_of` the one that it copies."""

    article_id: str
    outlet: str
    published: date
    ingested: date
    mentions: list[ToldMention] = field(default_factory=list)
    copy_of: str | None = None
    revises: str | None = None
    is_retraction: bool = False


def make_reports(events: Sequence[TrueEvent], geography: Geography, random_numbers: random.Random) -> list[Report]:
    """Reports in the order of their publication; every event is told at least once."""
    return sorted(
        (report for event in events for report in _reports_of(event, events, geography, random_numbers)),
        key=lambda report: (report.ingested, report.article_id),
    )


def _reports_of(
    event: TrueEvent, events: Sequence[TrueEvent], geography: Geography, random_numbers: random.Random
) -> list[Report]:
    outlets = random_numbers.sample(OUTLETS, min(1 + int(random_numbers.expovariate(0.5)), len(OUTLETS)))
    found: list[Report] = []
    for position, outlet in enumerate(outlets):
        key = f"event-{event.number:05}-{position:02}"
        is_late = random_numbers.random() < 0.1
        published = event.day + timedelta(
            days=random_numbers.randint(3, 20) if is_late else random_numbers.choice((0, 0, 1, 1, 2))
        )
        if event.announced and position == 0:
            published = event.announced
        ingested = published + timedelta(days=random_numbers.choice((0, 0, 0, 0, 1, 6)))
        origin = found[0] if found and random_numbers.random() < 0.2 else None
        if origin is not None and published >= origin.published:
            mentions = [_copied(mention, random_numbers) for mention in origin.mentions]
            copied = origin.copy_of or origin.article_id
            found.append(Report(key, outlet, published, ingested, mentions, copy_of=copied))
            continue
        mentions = [_tell(event, published, geography, random_numbers, is_first=True)]
        for _ in range(random_numbers.choice((0, 0, 1, 1, 2))):
            mentions.append(_tell(event, published, geography, random_numbers, is_first=False))
        if random_numbers.random() < 0.12:
            earlier = [
                other
                for other in events
                if (other.kind, other.country) == (event.kind, event.country) and 3 <= (event.day - other.day).days <= 20
            ]
            if earlier:
                mentions.append(_look_back(random_numbers.choice(earlier), geography, random_numbers))
        found.append(Report(key, outlet, published, ingested, mentions))
        if random_numbers.random() < 0.04:
            later = published + timedelta(days=1)
            corrected = [_tell(event, published, geography, random_numbers, is_first=True)]
            found.append(Report(f"{key}-r", outlet, published, later, corrected, revises=key))
        elif random_numbers.random() < 0.01:
            found.append(
                Report(f"{key}-x", outlet, published, published + timedelta(days=2), [], revises=key, is_retraction=True)
            )
    return found


def _tell(
    event: TrueEvent, published: date, geography: Geography, random_numbers: random.Random, is_first: bool
) -> ToldMention:
    is_ahead = published < event.day and event.announced is not None
    place, place_precision = _place(event, geography, random_numbers, 1.0 if is_first else 0.45)
    if event.kind == "force" and is_first and place is None and event.town is not None:
        # Nobody counts foreign troops without saying in which country.
        place, place_precision = geography.countries[event.town.country], "country"
    start, end, precision = _time(event, random_numbers, 0.75 if is_first else 0.4)
    names_all = random_numbers.random() < (0.75 if is_first else 0.5)
    actor = event.actor if names_all or random_numbers.random() < 0.3 else None
    recipient = event.recipient if random_numbers.random() < 0.65 else None
    status, attribution = "planned" if is_ahead else "happened", None
    if not is_ahead and random_numbers.random() < 0.35:
        status = random_numbers.choice(("claimed", "reported", "reported"))
        attribution = random_numbers.choice([event.actor, event.recipient or event.actor, "USA"])
        if random_numbers.random() < 0.15:
            status, attribution = "denied", event.actor
    mode = event.event_mode
    chance = random_numbers.random()
    if mode is not None and event.event_type in ("ASSAULT", "PROTEST") and chance < 0.28:
        mode = None if chance < 0.2 else ("explosives" if event.event_type == "ASSAULT" else "demo")
    event_type = event.event_type
    if event.kind == "seize" and random_numbers.random() < 0.25:
        event_type, mode, actor = "RETREAT", "withdraw", event.recipient
        recipient = None
    figures = {role: _figure(value, random_numbers) for role, value in event.figures.items() if random_numbers.random() < 0.75}
    return ToldMention(
        event.number,
        event_type,
        mode,
        status,
        actor,
        recipient,
        attribution,
        place,
        place_precision,
        start,
        end,
        precision,
        figures,
        _sentence(event, random_numbers),
    )


def _sentence(event: TrueEvent, random_numbers: random.Random) -> str:
    """Some of the words of the event, and others that any text has."""
    own = random_numbers.sample(event.words, random_numbers.randint(1, 5))
    return " ".join([*own, *topic_words(random_numbers, 7)])


def _place(
    event: TrueEvent, geography: Geography, random_numbers: random.Random, share: float
) -> tuple[Place | None, str | None]:
    if event.town is None or random_numbers.random() > share:
        return None, None
    chance = random_numbers.random()
    if chance < 0.74:
        return event.town, "exact"
    if chance < 0.78:
        return geography.villages[event.town.place_id], "exact"
    if chance < 0.88:
        return geography.region_of(event.town), "admin1"
    if chance < 0.94:
        return geography.countries[event.town.country], "country"
    return None, None


def _time(event: TrueEvent, random_numbers: random.Random, share: float) -> tuple[date | None, date | None, str]:
    if random_numbers.random() > share:
        return None, None, "unknown"
    chance = random_numbers.random()
    day = event.day
    if chance < 0.08:
        day += timedelta(days=random_numbers.choice((-1, 1)))
    if chance < 0.85:
        return day, day, "day"
    if chance < 0.95:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6), "week"
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1), "month"


def _figure(value: int, random_numbers: random.Random) -> int:
    """The true figure, a rival one, or a rounded one."""
    chance = random_numbers.random()
    if chance < 0.6:
        return value
    rival = max(1, round(value * random_numbers.uniform(0.7, 1.4)))
    return rival if chance < 0.9 or rival < 20 else round(rival, -1)


def _copied(mention: ToldMention, random_numbers: random.Random) -> ToldMention:
    """What a copy says; one in ten corrects a figure."""
    copy = ToldMention(**{**vars(mention), "figures": dict(mention.figures)})
    if random_numbers.random() < 0.1:
        copy.figures = {role: _figure(value, random_numbers) for role, value in copy.figures.items()}
    return copy


def _look_back(event: TrueEvent, geography: Geography, random_numbers: random.Random) -> ToldMention:
    """An event of the weeks before, as background: day and place, for otherwise no reader could tell which one is meant."""
    told = _tell(event, event.day, geography, random_numbers, is_first=True)
    told.start, told.end, told.precision = event.day, event.day, "day"
    if event.town is not None:
        told.place, told.place_precision = event.town, "exact"
    return told


def clock(day: date, hour: int = 6) -> datetime:
    """The moment at which a day's articles are read."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
