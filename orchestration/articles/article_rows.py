"""One landing file to articles and rejections: all that needs the file and nothing that needs the other files.

What comes out is plain data that can be sent between processes: rows of `raw.articles` but for the columns of the run,
and rejections that hold the first bytes of what was refused, never all of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from orchestration.articles.columns import ColumnMap
from orchestration.articles.identity import article_id
from orchestration.articles.landing import FileBytes, LandingFile, StillWritten, read_bytes
from orchestration.articles.language import settle_language
from orchestration.articles.metadata import Sidecar, read_sidecar, settle_metadata
from orchestration.articles.near_duplicates import Sketch, sketch
from orchestration.articles.quarantine import FIRST_BYTES
from orchestration.articles.reading import read_members
from orchestration.articles.story import MAX_BODY_CHARACTERS, MAX_WORD_CHARACTERS, Refusal, Story

# A small file can hold a hundred thousand members that are no articles: they are counted, not listed.
MAX_REJECTIONS_LISTED = 1_000
MAX_DETAIL_BEFORE_COUNT = 300


@dataclass(frozen=True)
class Said:
    """What is said about an article beside its text; a sidecar that says nothing else than this is nothing new."""

    source_name: str | None
    url: str | None
    published_at: datetime | None


@dataclass(frozen=True)
class FoundArticle:
    """A row of `raw.articles` without the columns of the run, and what copies of it are found by."""

    row: dict[str, Any]
    sketch: Sketch

    @property
    def said(self) -> Said:
        return Said(self.row["source_name"], self.row["url"], self.row["published_at"])


@dataclass(frozen=True)
class Rejection:
    """A file, a sidecar or a member of a file that is set aside. `found` holds only the first of its bytes."""

    reason_code: str
    detail: str
    landing_file: str
    landing_member: int | None
    found: FileBytes

    @classmethod
    def of(cls, refusal: Refusal, landing_file: str, landing_member: int | None, found: FileBytes) -> "Rejection":
        first = FileBytes(found.data[:FIRST_BYTES], found.sha256, found.byte_count, is_whole=False)
        return cls(refusal.reason_code, refusal.detail, landing_file, landing_member, first)


@dataclass(frozen=True)
class ReadFile:
    """What became of one landing file. `sha256` is None where it was not opened, `is_waiting` says that it is still written,
    `is_seen` that its bytes were read before and its sidecar says nothing new.

    `articles` and `rejections` are those of its members, `sidecar_rejections` what is wrong with its sidecar.
    """

    file: LandingFile
    sha256: str | None = None
    is_waiting: bool = False
    is_seen: bool = False
    sidecar: Sidecar = field(default_factory=Sidecar)
    articles: list[FoundArticle] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    sidecar_rejections: list[Rejection] = field(default_factory=list)


SaidOf = Callable[[str, str], Iterable[Said] | None]


def read_file(file: LandingFile, said_of: SaidOf, columns: tuple[ColumnMap, ...] = ()) -> ReadFile:
    """Read one landing file. `said_of(name, sha256)` gives what was said about the articles made of these bytes before:
    nothing where the bytes are new, None where a file of that name and these bytes was refused as a whole. `columns` are the
    entries of `columns.yml`.
    """
    try:
        if file.refusal:
            raise file.refusal
        found = read_bytes(file.path, (file.size, file.modified_ns))
        beside = read_bytes(file.sidecar) if file.sidecar else None
    except StillWritten:
        return ReadFile(file, is_waiting=True)
    except Refusal as refusal:
        return ReadFile(file, rejections=[Rejection.of(refusal, file.name, None, FileBytes.of(b""))])
    except OSError as error:
        denied = Refusal("unreadable", f"{error.strerror or error}; check the file's permissions")
        return ReadFile(file, rejections=[Rejection.of(denied, file.name, None, FileBytes.of(b""))])
    beside_rejections: list[Rejection] = []
    sidecar = _read_sidecar(file, beside, beside_rejections)
    read = ReadFile(file, found.sha256, sidecar=sidecar, sidecar_rejections=beside_rejections)
    if is_seen(sidecar, said_of(file.name, found.sha256)):
        return replace(read, is_seen=True)
    unlisted: dict[str, tuple[Rejection, int]] = {}
    try:
        for member in read_members(file.name, found.data if found.is_whole else file.path, columns):
            place = member.place_in(file.name)
            objection = member.outcome if isinstance(member.outcome, Refusal) else check_story(member.outcome)
            if objection:
                rejection = Rejection.of(objection, place, member.index, FileBytes.of(member.data))
                if len(read.rejections) < MAX_REJECTIONS_LISTED:
                    read.rejections.append(rejection)
                else:
                    first, count = unlisted.get(objection.reason_code, (rejection, 0))
                    unlisted[objection.reason_code] = first, count + 1
            elif isinstance(member.outcome, Story):
                read.articles.append(_article(member.outcome, member.index, place, found, sidecar))
    except Refusal as refusal:
        read.rejections.append(Rejection.of(refusal, file.name, None, found))
    for first, count in unlisted.values():
        more = f"; so were {count - 1} more members, of which only the first {MAX_REJECTIONS_LISTED} are listed"
        read.rejections.append(replace(first, detail=f"{first.detail[:MAX_DETAIL_BEFORE_COUNT]}{more}"))
    return read


def warm_up() -> None:
    """Load what the first file would otherwise wait for."""
    settle_language("Rebels took the port on Monday.", None, "none")


def is_seen(sidecar: Sidecar, said: Iterable[Said] | None) -> bool:
    """Whether these bytes were read before, and the sidecar says nothing new about them; `said` as `SaidOf` gives it."""
    return said is None or any(
        sidecar.withdrawal_word is None
        and sidecar.source_name in (None, known.source_name)
        and sidecar.url in (None, known.url)
        and sidecar.published_at in (None, known.published_at)
        for known in said
    )


def check_story(story: Story) -> Refusal | None:
    """Why a story cannot be an article: there is too much of it, or it is no prose."""
    body = story.text.body
    if len(body) > MAX_BODY_CHARACTERS:
        return Refusal("too_large", f"a story of {len(body)} characters; at most {MAX_BODY_CHARACTERS} are coded")
    longest = max(map(len, body.split())) if len(body) > MAX_WORD_CHARACTERS else 0
    if longest > MAX_WORD_CHARACTERS:
        return Refusal(
            "no_article_text", f"a word of {longest} characters is no prose; at most {MAX_WORD_CHARACTERS} are accepted"
        )
    return None


def _read_sidecar(file: LandingFile, beside: FileBytes | None, rejections: list[Rejection]) -> Sidecar:
    if beside is None or file.sidecar is None:
        return Sidecar()
    try:
        return read_sidecar(beside.data)
    except Refusal as refusal:
        rejections.append(Rejection.of(refusal, file.sidecar_name, None, beside))
        return Sidecar()


def _article(story: Story, member: int, landing_file: str, found: FileBytes, sidecar: Sidecar) -> FoundArticle:
    body = story.text.body
    metadata = settle_metadata(story, sidecar)
    row = {
        "article_id": article_id(body, metadata),
        "landing_file": landing_file,
        "landing_member": member,
        "content_sha256": found.sha256,
        **vars(metadata),
        "body": body,
        "left_out": story.text.left_out_lines,
        "headline_char_end": story.text.headline_char_end,
        "dateline_place": story.text.dateline_place,
    }
    return FoundArticle(row, sketch(body))
