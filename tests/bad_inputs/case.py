"""What a case is, and how it is put into the landing folder."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Content = bytes | Callable[[Path], Any]


@dataclass(frozen=True)
class Case:
    """One bad input.

    `content`: the bytes, or a function that makes the file at the path it is given. `reasons`: the reason codes of all rows
    of `raw.quarantine` that come of it. `stored`: how many articles it still gives. `waiting`: the reason for which it is
    left in the landing folder. `says`: what stands in the body of a stored article; `unsaid`: what does not. `beside`:
    files that belong to it, by name, in the same folder.
    """

    name: str
    content: Content
    reasons: frozenset[str] = frozenset()
    stored: int = 0
    waiting: str = ""
    says: str = ""
    unsaid: str = ""
    beside: Mapping[str, bytes] = field(default_factory=dict)


def refused(name: str, reason: str, content: Content, stored: int = 0) -> Case:
    """A case that lies in quarantine for one reason."""
    return Case(name, content, frozenset({reason}), stored)


def repaired(name: str, content: Content, says: str = "", unsaid: str = "") -> Case:
    """A case that only looks bad: it can be read, and what is wrong with it is set right."""
    return Case(name, content, stored=1, says=says, unsaid=unsaid)


def write_case(folder: Path, case: Case) -> None:
    """Put the files of one case below the folder."""
    path = folder / case.name
    path.parent.mkdir(parents=True, exist_ok=True)
    for name, data in case.beside.items():
        (path.parent / name).write_bytes(data)
    if isinstance(case.content, bytes):
        path.write_bytes(case.content)
    else:
        case.content(path)


def story(rng: random.Random) -> str:
    """Three sentences of news that no other case tells."""
    place = rng.choice(["Arbel", "Brenholt", "Castra", "Dunmore", "Elvira", "Fostina"])
    return (
        f"Soldiers attacked the village of {place} on Monday and killed {rng.randint(3, 90)} people, officials said. The "
        f"governor condemned the attack and promised an inquiry into case {rng.randint(10**6, 10**7)}. Police arrested "
        f"{rng.randint(3, 90)} suspects near the border."
    )


def stream(byte_count: int, piece: bytes) -> Callable[[Path], None]:
    """A file of this size, written piece by piece: it is never held."""

    def write(path: Path) -> None:
        whole = piece * (1024 * 1024 // len(piece))
        with path.open("wb") as handle:
            written = 0
            while written < byte_count:
                written += handle.write(whole[: byte_count - written])

    return write
