"""Makes any list of heads a tree of one root, so that no rule after the parser runs in a circle or finds no root."""

CLAUSE_TAGS = ("VERB", "AUX")
ATTACHED_AS = "parataxis"


def repair_tree(heads: list[int], deprels: list[str], upos: list[str]) -> tuple[list[int], list[str]]:
    """Heads and relations with exactly one root and no circle; unchanged when they are so already.

    `heads[i]` is an index into the sentence; -1, i itself or an index outside of the sentence makes i a root. Of several
    roots the one that heads most words stays, verbs before others, earlier before later; the rest hang on it:
    punctuation as `punct`, everything else as `parataxis` unless it carries a relation already.
    """
    count = len(heads)
    heads = [-1 if head == index or not 0 <= head < count else head for index, head in enumerate(heads)]
    _cut_circles(heads)
    roots = [index for index, head in enumerate(heads) if head < 0]
    deprels = list(deprels)
    if len(roots) > 1:
        sizes = _subtree_sizes(heads)
        main = max(roots, key=lambda index: (upos[index] in CLAUSE_TAGS, sizes[index], -index))
        for index in roots:
            if index != main:
                heads[index] = main
                if upos[index] == "PUNCT":
                    deprels[index] = "punct"
                elif deprels[index] == "root":
                    deprels[index] = ATTACHED_AS
        roots = [main]
    for index in roots:
        deprels[index] = "root"
    for index, head in enumerate(heads):
        if head >= 0 and deprels[index] == "root":
            deprels[index] = ATTACHED_AS
    return heads, deprels


def _cut_circles(heads: list[int]) -> None:
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        index = start
        while index >= 0 and state[index] == 0:
            state[index] = 1
            path.append(index)
            index = heads[index]
        if index >= 0 and state[index] == 1:
            heads[index] = -1
        for passed in path:
            state[passed] = 2


def _subtree_sizes(heads: list[int]) -> list[int]:
    waiting = [0] * len(heads)
    for head in heads:
        if head >= 0:
            waiting[head] += 1
    sizes = [1] * len(heads)
    leaves = [index for index, count in enumerate(waiting) if count == 0]
    while leaves:
        index = leaves.pop()
        head = heads[index]
        if head >= 0:
            sizes[head] += sizes[index]
            waiting[head] -= 1
            if waiting[head] == 0:
                leaves.append(head)
    return sizes
