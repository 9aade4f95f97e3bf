"""The noun phrases of invented news: gunmen, ministries, towns, treaties, at random. See `news_sentences.py`."""

import random
import tomllib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from orchestration.language.news_phrases import (
    SINGULAR,
    Dependent,
    Part,
    Phrase,
    adjective,
    build,
    case_of,
    comma,
    common_noun,
    determiner,
    participle,
    pronoun,
    proper_noun,
    with_article,
    word,
)

WORDS_FILE = Path(__file__).with_name("news_words.toml")
NUMBERS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split()
ABOUT = "about some around nearly almost".split()
TIMES_OF_DAY = "dawn noon dusk midnight night".split()


class NounWriter(ABC):
    """Draws words and puts noun phrases together. `names` are single words that stand for towns and families."""

    def __init__(self, names: Sequence[str], seed: int) -> None:
        self._names = names
        self._random = random.Random(seed)
        lists = tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))
        self._lists: dict[str, list[str]] = {name: words.split() for name, words in lists.items()}

    @abstractmethod
    def _predicate(self, subject: Dependent, is_plural: bool, depth: int) -> Phrase:
        """A finite clause, for relative clauses. depth: 1 inside of another phrase."""

    @abstractmethod
    def _extended(self, phrase: Phrase, depth: int, pronoun_form: str) -> Phrase:
        """The noun phrase with what may stand behind it. pronoun_form: "who" or "which"."""

    @abstractmethod
    def _verb_phrase(self, tag: str, depth: int, is_plural: bool = False) -> Phrase:
        """A verb in the form of the Penn tag with what follows it."""

    # -- chance ------------------------------------------------------------------------------------------------------

    def _is(self, share: float) -> bool:
        return self._random.random() < share

    def _one(self, name: str) -> str:
        return self._random.choice(self._lists[name])

    def _pair(self, name: str) -> tuple[str, str]:
        first, _, second = self._one(name).partition(":")
        return first, second

    # -- noun phrases ------------------------------------------------------------------------------------------------

    def _number(self) -> Phrase:
        if self._is(0.45):
            return word(self._random.choice(NUMBERS), "NUM", "CD", "NumForm=Word|NumType=Card")
        figure = self._random.randint(11, 900) if self._is(0.8) else self._random.randint(10, 600) * 100
        return word(f"{figure:,}", "NUM", "CD", "NumForm=Digit|NumType=Card")

    def _place(self) -> Phrase:
        name = proper_noun(self._random.choice(self._names))
        draw = self._random.random()
        if draw < 0.52:
            return name
        if draw < 0.6:
            land = build(("punct", comma()), proper_noun(self._pair("countries")[0]), ("punct", comma()))
            within = build(("punct", comma()), case_of("in"), self._land(), ("punct", comma()))
            return build(name, ("nmod:unmarked", land) if self._is(0.4) else ("nmod", within))
        if draw < 0.7:
            kind = common_noun(self._random.choice(("province", "region", "district")), False)
            return build(("det", determiner("the")), ("compound", name), kind)
        if draw < 0.8:
            kind = common_noun(self._random.choice(("town", "city", "village", "port")), False)
            kept = adjective(self._random.choice(("northern", "eastern", "besieged", "coastal", "disputed")))
            of = build(case_of("of"), name)
            return build(("det", determiner("the")), ("amod", kept) if self._is(0.4) else None, kind, ("nmod", of))
        if draw < 0.9:
            return proper_noun(self._pair("countries")[0])
        if draw < 0.93:
            other = build(("cc", word("and", "CCONJ", "CC")), proper_noun(self._random.choice(self._names)))
            return build(name, ("conj", self._further_place()) if self._is(0.4) else None, ("conj", other))
        return self._land()

    def _further_place(self) -> Phrase:
        """The second of three places in a row."""
        return build(("punct", comma()), proper_noun(self._random.choice(self._names)))

    def _land(self) -> Phrase:
        """ "northern Mali"."""
        side = adjective(self._random.choice(("northern", "southern", "eastern", "western", "central")))
        return build(("amod", side), proper_noun(self._pair("countries")[0]))

    def _at_place(self, relation: str) -> Dependent:
        return (relation, build(case_of(self._random.choice(("in", "in", "near", "outside", "at", "from"))), self._place()))

    def _person(self) -> Phrase:
        """ "President Amina Kyoto", "Kyoto", "rebel spokesman Amina Kyoto", "Amina Kyoto, the Malian envoy,"."""
        family = proper_noun(self._random.choice(self._names))
        fore = proper_noun(self._one("forenames"))
        draw = self._random.random()
        full = build(fore, ("flat", family))
        if draw < 0.2:
            return family
        if draw < 0.5:
            return build(("nmod:desc", proper_noun(self._one("titles"))), full)
        if draw < 0.75:
            office = common_noun(self._one("offices"), False)
            before: Part = (
                ("compound", common_noun(self._one("bodies"), False))
                if self._is(0.5)
                else ("amod", self._adjective_of_country())
            )
            return build(("nmod:desc", build(before, office)), full)
        office = common_noun(self._one("offices"), False)
        owner: Part = (
            ("nmod:poss", build(proper_noun(self._pair("countries")[0]), ("case", word("'s", "PART", "POS"))))
            if self._is(0.4)
            else ("det", determiner("the"))
        )
        beside = build(("punct", comma()), owner, self._modifier(), office, ("punct", comma()))
        return build(full, ("appos", beside))

    def _adjective_of_country(self) -> Phrase:
        return word(self._pair("countries")[1], "ADJ", "JJ", "Degree=Pos")

    def _modifier(self) -> Dependent | None:
        draw = self._random.random()
        if draw < 0.35:
            return None
        if draw < 0.55:
            return ("amod", self._adjective_of_country())
        if draw < 0.59:
            return ("amod", self._hyphened())
        if draw < 0.72:
            return ("amod", adjective(self._one("adjectives")))
        if draw < 0.82:
            return ("amod", participle(self._one("participles")))
        return ("compound", common_noun(self._one("modifiers"), False))

    def _hyphened(self) -> Phrase:
        """ "rebel-held", "Russian-backed", "34-year-old"."""
        hyphen = ("punct", word("-", "PUNCT", "HYPH"))
        if self._is(0.3):
            number = word(str(self._random.randint(11, 90)), "NUM", "CD", "NumForm=Digit|NumType=Card")
            year = build(("nummod", build(number, hyphen)), common_noun("year", False), hyphen)
            return _close(build(("compound", year), adjective("old")))
        first = self._adjective_of_country() if self._is(0.6) else common_noun(self._one("modifiers"), False)
        verb = participle(self._random.choice(("back", "hold", "run", "lead", "control", "occupy", "broker")))
        return _close(build(("compound", build(first, hyphen)), verb))

    def _counted_by(self) -> Dependent:
        """ "12", "at least 12", "more than 12"."""
        number = self._number()
        draw = self._random.random()
        if draw < 0.6:
            return ("nummod", number)
        if draw < 0.8:
            least = build(case_of("at"), word("least", "ADJ", "JJS", "Degree=Sup", "little"))
            return ("nummod", build(("nmod", least), number))
        if draw < 0.9:
            than = build(word("more", "ADJ", "JJR", "Degree=Cmp|ExtPos=ADV", "many"), ("fixed", word("than", "ADP", "IN")))
            return ("nummod", build(("advmod", than), number))
        return ("nummod", build(("advmod", word(self._random.choice(ABOUT), "ADV", "RB")), number))

    def _dozens(self) -> Phrase:
        """ "dozens of people", "hundreds of Malian troops", "one of the gunmen"."""
        people = common_noun(self._one("people"), True)
        if self._is(0.3):
            the = build(case_of("of"), ("det", determiner("the")), self._modifier(), people)
            return build(self._number(), ("nmod", the))
        many = common_noun(self._random.choice(("dozen", "hundred", "thousand")), True)
        return build(many, ("nmod", build(case_of("of"), self._modifier(), people)))

    def _people(self, depth: int = 0) -> Phrase:
        """ "masked gunmen", "the soldiers", "12 police officers in Goma", "fighters of the ADF, a rebel group,"."""
        is_plural = self._is(0.8)
        noun = common_noun(self._one("people"), is_plural)
        draw = self._random.random()
        opening: Dependent | None = None
        if not is_plural:
            opening = ("det", determiner(self._random.choice(("a", "the"))))
        elif draw < 0.2:
            opening = ("det", determiner("the"))
        elif draw < 0.45:
            opening = self._counted_by()
        phrase = build(opening, self._modifier(), noun)
        if opening is not None and opening[1].words[-1].form == "a":
            phrase = with_article(phrase)
        return self._extended(phrase, depth, "who")

    def _body(self, depth: int = 0) -> Phrase:
        """ "the Malian army", "Mali's government", "the UN", "the court in Goma"."""
        draw = self._random.random()
        if draw < 0.15:
            name = proper_noun(self._one("acronyms"))
            return build(("det", determiner("the")), name) if self._is(0.5) else name
        noun = common_noun(self._one("bodies"), self._is(0.1))
        if draw < 0.22:
            owner = pronoun(self._random.choice(("its", "their", "his")))
            return build(("nmod:poss", owner), self._modifier(), noun)
        if draw < 0.38:
            owner = proper_noun(self._pair("countries")[0])
            return build(("nmod:poss", build(owner, ("case", word("'s", "PART", "POS")))), self._modifier(), noun)
        phrase = build(("det", determiner("the")), self._modifier(), noun)
        return self._extended(phrase, max(depth, 1 if self._is(0.6) else 0), "which")

    def _actor(self, depth: int = 0) -> Phrase:
        draw = self._random.random()
        if draw < 0.07:
            return pronoun(self._random.choice(("he", "she", "it", "they", "they")))
        if draw < 0.46:
            return self._people(depth)
        if draw < 0.7:
            return self._body(depth)
        if draw < 0.85:
            return self._person()
        if draw < 0.93:
            return proper_noun(self._pair("countries")[0])
        if draw < 0.95:
            return self._dozens()
        return self._several(self._people if self._is(0.6) else self._body)

    def _several(self, written: Callable[[int], Phrase]) -> Phrase:
        """ "gunmen and police", "the army, the police and the court"."""
        parts: list[Part | None] = [written(1)]
        if self._is(0.3):
            parts.append(("conj", build(("punct", comma()), written(1))))
        return build(*parts, ("conj", build(("cc", word("and", "CCONJ", "CC")), written(1))))

    def _victims(self, depth: int) -> Phrase:
        draw = self._random.random()
        if draw < 0.06:
            return pronoun(self._random.choice(("him", "them", "them")))
        if draw < 0.13:
            return self._counted_by()[1]
        first = self._people(max(depth, 1 if self._is(0.7) else 0))
        if self._is(0.12):
            return build(first, ("conj", build(("cc", word("and", "CCONJ", "CC")), self._people(1))))
        if self._is(0.06):
            including = ("case", word("including", "VERB", "VBG", "Tense=Pres|VerbForm=Part", "include"))
            some = build(("punct", comma()), including, self._people(1), ("punct", comma()))
            return build(first, ("nmod", some))
        return self._dozens() if self._is(0.06) else first

    def _thing(self, depth: int) -> Phrase:
        draw = self._random.random()
        if draw < 0.25:
            return self._place()
        noun = common_noun(self._one("things"), self._is(0.35))
        is_plural = noun.is_plural
        opening: Dependent | None = ("det", determiner("the" if is_plural or self._is(0.5) else "a"))
        if is_plural and self._is(0.5):
            opening = self._counted_by()
        phrase = with_article(build(opening, self._modifier(), noun))
        if depth == 0 and self._is(0.15):
            return build(phrase, self._at_place("nmod"))
        return phrase

    def _matter(self) -> Phrase:
        noun = common_noun(self._one("matters"), self._is(0.2))
        phrase = with_article(
            build(("det", determiner("the" if noun.is_plural or self._is(0.5) else "a")), self._modifier(), noun)
        )
        draw = self._random.random()
        if draw < 0.15:
            other = build(case_of(self._random.choice(("with", "between", "on", "against", "of"))), self._body(1))
            return build(phrase, ("nmod", other))
        if draw < 0.25:
            clause = build(("mark", word("to", "PART", "TO")), self._verb_phrase("VB", 1))
            return build(phrase, ("acl", clause))
        if draw < 0.33:
            told = common_noun(self._random.choice("claim charge allegation report accusation warning".split()), self._is(0.5))
            whose = build(self._modifier(), told)
            body = self._body(1)
            clause = build(("mark", word("that", "SCONJ", "IN")), self._predicate(("nsubj", body), body.is_plural, 1))
            return build(("det", determiner("the")) if self._is(0.5) else None, whose, ("acl", clause))
        return phrase

    def _date(self) -> Phrase:
        """ "5 May", "May 5, 2021"."""
        day = word(str(self._random.randint(1, 31)), "NUM", "CD", "NumForm=Digit|NumType=Card")
        month = proper_noun(self._one("months"))
        year = self._year() if self._is(0.3) else None
        if self._is(0.6):
            return build(day, ("nmod:unmarked", build(month, ("nmod:unmarked", year) if year else None)))
        return build(("compound", month), day, ("nmod:unmarked", build(("punct", comma()), year)) if year else None)

    def _year(self) -> Phrase:
        return word(str(self._random.randint(1960, 2032)), "NUM", "CD", "NumForm=Digit|NumType=Card")

    def _when(self) -> Dependent:
        draw = self._random.random()
        day = proper_noun(self._one("weekdays"))
        if draw < 0.28:
            return ("obl", build(case_of("on"), day))
        if draw < 0.38:
            return ("obl:unmarked", day)
        if draw < 0.44:
            return self._part_of_day(day)
        if draw < 0.52:
            return ("obl", build(case_of("on"), self._date()))
        if draw < 0.64:
            year: Part | None = ("nmod:unmarked", self._year()) if self._is(0.4) else None
            return ("obl", build(case_of(self._random.choice(("in", "in", "since"))), proper_noun(self._one("months")), year))
        if draw < 0.72:
            span = common_noun(self._random.choice(("week", "month", "year")), False)
            if self._is(0.3):
                this = word(self._random.choice(("this", "that")), "DET", "DT", "Number=Sing|PronType=Dem")
                return ("obl:unmarked", build(("det", this), span if self._is(0.5) else common_noun("day", False)))
            return ("obl:unmarked", build(("amod", adjective("last")), day if self._is(0.3) else span))
        if draw < 0.76:
            span = common_noun(self._random.choice(("week", "month", "year", "day")), False)
            demonstrative = ("det", word("this", "DET", "DT", "Number=Sing|PronType=Dem"))
            earlier = word("earlier", "ADV", "RBR", "Degree=Cmp", "early")
            return ("advmod", build(earlier, ("obl:unmarked", build(demonstrative, span))))
        if draw < 0.8:
            spans = common_noun(self._random.choice(("hour", "day", "week", "month", "year")), True)
            later = word("later", "ADV", "RBR", "Degree=Cmp", "late")
            if self._is(0.4):
                later = word("ago", "ADV", "RB", "Degree=Pos")
            return ("advmod", build(("obl:unmarked", build(("nummod", self._number()), spans)), later))
        if draw < 0.86:
            return ("obl", build(case_of("at"), word(self._random.choice(TIMES_OF_DAY), "NOUN", "NN", SINGULAR)))
        return ("advmod", word(self._random.choice(("overnight", "again", "yesterday", "later")), "ADV", "RB"))

    def _part_of_day(self, day: Phrase) -> Dependent:
        """ "on Monday evening", "Monday night"."""
        part = common_noun(self._random.choice(("morning", "afternoon", "evening", "night")), False)
        of_day = build(("compound", day), part)
        return ("obl:unmarked", of_day) if self._is(0.3) else ("obl", build(case_of("on"), of_day))


def _close(phrase: Phrase) -> Phrase:
    """The phrase without spaces around its hyphens."""
    return Phrase(tuple(replace(item, space_after=False) for item in phrase.words[:-1]) + phrase.words[-1:], phrase.head)
