"""What may not be in the repository, and that the README speaks of commands that exist."""

import re
import subprocess
from pathlib import Path

import click
import pytest

from orchestration.cli import main

PROJECT_DIR = Path(__file__).resolve().parents[2]
MACHINE_PATH = re.compile(r"/(?:work|tmp|root|home)/\w")
REGISTRY = re.compile(
    r"https?://(?:[\w.-]+\.)?(?:pypi\.org|pythonhosted\.org|[\w.-]*(?:artifactory|nexus|devpi)[\w.-]*)/", re.I
)
# The corpus and word lists are data: an article may well speak of a path.
DATA_FOLDERS = ("data/landing/", "data/models/", "data/reference/")
COMMAND = re.compile(r"sitrep ((?:[a-z]+ ?)+)")
MAKE_TARGET = re.compile(r"^([a-z][a-z-]*):", re.M)


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT_DIR, capture_output=True, check=True).stdout
    return [PROJECT_DIR / name for name in listed.decode().split("\0") if name]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    found = {}
    for path in tracked_files():
        name = path.relative_to(PROJECT_DIR).as_posix()
        if path.is_file() and not name.startswith(DATA_FOLDERS):
            try:
                found[name] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
    assert len(found) > 50
    return found


def test_no_file_names_a_path_of_a_machine(texts: dict[str, str]) -> None:
    assert found_in(texts, MACHINE_PATH) == []


def test_no_file_names_a_registry(texts: dict[str, str]) -> None:
    assert found_in(texts, REGISTRY) == []
    assert not {"uv.lock", "pylock.toml", "poetry.lock"} & set(texts)


def test_the_lock_file_pins_every_package_with_hashes(texts: dict[str, str]) -> None:
    entries = re.findall(r"^([\w.\[\]-]+)==", texts["requirements.lock"], re.M)
    assert len(entries) > 100
    blocks = re.split(r"^(?=[\w.\[\]-]+==)", texts["requirements.lock"], flags=re.M)[1:]
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_documented_commands_exist(name: str, texts: dict[str, str]) -> None:
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", texts[name], re.S))
    named = COMMAND.findall(code)
    assert named
    for words in named:
        command: click.Command = main
        for word in words.split():
            if not isinstance(command, click.Group):
                break
            assert word in command.commands, f"`sitrep {words}` is in {name}, but `{word}` is no command"
            command = command.commands[word]
    targets = set(MAKE_TARGET.findall(texts["Makefile"]))
    assert {target for target in re.findall(r"\bmake ([a-z-]+)", code)} <= targets


def test_documented_files_exist(texts: dict[str, str]) -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", texts[name]):
            assert (PROJECT_DIR / target).exists(), f"{name} links to {target}, which is missing"


def found_in(texts: dict[str, str], pattern: re.Pattern[str]) -> list[str]:
    here = Path(__file__).relative_to(PROJECT_DIR).as_posix()
    return [f"{name}: {match.group()}" for name, text in texts.items() if name != here for match in pattern.finditer(text)]
