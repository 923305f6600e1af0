"""Looking at protection and secrecy before the other municipality is asked or told anything."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.cases import queries, services
from landlord_watch.cases.models import CaseAccount, SecrecyGround
from landlord_watch.households.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.reach.queries import is_outward_blocked
from landlord_watch.web import about, case_track_words, forms
from landlord_watch.web import case_against_words as words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("case_outward", __name__, url_prefix="/office/cases/<uuid:case_id>/outward-checks")

#: At which field a refusal shows; that somebody is protected stands over the form.
FIELDS = {
    "case_day_outside": "checked_on",
    "case_nobody_consented": "ground",
    "case_secrecy_without_reasons": "reasons",
}


class CheckForm(forms.OfficeForm):
    """What lets us tell the other municipality."""

    ground = forms.OneOfField(
        lazy_gettext("Vad låter oss lämna uppgifter?"),
        [forms.required(lazy_gettext("Välj vad det vilar på."))],
        choices=words.SECRECY_GROUNDS,
    )
    reasons = forms.LongTextField(lazy_gettext("Skäl"), [forms.at_most(20_000)])
    checked_on = forms.DayField(
        lazy_gettext("Prövat"), [forms.required(lazy_gettext("Skriv vilken dag."))]
    )


def _back(case_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("cases.case", case_id=case_id, _anchor="outward"), code=303)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def new_check(case_id: UUID) -> ResponseReturnValue:
    """Note what lets us tell the other municipality, if anything does."""
    case, today = queries.get_case(db(), case_id), clock.today()
    form = CheckForm(data={"checked_on": today})

    def record() -> None:
        services.record_outward_check(
            db(),
            case_id=case_id,
            ground=SecrecyGround(form.ground.data),
            reasons=form.reasons.data or "",
            checked_on=forms.must(form.checked_on.data),
            today=today,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(record, at_code=FIELDS):
        flash(gettext("Prövningen är sparad."))
        return _back(case_id)
    accounts = _standing_accounts(case_id)
    page = render_template(
        "office/case_outward/new_check.html",
        form=form,
        case=case,
        is_blocked=is_outward_blocked(db(), household_id=case.household_id, on=clock.today()),
        accounts=accounts,
        names=names_of(db(), [each.person_id for each in accounts]),
        words=words,
        meanings=case_track_words.with_law(
            case_track_words.GROUND_MEANINGS, case_track_words.GROUND_SUBJECTS, on=today
        ),
    )
    return page, 422 if form.errors else 200


def _standing_accounts(case_id: UUID) -> list[CaseAccount]:
    return [row for row in queries.list_accounts(db(), case_id) if row.withdrawn_at is None]


@bp.route("/<uuid:outward_check_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def withdraw_check(case_id: UUID, outward_check_id: UUID) -> ResponseReturnValue:
    """Take back a check; nothing more goes out before there is another."""
    case = queries.get_case(db(), case_id)
    check = queries.get_outward_check(db(), case_id=case_id, check_id=outward_check_id)
    form = forms.OfficeForm()

    def withdraw() -> None:
        services.withdraw_outward_check(
            db(),
            case_id=case_id,
            check_id=outward_check_id,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(withdraw):
        flash(gettext("Prövningen är tillbakatagen. Inget går ut innan det finns en ny."))
        return _back(case_id)
    page = render_template(
        "office/case_outward/withdraw_check.html", form=form, case=case, check=check, words=words
    )
    return page, 422 if form.errors else 200
