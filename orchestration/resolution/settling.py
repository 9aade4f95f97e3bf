"""One batch of new, changed and vanished reports: which events they touch, and what these events are now.

Only the neighbourhood is looked at again: the new reports, and the events that one of them matches or that lost a report.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from orchestration.resolution.blocks import report_blocks
from orchestration.resolution.clustering import cluster
from orchestration.resolution.identities import Change, name_clusters
from orchestration.resolution.index import EventIndex
from orchestration.resolution.matching import candidate_pairs, reasons, score_pairs
from orchestration.resolution.reports import REPORT_SCHEMA
from orchestration.resolution.rules import MatchRules

DECISION_SCHEMA = pl.Schema(
    {
        "report_id": pl.String,
        "event_id": pl.String,
        "facts_key": pl.String,
        "linked_report_id": pl.String,
        "match_score": pl.Float64,
        "match_reasons": pl.String,
    }
)


@dataclass(frozen=True)
class Settled:
    """`decisions` (DECISION_SCHEMA) on every report that is new, changed its event or counts no more; `changes` of events."""

    decisions: pl.DataFrame
    changes: tuple[Change, ...]


def settle(index: EventIndex, added: pl.DataFrame, removed: Iterable[str], rules: MatchRules) -> Settled:
    """Take a batch into the index. `added` has REPORT_SCHEMA and facts_key, `removed` are reports that count no more."""
    gone = set(removed)
    new = set(added["report_id"])
    gone_facts = index.facts_of(gone - new)
    index.drop_facts(gone | new)
    facts = added.select(REPORT_SCHEMA.names())
    blocks = report_blocks(facts, rules)
    index.add_facts(facts, blocks)
    adjacent = _adjacent(index, facts, blocks, rules)
    known = index.known(new | gone | adjacent)
    is_in_batch = pl.col("report_id").is_in(list(new | gone))
    touched = known.select(pl.when(is_in_batch).then("last_event_id").otherwise("event_id")).to_series().drop_nulls().unique()
    members = index.members_of(touched)
    staying = set(members.filter("counts")["report_id"]) - gone
    around = pl.concat([facts, index.facts_of(staying - new)])
    around_blocks = pl.concat([blocks, report_blocks(around.join(facts, on="report_id", how="anti"), rules)])
    scored = score_pairs(candidate_pairs(around_blocks, around_blocks), around, rules)
    names, changes = name_clusters(
        cluster(
            around.sort("ingested_at", "report_id")["report_id"].to_list(),
            scored.select("first", "second", "score", "is_forbidden").iter_rows(),
            dict(around.select("report_id", "country").iter_rows()),
        ),
        before=_successors(facts, blocks, gone_facts, known, rules)
        | dict(members.select("report_id", "event_id").iter_rows()),
        ages={report: (at, report) for report, at in around.select("report_id", "ingested_at").iter_rows()},
        emptied_before=index.empty_events(touched),
        is_known=index.is_event,
    )
    current = dict(members.filter("counts").select("report_id", "event_id").iter_rows())
    changed = {report for report, event in names.items() if report in new or current.get(report) != event}
    keys = pl.concat([added.select("report_id", "facts_key"), index.known(changed - new).select("report_id", "facts_key")])
    decisions = _decisions(names, changed, gone, keys, scored, rules)
    index.decide(decisions.select("report_id", "event_id", "facts_key"))
    index.note_events(_event_states(names, changes))
    return Settled(decisions, tuple(changes))


def _successors(
    facts: pl.DataFrame, blocks: pl.DataFrame, gone_facts: pl.DataFrame, known: pl.DataFrame, rules: MatchRules
) -> dict[str, str]:
    """The event of each new report that tells again what a report told which counts no more: a corrected article goes on."""
    first_told = facts.join(known.filter(pl.col("last_event_id").is_not_null()), on="report_id", how="anti")
    pairs = candidate_pairs(blocks.join(first_told, on="report_id", how="semi"), report_blocks(gone_facts, rules))
    close = score_pairs(pairs, pl.concat([facts, gone_facts]), rules).filter((pl.col("score") > 0) & ~pl.col("is_forbidden"))
    both_ways = pl.concat(
        [close.select("first", "second", "score"), close.select(first="second", second="first", score="score")]
    )
    best = (
        both_ways.join(known.select(second="report_id", event_id="last_event_id"), on="second")
        .join(first_told.select(first="report_id"), on="first", how="semi")
        .sort("first", "score", "second", descending=[False, True, False])
        .unique("first", keep="first", maintain_order=True)
    )
    return dict(best.select("first", "event_id").iter_rows())


def _adjacent(index: EventIndex, facts: pl.DataFrame, blocks: pl.DataFrame, rules: MatchRules) -> set[str]:
    """The reports that match one of the new ones."""
    pairs = candidate_pairs(blocks, index.blocks_shared_with(blocks))
    others = (set(pairs["first"]) | set(pairs["second"])) - set(facts["report_id"])
    scored = score_pairs(pairs, pl.concat([facts, index.facts_of(others)]), rules)
    close = scored.filter((pl.col("score") > 0) & ~pl.col("is_forbidden"))
    return set(close["first"]) | set(close["second"])


def _decisions(
    names: dict[str, str], changed: set[str], gone: set[str], keys: pl.DataFrame, scored: pl.DataFrame, rules: MatchRules
) -> pl.DataFrame:
    events = pl.DataFrame(list(names.items()), schema={"report_id": pl.String, "event_id": pl.String}, orient="row")
    joined = (
        scored.filter(pl.col("score") > 0)
        .join(events, left_on="first", right_on="report_id")
        .join(events, left_on="second", right_on="report_id", suffix="_second")
        .filter(pl.col("event_id") == pl.col("event_id_second"))
    )
    told = joined.select("first", "second", pl.col("score").round(3), reasons(rules).alias("match_reasons"))
    links = (
        pl.concat([told, told.rename({"first": "second", "second": "first"}).select(told.columns)])
        .sort("first", "score", "second", descending=[False, True, False])
        .unique("first", keep="first", maintain_order=True)
        .rename({"first": "report_id", "second": "linked_report_id", "score": "match_score"})
    )
    kept = (
        events.filter(pl.col("report_id").is_in(list(changed)))
        .join(links, on="report_id", how="left")
        .join(keys, on="report_id", how="left")
    )
    lost = pl.DataFrame({"report_id": sorted(gone - set(names))}, schema={"report_id": pl.String})
    return (
        pl.concat([kept, lost], how="diagonal")
        .with_columns(pl.col(name).cast(dtype) for name, dtype in DECISION_SCHEMA.items() if name != "report_id")
        .select(DECISION_SCHEMA.names())
        .sort("report_id")
    )


def _event_states(names: dict[str, str], changes: Iterable[Change]) -> pl.DataFrame:
    states = dict.fromkeys(names.values(), False)
    states |= {change.event_id: True for change in changes if change.kind in ("merged", "emptied")}
    return pl.DataFrame(sorted(states.items()), schema={"event_id": pl.String, "is_empty": pl.Boolean}, orient="row")
