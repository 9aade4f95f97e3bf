"""Steps that meet an error of the moment are tried again, later and later; all others fail at once.

Dagster's `RetryPolicy` is not used: it also tries a step again that a person has stopped.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from orchestration.transient import is_transient

MAX_RETRIES = 3
FIRST_DELAY_SECONDS = 10


@contextmanager
def retrying(first_delay_seconds: float = FIRST_DELAY_SECONDS) -> Iterator[None]:
    """Inside a step: turn a transient error into Dagster's request to try the step again; each wait is twice the last."""
    try:
        yield
    except Exception as error:
        if not is_transient(error):
            raise
        tried = dg.OpExecutionContext.get().retry_number
        raise dg.RetryRequested(max_retries=MAX_RETRIES, seconds_to_wait=first_delay_seconds * 2**tried) from error
