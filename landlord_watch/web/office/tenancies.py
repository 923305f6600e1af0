"""Tenancies: a household's contracts for homes."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.adjustment_periods.queries import list_adjustment_periods
from landlord_watch.dwellings import queries as dwellings
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.households.errors import EndsBeforeStart
from landlord_watch.households.queries import get_household_itself
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.landlords import queries as landlords
from landlord_watch.landlords.models import PartyRole, PartyRoleKind
from landlord_watch.rents import queries as rents
from landlord_watch.tenancies import queries, services
from landlord_watch.tenancies.models import ContractKind, Tenancy
from landlord_watch.tenancies.rules import WHOLE
from landlord_watch.tenancies.services import ContractTerms
from landlord_watch.web import about, case_forms, case_words, forms, register_words
from landlord_watch.web.adjustment_words import show_periods
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.rent_check_view import share_words
from landlord_watch.web.share_field import ShareField

bp = Blueprint("tenancies", __name__, url_prefix="/office")


class SearchForm(forms.OfficeForm):
    """What a home or a landlord is found by; sent, not put in the address with a household."""

    typed = forms.TextField(
        lazy_gettext("Sök"),
        [forms.required(lazy_gettext("Skriv det du söker efter.")), forms.at_most(120)],
    )


class TenancyForm(forms.OfficeForm):
    """A contract as it is written."""

    contract_kind = forms.OneOfField(
        lazy_gettext("Slags avtal"),
        [forms.required(lazy_gettext("Välj slags avtal."))],
        choices=case_words.CONTRACT_KINDS,
    )
    starts_on = forms.DayField(
        lazy_gettext("Avtalet börjar"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    ends_on = forms.DayField(lazy_gettext("Första dagen efter avtalet"), [forms.if_filled()])
    share = ShareField(
        lazy_gettext("Hushållets del av avtalet"),
        [forms.required(lazy_gettext("Skriv hur stor del som är hushållets."))],
        default=WHOLE,
    )
    is_contract_seen = forms.TickField(lazy_gettext("Någon på kommunen har sett avtalet"))

    def read_terms(self) -> ContractTerms:
        """What was typed."""
        return ContractTerms.shared(
            forms.must(self.share.data),
            kind=ContractKind(self.contract_kind.data),
            starts_on=forms.must(self.starts_on.data),
            ends_on=self.ends_on.data,
            is_seen=self.is_contract_seen.data,
        )


class ContractSeenForm(forms.OfficeForm):
    """Nothing but the token."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What has been chosen on the way to a new contract; None: not yet."""

    dwelling: Dwelling | None
    landlord: Any
    #: The landlord was not chosen, but is the contracting one of the home today.
    is_proposed: bool


