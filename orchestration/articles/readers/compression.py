"""Gzip, bzip2 and xz files: unpacked to a temporary file, piece by piece, under limits."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Protocol, cast

from orchestration.articles.readers.budget import Budget, check_ratio
from orchestration.articles.story import Refusal

READ_BYTES = 64 * 1024
WRITE_BYTES = 1024 * 1024
IN_MEMORY_BYTES = 32 * 1024 * 1024
# What xz takes to unpack is said in its header, up to 4 GB; its own strongest setting takes 65 MB.
XZ_MEMORY_BYTES = 128 * 1024 * 1024


class _Stream(Protocol):
    """One packed stream; several may follow one another in a file."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _GzipStream:
    """Gzip in the manner of the decompressors of bzip2 and xz, which keep what they have not unpacked yet."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        self._kept = b""
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        unpacked = self._inner.decompress(self._kept + data, max_length)
        self._kept = self._inner.unconsumed_tail
        self.needs_input = not self._kept and len(unpacked) < max_length
        return unpacked


# How a packed stream begins, and what unpacks it.
STREAMS: dict[str, tuple[bytes, Callable[[], _Stream]]] = {
    "gzip": (b"\x1f\x8b", _GzipStream),
    "bzip2": (b"BZh", bz2.BZ2Decompressor),
    "xz": (b"\xfd7zXZ", lambda: lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=XZ_MEMORY_BYTES)),
}


class Unpacked:
    """What a packed file held, in a file of its own. `fault` is set where it is damaged behind whole streams of it."""

    def __init__(self) -> None:
        self.file = scratch_file()
        self.fault: Refusal | None = None


def scratch_file() -> BinaryIO:
    """A file for what is unpacked, in memory while it is small; it is gone when it is closed."""
    return cast(BinaryIO, SpooledTemporaryFile(max_size=IN_MEMORY_BYTES))


def unpack(packed: BinaryIO, kind: str, budget: Budget) -> Unpacked:
    """Unpack a file of one of STREAMS. Raises Refusal `broken_archive` or `decompression_limit`.

    Of a damaged file that begins with whole streams these are handed on, as crawlers write a stream a record.
    """
    unpacked = Unpacked()
    whole = 0
    try:
        for piece in _pieces(packed, *STREAMS[kind]):
            budget.take_bytes(len(piece))
            unpacked.file.write(piece)
            check_ratio(packed.tell(), unpacked.file.tell())
            if not piece:
                whole = unpacked.file.tell()
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
        unpacked.fault = Refusal("broken_archive", f"the {kind} file is damaged or cut off: {error}")
        if not whole:
            unpacked.file.close()
            raise unpacked.fault from error
        unpacked.file.truncate(whole)
    unpacked.file.seek(0)
    return unpacked


def _pieces(packed: BinaryIO, beginning: bytes, make: Callable[[], _Stream]) -> Iterator[bytes]:
    """What the file unpacks to, at most WRITE_BYTES at once, with an empty piece at the end of each stream.

    Zeros and foreign bytes behind a whole stream are passed over, as the programs of these formats do.
    """
    data = packed.read(READ_BYTES)
    while data.startswith(beginning):
        stream = make()
        while not stream.eof:
            if stream.needs_input and not data:
                data = packed.read(READ_BYTES)
                if not data:
                    raise EOFError("it ends in the midst of its data")
            # An empty piece stands for the end of a stream only.
            piece = stream.decompress(data, WRITE_BYTES)
            data = b""
            if piece:
                yield piece
        yield b""
        data = (stream.unused_data or packed.read(READ_BYTES)).lstrip(b"\x00")
        while 0 < len(data) < len(beginning) and (more := packed.read(READ_BYTES)):
            data += more
