"""The lemma of a word from its form and tag: the lexicon first, the rules of English inflection for words it lacks."""

from orchestration.language.lexicon import Lexicon

BASE_TAGS = {
    **dict.fromkeys(("VBD", "VBN", "VBG", "VBZ", "VBP"), "VB"),
    **dict.fromkeys(("JJR", "JJS"), "JJ"),
    **dict.fromkeys(("RBR", "RBS"), "RB"),
    "NNS": "NN",
}
UNCHANGED_TAGS = frozenset({"NNP", "FW", "ADD", "SYM", "LS", "GW", "AFX", "XX"})
DOUBLED = ("bb", "dd", "gg", "kk", "mm", "nn", "pp", "rr", "tt", "vv")
PUNCTUATION_LEMMAS = {"“": '"', "”": '"', "‘": "'", "–": "-"}
HYPHENS = ("-", "‐", "‑")
PERFECT_CLITICS = frozenset({"'s", "’s", "'d", "’d"})


def lemma_of(form: str, tag: str, lexicon: Lexicon, is_perfect: bool = False) -> str:
    """The lemma in UD English style: lower case but for proper nouns, adjectives of nations and "I".

    `is_perfect` says that the word is the auxiliary of a past participle ("'s gone"), where "'s" and "'d" are "have".
    """
    if is_perfect and form in PERFECT_CLITICS:
        return "have"
    if form in PUNCTUATION_LEMMAS:
        return PUNCTUATION_LEMMAS[form]
    if tag == "CD":
        return form if form.isupper() and form.isalpha() else form.replace(",", "").lower()
    listed = lexicon.lemma(form, tag)
    if tag in UNCHANGED_TAGS:
        return listed if listed and form.islower() else form
    if tag == "NNPS":
        return listed or _singular(form, lexicon)
    if listed is not None:
        return listed
    if form.isupper() and len(form) > 1 and tag in ("NN", "NNS") and lexicon.entry(form) is None:
        return form
    if tag == "JJ" and form[:1].isupper() and lexicon.entry(form) is None:
        return form
    lower = form.lower()
    for hyphen in HYPHENS:
        prefix, found, word = lower.rpartition(hyphen)
        if found and prefix and word.isalpha():
            return prefix + hyphen + lemma_of(word, tag, lexicon)
    base_tag = BASE_TAGS.get(tag)
    if base_tag is None:
        return lower
    if base_tag == "NN":
        return _singular(lower, lexicon)
    if tag == "VBP" or (tag in ("VBD", "VBN") and not lower.endswith("ed")):
        return lower
    if tag == "VBZ":
        return _strip_s(lower, lexicon, "VB")
    suffix = {"VBG": "ing", "VBD": "ed", "VBN": "ed", "JJR": "er", "RBR": "er", "JJS": "est", "RBS": "est"}[tag]
    if not lower.endswith(suffix) or len(lower) < len(suffix) + 2:
        return lower
    return _stem(lower[: -len(suffix)], lexicon, base_tag, is_ing=suffix == "ing")


def _singular(form: str, lexicon: Lexicon) -> str:
    if form.lower().endswith("men") and len(form) > 4:
        return form[:-2] + "an"
    return _strip_s(form, lexicon, "NN")


def _strip_s(form: str, lexicon: Lexicon, base_tag: str) -> str:
    lower = form.lower()
    if not lower.endswith("s") or lower.endswith(("ss", "us", "is")) or len(form) < 3:
        return form
    candidates = [form[:-1]]
    if lower.endswith("ies") and len(form) > 4:
        candidates.insert(0, form[:-3] + "y")
    elif lower.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        candidates.insert(0, form[:-2])
    return next((candidate for candidate in candidates if lexicon.may_be(candidate, base_tag)), candidates[0])


def _stem(stem: str, lexicon: Lexicon, base_tag: str, is_ing: bool) -> str:
    candidates = [stem, stem + "e"]
    if stem.endswith(DOUBLED):
        candidates = [stem[:-1], stem]
    elif stem.endswith("i") and not is_ing:
        candidates = [stem[:-1] + "y", stem + "e"]
    elif stem.endswith("y") and is_ing and len(stem) < 4:
        candidates = [stem, stem[:-1] + "ie"]
    known = next((candidate for candidate in candidates if lexicon.may_be(candidate, base_tag)), None)
    if known:
        return known
    if stem.endswith((*DOUBLED, "ss", "ff", "zz")):
        return candidates[0]
    takes_e = stem.endswith(("c", "s", "v", "z", "u", "at", "iz", "dg")) or (stem.endswith("ng") and len(stem) > 5)
    return stem + "e" if takes_e else candidates[0]