def _id_in_address(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


def _chosen() -> Chosen:
    dwelling_id, landlord_id = _id_in_address("dwelling_id"), _id_in_address("landlord_id")
    home = None if dwelling_id is None else dwellings.get_dwelling(db(), dwelling_id)
    if landlord_id is not None:
        return Chosen(home, landlords.get_landlord(db(), landlord_id), is_proposed=False)
    role = None if home is None else _contracting(home.id, clock.today())
    return Chosen(home, None if role is None else role.party, is_proposed=role is not None)


def _contracting(dwelling_id: UUID, on: date) -> PartyRole | None:
    """Who lets a home on a day; None: nobody we know of."""
    roles = landlords.roles_at_dwellings(db(), [dwelling_id], on=on).get(dwelling_id, [])
    kind = PartyRoleKind.CONTRACTING_LANDLORD
    return next((role for role in roles if role.kind is kind), None)


@bp.route("/households/<uuid:household_id>/tenancies/new", methods=["GET", "POST"])
@requires(Permission.TENANCIES_WRITE, about=about.HOUSEHOLD)
def new_tenancy(household_id: UUID) -> ResponseReturnValue:
    """Choose the home, then the landlord, then write down what the contract says."""
    household = get_household_itself(db(), household_id)
    chosen = _chosen()
    if chosen.dwelling is None:
        return redirect(url_for(".choose_dwelling", household_id=household_id), code=303)
    if chosen.landlord is None:
        onward = url_for(
            ".choose_landlord", household_id=household_id, dwelling_id=chosen.dwelling.id
        )
        return redirect(onward, code=303)
    form = TenancyForm()
    if form.validate_on_submit():
        try:
            recorded = _record(household_id, chosen, form)
        except RuleBroken as refusal:
            is_end = isinstance(refusal, EndsBeforeStart)
            form.refuse(refusal, field="ends_on" if is_end else "starts_on")
        else:
            flash(gettext("Hyresavtalet är inlagt."))
            return redirect(url_for(".tenancy", tenancy_id=recorded.id), code=303)
    page = render_template(
        "office/tenancies/new_tenancy.html", form=form, household=household, chosen=chosen
    )
    return page, 422 if form.errors else 200


def _record(household_id: UUID, chosen: Chosen, form: TenancyForm) -> Tenancy:
    return services.record_tenancy(
        db(),
        household_id=household_id,
        dwelling_id=forms.must(chosen.dwelling).id,
        landlord_id=chosen.landlord.id,
        terms=form.read_terms(),
        actor_id=actor_id(),
        at=clock.utc_now(),
    )


@bp.route("/households/<uuid:household_id>/tenancies/dwelling", methods=["GET", "POST"])
@requires(Permission.TENANCIES_WRITE, about=about.HOUSEHOLD)
def choose_dwelling(household_id: UUID) -> ResponseReturnValue:
    """Find the home of a new contract by its address."""
    household = get_household_itself(db(), household_id)
    form = SearchForm()
    found = None
    if form.validate_on_submit():
        search = dwellings.DwellingSearch(text=form.typed.data or "")
        found = dwellings.list_dwellings(db(), search, number=1)
    page = render_template(
        "office/tenancies/choose_dwelling.html", form=form, household=household, found=found
    )
    return page, 422 if form.errors else 200


@bp.route("/households/<uuid:household_id>/tenancies/landlord", methods=["GET", "POST"])
@requires(Permission.TENANCIES_WRITE, about=about.HOUSEHOLD)
def choose_landlord(household_id: UUID) -> ResponseReturnValue:
    """Find the landlord of a new contract, among those at the home or by name."""
    household = get_household_itself(db(), household_id)
    home = _chosen().dwelling
    if home is None:
        return redirect(url_for(".choose_dwelling", household_id=household_id), code=303)
    form = SearchForm()
    found = None
    if form.validate_on_submit():
        search = landlords.LandlordSearch(text=form.typed.data or "")
        found = landlords.list_landlords(db(), search, on=clock.today(), number=1)
    page = render_template(
        "office/tenancies/choose_landlord.html",
        form=form,
        household=household,
        home=home,
        roles=landlords.list_roles_at_dwelling(db(), home.id),
        found=found,
        words=register_words,
    )
    return page, 422 if form.errors else 200


@bp.get("/tenancies/<uuid:tenancy_id>")
@requires(Permission.TENANCIES_READ, about=about.TENANCY)
def tenancy(tenancy_id: UUID) -> ResponseReturnValue:
    """A contract, what it has cost over time, and the checks that were made."""
    contract = queries.get_tenancy(db(), tenancy_id)
    return render_template(
        "office/tenancies/tenancy.html",
        tenancy=contract,
        household=get_household_itself(db(), contract.household_id),
        rents=rents.list_rents(db(), [contract.id]),
        checks=rents.list_checks(db(), [contract.id]),
        asides=rents.list_asides(db(), [contract.id]),
        periods=show_periods(list_adjustment_periods(db(), [contract.id]), on=clock.today()),
        overtaken=rents.checks_overtaken(db(), contract.id, now=clock.utc_now()),
        most_let=queries.most_let_during(db(), contract),
        whole=WHOLE,
        share_words=share_words,
        seen_form=ContractSeenForm(),
        words=case_words,
        register_words=register_words,
    )


@bp.route("/tenancies/<uuid:tenancy_id>/end", methods=["GET", "POST"])
@requires(Permission.TENANCIES_WRITE, about=about.TENANCY)
def end_tenancy(tenancy_id: UUID) -> ResponseReturnValue:
    """Note that a contract has ended."""
    contract = queries.get_tenancy(db(), tenancy_id)
    form = case_forms.EndForm()

    def end(ends_on: date) -> None:
        services.end_tenancy(
            db(),
            tenancy_id=tenancy_id,
            ends_on=ends_on,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.ended(end):
        flash(gettext("Hyresavtalet är avslutat från den dagen."))
        return redirect(url_for(".tenancy", tenancy_id=tenancy_id), code=303)
    page = render_template("office/tenancies/end_tenancy.html", form=form, tenancy=contract)
    return page, 422 if form.errors else 200


@bp.post("/tenancies/<uuid:tenancy_id>/contract-seen")
@requires(Permission.TENANCIES_WRITE, about=about.TENANCY)
def note_contract_seen(tenancy_id: UUID) -> ResponseReturnValue:
    """Note that somebody has seen the contract."""
    services.note_contract_seen(
        db(), tenancy_id=tenancy_id, actor_id=actor_id(), at=clock.utc_now()
    )
    flash(gettext("Det är antecknat att avtalet är sett."))
    return redirect(url_for(".tenancy", tenancy_id=tenancy_id), code=303)
