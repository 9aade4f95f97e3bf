"""Sets of the marks of which a rule needs one in a sentence (`Sentence.marks`): words, tags, relations. Pure."""

from orchestration.language.parsed import Mark


def one_of(marks: str) -> frozenset[Mark]:
    """Any of these words, tags or relations, parted by blanks."""
    return frozenset(marks.split())


def tagged(tags: str, relations: str) -> frozenset[Mark]:
    """Any token of one of the tags in one of the relations."""
    return frozenset((tag, relation) for tag in tags.split() for relation in relations.split())


def below(tags: str, relations: str) -> frozenset[Mark]:
    """Any token in one of the relations to a word of one of the parts of speech."""
    return frozenset((relation, tag) for tag in tags.split() for relation in relations.split())
