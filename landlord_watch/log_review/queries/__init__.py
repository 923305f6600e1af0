"""Reading log reviews, and what they are made of."""

from landlord_watch.log_review.queries.looking_up import list_look_ups
from landlord_watch.log_review.queries.reviews import (
    ReviewedRow,
    ReviewRow,
    find_review,
    get_look_up,
    get_review,
    list_reviewed,
    list_reviews,
)

__all__ = [
    "ReviewRow",
    "ReviewedRow",
    "find_review",
    "get_look_up",
    "get_review",
    "list_look_ups",
    "list_reviewed",
    "list_reviews",
]
