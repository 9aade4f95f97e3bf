"""Readers that open the published file again and again while it is published over and over see whole sets only."""

import json
import subprocess
import sys
from pathlib import Path

from orchestration.settings import PROJECT_DIR, Settings
from tests.publish.conftest import builds_seen, publish
from tests.publish.workshop import Workshop

PUBLICATIONS = 15
READER = """
import json, sys
from pathlib import Path
import duckdb
from tests.publish.conftest import builds_seen
path, stop = Path(sys.argv[1]), Path(sys.argv[2])
looks, bad, seen = 0, [], set()
while not stop.exists():
    looks += 1
    try:
        builds = builds_seen(path)
        seen |= builds
        if len(builds) != 1:
            bad.append(sorted(builds))
        # The folder of one set is found once; its files are of one build.
        folder = (path.parent / "parquet").resolve()
        if looks % 5 == 0:
            query = f"select max(cast(run_id[7:] as bigint)) from read_parquet('{folder}/marts/fct_event_mentions/*.parquet')"
            told = duckdb.sql(query).fetchall() + duckdb.sql(f"from '{folder}/reporting/rpt_builds.parquet'").fetchall()
            if told[0] != told[1]:
                bad.append(told)
    except Exception as error:
        bad.append(repr(error))
print(json.dumps([looks, bad, sorted(seen)]))
"""


def test_polling_readers_see_whole_sets_only(settings: Settings, workshop: Workshop, tmp_path: Path) -> None:
    publish(settings)
    stop = tmp_path / "stop"
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(settings.published_path), str(stop)],
            cwd=PROJECT_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    copied = 0
    try:
        for number in range(PUBLICATIONS):
            workshop.add(400 + 50 * number, 50)
            copied += bool(publish(settings).copied_because)
    finally:
        stop.touch()
    results = [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]
    for looks, bad, seen in results:
        assert bad == []
        assert looks > PUBLICATIONS
        assert len(seen) > PUBLICATIONS / 4
    assert copied == 0
    assert builds_seen(settings.published_path) == {PUBLICATIONS + 1}
