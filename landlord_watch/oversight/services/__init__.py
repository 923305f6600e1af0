"""Giving out counts: editions that are kept, and answers to what authorities ask."""

from landlord_watch.oversight.services.editions import (
    EditionFacts,
    make_case_statistics,
    make_own_moves_year,
)
from landlord_watch.oversight.services.requests import (
    AnswerFacts,
    RequestFacts,
    add_answer,
    correct_request,
    make_reply,
    note_sent,
    record_request,
    withdraw_answer,
)

__all__ = [
    "AnswerFacts",
    "EditionFacts",
    "RequestFacts",
    "add_answer",
    "correct_request",
    "make_case_statistics",
    "make_own_moves_year",
    "make_reply",
    "note_sent",
    "record_request",
    "withdraw_answer",
]
