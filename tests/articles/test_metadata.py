"""Sidecars, addresses, and which origin wins."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestration.articles.metadata import (
    Sidecar,
    canonical_url,
    day_in_url,
    domain_of,
    is_sidecar,
    read_sidecar,
    settle_metadata,
    sidecar_names,
)
from orchestration.articles.story import Publication, Refusal, Story, StoryText

MONDAY, TUESDAY = datetime(2025, 2, 3, tzinfo=UTC), datetime(2025, 2, 4, tzinfo=UTC)


def story(publication: Publication | None = None, url: str | None = None, printed: datetime | None = None) -> Story:
    text = StoryText(None, ("Rebels took the port.",), outlet="Printed Post",
                     publication=Publication(printed, "dateline") if printed else None)  # fmt: skip
    return Story(text=text, source_name="Field Post", url=url, publication=publication)


def test_the_sidecar_outweighs_the_file() -> None:
    said = read_sidecar(b'{"source": "Side Post", "url": "https://a.example/x", "published_at": "2025-02-03"}')
    settled = settle_metadata(story(Publication(TUESDAY, "html"), "https://b.example/y"), said)
    assert (settled.source_name, settled.url, settled.source_domain) == ("Side Post", "https://a.example/x", "a.example")
    assert (settled.published_at, settled.published_at_origin) == (MONDAY, "metadata")


def test_an_empty_sidecar_changes_nothing() -> None:
    said = read_sidecar(b'{"source": null, "url": null, "published_at": null}')
    assert said == Sidecar()
    settled = settle_metadata(story(Publication(TUESDAY, "html"), "https://b.example/y"), said)
    assert (settled.source_name, settled.url, settled.published_at_origin) == ("Field Post", "https://b.example/y", "html")


def test_the_order_of_origins() -> None:
    dated = "https://b.example/2025/02/04/port"
    assert settle_metadata(story(Publication(MONDAY, "metadata"), dated, TUESDAY), Sidecar()).published_at_origin == "metadata"
    from_url = settle_metadata(story(None, dated, MONDAY), Sidecar())
    assert (from_url.published_at, from_url.published_at_origin) == (TUESDAY, "url")
    printed = settle_metadata(story(None, "https://b.example/port", MONDAY), Sidecar())
    assert (printed.published_at, printed.published_at_origin) == (MONDAY, "dateline")
    assert settle_metadata(story(), Sidecar()).published_at_origin == "none"


@pytest.mark.parametrize("data", [b"{", b"[]", b'"x"', b"[" * 100_000])
def test_broken_sidecars(data: bytes) -> None:
    with pytest.raises(Refusal, match="broken_json"):
        read_sidecar(data)


def test_names_of_sidecars() -> None:
    assert is_sidecar(Path("a/port.meta.json"))
    assert not is_sidecar(Path("a/port.json"))
    assert sidecar_names("port.txt") == ("port.txt.meta.json", "port.meta.json")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?utm_source=feed&id=3#top", "https://a.example/x?id=3"),
        ("HTTPS://A.Example/X", "https://a.example/X"),
        ("http://a.example:8080/x", "http://a.example:8080/x"),
        ("ftp://a.example/x", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://[::1", None),
        ("https://a.example:99999/x", None),
        ("not an address", None),
        ("https://a.example/" + "x" * 5000, None),
    ],
)
def test_canonical_url(url: str, expected: str | None) -> None:
    assert canonical_url(url) == expected


def test_domain() -> None:
    assert domain_of("https://www.a.example/x") == "a.example"
    assert domain_of(None) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2025/02/03/port-falls", (2025, 2, 3)),
        ("https://a.example/world/2025/feb/3/port", (2025, 2, 3)),
        ("https://a.example/port-2025-02-03.html", (2025, 2, 3)),
        ("https://a.example/20250203-port", (2025, 2, 3)),
        ("https://a.example/2025/02/port", None),
        ("https://a.example/2025/13/45/port", None),
        ("https://a.example/id/120250203999", None),
        ("https://a.example/port?d=2025-02-03", None),
    ],
)
def test_day_in_url(url: str, day: tuple[int, int, int] | None) -> None:
    assert day_in_url(url) == (datetime(*day, tzinfo=UTC) if day else None)
