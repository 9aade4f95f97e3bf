"""Puts the coder together: dictionaries from data/reference, gazetteer, and the version that its rows are stamped with."""

from orchestration.coding.coder import RuleCoder
from orchestration.coding.dictionaries import Dictionaries
from orchestration.reference.actors import load_actors
from orchestration.reference.gazetteer import load_gazetteer
from orchestration.reference.triggers import load_triggers
from orchestration.reference.units import load_holidays, load_quantities
from orchestration.reference.version import coder_version
from orchestration.reference.words import load_calibration, load_words
from orchestration.settings import Settings


def load_coder(settings: Settings) -> RuleCoder:
    """The rule coder with the dictionaries of this installation. Compiles the gazetteer on first use (about 20 s)."""
    dictionaries = Dictionaries(
        triggers=load_triggers(settings.reference_dir, settings.data_dir / "cache"),
        actors=load_actors(settings.reference_dir),
        gazetteer=load_gazetteer(settings),
        words=load_words(settings.reference_dir),
        quantities=load_quantities(settings.reference_dir),
        holidays=load_holidays(settings.reference_dir),
        calibration=load_calibration(settings.reference_dir),
    )
    return RuleCoder(dictionaries, coder_version(settings))
