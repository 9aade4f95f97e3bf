"""Coded rows to normalized tables: what passes, what is set aside, what stays the same."""

from datetime import date

import polars as pl
import pytest

from orchestration.normalize.coded_tables import coded_frames
from orchestration.tables import NORMALIZED_TABLES, RAW_QUARANTINE
from tests.dbt_project.invented_articles import ARTICLES
from tests.dbt_project.warehouse_world import CODED_AT, article_rows, code, normalized


def coded_world() -> dict[str, pl.DataFrame]:
    rows = {row["article_id"]: row for row in article_rows(ARTICLES).iter_rows(named=True)}
    return coded_frames([(rows[a.article_id], *code(a)) for a in ARTICLES], "coder-1", CODED_AT, "run-1")


def test_every_mention_passes_with_all_that_belongs_to_it() -> None:
    result = normalized(ARTICLES)
    assert result.rejected.is_empty()
    mentions = result.tables["normalized.event_mentions"]
    assert mentions.height == sum(len(article.mentions) for article in ARTICLES)
    bodies = {article.article_id: article.body for article in ARTICLES}
    for row in mentions.iter_rows(named=True):
        assert bodies[row["article_id"]][row["char_start"] : row["char_end"]] == row["trigger_text"]
        assert row["trigger_text"] in row["sentence"]
    quantities = result.tables["normalized.mention_quantities"]
    assert quantities.height == sum(len(m.quantities) for a in ARTICLES for m in a.mentions)
    miles = quantities.filter(pl.col("unit") == "mile").row(0, named=True)
    assert (miles["value"], miles["si_value"], miles["si_unit"]) == (10, pytest.approx(16.09344), "km")
    actors = result.tables["normalized.mention_actors"]
    assert actors.height == sum(len(m.actors) + len(m.recipients) for a in ARTICLES for m in a.mentions)
    assert set(actors["actor_id"]) <= set(result.tables["normalized.actors"]["actor_id"])


def test_dates_become_days_where_they_are_known() -> None:
    mentions = normalized(ARTICLES).tables["normalized.event_mentions"]
    days = {row["event_date_edtf"]: (row["event_date_start"], row["event_date_end"]) for row in mentions.iter_rows(named=True)}
    assert days["2030-03"] == (date(2030, 3, 1), date(2030, 3, 31))
    assert days["XXXX-03"] == (None, None)
    assert days[None] == (None, None)


def test_an_article_that_is_not_coded_has_no_counts() -> None:
    uncoded = {name: frame.filter(pl.col("article_id") != "weather-1") for name, frame in coded_world().items()}
    articles = normalized(ARTICLES, uncoded).tables["normalized.articles"]
    counts = {row["article_id"]: (row["sentence_count"], row["mention_count"]) for row in articles.iter_rows(named=True)}
    assert counts["weather-1"] == (None, None)
    assert counts["undated-1"] == (1, 1)


def test_the_same_rows_in_any_order_give_the_same_tables() -> None:
    backwards = {name: frame.reverse() for name, frame in coded_world().items()}
    one, other = normalized(ARTICLES), normalized(list(reversed(ARTICLES)), backwards)
    for table in NORMALIZED_TABLES:
        assert one.tables[table.full_name].equals(other.tables[table.full_name]), table.full_name


def test_a_better_status_does_not_rename_a_mention() -> None:
    before = normalized(ARTICLES).tables["normalized.event_mentions"]
    coded = coded_world()
    changed = coded["coded.event_mentions"].with_columns(pl.lit("reported").alias("status"), pl.lit(0.1).alias("confidence"))
    after = normalized(ARTICLES, {"coded.event_mentions": changed}).tables["normalized.event_mentions"]
    assert after["mention_id"].to_list() == before["mention_id"].to_list()


BAD_PARTICIPANT = pl.lit(
    [{"role": "actor", "text": "troops", "code": "NOWHERE MIL", "actor_key": None, "char_start": None, "char_end": None}]
)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (pl.col("char_start") + 1, "span is not the trigger"),
        (pl.lit(-1).alias("char_start"), "span is not the trigger"),
        (pl.lit(10**6).alias("char_end"), "trigger lies outside its sentence"),
        (pl.lit("EXPLODE").alias("event_type"), "unknown event type"),
        (pl.lit("riot").alias("event_mode"), "mode is none of the event type"),
        (pl.lit("certain").alias("status"), "unknown status"),
        (pl.lit("2030-02-31").alias("event_date_edtf"), "date is no EDTF"),
        (pl.lit("0001").alias("event_date_edtf"), "lies outside 1000 to 2200"),
        (pl.lit(1.5).alias("confidence"), "confidence is not between 0 and 1"),
        (pl.lit("USA ARMY").alias("attribution_code"), "bad actor code 'USA ARMY'"),
        (BAD_PARTICIPANT.alias("participants"), "bad actor code 'NOWHERE MIL'"),
        (pl.lit(91.0).alias("latitude"), "latitude or longitude lies outside the globe"),
        (pl.lit(99).cast(pl.Int32).alias("sentence_index"), "trigger lies outside its sentence"),
    ],
)
def test_a_broken_mention_is_set_aside_with_its_reason_and_the_others_pass(change: pl.Expr, reason: str) -> None:
    mentions = coded_world()["coded.event_mentions"]
    is_target = (pl.col("article_id") == "courier-1") & (pl.col("mention_index") == 0)
    name = change.meta.output_name()
    changed = mentions.with_columns(
        pl.when(is_target).then(change).otherwise(pl.col(name)).cast(mentions.schema[name]).alias(name)
    )
    result = normalized(ARTICLES, {"coded.event_mentions": changed})
    assert result.tables["normalized.event_mentions"].height == mentions.height - 1
    rejected = result.rejected.row(0, named=True)
    assert result.rejected.height == 1
    assert rejected["reason_code"] == "failed_gate"
    assert rejected["detail"].startswith("coded.event_mentions: ")
    assert reason in rejected["detail"]
    assert (rejected["article_id"], rejected["landing_file"]) == ("courier-1", "courier-1.txt")
    assert rejected["run_id"] == "run-1"
    RAW_QUARANTINE.conform(result.rejected)


def test_broken_places_times_and_statements_are_set_aside() -> None:
    coded = coded_world()
    broken = {
        "coded.place_mentions": coded["coded.place_mentions"].with_columns(pl.lit("elsewhere").alias("place_text")),
        "coded.time_mentions": coded["coded.time_mentions"].with_columns(pl.lit("WHENEVER").alias("timex_type")),
        "coded.statements": coded["coded.statements"].with_columns(pl.lit("never said").alias("content_text")),
    }
    result = normalized(ARTICLES, broken)
    assert result.rejected.height == sum(coded[name].height for name in broken)
    assert result.tables["normalized.place_mentions"].is_empty()
    assert result.tables["normalized.event_mentions"].height == coded["coded.event_mentions"].height


def test_rows_of_an_unknown_article_are_set_aside() -> None:
    coded = coded_world()
    stray = coded["coded.event_mentions"].with_columns(pl.lit("gone").alias("article_id")).head(1)
    changed = {"coded.event_mentions": pl.concat([coded["coded.event_mentions"], stray])}
    rejected = normalized(ARTICLES, changed).rejected
    assert rejected["article_id"].to_list() == ["gone"]
    assert rejected["landing_file"].to_list() == ["unknown"]
