"""Inflected forms of the words that head senses, from lemminflect's tables: looked up once, kept beside the gazetteer."""

import hashlib
from collections.abc import Set
from importlib.metadata import version as package_version
from pathlib import Path

from orchestration.run_state import read_json, write_json

FILE = "inflections.json"
Forms = dict[str, tuple[tuple[str, str], ...]]
# Past forms that the tables do not have: of the ring around a place, and of a prefixed irregular verb.
FURTHER = {"ring": ("ringed",), "unfreeze": ("unfroze", "unfrozen")}


def load_forms(heads: Set[tuple[str, str]], cache_dir: Path) -> Forms:
    """The same as `inflected_forms`, read from `cache_dir` where they are kept there for these heads."""
    path, made_from = cache_dir / FILE, _made_from(heads)
    kept = read_json(path)
    if isinstance(kept, dict) and kept.get("made_from") == made_from:
        return {form: tuple((lemma, pos) for lemma, pos in readings) for form, readings in kept["forms"].items()}
    forms = inflected_forms(heads)
    write_json(path, {"made_from": made_from, "forms": forms}, indent=None)
    return forms


def inflected_forms(heads: Set[tuple[str, str]]) -> Forms:
    """Inflected form → (lemma, part of speech) of the heads, which are such pairs of verbs and nouns (VERB, NOUN)."""
    from lemminflect import getAllInflections, getAllInflectionsOOV

    found: dict[str, set[tuple[str, str]]] = {}
    for lemma, pos in heads:
        known = getAllInflections(lemma, upos=pos) or getAllInflectionsOOV(lemma, upos=pos)
        further = FURTHER.get(lemma, ()) if pos == "VERB" else ()
        for form in (lemma, *further, *(form.lower() for forms in known.values() for form in forms)):
            found.setdefault(form, set()).add((lemma, pos))
    return {form: tuple(sorted(readings)) for form, readings in sorted(found.items())}


def _made_from(heads: Set[tuple[str, str]]) -> str:
    """Changes with the heads, the tables and what is made of them here."""
    digest = hashlib.sha256(f"{package_version('lemminflect')} {sorted(heads)}".encode())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()
