"""Households: finding one by what the law permits, and keeping what is known of it."""

from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.audit import services as audit
from landlord_watch.cases.queries import list_cases
from landlord_watch.households import queries, services
from landlord_watch.households.errors import BornLater, PersonUnknown
from landlord_watch.households.models import MemberRole
from landlord_watch.households.services import Membership, PersonAsTold
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import DomainError, RuleBroken
from landlord_watch.kernel.identifiers import PersonNumber, read_person_number
from landlord_watch.measures.queries import list_measures_of_household
from landlord_watch.outward_moves.queries import list_moves
from landlord_watch.reach.services import take_case
from landlord_watch.web import (
    about,
    best_interest_words,
    case_forms,
    case_words,
    forms,
    household_page,
    measure_words,
    visit_words,
)
from landlord_watch.web.children_page import ChildrenShown, show_children
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, reaches, requires, showed, take_as_long, within
from landlord_watch.web.languages import language

bp = Blueprint("households", __name__, url_prefix="/office/households")

PERMILLE_OF_PERCENT = 10
#: What the log calls a search, besides that its page was opened; what was typed is noted as a code.
SEARCHED = "households.searched"


def _read_number(typed: str) -> PersonNumber:
    return read_person_number(typed, on=clock.today())


class SearchForm(forms.OfficeForm):
    """What a household may be found by."""

    typed = forms.TextField(
        lazy_gettext("Namn, personnummer, samordningsnummer eller ärendenummer"),
        [forms.required(lazy_gettext("Skriv det du söker efter.")), forms.at_most(80)],
    )


class PersonFields(forms.OfficeForm):
    """Who somebody is."""

    number = forms.NumberOfKindField(
        lazy_gettext("Personnummer eller samordningsnummer"), reader=_read_number
    )
    given_name = forms.TextField(lazy_gettext("Förnamn"), [forms.at_most(80)])
    family_name = forms.TextField(lazy_gettext("Efternamn"), [forms.at_most(80)])
    born_on = forms.DayField(lazy_gettext("Födelsedag"), [forms.if_filled()])
    starts_on = forms.DayField(
        lazy_gettext("Hör till hushållet från"),
        [forms.required(lazy_gettext("Skriv från vilken dag."))],
    )

    def read_person(self) -> PersonAsTold:
        """What was typed."""
        return PersonAsTold(
            number=self.number.data,
            given_name=self.given_name.data or "",
            family_name=self.family_name.data or "",
            born_on=self.born_on.data,
        )

    def refuse_person(self, refusal: DomainError) -> None:
        """Show a refusal where it can be put right."""
        field = "born_on" if isinstance(refusal, BornLater) else "number"
        is_name = isinstance(refusal, PersonUnknown)
        self.refuse(refusal, field="given_name" if is_name else field)


class HouseholdForm(PersonFields):
    """A new household with its first person."""

    language = forms.ChoiceField(
        lazy_gettext("Språk"),
        choices={"": lazy_gettext("Inte frågat"), **visit_words.LANGUAGES},
        default="",
    )
    is_interpreter_needed = forms.TickField(lazy_gettext("Tolk behövs"))


class MemberForm(PersonFields):
    """Somebody more in the household."""

    role = forms.OneOfField(
        lazy_gettext("Räknas som"),
        [forms.required(lazy_gettext("Välj vuxen eller barn."))],
        choices=case_words.MEMBER_ROLES,
    )
    share_percent = forms.WholeNumberField(
        lazy_gettext("Del av tiden"),
        [forms.required(lazy_gettext("Skriv hur stor del av tiden."))],
        least=1,
        most=100,
        default=100,
    )
    is_in_school = forms.TickField(lazy_gettext("Går i gymnasieskola eller motsvarande"))

    def read_membership(self) -> Membership:
        """What was typed."""
        return Membership(
            role=MemberRole(self.role.data),
            starts_on=forms.must(self.starts_on.data),
            share_permille=forms.must(self.share_percent.data) * PERMILLE_OF_PERCENT,
            is_in_school=self.is_in_school.data,
        )


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.HOUSEHOLDS_SEARCH, about=about.SEARCH)
def households() -> ResponseReturnValue:
    """
    Find a household; what is typed is sent, not put in the address, which others may read.

    Source: förordning (2001:637) 15 §, read 2026-11-22. A.
    """
    form = SearchForm()
    found = None
    if form.validate_on_submit():
        found = queries.search_households(
            db(),
            typed=form.typed.data,
            on=clock.today(),
            within=within(Permission.HOUSEHOLDS_SEARCH),
        )
        showed(household.id for household in found)
        if not found:
            take_as_long()
        audit.record_search(
            db(),
            actor_id=actor_id(),
            action=SEARCHED,
            typed=form.typed.data,
            at=clock.utc_now(),
        )
    page = render_template(
        "office/households/households.html", form=form, found=found, most=queries.MOST_FOUND
    )
    return page, 422 if form.errors else 200


