"""Signing in and out, staff, tablets, and the municipality's keys."""

from landlord_watch.identity.services.keys import (
    ensure_office_key,
    make_office_key,
    recover_vault,
    rotate_office_key,
)
from landlord_watch.identity.services.signing_in import keep_alive, sign_in, sign_out
from landlord_watch.identity.services.staff import (
    LEAST_PASSWORD_LENGTH,
    add_staff,
    deactivate_staff,
    set_language,
    set_roles,
)
from landlord_watch.identity.services.tablets import (
    enrol_device,
    issue_enrolment_code,
    revoke_device,
)

__all__ = [
    "LEAST_PASSWORD_LENGTH",
    "add_staff",
    "deactivate_staff",
    "enrol_device",
    "ensure_office_key",
    "issue_enrolment_code",
    "keep_alive",
    "make_office_key",
    "recover_vault",
    "revoke_device",
    "rotate_office_key",
    "set_language",
    "set_roles",
    "sign_in",
    "sign_out",
]
