"""All cases, and the landing folder of them and the good articles."""

import random
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bad_inputs import archives, feeds, messages, names, objects, pages, tables, texts
from tests.bad_inputs.case import Case, write_case
from tests.bad_inputs.good import write_good

SEED = 5
KINDS = (texts, pages, objects, tables, feeds, archives, messages, names)


@dataclass(frozen=True)
class Written:
    """What was written: the cases, with names as paths under the landing folder, and the numbers of the good articles."""

    cases: list[Case]
    good_numbers: list[str]


def make_cases(seed: int = SEED) -> list[Case]:
    """All cases, each below the folder of its kind."""
    found = []
    for kind in KINDS:
        folder = kind.__name__.rpartition(".")[2]
        rng = random.Random(f"{seed} {folder}")
        found.extend(replace(case, name=f"bad/{folder}/{case.name}") for case in kind.cases(rng))
    return found


def write_landing(folder: Path, seed: int = SEED) -> Written:
    """Write everything below the folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    cases = make_cases(seed)
    for case in cases:
        write_case(folder, case)
    return Written(cases, write_good(folder, random.Random(f"{seed} good")))
