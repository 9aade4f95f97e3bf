"""Bad CSV and Parquet."""

import random

from tests.articles.file_builders import parquet
from tests.bad_inputs.case import Case, refused, repaired, story


def cases(rng: random.Random) -> list[Case]:
    text = story(rng)
    row = f'Attack,"{text}"\n'
    whole = parquet({"title": ["Attack"], "text": [text]})
    return [
        refused("foreign.csv", "unknown_columns", b"temperature,humidity\n21.5,40\n"),
        refused("headings.csv", "empty", b"title,text\n"),
        refused("open_quote.csv", "too_large", b'title,text\nAttack,"' + b"word, " * 1_200_000),
        refused("ragged.csv", "broken_table", b"title,text\nAttack,one,two,three\nAttack\n"),
        refused("one_ragged.csv", "broken_table", f"title,text\n{row}Attack,one,two,three\n".encode(), stored=1),
        refused("wide.csv", "broken_table", b"title,text," + b"x," * 5_000 + b"x\n1,2\n"),
        refused("nul.csv", "not_text", b"title,text\nAttack,So\x00ldiers attacked\n"),
        refused("empty.csv", "empty", b"\n\n"),
        refused("blank.csv", "no_article_text", b"title,text\n-,-\n"),
        refused("empty.parquet", "empty", b""),
        refused("cut.parquet", "broken_table", whole[: len(whole) // 2]),
        refused("no_foot.parquet", "broken_table", whole[:-8]),
        refused("noise.parquet", "broken_table", b"PAR1" + rng.randbytes(500) + b"PAR1"),
        refused("text.parquet", "broken_table", text.encode()),
        refused("foreign.parquet", "unknown_columns", parquet({"temperature": [21.5], "humidity": [40]})),
        refused("rows.parquet", "empty", parquet({"title": [], "text": []})),
        refused("blank.parquet", "no_article_text", parquet({"title": ["-"], "text": [None]})),
        repaired("formula.csv", f'title,text\n"=cmd|calc!A0","{text}"\n'.encode(), text[:30]),
        repaired("semicolons.csv", f'title;text\nAttack;"{story(rng)}"\n'.encode("cp1252")),
    ]
