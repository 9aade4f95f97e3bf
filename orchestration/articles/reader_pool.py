"""Landing files are read in worker processes, one a core, each file within a limit of time and memory.

A file that takes too long, or that brings its process down, is refused and its neighbours are read. Results come in the
order of the files, whatever the number of workers, so that a run does not depend on it.
"""

import heapq
import multiprocessing
import resource
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from ctypes import c_longlong
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import RawValue
from pathlib import Path
from threading import Condition, Thread

from orchestration.articles.article_rows import ReadFile, Rejection, SaidOf, read_file
from orchestration.articles.columns import ColumnMap
from orchestration.articles.landing import FileBytes, LandingFile, StillWritten, read_bytes
from orchestration.articles.story import Refusal

FILES_AT_ONCE = 16
# Results are told together: a small file takes less time to read than a process to be woken.
SECONDS_BETWEEN_RESULTS = 0.05
SECONDS_BETWEEN_LOOKS = 0.1
FILES_AHEAD = 2_000
BYTES_AHEAD = 96 * 1024 * 1024
MEBIBYTE = 1024 * 1024
PRELOADED = "orchestration.articles.reader_preload"


@dataclass(frozen=True)
class Limits:
    """What one file may cost: seconds, more for every mebibyte of it, and the memory of its process in mebibytes."""

    seconds: float = 60.0
    seconds_per_mebibyte: float = 5.0
    mebibytes: int = 512

    def seconds_for(self, file: LandingFile) -> float:
        return self.seconds + self.seconds_per_mebibyte * file.size / MEBIBYTE


DEFAULT_LIMITS = Limits()


