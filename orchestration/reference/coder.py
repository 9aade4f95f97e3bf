"""Puts the coder together: dictionaries from data/reference, gazetteer, and the version that its rows are stamped with."""

from orchestration.coding.coder import RuleCoder
from orchestration.coding.dictionaries import Dictionaries
from orchestration.reference.actors import load_actors
from orchestration.reference.gazetteer import load_gazetteer
from orchestration.reference.triggers import load_triggers
from orchestration.reference.units import load_holidays, load_quantities
from orchestration.reference.words import load_calibration, load_words
from orchestration.run_state import code_paths, fingerprint
from orchestration.settings import Settings

RULES_VERSION = "1.0"
HASH_LENGTH = 10


def coder_version(settings: Settings) -> str:
    """`rules-1.0+<hash>`: the hash is over rules, parser, dictionaries and models, so that equal versions give equal rows."""
    content = fingerprint(*code_paths("coding", "language", "reference"), settings.reference_dir, settings.model_dir)
    return f"rules-{RULES_VERSION}+{content[:HASH_LENGTH]}"


def load_coder(settings: Settings) -> RuleCoder:
    """The rule coder with the dictionaries of this installation. Compiles the gazetteer on first use (about 20 s)."""
    dictionaries = Dictionaries(
        triggers=load_triggers(settings.reference_dir),
        actors=load_actors(settings.reference_dir),
        gazetteer=load_gazetteer(settings),
        words=load_words(settings.reference_dir),
        quantities=load_quantities(settings.reference_dir),
        holidays=load_holidays(settings.reference_dir),
        calibration=load_calibration(settings.reference_dir),
    )
    return RuleCoder(dictionaries, coder_version(settings))