@bp.get("/<uuid:household_id>")
@requires(Permission.HOUSEHOLDS_READ, about=about.HOUSEHOLD)
def household(household_id: UUID) -> ResponseReturnValue:
    """A household over time, with what to do next on top."""
    shown = household_page.show_household(db(), household_id, on=clock.today())
    sees_cases = reaches(Permission.CASE_READ, household_id)
    sees_measures = reaches(Permission.MEASURES_READ, household_id)
    return render_template(
        "office/households/household.html",
        shown=shown,
        words=case_words,
        visit_words=visit_words,
        language_words=visit_words.LANGUAGES,
        cases=list_cases(db(), household_id) if sees_cases else None,
        measures=list_measures_of_household(db(), household_id) if sees_measures else None,
        measure_words=measure_words,
        actions=measure_words.action_words(language()),
        today=clock.today(),
        children=_children(household_id),
        best_interest_words=best_interest_words,
        outward_moves=list_moves(db(), household_id) if sees_cases else None,
    )


def _children(household_id: UUID) -> ChildrenShown | None:
    """What was found to be best for the children; None: who reads may not see it."""
    if not reaches(Permission.BEST_INTERESTS_READ, household_id):
        return None
    return show_children(db(), household_id, on=clock.today())


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.HOUSEHOLDS_WRITE, about=about.NEW)
def new_household() -> ResponseReturnValue:
    """Open a household with its first person; who opens it has it."""
    form = HouseholdForm()
    if form.validate_on_submit():
        try:
            opened_id = _open(form)
        except RuleBroken as refusal:
            form.refuse_person(refusal)
        else:
            flash(gettext("Hushållet är inlagt."))
            return redirect(url_for(".household", household_id=opened_id), code=303)
    page = render_template("office/households/new_household.html", form=form)
    return page, 422 if form.errors else 200


def _open(form: HouseholdForm) -> UUID:
    now, who = clock.utc_now(), actor_id()
    opened = services.open_household(
        db(),
        language=form.language.data,
        is_interpreter_needed=form.is_interpreter_needed.data,
        actor_id=who,
        at=now,
    )
    services.add_member(
        db(),
        household_id=opened.id,
        person=form.read_person(),
        membership=Membership(MemberRole.ADULT, forms.must(form.starts_on.data)),
        actor_id=who,
        at=now,
        within=within(Permission.HOUSEHOLDS_READ),
    )
    take_case(db(), household_id=opened.id, actor_id=who, at=now)
    return opened.id


@bp.route("/<uuid:household_id>/members/new", methods=["GET", "POST"])
@requires(Permission.HOUSEHOLDS_WRITE, about=about.HOUSEHOLD)
def new_member(household_id: UUID) -> ResponseReturnValue:
    """Let somebody more belong to the household."""
    home = queries.get_household_itself(db(), household_id)
    form = MemberForm()
    if form.validate_on_submit():
        try:
            services.add_member(
                db(),
                household_id=household_id,
                person=form.read_person(),
                membership=form.read_membership(),
                actor_id=actor_id(),
                at=clock.utc_now(),
                within=within(Permission.HOUSEHOLDS_READ),
            )
        except RuleBroken as refusal:
            form.refuse_person(refusal)
        else:
            flash(gettext("Personen är inlagd."))
            return _back(household_id)
    page = render_template("office/households/new_member.html", form=form, household=home)
    return page, 422 if form.errors else 200


def _back(household_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".household", household_id=household_id), code=303)


@bp.route("/<uuid:household_id>/members/<uuid:member_id>/end", methods=["GET", "POST"])
@requires(Permission.HOUSEHOLDS_WRITE, about=about.HOUSEHOLD)
def end_membership(household_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """Note that somebody has left the household."""
    home = queries.get_household_itself(db(), household_id)
    member = queries.get_member(db(), household_id=household_id, member_id=member_id)
    form = case_forms.EndForm()

    def end(ends_on: date) -> None:
        services.end_membership(
            db(),
            household_id=household_id,
            member_id=member_id,
            ends_on=ends_on,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.ended(end):
        flash(gettext("Personen hör inte längre till hushållet från den dagen."))
        return _back(household_id)
    page = render_template(
        "office/households/end_membership.html", form=form, household=home, member=member
    )
    return page, 422 if form.errors else 200


@bp.post("/<uuid:household_id>/members/<uuid:member_id>/number")
@requires(Permission.HOUSEHOLDS_REVEAL, about=about.HOUSEHOLD)
def reveal_number(household_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """Show a whole number, once; that it was shown is logged by the person."""
    home = queries.get_household_itself(db(), household_id)
    member = queries.get_member(db(), household_id=household_id, member_id=member_id)
    number = services.reveal_number(
        db(),
        household_id=household_id,
        member_id=member_id,
        actor_id=actor_id(),
        at=clock.utc_now(),
    )
    return render_template(
        "office/households/reveal_number.html", household=home, member=member, number=number
    )
