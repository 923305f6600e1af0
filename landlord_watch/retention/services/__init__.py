"""What is done about keeping files, taking them away, and giving them out."""

from landlord_watch.retention.services.erasing import Erased, erase_file
from landlord_watch.retention.services.holding import (
    lift_hold,
    place_hold,
    say_ground,
    take_back_ground,
)
from landlord_watch.retention.services.proposing import (
    Decide,
    approve_purge,
    decline_purge,
    propose_log_purge,
    propose_purge,
)

__all__ = [
    "Decide",
    "Erased",
    "approve_purge",
    "decline_purge",
    "erase_file",
    "lift_hold",
    "place_hold",
    "propose_log_purge",
    "propose_purge",
    "say_ground",
    "take_back_ground",
]
