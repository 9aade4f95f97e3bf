"""Every command of the runbook: that it exists, and (long) that the blocks do what they say, in their order."""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import click
import pytest

from orchestration.cli import main
from orchestration.settings import PROJECT_DIR, Settings
from tests.conftest import FirstRun, sitrep_process
from tests.end_to_end.corpus import write_batch

RUNBOOK = PROJECT_DIR / "docs" / "runbook.md"
PART = re.compile(r"^## (?P<title>[^\n]+)$|^```sh(?P<kind> service)?\n(?P<commands>.*?)^```$", re.MULTILINE | re.DOTALL)
START_SECONDS = 240


@dataclass(frozen=True)
class Block:
    """Commands under a heading; `is_service`: they do not end by themselves."""

    title: str
    commands: str
    is_service: bool


def blocks() -> list[Block]:
    found, title = [], ""
    for part in PART.finditer(RUNBOOK.read_text(encoding="utf-8")):
        if part["title"]:
            title = part["title"]
        else:
            found.append(Block(title, part["commands"], bool(part["kind"])))
    return found


def sitrep_lines() -> list[list[str]]:
    """The words of every call of sitrep, with variables and dates in them replaced by something of their kind."""
    lines = []
    for block in blocks():
        for line in block.commands.splitlines():
            words = shlex.split(re.sub(r"\$\(date[^)]*\)", "2024-08-06", line).replace('"${PORT:-3000}"', "3000"))
            if "sitrep" in words:
                lines.append([str(PROJECT_DIR) if "$" in word else word for word in words[words.index("sitrep") + 1 :]])
    return lines


def test_every_command_of_the_runbook_exists() -> None:
    lines = sitrep_lines()
    assert {line[0] for line in lines} == {"run", "dev", "quarantine", "backfill", "recode", "rebuild", "sql"}
    for words in lines:
        command: click.Command = main
        rest = list(words)
        while isinstance(command, click.Group):
            command = command.commands[rest.pop(0)]
        with command.make_context(words[0], rest):
            pass


@pytest.fixture
def settings(first_run: FirstRun, tmp_path: Path) -> Settings:
    """A copy of a finished installation, in a folder of its own."""
    shutil.copytree(first_run.settings.data_dir, tmp_path / "data", symlinks=True)
    shutil.copytree(first_run.settings.landing_dir, tmp_path / "landing")
    return Settings(tmp_path / "data", tmp_path / "landing")


@pytest.fixture
def environment(settings: Settings, tmp_path: Path) -> dict[str, str]:
    """What a shell of the operator has: the folders, and `sitrep` in its path."""
    command = tmp_path / "bin" / "sitrep"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from orchestration.cli import main; main()" "$@"\n')
    command.chmod(0o755)
    made: dict[str, str] = sitrep_process(settings)["env"]
    return {**made, "PATH": f"{command.parent}:{made['PATH']}", "PYTHONPATH": str(PROJECT_DIR)}


def shell(block: Block, environment: dict[str, str], code: int = 0) -> str:
    finished = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block.commands], env=environment, capture_output=True, text=True, check=False
    )
    assert finished.returncode == code, f"{block.commands}\n{finished.stdout}\n{finished.stderr}"
    return " ".join((finished.stdout + finished.stderr).split())


@pytest.fixture
def serve(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[[Block], int]]:
    """Starts a service, waits until it answers, and stops it as the runbook says; gives its exit code."""
    started: list[subprocess.Popen[bytes]] = []

    def run(block: Block) -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        log = tmp_path / "service.log"
        process = subprocess.Popen(
            ["bash", "-c", f"exec env {block.commands.strip()}"],
            env={**environment, "PORT": str(port)},
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        started.append(process)
        deadline = time.monotonic() + START_SECONDS
        while True:
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            try:
                with urlopen(f"http://127.0.0.1:{port}/server_info", timeout=5):
                    break
            except (URLError, TimeoutError, ConnectionError):
                time.sleep(1)
        process.terminate()
        return process.wait(60)

    yield run
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.long
def test_the_blocks_do_what_they_say(
    settings: Settings, environment: dict[str, str], serve: Callable[[Block], int], tmp_path: Path
) -> None:
    head, run, service, listing, mending, backfill, recode, rebuild, upgrade, move = blocks()

    assert shell(head, environment) == ""
    assert "The freshest events" in shell(run, environment)
    assert serve(service) in (0, 130, -signal.SIGTERM)

    write_batch(settings.landing_dir, year=datetime.now(UTC).year + 5)
    assert "blocks the batch" in shell(run, environment, code=1)
    assert "batch0.json" in shell(listing, environment)
    write_batch(settings.landing_dir, year=2024)
    assert "5 mended" in shell(mending, environment)

    assert "Doing 1 ingest dates again" in shell(backfill, environment)
    recoded = shell(recode, environment)
    assert recoded.count("11 articles in both.") == 2
    assert recoded.count("0 changed, 0 gone, 0 added") == 2
    assert "Took over the new coding of 1 ingest dates" in recoded

    settings.warehouse_path.write_bytes(b"no database" * 1000)
    assert "The freshest events" not in shell(rebuild, environment)
    assert "The freshest events" in shell(upgrade, environment)
    assert "events" in shell(move, environment)
    assert {path.name for path in tmp_path.iterdir()} >= {"data", "data-there", "data.tar"}
    assert not {path.name for path in tmp_path.iterdir()} & {"data-before"}
