"""Mends trees in which a verb lost its subject or object to another word. Pure.

Run by `lost_words`. What is told from the words alone: a noun right behind its verb is the object whatever the parser
called it, and a verb that always has an object, and has none, is a passive.
"""

from collections.abc import Sequence
from dataclasses import replace

from orchestration.coding.noun_phrases import MEASURED
from orchestration.coding.tree_shape import changed_in, subject_relation
from orchestration.coding.trigger_frames import is_passive
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.verb_forms import FINITE
from orchestration.language.parsed import Sentence, Token

MODIFIERS = frozenset({"compound", "amod", "nmod:desc"})
BROUGHT_CLASSES = ("force", "troop_noun", "person", "aid_noun", "weapon", "aid_carrier")
ACTOR_CLASSES = ("force", "crowd", "person", "state_actor", "projectile", "attack_noun")
COUNTING = (("up", "to"), ("at", "least"), ("more", "than"), ("as", "many"), ("fewer", "than"), ("less", "than"),
            ("about",), ("around",), ("nearly",), ("almost",))  # fmt: skip
APPROXIMATING = (("as", "many", "as"), ("as", "few", "as"), ("close", "to"), ("in", "excess", "of"), ("upwards", "of"),
                 ("something", "like"), ("anything", "up", "to"), ("in", "the", "region", "of"))  # fmt: skip
GIVING = frozenset(
    "hand hands handed give gives gave grant grants granted offer offers offered award awarded deny denies denied".split()
)
OFFERING = frozenset(
    """offer offers offered offering promise promises promised promising deny denies denied denying give gives gave given
    giving grant grants granted granting sell sells sold selling""".split()
)
OFFERED = ("aid_noun", "weapon_system", "talks_noun", "peace_plan", "money")
AFTER_PASSIVE = frozenset({"ADP", "PUNCT", "SCONJ", "CCONJ", "ADV"})
PASSIVE_NEVER_BEFORE = frozenset({"to", "off", "up", "down", "out", "about", "himself", "herself", "back"})


