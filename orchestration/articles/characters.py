"""Characters of text from outside: line ends, white space, characters that nobody sees, mojibake."""

import re

from orchestration.articles.mojibake import repair_mojibake

LINE_ENDS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
# Zero-width space, direction marks and overrides, invisible operators, byte order mark, soft hyphen, interlinear notes,
# tag characters; joiners stay where Persian and Indic scripts and emoji need them, and go out of Latin, Greek and Cyrillic.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|(?<=[\x00-\u052f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\x00-\u052f])"
)
SURROGATES = re.compile("[\ud800-\udfff]")
OTHER_SPACES = re.compile(r"[^\S\n ]")


def clean_characters(text: str) -> str:
    """The text with `\\n` as its only line end, plain spaces for every other white space, and without unseen characters.

    Half of a surrogate pair, which no file can hold as UTF-8, becomes U+FFFD. Mojibake is repaired where that is certain.
    """
    # Most texts of English have nothing to clean, which is quickly seen.
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    # First, as the controls and the no-break space that go below are parts of it.
    text = repair_mojibake(text)
    text = LINE_ENDS.sub("\n", text.replace("\r\n", "\n"))
    text = OTHER_SPACES.sub(" ", text)
    text = UNSEEN.sub("", text)
    return SURROGATES.sub("\ufffd", text)


def fold_spaces(text: str) -> str:
    """The text on one line: every run of white space is one space, none at the ends."""
    # Of all white space only the space counts as printable. Most lines are folded already, which is quickly seen.
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(text.split())


def word_set(words: str) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(words.split())


def one_line(value: str | None) -> str | None:
    """A short field (title, name) cleaned and folded to one line; None when nothing is left."""
    if value is None:
        return None
    return fold_spaces(clean_characters(value)) or None
