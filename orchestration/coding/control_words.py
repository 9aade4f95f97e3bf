"""Words that tell whose doing an infinitive or a gerund below them is. Pure.

PLANS: nouns whose possessor does it. RANKED: "the first to". DOCUMENTS: who issues them says what they say. EXPECTING: verbs
whose object does it. SUBJECT_CONTROL: verbs whose subject does it although they have an object.
"""

PLANS = frozenset("plan aim vow hope bid move pledge offer threat want need attempt".split())
RANKED = frozenset(("first", "last", "only", "latest"))
DOCUMENTS = frozenset(
    "law bill decree order resolution ruling statement letter declaration motion edict directive verdict petition "
    "report note message".split()
)
EXPECTING = frozenset(
    """expect want ask tell order urge force allow press push invite persuade convince authorise authorize instruct direct
    command compel oblige warn enable permit advise implore beg encourage forbid require""".split()
)
SUBJECT_CONTROL = frozenset(
    """promise vow threaten agree pledge summon use spend take phone telephone ring write meet visit offer""".split()
)
