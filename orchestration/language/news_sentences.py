"""Sentences of invented news with their trees, for training beside the treebanks.

The treebanks hardly have the verbs of conflict ("lobbed", "torched", "besieged") nor the sentences that news is made of:
joined predicates, who says it at either end, titles and appositions, openings and asides, what came of it. A small grammar
puts them together at random from the words of `news_words.toml`; what it says makes no sense and need not, since only tags
and trees are learnt. Each module beside this one writes one kind of phrase upon the one before: `news_phrases` (trees),
`news_nouns`, `news_occurrences`, `news_asides`, `news_predicates`, `news_headlines`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from orchestration.language.news_headlines import HeadlineWriter
from orchestration.language.news_phrases import (
    Part,
    Phrase,
    auxiliary,
    build,
    comma,
    common_noun,
    pronoun,
    verb_form,
    without_idle_commas,
    word,
)
from orchestration.language.treebank import Paragraph, Word

CLOSING = (",", ".", ";", ")")


class NewsWriter(HeadlineWriter):
    """Writes paragraphs of one to three sentences."""

    def paragraph(self) -> Paragraph:
        return Paragraph([self.sentence() for _ in range(self._random.choice((1, 1, 2, 3)))])

    def sentence(self) -> list[Word]:
        kinds: tuple[tuple[Callable[[], Phrase], int], ...] = (
            (self._plain, 11), (self._said_last, 5), (self._said_first, 4), (self._according, 2), (self._headline, 4),
            (self._said_between, 1), (self._counted, 3), (self._parted, 2),
        )  # fmt: skip
        kind = self._random.choices([k for k, _ in kinds], [n for _, n in kinds])[0]
        words = list(without_idle_commas(kind()).words)
        first = 1 if words[0].xpos == "``" else 0
        words[first] = replace(words[first], form=words[first].form[:1].upper() + words[first].form[1:])
        for index, (current, following) in enumerate(pairwise(words)):
            is_close = following.form in CLOSING or following.xpos in ("POS", "''")
            if is_close or current.form == "(" or current.xpos == "``":
                words[index] = replace(current, space_after=False)
        return words

    # -- sentences ---------------------------------------------------------------------------------------------------

    def _stop(self) -> Part:
        return ("punct", word(".", "PUNCT", "."))

    def _speech(self, following: Sequence[Part | None] = (), is_last: bool = False) -> list[Part | None]:
        """Who says it, and "said", with what stands behind. is_last: the words come first, so "said" may precede."""
        draw = self._random.random()
        speaker = self._person() if draw < 0.4 else self._body(1) if draw < 0.7 else self._people(1)
        when = self._when() if self._is(0.4) else None
        verb = verb_form(
            self._one("speech"), "VBD" if self._is(0.85) else "VBP" if speaker.is_plural else "VBZ", speaker.is_plural
        )
        if is_last and self._is(0.4):
            return [verb, ("nsubj", speaker), when, *following]
        if self._is(0.1):
            heard = word("reporters", "NOUN", "NNS", "Number=Plur", "reporter")
            return [("nsubj", speaker), verb_form("tell", "VBD", speaker.is_plural), ("iobj", heard), when, *following]
        return [("nsubj", speaker), verb, when, *following]

    def _plain(self) -> Phrase:
        return build(self._opened(self._clause()), self._stop())

    def _said_last(self) -> Phrase:
        """ "Rebels seized the town, the army said.", "“We will leave the town,” said President Amina Kyoto."."""
        speech = self._speech((self._stop(),), is_last=True)
        if self._is(0.65):
            return build(("ccomp", self._opened(self._clause())), ("punct", comma()), *speech)
        who = pronoun(self._random.choice(("we", "we", "they", "it", "he")))
        told = self._predicate(("nsubj", who), who.is_plural, 0) if self._is(0.5) else self._clause()
        opening, closing = ("punct", word('"', "PUNCT", "``")), ("punct", word('"', "PUNCT", "''"))
        return build(("ccomp", build(opening, told, ("punct", comma()), closing)), *speech)

    def _parted(self) -> Phrase:
        """ "Rebels seized the town; two soldiers were killed, the army said."."""
        other = self._clause(1)
        if self._is(0.5):
            other = build(("ccomp", other), ("punct", comma()), *self._speech(is_last=True))
        mark = ("punct", word(";", "PUNCT", ":"))
        return build(self._opened(self._clause()), ("parataxis", build(mark, other)), self._stop())

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
        subject = self._people(1) if self._is(0.5) else self._body(1)
        aside = build(("punct", comma()), *self._speech(), ("punct", comma()))
        verb = self._verb_phrase("VBD", 1, subject.is_plural)
        return build(("nsubj", subject), ("parataxis", aside), verb, self._stop())

    def _according(self) -> Phrase:
        source = self._according_to()
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
