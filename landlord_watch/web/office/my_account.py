"""One's own account: where one is signed in, second factors, codes on paper, the password."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity import services
from landlord_watch.identity.errors import (
    PASSWORD_REFUSALS,
    PasswordUnchanged,
    PasswordWrong,
    ProofWrong,
)
from landlord_watch.identity.models import SessionEnd
from landlord_watch.identity.proofs.passwords import (
    LEAST_LENGTH,
    check_password,
    compare_password,
    hash_password,
)
from landlord_watch.identity.queries import get_staff
from landlord_watch.identity.queries.factors import factors_of
from landlord_watch.identity.queries.provider import list_provider_accounts
from landlord_watch.identity.queries.sessions import (
    get_own_session,
    get_session_of,
    list_sessions,
)
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import forms
from landlord_watch.web.browser_words import words_of_browser
from landlord_watch.web.db import db
from landlord_watch.web.factor_forms import NewPasswordForm
from landlord_watch.web.guard import requires, settings, visitor
from landlord_watch.web.signing_in import kept_if_wrong

bp = Blueprint("my_account", __name__, url_prefix="/office/account")


class ChangePasswordForm(NewPasswordForm):
    """The password one has, and a new one."""

    present = forms.SecretField(
        lazy_gettext("Nuvarande lösenord"),
        [forms.required(lazy_gettext("Skriv ditt nuvarande lösenord.")), forms.at_most(1000)],
    )


@bp.get("/")
@requires(Permission.ACCOUNT_USE)
def my_account() -> ResponseReturnValue:
    """Where one is signed in, and what proves who one is."""
    who, now = visitor(), clock.utc_now()
    return render_template(
        "office/my_account/my_account.html",
        sessions=list_sessions(
            db(),
            staff_id=who.staff_id,
            at=now,
            idle_since=now - timedelta(minutes=settings().idle_minutes),
        ),
        factors=factors_of(db(), who.staff_id),
        accounts=list_provider_accounts(db(), who.staff_id),
        provider=settings().provider,
        staff=get_staff(db(), who.staff_id),
        words_of_browser=words_of_browser,
        end_url=lambda session_id: url_for(".end_session", session_id=session_id),
    )


@bp.post("/sessions/<uuid:session_id>/end")
@requires(Permission.ACCOUNT_USE)
def end_session(session_id: UUID) -> ResponseReturnValue:
    """End one's session in another browser."""
    who = visitor()
    found = get_session_of(db(), session_id=session_id, staff_id=who.staff_id)
    services.sign_out(
        db(),
        session_id=found.id,
        actor_id=who.staff_id,
        at=clock.utc_now(),
        reason=SessionEnd.BY_ITSELF,
    )
    flash(gettext("Du är utloggad där."))
    return redirect(url_for(".my_account"), code=303)


@bp.post("/sessions/end")
@requires(Permission.ACCOUNT_USE)
def end_others() -> ResponseReturnValue:
    """End one's sessions everywhere but here."""
    who = visitor()
    services.end_sessions(
        db(),
        staff_id=who.staff_id,
        reason=SessionEnd.BY_ITSELF,
        actor_id=who.staff_id,
        at=clock.utc_now(),
        but=who.session_id,
    )
    flash(gettext("Du är utloggad överallt utom här."))
    return redirect(url_for(".my_account"), code=303)


@bp.route("/password", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_USE)
def password() -> ResponseReturnValue:
    """Change one's password; every other session ends."""
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            with kept_if_wrong():
                _change_password(form.present.data or "", form.password.data or "")
        except ProofWrong:
            form.refuse(PasswordWrong(), field="present")
        except PASSWORD_REFUSALS as refusal:
            form.refuse(refusal, field="password")
        else:
            flash(gettext("Lösenordet är bytt. Du är utloggad överallt utom här."))
            return redirect(url_for(".my_account"), code=303)
    page = render_template("office/my_account/password.html", form=form, least=LEAST_LENGTH)
    return page, 422 if form.errors else 200


def _change_password(present: str, wanted: str) -> None:
    """
    Keep a new password of who knows the present one.

    Raises: `ProofWrong`, `SignInExpired`, `PasswordTooShort`, `PasswordTooLong`,
    `PasswordGuessable`, `PasswordUnchanged`, `SigningInBusy`.
    """
    own = get_own_session(db(), visitor().session_id)
    staff = get_staff(db(), own.staff_id)
    check_password(wanted, about=[staff.username, staff.full_name])
    services.count_try(db(), asked=own, at=clock.utc_now())
    db().commit()  # the try counts, and hashing holds up nobody
    if not compare_password(staff.password_hash, present).is_right:
        raise ProofWrong
    if present == wanted:
        raise PasswordUnchanged
    made = hash_password(wanted)
    services.change_password(
        db(), staff_id=staff.id, password_hash=made, session_id=own.id, at=clock.utc_now()
    )
    own.note_proof(clock.utc_now())
