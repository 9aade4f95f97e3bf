"""`sitrep dev` in a process of its own, as long as a test needs it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from orchestration.settings import PROJECT_DIR, Settings
from tests.conftest import sitrep_process

LOCATION = "tests.browser.dev_on_loopback"
START_SECONDS = 240


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The address of the UI, on a free port, once it answers; stopped with all its children afterwards.

    What it says lies in `dev.log` beside the data folder. It may ask feeds of this machine.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    automation = "on" if settings.is_automatic else "off"
    log_path = settings.data_dir.parent / "dev.log"
    with log_path.open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", LOCATION, str(port)],
            cwd=PROJECT_DIR,
            env={**sitrep_process(settings)["env"], "PYTHONPATH": str(PROJECT_DIR), "SITREP_AUTOMATION": automation},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_served(url, server, log_path)
        yield url
    finally:
        os.killpg(server.pid, signal.SIGINT)
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


def _wait_until_served(url: str, server: subprocess.Popen[bytes], log_path: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, f"sitrep dev ended:\n{log_path.read_text()}"
        try:
            with urlopen(f"{url}/server_info", timeout=5) as answer:
                assert answer.status == 200
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(1)
    pytest.fail(f"sitrep dev does not answer after {START_SECONDS} seconds:\n{log_path.read_text()}")
