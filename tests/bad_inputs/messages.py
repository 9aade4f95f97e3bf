"""Bad web archives, e-mail and PDF."""

import io
import random

from tests.articles.file_builders import PAGE, gz, message, pdf, warc_record
from tests.bad_inputs.case import Case, refused, repaired, story
from tests.bad_inputs.pages import SCRIPTS

WILD_SUBJECT = "=?utf-8?B?////?= =?x-none?Q?a?="
LOOP = b"<html><body><a href='https://a.example/port'>moved</a></body></html>"


def cases(rng: random.Random) -> list[Case]:
    text = story(rng)
    record = warc_record(PAGE.encode())
    plain = pdf([["Attack", "", *text.split(". ")]])
    return [
        refused("redirects.warc", "no_article_text", warc_record(LOOP, status="302 Found") * 200),
        refused("missing.warc", "no_article_text", warc_record(b"<p>Not found</p>", status="404 Not Found")),
        refused("requests.warc", "no_article_text", warc_record(PAGE.encode(), kind="request")),
        refused("pictures.warc", "no_article_text", warc_record(rng.randbytes(300), media="image/png")),
        refused("scripts.warc", "no_article_text", warc_record(SCRIPTS.encode())),
        refused("cut.warc", "broken_warc", record[: len(record) - 80]),
        refused("head_only.warc", "broken_warc", b"WARC/1.0\r\nWARC-Type: resp"),
        refused("noise.warc", "broken_warc", b"WARC/1.0\r\n" + b"x" * 300 + b"\r\n\r\n"),
        refused("words.warc", "broken_warc", text.encode()),
        refused("cut.warc.gz", "broken_archive", gz(record)[:-30]),
        refused("picture.eml", "no_article_text", _with_picture(rng)),
        refused("blank.eml", "empty", message(" \n")),
        refused("scripts.eml", "no_article_text", message(SCRIPTS).replace(b"text/plain", b"text/html")),
        refused("program.eml", "unsupported_format", message(text, {"setup.exe": b"MZ words"}), stored=1),
        refused("parts.eml", "too_large", _parts(1_500)),
        refused("dolls.eml", "nested_too_deep", _dolls(text, 12)),
        refused("empty.eml", "empty", b""),
        refused("nuls.eml", "not_text", bytes(2_000)),
        refused("head.pdf", "broken_pdf", b"%PDF-1.7\n"),
        refused("cut.pdf", "broken_pdf", plain[:200]),
        refused("noise.pdf", "broken_pdf", b"%PDF-1.7\n" + rng.randbytes(3_000)),
        refused("loop.pdf", "broken_pdf", plain.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")),
        refused("words.pdf", "broken_pdf", text.encode()),
        refused("scan.pdf", "no_text_layer", pdf([[""], [""]])),
        refused("password.pdf", "encrypted", _encrypted(plain)),
        refused("empty.pdf", "empty", b""),
        repaired("odd_date.eml", message(story(rng), Date="Fri, 99 Foo 0000 99:99:99 +9999")),
        repaired("wild_header.eml", message(f"{story(rng)} {story(rng)} {story(rng)}", Subject=WILD_SUBJECT)),
    ]


def _with_picture(rng: random.Random) -> bytes:
    return message(None, {"a.png": rng.randbytes(200)}).replace(b"application/octet-stream", b"image/png")


def _parts(count: int) -> bytes:
    part = b"--=====\r\nContent-Type: text/plain\r\n\r\nwords\r\n"
    return message(None, {"a.txt": b"words"}).partition(b"--=====")[0] + part * count + b"--=====--\r\n"


def _dolls(text: str, levels: int) -> bytes:
    inner = message(text)
    for level in range(levels):
        head = f"From: a@a.example\r\nMessage-ID: <{level}@a.example>\r\nMIME-Version: 1.0\r\n".encode()
        inner = head + b"Content-Type: message/rfc822\r\n\r\n" + inner
    return inner


def _encrypted(data: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, ByteStringObject

    class Writer(PdfWriter):
        # The key depends on the identifier of the file, which is otherwise a random one.
        def generate_file_identifiers(self) -> None:
            self._ID = ArrayObject([ByteStringObject(bytes(16))] * 2)

    writer = Writer(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()
