"""What lands on each simulated day: a few short articles, with corrections, copies, late ones and withdrawals among them; on
a bad day a batch from the future, or files that cannot be read. The same day always brings the same bytes.
"""

import json
import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

FIRST_DAY = datetime(2031, 1, 1, tzinfo=UTC)
ARTICLES_A_DAY = 5
CORRECTED_EVERY, COPIED_EVERY, LATE_EVERY, WITHDRAWN_EVERY = 3, 4, 5, 7
PLACES = ("Goma", "Kano", "Lagos", "Mandera", "Kabul", "Herat", "Homs", "Aleppo", "Tripoli", "Port Sudan")
OUTLETS = ("Test Wire", "Test Herald", "Test Daily", "Test Post", "Test Observer")
SENTENCES = (
    "Rebels attacked an army post near {place} on {weekday} and killed {count} soldiers, the Defence Ministry said.",
    "Police in {place} arrested {count} protesters on {weekday}.",
    "Residents of {place} said that shelling had wounded {count} people.",
    "Kenya will send {count} troops to {place}, its government announced.",
    "The army denied that it had withdrawn from {place}.",
    "Thousands of people protested in {place} on {weekday} against the arrest of {count} students.",
)

Files = Mapping[str, str]


def clock(day: int) -> datetime:
    """When the run of a day begins."""
    return FIRST_DAY + timedelta(days=day, hours=6)


def usual_files(day: int) -> Files:
    """By name: the articles of a day."""
    files = {_name(day, number): _article(day, number) for number in range(ARTICLES_A_DAY)}
    if day and day % CORRECTED_EVERY == 0:
        files[_name(day, "corrected")] = _article(day - 1, 0, count=77, modified_at=clock(day).isoformat())
    if day % COPIED_EVERY == 0:
        files[_name(day, "copy")] = _article(day, 1, source="Test Mirror", url=f"https://mirror.example/{day}")
    if day % LATE_EVERY == 0:
        late = (clock(day) - timedelta(days=20)).isoformat()
        files[_name(day, "late")] = _article(day, 9, published_at=late)
    if day and day % WITHDRAWN_EVERY == 0:
        files[_name(day, "withdrawn")] = _article(day - 1, 2, modified_at=clock(day).isoformat(), retracted=True)
    return files


def future_files(day: int) -> Files:
    """A batch with enough articles from the future that its gate blocks; `mended_files` are the same with the right day."""
    return {_name(day, f"batch{number}"): _article(day, 20 + number, published_at="2045-01-01") for number in range(5)}


def mended_files(day: int) -> Files:
    return {_name(day, f"batch{number}"): _article(day, 20 + number) for number in range(5)}


def broken_files(day: int) -> Files:
    """What no reader can make sense of; nothing is held up by it."""
    return {_name(day, f"broken{number}"): '{"text": ' + "x" * day for number in range(2)}


def _name(day: int, what: object) -> str:
    return f"{day:03}-{what}.json"


def _article(day: int, number: int, count: int | None = None, **fields: object) -> str:
    chance = random.Random(f"{day} {number}")
    told = [
        sentence.format(
            place=chance.choice(PLACES),
            weekday=(clock(day) - timedelta(days=1)).strftime("%A"),
            count=count or chance.randint(3, 60),
        )
        for sentence in chance.sample(SENTENCES, 2)
    ]
    article = {
        "text": " ".join(told),
        "source": chance.choice(OUTLETS),
        "url": f"https://news.example/{day}/{number}",
        "published_at": clock(day).isoformat(),
        **fields,
    }
    return json.dumps(article)
