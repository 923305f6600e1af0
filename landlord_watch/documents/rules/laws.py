"""The places of a letter that are filled with what rules it on its day."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from landlord_watch.documents.rules.templates import Slot
from landlord_watch.kernel.statutes import statute

#: What each place asks for, as `kernel.statutes` has it.
SUBJECTS: Final[Mapping[Slot, str]] = {
    Slot.LAW_RESPONSIBLE: "responsible_municipality",
    Slot.LAW_ACUTE: "acute_help",
    Slot.LAW_INVESTIGATION: "finish_investigation",
    Slot.LAW_TRANSFER: "transfer_request",
    Slot.LAW_APPLICATION: "transfer_application",
    Slot.LAW_INFORMATION: "transfer_information",
    Slot.LAW_APPEAL: "transfer_appeal",
    Slot.LAW_NUISANCE: "health_nuisance",
    Slot.LAW_MONITORING: "landlords_self_monitoring",
    Slot.LAW_REPAIR: "repair_order",
    Slot.LAW_REPORT: "mandated_report",
}


def laws(*, on: date) -> Mapping[Slot, str]:
    """
    What a letter of a day cites in each of these places.

    Raises: `NoStatuteInForce`.
    """
    return {slot: statute(subject, on=on).cited for slot, subject in SUBJECTS.items()}
