"""The tables of oversight."""

from landlord_watch.oversight.models.statistics import (
    EditionKind,
    StatisticsAnswer,
    StatisticsEdition,
    StatisticsReply,
    StatisticsRequest,
)

__all__ = [
    "EditionKind",
    "StatisticsAnswer",
    "StatisticsEdition",
    "StatisticsReply",
    "StatisticsRequest",
]
