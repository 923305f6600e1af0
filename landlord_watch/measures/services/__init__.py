"""Taking measures up, noting what happens to them, taking back what was wrong."""

from landlord_watch.measures.services.holding import StepFacts
from landlord_watch.measures.services.planning import (
    MeasurePlan,
    change_measure,
    follow_deficiency,
    propose_revisit,
    take_back_measure,
    take_up_measure,
)
from landlord_watch.measures.services.steps import note_step

__all__ = [
    "MeasurePlan",
    "StepFacts",
    "change_measure",
    "follow_deficiency",
    "note_step",
    "propose_revisit",
    "take_back_measure",
    "take_up_measure",
]
