"""What the names of a sentence stand for, so that "Macron visited Algiers" meets a frame that asks for a president. Pure.

Frames say with plain nouns who may act ("president", "army", "party"). A name that the actor dictionary knows meets them
as the noun would that says what it is; the words are the classes `named_*` of `word_classes.csv`.
"""

from collections.abc import Mapping, Sequence

from orchestration.coding.actor_lexicon import ActorLexicon
from orchestration.coding.actor_names import COUNTRY_KINDS, ActorName
from orchestration.coding.noun_phrases import PLURAL_TAGS
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.language.parsed import Sentence, Token

OF_COUNTRY = {"country": "named_country", "capital": "named_capital"}
OF_PERSON = {"MIL": "named_commander", "REB": "named_commander", "PRM": "named_commander", "BUS": "named_manager"}
OF_BODY = {
    "GOV": "named_government",
    "MIL": "named_army",
    "REB": "named_rebels",
    "PRM": "named_rebels",
    "CRM": "named_gang",
    "COP": "named_police",
    "SPY": "named_service",
    "LEG": "named_parliament",
    "JUD": "named_court",
    "PTY": "named_party",
    "OPP": "named_party",
    "BUS": "named_company",
    "JRN": "named_media",
    "LAB": "named_union",
    "SOC": "named_charity",
    "MED": "named_charity",
}
OF_ROLE = {
    "GOV": "role_official",
    "MIL": "role_soldier",
    "REB": "role_rebel",
    "PRM": "role_rebel",
    "UAF": "role_rebel",
    "CRM": "role_criminal",
    "COP": "role_police",
    "LEG": "role_lawmaker",
    "JUD": "role_jurist",
    "PTY": "role_party",
    "OPP": "role_party",
    "AGR": "role_worker",
    "EDU": "role_student",
    "REF": "role_refugee",
    "JRN": "role_journalist",
    "MED": "role_medic",
    "REL": "role_cleric",
}
BODIES = ("IGO", "NGO")
NO_NAMES: Mapping[int, frozenset[str]] = {}
PLURAL_PRONOUNS = frozenset("they them all both most some several others none many who which those".split())
PERSON_PRONOUNS = frozenset("he she him her who".split())
THING_PRONOUNS = frozenset({"it"})
COUNTED = "ones"
ELLIPTIC = frozenset("other another rest first second third last latter former".split())
ELLIPTIC_PLACES = frozenset({"nsubj:pass", "obj"})
PRONOUNS = PLURAL_PRONOUNS | PERSON_PRONOUNS | THING_PRONOUNS
PRONOUN_TAGS = frozenset({"PRON", "DET", "ADJ", "NOUN"})
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "conj", "appos", "root"})
NOUN_TAGS = frozenset({"NOUN", "PROPN"})
MOST_ANTECEDENTS = 4
BEFORE = 2


def stand_ins(
    sentence: Sentence, names: Sequence[ActorName], lexicon: TriggerLexicon, actors: ActorLexicon | None = None
) -> Mapping[int, frozenset[str]]:
    """For each token of a known name, and each noun that tells a role, the plain nouns that say what it is.

    Adjectives of countries have none.
    """
    found: dict[int, frozenset[str]] = {}
    if actors is not None:
        for token in sentence.tokens:
            if token.upos == "NOUN":
                sector = "MIL" if _are_troops(sentence, token) else actors.role_sector(token.lemma.lower())
                class_name = OF_ROLE.get(sector) if sector else None
                if class_name is not None:
                    found[token.index] = lexicon.words(class_name).lemmas
    for name in names:
        class_name = "named_people" if _are_people(sentence, name) else _class_of(name)
        words = lexicon.words(class_name).lemmas if class_name is not None else None
        if words:
            found.update(dict.fromkeys(range(name.first_token, name.last_token + 1), words))
    return found or NO_NAMES


