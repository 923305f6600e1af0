"""Signing in and out, staff, second factors, tablets, and the municipality's keys."""

from landlord_watch.identity.services.factors import (
    add_code_app,
    add_security_key,
    ask_for_new_key,
    make_recovery_codes,
    offer_code_app,
    remove_every_factor,
    remove_factor,
)
from landlord_watch.identity.services.first_codes import take_first_code
from landlord_watch.identity.services.keys import (
    ensure_office_key,
    make_office_key,
    recover_vault,
    rotate_office_key,
)
from landlord_watch.identity.services.provider import (
    begin_errand,
    check_proved,
    link_provider_account,
    sign_in_by_provider,
    take_errand,
    unlink_provider_account,
)
from landlord_watch.identity.services.proving import (
    ask_key,
    count_try,
    prove_by_code,
    prove_by_key,
)
from landlord_watch.identity.services.requests import (
    approve_request,
    ask_factor_reset,
    ask_roles,
    decline_request,
    reset_factors_at_shell,
)
from landlord_watch.identity.services.sessions import (
    end_sessions,
    finish_sign_in,
    keep_alive,
    renew_session,
    sign_out,
)
from landlord_watch.identity.services.signing_in import (
    begin_sign_in,
    settle_sign_in,
)
from landlord_watch.identity.services.staff import (
    LEAST_PASSWORD_LENGTH,
    add_staff,
    add_staff_at_shell,
    change_password,
    deactivate_staff,
    give_password,
    give_password_at_shell,
    reactivate_staff,
    set_language,
    set_roles,
    set_roles_at_shell,
)
from landlord_watch.identity.services.tablets import (
    enrol_device,
    issue_enrolment_code,
    revoke_device,
)

__all__ = [
    "LEAST_PASSWORD_LENGTH",
    "add_code_app",
    "add_security_key",
    "add_staff",
    "add_staff_at_shell",
    "approve_request",
    "ask_factor_reset",
    "ask_for_new_key",
    "ask_key",
    "ask_roles",
    "begin_errand",
    "begin_sign_in",
    "change_password",
    "check_proved",
    "count_try",
    "deactivate_staff",
    "decline_request",
    "end_sessions",
    "enrol_device",
    "ensure_office_key",
    "finish_sign_in",
    "give_password",
    "give_password_at_shell",
    "issue_enrolment_code",
    "keep_alive",
    "link_provider_account",
    "make_office_key",
    "make_recovery_codes",
    "offer_code_app",
    "prove_by_code",
    "prove_by_key",
    "reactivate_staff",
    "recover_vault",
    "remove_every_factor",
    "remove_factor",
    "renew_session",
    "reset_factors_at_shell",
    "revoke_device",
    "rotate_office_key",
    "set_language",
    "set_roles",
    "set_roles_at_shell",
    "settle_sign_in",
    "sign_in_by_provider",
    "sign_out",
    "take_errand",
    "take_first_code",
    "unlink_provider_account",
]
