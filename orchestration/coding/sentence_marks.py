"""Sets of the marks of which a rule needs one in a sentence (`Sentence.marks`): words, tags, relations. Pure."""


def one_of(marks: str) -> frozenset[str]:
    """Any of these words, tags or relations, parted by blanks."""
    return frozenset(marks.split())


def tagged(tags: str, relations: str) -> frozenset[str]:
    """Any token of one of the tags in one of the relations."""
    return frozenset(f"{tag}/{relation}" for tag in tags.split() for relation in relations.split())


def below(tags: str, relations: str) -> frozenset[str]:
    """Any token in one of the relations to a word of one of the parts of speech."""
    return frozenset(f"{relation}/{tag}" for tag in tags.split() for relation in relations.split())
