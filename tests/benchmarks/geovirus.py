"""Measures place mentions on GeoVirus (Gritta, Pilehvar, Collier 2018: WikiNews articles with toponyms and coordinates).

usage: python tests/benchmarks/geovirus.py GeoVirus.xml [--split dev|test|all] [--show] [--model DIR]

The data is not part of the project: github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation has it. A name found
and one annotated match when their spans overlap. Printed: precision, recall and F1 of names; of the names found, the share
with a point within 161 km (100 miles) of the annotated one; the median distance. Names only: demonyms and common nouns are
no toponyms there. The split is by article, on a hash of its address, so that rules are written on one half only.
"""

import argparse
import hashlib
import statistics
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from orchestration.coding.model import PlaceMention
from orchestration.coding.place_lookup import distance_km
from orchestration.coding.places import find_places
from orchestration.language.parsed import ParsedArticle
from orchestration.language.pipeline import Parser
from orchestration.reference.gazetteer import load_gazetteer
from orchestration.settings import Settings

NEAR_KM = 161.0
NAME_KINDS = ("literal", "metonym")


@dataclass(frozen=True, slots=True)
class Toponym:
    start: int
    end: int
    name: str
    latitude: float
    longitude: float


def read_articles(path: Path, split: str) -> Iterator[tuple[str, list[Toponym]]]:
    """Text and toponyms of each article of the split. Annotated offsets count from 1 where the name stands one earlier."""
    for article in ElementTree.parse(path).getroot().iter("article"):
        source, text = article.findtext("source") or "", article.findtext("text") or ""
        half = "dev" if hashlib.sha256(source.encode()).digest()[0] % 2 else "test"
        if split in (half, "all"):
            yield text, [_toponym(text, location) for location in article.iter("location")]


def _toponym(text: str, location: ElementTree.Element) -> Toponym:
    name = location.findtext("name") or ""
    start = int(location.findtext("start") or 0)
    shift = next((shift for shift in (-1, 0, 1, -2, 2) if text[start + shift : start + shift + len(name)] == name), 0)
    latitude, longitude = float(location.findtext("lat") or 0), float(location.findtext("lon") or 0)
    return Toponym(start + shift, start + shift + len(name), name, latitude, longitude)


def overlaps(mention: PlaceMention, toponym: Toponym) -> bool:
    return mention.char_start < toponym.end and toponym.start < mention.char_end


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("path", type=Path)
    arguments.add_argument("--split", choices=("dev", "test", "all"), default="all")
    arguments.add_argument("--show", action="store_true", help="print every error")
    arguments.add_argument("--model", type=Path, help="folder of the parser's model")
    options = arguments.parse_args()
    settings = Settings.from_environment()
    parser, gazetteer = Parser(options.model or settings.model_dir), load_gazetteer(settings)
    articles = list(read_articles(options.path, options.split))
    found = missed = spurious = near = 0
    distances: list[float] = []
    parses = parser.parse_many((text, 0) for text, _ in articles)
    for number, ((text, toponyms), sentences) in enumerate(zip(articles, parses, strict=True)):
        mentions = [
            mention
            for sentence_mentions in find_places(ParsedArticle(str(number), sentences), gazetteer)
            for mention in sentence_mentions
            if mention.kind in NAME_KINDS
        ]
        for toponym in toponyms:
            match = next((mention for mention in mentions if overlaps(mention, toponym)), None)
            if match is None:
                missed += 1
                if options.show:
                    print(
                        "MISSED",
                        number,
                        toponym.name,
                        "|",
                        text[max(0, toponym.start - 50) : toponym.end + 40].replace("\n", " "),
                    )
                continue
            found += 1
            if match.latitude is None or match.longitude is None:
                distances.append(20_000.0)
                if options.show:
                    print("UNRESOLVED", number, toponym.name, toponym.latitude, toponym.longitude)
                continue
            apart = distance_km(match.latitude, match.longitude, toponym.latitude, toponym.longitude)
            distances.append(apart)
            near += apart <= NEAR_KM
            if apart > NEAR_KM and options.show:
                print("FAR", number, toponym.name, f"{apart:.0f} km", match.name, match.country_code, match.place_id)
        for mention in mentions:
            if not any(overlaps(mention, toponym) for toponym in toponyms):
                spurious += 1
                if options.show:
                    context = text[max(0, mention.char_start - 50) : mention.char_end + 40].replace("\n", " ")
                    print("SPURIOUS", number, mention.text, "|", context)
    precision, recall = found / max(found + spurious, 1), found / max(found + missed, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{options.split}: {len(articles)} articles, {found + missed} toponyms")
    print(f"names: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    print(f"of {found} found: within 161 km {near / max(found, 1):.3f}, median {statistics.median(distances or [0]):.0f} km")


if __name__ == "__main__":
    main()
