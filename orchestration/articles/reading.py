"""A landing file, or its bytes, to what it holds: stories and refusals, one after the other.

Content decides which reader a file is for. What archives and messages hold goes through the same readers.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from orchestration.articles.columns import ColumnMap, find_column_map
from orchestration.articles.detection import SNIFFED_BYTES, detect_format
from orchestration.articles.encodings import decode
from orchestration.articles.metadata import SIDECAR_SUFFIX, Sidecar, read_sidecar
from orchestration.articles.mojibake import is_garbled
from orchestration.articles.readers.archives import read_tar, read_zip
from orchestration.articles.readers.budget import Budget, Exhausted
from orchestration.articles.readers.compression import STREAMS, unpack
from orchestration.articles.readers.feeds import read_feed
from orchestration.articles.readers.html import read_html
from orchestration.articles.readers.inner import InnerFile
from orchestration.articles.readers.json_objects import read_json, read_json_lines
from orchestration.articles.readers.markdown import read_markdown
from orchestration.articles.readers.messages import read_message
from orchestration.articles.readers.pdf import read_pdf
from orchestration.articles.readers.tables import read_csv, read_parquet
from orchestration.articles.readers.text import read_text
from orchestration.articles.readers.warc import read_warc
from orchestration.articles.story import (
    INNER_PATH_MARK,
    MAX_ARTICLES_PER_FILE,
    MAX_FILE_BYTES,
    Member,
    Members,
    Publication,
    Refusal,
    Story,
)

# A packed archive counts as two: what is packed, and the archive.
MAX_NESTING = 4


@dataclass(frozen=True)
class _Context:
    """What holds for a landing file and everything inside it; `depth` counts the containers around the file at hand."""

    columns: tuple[ColumnMap, ...] = ()
    budget: Budget = field(default_factory=Budget)
    depth: int = 0

    def inside(self) -> "_Context":
        """The context of what a container holds. Raises Refusal `nested_too_deep`."""
        if self.depth == MAX_NESTING:
            raise Refusal("nested_too_deep", f"more than {MAX_NESTING} archives or messages inside one another")
        return replace(self, depth=self.depth + 1)


def read_members(name: str, source: bytes | Path, columns: tuple[ColumnMap, ...] = ()) -> Members:
    """What the file called `name` holds, in the order of the file; `index` counts from 0 without gaps.

    `columns` are the entries of `columns.yml`. Raises Refusal when the file as a whole cannot be read, and nothing else;
    OSError when `source` cannot be opened. A fault behind the first member becomes a last member that is a Refusal.
    """
    count = 0
    with _open(source) as handle:
        try:
            for member in _settled(name, handle, None, _Context(columns)):
                if count == MAX_ARTICLES_PER_FILE:
                    raise Exhausted("too_large", f"more than {MAX_ARTICLES_PER_FILE} articles; split the file")
                yield replace(member, index=count)
                count += 1
        except Exhausted as refusal:
            if not count:
                raise
            yield Member(count, refusal, b"")


@contextmanager
def _open(source: bytes | Path) -> Iterator[BinaryIO]:
    with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as handle:
        yield handle


def _settled(name: str, handle: BinaryIO, declared: str | None, context: _Context) -> Members:
    """The members of a file, of which only the first can raise, and that Refusal."""
    count = 0
    try:
        for member in _read(name, handle, declared, context):
            yield _judged(member)
            count += 1
    except Refusal as refusal:
        if not count or isinstance(refusal, Exhausted):
            raise
        yield Member(count, refusal, b"")
    # A fault of a library below a reader must cost no other member and no other file.
    except Exception as error:
        fault = Refusal("reader_error", f"{type(error).__name__}: {error}")
        if not count:
            raise fault from error
        yield Member(count, fault, b"")


def _judged(member: Member) -> Member:
    if isinstance(member.outcome, Story) and is_garbled(member.outcome.text.body):
        return replace(
            member, outcome=Refusal("garbled_text", "signs of a wrong charset all over the text; save it anew as UTF-8")
        )
    return member


def _read(name: str, handle: BinaryIO, declared: str | None, context: _Context) -> Members:
    head = handle.read(SNIFFED_BYTES)
    if not head.strip():
        raise Refusal("empty", "the file holds nothing but white space")
    handle.seek(0)
    found = detect_format(name, head, declared)
    columns = find_column_map(context.columns, name)
    if found in STREAMS:
        yield from _read_packed(name, handle, found, declared, context.inside())
        return
    match found:
        case "zip":
            yield from _read_inner(name, read_zip(handle, context.budget), context.inside())
        case "tar":
            yield from _read_inner(name, read_tar(handle, context.budget), context.inside())
        case "warc":
            yield from read_warc(handle)
        case "json_lines":
            yield from read_json_lines(handle, columns)
        case "csv":
            yield from read_csv(handle, columns)
        case "parquet":
            yield from read_parquet(handle, columns)
        case _:
            data = handle.read(MAX_FILE_BYTES + 1)
            if len(data) > MAX_FILE_BYTES:
                raise Refusal("too_large", f"more than {MAX_FILE_BYTES} bytes; split the file")
            yield from _read_whole(name, found, data, declared, columns, context)


def _read_whole(name: str, found: str, data: bytes, declared: str | None, columns: ColumnMap, context: _Context) -> Members:
    """The members of a file of a format that has to be held whole."""
    match found:
        case "pdf":
            yield Member(0, read_pdf(data), data)
        case "message":
            yield from _read_inner(name, read_message(data), context.inside())
        case "json":
            yield from read_json(decode(data, declared), columns)
        case "feed":
            yield from read_feed(decode(data, declared))
        case "html":
            yield Member(0, read_html(decode(data, declared)), data)
        case "markdown":
            yield Member(0, read_markdown(decode(data, declared)), data)
        case _:
            yield Member(0, read_text(decode(data, declared)), data)


def _read_packed(name: str, handle: BinaryIO, kind: str, declared: str | None, context: _Context) -> Members:
    """What one packed file holds: of a damaged one only records of a web archive, each of which is whole by itself."""
    unpacked = unpack(handle, kind, context.budget)
    with unpacked.file as inner:
        inner_name = _name_without_packing(name)
        if unpacked.fault and not inner.read(5) == b"WARC/":
            raise unpacked.fault
        inner.seek(0)
        yield from _settled(inner_name, inner, declared, context)
        if unpacked.fault:
            raise unpacked.fault


def _name_without_packing(name: str) -> str:
    path = PurePosixPath(name)
    return name if path.suffix.lower() in (".tgz", ".txz", ".tbz2") else str(path.with_suffix(""))


def _read_inner(name: str, parts: Iterator[Member | InnerFile] | Iterator[InnerFile], context: _Context) -> Members:
    """The members of every file in a container; a file that cannot be read is one refused member."""
    for part in parts:
        if isinstance(part, Member):
            yield part
            continue
        content = part.content
        if isinstance(content, Refusal):
            yield Member(0, content, part.path.encode(), part.path)
            continue
        sidecar = Sidecar()
        if part.sidecar is not None:
            try:
                sidecar = read_sidecar(part.sidecar)
            except Refusal as refusal:
                yield Member(0, refusal, part.sidecar, f"{part.path}{SIDECAR_SUFFIX}")
        with BytesIO(content) if isinstance(content, bytes) else content as handle:
            try:
                for member in _settled(f"{name}{INNER_PATH_MARK}{part.path}", handle, part.declared, context):
                    path = f"{part.path}{INNER_PATH_MARK}{member.path}" if member.path else part.path
                    yield replace(_described(member, sidecar), path=path)
            except Exhausted:
                raise
            except Refusal as refusal:
                handle.seek(0)
                yield Member(0, refusal, handle.read(MAX_FILE_BYTES), part.path)


def _described(member: Member, sidecar: Sidecar) -> Member:
    """The member with what its sidecar in the archive says."""
    story = member.outcome
    if isinstance(story, Refusal):
        return member
    publication = Publication(sidecar.published_at, "metadata") if sidecar.published_at else story.publication
    described = replace(
        story,
        source_name=sidecar.source_name or story.source_name,
        url=sidecar.url or story.url,
        publication=publication,
    )
    return replace(member, outcome=described)
