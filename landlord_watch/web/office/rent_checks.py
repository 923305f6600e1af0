"""Rent checks: of a tenancy, as they were recorded, and quickly without any person."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from landlord_watch.adjustment_periods.queries import list_adjustment_periods
from landlord_watch.households.queries import get_household_itself, names_of
from landlord_watch.identity.queries import names_of as staff_names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.rents import queries, services
from landlord_watch.rents.queries.comparing import compare_tenancy
from landlord_watch.rents.rules.comparable import RentFacts, monthly_price
from landlord_watch.rents.rules.household import household_of
from landlord_watch.rents.rules.rent_check import RentCheck
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.tenancies.queries import get_tenancy
from landlord_watch.web import about, case_words, forms
from landlord_watch.web import format as written
from landlord_watch.web.adjustment_words import show_periods
from landlord_watch.web.comparison_words import ComparisonsShown, show_comparisons
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.inclusion_fields import (
    WARM_RENT,
    fill_inclusions,
    inclusion_rows,
    read_inclusions,
    with_inclusions,
)
from landlord_watch.web.norm_words import norm_choices
from landlord_watch.web.papers import PDF, WORD, Paper, as_pdf, as_word
from landlord_watch.web.rent_check_paper import check_paper
from landlord_watch.web.rent_check_view import CheckShown, show_check
from landlord_watch.web.sentences import sentence
from landlord_watch.web.sublet_words import show_sublet

bp = Blueprint("rent_checks", __name__, url_prefix="/office")

MOST_PEOPLE = 20
LEAST_AGE, MOST_AGE = 15, 120


def _norm_id(field: Any) -> UUID | None:
    return UUID(field.data) if field.data else None


class CompareForm(forms.OfficeForm):
    """Which day a rent is checked for, and against what."""

    on = forms.DayField(lazy_gettext("Dag"), [forms.required(lazy_gettext("Skriv ett datum."))])
    norm_set_id = forms.ChoiceField(lazy_gettext("Norm"), choices={}, default="")


class AgesField(forms.TypedField):
    """Ages in years with commas between: `22, 41`."""

    wrong = lazy_gettext("Skriv åldrarna med kommatecken emellan, till exempel 22, 41.")

    def write(self, value: tuple[int, ...]) -> str:
        return ", ".join(str(age) for age in value)

    def read(self, typed: str) -> tuple[int, ...]:
        ages = tuple(int(part) for part in typed.replace(",", " ").split() if part.isascii())
        if any(not LEAST_AGE <= age <= MOST_AGE for age in ages):
            raise ValueError
        return ages


@with_inclusions
class QuickForm(forms.OfficeForm):
    """A rent and a household of nobody in particular."""

    monthly_rent = forms.MoneyField(
        lazy_gettext("Hyra i månaden"), [forms.required(lazy_gettext("Skriv hyran."))]
    )
    adults = forms.WholeNumberField(
        lazy_gettext("Antal vuxna"),
        [forms.required(lazy_gettext("Skriv hur många vuxna."))],
        least=1,
        most=MOST_PEOPLE,
        default=1,
    )
    children = forms.WholeNumberField(
        lazy_gettext("Antal barn"),
        [forms.required(lazy_gettext("Skriv hur många barn, 0 om inga."))],
        least=0,
        most=MOST_PEOPLE,
        default=0,
    )
    adult_ages = AgesField(lazy_gettext("De vuxnas ålder"))
    rooms = forms.WholeNumberField(lazy_gettext("Antal rum"), least=1, most=50)
    on = forms.DayField(lazy_gettext("Dag"), [forms.required(lazy_gettext("Skriv ett datum."))])
    norm_set_id = forms.ChoiceField(lazy_gettext("Norm"), choices={}, default="")

    def validate_adult_ages(self, field: Any) -> None:
        """No more ages than adults."""
        if field.data and self.adults.data and len(field.data) > self.adults.data:
            raise ValidationError(gettext("Det är fler åldrar än vuxna."))


@bp.get("/rent-check")
@requires(Permission.RENT_CHECK_QUICK)
def quick_check() -> ResponseReturnValue:
    """Answer by the address alone, so that it may be reloaded; it holds nothing of anyone."""
    form = QuickForm(formdata=request.args, meta={"csrf": False}, data={"on": clock.today()})
    form.norm_set_id.choices = norm_choices(queries.list_norm_sets(db()))
    if request.args.get("preset") == "warm":
        fill_inclusions(form, WARM_RENT)
    check = _checked_quickly(form) if request.args.get("monthly_rent") is not None else None
    page = render_template(
        "office/rent_checks/quick_check.html",
        form=form,
        rows=inclusion_rows(form),
        shown=None if check is None else show_check(check, {}),
        words=case_words,
    )
    return page, 422 if form.errors else 200


def _checked_quickly(form: QuickForm) -> RentCheck | None:
    """The check of what was typed; None: something is wrong, and said at its field."""
    if not form.validate():
        return None
    ages = form.adult_ages.data or ()
    try:
        return queries.check_quickly(
            db(),
            facts=RentFacts(
                price=forms.must(form.monthly_rent.data),
                rooms=form.rooms.data,
                is_contract_seen=True,
            ),
            inclusions=read_inclusions(form),
            household=household_of(
                forms.must(form.adults.data), forms.must(form.children.data), *ages
            ),
            norm_set_id=_norm_id(form.norm_set_id),
            on=forms.must(form.on.data),
        )
    except RuleBroken as refusal:
        form.refuse(refusal, field="norm_set_id")
        return None


@bp.get("/tenancies/<uuid:tenancy_id>/rent-check")
@requires(Permission.RENTS_READ, about=about.TENANCY)
def rent_check(tenancy_id: UUID) -> ResponseReturnValue:
    """A tenancy's rent against a norm on a day; nothing is kept until somebody says so."""
    tenancy = get_tenancy(db(), tenancy_id)
    form = _compare_form(clock.today())
    preview, problem = None, ""
    if form.validate():
        try:
            preview = queries.preview_check(
                db(),
                tenancy,
                on=forms.must(form.on.data),
                norm_set_id=_norm_id(form.norm_set_id),
            )
        except RuleBroken as refusal:
            problem = sentence(refusal)
    page = render_template(
        "office/rent_checks/rent_check.html",
        tenancy=tenancy,
        household=get_household_itself(db(), tenancy.household_id),
        form=form,
        keep_form=CompareForm(formdata=None, data=form.data),
        shown=None if preview is None else _shown(preview.check, preview.people),
        at_second_hand=None if preview is None else show_sublet(preview.sublet),
        kept=None if preview is None else queries.find_kept(db(), tenancy_id, preview),
        problem=problem,
        older=queries.list_checks(db(), [tenancy_id]),
        compared=None
        if preview is None
        else _compared(tenancy, preview.check, forms.must(form.on.data)),
        periods=show_periods(list_adjustment_periods(db(), [tenancy_id]), on=clock.today()),
        words=case_words,
    )
    return page, 422 if form.errors else 200


