"""The true events of the generated world: what, who, where, when, how many."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tests.world.geography import COUNTRIES, WARS, Geography, Place

FIRST_DAY, DAYS = date(2031, 1, 1), 90
KINDS = {
    "assault": 0.36,
    "seize": 0.07,
    "protest": 0.10,
    "arrest": 0.07,
    "mobilize": 0.05,
    "force": 0.03,
    "consult": 0.12,
    "agree": 0.04,
    "sanction": 0.05,
    "legislate": 0.04,
    "aid": 0.04,
    "accuse": 0.03,
}
MODES = {
    "assault": ("heavy-weapons", "drone", "aerial", "firearms", "explosives"),
    "protest": ("demo", "riot", "strike"),
    "seize": ("seize",),
    "arrest": ("arrest",),
    "mobilize": ("troops",),
    "force": ("troops",),
    "consult": ("visit", "phone"),
    "sanction": ("discontinue", "expel"),
    "accuse": ("disapprove", "allege"),
}
TYPES = {
    "assault": "ASSAULT",
    "seize": "COERCE",
    "protest": "PROTEST",
    "arrest": "COERCE",
    "mobilize": "MOBILIZE",
    "force": "MOBILIZE",
    "consult": "CONSULT",
    "agree": "AGREE",
    "sanction": "SANCTION",
    "legislate": "LEGISLATE",
    "aid": "AID",
    "accuse": "ACCUSE",
}
# The same towns are hit day after day: what tells their events apart is the day and the toll.
HOT_SHARE, HOT_TOWNS = 0.4, 20


@dataclass(frozen=True)
class TrueEvent:
    """`figures` by role;
    `announced` is the day on which it was planned in public, where it was; `words` what texts
    about it are likely to say.
    """

    number: int
    kind: str
    event_type: str
    event_mode: str | None
    actor: str
    recipient: str | None
    town: Place | None
    country: str | None
    day: date
    figures: dict[str, int]
    announced: date | None
    words: tuple[str, ...]


def topic_words(random_numbers: random.Random, count: int) -> tuple[str, ...]:
    """Words of a made-up language, some common and most rare, as in any text."""
    ranks = [int(3000 ** random_numbers.random()) for _ in range(count)]
    return tuple("".join(chr(ord("a") + int(digit)) for digit in str(rank)) + "dom" for rank in ranks)


def make_events(count: int, geography: Geography, random_numbers: random.Random) -> list[TrueEvent]:
    """Events over 90 days, sorted by day. No two of one kind share town and day: a reader could not tell them apart."""
    hot = [
        random_numbers.choice(geography.towns[where]) for _ in range(HOT_TOWNS) for _, where in [random_numbers.choice(WARS)]
    ]
    found: list[TrueEvent] = []
    taken: set[tuple[object, ...]] = set()
    while len(found) < count:
        event = _make_event(len(found), geography, hot, random_numbers)
        key = (event.kind, event.town or (event.actor, event.recipient), event.day)
        near = {
            (event.kind, key[1], event.day + timedelta(days=days)) for days in ((-1, 0, 1) if event.town is None else (0,))
        }
        if not near & taken:
            taken.add(key)
            found.append(event)
    return sorted(found, key=lambda event: (event.day, event.number))


def _make_event(number: int, geography: Geography, hot: Sequence[Place], random_numbers: random.Random) -> TrueEvent:
    kind = random_numbers.choices(list(KINDS), list(KINDS.values()))[0]
    day = FIRST_DAY + timedelta(days=random_numbers.randrange(DAYS))
    figures: dict[str, int] = {}
    announced = None
    town: Place | None = None
    recipient: str | None = None
    if kind in ("assault", "seize"):
        actor, where = random_numbers.choice(WARS)
        if kind == "assault" and random_numbers.random() < HOT_SHARE:
            town = random_numbers.choice(hot)
            actor = next(attacker for attacker, fought in WARS if fought == town.country)
        else:
            town = random_numbers.choice(geography.towns[where])
        recipient = town.country
        if kind == "assault" and random_numbers.random() < 0.8:
            figures["killed"] = 1 + int(random_numbers.lognormvariate(1.6, 1.0))
            if random_numbers.random() < 0.5:
                figures["wounded"] = figures["killed"] + int(random_numbers.lognormvariate(1.8, 0.9))
    elif kind in ("protest", "arrest"):
        actor = random_numbers.choice(COUNTRIES)
        town = random_numbers.choice(geography.towns[actor])
        if kind == "arrest":
            recipient, figures["captured"] = actor, random_numbers.randint(2, 60)
    elif kind in ("mobilize", "force"):
        actor = random_numbers.choice(COUNTRIES)
        figures["recruits" if kind == "mobilize" else "soldiers"] = 500 * random_numbers.randint(2, 90)
        if kind == "mobilize":
            announced = day - timedelta(days=random_numbers.randint(3, 12))
        else:
            town = random_numbers.choice(geography.towns[random_numbers.choice(COUNTRIES)])
    else:
        actor, recipient = random_numbers.sample(COUNTRIES, 2)
        if kind == "legislate":
            recipient = None
        if kind in ("consult", "agree") and random_numbers.random() < 0.5:
            town = random_numbers.choice(geography.towns[recipient or actor][:2])
        if kind == "consult" and random_numbers.random() < 0.4:
            announced = day - timedelta(days=random_numbers.randint(2, 9))
        if kind == "aid":
            figures["aid usd"] = 1_000_000 * random_numbers.randint(2, 400)
    mode = random_numbers.choice(MODES[kind]) if kind in MODES else None
    # What two states agree on by telephone lies in neither.
    country = town.country if town else actor if recipient is None else None
    return TrueEvent(
        number,
        kind,
        TYPES[kind],
        mode,
        actor,
        recipient,
        town,
        country,
        day,
        figures,
        announced,
        topic_words(random_numbers, 8),
    )
