"""Headlines in title case, where capitals do not tell names: which they are, and their text as a sentence would have it."""

import re
from collections.abc import Callable, Sequence

from orchestration.language.parsed import Sentence

WORD = re.compile(r"[^\W\d_]+")
LONGEST_SMALL_WORD, FEWEST_WORDS = 3, 4
TITLE_SHARE = 0.7


def is_title_case(words: Sequence[str], share: float = TITLE_SHARE) -> bool:
    """Whether more than the share of the longer words begin with a capital; too few words tell nothing."""
    longer = [word[0] for word in words if len(word) > LONGEST_SMALL_WORD and word[0].isalpha()]
    return len(longer) >= FEWEST_WORDS and sum(map(str.isupper, longer)) > share * len(longer)


def sentence_cased(text: str, is_never_name: Callable[[str], bool]) -> str:
    """A headline in title case with small letters where a word is no name: "Rebels Seize Town" as "Rebels seize Town".

    `is_never_name` answers for one word. Others ("Court", "Border") stay as they are. As long as the text itself.
    """
    words = list(WORD.finditer(text))
    if text.isupper() or not is_title_case([word[0] for word in words]):
        return text
    cased = list(text)
    for word in words[1:]:
        if word[0].istitle() and is_never_name(word[0]):
            cased[word.start()] = word[0][0].lower()
    return "".join(cased)


def small_text(sentence: Sentence) -> str:
    """The sentence's text; of a headline in title case with small letters where the parser saw no name."""
    if not sentence.is_headline or not is_title_case([token.text for token in sentence.tokens]):
        return sentence.text
    cased = list(sentence.text)
    for token in sentence.tokens[1:]:
        start = token.char_start - sentence.char_start
        if token.upos not in ("PROPN", "ADJ", "X") and len(cased[start].lower()) == 1:
            cased[start] = cased[start].lower()
    return "".join(cased)
