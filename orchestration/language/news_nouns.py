"""The noun phrases of invented news: gunmen, ministries, towns, treaties, at random. See `news_sentences.py`."""

import random
import tomllib
from abc import ABC, abstractmethod
from collections.abc import Sequence
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
    verb_form,
    with_article,
    word,
)

WORDS_FILE = Path(__file__).with_name("news_words.toml")
NUMBERS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split()
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
        if self._is(0.5):
            return word(self._random.choice(NUMBERS), "NUM", "CD", "NumForm=Word|NumType=Card")
        return word(str(self._random.randint(11, 900)), "NUM", "CD", "NumForm=Digit|NumType=Card")

    def _place(self) -> Phrase:
        name = proper_noun(self._random.choice(self._names))
        draw = self._random.random()
        if draw < 0.6:
            return name
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
        if draw < 0.72:
            return ("amod", adjective(self._one("adjectives")))
        if draw < 0.82:
            return ("amod", participle(self._one("participles")))
        return ("compound", common_noun(self._one("modifiers"), False))

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
        return ("nummod", build(("advmod", word("about", "ADV", "RB")), number))

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

    def _extended(self, phrase: Phrase, depth: int, pronoun_form: str) -> Phrase:
        draw = self._random.random()
        if depth > 0 or draw > 0.5:
            return phrase
        if draw < 0.12:
            return build(phrase, self._at_place("nmod"))
        if draw < 0.18:
            return build(phrase, ("nmod", build(case_of(self._random.choice(("of", "from"))), self._body(1))))
        if draw < 0.22:
            group = build(("punct", comma()), ("det", determiner("a")), ("compound", common_noun("rebel", False)),
                          common_noun("group", False), ("punct", comma()))  # fmt: skip
            name = build(("det", determiner("the")), proper_noun(self._one("acronyms")), ("appos", group))
            return build(phrase, ("nmod", build(case_of("of"), name)))
        if draw < 0.36:
            return build(phrase, ("acl", self._reduced()))
        if draw < 0.44:
            return build(phrase, ("acl:relcl", self._relative(pronoun_form, phrase.is_plural)))
        return build(phrase, ("nmod", build(case_of("with"), common_noun(self._one("things"), True))))

    def _reduced(self) -> Phrase:
        """ "freed by the army", "carrying rifles", "allied with Rwanda", "accused of burning a mill"."""
        draw = self._random.random()
        if draw < 0.4:
            verb = verb_form(self._one("harm"), "VBN", is_passive=True)
            agent = ("obl:agent", build(case_of("by"), self._body(1))) if self._is(0.4) else self._at_place("obl")
            return build(verb, agent, self._when() if self._is(0.3) else None)
        if draw < 0.65:
            verb = verb_form(self._random.choice("carry wear hold demand protest guard lead transport".split()), "VBG")
            held = build(self._modifier(), common_noun(self._one("things"), True))
            return build(verb, ("obj", self._matter() if self._is(0.3) else held))
        if draw < 0.85:
            lemma, preposition = self._random.choice((("ally", "with"), ("link", "to"), ("base", "in"), ("tie", "to")))
            owner = proper_noun(self._pair("countries")[0]) if self._is(0.6) else self._body(1)
            return build(participle(lemma), ("obl", build(case_of(preposition), owner)))
        clause = build(("mark", word("of", "SCONJ", "IN")), self._verb_phrase("VBG", 1))
        return build(participle(self._random.choice(("accuse", "suspect", "convict"))), ("advcl", clause))

    def _relative(self, form: str, is_plural: bool) -> Phrase:
        """ "who seized the town", or the same between commas."""
        subject = ("nsubj", word(form, "PRON", "WP" if form == "who" else "WDT", "PronType=Rel"))
        clause = self._predicate(subject, is_plural, 1)
        return build(("punct", comma()), clause, ("punct", comma())) if self._is(0.5) else clause

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
        if draw < 0.95:
            return proper_noun(self._pair("countries")[0])
        first, second = self._people(1), self._people(1)
        return build(first, ("conj", build(("cc", word("and", "CCONJ", "CC")), second)))

    def _victims(self, depth: int) -> Phrase:
        draw = self._random.random()
        if draw < 0.06:
            return pronoun(self._random.choice(("him", "them", "them")))
        if draw < 0.13:
            return self._counted_by()[1]
        first = self._people(max(depth, 1 if self._is(0.7) else 0))
        if self._is(0.12):
            return build(first, ("conj", build(("cc", word("and", "CCONJ", "CC")), self._people(1))))
        return first

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

    def _when(self) -> Dependent:
        draw = self._random.random()
        day = proper_noun(self._one("weekdays"))
        if draw < 0.4:
            return ("obl", build(case_of("on"), day))
        if draw < 0.55:
            return ("obl:unmarked", day)
        if draw < 0.65:
            month = proper_noun(self._one("months"))
            return ("obl", build(case_of("in"), month))
        if draw < 0.75:
            span = common_noun(self._random.choice(("week", "month", "year")), False)
            return ("obl:unmarked", build(("amod", adjective("last")), span))
        if draw < 0.85:
            return ("obl", build(case_of("at"), word(self._random.choice(TIMES_OF_DAY), "NOUN", "NN", SINGULAR)))
        return ("advmod", word(self._random.choice(("overnight", "again", "yesterday", "later")), "ADV", "RB"))
