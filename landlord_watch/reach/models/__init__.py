"""Tables of who reaches which household."""

from landlord_watch.reach.models.assignments import Assignment, Placement, Unit
from landlord_watch.reach.models.openings import Opening, OpeningCategory, OpeningVerdict
from landlord_watch.reach.models.protections import (
    Named,
    ProtectedDetails,
    Protection,
    ProtectionLevel,
)

__all__ = [
    "Assignment",
    "Named",
    "Opening",
    "OpeningCategory",
    "OpeningVerdict",
    "Placement",
    "ProtectedDetails",
    "Protection",
    "ProtectionLevel",
    "Unit",
]
