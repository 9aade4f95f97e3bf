"""Bad compressed files and archives: bombs, names that lead out, damage, passwords, archives in archives."""

import bz2
import gzip
import io
import lzma
import random
import stat
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from tests.articles.file_builders import gz, tar_of, zip_of
from tests.bad_inputs.case import Case, refused, story

MEGABYTE = 1024 * 1024
BOMB_MEGABYTES = 100
NAMES_THAT_LEAD_OUT = {
    "parent": "../../etc/cron.d/story.txt",
    "root": "/etc/story.txt",
    "drive": "C:/Windows/story.txt",
    "backslash": "..\\..\\story.txt",
    "middle": "wire/../../story.txt",
}
KINDS = {
    "symlink": tarfile.SYMTYPE,
    "hard_link": tarfile.LNKTYPE,
    "pipe": tarfile.FIFOTYPE,
    "device": tarfile.CHRTYPE,
}


def cases(rng: random.Random) -> list[Case]:
    text = story(rng).encode()
    packed = gz(text)
    archive = zip_of({"a.txt": text, "b.txt": story(rng).encode()}, zipfile.ZIP_STORED)
    tape = tar_of({"a.txt": text})
    return [
        *(refused(f"{kind}.zip", "unsafe_archive", zip_of({name: text})) for kind, name in NAMES_THAT_LEAD_OUT.items()),
        *(refused(f"{kind}.tar", "unsafe_archive", tar_of({name: text})) for kind, name in NAMES_THAT_LEAD_OUT.items()),
        *(refused(f"{kind}.tar", "unsafe_archive", tar_of({"story.txt": _entry(mark)})) for kind, mark in KINDS.items()),
        refused("one_leads_out.zip", "unsafe_archive", zip_of({"../x.txt": text, "a.txt": story(rng).encode()}), stored=1),
        refused("link.zip", "unsafe_archive", _zip_with_link()),
        refused("bomb.txt.gz", "decompression_limit", _gzip_bomb),
        refused("bomb.zip", "decompression_limit", _zip_bomb),
        refused("bomb.txt.bz2", "decompression_limit", _bzip2_bomb),
        refused("bomb.txt.xz", "decompression_limit", _xz_bomb),
        refused("russian_doll.zip", "nested_too_deep", _nested(text, 8)),
        refused("many.zip", "too_large", b"PK\x03\x04" + b"PK\x01\x02" * 100_001),
        refused("cut.txt.gz", "broken_archive", packed[: len(packed) // 2]),
        refused("checksum.txt.gz", "broken_archive", packed[:-8] + b"\x00" * 8),
        refused("noise.txt.gz", "broken_archive", b"\x1f\x8b\x08" + rng.randbytes(300)),
        refused("nothing.txt.gz", "empty", gz(b"")),
        refused("words.gz", "broken_archive", text),
        refused("picture.txt.gz", "not_text", gz(b"\x89PNG\r\n\x1a\n" + rng.randbytes(300))),
        refused("cut.txt.bz2", "broken_archive", bz2.compress(text)[:-20]),
        refused("cut.txt.xz", "broken_archive", lzma.compress(text)[:-20]),
        refused("cut.zip", "broken_archive", archive[: len(archive) // 2]),
        refused("checksum.zip", "broken_archive", archive.replace(text[:20], text[:19] + b"?", 1), stored=1),
        refused("method.zip", "broken_archive", _with_unknown_method(zip_of({"a.txt": text}))),
        refused("password.zip", "encrypted", _with_password_flag(zip_of({"a.txt": text}))),
        refused("nothing.zip", "empty", zip_of({})),
        refused("folders.zip", "empty", zip_of({"wire/": b""})),
        refused("programs.zip", "unsupported_format", zip_of({"setup.exe": b"MZ words", "a.dll": b"MZ words"})),
        refused(
            "letter.docx", "unsupported_format", zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
        ),
        refused("noise.zip", "broken_archive", b"PK\x03\x04" + rng.randbytes(500)),
        refused("words.zip", "broken_archive", text),
        refused("cut.tar", "broken_archive", tape[:700]),
        refused("words.tar", "broken_archive", text),
        refused("nothing.tar", "broken_archive", bytes(10_240)),
        refused("cut.tar.gz", "broken_archive", gz(tape)[:-30]),
        refused("inner.tar.gz", "broken_json", gz(tar_of({"a.json": b"{", "b.txt": story(rng).encode()})), stored=1),
    ]


def _entry(kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo("story.txt")
    info.type = kind
    info.linkname = "/etc/passwd"
    return info


def _zip_with_link() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        info = zipfile.ZipInfo("story.txt", (2025, 2, 3, 4, 5, 6))
        info.create_system = 3
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return held.getvalue()


def _nested(data: bytes, levels: int) -> bytes:
    for _ in range(levels):
        data = zip_of({"inner.zip" if data.startswith(b"PK") else "a.txt": data})
    return data


def _with_unknown_method(archive: bytes) -> bytes:
    """Compression method 97, which nobody reads, in both headers."""
    data = bytearray(archive)
    central = data.index(b"PK\x01\x02")
    data[8:10] = data[central + 10 : central + 12] = (97).to_bytes(2, "little")
    return bytes(data)


def _with_password_flag(archive: bytes) -> bytes:
    data = bytearray(archive)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _gzip_bomb(path: Path) -> None:
    with path.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as handle:
        _pour(handle)


def _bzip2_bomb(path: Path) -> None:
    with bz2.open(path, "wb") as handle:
        _pour(handle)


def _xz_bomb(path: Path) -> None:
    with lzma.open(path, "wb", preset=0) as handle:
        _pour(handle)


def _zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo("story.txt", (2025, 2, 3, 4, 5, 6))
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w") as handle:
            _pour(handle)


def _pour(handle: Any) -> None:
    piece = b"a" * MEGABYTE
    for _ in range(BOMB_MEGABYTES):
        handle.write(piece)
