"""`make soak`, or `python -m tests.soak FOLDER [--days 200] [--kills 50] [--bad-days 10] [--seed 1]`."""

import argparse
import random
import sys
from pathlib import Path

from orchestration.settings import Settings
from tests.conftest import lend_gazetteer
from tests.soak.soak import make_plan, soak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="must not exist; both installations stay there to be looked at")
    for name, default in (("days", 200), ("kills", 50), ("bad-days", 10), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    given.folder.mkdir(parents=True)
    installations = [Settings(given.folder / name / "data", given.folder / name / "landing") for name in ("peace", "war")]
    for settings in installations:
        settings.data_dir.mkdir(parents=True)
        lend_gazetteer(settings.data_dir)
    chance = random.Random(given.seed)
    outcome = soak(*installations, make_plan(given.days, given.bad_days, chance), given.kills, chance, pause=1.0)
    print(outcome.summary())
    for seen, count in outcome.looks.bad.items():
        print(f"bad, {count} times: {seen[:2000]}")
    sys.exit(0 if outcome.is_sound else 1)


if __name__ == "__main__":
    main()
