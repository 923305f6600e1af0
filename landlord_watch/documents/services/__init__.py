"""Wording templates, making letters, and what becomes of them."""

from landlord_watch.documents.services.leaving import (
    approve_letter,
    discard_letter,
    note_received,
    note_sent,
)
from landlord_watch.documents.services.making import (
    LetterFacts,
    LetterText,
    make_letter,
    note_copied,
)
from landlord_watch.documents.services.wording import word_template

__all__ = [
    "LetterFacts",
    "LetterText",
    "approve_letter",
    "discard_letter",
    "make_letter",
    "note_copied",
    "note_received",
    "note_sent",
    "word_template",
]