def _compared(tenancy: Tenancy, check: RentCheck, on: date) -> ComparisonsShown:
    return show_comparisons(
        compare_tenancy(db(), tenancy, on=on),
        rent=monthly_price(check.inputs.facts),
        area_m2=tenancy.dwelling.area_m2,
    )


def _compare_form(today: date) -> CompareForm:
    asked = MultiDict({"on": today.isoformat(), **request.args})
    form = CompareForm(formdata=asked, meta={"csrf": False})
    form.norm_set_id.choices = norm_choices(queries.list_norm_sets(db()))
    return form


def _shown(check: RentCheck, people: Mapping[str, UUID]) -> CheckShown:
    names = names_of(db(), people.values())
    return show_check(check, {label: names[id_] for label, id_ in people.items() if id_ in names})


@bp.post("/tenancies/<uuid:tenancy_id>/rent-check")
@requires(Permission.RENTS_WRITE, about=about.TENANCY)
def keep_check(tenancy_id: UUID) -> ResponseReturnValue:
    """Keep the check that is on the page."""
    get_tenancy(db(), tenancy_id)
    form = CompareForm()
    form.norm_set_id.choices = norm_choices(queries.list_norm_sets(db()))
    if not form.validate_on_submit():
        onward = url_for(".rent_check", tenancy_id=tenancy_id)
        return redirect(onward, code=303)
    record = services.check_tenancy(
        db(),
        tenancy_id=tenancy_id,
        on=forms.must(form.on.data),
        norm_set_id=_norm_id(form.norm_set_id),
        actor_id=actor_id(),
        at=clock.utc_now(),
    )
    flash(gettext("Kontrollen är sparad."))
    return redirect(url_for(".recorded_check", check_id=record.id), code=303)


@bp.get("/rent-checks/<uuid:check_id>")
@requires(Permission.RENTS_READ, about=about.RENT_CHECK)
def recorded_check(check_id: UUID) -> ResponseReturnValue:
    """A check as it was made; nothing in it is worked out anew but what it is compared with."""
    record = queries.get_check(db(), check_id)
    tenancy, check = get_tenancy(db(), record.tenancy_id), queries.read_check(record)
    staff = staff_names_of(db(), {record.recorded_by_id})
    return render_template(
        "office/rent_checks/recorded_check.html",
        record=record,
        tenancy=tenancy,
        household=get_household_itself(db(), tenancy.household_id),
        shown=_shown(check, queries.people_of(record)),
        at_second_hand=show_sublet(queries.read_sublet(record)),
        compared=_compared(tenancy, check, record.checked_on),
        known_at=record.recorded_at.astimezone(clock.LOCAL).strftime("%Y-%m-%dT%H:%M"),
        made_by=staff[record.recorded_by_id],
        older=queries.list_checks(db(), [tenancy.id]),
        words=case_words,
    )


@bp.get("/rent-checks/<uuid:check_id>/check.pdf")
@requires(Permission.RENTS_READ, about=about.RENT_CHECK)
def check_pdf(check_id: UUID) -> ResponseReturnValue:
    """A check as it was made, for the file."""
    return _file(check_id, as_pdf, PDF, "pdf")


@bp.get("/rent-checks/<uuid:check_id>/check.docx")
@requires(Permission.RENTS_READ, about=about.RENT_CHECK)
def check_word(check_id: UUID) -> ResponseReturnValue:
    """The same, to go on writing in."""
    return _file(check_id, as_word, WORD, "docx")


def _file(
    check_id: UUID, make: Callable[[Paper], bytes], mimetype: str, ending: str
) -> ResponseReturnValue:
    """A file whose name tells nothing of whom it is about."""
    now = clock.utc_now()
    record = services.note_check_copied(db(), check_id=check_id, actor_id=actor_id(), at=now)
    tenancy = get_tenancy(db(), record.tenancy_id)
    paper = check_paper(
        _shown(queries.read_check(record), queries.people_of(record)),
        case_number=get_household_itself(db(), tenancy.household_id).case_number,
        home=written.street(tenancy.dwelling),
        landlord=tenancy.landlord.name,
        office=settings().municipality.name,
        made_at=record.recorded_at,
    )
    name = f"hyreskontroll-{record.checked_on:%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(make(paper), mimetype=mimetype, headers=headers)
