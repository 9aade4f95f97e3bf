"""Sentences of invented news with their trees, for training beside the treebanks.

The treebanks hardly have the verbs of conflict ("lobbed", "torched", "besieged") nor the sentences that news is made of:
joined predicates, who says it at either end, titles and appositions, participles of what came of it. A small grammar puts
them together at random from the words of `news_words.toml`; what it says makes no sense and need not, since only tags and
trees are learnt.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from orchestration.language.news_nouns import NounWriter
from orchestration.language.news_phrases import (
    Dependent,
    Part,
    Phrase,
    auxiliary,
    build,
    case_of,
    comma,
    common_noun,
    pronoun,
    proper_noun,
    verb_form,
    without_articles,
    word,
)
from orchestration.language.treebank import Paragraph, Word

SPOKEN_TO = ("tell", "ask", "urge", "warn")  # the treebanks take whom one tells to do a thing for an indirect object


class NewsWriter(NounWriter):
    """Writes paragraphs of one to three sentences."""

    def paragraph(self) -> Paragraph:
        return Paragraph([self.sentence() for _ in range(self._random.choice((1, 1, 2, 3)))])

    def sentence(self) -> list[Word]:
        kinds: tuple[tuple[Callable[[], Phrase], int], ...] = (
            (self._plain, 10), (self._said_last, 5), (self._said_first, 4), (self._according, 2), (self._headline, 3),
            (self._said_between, 1), (self._counted, 3),
        )  # fmt: skip
        kind = self._random.choices([k for k, _ in kinds], [n for _, n in kinds])[0]
        words = list(kind().words)
        words[0] = replace(words[0], form=words[0].form[:1].upper() + words[0].form[1:])
        for index, following in enumerate(words[1:]):
            if following.form in (",", ".") or following.xpos == "POS":
                words[index] = replace(words[index], space_after=False)
        return words

    # -- verbs -------------------------------------------------------------------------------------------------------

    def _complements(self, depth: int) -> tuple[str, list[Part | None]]:
        """A verb lemma and what follows it."""
        draw = self._random.random()
        where = self._at_place("obl") if self._is(0.35) else None
        when = self._when() if self._is(0.35) else None
        if draw < 0.24:
            return self._one("harm"), [("obj", self._victims(depth)), where, when]
        if draw < 0.44:
            return self._one("hit"), [("obj", self._thing(depth)), where, when]
        if draw < 0.54:
            return self._one("decide"), [("obj", self._matter()), when]
        if draw < 0.6:
            thrown = common_noun(self._one("hurled"), True)
            target = build(case_of(self._random.choice(("at", "at", "into", "on"))), self._victims(1))
            return self._one("hurl"), [("obj", build(self._modifier(), thrown)), ("obl", target), when]
        if draw < 0.7:
            verb, preposition = self._pair("move")
            goal = self._thing(1) if self._is(0.6) else self._body(1)
            return verb, [("obl", build(case_of(preposition), goal)), when]
        if draw < 0.77:
            verb, particle = self._pair("phrasal")
            moved = self._victims(1) if self._is(0.4) else self._thing(1)
            return verb, [("compound:prt", word(particle, "ADP", "RP")), ("obj", moved), where]
        if draw < 0.83 and depth == 0:
            clause = build(("mark", word("to", "PART", "TO")), self._verb_phrase("VB", 1))
            return self._one("commit"), [("xcomp", clause)]
        if draw < 0.89 and depth == 0:
            clause = build(("mark", word("to", "PART", "TO")), self._verb_phrase("VB", 1))
            whom = self._body(1) if self._is(0.5) else self._people(1)
            verb = self._one("direct")
            return verb, [("iobj" if verb in SPOKEN_TO else "obj", whom), ("xcomp", clause)]
        if draw < 0.94 and depth == 0:
            verb, preposition = self._pair("charge")
            clause = build(("mark", word(preposition, "SCONJ", "IN")), self._verb_phrase("VBG", 1))
            return verb, [("obj", self._actor(1)), ("advcl", clause)]
        verb, _ = self._pair("deny")
        return verb, [("xcomp", self._verb_phrase("VBG", 1)), when]

    def _verb_phrase(self, tag: str, depth: int, is_plural: bool = False) -> Phrase:
        lemma, following = self._complements(depth)
        return build(verb_form(lemma, tag, is_plural), *following)

    def _predicate(self, subject: Dependent, is_plural: bool, depth: int) -> Phrase:
        """A finite clause: the subject, one verb in some tense, or several that share it."""
        draw = self._random.random()
        if draw < 0.14:
            return self._passive(subject[1], is_plural, depth)
        if draw < 0.22:
            return self._tensed(subject, "VBP" if is_plural else "VBZ", (), is_plural, depth)
        if draw < 0.7:
            first = self._tensed(subject, "VBD", (), is_plural, depth)
            return self._joined(first, "VBD", is_plural, depth) if self._is(0.25) else first
        if draw < 0.8:
            has = auxiliary("have" if is_plural else "has", "have", "VBP" if is_plural else "VBZ", is_plural)
            first = self._tensed(subject, "VBN", (("aux", has),), is_plural, depth)
            return self._joined(first, "VBN", is_plural, depth) if self._is(0.2) else first
        if draw < 0.87:
            had = auxiliary("had", "have", "VBD", is_plural)
            return self._tensed(subject, "VBN", (("aux", had),), is_plural, depth)
        if draw < 0.93:
            modal = self._random.choice(("will", "would", "could", "may", "might", "must"))
            return self._tensed(subject, "VB", (("aux", auxiliary(modal, modal, "MD")),), is_plural, depth)
        was = auxiliary("were" if is_plural else "was", "be", "VBD", is_plural)
        return self._tensed(subject, "VBG", (("aux", was),), is_plural, depth)

    def _tensed(self, subject: Dependent, tag: str, auxiliaries: Sequence[Part], is_plural: bool, depth: int) -> Phrase:
        lemma, following = self._complements(depth)
        return build(subject, *auxiliaries, verb_form(lemma, tag, is_plural), *following)

    def _joined(self, first: Phrase, tag: str, is_plural: bool, depth: int) -> Phrase:
        """ "seized the town, burned the mill and killed 12 farmers": further verbs without a subject."""
        parts: list[Part | None] = [first]
        if self._is(0.35):
            then = ("advmod", word("then", "ADV", "RB")) if self._is(0.2) else None
            parts.append(("conj", build(("punct", comma()), then, self._verb_phrase(tag, 1, is_plural))))
        last = self._verb_phrase(tag, max(depth, 1), is_plural)
        if self._is(0.93):
            parts.append(("conj", build(("cc", word("and", "CCONJ", "CC")), last)))
        else:
            parts.append(("conj", build(("punct", comma()), ("cc", word("but", "CCONJ", "CC")), last)))
        return build(*parts)

    def _passive(self, subject: Phrase, is_plural: bool, depth: int) -> Phrase:
        verb = verb_form(self._one("harm" if self._is(0.5) else "hit"), "VBN", is_passive=True)
        draw = self._random.random()
        auxiliaries: tuple[Part, ...]
        if draw < 0.7:
            form = "were" if is_plural else "was"
            auxiliaries = (("aux:pass", auxiliary(form, "be", "VBD", is_plural)),)
        else:
            has = auxiliary("have" if is_plural else "has", "have", "VBP" if is_plural else "VBZ", is_plural)
            auxiliaries = (("aux", has), ("aux:pass", auxiliary("been", "be", "VBN")))
        agent: Part | None = ("obl:agent", build(case_of("by"), self._actor(1))) if self._is(0.4) else None
        where = self._at_place("obl") if self._is(0.4) else None
        return build(("nsubj:pass", subject), *auxiliaries, verb, agent, where, self._when() if self._is(0.4) else None)

    # -- clauses and sentences ---------------------------------------------------------------------------------------

    def _clause(self, depth: int = 0) -> Phrase:
        subject = self._actor(depth)
        is_plural = subject.is_plural or any(w.head == subject.head and w.deprel == "conj" for w in subject.words)
        parts: list[Part | None] = [self._predicate(("nsubj", subject), is_plural, depth)]
        draw = self._random.random()
        if depth == 0 and draw < 0.16:
            parts.append(("advcl", self._result()))
        elif depth == 0 and draw < 0.34:
            mark = self._random.choice("after as when while before because until if unless although since".split())
            parts.append(("advcl", build(("mark", word(mark, "SCONJ", "IN")), self._clause(1))))
        return build(*parts)

    def _result(self) -> Phrase:
        """ ", killing 12 and wounding five", ", leaving 30 people homeless", ", burning the depot"."""
        draw = self._random.random()
        if draw < 0.25:
            state = word(self._random.choice(("dead", "wounded", "homeless", "injured")), "ADJ", "JJ", "Degree=Pos")
            return build(("punct", comma()), verb_form("leave", "VBG"), ("obj", self._victims(1)), ("xcomp", state))
        if draw < 0.5:
            return build(("punct", comma()), self._verb_phrase("VBG", 1))
        verb = verb_form(self._random.choice(("kill", "wound", "injure", "destroy", "displace")), "VBG")
        other: Part | None = None
        if self._is(0.4):
            harm = verb_form(self._random.choice(("wound", "injure", "damage")), "VBG")
            other = ("conj", build(("cc", word("and", "CCONJ", "CC")), harm, ("obj", self._victims(1))))
        return build(("punct", comma()), verb, ("obj", self._victims(1)), other)

    def _opened(self, clause: Phrase) -> Phrase:
        """The clause, now and then behind "On Tuesday,", "In Goma," or "As troops advanced,"."""
        draw = self._random.random()
        if draw > 0.93:
            mark = self._random.choice(("after", "as", "when", "while", "if", "although", "before"))
            before = build(("mark", word(mark, "SCONJ", "IN")), self._clause(1), ("punct", comma()))
            return build(("advcl", before), clause)
        if draw < 0.12:
            relation, phrase = self._when()
            return build((relation, build(phrase, ("punct", comma()))), clause)
        if draw < 0.2:
            relation, phrase = self._at_place("obl")
            return build((relation, build(phrase, ("punct", comma()))), clause)
        return clause

    def _stop(self) -> Part:
        return ("punct", word(".", "PUNCT", "."))

    def _speech(self, following: Sequence[Part | None] = ()) -> list[Part | None]:
        """Who says it, and "said", with what stands behind."""
        draw = self._random.random()
        speaker = self._person() if draw < 0.4 else self._body(1) if draw < 0.7 else self._people(1)
        when = self._when() if self._is(0.4) else None
        verb = verb_form(self._one("speech"), "VBD", speaker.is_plural)
        return [("nsubj", speaker), verb, when, *following]

    def _plain(self) -> Phrase:
        return build(self._opened(self._clause()), self._stop())

    def _said_last(self) -> Phrase:
        clause = self._opened(self._clause())
        return build(("ccomp", clause), ("punct", comma()), *self._speech((self._stop(),)))

    def _said_first(self) -> Phrase:
        mark: Part | None = ("mark", word("that", "SCONJ", "IN")) if self._is(0.6) else None
        if self._is(0.25):
            who = pronoun(self._random.choice(("it", "they", "he", "she")))
            clause = self._predicate(("nsubj", who), who.is_plural, 0)
        else:
            clause = self._clause()
        return build(*self._speech((("ccomp", build(mark, clause)), self._stop())))

    def _said_between(self) -> Phrase:
        """ "Troops, the ministry said on Tuesday, captured the town."."""
        subject = self._people(1)
        aside = build(("punct", comma()), *self._speech(), ("punct", comma()))
        verb = self._verb_phrase("VBD", 1, subject.is_plural)
        return build(("nsubj", subject), ("parataxis", aside), verb, self._stop())

    def _according(self) -> Phrase:
        to = build(word("according", "VERB", "VBG", "ExtPos=ADP|Tense=Pres|VerbForm=Part", "accord"),
                   ("fixed", word("to", "ADP", "IN")))  # fmt: skip
        source = build(("case", to), self._body(1) if self._is(0.5) else self._people(1))
        clause = self._clause()
        if self._is(0.5):
            return build(("obl", build(source, ("punct", comma()))), clause, self._stop())
        return build(clause, ("obl", build(("punct", comma()), source)), self._stop())

    def _counted(self) -> Phrase:
        """ "At least 12 people were killed and 30 wounded when a drone hit a market."."""
        people = build(self._counted_by(), common_noun(self._one("people"), True))
        were = auxiliary("were", "be", "VBD", True)
        parts: list[Part | None] = [
            ("nsubj:pass", people),
            ("aux:pass", were),
            verb_form(self._one("harm"), "VBN", False, True),
        ]
        if self._is(0.5):
            other = verb_form(self._one("harm"), "VBN", False, True)
            counted = ("nsubj:pass", self._number())
            parts.append(("conj", build(("cc", word("and", "CCONJ", "CC")), counted, other)))
        if self._is(0.6):
            mark = word(self._random.choice(("when", "after", "as")), "SCONJ", "IN")
            parts.append(("advcl", build(("mark", mark), self._clause(1))))
        else:
            parts.append(self._at_place("obl"))
        return build(*parts, self._stop())

    def _headline(self) -> Phrase:
        """ "Rebels seize town as army retreats", "Five killed in Goma", "Mali to send troops"."""
        draw = self._random.random()
        bare = build(self._modifier(), common_noun(self._one("people"), True))
        subject = bare if self._is(0.4) else self._body(1) if self._is(0.5) else proper_noun(self._pair("countries")[0])
        if draw < 0.2:
            counted = build(self._counted_by(), common_noun(self._one("people"), True)) if self._is(0.5) else bare
            verb = verb_form(self._one("harm"), "VBN", is_passive=True)
            return build(("nsubj:pass", counted), verb, self._at_place("obl"))
        if draw < 0.35:
            to = ("mark", word("to", "PART", "TO"))
            lemma, following = self._complements(1)
            return without_articles(build(("nsubj", subject), to, verb_form(lemma, "VB"), *following))
        clause = self._in_present(subject)
        if draw < 0.55:
            other = self._in_present(self._body(1) if self._is(0.5) else self._people(1))
            clause = build(clause, ("advcl", build(("mark", word("as", "SCONJ", "IN")), other)))
        return without_articles(clause)

    def _in_present(self, subject: Phrase) -> Phrase:
        lemma, following = self._complements(1)
        tag = "VBP" if subject.is_plural else "VBZ"
        return build(("nsubj", subject), verb_form(lemma, tag, subject.is_plural), *following)
