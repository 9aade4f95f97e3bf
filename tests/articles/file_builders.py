"""Small sound files of every format that is read, made in memory and the same every time."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from typing import Any

STORY = "Rebels took the port of Sampleville on Monday. The army withdrew to the hills."
TITLE = "Port falls"
PAGE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{STORY}</p></body></html>"


def json_article(number: int = 0) -> str:
    return json.dumps({"title": f"{TITLE} {number}", "content": STORY, "url": f"https://a.example/{number}"})


def rss(items: str, prolog: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Sample Post</title><language>en</language>'
        f"{items}</channel></rss>"
    )


RSS_ITEM = (
    f"<item><title>{TITLE} &amp;amp; burns</title><link>https://a.example/port</link><description>A summary.</description>"
    f"<content:encoded><![CDATA[<p>{STORY}</p><p>More&nbsp;followed.</p>]]></content:encoded><dc:creator>A. Trial</dc:creator>"
    "<pubDate>Mon, 03 Feb 2025 04:05:00 GMT</pubDate></item>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Sample Post</title><entry><title type="html">Port &lt;b&gt;falls'
    '&lt;/b&gt;</title><link rel="alternate" href="https://a.example/port"/><updated>2025-02-03T04:05:00Z</updated>'
    f'<author><name>A. Trial</name></author><content type="html">&lt;p&gt;{STORY}&lt;/p&gt;</content></entry></feed>'
)


def warc_record(
    body: bytes, url: str = "https://a.example/port", status: str = "200 OK", media: str = "text/html; charset=utf-8",
    kind: str = "response",
) -> bytes:  # fmt: skip
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-02-04T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def message(text: str | None = STORY, attachments: Mapping[str, bytes] | None = None, **headers: str) -> bytes:
    mail = EmailMessage()
    usual = {
        "From": "Press Office <press@a.example>",
        "To": "desk@b.example",
        "Subject": TITLE,
        "Date": "Mon, 03 Feb 2025 04:05:00 +0000",
        "Message-ID": "<1@a.example>",
    }
    for name, value in {**usual, **headers}.items():
        mail[name.replace("_", "-")] = value
    if text is not None:
        mail.set_content(text)
    for name, data in (attachments or {}).items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    if mail.is_multipart():
        mail.set_boundary("=====")
    return mail.as_bytes()


def pdf(pages: Sequence[Sequence[str]], info: Mapping[str, str] | None = None) -> bytes:
    """A PDF of Latin text, a line of each page below the other."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, lines in enumerate(pages):
        escaped = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
        shown = " T* ".join(f"({line}) Tj" for line in escaped)
        stream = f"BT /F1 11 Tf 14 TL 72 760 Td {shown} ET".encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(("<< " + " ".join(f"/{key} ({value})" for key, value in (info or {}).items()) + " >>").encode())
    data = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(objects), len(data))
    )


def zip_of(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 2, 3, 4, 5, 6)), data, compression)
    return held.getvalue()


def tar_of(members: Mapping[str, bytes | tarfile.TarInfo]) -> bytes:
    """A tar archive; a TarInfo in place of bytes is written as it is, without content."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, data in members.items():
            if isinstance(data, tarfile.TarInfo):
                archive.addfile(data)
            else:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def gz(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def parquet(columns: Mapping[str, Sequence[Any]]) -> bytes:
    import polars as pl

    held = io.BytesIO()
    pl.DataFrame(columns).write_parquet(held)
    return held.getvalue()


def one_of_each() -> dict[str, bytes]:
    """A sound file of each format, each with at least one article."""
    rows = {"title": [f"{TITLE} {number}" for number in range(3)], "text": [STORY] * 3}
    table = "title,text\n" + "".join(f'{TITLE} {number},"{STORY}"\n' for number in range(3))
    return {
        "a.txt": STORY.encode(),
        "a.md": f"---\ntitle: {TITLE}\n---\n{STORY}\n".encode(),
        "a.html": PAGE.encode(),
        "a.json": json_article().encode(),
        "a.jsonl": "\n".join(json_article(number) for number in range(3)).encode(),
        "a.csv": table.encode(),
        "a.parquet": parquet(rows),
        "a.rss": rss(RSS_ITEM).encode(),
        "a.atom": ATOM.encode(),
        "a.warc": warc_record(PAGE.encode()) + warc_record(STORY.encode(), media="text/plain"),
        "a.warc.gz": gz(warc_record(PAGE.encode())) + gz(warc_record(STORY.encode(), media="text/plain")),
        "a.eml": message(attachments={"b.txt": STORY.encode()}),
        "a.pdf": pdf([[TITLE, "", *STORY.split(". ")]]),
        "a.txt.gz": gz(STORY.encode()),
        "a.txt.bz2": bz2.compress(STORY.encode()),
        "a.txt.xz": lzma.compress(STORY.encode()),
        "a.zip": zip_of({"in/b.txt": STORY.encode(), "c.html": PAGE.encode()}),
        "a.tar": tar_of({"in/b.txt": STORY.encode(), "c.html": PAGE.encode()}),
        "a.tar.gz": gz(tar_of({"in/b.txt": STORY.encode(), "c.html": PAGE.encode()})),
    }
