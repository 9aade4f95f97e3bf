"""What happens, as a noun, in invented news: "a drone strike on a market in Goma", "clashes between the army and rebels",
"two days of talks". See `news_sentences.py`.
"""

from orchestration.language.news_nouns import NUMBERS, NounWriter
from orchestration.language.news_phrases import (
    Dependent,
    Part,
    Phrase,
    build,
    case_of,
    common_noun,
    determiner,
    proper_noun,
    verb_form,
    with_article,
    word,
)

SPANS = "hour day week month year".split()


class OccurrenceWriter(NounWriter):
    """Writes occurrences and hangs them on verbs."""

    def _occurrence(self, has_article: bool = True) -> Phrase:
        lemma, preposition = self._pair("occurrences")
        noun = common_noun(lemma, self._is(0.35))
        means = ("compound", common_noun(self._one("means"), False)) if self._is(0.4) else self._modifier()
        phrase = build(self._opening(noun.is_plural, has_article), means, noun)
        if phrase.words[0].form == "a":
            phrase = with_article(phrase)
        draw = self._random.random()
        if draw < 0.3:
            return phrase
        if draw < 0.5:
            return build(phrase, self._at_place("nmod"))
        return build(phrase, self._involved(preposition), self._at_place("nmod") if self._is(0.25) else None)

    def _opening(self, is_plural: bool, has_article: bool) -> Dependent | None:
        """ "a", "the", "three", "Monday's", "the army's" or nothing."""
        draw = self._random.random()
        possessive = ("case", word("'s", "PART", "POS"))
        if not has_article:
            return None
        if draw < 0.07:
            return ("nmod:poss", build(proper_noun(self._one("weekdays")), possessive))
        if draw < 0.14:
            return ("nmod:poss", build(self._body(1), possessive))
        if is_plural:
            return None if draw < 0.6 else self._counted_by() if draw < 0.8 else ("det", determiner("the"))
        return ("det", determiner("a" if draw < 0.65 else "the"))

    def _involved(self, preposition: str) -> Dependent:
        """ "on a market", "between the army and rebels", "against two villages", "of talks"."""
        if preposition == "between":
            sides = build(self._body(1) if self._is(0.5) else self._people(1), ("conj", self._joined_by_and(self._people(1))))
            if self._is(0.5):
                return ("nmod", build(case_of("between"), sides))
            return ("nmod", build(case_of("with"), self._body(1) if self._is(0.5) else self._people(1)))
        if self._is(0.15):
            return ("nmod", build(case_of("by"), self._actor(1)))
        if preposition == "of":
            return ("nmod", build(case_of("of"), self._victims(1) if self._is(0.6) else self._thing(1)))
        return ("nmod", build(case_of(preposition), self._thing(1) if self._is(0.75) else self._body(1)))

    def _joined_by_and(self, phrase: Phrase) -> Phrase:
        return build(("cc", word("and", "CCONJ", "CC")), phrase)

    def _span(self) -> Phrase:
        """ "two days", "hours"."""
        noun = common_noun(self._random.choice(SPANS), True)
        number = word(self._random.choice(NUMBERS), "NUM", "CD", "NumForm=Word|NumType=Card")
        return build(("nummod", number) if self._is(0.6) else None, noun)

    def _amid(self) -> Dependent:
        """ "in a raid on a depot", "after two days of talks", "over the killing of 12 farmers"."""
        case = case_of(self._random.choice("in in in during after after amid over before following despite".split()))
        if case[1].words[0].form == "following":
            case = ("case", word("following", "VERB", "VBG", "Tense=Pres|VerbForm=Part", "follow"))
        if self._is(0.15):
            return ("obl", build(case, self._span(), ("nmod", build(case_of("of"), self._occurrence(has_article=False)))))
        return ("obl", build(case, self._occurrence()))

    def _verb(self, lemmas: str, tag: str, is_plural: bool) -> Phrase:
        return verb_form(self._random.choice(lemmas.split()), tag, is_plural)

    def _occurrence_predicate(self, subject: Phrase, tag: str) -> Phrase:
        """What an occurrence did: "killed 12 people and wounded five", "left 12 dead", "broke out in Goma"."""
        is_plural = subject.is_plural
        parts: list[Part | None] = [("nsubj", subject)]
        draw = self._random.random()
        if draw < 0.4:
            parts += [self._verb("kill wound injure displace hurt", tag, is_plural), ("obj", self._victims(1))]
            if self._is(0.4):
                other = build(self._verb("wound injure damage hurt", tag, is_plural), ("obj", self._victims(1)))
                parts.append(("conj", self._joined_by_and(other)))
            return build(*parts, self._at_place("obl") if self._is(0.3) else None, self._when() if self._is(0.3) else None)
        if draw < 0.55:
            state = word(self._random.choice(("dead", "wounded", "homeless", "injured")), "ADJ", "JJ", "Degree=Pos")
            return build(*parts, self._verb("leave", tag, is_plural), ("obj", self._victims(1)), ("xcomp", state))
        if draw < 0.75:
            struck = self._verb("destroy damage hit strike paralyse follow end halt", tag, is_plural)
            return build(*parts, struck, ("obj", self._thing(1)), self._when() if self._is(0.3) else None)
        if draw < 0.85:
            where = self._at_place("obl") if self._is(0.7) else None
            return build(*parts, self._verb("erupt continue resume start occur happen", tag, is_plural), where, self._when())
        if draw < 0.93:
            particle = ("compound:prt", word("out", "ADP", "RP"))
            return build(*parts, self._verb("break", tag, is_plural), particle, self._at_place("obl"))
        clause = build(("mark", word("to", "PART", "TO")), self._verb_phrase("VB", 1))
        return build(*parts, self._verb("force prompt", tag, is_plural), ("obj", self._people(1)), ("xcomp", clause))
