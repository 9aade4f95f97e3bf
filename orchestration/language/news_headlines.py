"""The headlines of invented news, in the present and without articles. See `news_sentences.py`."""

from orchestration.language.news_phrases import (
    Dependent,
    Part,
    Phrase,
    build,
    comma,
    common_noun,
    proper_noun,
    verb_form,
    without_articles,
    word,
)
from orchestration.language.news_predicates import PredicateWriter


class HeadlineWriter(PredicateWriter):
    """Writes headlines."""

    def _headline(self) -> Phrase:
        """ "Rebels seize town as army retreats", "Five killed in Goma", "Mali to send troops", "Town falls, army says"."""
        draw = self._random.random()
        if draw < 0.2:
            return without_articles(self._short_passive())
        if draw < 0.32:
            to = ("mark", word("to", "PART", "TO"))
            lemma, following = self._complements(1)
            return without_articles(build(("nsubj", self._doer()), to, verb_form(lemma, "VB"), *following))
        if draw < 0.47:
            happened = self._occurrence()
            return without_articles(self._occurrence_predicate(happened, "VBP" if happened.is_plural else "VBZ"))
        clause = self._in_present(self._doer())
        if draw < 0.65:
            clause = build(clause, ("advcl", build(("mark", word("as", "SCONJ", "IN")), self._in_present(self._doer()))))
        elif draw < 0.73:
            clause = build(clause, self._amid())
        elif draw < 0.83:
            clause = self._told(clause)
        return without_articles(clause)

    def _doer(self) -> Phrase:
        """ "rebels", "police in Lagos", "the army", "Mali", "the Malian president"."""
        draw = self._random.random()
        if draw < 0.35:
            bare = build(self._modifier(), common_noun(self._one("people"), True))
            return build(bare, self._at_place("nmod")) if self._is(0.3) else bare
        if draw < 0.5:
            police = word("police", "NOUN", "NNS", "Number=Plur")
            return build(police, self._at_place("nmod")) if self._is(0.4) else police
        if draw < 0.72:
            body = self._body(1)
            return build(body, self._at_place("nmod")) if self._is(0.2) else body
        if draw < 0.85:
            return proper_noun(self._pair("countries")[0])
        return self._person()

    def _in_present(self, subject: Phrase) -> Phrase:
        lemma, following = self._complements(1)
        tag = "VBP" if subject.is_plural else "VBZ"
        return build(("nsubj", subject), verb_form(lemma, tag, subject.is_plural), *following)

    def _short_passive(self) -> Phrase:
        """ "Five killed in Goma", "12 killed, 30 wounded in raid", "town shelled by rebels"."""
        draw = self._random.random()
        verb = verb_form(self._one("hit" if draw > 0.8 else "harm"), "VBN", is_passive=True)
        subject = self._thing(1) if draw > 0.8 else self._counted_people()
        after: Dependent = self._at_place("obl") if self._is(0.5) else self._amid()
        if self._is(0.2):
            return build(("nsubj:pass", subject), verb, *self._undergone(1)[1:])
        other: Part | None = None
        if draw < 0.3:
            further = verb_form(self._one("harm"), "VBN", False, True)
            other = ("conj", build(("punct", comma()), ("nsubj:pass", self._number()), further))
        return build(("nsubj:pass", subject), verb, other, after)

    def _counted_people(self) -> Phrase:
        draw = self._random.random()
        if draw < 0.25:
            return self._number()
        counted = self._counted_by() if draw < 0.65 else None
        return build(counted, self._modifier(), common_noun(self._one("people"), True))

    def _told(self, clause: Phrase) -> Phrase:
        """ "Rebels seize town, army says", "Army says rebels seize town"."""
        speaker = self._doer()
        verb = verb_form(self._one("speech"), "VBP" if speaker.is_plural else "VBZ", speaker.is_plural)
        if self._is(0.5):
            return build(("ccomp", clause), ("punct", comma()), ("nsubj", speaker), verb)
        return build(("nsubj", speaker), verb, ("ccomp", clause))
