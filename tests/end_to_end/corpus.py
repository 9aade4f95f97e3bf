"""A small landing folder for tests of the whole way: sentences of these tests' own, in all formats, on two subjects."""

import json
from pathlib import Path

STORY = (
    "Kenyan officers raid border camp\n\n"
    "NAIROBI, March 4 (Test Wire) - Kenyan soldiers attacked a camp of al-Shabab near Mandera on Monday and killed about "
    "20 fighters, the Defence Ministry said.\n\n"
    "The group denied that it had lost any men. Ethiopia will send 300 troops to the border, its government announced."
)
RIVAL = (
    "Three days after the raid near Mandera, residents said that Kenyan soldiers had killed 12 fighters. "
    "Somalia condemned the attack."
)


def write_landing(folder: Path) -> Path:
    """Six articles in four formats, and one file that cannot be read."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "raid.txt").write_text(STORY, encoding="utf-8")
    (folder / "raid.meta.json").write_text(
        json.dumps({"source": "Test Wire", "url": "https://wire.example/raid", "published_at": "2024-03-05T08:00:00Z"}),
        encoding="utf-8",
    )
    (folder / "rival.json").write_text(
        json.dumps(
            {
                "title": "Residents give a lower figure",
                "text": RIVAL,
                "source": "Test Herald",
                "url": "https://herald.example/rival",
                "published_at": "2024-03-07T10:30:00Z",
            }
        ),
        encoding="utf-8",
    )
    lines = [
        {"text": f"Police in {town} arrested {count} protesters on Sunday.", "source": "Test Daily", "published_at": day}
        for town, count, day in (("Lima", 14, "2024-05-06"), ("Quito", 9, "2024-05-06"), ("Bogota", 31, "2024-05-13"))
    ]
    (folder / "police.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    (folder / "page.html").write_text(
        "<html lang='en'><head><title>Chad signs accord</title>"
        "<meta property='article:published_time' content='2024-06-02T06:00:00Z'></head><body><article><h1>Chad signs "
        "accord</h1><p>Chad and Sudan signed a peace agreement in Doha on Saturday. Both governments agreed to withdraw "
        "their forces from the border, the Qatari foreign ministry said in a statement.</p></article></body></html>",
        encoding="utf-8",
    )
    (folder / "broken.json").write_text('{"text": ', encoding="utf-8")
    return folder


def write_batch(landing: Path, year: int) -> None:
    """Five articles of that year: from the future they are over a fifth of a batch, at which its gate blocks."""
    for number in range(5):
        article = {
            "text": f"Rebels seized the town of Goma{number}.",
            "source": "Test Wire",
            "published_at": f"{year}-01-0{number + 1}",
        }
        (landing / f"batch{number}.json").write_text(json.dumps(article), encoding="utf-8")
