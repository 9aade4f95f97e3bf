"""Text whose UTF-8 bytes were once read as Windows-1252, Windows-1251 or the like (`Ã©` for `é`), set right by ftfy."""

import re

# A lead byte of UTF-8 and a byte that continues it, as Windows-1252 or Latin-1 and as Windows-1251 show them. Sound text
# has such pairs too (`à»`); they only say where it is worth asking ftfy, which takes long.
CONTINUATION_1252 = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
CONTINUATION_1251 = "\x98\xa0¤¦§©«¬\xad®°±µ¶·»ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈҐЁЄЇІіґё№єјЅѕї"
SUSPECT = re.compile(f"[Â-ô][{CONTINUATION_1252}]|[В-ф][{CONTINUATION_1251}]")
# Shares of a text's characters that ftfy calls signs of a wrong charset; sound text has none.
GARBLED_SHARE = 0.01


def repair_mojibake(text: str) -> str:
    """The text with every line repaired that ftfy is certain of; other lines stay as they are."""
    if text.isascii() or not SUSPECT.search(text):
        return text
    from ftfy import fix_encoding

    return "\n".join(fix_encoding(line) if SUSPECT.search(line) else line for line in text.split("\n"))


def is_garbled(text: str) -> bool:
    """Whether signs of a wrong charset are left all over the text, so that its words cannot be trusted."""
    if text.isascii() or len(SUSPECT.findall(text)) < GARBLED_SHARE * len(text):
        return False
    from ftfy.badness import badness

    return badness(text) >= GARBLED_SHARE * len(text)
