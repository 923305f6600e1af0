"""The tables of oversight."""

from landlord_watch.oversight.models.exchange import (
    ExchangeKey,
    ForeignEdition,
    ForeignLandlord,
    MunicipalityKey,
)
from landlord_watch.oversight.models.landlord_editions import (
    EditionWithdrawal,
    IndicatorParameter,
    LandlordDwellingTotal,
    LandlordEdition,
)
from landlord_watch.oversight.models.meetings import LandlordMeeting, MeetingItem
from landlord_watch.oversight.models.replies import (
    FactFile,
    FactFileCorrection,
    FactFileDecision,
    FactFileParty,
    FactFileReply,
    NamingDecision,
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
    "ExchangeKey",
    "FactFile",
    "FactFileCorrection",
    "FactFileDecision",
    "FactFileParty",
    "FactFileReply",
    "ForeignEdition",
    "ForeignLandlord",
    "IndicatorParameter",
    "LandlordDwellingTotal",
    "LandlordEdition",
    "LandlordMeeting",
    "MeetingItem",
    "MunicipalityKey",
    "NamingDecision",
    "StatisticsAnswer",
    "StatisticsEdition",
    "StatisticsReply",
    "StatisticsRequest",
]