def _are_people(sentence: Sentence, name: ActorName) -> bool:
    """ "Three Americans": the plural of a nationality names persons."""
    last = sentence.tokens[name.last_token]
    return name.kind == "demonym" and last.xpos in ("NNPS", "NNS") and last.deprel not in ("amod", "compound")


def _are_troops(sentence: Sentence, token: Token) -> bool:
    """ "His men were withdrawn": those of a commander or a force."""
    if token.text.lower() != "men":
        return False
    return any(sentence.tokens[child].deprel == "nmod:poss" for child in sentence.children[token.index])


class Antecedents:
    """What the pronouns of an article may stand for, so that "they were freed" meets a frame that asks for prisoners.

    So may a number or an "other" without a noun: "one fell short, the other was shot down", "the 500 it has kept".
    Only for the restrictions of frames: of the nouns of this sentence and the two before it, the last few of the pronoun's
    number count, for a number the last; who takes part in an event is settled by `coreference`.
    """

    def __init__(self, sentences: Sequence[Sentence], names: Sequence[Mapping[int, frozenset[str]]], lexicon: TriggerLexicon):
        self.sentences = sentences
        self.names = names
        self.people = lexicon.words("person")
        self.groups = lexicon.words("collective")

    def of(self, position: int) -> Mapping[int, frozenset[str]]:
        """For each pronoun of the sentence the lemmas that it may stand for, and for each known name what it stands for."""
        sentence, names = self.sentences[position], self.names[position]
        pronouns = [token for token in sentence.tokens if _is_pronoun(token) or _is_elliptic(sentence, token)]
        if not pronouns:
            return names
        found = dict(names)
        for pronoun in pronouns:
            words = self._words(position, pronoun)
            if words:
                found[pronoun.index] = words
        return found

    def _words(self, position: int, pronoun: Token) -> frozenset[str]:
        text, most = (pronoun.text.lower(), MOST_ANTECEDENTS) if _is_pronoun(pronoun) else (COUNTED, 1)
        words: set[str] = set()
        count = 0
        for at in range(position, max(-1, position - BEFORE - 1), -1):
            tokens, names = self.sentences[at].tokens, self.names[at]
            end = pronoun.index if at == position else len(tokens)
            for token in reversed(tokens[:end]):
                if token.upos not in NOUN_TAGS or token.deprel not in ARGUMENTS or not self._agrees(text, token, names):
                    continue
                words.add(token.lemma.lower())
                words.update(names.get(token.index, ()))
                count += 1
                if count == most:
                    return frozenset(words)
        return frozenset(words)

    def _agrees(self, text: str, token: Token, names: Mapping[int, frozenset[str]]) -> bool:
        is_plural = token.xpos in PLURAL_TAGS
        if text == COUNTED or is_plural:
            return is_plural and (text == COUNTED or text in PLURAL_PRONOUNS)
        if self.people.match(token) == 1.0 or "person" in names.get(token.index, ()):
            return text in PERSON_PRONOUNS
        if text in PLURAL_PRONOUNS:
            return self.groups.match(token) == 1.0 or token.index in names
        return text in THING_PRONOUNS


def _is_pronoun(token: Token) -> bool:
    return token.upos in PRONOUN_TAGS and token.text.lower() in PRONOUNS


def _is_elliptic(sentence: Sentence, token: Token) -> bool:
    """A number, or a word such as "other", in the place of a noun that it does not count."""
    if token.deprel not in ELLIPTIC_PLACES:
        return False
    if token.upos == "NUM":
        return not any(sentence.tokens[child].deprel == "nmod" for child in sentence.children[token.index])
    return token.upos in PRONOUN_TAGS and token.text.lower() in ELLIPTIC


def _class_of(name: ActorName) -> str | None:
    if name.kind in COUNTRY_KINDS:
        return OF_COUNTRY.get(name.kind)
    country, _, sector = name.code.partition(" ")
    if name.kind == "person":
        return OF_PERSON.get(sector, "named_leader")
    if country in BODIES:
        return "named_charity" if country == "NGO" else "named_body"
    return OF_BODY.get(sector)
