"""Tables of staff, sign-in, second factors, tablets and the municipality's keys."""

from landlord_watch.identity.models.factors import CodeApp, RecoveryCode, SecurityKey
from landlord_watch.identity.models.office_keys import OfficeKey
from landlord_watch.identity.models.provider import ErrandPurpose, ProviderAccount, ProviderErrand
from landlord_watch.identity.models.requests import RequestKind, StaffRequest
from landlord_watch.identity.models.sessions import (
    SessionEnd,
    SignInAttempt,
    SignInMethod,
    SignInSession,
    UnfinishedSignIn,
)
from landlord_watch.identity.models.staff import StaffMember, StaffRole
from landlord_watch.identity.models.tablets import Device, EnrolmentCode

__all__ = [
    "CodeApp",
    "Device",
    "EnrolmentCode",
    "ErrandPurpose",
    "OfficeKey",
    "ProviderAccount",
    "ProviderErrand",
    "RecoveryCode",
    "RequestKind",
    "SecurityKey",
    "SessionEnd",
    "SignInAttempt",
    "SignInMethod",
    "SignInSession",
    "StaffMember",
    "StaffRequest",
    "StaffRole",
    "UnfinishedSignIn",
]
