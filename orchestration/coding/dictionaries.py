"""The reference data that the rules read, as one object. Built by `orchestration.reference.coder`."""

from dataclasses import dataclass

from orchestration.coding.actors import ActorLexicon
from orchestration.coding.confidence import Calibration
from orchestration.coding.place_lookup import PlaceLookup
from orchestration.coding.quantity_lexicon import QuantityLexicon
from orchestration.coding.time_holidays import HolidayCalendar
from orchestration.coding.trigger_lexicon import TriggerLexicon
from orchestration.coding.words import CoderWords


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """The reference data that the rules read."""

    triggers: TriggerLexicon
    actors: ActorLexicon
    gazetteer: PlaceLookup
    words: CoderWords
    quantities: QuantityLexicon
    holidays: HolidayCalendar
    calibration: Calibration
