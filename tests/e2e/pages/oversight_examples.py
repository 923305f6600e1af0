"""What the pages of replies, meetings and the exchange are shown with."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select

from landlord_watch.oversight.models import (
    FactFile,
    FactFileCorrection,
    FactFileReply,
    ForeignEdition,
    LandlordDwellingTotal,
    LandlordMeeting,
    MunicipalityKey,
    NamingDecision,
)

COUNTED = LandlordDwellingTotal.party_id.label("landlord_id")
PERSON = NamingDecision.party_id.label("private_landlord_id")
OVERSIGHT_EXAMPLES: tuple[Select[Any], ...] = (
    select(FactFile.id.label("fact_file_id")),
    select(FactFileReply.fact_file_id, FactFileReply.id.label("reply_id")),
    select(FactFileCorrection.fact_file_id, FactFileCorrection.id.label("correction_id")),
    select(PERSON, NamingDecision.id.label("naming_id")),
    select(COUNTED, LandlordDwellingTotal.id.label("dwelling_total_id")),
    select(LandlordMeeting.id.label("meeting_id")),
    select(MunicipalityKey.id.label("municipality_key_id")),
    select(ForeignEdition.id.label("foreign_edition_id")),
)
OVERSIGHT_CHOSEN: Mapping[str, Select[Any]] = {
    "namings.naming": select(PERSON),
    "dwelling_totals.totals": select(COUNTED),
}
