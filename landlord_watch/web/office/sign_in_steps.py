"""Between a right password and a session: the second factor, or adding one; one's own password."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from landlord_watch.identity import services
from landlord_watch.identity.errors import PASSWORD_REFUSALS, PasswordUnchanged
from landlord_watch.identity.models import UnfinishedSignIn
from landlord_watch.identity.proofs.passwords import (
    LEAST_LENGTH,
    check_password,
    compare_password,
    hash_password,
)
from landlord_watch.identity.queries.factors import Step, factors_of
from landlord_watch.infra import clock
from landlord_watch.web.db import db
from landlord_watch.web.factor_forms import (
    CodeForm,
    KeyForm,
    NewKeyForm,
    NewPasswordForm,
    picture_of,
    secret_in_groups,
)
from landlord_watch.web.factor_steps import (
    added_app,
    added_key,
    proved_by_code,
    proved_by_key,
    took_first_code,
)
from landlord_watch.web.guard import public
from landlord_watch.web.signing_in import (
    go_on,
    own_origin,
    unfinished,
    unfinished_at,
)

bp = Blueprint("sign_in_steps", __name__, url_prefix="/sign-in")


@bp.route("/factor", methods=["GET", "POST"])
@public
def factor() -> ResponseReturnValue:
    """Ask for a code of an app, or from paper; beside it, for a key's signature."""
    sign_in, form = unfinished_at(Step.FACTOR), CodeForm()
    if proved_by_code(form, sign_in):
        return go_on(sign_in)
    return _factor_page(sign_in, form, KeyForm(formdata=None))


@bp.post("/factor/key")
@public
def factor_key() -> ResponseReturnValue:
    """Take what a key answered."""
    sign_in, key_form = unfinished_at(Step.FACTOR), KeyForm()
    if proved_by_key(key_form, sign_in):
        return go_on(sign_in)
    return _factor_page(sign_in, CodeForm(formdata=None), key_form)


def _factor_page(
    sign_in: UnfinishedSignIn, form: CodeForm, key_form: KeyForm
) -> ResponseReturnValue:
    factors = factors_of(db(), sign_in.staff_id)
    options = None
    if factors.keys:
        options = services.ask_key(db(), asked=sign_in, origin=own_origin())
    page = render_template(
        "account/factor.html", form=form, key_form=key_form, factors=factors, options=options
    )
    db().commit()  # what the key was asked is compared with its answer
    return page, 422 if form.errors or key_form.errors else 200


@bp.route("/first-code", methods=["GET", "POST"])
@public
def first_code() -> ResponseReturnValue:
    """Ask who has no second factor for the code that a second person handed over."""
    sign_in, form = unfinished_at(Step.CODE), CodeForm()
    if took_first_code(form, sign_in):
        return go_on(sign_in)
    page = render_template("account/first_code.html", form=form)
    return page, 422 if form.errors else 200


@bp.get("/enrol")
@public
def enrol() -> ResponseReturnValue:
    """Ask who has no second factor to add one: a key here, or an app on the next page."""
    return _enrol_page(unfinished_at(Step.ENROL), NewKeyForm(formdata=None))


@bp.post("/enrol/key")
@public
def enrol_key() -> ResponseReturnValue:
    """Add the key that was made."""
    sign_in, form = unfinished_at(Step.ENROL), NewKeyForm()
    if added_key(form, sign_in):
        return _codes_page(sign_in)
    return _enrol_page(sign_in, form)


def _enrol_page(sign_in: UnfinishedSignIn, form: NewKeyForm) -> ResponseReturnValue:
    options = services.ask_for_new_key(
        db(), asked=sign_in, staff=sign_in.staff, origin=own_origin()
    )
    page = render_template("account/enrol.html", form=form, options=options)
    db().commit()  # what the key was asked is compared with its answer
    return page, 422 if form.errors else 200


@bp.route("/enrol/app", methods=["GET", "POST"])
@public
def enrol_app() -> ResponseReturnValue:
    """Show an app its secret, and add it when a right code comes from it."""
    sign_in, form = unfinished_at(Step.ENROL), CodeForm()
    if added_app(form, sign_in):
        return _codes_page(sign_in)
    app = services.offer_code_app(db(), staff_id=sign_in.staff_id, at=clock.utc_now())
    page = render_template(
        "account/enrol_app.html",
        form=form,
        picture=picture_of(app, username=sign_in.staff.username),
        secret=secret_in_groups(app),
    )
    db().commit()  # the secret that was shown is the one that is kept
    return page, 422 if form.errors else 200


def _codes_page(sign_in: UnfinishedSignIn) -> ResponseReturnValue:
    """Show the codes on paper, this once."""
    made = services.make_recovery_codes(db(), staff_id=sign_in.staff_id, at=clock.utc_now())
    db().commit()
    return render_template("account/codes.html", codes=made)


@bp.post("/go-on")
@public
def on() -> ResponseReturnValue:
    """Go on from a page that shows something once."""
    return go_on(unfinished())


@bp.route("/new-password", methods=["GET", "POST"])
@public
def new_password() -> ResponseReturnValue:
    """Ask for a password of one's own where somebody else chose the one there is."""
    sign_in, form = unfinished_at(Step.PASSWORD), NewPasswordForm()
    if form.validate_on_submit():
        try:
            _change_password(sign_in, form.password.data or "")
        except PASSWORD_REFUSALS as refusal:
            form.refuse(refusal, field="password")
        else:
            return go_on(sign_in)
    page = render_template("account/new_password.html", form=form, least=LEAST_LENGTH)
    return page, 422 if form.errors else 200


def _change_password(sign_in: UnfinishedSignIn, password: str) -> None:
    """
    Keep a password of one's own.

    Raises: `PasswordTooShort`, `PasswordTooLong`, `PasswordGuessable`, `PasswordUnchanged`,
    `SigningInBusy`.
    """
    staff = sign_in.staff
    check_password(password, about=[staff.username, staff.full_name])
    db().commit()  # hashing holds up nobody
    if compare_password(staff.password_hash, password).is_right:
        raise PasswordUnchanged
    made = hash_password(password)
    services.change_password(
        db(), staff_id=staff.id, password_hash=made, session_id=None, at=clock.utc_now()
    )
    db().commit()
