"""What became of the cases, held against what ought to."""

from collections import Counter
from collections.abc import Iterable

from tests.bad_inputs.case import Case


def faults(
    cases: Iterable[Case],
    quarantined: Iterable[tuple[str, str]],
    stored: Iterable[tuple[str, str]],
    waiting: Iterable[tuple[str, str]],
) -> list[str]:
    """One sentence for every case that did not end as it ought to.

    `quarantined` are (file, reason code), `stored` (file, body), `waiting` (file, reason to wait); files are paths under the
    landing folder, with the path inside an archive behind `!/`.
    """
    reasons: dict[str, Counter[str]] = {}
    for file, reason in quarantined:
        reasons.setdefault(file.partition("!/")[0], Counter())[reason] += 1
    bodies: dict[str, list[str]] = {}
    for file, body in stored:
        bodies.setdefault(file.partition("!/")[0], []).append(body)
    waits = dict(waiting)
    found = []
    for case in cases:
        name = shown_name(case.name)
        folder = name.rpartition("/")[0]
        texts = [text for file in (name, *(f"{folder}/{beside}" for beside in case.beside)) for text in bodies.get(file, [])]
        got = frozenset(reasons.get(name, ()))
        if got != case.reasons:
            found.append(f"{name!r}: in quarantine for {sorted(got)}, not {sorted(case.reasons)}")
        if len(texts) != case.stored:
            found.append(f"{name!r}: {len(texts)} articles are stored, not {case.stored}: {texts[:2]!r:.200}")
        if waits.get(name, "") != case.waiting:
            found.append(f"{name!r}: it waits for {waits.get(name)!r}, not {case.waiting!r}")
        if case.says and not any(case.says in text for text in texts):
            found.append(f"{name!r}: {case.says!r} does not stand in {texts!r:.300}")
        if case.unsaid and any(case.unsaid in text for text in texts):
            found.append(f"{name!r}: {case.unsaid!r} stands in {texts!r:.300}")
    return found


def shown_name(name: str) -> str:
    """The name as tables show it: bytes that are no UTF-8 as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
