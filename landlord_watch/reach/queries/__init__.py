"""Reading who reaches which household."""

from landlord_watch.reach.queries.assigned import (
    HANDLING,
    Handler,
    list_assigned,
    list_case_handlers,
    list_unassigned,
    list_units,
    units_of_staff,
)
from landlord_watch.reach.queries.openings import (
    OpeningCounts,
    OpeningRow,
    count_to_review,
    find_openable,
    get_opening,
    list_openings,
    list_own_openings,
    list_waiting,
)
from landlord_watch.reach.queries.reaching import (
    Viewer,
    find_closing,
    find_reached,
    through_glass,
    usually_within,
    within,
)

__all__ = [
    "HANDLING",
    "Handler",
    "OpeningCounts",
    "OpeningRow",
    "Viewer",
    "count_to_review",
    "find_closing",
    "find_openable",
    "find_reached",
    "get_opening",
    "list_assigned",
    "list_case_handlers",
    "list_openings",
    "list_own_openings",
    "list_unassigned",
    "list_units",
    "list_waiting",
    "through_glass",
    "units_of_staff",
    "usually_within",
    "within",
]
