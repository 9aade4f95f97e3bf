"""What stands beside a noun or before a clause in invented news: places, participles, relative clauses, openings and asides.
See `news_sentences.py`.
"""

from abc import abstractmethod
from collections.abc import Callable

from orchestration.language.news_occurrences import OccurrenceWriter
from orchestration.language.news_phrases import (
    Dependent,
    Part,
    Phrase,
    auxiliary,
    build,
    case_of,
    comma,
    common_noun,
    determiner,
    participle,
    proper_noun,
    verb_form,
    word,
)

CONJUNCTIONS = "after as when while if although before since".split()


class AsideWriter(OccurrenceWriter):
    """Writes what is told beside the main line of a sentence."""

    @abstractmethod
    def _clause(self, depth: int = 0) -> Phrase:
        """A finite clause with its subject."""

    def _between_commas(self, *parts: Part | None) -> Phrase:
        """The sentence's end takes the second comma away again."""
        return build(("punct", comma()), *parts, ("punct", comma()))

    # -- beside a noun -----------------------------------------------------------------------------------------------

    def _extended(self, phrase: Phrase, depth: int, pronoun_form: str) -> Phrase:
        draw = self._random.random()
        if depth > 0 or draw > 0.62:
            return phrase
        if draw < 0.12:
            return build(phrase, self._at_place("nmod"))
        if draw < 0.17:
            return build(phrase, ("nmod", build(case_of(self._random.choice(("of", "from"))), self._body(1))))
        if draw < 0.2:
            group = self._between_commas(("det", determiner("a")), ("compound", common_noun("rebel", False)),
                                         common_noun("group", False))  # fmt: skip
            name = build(("det", determiner("the")), proper_noun(self._one("acronyms")), ("appos", group))
            return build(phrase, ("nmod", build(case_of("of"), name)))
        if draw < 0.23:
            name = build(("punct", word("(", "PUNCT", "-LRB-")), proper_noun(self._one("acronyms")),
                         ("punct", word(")", "PUNCT", "-RRB-")))  # fmt: skip
            return build(phrase, ("appos", name))
        if draw < 0.33:
            return build(phrase, ("acl", self._reduced()))
        if draw < 0.43:
            return build(phrase, ("acl", self._between_commas(self._reduced())))
        if draw < 0.57:
            return build(phrase, ("acl:relcl", self._relative(pronoun_form, phrase.is_plural)))
        return build(phrase, ("nmod", build(case_of("with"), common_noun(self._one("things"), True))))

    def _reduced(self) -> Phrase:
        """ "freed by the army", "carrying rifles", "allied with Rwanda", "accused of burning a mill", "halted over a raid"."""
        draw = self._random.random()
        if draw < 0.42:
            verb = verb_form(self._one("harm" if self._is(0.5) else "hit"), "VBN", is_passive=True)
            agent = ("obl:agent", build(case_of("by"), self._body(1))) if self._is(0.4) else self._at_place("obl")
            agent = self._amid() if self._is(0.2) else agent
            return build(verb, agent, self._when() if self._is(0.3) else None)
        if draw < 0.57:
            verb = verb_form(
                self._random.choice("carry wear hold demand protest guard lead transport ride drive fly operate".split()),
                "VBG",
            )
            held = build(self._modifier(), common_noun(self._one("things"), True))
            return build(verb, ("obj", self._matter() if self._is(0.3) else held))
        if draw < 0.65:
            return self._verb_phrase("VBG", 1)
        if draw < 0.85:
            lemma, preposition = self._random.choice(
                (("ally", "with"), ("link", "to"), ("base", "in"), ("tie", "to"), ("back", "by"), ("arm", "with"))
            )
            owner = proper_noun(self._pair("countries")[0]) if self._is(0.6) else self._body(1)
            relation = "obl:agent" if preposition == "by" else "obl"
            return build(participle(lemma), (relation, build(case_of(preposition), owner)))
        clause = build(("mark", word("of", "SCONJ", "IN")), self._verb_phrase("VBG", 1))
        return build(participle(self._random.choice(("accuse", "suspect", "convict"))), ("advcl", clause))

    def _relative(self, form: str, is_plural: bool) -> Phrase:
        """ "who seized the town", "whose fighters fled", "of whom 12 were freed", "that police seized"; or between commas."""
        draw = self._random.random()
        if draw < 0.56:
            subject = word(form, "PRON", "WP" if form == "who" else "WDT", "PronType=Rel")
            clause = self._predicate(("nsubj", subject), is_plural, 1)
        elif draw < 0.63:
            whole = build(case_of("of"), word("whom" if form == "who" else "which", "PRON", "WDT", "PronType=Rel"))
            count = self._number() if self._is(0.6) else self._vague_count()
            part = build(count, ("nmod", whole)) if self._is(0.5) else build(("nmod", whole), count)
            return self._between_commas(self._predicate(("nsubj", part), True, 1))
        elif draw < 0.78:
            owner = ("nmod:poss", word("whose", "PRON", "WP$", "Poss=Yes|PronType=Rel"))
            owned = common_noun(self._one("people" if self._is(0.6) else "bodies"), self._is(0.6))
            clause = self._predicate(("nsubj", build(owner, owned)), owned.is_plural, 1)
        else:
            return self._object_relative()
        return self._between_commas(clause) if self._is(0.5) else clause

    def _vague_count(self) -> Phrase:
        """ "many of whom", "dozens of which"."""
        if self._is(0.4):
            return common_noun(self._random.choice(("dozen", "hundred")), True)
        return word(self._random.choice(("many", "most", "several")), "ADJ", "JJ", "Degree=Pos")

    def _object_relative(self) -> Phrase:
        """ "that police seized in May", "the army shelled"."""
        that: Part | None = ("obj", word("that", "PRON", "WDT", "PronType=Rel")) if self._is(0.7) else None
        doer = self._body(1) if self._is(0.5) else self._people(1)
        verb = verb_form(self._one("hit" if self._is(0.5) else "decide"), "VBD", doer.is_plural)
        return build(that, ("nsubj", doer), verb, self._when() if self._is(0.5) else self._at_place("obl"))

    def _told_of_place(self) -> Phrase:
        """ "Goma, where rebels seized a bridge in May,"."""
        clause = build(("advmod", word("where", "ADV", "WRB", "PronType=Rel")), self._clause(1))
        return build(self._place(), ("acl:relcl", self._between_commas(clause)))

    # -- before a clause ---------------------------------------------------------------------------------------------

    def _opened(self, clause: Phrase) -> Phrase:
        """The clause, now and then behind "On Tuesday,", "Backed by drones," or "Hours after troops seized the town,"."""
        if self._is(0.58):
            return clause
        if self._is(0.06):
            return build(("cc", word(self._random.choice(("But", "And", "Yet")), "CCONJ", "CC")), clause)
        kinds: tuple[tuple[Callable[[], Dependent], int], ...] = (
            (self._when, 6), (lambda: self._at_place("obl"), 5), (self._amid, 5), (self._participle_before, 5),
            (self._clause_before, 4), (self._by_deed, 2), (self._span_before, 3), (self._told_place_before, 2), 
            (self._word_before, 2), (self._statement_before, 2),
        )  # fmt: skip
        kind = self._random.choices([k for k, _ in kinds], [n for _, n in kinds])[0]
        relation, phrase = kind()
        is_bare = relation.startswith("obl") and self._is(0.25)
        return build((relation, phrase if is_bare else build(phrase, ("punct", comma()))), clause)

    def _participle_before(self) -> Dependent:
        """ "Accused of fraud", "Speaking in Goma", "Having seized the bridge", "To free the hostages"."""
        draw = self._random.random()
        if draw < 0.35:
            return ("advcl", self._reduced())
        if draw < 0.6:
            verb = verb_form(self._random.choice("speak address visit arrive announce open accept".split()), "VBG")
            return ("advcl", build(verb, self._at_place("obl") if self._is(0.6) else ("obj", self._matter()), self._when()))
        if draw < 0.8:
            having = auxiliary("having", "have", "VBG")
            return ("advcl", build(("aux", having), self._verb_phrase("VBN", 1)))
        return ("advcl", build(("mark", word("to", "PART", "TO")), self._verb_phrase("VB", 1)))

    def _clause_before(self) -> Dependent:
        mark = self._random.choice(CONJUNCTIONS)
        return ("advcl", build(("mark", word(mark, "SCONJ", "IN")), self._clause(1)))

    def _span_before(self) -> Dependent:
        """ "Two days after clashes in Goma", "Hours after troops seized the town"."""
        form = self._random.choice(("after", "after", "before"))
        if self._is(0.5):
            return ("obl:unmarked", build(self._span(), ("nmod", build(case_of(form), self._occurrence()))))
        clause = build(("mark", word(form, "SCONJ", "IN")), self._clause(1))
        return ("obl:unmarked", build(self._span(), ("acl", clause)))

    def _told_place_before(self) -> Dependent:
        return ("obl", build(case_of("in"), self._told_of_place()))

    def _word_before(self) -> Dependent:
        adverb = self._random.choice("meanwhile however separately elsewhere earlier later".split())
        return ("advmod", word(adverb, "ADV", "RB"))

    def _by_deed(self) -> Dependent:
        """ "by burning a mill", "after seizing the town", "without naming the gunmen"."""
        mark = self._random.choice("by by after before without while despite".split())
        return ("advcl", build(("mark", word(mark, "SCONJ", "IN")), self._verb_phrase("VBG", 1)))

    def _statement_before(self) -> Dependent:
        """ "In a statement on Tuesday"."""
        noun = common_noun(self._random.choice("statement letter speech interview report message".split()), False)
        article = determiner("an" if noun.words[0].form[0] == "i" else "a")
        when = self._when()
        beside = ("nmod", when[1]) if when[0] == "obl" else None
        return ("obl", build(case_of("in"), ("det", article), noun, beside))

    def _aside(self) -> Dependent:
        """Between subject and verb: ", however,", ", in a raid on a camp,", ", according to the ministry,"."""
        draw = self._random.random()
        if draw < 0.3:
            adverb = word(self._random.choice(("however", "meanwhile", "too", "also")), "ADV", "RB")
            return ("advmod", self._between_commas(adverb))
        if draw < 0.6:
            relation, phrase = self._amid() if self._is(0.5) else self._statement_before()
            return (relation, self._between_commas(phrase))
        return ("obl", self._between_commas(self._according_to()))

    def _according_to(self) -> Phrase:
        to = build(word("according", "VERB", "VBG", "ExtPos=ADP|Tense=Pres|VerbForm=Part", "accord"),
                   ("fixed", word("to", "ADP", "IN")))  # fmt: skip
        return build(("case", to), self._body(1) if self._is(0.5) else self._people(1))
