"""Loads the trigger dictionary: `triggers_*.csv`, `word_classes.csv`, `mode_cues.csv`, `contexts.csv`.

Lines that begin with `#` are notes for the people who edit the files. A row that cannot be read stops the load with the
file, the row and the remedy: a dictionary that is silently shorter would lose events.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from orchestration.coding.trigger_lexicon import (
    ContextCue,
    ModeCue,
    Restriction,
    TriggerLexicon,
    TriggerSense,
    WordPart,
    WordSet,
)
from orchestration.reference.inflections import inflected_forms, load_forms

SENSE_COLUMNS = (
    "sense_id", "head", "pos", "words", "subject", "object", "oblique", "event_type", "event_mode", "actor", "recipient",
    "place", "status", "complement", "contexts", "priority", "note",
)  # fmt: skip
PARTS_OF_SPEECH = ("VERB", "NOUN", "ADJ", "ADV", "PROPN")
INFLECTED = ("VERB", "NOUN")
COMPLEMENTS = ("agrees_to", "accused_of", "denied", "demands", "threatens", "refuses", "effect")
PLAIN_RELATIONS = ("prt", "obj", "subj", "iobj", "advmod", "amod", "compound", "nummod", "xcomp", "case", "cop", "any", "has")
PREPOSITION_RELATIONS = ("obl", "nmod")
SEQUENCE_RELATIONS = ("next", "prev")
RESTRICTION_MARKS = ("@any", "@none", "@must")
OPEN_SETS = {
    "@name": WordSet(has_names=True),
    "@pronoun": WordSet(has_pronouns=True),
    "@number": WordSet(has_numbers=True),
}


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of a reference file as dicts, `#` lines left out. Raises ValueError where the columns differ."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(line for line in stream if not line.startswith("#"))
        if tuple(reader.fieldnames or ()) != columns:
            raise ValueError(f"{path.name}: columns must be {', '.join(columns)}; found {reader.fieldnames}")
        for row in reader:
            if None in row or None in row.values():
                raise ValueError(f"{path.name}: row {row} has too many or too few fields; quote fields that hold commas")
            yield {name: value.strip() for name, value in row.items()}


def load_triggers(reference_dir: Path, cache_dir: Path | None = None) -> TriggerLexicon:
    """The lexicon from the CSV files of `reference_dir`; inflected forms are kept in `cache_dir`, where one is given.

    Raises ValueError on an unreadable row, FileNotFoundError.
    """
    classes = load_word_classes(reference_dir / "word_classes.csv")
    # Thousands of senses share a few hundred of each.
    word_part = cache(partial(parse_word_part, classes=classes))
    restriction = cache(partial(parse_restriction, classes=classes))
    senses: dict[str, list[TriggerSense]] = {}
    for path in sorted(reference_dir.glob("triggers_*.csv")):
        for row in read_rows(path, SENSE_COLUMNS):
            try:
                sense = parse_sense(row, word_part, restriction)
            except (ValueError, KeyError) as error:
                raise ValueError(f"{path.name}: sense {row['sense_id']}: {error}; correct the row") from error
            senses.setdefault(sense.head, []).append(sense)
    if not senses:
        raise FileNotFoundError(f"no triggers_*.csv in {reference_dir}; restore data/reference from the repository")
    heads = {(head, sense.pos) for head, rows in senses.items() for sense in rows if sense.pos in INFLECTED}
    return TriggerLexicon(
        senses={head: tuple(rows) for head, rows in senses.items()},
        forms=load_forms(heads, cache_dir) if cache_dir else inflected_forms(heads),
        classes=classes,
        mode_cues=load_mode_cues(reference_dir / "mode_cues.csv", classes),
        context_cues=load_context_cues(reference_dir / "contexts.csv"),
    )


def load_word_classes(path: Path) -> dict[str, WordSet]:
    """Class name → its words. A member `@other` takes in a class that stands above it in the file."""
    classes: dict[str, WordSet] = {}
    for row in read_rows(path, ("class", "words", "note")):
        if row["class"] in classes:
            raise ValueError(f"{path.name}: class {row['class']} stands twice; put its words into one row")
        classes[row["class"]] = _words("|".join(row["words"].split()), classes)
    return classes


def _words(text: str, classes: dict[str, WordSet]) -> WordSet:
    """`siege|@attack_noun` → one set."""
    lemmas: set[str] = set()
    names = pronouns = numbers = False
    for word in text.split("|"):
        inner = OPEN_SETS.get(word)
        if inner is None and word.startswith("@"):
            inner = classes.get(word[1:])
            if inner is None:
                raise ValueError(f"unknown word class {word}; add it to word_classes.csv, before the classes that use it")
        elif inner is None:
            if not word:
                raise ValueError(f"empty word in {text!r}")
            inner = WordSet(frozenset({word.lower()}))
        lemmas |= inner.lemmas
        names, pronouns, numbers = names or inner.has_names, pronouns or inner.has_pronouns, numbers or inner.has_numbers
    return WordSet(frozenset(lemmas), names, pronouns, numbers)


def _excluded(words: list[str], classes: dict[str, WordSet]) -> WordSet:
    """What a slot may not hold: "!@legislature" excludes the words of the class, not every pronoun that may stand for one."""
    named = _words("|".join(words), classes)
    return replace(
        named,
        has_names="@name" in words,
        has_pronouns="@pronoun" in words,
        has_numbers="@number" in words,
    )


def parse_restriction(text: str, classes: dict[str, WordSet]) -> Restriction:
    """`@force|army`, `!@body_part`, `@none`, `@none|@force`, `@any` → a Restriction; an empty text restricts nothing."""
    if not text:
        return Restriction()
    parts = text.split("|")
    if parts == ["@none"]:
        return Restriction(is_none=True)
    excluded = [part[1:] for part in parts if part.startswith("!")]
    required = [part for part in parts if not part.startswith("!") and part not in RESTRICTION_MARKS]
    return Restriction(
        required=_words("|".join(required), classes) if required else None,
        excluded=_excluded(excluded, classes) if excluded else None,
        is_filled="@any" in parts,
        may_be_empty="@none" in parts,
        is_strict="@must" in parts,
    )


def parse_word_part(text: str, classes: dict[str, WordSet]) -> WordPart:
    """`prt:up`, `obj:siege`, `obl:under:fire`, `prev:prisoner|prisoners+of` → a WordPart."""
    relation, _, rest = text.partition(":")
    if relation in SEQUENCE_RELATIONS and rest:
        return WordPart(relation, "", WordSet(), tuple(frozenset(words.split("|")) for words in rest.split("+")))
    if relation in PREPOSITION_RELATIONS:
        preposition, _, words = rest.partition(":")
        if preposition and words:
            return WordPart(relation, preposition.replace("_", " "), _words(words, classes))
    elif relation in PLAIN_RELATIONS and rest:
        return WordPart(relation, "", _words(rest, classes))
    raise ValueError(f"cannot read word {text!r}; write relation:word or obl:preposition:word")


def _slots(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


def parse_sense(
    row: dict[str, str], word_part: Callable[[str], WordPart], restriction: Callable[[str], Restriction]
) -> TriggerSense:
    """One row of `triggers_*.csv` as a sense, its fields read by these. Raises ValueError where one cannot be read."""
    if row["pos"] not in PARTS_OF_SPEECH:
        raise ValueError(f"pos {row['pos']!r} is none of {', '.join(PARTS_OF_SPEECH)}")
    if row["complement"] and row["complement"] not in COMPLEMENTS:
        raise ValueError(f"complement {row['complement']!r} is none of {', '.join(COMPLEMENTS)}")
    obliques = []
    for item in row["oblique"].split():
        preposition, separator, text = item.partition(":")
        if not separator:
            raise ValueError(f"oblique {item!r} is not written preposition:restriction")
        obliques.append((preposition.replace("_", " "), restriction(text)))
    return TriggerSense(
        sense_id=row["sense_id"],
        head=row["head"],
        pos=row["pos"],
        words=tuple(word_part(item) for item in row["words"].split()),
        subject=restriction(row["subject"]),
        object=restriction(row["object"]),
        obliques=tuple(obliques),
        event_type=row["event_type"],
        event_mode=row["event_mode"] or None,
        actor=_slots(row["actor"]),
        recipient=_slots(row["recipient"]),
        place=_slots(row["place"]),
        status=row["status"] or None,
        complement=row["complement"] or None,
        contexts=tuple(row["contexts"].split("|")) if row["contexts"] else (),
        priority=int(row["priority"] or 0),
    )


def load_mode_cues(path: Path, classes: dict[str, WordSet]) -> dict[str, tuple[ModeCue, ...]]:
    """Event type → its mode cues in the order of the file."""
    cues: dict[str, list[ModeCue]] = {}
    for row in read_rows(path, ("event_type", "event_mode", "where", "words", "note")):
        if row["where"] not in ("trigger", "clause", "content"):
            raise ValueError(f"{path.name}: where must be trigger, clause or content, not {row['where']!r}")
        words = WordSet() if row["where"] == "content" else _words("|".join(row["words"].split()), classes)
        cues.setdefault(row["event_type"], []).append(ModeCue(row["event_type"], row["event_mode"], row["where"], words))
    return {event_type: tuple(rows) for event_type, rows in cues.items()}


def load_context_cues(path: Path) -> tuple[ContextCue, ...]:
    """The cues of `contexts.csv`; `words` holds single lemmas and `first_second` pairs of neighbouring lemmas."""
    cues = []
    for row in read_rows(path, ("context", "words", "note")):
        words = row["words"].split()
        pairs = frozenset((first, second) for first, _, second in (word.partition("_") for word in words if "_" in word))
        cues.append(ContextCue(row["context"], frozenset(word for word in words if "_" not in word), pairs))
    return tuple(cues)
