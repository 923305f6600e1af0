"""Tables of staff, sign-in, tablets and the municipality's keys."""

from landlord_watch.identity.models.office_keys import OfficeKey
from landlord_watch.identity.models.sessions import SignInAttempt, SignInSession
from landlord_watch.identity.models.staff import StaffMember, StaffRole
from landlord_watch.identity.models.tablets import Device, EnrolmentCode

__all__ = [
    "Device",
    "EnrolmentCode",
    "OfficeKey",
    "SignInAttempt",
    "SignInSession",
    "StaffMember",
    "StaffRole",
]
