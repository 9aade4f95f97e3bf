"""Bad JSON, JSON lines and sidecars: cut at every tenth byte, nested, nearly JSON, of other things than articles."""

import json
import random
from datetime import UTC, datetime

from tests.bad_inputs.case import Case, refused, repaired, story, stream

MEGABYTE = 1024 * 1024
EVERY = 10
NEARLY = {
    "comma.json": b'{"title": "Port falls",}',
    "single_quotes.json": b"{'title': 'Port falls'}",
    "remark.json": b'{"title": "Port falls" // sic\n}',
    "bare_keys.json": b'{title: "Port falls"}',
    "raw_line_end.json": b'{"title": "Port\nfalls"}',
    "escape.json": b'{"title": "Port \\x41 falls"}',
    "digits.json": b'{"title": "Port falls", "id": ' + b"9" * 100_000 + b"}",
    "words.json": b"Soldiers attacked the village.",
}
NO_ARTICLES = {
    "number.json": b"42",
    "null.json": b"null",
    "string.json": b'"Soldiers attacked the village."',
    "list.json": b"[]",
    "object.json": b"{}",
    "numbers.json": b"[1, 2, 3]",
    "foreign.json": b'{"temperature": 21.5, "humidity": 40}',
    "blank.json": b'{"title": "  ", "text": "\\u0000"}',
    "answer.json": b'{"status": "ok", "totalResults": 0, "articles": []}',
    "withdrawn.json": b'{"articles": [{"title": "[Removed]", "content": "[Removed]"}]}',
}


def cases(rng: random.Random) -> list[Case]:
    text = story(rng)
    whole = json.dumps({"title": "Attack", "text": text, "source": {"name": "Sample Post"}, "published_at": "2024-05-06"})
    soon = datetime.now(UTC).year + 3
    return [
        *(refused(f"cut/{end:03}.json", "broken_json", whole[:end].encode()) for end in range(EVERY, len(whole), EVERY)),
        *(refused(name, "broken_json", data) for name, data in NEARLY.items()),
        *(refused(name, "no_article_text", data) for name, data in NO_ARTICLES.items()),
        refused("empty.json", "empty", b"\n"),
        refused("nul.json", "not_text", whole.encode().replace(b"Attack", b"At\x00ack")),
        refused(
            "half_utf8.json", "wrong_encoding", json.dumps({"title": "Поріг"}, ensure_ascii=False).encode()[:-3] + b'\xff"}'
        ),
        refused("arrays.json", "nested_too_deep", b"[" * 100_000),
        refused("objects.json", "nested_too_deep", b'{"a":' * 100_000),
        Case("too_many.json", b"[" + b"{}," * 100_001 + b"{}]", frozenset({"no_article_text", "too_large"})),
        refused("long_text.json", "too_large", b'{"title": "Attack", "text": "' + b"word " * 1_200_000 + b'"}'),
        refused("one_word.json", "no_article_text", json.dumps({"text": "a" * 20_000}).encode()),
        refused("broken.jsonl", "broken_json", b"{broken\n" * 20),
        refused("one_broken.jsonl", "broken_json", f"{whole}\n{whole[:40]}\n{_other(rng)}\n".encode(), stored=2),
        refused("scalars.jsonl", "no_article_text", b"1\n2\nnull\n[]\n"),
        refused("line_of_200_megabytes.jsonl", "too_large", stream(200 * MEGABYTE, b'{"title": "a", ')),
        refused("future.json", "failed_gate", _dated(rng, f"{soon}-01-01T00:00:00Z")),
        Case("a.meta.json", b"{broken", frozenset({"broken_json"}), 1, beside={"a.txt": story(rng).encode()}),
        Case("b.meta.json", b"[1, 2]", frozenset({"broken_json"}), 1, beside={"b.txt": story(rng).encode()}),
        Case("c.meta.json", b"\x00\x01", frozenset({"not_text"}), 1, beside={"c.txt": story(rng).encode()}),
        Case("d.meta.json", b" " * 2_000_000, frozenset({"too_large"}), 1, beside={"d.txt": story(rng).encode()}),
        Case("alone.meta.json", b'{"source": "Nobody"}', waiting="sidecar_alone"),
        repaired("year_0.json", _dated(rng, "0000-01-01")),
        repaired("year_9999.json", _dated(rng, "9999-12-31T23:59:59Z")),
        repaired("moment_huge.json", _dated(rng, 10**30)),
        repaired("moment_negative.json", _dated(rng, -(10**30))),
        repaired("lone_surrogate.json", _with(rng, "\ud800 \udfff"), "", "\ud800"),
        repaired("overrides.json", _with(rng, "\u202egnp.exe\u202c"), "", "\u202e"),
        repaired("nul_escape.json", _with(rng, "\x00\x1b[31m"), "", "\x1b"),
        repaired("marked.json", b"\xef\xbb\xbf" + _with(rng, "")),
        repaired("wide.json", _with(rng, "").decode().encode("utf-16")),
        repaired("not_a_number.json", _with(rng, "").replace(b"{", b'{"score": NaN, "far": -Infinity, ', 1)),
        repaired("kinds.json", _with(rng, "").replace(b"{", b'{"source": [1, null], "author": {"a": 1}, "url": 7, ', 1)),
        repaired("script_url.json", _with(rng, "").replace(b"{", b'{"url": "javascript:alert(1)", ', 1)),
    ]


def _other(rng: random.Random) -> str:
    return json.dumps({"title": "Attack", "text": story(rng)})


def _dated(rng: random.Random, published_at: object) -> bytes:
    return json.dumps({"text": story(rng), "published_at": published_at}).encode()


def _with(rng: random.Random, hostile: str) -> bytes:
    return json.dumps({"text": f"{story(rng)} {hostile}"}).encode()
