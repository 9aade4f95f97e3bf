"""The predicates of invented news: verbs with what follows them, in every tense, joined, passive, denied.
See `news_sentences.py`.
"""

from collections.abc import Sequence

from orchestration.language.news_asides import AsideWriter
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
    verb_form,
    with_article,
    word,
)

SPOKEN_TO = ("tell", "ask", "urge", "warn")  # the treebanks take whom one tells to do a thing for an indirect object


class PredicateWriter(AsideWriter):
    """Writes predicates and the clauses that are made of them."""

    def _complements(self, depth: int) -> tuple[str, list[Part | None]]:
        """A verb lemma and what follows it."""
        draw = self._random.random() * (0.76 if depth else 1)
        where = self._at_place("obl") if self._is(0.35) else None
        when = self._when() if self._is(0.35) else None
        if draw < 0.21:
            amid = self._amid() if self._is(0.2) else None
            return self._one("harm"), [("obj", self._victims(depth)), where, amid, when]
        if draw < 0.38:
            return self._one("hit"), [("obj", self._thing(depth)), where, when]
        if draw < 0.48:
            amid = self._amid() if self._is(0.2) else None
            return self._one("decide"), [("obj", self._matter()), amid, when]
        if draw < 0.53:
            thrown = common_noun(self._one("hurled"), True)
            target = build(case_of(self._random.choice(("at", "at", "into", "on"))), self._victims(1))
            return self._one("hurl"), [("obj", build(self._modifier(), thrown)), ("obl", target), when]
        if draw < 0.62:
            verb, preposition = self._pair("move")
            goal = self._thing(1) if self._is(0.6) else self._body(1)
            return verb, [("obl", build(case_of(preposition), goal)), when]
        if draw < 0.68:
            verb, particle = self._pair("phrasal")
            moved = self._victims(1) if self._is(0.4) else self._thing(1)
            return verb, [("compound:prt", word(particle, "ADP", "RP")), ("obj", moved), where]
        if draw < 0.76:
            return self._undertaking(when)
        if draw < 0.95:
            return self._commanding(draw)
        verb, _ = self._pair("deny")
        return verb, [("xcomp", self._verb_phrase("VBG", 1))]

    def _undertaking(self, when: Dependent | None) -> tuple[str, list[Part | None]]:
        """ "launched an attack on a depot", "carried out raids", "sent troops to the border", "held talks with Mali"."""
        if self._is(0.3):
            verb = self._random.choice(("send", "deploy", "dispatch", "move", "deliver"))
            goal = build(case_of("to"), self._thing(1) if self._is(0.5) else self._place())
            moved = self._people(1) if self._is(0.6) else common_noun(self._one("things"), True)
            purpose = build(("mark", word("to", "PART", "TO")), self._verb_phrase("VB", 1))
            return verb, [("obj", moved), ("advcl", purpose) if self._is(0.4) else ("obl", goal), when]
        verb, _, particle = self._one("undertake").partition(":")
        out: Part | None = ("compound:prt", word(particle, "ADP", "RP")) if particle else None
        return verb, [out, ("obj", self._occurrence()), when]

    def _commanding(self, draw: float) -> tuple[str, list[Part | None]]:
        """ "agreed to leave", "ordered police to leave", "called on Mali to leave", "accused them of having left"."""
        clause = build(("mark", word("to", "PART", "TO")), self._verb_phrase("VB", 1))
        if draw < 0.8:
            return self._one("commit"), [("xcomp", clause)]
        if draw < 0.85:
            whom = self._body(1) if self._is(0.5) else self._people(1)
            if self._is(0.15):
                return self._random.choice(("let", "let", "make", "help")), [
                    ("obj", whom),
                    ("xcomp", self._verb_phrase("VB", 1)),
                ]
            verb = self._one("direct")
            return verb, [("iobj" if verb in SPOKEN_TO else "obj", whom), ("xcomp", clause)]
        if draw < 0.88:
            return "call", [("obl", build(case_of("on"), self._actor(1))), ("xcomp", clause)]
        if draw < 0.9:
            return self._one("speech"), [("ccomp", build(("mark", word("that", "SCONJ", "IN")), self._clause(1)))]
        verb, preposition = self._pair("charge")
        if self._is(0.25):
            return verb, [("obj", self._actor(1)), ("obl", build(case_of(preposition), self._occurrence()))]
        deed = self._verb_phrase("VBG", 1)
        if self._is(0.3):
            deed = build(("aux", auxiliary("having", "have", "VBG")), self._verb_phrase("VBN", 1))
        return verb, [("obj", self._actor(1)), ("advcl", build(("mark", word(preposition, "SCONJ", "IN")), deed))]

    def _verb_phrase(self, tag: str, depth: int, is_plural: bool = False) -> Phrase:
        lemma, following = self._complements(depth)
        return build(verb_form(lemma, tag, is_plural), *following)

    # -- tenses ------------------------------------------------------------------------------------------------------

    def _predicate(self, subject: Dependent, is_plural: bool, depth: int) -> Phrase:
        """A finite clause: the subject, one verb in some tense, or several that share it."""
        draw = self._random.random()
        if draw < 0.16:
            return self._passive(subject[1], is_plural, depth)
        if draw < 0.23:
            return self._tensed(subject, "VBP" if is_plural else "VBZ", (), is_plural, depth)
        if draw < 0.67:
            first = self._tensed(subject, "VBD", (), is_plural, depth)
            return self._joined(first, "VBD", is_plural, depth) if self._is(0.25) else first
        if draw < 0.72:
            did = auxiliary("did", "do", "VBD", is_plural)
            return self._tensed(subject, "VB", (("aux", did), self._not()), is_plural, depth)
        if draw < 0.81:
            first = self._tensed(subject, "VBN", (("aux", self._has(is_plural)), *self._maybe_not()), is_plural, depth)
            return self._joined(first, "VBN", is_plural, depth) if self._is(0.2) else first
        if draw < 0.87:
            had = auxiliary("had", "have", "VBD", is_plural)
            return self._tensed(subject, "VBN", (("aux", had), *self._maybe_not()), is_plural, depth)
        if draw < 0.93:
            return self._tensed(subject, "VB", (self._modal(), *self._maybe_not()), is_plural, depth)
        be = auxiliary(*(("were" if is_plural else "was", "be", "VBD") if self._is(0.6) else
                         ("are" if is_plural else "is", "be", "VBP" if is_plural else "VBZ")), is_plural)  # fmt: skip
        return self._tensed(subject, "VBG", (("aux", be),), is_plural, depth)

    def _has(self, is_plural: bool) -> Phrase:
        return auxiliary("have" if is_plural else "has", "have", "VBP" if is_plural else "VBZ", is_plural)

    def _modal(self) -> Dependent:
        modal = self._random.choice(("will", "would", "could", "may", "might", "must", "should"))
        return ("aux", auxiliary(modal, modal, "MD"))

    def _not(self) -> Dependent:
        return ("advmod", word("not", "PART", "RB", "Polarity=Neg"))

    def _maybe_not(self) -> Sequence[Dependent]:
        return (self._not(),) if self._is(0.12) else ()

    def _tensed(self, subject: Dependent, tag: str, auxiliaries: Sequence[Part], is_plural: bool, depth: int) -> Phrase:
        lemma, following = self._complements(depth)
        aside = self._aside() if depth == 0 and self._is(0.05) else None
        return build(subject, aside, *auxiliaries, verb_form(lemma, tag, is_plural), *following)

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
        draw = self._random.random()
        auxiliaries: tuple[Part, ...]
        if draw < 0.6:
            form = "were" if is_plural else "was"
            auxiliaries = (("aux:pass", auxiliary(form, "be", "VBD", is_plural)), *self._maybe_not())
        elif draw < 0.8:
            been = ("aux:pass", auxiliary("been", "be", "VBN"))
            auxiliaries = (("aux", self._has(is_plural)), *self._maybe_not(), been)
        elif draw < 0.9:
            auxiliaries = (self._modal(), *self._maybe_not(), ("aux:pass", auxiliary("be", "be", "VB")))
        else:
            form = "were" if is_plural else "was"
            auxiliaries = (
                ("aux", auxiliary(form, "be", "VBD", is_plural)),
                ("aux:pass", auxiliary("being", "be", "VBG")),
            )
        aside = self._aside() if depth == 0 and self._is(0.04) else None
        return build(("nsubj:pass", subject), aside, *auxiliaries, *self._undergone(depth))

    def _undergone(self, depth: int) -> list[Part | None]:
        """ "seized by rebels in Goma on Tuesday", "accused of burning a mill", "forced to leave", "believed to have left"."""
        draw = self._random.random()
        when = self._when() if self._is(0.4) else None
        if depth == 0 and draw < 0.08:
            lemma, preposition = self._pair("charge")
            clause = build(("mark", word(preposition, "SCONJ", "IN")), self._verb_phrase("VBG", 1))
            return [verb_form(lemma, "VBN", is_passive=True), ("advcl", clause)]
        if depth == 0 and draw < 0.16:
            lemma = self._random.choice("order force expect believe report think allow ask".split())
            to = ("mark", word("to", "PART", "TO"))
            deed = self._verb_phrase("VB", 1)
            if self._is(0.4):
                deed = build(("aux", auxiliary("have", "have", "VB")), self._verb_phrase("VBN", 1))
            return [verb_form(lemma, "VBN", is_passive=True), ("xcomp", build(to, deed))]
        if draw < 0.2:
            span = build(case_of("to"), self._span(), ("nmod", build(case_of("in"), common_noun("prison", False))))
            return [verb_form("sentence", "VBN", is_passive=True), ("obl", span), when]
        verb = verb_form(self._one("harm" if self._is(0.5) else "hit"), "VBN", is_passive=True)
        agent: Part | None = ("obl:agent", build(case_of("by"), self._actor(1))) if self._is(0.35) else None
        amid = self._amid() if agent is None and self._is(0.35) else None
        where = self._at_place("obl") if self._is(0.4) else None
        return [verb, agent, amid, where, when]

    # -- clauses -----------------------------------------------------------------------------------------------------

    def _clause(self, depth: int = 0) -> Phrase:
        if self._is(0.12):
            return self._occurrence_predicate(self._occurrence(), "VBD")
        subject = self._actor(depth)
        is_plural = subject.is_plural or any(w.head == subject.head and w.deprel == "conj" for w in subject.words)
        if depth == 0 and self._is(0.05):
            return self._denying(subject, is_plural)
        parts: list[Part | None] = [self._predicate(("nsubj", subject), is_plural, depth)]
        draw = self._random.random()
        if depth == 0 and draw < 0.16:
            parts.append(("advcl", self._result()))
        elif depth == 0 and draw < 0.32:
            mark = self._random.choice("after as when while before because until if unless although since".split())
            parts.append(("advcl", build(("mark", word(mark, "SCONJ", "IN")), self._clause(1))))
        elif depth == 0 and draw < 0.42:
            parts.append(("conj", self._further()))
        elif depth == 0 and draw < 0.48:
            parts.append(self._by_deed())
        elif depth == 0 and draw < 0.51:
            which = ("obj", word("which", "PRON", "WDT", "PronType=Rel"))
            doubter = self._body(1)
            denies = verb_form(self._random.choice(("deny", "reject", "confirm", "dispute")), "VBD", doubter.is_plural)
            parts.append(("advcl:relcl", self._between_commas(which, ("nsubj", doubter), denies)))
        elif depth == 0 and draw < 0.53:
            noun = common_noun(self._random.choice("step move decision verdict attack claim charge".split()), False)
            clause = self._relative("which", False) if self._is(0.5) else self._object_relative()
            named = with_article(build(("det", determiner("a")), noun, ("acl:relcl", clause)))
            parts.append(("appos", build(("punct", comma()), named)))
        return build(*parts)

    def _denying(self, subject: Phrase, is_plural: bool) -> Phrase:
        """ "The army denied that rebels held the town and accused them of burning it"."""
        that: Part | None = ("mark", word("that", "SCONJ", "IN")) if self._is(0.7) else None
        lemma = self._random.choice(("deny", "say", "say", "confirm", "claim", "admit", "insist"))
        told = ("ccomp", build(that, self._clause(1)))
        then = build(("cc", word("and", "CCONJ", "CC")), self._verb_phrase("VBD", 1, is_plural))
        return build(("nsubj", subject), verb_form(lemma, "VBD", is_plural), told, ("conj", then))

    def _further(self) -> Phrase:
        """ "and police arrested 12", ", but the army denied it", "; three were wounded"."""
        other = self._clause(1)
        if self._is(0.15):
            return build(("punct", word(";", "PUNCT", ":")), other)
        form = self._random.choice(("and", "and", "but"))
        mark: Part | None = ("punct", comma()) if form == "but" or self._is(0.5) else None
        return build(mark, ("cc", word(form, "CCONJ", "CC")), other)

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
