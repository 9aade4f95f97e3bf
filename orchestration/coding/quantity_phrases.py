"""The parts of a quantity phrase: the words before the number that bound it, the noun phrase after it.

Works on lexemes; the parser's parts of speech, where there are any, say where a noun phrase ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.coding.lexemes import Lexemes, split_lexemes
from orchestration.coding.quantity_lexicon import QuantityLexicon, singular_of
from orchestration.language.casing import small_text
from orchestration.language.parsed import Sentence, Token

BOUND_PHRASES = {
    "over": (
        "at least", "more than", "over", "no fewer than", "no less than", "not less than", "upwards of", "upward of", "above",
        "well over", "just over", "in excess of", "a minimum of", "exceeding", "beyond",
    ),
    "about": (
        "about", "some", "around", "nearly", "almost", "roughly", "approximately", "estimated", "an estimated", "close to",
        "circa", "approx", "as few as", "just under", "an average of", "near", "~",
    ),
    "up_to": (
        "up to", "as many as", "as much as", "a maximum of", "at most", "no more than", "not more than", "a total of up to",
    ),
    "under": ("fewer than", "less than", "under", "below"),
    "additional": ("another", "an additional", "a further", "additional", "an extra", "further"),
    "exact": ("a total of", "all"),
}  # fmt: skip
_BOUNDS = sorted(
    ((tuple(phrase.split()), bound) for bound, phrases in BOUND_PHRASES.items() for phrase in phrases),
    key=lambda item: -len(item[0]),
)
_BOUND_ENDS = frozenset(words[-1] for words, _ in _BOUNDS)
_TRAILING_BOUNDS = {"more": "over", "above": "over", "so": "about", "less": "up_to", "fewer": "up_to", "thereabouts": "about"}
_OVER_VERBS = ("hand", "turn", "pass", "sign", "took", "take", "taking", "gave", "give", "giving")
_UP_VERBS = ("bring", "brought", "rais", "build", "built", "push", "add", "ramp")
MAX_NOUN_PHRASE = 8
KIND_NOUNS = ("type", "style", "class")
_MODIFIER_TAGS = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))
STOP_WORDS = frozenset(
    "of in on at to from for by with into onto across through over under near after before since until during against between "
    "and or but nor as than that which who whom whose when where while if because is are was were be been being am has have "
    "had do does did will would shall should can could may might must not the a an this these those its their his her our "
    "also still already now then there here said says say told called killed died left fled marched were".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """A sentence's lexemes, with the token that begins at each, where one does."""

    sentence: Sentence
    lexemes: Lexemes
    tokens: Sequence[Token | None]

    @classmethod
    def of(cls, sentence: Sentence) -> "SentenceWords":
        lexemes = split_lexemes(small_text(sentence))
        by_start = {token.char_start - sentence.char_start: token for token in sentence.tokens}
        return cls(sentence, lexemes, [by_start.get(start) for start in lexemes.starts])

    @property
    def words(self) -> list[str]:
        return self.lexemes.words

    def word(self, index: int) -> str:
        """The word at a position, "" outside the sentence."""
        return self.lexemes.words[index] if 0 <= index < len(self.lexemes.words) else ""

    def tag(self, index: int) -> str:
        token = self.tokens[index] if 0 <= index < len(self.tokens) else None
        return token.upos if token else ""

    def detailed_tag(self, index: int) -> str:
        token = self.tokens[index] if 0 <= index < len(self.tokens) else None
        return token.xpos if token else ""

    def is_joined(self, index: int) -> bool:
        """Whether no space stands between a lexeme and the one before it."""
        return 0 < index < len(self.words) and self.lexemes.ends[index - 1] == self.lexemes.starts[index]

    def lemma(self, index: int) -> str:
        token = self.tokens[index]
        if token is not None and token.upos and token.char_end - token.char_start == len(self.words[index]):
            return token.lemma.lower()
        return singular_of(self.words[index])


def bound_before(words: Sequence[str], index: int) -> tuple[str, int]:
    """The bound that the words before a number give, and where they begin ("exact" and `index` where none do)."""
    if index == 0 or words[index - 1] not in _BOUND_ENDS:
        return "exact", index
    for phrase, bound in _BOUNDS:
        start = index - len(phrase)
        if start >= 0 and tuple(words[start:index]) == phrase and not _is_particle(words, start, phrase):
            return bound, start
    return "exact", index


def bound_after(words: Sequence[str], index: int) -> tuple[str, int]:
    """The bound that stands after a number ("or more", "or so", "-plus"), and where it ends."""
    following = words[index : index + 2]
    if len(following) == 2 and following[0] == "or" and following[1] in _TRAILING_BOUNDS:
        return _TRAILING_BOUNDS[following[1]], index + 2
    if following[:1] == ["+"]:
        return "over", index + 1
    if following in (["-", "plus"], ["-", "odd"]):
        return "over" if following[1] == "plus" else "about", index + 2
    return "exact", index


