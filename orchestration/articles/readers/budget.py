"""How much may come out of one landing file, however its archives are nested: counted, never read off their headers."""

from orchestration.articles.story import Refusal

MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
MAX_INNER_FILES = 100_000
# Text packs to a tenth, logs and markup to a hundredth; what packs further is made to fill the disk.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 16 * 1024 * 1024


class Exhausted(Refusal):
    """The whole landing file has given what it may; no archive inside it is read on."""


class Budget:
    """What is left for one landing file."""

    def __init__(self) -> None:
        self._bytes = MAX_UNPACKED_BYTES
        self._files = MAX_INNER_FILES

    def take_bytes(self, count: int) -> None:
        """Count bytes that came out of a packed file. Raises Exhausted when they are more than is left."""
        self._bytes -= count
        if self._bytes < 0:
            raise Exhausted("decompression_limit", f"more than {MAX_UNPACKED_BYTES} bytes unpacked; split the archive")

    def take_file(self) -> None:
        """Count a file inside an archive or a message. Raises Exhausted when they are more than is left."""
        self._files -= 1
        if self._files < 0:
            raise Exhausted("too_large", f"more than {MAX_INNER_FILES} files inside; split the archive")


def check_ratio(packed: int, unpacked: int) -> None:
    """Raises Refusal `decompression_limit` when so much has come out of so few bytes."""
    if unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * max(packed, 1):
        raise Refusal(
            "decompression_limit", f"{unpacked} bytes came out of {packed}; at most {MAX_RATIO} times as many are read"
        )
