"""The lexemes that one time pattern matched, and what stands around them."""

from dataclasses import dataclass

from orchestration.coding.lexemes import Lexemes
from orchestration.coding.numbers import ordinal_value, parse_number
from orchestration.coding.time_words import LETTER_CLASSES, MONTHS, PLURAL_UNITS, UNITS

CLOSING_RELATIONS = frozenset(("by", "until", "till", "through", "before"))
STARTING = frozenset(("starting", "beginning"))
_RELATIONS = (
    CLOSING_RELATIONS
    | STARTING
    | {
        "on",
        "in",
        "at",
        "during",
        "over",
        "within",
        "throughout",
        "for",
        "around",
        "into",
        "since",
        "from",
        "after",
        "between",
    }
)


@dataclass(slots=True)
class Phrase:
    """Lexemes `first` to `end` (exclusive) of a sentence."""

    lexemes: Lexemes
    letters: str
    first: int
    end: int

    @property
    def first_word(self) -> str:
        return self.lexemes.words[self.first]

    @property
    def last_word(self) -> str:
        return self.lexemes.words[self.end - 1]

    @property
    def relation(self) -> str | None:
        """The preposition that the phrase begins with, None without one; "earlier in May" has "in"."""
        for index in (self.first, self.first + 1):
            word = self.lexemes.words[index]
            if word in _RELATIONS:
                return None if word == "from" and self._owns_noun() else word
            if word not in ("earlier", "later"):
                return None
        return None

    def _owns_noun(self) -> bool:
        """Whether "'s" ends the phrase or its part of a day: "the toll from Tuesday's raid", "from Friday evening's"."""
        return self.has("POSS") or any(self.following(distance) in ("'s", "’s") for distance in (1, 2))

    def word(self, *names: str) -> str | None:
        """The first word of one of the classes."""
        for index in range(self.first, self.end):
            if LETTER_CLASSES[self.letters[index]] in names:
                return self.lexemes.words[index]
        return None

    def words_of(self, name: str) -> list[str]:
        """All words of a class, in order."""
        inside = range(self.first, self.end)
        return [self.lexemes.words[index] for index in inside if LETTER_CLASSES[self.letters[index]] == name]

    def has(self, name: str) -> bool:
        return self.word(name) is not None

    def previous(self, distance: int) -> str | None:
        index = self.first - distance
        return self.lexemes.words[index] if index >= 0 else None

    def following(self, distance: int) -> str | None:
        index = self.end + distance - 1
        return self.lexemes.words[index] if index < len(self.lexemes.words) else None

    def months(self) -> list[int]:
        return [
            MONTHS[self.lexemes.words[index]]
            for index in range(self.first, self.end)
            if LETTER_CLASSES[self.letters[index]] in ("MONTH", "WEAKMONTH")
        ]

    def month(self) -> int | None:
        found = self.months()
        return found[0] if found else None

    def day_numbers(self) -> list[int]:
        """Days of the month: "7", "7th", "the third"."""
        numbers = []
        for index in range(self.first, self.end):
            word, name = self.lexemes.words[index], LETTER_CLASSES[self.letters[index]]
            if name == "DAY":
                numbers.append(int(word))
            elif name == "ORDINAL":
                number = ordinal_value(word)
                if number is not None and 1 <= number <= 31:
                    numbers.append(number)
        return numbers

    def day_number(self) -> int | None:
        found = self.day_numbers()
        return found[-1] if found else None

    def years(self) -> list[int]:
        return [
            int(self.lexemes.words[index])
            for index in range(self.first, self.end)
            if LETTER_CLASSES[self.letters[index]] == "YEAR"
        ]

    def year(self) -> int | None:
        found = self.years()
        return found[-1] if found else None

    def amount(self) -> float | None:
        """How many units: 3 for "three", 1 for "a", None for "a few" or none at all."""
        words = self.lexemes.words
        for index in range(self.first, self.end):
            name = LETTER_CLASSES[self.letters[index]]
            if name in ("NUMBER", "DAY", "YEAR", "WORDNUMBER"):
                number = parse_number(words, index)
                return number[0] if number else None
            if name == "HALF":
                return 0.5
            if name == "VAGUE":
                return 2 if words[index] == "couple" else None
        return 1 if self.has("A") else None

    def _units(self) -> list[str]:
        words = self.lexemes.words
        return [words[i] for i in range(self.first, self.end) if LETTER_CLASSES[self.letters[i]] in ("UNIT", "UNITS")]

    def unit_word(self) -> str | None:
        found = self._units()
        return found[0] if found else None

    def last_unit_word(self) -> str | None:
        found = self._units()
        return found[-1] if found else None

    def unit(self) -> str | None:
        """Code of the first unit of time ("D", "W", "M", "Y")."""
        word = self.unit_word()
        return UNITS.get(word) or PLURAL_UNITS.get(word) if word else None

    def last_unit(self) -> str | None:
        word = self.last_unit_word()
        return UNITS.get(word) or PLURAL_UNITS.get(word) if word else None

    def is_inside_name(self) -> bool:
        """Whether a capitalised word follows at once, as in "April Gomez" or "the Friday Movement"."""
        if self.end >= len(self.lexemes.words) or self.last_word in ("'s", "’s", "."):
            return False
        following = self.lexemes.words[self.end]
        is_name = following.isalpha() and len(following) > 1 and self.lexemes.is_capitalised(self.end)
        return is_name and following not in MONTHS and self.lexemes.text[self.lexemes.ends[self.end - 1] :][:1] == " "