def _is_particle(words: Sequence[str], start: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words belong to a verb before them: "handed over four jets", "bring units up to 85 percent"."""
    if phrase == ("over",):
        return start > 0 and words[start - 1].startswith(_OVER_VERBS)
    return phrase == ("up", "to") and any(word.startswith(_UP_VERBS) for word in words[max(start - 3, 0) : start])


def noun_phrase(view: SentenceWords, index: int, lexicon: QuantityLexicon, stops_at: frozenset[int]) -> tuple[int, int] | None:
    """End (exclusive) and head of the noun phrase that begins at `index`, or None. `stops_at`: lexemes of times."""
    if view.tag(index):
        return _tagged_phrase(view, index, lexicon, stops_at)
    return _listed_phrase(view, index, lexicon, stops_at)


def _tagged_phrase(
    view: SentenceWords, index: int, lexicon: QuantityLexicon, stops_at: frozenset[int]
) -> tuple[int, int] | None:
    head, demonym, position = None, None, index
    limit = min(index + MAX_NOUN_PHRASE, len(view.words))
    while position < limit and position not in stops_at:
        tag, word = view.tag(position), view.words[position]
        if tag in ("NOUN", "PROPN"):
            if head is not None and _is_people(view.words[head], lexicon) and lexicon.listed(word) is None:
                break
            head = position
        elif word == "-" and view.is_joined(position) and view.is_joined(position + 1):
            position += 1
            if view.tag(position) in ("NOUN", "PROPN"):
                head = position
        elif word == "and" and tag == "CCONJ":
            if head is not None and view.tag(head) == "NOUN":
                break
            if view.tag(position + 1) not in ("ADJ", "PROPN") or not view.lexemes.is_capitalised(position + 1):
                break
        elif tag == "VERB" and head is not None and view.words[head] in KIND_NOUNS and lexicon.listed(word) is not None:
            head = position  # "137 Shahed-type drones": the noun, whatever the tagger makes of it
        elif tag == "VERB" and view.detailed_tag(position) in ("VBN", "VBG"):
            if head is not None or view.tag(position + 1) not in ("NOUN", "ADJ", "PROPN"):
                break
        elif tag == "PART" and word in ("'s", "’s"):
            pass
        elif tag not in _MODIFIER_TAGS:
            break
        elif tag == "ADJ" and view.lexemes.is_capitalised(position):
            demonym = position
        position += 1
    if head is None and demonym is not None and demonym == position - 1:
        head = demonym
    return None if head is None else (head + 1, head)


def _is_people(word: str, lexicon: QuantityLexicon) -> bool:
    """Whether it is a plural noun for people: a noun tag after it is rarely right ("infantrymen training")."""
    noun = lexicon.listed(word)
    return noun is not None and noun.unit == "person" and noun.noun != word


def _listed_phrase(
    view: SentenceWords, index: int, lexicon: QuantityLexicon, stops_at: frozenset[int]
) -> tuple[int, int] | None:
    """Without tags: up to the last known noun of a run of words, or the first plural."""
    head: int | None = None
    words = view.words
    for position in range(index, min(index + MAX_NOUN_PHRASE, len(words))):
        word = words[position]
        if position in stops_at or word in STOP_WORDS or not (word[0].isalpha() or word in ("-", "'s", "’s")):
            break
        if (
            lexicon.nouns.get(word)
            or lexicon.nouns.get(singular_of(word))
            or (head is None and lexicon.noun(word, view.lexemes.is_capitalised(position)) is not None)
        ):
            head = position
        elif head is not None:
            break
    if head is None:
        for position in range(index, min(index + 4, len(words))):
            word = words[position]
            if position in stops_at or word in STOP_WORDS or not word[0].isalpha():
                break
            if word.endswith("s") and len(word) > 3:
                head = position
                break
    return None if head is None else (head + 1, head)


def extended_by_of(
    view: SentenceWords, end: int, lexicon: QuantityLexicon, stops_at: frozenset[int]
) -> tuple[int, int | None] | None:
    """ "of them", "of those soldiers", "of their full strength", after `end`: where it ends and its head noun."""
    if view.word(end) != "of":
        return None
    following = view.word(end + 1)
    if following in ("them", "us", "those", "these") and not _starts_noun(view, end + 2):
        return end + 2, None
    start = end + 1
    while view.word(start) in ("the", "its", "their", "his", "her", "our", "my", "your", "all", "those", "these", "a", "an"):
        start += 1
    if start >= len(view.words):
        return None
    return noun_phrase(view, start, lexicon, stops_at)


def _starts_noun(view: SentenceWords, index: int) -> bool:
    tag = view.tag(index)
    if tag:
        return tag in ("NOUN", "PROPN", "ADJ")
    word = view.word(index)
    return word.isalpha() and word not in STOP_WORDS


def unit_after(view: SentenceWords, index: int, lexicon: QuantityLexicon) -> tuple[str, int] | None:
    """The spelling of the unit of measure at `index`, of one to three words, and its end."""
    words = view.words
    for length in (2, 1):
        if index + length <= len(words):
            spelled = " ".join(words[index : index + length])
            if spelled in lexicon.units:
                return spelled, index + length
    if words[index : index + 1] == ["sq"] and words[index + 1 : index + 2] == ["."]:
        spelled = " ".join(["sq", *words[index + 2 : index + 3]])
        if spelled in lexicon.units:
            return spelled, index + 3
    return None
