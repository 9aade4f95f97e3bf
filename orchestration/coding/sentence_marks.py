"""What stands in a sentence, told once for all rules: its words, tags and relations, and which tag stands in which. Pure.

A rule that asks for marks which a sentence lacks cannot apply to it, and need not look at its tree.
"""

from operator import attrgetter

from orchestration.language.parsed import Sentence

Mark = str | tuple[str, str]
_SEEN = attrgetter("xpos", "upos", "deprel", "head")


def marks_of(sentence: Sentence) -> frozenset[Mark]:
    """Every word in lower case, every tag and relation, (tag, relation) of each token and (relation, tag above it)."""
    tags, parts, relations, heads = zip(*map(_SEEN, sentence.tokens), strict=True) if sentence.tokens else ((), (), (), ())
    above = map(parts.__getitem__, heads)
    return frozenset[Mark]().union(
        sentence.texts,
        tags,
        parts,
        relations,
        zip(tags, relations, strict=True),
        zip(parts, relations, strict=True),
        zip(relations, above, strict=True),
    )


def one_of(marks: str) -> frozenset[Mark]:
    """Any of these words, tags or relations, parted by blanks."""
    return frozenset(marks.split())


def tagged(tags: str, relations: str) -> frozenset[Mark]:
    """Any token of one of the tags in one of the relations."""
    return frozenset((tag, relation) for tag in tags.split() for relation in relations.split())


def below(tags: str, relations: str) -> frozenset[Mark]:
    """Any token in one of the relations to a word of one of the parts of speech."""
    return frozenset((relation, tag) for tag in tags.split() for relation in relations.split())
