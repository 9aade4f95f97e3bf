"""A reader that looks into the published file again and again: `python -m tests.soak.reader FILE STOP PAUSE`.

At the end, when the file STOP is there, it prints what it saw as JSON: `looks`, `errors`, and `sets`, each with how often.
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path

import duckdb

# Each day's articles and mentions as one figure, and whether the tables of one set agree with each other.
DAYS = """
select cast(a.ingest_date as varchar), count(distinct a.article_id), count(m.mention_id),
    bit_xor(hash(a.article_id, a.body, m.mention_id, m.char_start, m.event_type, m.status))
from marts.dim_articles a left join marts.fct_event_mentions m using (article_id)
group by all order by 1
"""
DISAGREEMENTS = """
select
    (select count(*) from marts.fct_event_mentions anti join marts.dim_articles using (article_id)),
    (select count(*) from marts.fct_event_mentions where is_current and event_id is not null
        and event_id not in (select event_id from marts.fct_events)),
    (select count(*) from marts.fct_events where event_id not in
        (select event_id from marts.fct_event_mentions where is_current and event_id is not null)),
    (select count(*) from reporting.rpt_event_mentions)
        - (select count(*) from marts.fct_event_mentions where is_current)
"""


def look(path: Path) -> str:
    """What one set holds, as JSON: [days, disagreements]."""
    with duckdb.connect(str(path), read_only=True) as connection:
        days = connection.execute(DAYS).fetchall()
        disagreements = connection.execute(DISAGREEMENTS).fetchall()[0]
    return json.dumps([days, disagreements])


def main() -> None:
    path, stop, pause = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
    sets: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    is_last = False
    while not is_last:
        # The last look comes after the last publication.
        is_last = stop.exists()
        # Before the first publication there is nothing to read.
        if path.exists() or sets:
            try:
                sets[look(path)] += 1
            except Exception as error:
                errors[repr(error)] += 1
        time.sleep(pause)
    print(json.dumps({"looks": sum(sets.values()) + sum(errors.values()), "errors": errors, "sets": sets}))


if __name__ == "__main__":
    main()
