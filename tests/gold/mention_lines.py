"""The line format of the project's own annotations: `sentence || mention ; mention`, `NONE` where nothing is to be coded.

mention: `trigger = TYPE[/mode] status [a:actor codes] [r:recipient codes] [by:attribution] [p:place] [d:EDTF] [q:value unit]`;
the status may be left out where it is `happened`, `q:` may be repeated.
"""

import re

from tests.gold.scoring import Record

MENTION = re.compile(r"^(?P<trigger>.+?) = (?P<type>[A-Z]+)(/(?P<mode>[\w-]+))?(?P<rest>( .*)?)$")
STATUSES = frozenset("happened ongoing claimed reported estimated planned predicted hypothetical denied negated".split())
FIELD = re.compile(r"\b(a|r|by|p|d|q):(.*?)(?= (?:a|r|by|p|d|q):| (?:" + "|".join(sorted(STATUSES)) + r")\b|$)")


def read_line(line: str) -> tuple[str, tuple[Record, ...]]:
    """The sentence of the line and its mentions. Raises ValueError with the part that cannot be read."""
    sentence, bar, annotation = line.partition(" || ")
    if not bar:
        raise ValueError(f"no ' || ' in {line!r}")
    if annotation.strip() == "NONE":
        return sentence, ()
    return sentence, tuple(_mention(part, sentence) for part in annotation.split(" ; "))


def _mention(text: str, sentence: str) -> Record:
    match = MENTION.match(text.strip())
    if match is None:
        raise ValueError(f"no mention: {text!r}")
    rest = match["rest"].strip()
    fields: dict[str, str] = {}
    quantities: set[tuple[float, str]] = set()
    for key, value in FIELD.findall(rest):
        if key == "q":
            number, unit = value.split()
            quantities.add((round(float(number), 3), unit))
        else:
            fields[key] = value.strip()
    return Record(
        sentence=sentence,
        trigger=match["trigger"],
        event_type=match["type"],
        mode=match["mode"],
        status=next((word for word in reversed(rest.split()) if word in STATUSES), "happened"),
        actor=_codes(fields, "a"),
        recipient=_codes(fields, "r"),
        attribution=_codes(fields, "by"),
        place_names=(fields["p"],) if fields.get("p") else (),
        date=fields.get("d"),
        quantities=frozenset(quantities),
    )


def _codes(fields: dict[str, str], key: str) -> frozenset[str]:
    return frozenset(code.strip() for code in fields.get(key, "").split(",") if code.strip())