def bare_passive(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Two health workers killed in Goma": a verb that always has an object, and has none, is a passive.

    In a headline more verbs are ("Church bombed in Jos"): it tells in the present what somebody does.
    """
    tokens = list(sentence.tokens)
    always, with_agent = lexicon.words("always_transitive"), lexicon.words("passive_with_by")
    in_headline = lexicon.words("headline_passive")
    found = False
    for token in sentence.tokens:
        if token.xpos not in ("VBD", "VBN") or token.upos != "VERB":
            continue
        is_told = bool(always.match(token) or (sentence.is_headline and in_headline.match(token)))
        if not is_told and not (with_agent.match(token) and _is_before_agent(sentence, token.index)):
            continue
        children = [sentence.tokens[child] for child in sentence.children[token.index]]
        reason = next((t for t in children if sentence.is_headline and _is_behind_over(sentence, token, t)), None)
        follower = sentence.tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        meanwhile = follower if sentence.is_headline and _is_meanwhile(token, follower) else None
        relations = {child.deprel for child in children if child is not reason and child is not meanwhile}
        subject = next(
            (child for child in children if child.index < token.index and child.deprel in ("nsubj", "aux:pass")), None
        )
        if (
            subject is None
            or relations & {"obj", "ccomp", "xcomp", "aux", "iobj"}
            or subject.upos not in ("NOUN", "PROPN", "NUM")
        ):
            continue
        if subject.deprel == "aux:pass" and subject.upos != "NUM":
            continue
        is_after = follower is None or follower is meanwhile or follower.upos in AFTER_PASSIVE
        if not is_after or (follower is not None and follower.text.lower() in PASSIVE_NEVER_BEFORE):
            continue
        is_sure = sentence.is_headline and is_told and subject.deprel == "nsubj"
        if not is_sure and follower is not None and (follower.upos == "CCONJ" or counts(sentence, token.index + 1)):
            continue
        if not is_sure and any(
            child.deprel == "conj" and child.upos == "VERB" and _has_object(sentence, child.index) for child in children
        ):
            continue
        tokens[token.index] = replace(token, xpos="VBN")
        tokens[subject.index] = replace(subject, deprel="nsubj:pass")
        if reason is not None and follower is not None:
            tokens[reason.index] = replace(reason, deprel="obl")
            tokens[follower.index] = replace(follower, head=reason.index, deprel="case", xpos="IN")
        if meanwhile is not None:
            tokens[meanwhile.index] = replace(meanwhile, deprel="advcl")
        found = True
    return tokens if found else None


def _is_meanwhile(verb: Token, follower: Token | None) -> bool:
    """Whether the next word tells what those who suffered were about: "31 killed [seeking] aid"."""
    return follower is not None and follower.xpos == "VBG" and follower.head == verb.index and follower.deprel == "xcomp"


def _is_behind_over(sentence: Sentence, verb: Token, noun: Token) -> bool:
    """Whether the object is none but the reason: "summoned over [claims]"; what "over 30" counts is an object."""
    between = sentence.tokens[verb.index + 1 : noun.index + 1]
    is_over = noun.deprel == "obj" and bool(between) and between[0].text == "over"
    return is_over and not any(token.upos == "NUM" for token in between)


def _is_before_agent(sentence: Sentence, verb: int) -> bool:
    """Whether "by" follows with a noun that tells no amount: "Odesa [hit] by drones"."""
    tokens = sentence.tokens
    if verb + 2 >= len(tokens) or tokens[verb + 1].text.lower() != "by":
        return False
    noun = tokens[tokens[verb + 1].head]
    return noun.index > verb and noun.upos in ("NOUN", "PROPN") and noun.lemma.lower() not in MEASURED


def object_of_verb(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """The object that the parser hung as something else: "killed up to 40 percent", "burned down 12 houses".

    A noun without preposition right behind its verb is the object, unless it tells a time; so is a counted one whatever
    the preposition of its number; a participle between verb and noun ("dropped guided bombs") describes the noun.
    """
    tokens = list(sentence.tokens)
    time = lexicon.words("time_noun")
    found = False
    for verb in sentence.tokens:
        if verb.upos != "VERB" or verb.text.lower() not in lexicon.forms or _has_object(sentence, verb.index):
            continue
        children = sentence.children[verb.index]
        if any(tokens[c].deprel in ("aux:pass", "nsubj:pass", "obl:agent", "ccomp", "xcomp") for c in children):
            continue
        noun = next((c for c in children if tokens[c].deprel == "obl" and verb.index < c <= verb.index + 6), None)
        if noun is not None and tokens[noun].upos in ("NOUN", "NUM") and not time.match(tokens[noun]):
            counted = verb.index + 1 if counts(sentence, verb.index + 1) else -1
            cases = [c for c in sentence.children[noun] if tokens[c].deprel in ("case", "mark")]
            if not cases or (counted > 0 and min(cases) <= counted + 1):
                tokens[noun] = replace(tokens[noun], deprel="obj")
                for word in (*cases, *((counted,) if counted > 0 and tokens[counted].head == verb.index else ())):
                    tokens[word] = replace(tokens[word], head=noun, deprel="advmod")
                found = True
                continue
        follower = sentence.tokens[verb.index + 1] if verb.index + 1 < len(tokens) else None
        if follower is None or follower.xpos != "VBN" or follower.upos != "VERB" or verb.xpos not in FINITE:
            continue
        held = next((c for c in sentence.children[follower.index] if tokens[c].deprel == "obj"), None)
        if (
            held is not None
            and follower.index < held <= follower.index + 3
            and follower.deprel in ("advcl", "ccomp", "conj", "acl")
        ):
            tokens[held] = replace(tokens[held], head=verb.index)
            for child in sentence.children[follower.index]:
                if child != held:
                    tokens[child] = replace(tokens[child], head=verb.index)
            tokens[follower.index] = replace(follower, upos="ADJ", head=held, deprel="amod")
            found = True
    return tokens if found else None


def brought_in(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Rushing in troops", "flew in blankets": the particle of a verb that brings people or goods, read as a preposition."""
    tokens = sentence.tokens
    for particle in tokens[1:]:
        if particle.deprel != "case" or particle.text.lower() != "in" or particle.head < particle.index:
            continue
        verb, brought = tokens[particle.index - 1], tokens[particle.head]
        is_open = brought.head == verb.index and brought.deprel == "obl" and not _has_object(sentence, verb.index)
        if not is_open or verb.upos != "VERB" or not lexicon.words("bringing_verb").match(verb):
            continue
        counted = [tokens[c] for c in sentence.children[brought.index] if tokens[c].deprel == "nmod"]  # "tonnes of blankets"
        named = (brought, *counted) if lexicon.words("partitive").match(brought) else (brought,)
        known = [lexicon.words(name) for name in BROUGHT_CLASSES]
        if is_passive(sentence, verb.index) or not any(words.match(noun) == 1.0 for words in known for noun in named):
            continue
        mended = list(tokens)
        mended[particle.index] = replace(particle, xpos="RP", head=verb.index, deprel="compound:prt")
        mended[brought.index] = replace(brought, deprel="obj")
        return mended
    return None


def _has_object(sentence: Sentence, verb: int) -> bool:
    return any(sentence.tokens[child].deprel == "obj" for child in sentence.children[verb])


def counts(sentence: Sentence, index: int) -> bool:
    """Whether "up to", "at least", "more than" begins at `index`."""
    texts = [token.text.lower() for token in sentence.tokens[index : index + 2]]
    if texts[:1] == ["over"]:
        return index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].upos == "NUM"  # not "arrested over a plot"
    return any(tuple(texts[: len(words)]) == words for words in COUNTING)


