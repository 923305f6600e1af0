"""What letters are made from, and what may stand in one."""

from landlord_watch.documents.rules.laws import laws
from landlord_watch.documents.rules.numbers import check_names_nobody, written_number
from landlord_watch.documents.rules.templates import (
    Audience,
    LetterTemplate,
    Slot,
    needs_approval,
    passages,
    published_templates,
    recipients,
)
from landlord_watch.documents.rules.texts import (
    CUT_TO_NEED,
    check_demands,
    check_filled,
    check_letter,
    check_said,
    check_slots,
    filled,
    missing,
)

__all__ = [
    "CUT_TO_NEED",
    "Audience",
    "LetterTemplate",
    "Slot",
    "check_demands",
    "check_filled",
    "check_letter",
    "check_names_nobody",
    "check_said",
    "check_slots",
    "filled",
    "laws",
    "missing",
    "needs_approval",
    "passages",
    "published_templates",
    "recipients",
    "written_number",
]
