"""`columns.yml`: which columns of foreign tables, and which keys of foreign JSON, hold the parts of an article.

The file lies in the data folder and is a list. Of its entries the first counts whose `files` fits the path of the file
under the landing folder, `*` standing for anything:

    - files: "agency/*.csv"
      fields:
        title: Schlagzeile
        text: [Vorspann, Meldung]       # parted by an empty line
        published_at: meta.sent         # a key inside a key
      constants:
        source: Example Agency
      articles: payload.news            # JSON only: where the list of articles lies
      time_format: "%d.%m.%Y %H:%M"     # as Python's strptime; UTC where it has no zone
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

# Our names, and the key under which `read_article` looks first for each.
FIELDS = {
    "title": "title", "text": "content", "summary": "description", "url": "canonical_url", "published_at": "publishedAt",
    "modified_at": "modifiedAt",
    "source": "source", "byline": "author", "language": "language",
}  # fmt: skip
TIMES = ("published_at", "modified_at")
KEYS = frozenset({"files", "fields", "constants", "articles", "time_format"})
MAX_FILE_BYTES = 1_000_000


@dataclass(frozen=True)
class ColumnMap:
    """One entry of `columns.yml`; an entry without anything but `files` changes nothing."""

    files: str = "*"
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    articles: str | None = None
    time_format: str | None = None

    def apply(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """The object with its parts under the names that `read_article` knows; what no field names stays as it is."""
        mapped: dict[str, Any] = dict(found)
        for name, columns in self.fields.items():
            values = [value for column in columns if (value := look_up(found, column)) not in (None, "")]
            if name == "text" and len(values) > 1:
                mapped[FIELDS[name]] = "\n\n".join(str(value) for value in values)
            elif values:
                mapped[FIELDS[name]] = self._time(values[0]) if name in TIMES else values[0]
        return mapped | {FIELDS[name]: value for name, value in self.constants.items()}

    def _time(self, value: object) -> object:
        if self.time_format is None or not isinstance(value, str):
            return value
        try:
            return datetime.strptime(value.strip(), self.time_format).isoformat()
        except ValueError:
            return value


UNMAPPED = ColumnMap()


def look_up(found: object, path: str) -> Any:
    """The value under a key, or under keys inside keys parted by dots; None where there is none."""
    if isinstance(found, Mapping) and path in found:
        return found[path]
    for key in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found


def read_column_maps(path: Path) -> tuple[ColumnMap, ...]:
    """The entries of a `columns.yml`; none where the file is missing. Raises ValueError naming what is wrong in it."""
    if not path.is_file():
        return ()
    import yaml  # type: ignore[import-untyped, unused-ignore]

    if path.stat().st_size > MAX_FILE_BYTES:
        raise ValueError(f"{path}: larger than {MAX_FILE_BYTES} bytes")
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: no YAML: {error}") from error
    if not isinstance(entries, list | None):
        raise ValueError(f"{path}: a list of entries is expected, each beginning with `- files:`")
    return tuple(_column_map(entry, f"{path}, entry {number}") for number, entry in enumerate(entries or [], start=1))


def find_column_map(maps: tuple[ColumnMap, ...], name: str) -> ColumnMap:
    """The first entry for the file of this name."""
    return next((entry for entry in maps if fnmatchcase(name, entry.files)), UNMAPPED)


def _column_map(entry: object, place: str) -> ColumnMap:
    if not isinstance(entry, dict) or not isinstance(entry.get("files"), str):
        raise ValueError(f"{place}: `files` is missing; it says for which files the entry is, as in `files: agency/*.csv`")
    unknown = set(entry) - KEYS
    if unknown:
        raise ValueError(f"{place}: {min(map(str, unknown))} is none of {', '.join(sorted(KEYS))}")
    fields, constants = entry.get("fields") or {}, entry.get("constants") or {}
    for part in (fields, constants):
        if not isinstance(part, dict) or set(part) - set(FIELDS):
            raise ValueError(f"{place}: `fields` and `constants` give values to {', '.join(FIELDS)}")
    columns = {name: (column,) if isinstance(column, str) else column for name, column in fields.items()}
    if not all(isinstance(names, list | tuple) and all(isinstance(name, str) for name in names) for names in columns.values()):
        raise ValueError(f"{place}: a field is the name of a column or a list of names")
    if not all(isinstance(entry.get(key), str | None) for key in ("articles", "time_format")):
        raise ValueError(f"{place}: `articles` and `time_format` are text")
    return ColumnMap(
        files=entry["files"],
        fields={name: tuple(names) for name, names in columns.items()},
        constants={name: str(value) for name, value in constants.items()},
        articles=entry.get("articles"),
        time_format=entry.get("time_format"),
    )
