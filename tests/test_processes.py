"""What is loaded is not looked through for garbage; what comes after it is."""

import gc
from weakref import ref

import pytest

from orchestration.processes import loading


class _Knot:
    """Refers to itself, so that only a look for garbage frees it."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_loaded_is_kept_out_of_later_looks() -> None:
    before = gc.get_freeze_count()
    with loading():
        assert not gc.isenabled()
        loaded = [[number] for number in range(1_000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(loaded)


def test_garbage_that_comes_later_is_found() -> None:
    with loading():
        pass
    gone = ref(_Knot())
    gc.collect()
    assert gone() is None


def test_loading_within_loading_ends_with_the_outer_one() -> None:
    with loading():
        with loading():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_load_that_fails_leaves_the_looks_on() -> None:
    with pytest.raises(ImportError), loading():
        raise ImportError
    assert gc.isenabled()
