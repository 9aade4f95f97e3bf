"""From a file to its members: every format, archives in archives, limits, and nothing but stories and refusals ever."""

import io
import json
import re
import tarfile
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.articles.reading import read_members
from orchestration.articles.story import Member, Refusal, Story
from tests.articles.file_builders import (
    PAGE,
    STORY,
    gz,
    json_article,
    one_of_each,
    rss,
    tar_of,
    warc_record,
    zip_of,
)

FILES = one_of_each()


def outcomes(name: str, data: bytes) -> list[tuple[str, str]]:
    """Path and reason code, or `story`, of each member; of a file that is refused as a whole, one with the path `*`."""
    try:
        members = list(read_members(name, data))
    except Refusal as refusal:
        return [("*", refusal.reason_code)]
    assert [member.index for member in members] == list(range(len(members)))
    return [
        (member.path, member.outcome.reason_code if isinstance(member.outcome, Refusal) else "story") for member in members
    ]


def stories(name: str, data: bytes) -> list[Story]:
    return [member.outcome for member in read_members(name, data) if isinstance(member.outcome, Story)]


@pytest.mark.parametrize("name", FILES)
def test_a_sound_file_of_each_format(name: str) -> None:
    found = stories(name, FILES[name])
    assert len(found) == len(outcomes(name, FILES[name])) >= 1
    for story in found:
        assert "Rebels took the port of Sampleville on Monday" in story.text.body


@pytest.mark.parametrize("name", FILES)
def test_content_counts_whatever_the_name(name: str) -> None:
    if name in ("a.txt", "a.md"):
        pytest.skip("of these the ending is the only sign")
    other = "a.txt" if ".txt." in name else "a.bin"
    assert [story.text for story in stories(other, FILES[name])] == [story.text for story in stories(name, FILES[name])]


def test_a_path_is_read_like_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(FILES["a.zip"])
    assert list(read_members("a.zip", path)) == list(read_members("a.zip", FILES["a.zip"]))


def test_the_place_of_a_member_is_shown() -> None:
    archive = zip_of({"news/x.tar.gz": gz(tar_of({"in/b.jsonl": f"{json_article()}\n{json_article(1)}".encode()}))})
    members = list(read_members("a.zip", archive))
    assert [member.place_in("sub/a.zip") for member in members] == ["sub/a.zip!/news/x.tar.gz!/in/b.jsonl"] * 2


def test_archives_are_nested_four_deep_and_no_deeper() -> None:
    once = gz(tar_of({"b.txt": STORY.encode()}))
    assert outcomes("a.zip", zip_of({"a.tgz": once})) == [("a.tgz!/b.txt", "story")]
    assert outcomes("a.zip", zip_of({"a.zip": zip_of({"a.tgz": once})})) == [("a.zip!/a.tgz!/b.txt", "story")]
    assert outcomes("a.zip", zip_of({"a.zip": zip_of({"a.zip": zip_of({"a.tgz": once})})}))[0][1] == "nested_too_deep"


def test_a_member_that_cannot_be_read_leaves_its_neighbours() -> None:
    archive = zip_of(
        {"1.txt": STORY.encode(), "2.json": b"{broken", "3.exe": b"MZ\x00\x01", "4.txt": b" ", "5.html": PAGE.encode()}
    )
    assert outcomes("a.zip", archive) == [
        ("1.txt", "story"),
        ("2.json", "broken_json"),
        ("3.exe", "unsupported_format"),
        ("4.txt", "empty"),
        ("5.html", "story"),
    ]


def test_a_refused_member_keeps_its_own_bytes() -> None:
    (member,) = read_members("a.zip", zip_of({"2.json": b"{broken"}))
    assert member.data == b"{broken"


