"""How long files are kept, and what of a file is shown to whom it is about."""

from landlord_watch.retention.rules.keeping import (
    Because,
    CaseFile,
    Decision,
    Fate,
    Ground,
    Someone,
    decide,
    rule_book,
    years_after,
)
from landlord_watch.retention.rules.masking import MASK, Mask
from landlord_watch.retention.rules.sight import Sight, Span

__all__ = [
    "MASK",
    "Because",
    "CaseFile",
    "Decision",
    "Fate",
    "Ground",
    "Mask",
    "Sight",
    "Someone",
    "Span",
    "decide",
    "rule_book",
    "years_after",
]
