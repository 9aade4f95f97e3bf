"""Coded rows to the normalized.* tables: rules checked, ids given, dates and units conformed. Frames in, frames out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from orchestration.normalize.actors import KnownActors, actor_rows, with_actor_id
from orchestration.normalize.articles import normalize_articles
from orchestration.normalize.dates import with_date_bounds
from orchestration.normalize.keys import with_key
from orchestration.normalize.mentions import event_mentions, mention_actors, mention_quantities, with_mention_id
from orchestration.normalize.places import place_rows
from orchestration.normalize.rules import (
    Rule,
    mention_rules,
    place_mention_rules,
    quarantine_rows,
    statement_rules,
    time_mention_rules,
    with_problems,
)
from orchestration.normalize.vocabulary import Vocabulary
from orchestration.tables import CODED_TABLES, NORMALIZED_TABLES, RAW_QUARANTINE

MADE_BY = {"ingest_date", "coder_version", "coded_at", "run_id"}
CONTRACTS = {table.full_name: table for table in CODED_TABLES}


@dataclass(frozen=True)
class Reference:
    """What rows are conformed to: the closed lists and the dictionary's actors by key."""

    vocabulary: Vocabulary
    known_actors: KnownActors


@dataclass(frozen=True)
class Normalized:
    """The normalized.* tables by full name, and the rows that broke a rule, as raw.quarantine rows."""

    tables: dict[str, pl.DataFrame]
    rejected: pl.DataFrame


def normalize(articles: pl.DataFrame, coded: Mapping[str, pl.DataFrame], reference: Reference) -> Normalized:
    """Normalize whole articles.

    `articles` are raw.articles rows, `coded` the coded.* tables by full name. A coded row whose article is missing is
    rejected. The result depends on nothing else: no clock, no files.
    """
    sift = _Sieve(articles, reference)
    mentions = sift.good_rows(
        "coded.event_mentions",
        _with_sentences(coded["coded.event_mentions"], coded["coded.sentences"]),
        mention_rules(reference.vocabulary),
        ("participants", "attribution_code"),
        ("event_date_edtf", "event_date_start", "event_date_end"),
    )
    statements = sift.good_rows("coded.statements", coded["coded.statements"], statement_rules(), ("speaker_code",))
    places = sift.good_rows("coded.place_mentions", coded["coded.place_mentions"], place_mention_rules())
    times = sift.good_rows(
        "coded.time_mentions", coded["coded.time_mentions"], time_mention_rules(), (), ("value_edtf", "date_start", "date_end")
    )

    known_actors = reference.known_actors
    mentions = event_mentions(with_mention_id(mentions), known_actors)
    actors_of_mentions = mention_actors(mentions, known_actors)
    statements = with_key(statements, "statement_id", ["article_id", "cue_char_start", "content_char_start"])
    statements = with_actor_id(
        statements, "speaker_actor_id", ("speaker_actor_key", "speaker_code", "speaker_text"), known_actors
    )
    named_actors = pl.concat(
        [
            actors_of_mentions.select("ingest_date", "actor_id", "code", "text"),
            _named(mentions, "attribution"),
            _named(statements, "speaker"),
        ]
    )
    built = {
        "normalized.articles": normalize_articles(articles, coded["coded.sentences"], mentions),
        "normalized.event_mentions": mentions,
        "normalized.mention_actors": actors_of_mentions,
        "normalized.mention_quantities": mention_quantities(mentions),
        "normalized.statements": statements,
        "normalized.place_mentions": places,
        "normalized.time_mentions": times,
        "normalized.actors": actor_rows(named_actors, known_actors, reference.vocabulary),
        "normalized.places": place_rows(places, mentions),
    }
    return Normalized({table.full_name: table.conform(built[table.full_name]) for table in NORMALIZED_TABLES}, sift.rejected())


class _Sieve:
    """Parts good rows from broken ones, and keeps the broken ones for quarantine."""

    def __init__(self, articles: pl.DataFrame, reference: Reference) -> None:
        self._articles = articles
        self._is_code = reference.vocabulary.is_actor_code
        self._broken: list[pl.DataFrame] = []

    def good_rows(
        self,
        table_name: str,
        rows: pl.DataFrame,
        rules: Sequence[Rule],
        code_columns: Sequence[str] = (),
        date_columns: tuple[str, str, str] | None = None,
    ) -> pl.DataFrame:
        """The rows that keep every rule; `date_columns` are EDTF text, first and last day, the days being added."""
        rows = rows.join(
            self._articles.select("article_id", "body", "ingested_at"), on="article_id", how="left", maintain_order="left"
        )
        if date_columns is not None:
            rows = with_date_bounds(rows, *date_columns, error="date_error")
        checked = with_problems(rows, rules, code_columns, self._is_code)
        is_good = pl.col("problems").list.len() == 0
        columns = [column.name for column in CONTRACTS[table_name].columns if column.name not in MADE_BY]
        self._broken.append(quarantine_rows(checked.filter(~is_good), table_name, columns, self._articles))
        return checked.filter(is_good).drop("body", "problems")

    def rejected(self) -> pl.DataFrame:
        return RAW_QUARANTINE.conform(pl.concat(self._broken))


def _with_sentences(mentions: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    spans = sentences.select(
        "article_id",
        "sentence_index",
        "sentence",
        pl.col("char_start").alias("sentence_start"),
        pl.col("char_end").alias("sentence_end"),
    )
    return mentions.join(spans, on=["article_id", "sentence_index"], how="left", maintain_order="left")


def _named(rows: pl.DataFrame, prefix: str) -> pl.DataFrame:
    return rows.select(
        "ingest_date",
        pl.col(f"{prefix}_actor_id").alias("actor_id"),
        pl.col(f"{prefix}_code").alias("code"),
        pl.col(f"{prefix}_text").alias("text"),
    )