def is_actor(token: Token, lexicon: TriggerLexicon) -> bool:
    if token.upos == "PROPN":
        return True
    return token.upos == "NOUN" and any(lexicon.words(name).match(token) == 1.0 for name in ACTOR_CLASSES)


def approximated_count(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Held as many as [300 people]", "close to [80 refugees] fled": the noun counted has the place of these words."""
    del lexicon
    tokens = sentence.tokens
    for number in tokens[2:]:
        if number.deprel != "nummod" or number.head < number.index:
            continue
        noun = tokens[number.head]
        length = next((len(words) for words in APPROXIMATING if _stand_before(tokens, number.index, words)), 0)
        if not length:
            continue
        span = range(number.index - length, number.index)
        outer = next((tokens[i] for i in span if tokens[i].head not in (*span, noun.index)), None)
        if outer is None or outer.head < 0:
            continue
        if noun.head not in span and (noun.head != outer.head or noun.deprel != "obl"):
            continue
        verb = tokens[outer.head]
        relation = outer.deprel
        if verb.upos == "VERB" and not relation.startswith("nsubj"):
            relation = subject_relation(sentence, verb.index) if verb.index > noun.index else "obj"
        mended = list(tokens)
        mended[noun.index] = replace(noun, head=verb.index, deprel=relation)
        for index in span:
            mended[index] = replace(tokens[index], head=number.index, deprel="advmod")
        return mended
    return None


def _stand_before(tokens: Sequence[Token], index: int, words: tuple[str, ...]) -> bool:
    if index < len(words) or tokens[index - 1].text.lower() != words[-1]:
        return False
    return all(token.text.lower() == word for token, word in zip(tokens[index - len(words) : index], words, strict=True))


def first_of_two_objects(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "The court handed [a journalist] a prison term": who is given something, read as a second thing given."""
    tokens = sentence.tokens
    for verb in tokens:
        if verb.text.lower() not in GIVING:
            continue
        objects = [tokens[child] for child in sentence.children[verb.index] if tokens[child].deprel == "obj"]
        if len(objects) != 2 or objects[0].index < verb.index:
            continue
        who = objects[0]
        if who.upos in ("PROPN", "PRON") or lexicon.words("person").match(who):
            return changed_in(tokens, replace(who, deprel="iobj"))
    return None


def receiver_joined_to_noun(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Granted asylum at its embassy in Lima to [a former minister]", joined to a noun before without "and"."""
    del lexicon
    tokens = sentence.tokens
    for noun in tokens:
        if noun.deprel != "conj" or noun.upos not in ("NOUN", "PROPN", "PRON"):
            continue
        below = [tokens[child] for child in sentence.children[noun.index] if child < noun.index]
        below += [tokens[child] for title in below for child in sentence.children[title.index]]
        to = next((t for t in below if t.deprel == "case" and t.text == "to"), None)
        if to is None or any(t.deprel == "cc" for t in below) or tokens[to.index - 1].upos not in ("NOUN", "PROPN"):
            continue
        verb = next((t for t in reversed(tokens[: to.index]) if t.upos == "VERB"), None)
        if verb is not None and verb.text.lower() in GIVING:
            mended = changed_in(tokens, replace(noun, head=verb.index, deprel="obl"))
            mended[to.index] = replace(to, head=noun.index)
            return mended
    return None


def receiver_read_as_part(sentence: Sentence, lexicon: TriggerLexicon) -> list[Token] | None:
    """ "Offered [Pyongyang] talks", "sold [South Korea] tanks": to whom it is offered, read as a part of the noun."""
    tokens = sentence.tokens
    for name in tokens[1:-1]:
        if name.upos != "PROPN" or name.deprel != "compound":
            continue
        parts = [child for child in sentence.children[name.index] if child < name.index]
        verb, noun = tokens[min([name.index, *parts]) - 1], tokens[name.head]
        if verb.text.lower() not in OFFERING or verb.upos != "VERB" or noun.index - name.index not in (1, 2):
            continue
        is_plain = name.head == noun.index and noun.head == verb.index and noun.deprel == "obj" and noun.upos == "NOUN"
        if is_plain and any(lexicon.words(kind).match(noun) for kind in OFFERED):
            return changed_in(tokens, replace(name, head=verb.index, deprel="iobj"))
    return None
