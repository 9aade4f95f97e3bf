"""The coder's objects as rows of the coded.* tables, with nothing added and nothing left out."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import polars as pl

from orchestration.coding.model import CodedArticle, EventMention, PlaceMention, Statement, TimeMention
from orchestration.language.parsed import Sentence
from orchestration.tables import CODED_TABLES

Row = dict[str, Any]


def coded_frames(
    articles: Iterable[tuple[Mapping[str, Any], list[Sentence], CodedArticle]],
    coder_version: str,
    coded_at: datetime,
    run_id: str,
) -> dict[str, pl.DataFrame]:
    """The coded.* tables by full name (`coded.event_mentions`), each cast to its contract.

    `articles` are (row of raw.articles, sentences, coded article). Every row takes the ingest date of its article.
    Of two place names or time expressions on one span, the surer or first one is kept.
    """
    rows: dict[str, list[Row]] = {table.full_name: [] for table in CODED_TABLES}
    for article, sentences, coded in articles:
        made_by = {
            "article_id": article["article_id"],
            "ingest_date": article["ingest_date"],
            "coder_version": coder_version,
            "coded_at": coded_at,
            "run_id": run_id,
        }
        found = {
            "coded.sentences": (_sentence(sentence) for sentence in sentences),
            "coded.event_mentions": (_mention(index, mention) for index, mention in enumerate(coded.event_mentions)),
            "coded.statements": _first_of_key(map(_statement, coded.statements), ("cue_char_start", "content_char_start")),
            "coded.place_mentions": _first_of_key(
                map(_place, sorted(coded.place_mentions, key=lambda place: -place.confidence)), ("char_start", "char_end")
            ),
            "coded.time_mentions": _first_of_key(map(_time, coded.time_mentions), ("char_start", "char_end")),
        }
        for name, article_rows in found.items():
            rows[name].extend({**row, **made_by} for row in article_rows)
    return {
        table.full_name: table.conform(pl.DataFrame(rows[table.full_name], schema=table.polars_schema))
        for table in CODED_TABLES
    }


def _first_of_key(rows: Iterable[Row], key: tuple[str, ...]) -> Iterable[Row]:
    kept: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        kept.setdefault(tuple(row[name] for name in key), row)
    return kept.values()


def _sentence(sentence: Sentence) -> Row:
    return {
        "sentence_index": sentence.index,
        "char_start": sentence.char_start,
        "char_end": sentence.char_end,
        "sentence": sentence.text,
        "is_headline": sentence.is_headline,
        "token_count": len(sentence.tokens),
    }


def _place_columns(place: PlaceMention | None) -> Row:
    return {
        "place_id": place.place_id if place else None,
        "geonames_id": place.geonames_id if place else None,
        "place_name": place.name if place else None,
        "country_code": place.country_code if place else None,
        "admin1_name": place.admin1_name if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "point_latitude": place.point_latitude if place else None,
        "point_longitude": place.point_longitude if place else None,
        "feature": place.feature if place else None,
    }


def _mention(index: int, mention: EventMention) -> Row:
    time = mention.time
    return {
        "sentence_index": mention.sentence_index,
        "mention_index": index,
        "char_start": mention.char_start,
        "char_end": mention.char_end,
        "trigger_text": mention.trigger_text,
        "trigger_sense": mention.trigger_sense,
        "event_type": mention.event_type,
        "event_mode": mention.event_mode,
        "contexts": mention.contexts,
        "status": mention.status,
        "attribution_text": mention.attribution_text,
        "attribution_code": mention.attribution_code,
        "attribution_actor_key": mention.attribution_actor_key,
        "place_text": mention.place_text,
        "place_relation": mention.place.relation if mention.place else None,
        "place_precision": mention.place_precision,
        **_place_columns(mention.place),
        "date_text": time.text if time else None,
        "event_date_edtf": time.value_edtf if time else None,
        "date_start": time.date_start if time else None,
        "date_end": time.date_end if time else None,
        "date_precision": time.precision if time else "unknown",
        "confidence": mention.confidence,
        "participants": [
            {
                "role": participant.role,
                "text": participant.text,
                "code": participant.code,
                "actor_key": participant.actor_key,
                "char_start": participant.char_start,
                "char_end": participant.char_end,
            }
            for participant in mention.participants
        ],
        "quantities": [
            {
                "text": quantity.text,
                "value": quantity.value,
                "low": quantity.low,
                "high": quantity.high,
                "unit": quantity.unit,
                "bound": quantity.bound,
                "role": quantity.role,
                "char_start": quantity.char_start,
                "char_end": quantity.char_end,
            }
            for quantity in mention.quantities
        ],
    }


def _statement(statement: Statement) -> Row:
    return {
        "sentence_index": statement.sentence_index,
        "speaker_text": statement.speaker_text,
        "speaker_code": statement.speaker_code,
        "speaker_actor_key": statement.speaker_actor_key,
        "speaker_char_start": statement.speaker_char_start,
        "speaker_char_end": statement.speaker_char_end,
        "cue_text": statement.cue_text,
        "cue_kind": statement.cue_kind,
        "cue_char_start": statement.cue_char_start,
        "cue_char_end": statement.cue_char_end,
        "content_char_start": statement.content_char_start,
        "content_char_end": statement.content_char_end,
        "content_text": statement.content_text,
        "is_quotation": statement.is_quotation,
    }


def _place(place: PlaceMention) -> Row:
    return {
        "sentence_index": place.sentence_index,
        "char_start": place.char_start,
        "char_end": place.char_end,
        "place_text": place.text,
        "kind": place.kind,
        **_place_columns(place),
        "precision": place.precision,
        "relation": place.relation,
        "bearing": place.bearing,
        "distance_km": place.distance_km,
        "is_resolved": place.is_resolved,
        "confidence": place.confidence,
    }


def _time(time: TimeMention) -> Row:
    return {
        "sentence_index": time.sentence_index,
        "char_start": time.char_start,
        "char_end": time.char_end,
        "time_text": time.text,
        "timex_type": time.timex_type,
        "value_timex": time.value_timex,
        "value_edtf": time.value_edtf,
        "date_start": time.date_start,
        "date_end": time.date_end,
        "precision": time.precision,
        "evidence": time.evidence,
    }
