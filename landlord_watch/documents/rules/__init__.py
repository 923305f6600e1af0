"""What letters are made from, and what may stand in one."""

from landlord_watch.documents.rules.numbers import check_names_nobody, written_number
from landlord_watch.documents.rules.templates import (
    Audience,
    LetterTemplate,
    Slot,
    passages,
    published_templates,
)
from landlord_watch.documents.rules.texts import check_filled, check_slots, filled

__all__ = [
    "Audience",
    "LetterTemplate",
    "Slot",
    "check_filled",
    "check_names_nobody",
    "check_slots",
    "filled",
    "passages",
    "published_templates",
    "written_number",
]
