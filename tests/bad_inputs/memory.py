"""The memory that a process and all below it hold at once. Linux only."""

import subprocess
import threading
from pathlib import Path

POLL_SECONDS = 0.2


class PeakMemory:
    """Watches a process from its start to its end; pages that several processes share count once."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._peak = 0
        self._thread.start()

    def mebibytes(self) -> float:
        """The peak, once the process has ended."""
        self._thread.join()
        return self._peak / 1024

    def _watch(self) -> None:
        while self._process.poll() is None:
            self._peak = max(self._peak, sum(_kibibytes(process) for process in _tree(self._process.pid)))
            try:
                self._process.wait(POLL_SECONDS)
            except subprocess.TimeoutExpired:
                continue


def _tree(root: int) -> list[int]:
    """The process and all its descendants."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found = [root]
    for process in found:
        found.extend(parents.get(process, ()))
    return found


def _kibibytes(process: int) -> int:
    """Proportional set size: a page that two processes hold counts half in each."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
