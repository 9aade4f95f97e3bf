"""What this process may use of the machine."""

import atexit
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

# Python's own are 700, 10 and 10.
COLLECTION_THRESHOLDS = (50_000, 20, 20)
# What is frozen when Python ends is never freed, and DuckDB's bindings then report it on screen as leaked.
atexit.register(gc.unfreeze)


def core_count() -> int:
    """Cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def collect_rarely() -> None:
    """Have Python look for garbage less often. Libraries and dictionaries make millions of objects that stay, and to look
    through them again and again while they are loaded took a fifth of the loading.
    """
    gc.set_threshold(*COLLECTION_THRESHOLDS)


@contextmanager
def loading() -> Iterator[None]:
    """For the time in which libraries and dictionaries are loaded: what is there at its end is never looked through for
    garbage. Not for work on data, whose garbage would stay with it.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
