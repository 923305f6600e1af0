"""The tables of oversight."""

from landlord_watch.oversight.models.landlord_editions import (
    EditionWithdrawal,
    IndicatorParameter,
    LandlordDwellingTotal,
    LandlordEdition,
)
from landlord_watch.oversight.models.statistics import (
    EditionKind,
    StatisticsAnswer,
    StatisticsEdition,
    StatisticsReply,
    StatisticsRequest,
)

__all__ = [
    "EditionKind",
    "EditionWithdrawal",
    "IndicatorParameter",
    "LandlordDwellingTotal",
    "LandlordEdition",
    "StatisticsAnswer",
    "StatisticsEdition",
    "StatisticsReply",
    "StatisticsRequest",
]
