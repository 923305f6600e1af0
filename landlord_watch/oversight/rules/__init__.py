"""What may be shown of counts of people: no count by which somebody can be told."""

from landlord_watch.oversight.rules.counts import (
    SMALL,
    Shown,
    ShownShare,
    shown_count,
    shown_share,
)
from landlord_watch.oversight.rules.thresholds import LEAST_FOR_SHARE, LEAST_SHOWN

__all__ = [
    "LEAST_FOR_SHARE",
    "LEAST_SHOWN",
    "SMALL",
    "Shown",
    "ShownShare",
    "shown_count",
    "shown_share",
]
