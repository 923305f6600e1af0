"""Opening households, and recording who belongs to them, their aid and their arrivals."""

from landlord_watch.households.services.arrivals import (
    ArrivalAsTold,
    correct_arrival,
    record_arrival,
    withdraw_arrival,
)
from landlord_watch.households.services.circumstances import end_aid, record_aid_period
from landlord_watch.households.services.members import (
    Membership,
    PersonAsTold,
    add_member,
    end_membership,
    reveal_number,
)
from landlord_watch.households.services.opening import next_number, open_household

__all__ = [
    "ArrivalAsTold",
    "Membership",
    "PersonAsTold",
    "add_member",
    "correct_arrival",
    "end_aid",
    "end_membership",
    "next_number",
    "open_household",
    "record_aid_period",
    "record_arrival",
    "reveal_number",
    "withdraw_arrival",
]
