"""Decisions that a landlord who is a human being may be named to the board."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.models import Party, PartyKind
from landlord_watch.landlords.queries import get_landlord
from landlord_watch.oversight.queries.fact_files import list_namings
from landlord_watch.oversight.services import file_decisions as services
from landlord_watch.web import forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint(
    "namings", __name__, url_prefix="/office/landlords/<uuid:private_landlord_id>/naming"
)

FIELDS = {"oversight_day_not_come": "decided_on", "text_names_a_person": "reason"}


class NamingForm(forms.OfficeForm):
    """The decision, its day, and why."""

    reference = forms.TextField(
        lazy_gettext("Beslutet: nämnd, paragraf och diarienummer"),
        [forms.required(lazy_gettext("Skriv vilket beslut det är.")), forms.at_most(160)],
    )
    decided_on = forms.DayField(
        lazy_gettext("Beslutat den dag"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    reason = forms.LongTextField(
        lazy_gettext("Skäl"),
        [forms.required(lazy_gettext("Skriv skälen.")), forms.at_most(2000)],
    )


class TakeBackForm(forms.OfficeForm):
    """Why the name no longer may stand."""

    reason = forms.LongTextField(
        lazy_gettext("Varför?"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(2000)],
    )


def _person(landlord_id: UUID) -> Party:
    """
    A landlord who is a human being; of organisations there is no such decision.

    Raises: `NotFound`.
    """
    party = get_landlord(db(), landlord_id)
    if party.kind is not PartyKind.NATURAL:
        raise NotFound(landlord_id=landlord_id)
    return party


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.FACT_FILES_DECIDE)
def naming(private_landlord_id: UUID) -> ResponseReturnValue:
    """The decisions there are of somebody, and a new one."""
    party, form = _person(private_landlord_id), NamingForm()
    decisions = list_namings(db(), party.id)

    def record() -> None:
        facts = services.NamingFacts(
            form.reference.data or "", forms.must(form.decided_on.data), form.reason.data or ""
        )
        services.record_naming(
            db(),
            party_id=party.id,
            facts=facts,
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(record, at_code=FIELDS):
        flash(gettext("Beslutet är sparat."))
        return redirect(url_for(".naming", private_landlord_id=party.id), code=303)
    staff = {each.recorded_by_id for each in decisions}
    page = render_template(
        "office/namings/naming.html",
        form=form,
        party=party,
        decisions=decisions,
        holds=any(each.taken_back_on is None for each in decisions),
        names=names_of(db(), staff),
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:naming_id>/take-back", methods=["GET", "POST"])
@requires(Permission.FACT_FILES_DECIDE)
def take_back(private_landlord_id: UUID, naming_id: UUID) -> ResponseReturnValue:
    """Take back a decision: from today the name stands in no new edition."""
    party, form = _person(private_landlord_id), TakeBackForm()
    decision = next((row for row in list_namings(db(), party.id) if row.id == naming_id), None)
    if decision is None:
        raise NotFound(naming_id=naming_id)

    def back() -> None:
        services.take_back_naming(
            db(),
            party_id=party.id,
            naming_id=naming_id,
            reason=form.reason.data or "",
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(back, at="reason"):
        flash(gettext("Beslutet är tillbakataget."))
        return redirect(url_for(".naming", private_landlord_id=party.id), code=303)
    page = render_template(
        "office/namings/take_back.html", form=form, party=party, decision=decision
    )
    return page, 422 if form.errors else 200