def read_files(
    files: Sequence[LandingFile],
    said_of: SaidOf,
    limits: Limits = DEFAULT_LIMITS,
    workers: int = 0,
    columns: tuple[ColumnMap, ...] = (),
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[ReadFile]:
    """What became of each file, in the order of the files. `said_of` and `columns`, which are those of
    `read_file`, are sent to the workers, so they must be picklable. `meanwhile` is called once, while the workers start.

    With no workers the files are read in this process and without limits.
    """
    if not workers:
        meanwhile()
        yield from (read_file(file, said_of, columns) for file in files)
    elif files:
        crew = _Crew(files, said_of, columns, limits, min(workers, -(-len(files) // FILES_AT_ONCE)))
        try:
            meanwhile()
            yield from crew.results()
        finally:
            crew.close()


@dataclass
class _Worker:
    """`positions` are the files that it has and has not told about; `finished` counts those it is through with, in memory that
    it shares with this process, `told` those of them that it has told about.
    """

    process: BaseProcess
    connection: Connection
    finished: c_longlong
    positions: deque[int] = field(default_factory=deque)
    told: int = 0
    deadline: float = 0.0
    finished_by_then: int = 0

    @property
    def place(self) -> int:
        """Where in `positions` the file is that it is at; the last one, when it is about to tell of all."""
        return min(self.finished.value - self.told, len(self.positions) - 1)


class _Crew:
    """The workers, the files that wait for one, and the results that wait for those before them.

    A thread starts the workers, hands out files and takes in results, so that they go on while the caller is busy.
    """

    def __init__(
        self, files: Sequence[LandingFile], said_of: SaidOf, columns: tuple[ColumnMap, ...], limits: Limits, count: int
    ) -> None:
        self._files = files
        self._said_of = said_of
        self._columns = columns
        self._limits = limits
        self._count = count
        self._context = multiprocessing.get_context("forkserver")
        # Not by the thread: hardly anything is left for it to import, which the caller's imports could meet half done.
        prepare_readers()
        self._waiting = list(range(len(files)))
        # What both threads use is changed under this condition alone.
        self._changed = Condition()
        self._results: dict[int, ReadFile] = {}
        self._next = 0
        self._bytes_ahead = 0
        self._is_closed = False
        self._failure: BaseException | None = None
        self._workers: list[_Worker] = []
        self._thread = Thread(target=self._read_all, name="read files", daemon=True)
        self._thread.start()

    def results(self) -> Iterator[ReadFile]:
        for file in self._files:
            with self._changed:
                while self._next not in self._results:
                    if self._failure:
                        raise self._failure
                    self._changed.wait()
                read = self._results.pop(self._next)
                self._next += 1
                self._bytes_ahead -= file.size
                self._changed.notify_all()
            yield read

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._thread.join()
        for worker in self._workers:
            _end(worker)

    def _read_all(self) -> None:
        """The life of the thread."""
        try:
            self._workers = [self._start() for _ in range(self._count)]
            for worker in self._workers:
                _ready(worker)
            while self._keeps_busy():
                self._receive()
        # Whatever it is, the caller must hear of it and not wait for ever.
        except BaseException as error:
            with self._changed:
                self._failure = error
                self._changed.notify_all()

    def _keeps_busy(self) -> bool:
        """Hand out files, waiting for the caller where it is too far behind for more; False where nothing is left to do."""
        with self._changed:
            while not self._is_closed:
                for worker in self._workers:
                    self._assign(worker)
                if any(worker.positions for worker in self._workers):
                    return True
                if not self._waiting:
                    break
                self._changed.wait()
        return False

    def _tell(self, results: Mapping[int, ReadFile]) -> None:
        with self._changed:
            self._results.update(results)
            self._changed.notify_all()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        finished = RawValue(c_longlong, 0)
        arguments = (theirs, finished, self._said_of, self._columns, self._limits.mebibytes)
        process = self._context.Process(target=_work, args=arguments, daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, finished)

    def _assign(self, worker: _Worker) -> None:
        """Keep a worker in files, as long as the results that wait for an earlier file stay few."""
        if len(worker.positions) > FILES_AT_ONCE // 2:
            return
        batch: list[int] = []
        while self._waiting and len(batch) < FILES_AT_ONCE:
            position = self._waiting[0]
            size = self._files[position].size
            is_far = position - self._next >= FILES_AHEAD or self._bytes_ahead + size > BYTES_AHEAD
            if is_far and position != self._next:
                break
            heapq.heappop(self._waiting)
            self._bytes_ahead += size
            batch.append(position)
        if not batch:
            return
        was_idle = not worker.positions
        worker.positions.extend(batch)
        if was_idle:
            self._set_deadline(worker)
        # A worker that just died is noticed when it is listened to.
        with suppress(OSError):
            worker.connection.send([self._files[position] for position in batch])

    def _receive(self) -> None:
        """Wait a little for results, a death or the end of somebody's time."""
        busy = {worker.connection: worker for worker in self._workers if worker.positions}
        patience = min(worker.deadline for worker in busy.values()) - time.monotonic()
        listened = wait(list(busy), min(max(patience, 0.0), SECONDS_BETWEEN_LOOKS))
        heard = [connection for connection in listened if isinstance(connection, Connection)]
        for connection in heard:
            worker = busy[connection]
            try:
                found = connection.recv()
            except (EOFError, OSError):
                self._replace(worker, "reader_error", f"the process that read it died, as one does that needs more than "
                              f"{self._limits.mebibytes} MB of memory")  # fmt: skip
                continue
            self._tell({worker.positions.popleft(): read for read in found})
            worker.told += len(found)
            if worker.positions:
                self._set_deadline(worker)
        for connection, worker in busy.items():
            # This process may have been away for long: what a worker has said meanwhile is heard first.
            if connection in heard or worker.deadline > time.monotonic() or connection.poll():
                continue
            if worker.finished.value > worker.finished_by_then:
                self._set_deadline(worker)
            else:
                seconds = self._limits.seconds_for(self._files[worker.positions[worker.place]])
                self._replace(worker, "too_slow", f"reading it took more than {seconds:.0f} seconds; split the file")

    def _set_deadline(self, worker: _Worker) -> None:
        """The time by which the file that a worker is at must be read."""
        worker.finished_by_then = worker.finished.value
        worker.deadline = time.monotonic() + self._limits.seconds_for(self._files[worker.positions[worker.place]])

    def _replace(self, worker: _Worker, reason_code: str, detail: str) -> None:
        """Refuse the file that a worker was at, give back the others, and start a worker in its place."""
        _end(worker)
        culprit = worker.positions[worker.place]
        worker.positions.remove(culprit)
        for position in worker.positions:
            heapq.heappush(self._waiting, position)
        with self._changed:
            self._bytes_ahead -= sum(self._files[position].size for position in worker.positions)
        self._tell({culprit: _refuse(self._files[culprit], Refusal(reason_code, detail))})
        self._workers[self._workers.index(worker)] = _ready(self._start())


def prepare_readers() -> None:
    """Start the server process that makes the workers, and return while it loads the readers: each worker, the one for a
    killed one, too, is then there in a moment. It ends with this process.
    """
    multiprocessing.get_context("forkserver").set_forkserver_preload([__name__, PRELOADED])
    forkserver.ensure_running()


def _ready(worker: _Worker) -> _Worker:
    """The worker once it is able to read. Raises RuntimeError when it is not: no file is to blame for that."""
    try:
        worker.connection.recv()
    except (EOFError, OSError) as error:
        raise RuntimeError(
            "a process that reads files cannot be started (see its message above); a script that calls `ingest` needs "
            '`if __name__ == "__main__":`'
        ) from error
    return worker


def _refuse(file: LandingFile, refusal: Refusal) -> ReadFile:
    try:
        found = read_bytes(file.path, (file.size, file.modified_ns))
    except StillWritten:
        return ReadFile(file, is_waiting=True)
    except (OSError, Refusal):
        return ReadFile(file, rejections=[Rejection.of(refusal, file.name, None, FileBytes.of(b""))])
    return ReadFile(file, found.sha256, rejections=[Rejection.of(refusal, file.name, None, found)])


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.connection.close()


def _work(
    connection: Connection, finished: c_longlong, said_of: SaidOf, columns: tuple[ColumnMap, ...], mebibytes: int
) -> None:
    """The life of a worker: files in, what became of each out."""
    _limit_memory(mebibytes)
    # The run may be killed at any time, and with it the other end.
    with suppress(EOFError, ConnectionError, KeyboardInterrupt):
        connection.send("ready")
        while True:
            files, found, told_at = connection.recv(), [], time.monotonic()
            for file in files:
                found.append(_read_within_memory(file, said_of, columns, mebibytes))
                finished.value += 1
                if file is files[-1] or time.monotonic() - told_at >= SECONDS_BETWEEN_RESULTS:
                    connection.send(found)
                    found, told_at = [], time.monotonic()


def _read_within_memory(file: LandingFile, said_of: SaidOf, columns: tuple[ColumnMap, ...], mebibytes: int) -> ReadFile:
    try:
        return read_file(file, said_of, columns)
    except MemoryError:
        return _refuse(file, Refusal("reader_error", f"reading it takes more than {mebibytes} MB of memory; split the file"))


def _limit_memory(mebibytes: int) -> None:
    """Let this process grow by so much; elsewhere than on Linux the system keeps no count of it."""
    if sys.platform != "linux":
        return
    data_pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    limit = data_pages * resource.getpagesize() + mebibytes * MEBIBYTE
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