def test_names_that_lead_out_links_and_devices_are_refused_one_by_one() -> None:
    unsafe = ["../b.txt", "/etc/b.txt", "C:\\b.txt", "in/../../b.txt", "..\\b.txt"]
    for pack in (zip_of, tar_of):
        found = outcomes("a.bin", pack({name: STORY.encode() for name in ["a.txt", *unsafe]}))
        assert [reason for _, reason in found] == ["story", *["unsafe_archive"] * len(unsafe)]
    link, hard, device = tarfile.TarInfo("link.txt"), tarfile.TarInfo("hard.txt"), tarfile.TarInfo("zero.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard.type, hard.linkname = tarfile.LNKTYPE, "a.txt"
    device.type = tarfile.CHRTYPE
    found = outcomes("a.tar", tar_of({"a.txt": STORY.encode(), "1": link, "2": hard, "3": device}))
    assert [reason for _, reason in found] == ["story", *["unsafe_archive"] * 3]
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert outcomes("a.zip", zipped.getvalue()) == [("link.txt", "unsafe_archive")]


def test_sidecars_in_archives_and_what_desktops_leave() -> None:
    sidecar = {"source": "Side Post", "url": "https://a.example/x", "published_at": "2025-02-03T04:05Z"}
    members = {
        "in/b.txt": STORY.encode(),
        "in/b.meta.json": json.dumps(sidecar).encode(),
        "c.txt": STORY.encode(),
        "c.txt.meta.json": b"{broken",
        "__MACOSX/._b.txt": b"\x00\x05",
        ".hidden": b"x",
        "README.md": b"What this is.",
        "empty/": b"",
    }
    for pack in (zip_of, tar_of):
        found = list(read_members("a.bin", pack(members)))
        story = found[0].outcome
        assert isinstance(story, Story) and story.publication is not None
        assert (story.source_name, story.url) == ("Side Post", "https://a.example/x")
        assert story.publication.at == datetime(2025, 2, 3, 4, 5, tzinfo=UTC)
        reasons = [member.outcome.reason_code for member in found[1:] if isinstance(member.outcome, Refusal)]
        paths = [member.path for member in found if not member.path.startswith("empty")]
        assert paths[:3] == ["in/b.txt", "c.txt.meta.json", "c.txt"]
        assert reasons[0] == "broken_json"


def test_bombs_are_stopped_while_they_unpack(monkeypatch: pytest.MonkeyPatch) -> None:
    zeros = bytes(40_000_000)
    assert outcomes("a.txt.gz", gz(zeros)) == [("*", "decompression_limit")]
    assert outcomes("a.zip", zip_of({"a.txt": zeros, "b.txt": STORY.encode()})) == [
        ("a.txt", "decompression_limit"),
        ("b.txt", "story"),
    ]
    monkeypatch.setattr("orchestration.articles.readers.budget.MAX_UNPACKED_BYTES", 1000)
    large = {f"{number}.txt": f"{STORY} {number}".encode() * 5 for number in range(9)}
    assert outcomes("a.zip", zip_of(large)) == [("0.txt", "story"), ("1.txt", "story"), ("", "decompression_limit")]
    nested = zip_of({"in.zip": zip_of(large), "after.txt": STORY.encode()})
    assert outcomes("a.zip", nested)[-1] == ("", "decompression_limit") or outcomes("a.zip", nested) == [
        ("*", "decompression_limit")
    ]


def test_a_header_that_lies_about_its_size_changes_nothing() -> None:
    data = bytearray(zip_of({"a.txt": STORY.encode()}, zipfile.ZIP_STORED))
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = (10**9).to_bytes(4, "little")
    assert outcomes("a.zip", bytes(data))[0][1] in ("broken_archive", "story")


def test_too_many_files_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orchestration.articles.readers.archives.MAX_INNER_FILES", 3)
    for pack in (zip_of, tar_of):
        assert outcomes("a.bin", pack({f"{number}.txt": STORY.encode() for number in range(5)})) == [("*", "too_large")]


def test_too_many_articles_are_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orchestration.articles.reading.MAX_ARTICLES_PER_FILE", 3)
    lines = "\n".join(json_article(number) for number in range(9)).encode()
    assert [reason for _, reason in outcomes("a.jsonl", lines)] == ["story"] * 3 + ["too_large"]


def test_encrypted_archives() -> None:
    data = bytearray(zip_of({"a.txt": STORY.encode(), "b.txt": STORY.encode()}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert outcomes("a.zip", bytes(data)) == [("a.txt", "encrypted"), ("b.txt", "story")]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.bz2", "a.txt.xz", "a.tar.gz", "a.zip"])
def test_what_is_cut_off_or_damaged_is_no_article(name: str) -> None:
    data = FILES[name]
    for cut in range(10, len(data) - 12, max(1, len(data) // 40)):
        assert outcomes(name, data[:cut]) == [("*", "broken_archive")]


def test_of_a_crawl_that_was_cut_off_the_whole_records_are_read() -> None:
    records = gz(warc_record(PAGE.encode())) + gz(warc_record(PAGE.encode(), url="https://a.example/2"))
    assert [reason for _, reason in outcomes("a.warc.gz", records[:-30])] == ["story", "broken_archive"]
    assert [reason for _, reason in outcomes("a.warc.gz", records + b"\x00" * 100)] == ["story", "story"]


def test_a_tar_that_ends_too_early_says_so() -> None:
    data = tar_of({"a.txt": STORY.encode(), "b.txt": STORY.encode()})
    assert outcomes("a.tar", data[:1024]) == [("a.txt", "story"), ("", "broken_archive")]
    assert outcomes("a.tar", data[:1550]) == [("a.txt", "story"), ("b.txt", "broken_archive"), ("", "broken_archive")]


def test_garbled_text_is_reported() -> None:
    half_lost = re.sub("[\x80-\x9f\xa0\xad]", "", "Войска вошли в город Гома в понедельник.".encode().decode("latin-1"))
    assert outcomes("a.txt", half_lost.encode()) == [("", "garbled_text")]


def test_a_fault_of_a_library_costs_one_member(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> Story:
        raise MemoryError("out of it")

    monkeypatch.setattr("orchestration.articles.reading.read_html", fail)
    assert outcomes("a.zip", FILES["a.zip"]) == [("in/b.txt", "story"), ("c.html", "reader_error")]
    assert outcomes("a.html", FILES["a.html"]) == [("*", "reader_error")]


HOSTILE = {
    "laughs.rss": ('<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + rss("<item><title>&b;</title></item>")).encode(),
    "deep.html": b"<div>" * 100_000 + STORY.encode(),
    "attributes.html": b"<p " + b" ".join(b"a%d=1" % number for number in range(100_000)) + b">" + STORY.encode(),
    "deep.rss": b"<rss>" + b"<a>" * 100_000,
    "deep.json": b"[" * 100_000,
    "deep.md": b"> " * 100_000 + STORY.encode(),
    "word.txt": b"a" * 10_000_000,
    "quote.csv": b'title,text\nx,"' + b"a b\n" * 2_000_000,
    "line.jsonl": b'{"title":"' + b"a" * 40_000_000,
    "header.eml": b"From: a\nMessage-ID: 1\nSubject: " + b"x " * 1_000_000 + b"\n\n" + STORY.encode(),
    "parts.eml": b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_soon(name: str) -> None:
    started = time.process_time()
    outcomes(name, HOSTILE[name])
    assert time.process_time() - started < 10


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A sound file cut off somewhere, with some of its bytes changed, doubled or gone."""
    name = draw(st.sampled_from(sorted(FILES)))
    data = bytearray(FILES[name])
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        match draw(st.integers(0, 2)):
            case 0:
                data[start : start + 1] = draw(st.binary(max_size=8))
            case 1:
                del data[start : start + draw(st.integers(1, 40))]
            case _:
                data[start:start] = data[start : start + draw(st.integers(1, 80))]
    return name, bytes(data[: draw(st.integers(0, len(data)) | st.just(len(data)))])


def check_members(members: Iterator[Member]) -> None:
    """Stories that can be stored and refusals with a reason; never a fault that no reader expected."""
    try:
        for number, member in enumerate(members):
            assert member.index == number
            if isinstance(member.outcome, Refusal):
                assert member.outcome.reason_code != "reader_error", member.outcome
            else:
                member.outcome.text.body.encode("utf-8")
    except Refusal as refusal:
        assert refusal.reason_code != "reader_error", refusal


@settings(max_examples=400)
@given(damaged())
def test_damaged_files_give_stories_or_refusals(file: tuple[str, bytes]) -> None:
    check_members(read_members(*file))


@settings(max_examples=200)
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=300))
def test_any_bytes_give_stories_or_refusals(name: str, data: bytes) -> None:
    check_members(read_members(name, data))
    check_members(read_members(name, FILES[name][:20] + data))
