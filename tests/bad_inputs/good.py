"""Two hundred good articles in all formats, each with a number in its text by which it is found again."""

import bz2
import json
import lzma
import random
from html import escape
from pathlib import Path

from tests.articles.file_builders import gz, message, parquet, pdf, rss, tar_of, warc_record, zip_of

COUNT = 200
PLACES = (
    "Aleppo", "Bamako", "Caracas", "Donetsk", "Entebbe", "Freetown", "Goma", "Homs", "Idlib", "Juba", "Kabul", "Lagos",
    "Mosul", "Nairobi", "Odesa", "Port Sudan", "Quito", "Rangoon", "Sanaa", "Tripoli",
)  # fmt: skip
EVENTS = (
    "Rebels attacked a checkpoint near {place} on {day} and killed {count} soldiers, the army said.",
    "Police in {place} arrested {count} protesters on {day} after clashes in the city centre.",
    "Government forces shelled the outskirts of {place} on {day}, wounding {count} civilians.",
    "Thousands of people marched through {place} on {day} to demand the release of {count} prisoners.",
    "The government in {place} signed a ceasefire agreement with the rebels on {day} after {count} days of talks.",
)
ENDINGS = (
    "The defence minister condemned the violence and promised an inquiry. It is report {number} of this conflict.",
    "Residents said that the roads were closed. The authorities registered the incident under number {number}.",
    "The United Nations called for restraint. Aid workers filed report {number} in the evening.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def write_good(folder: Path, rng: random.Random) -> list[str]:
    """Writes the articles below the folder; returns the number of each as it stands in its body."""
    numbers = [str(number) for number in rng.sample(range(100_000, 999_999), COUNT)]
    articles = iter([_article(number, rng) for number in numbers])

    def take(count: int) -> list[dict[str, str]]:
        return [next(articles) for _ in range(count)]

    files: dict[str, bytes] = {}
    for index, article in enumerate(take(40)):
        files[f"wire/{index}.txt"] = f"{article['title']}\n\n{article['text']}\n".encode()
        files[f"wire/{index}.meta.json"] = json.dumps(
            {key: article[key] for key in ("source", "url", "published_at")}
        ).encode()
    for index, article in enumerate(take(15)):
        files[f"notes/{index}.md"] = (
            f"---\ntitle: {article['title']}\ndate: {article['published_at']}\n---\n{article['text']}\n".encode()
        )
    for index, article in enumerate(take(35)):
        files[f"pages/{index}.html"] = _page(article)
    for index, article in enumerate(take(20)):
        files[f"objects/{index}.json"] = json.dumps(article).encode()
    files["objects/answer.json"] = json.dumps({"status": "ok", "articles": take(10)}).encode()
    files["objects/lines.jsonl"] = "\n".join(json.dumps(article) for article in take(15)).encode()
    rows = take(10)
    files["tables/a.csv"] = b"title,text,published_at\n" + b"".join(
        f'"{row["title"]}","{row["text"]}",{row["published_at"]}\n'.encode() for row in rows
    )
    rows = take(10)
    files["tables/a.parquet"] = parquet({key: [row[key] for row in rows] for key in ("title", "text", "published_at", "url")})
    files["feeds/a.rss"] = rss("".join(_item(article) for article in take(10))).encode()
    files["feeds/a.xml.gz"] = gz(rss("".join(_item(article) for article in take(5))).encode())
    files["crawls/a.warc"] = b"".join(warc_record(_page(article), article["url"]) for article in take(5))
    files["crawls/a.warc.gz"] = b"".join(gz(warc_record(_page(article), article["url"])) for article in take(5))
    for index, article in enumerate(take(3)):
        files[f"mail/{index}.eml"] = message(article["text"], Subject=article["title"])
    for index, article in enumerate(take(3)):
        files[f"prints/{index}.pdf"] = pdf([[article["title"], "", *_lines(article["text"])]])
    files["packed/a.txt.gz"] = gz(_plain(next(articles)))
    files["packed/a.txt.bz2"] = bz2.compress(_plain(next(articles)))
    files["packed/a.txt.xz"] = lzma.compress(_plain(next(articles)))
    files["packed/a.zip"] = zip_of({f"{index}.txt": _plain(article) for index, article in enumerate(take(5))})
    files["packed/a.tar"] = tar_of({f"{index}.html": _page(article) for index, article in enumerate(take(3))})
    files["packed/a.tar.gz"] = gz(tar_of({f"{index}.txt": _plain(article) for index, article in enumerate(take(3))}))
    assert next(articles, None) is None
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return numbers


def _article(number: str, rng: random.Random) -> dict[str, str]:
    place, day, count = rng.choice(PLACES), rng.choice(DAYS), rng.randint(3, 95)
    sentences = [rng.choice(EVENTS).format(place=place, day=day, count=count), rng.choice(ENDINGS).format(number=number)]
    return {
        "title": f"Violence near {place}",
        "text": " ".join(sentences),
        "source": rng.choice(("Sample Post", "Example Daily", "Fictional Observer")),
        "url": f"https://news.example/{number}",
        "published_at": f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}T08:00:00Z",
    }


def _plain(article: dict[str, str]) -> bytes:
    return f"{article['title']}\n\n{article['text']}\n".encode()


def _page(article: dict[str, str]) -> bytes:
    return (
        f"<html lang='en'><head><title>{escape(article['title'])}</title><link rel='canonical' href='{article['url']}'>"
        f"<meta property='article:published_time' content='{article['published_at']}'></head><body><article>"
        f"<h1>{escape(article['title'])}</h1><p>{escape(article['text'])}</p></article></body></html>"
    ).encode()


def _item(article: dict[str, str]) -> str:
    return (
        f"<item><title>{escape(article['title'])}</title><link>{article['url']}</link>"
        f"<description>{escape(article['text'])}</description><pubDate>{article['published_at']}</pubDate></item>"
    )


def _lines(text: str) -> list[str]:
    """Lines of at most 80 characters, as a page has them."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > 80:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
