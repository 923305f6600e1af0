"""Placing staff, giving cases away, and opening one outside one's assignment."""

from landlord_watch.reach.services.assigning import add_unit, assign_case, place_staff, take_case
from landlord_watch.reach.services.opening import (
    CANARY_TOUCHED,
    approve_opening,
    ask_to_open,
    review_opening,
)
from landlord_watch.reach.services.protecting import (
    correct_details,
    end_protection,
    name_staff,
    plant_canary,
    protect_person,
)

__all__ = [
    "CANARY_TOUCHED",
    "add_unit",
    "approve_opening",
    "ask_to_open",
    "assign_case",
    "correct_details",
    "end_protection",
    "name_staff",
    "place_staff",
    "plant_canary",
    "protect_person",
    "review_opening",
    "take_case",
]
