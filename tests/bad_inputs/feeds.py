"""Bad feeds and other XML: entities that expand or name files, depth, no entries."""

import random

from tests.articles.file_builders import RSS_ITEM, rss
from tests.bad_inputs.case import Case, refused, repaired, story

LAUGHS = "<!DOCTYPE rss [<!ENTITY l0 'ha'>" + "".join(
    f"<!ENTITY l{level} '{f'&l{level - 1};' * 10}'>" for level in range(1, 10)
) + "]>"  # fmt: skip
QUADRATIC = f"<!DOCTYPE rss [<!ENTITY a '{'a' * 50_000}'>]>"
LATE = "<pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate>"
FILE = "<!DOCTYPE rss [<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"
ADDRESS = "<!DOCTYPE rss [<!ENTITY % far SYSTEM 'http://127.0.0.1:9/x.dtd'> %far;]>"


def cases(rng: random.Random) -> list[Case]:
    item = _item(rng)
    return [
        refused("laughs.rss", "unsafe_xml", rss("<item><title>&l9;</title></item>", LAUGHS).encode()),
        refused("quadratic.rss", "unsafe_xml", rss(f"<item><title>{'&a;' * 50_000}</title></item>", QUADRATIC).encode()),
        refused("file.xml", "unsafe_xml", rss("<item><title>&file;</title></item>", FILE).encode()),
        refused("address.atom", "unsafe_xml", rss(item, ADDRESS).encode()),
        refused("no_entry.rss", "no_article_text", rss("").encode()),
        refused("blank_entry.rss", "no_article_text", rss("<item><title> </title></item>").encode()),
        refused("empty.rss", "empty", b""),
        refused(
            "sitemap.xml",
            "unsupported_format",
            b'<?xml version="1.0"?><urlset><url><loc>https://a.example/</loc></url></urlset>',
        ),
        refused("depth.xml", "unsupported_format", b'<?xml version="1.0"?>' + b"<a>" * 100_000),
        refused("words.rss", "broken_xml", story(rng).encode()),
        refused("root_only.rss", "broken_xml", b'<?xml version="1.0"?><rss version="2.0"'),
        refused("nul.rss", "not_text", rss(item).encode().replace(b"Attack", b"At\x00ack")),
        repaired("open_tags.rss", rss(_item(rng)).encode().replace(b"</channel></rss>", b"")),
        repaired("year_9999.rss", rss(_item(rng).replace("</item>", f"{LATE}</item>")).encode()),
        repaired("deep_entry.rss", rss(_item(rng).replace("</desc", " &lt;div&gt;" * 100_000 + "</desc")).encode()),
        repaired("item.rss", rss(RSS_ITEM.replace("Rebels took", f"Rebels {rng.randint(10, 99)} took")).encode()),
    ]


def _item(rng: random.Random) -> str:
    return f"<item><title>Attack</title><description>{story(rng)}</description></item>"
