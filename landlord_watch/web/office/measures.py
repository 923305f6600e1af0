"""Measures after a visit: what is due, taking one up, noting what happens, taking it back."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.households.queries import get_household_itself
from landlord_watch.identity.queries import list_staff, names_of
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.infra import clock
from landlord_watch.infra.paging import Page
from landlord_watch.kernel.errors import NotFound
from landlord_watch.measures import queries, services
from landlord_watch.measures.models import Measure
from landlord_watch.measures.queries import Due, MeasureDue
from landlord_watch.measures.rules import MeasureState, MeasureStep, may_follow, step_rule
from landlord_watch.visits.models import VisitState
from landlord_watch.visits.queries import list_visits_of_household
from landlord_watch.visits.rules import newest_checklist
from landlord_watch.web import about, lists
from landlord_watch.web import format as written
from landlord_watch.web import measure_words as words
from landlord_watch.web.case_track_words import language_names, with_law
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet
from landlord_watch.web.guard import actor_id, requires, showed, within
from landlord_watch.web.languages import language
from landlord_watch.web.measure_forms import (
    NEW_FIELDS,
    STEP_FIELDS,
    ChangeForm,
    NewForm,
    ReasonForm,
    StepForm,
    due_at_first,
)
from landlord_watch.web.paging import page_number
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("measures", __name__, url_prefix="/office")

#: Who may answer for a measure.
ANSWERS = frozenset({Role.CASEWORKER, Role.CASE_MANAGER, Role.FIELD_OFFICER})
#: In the address: those that who reads answers for.
MINE = "mine"


def _due() -> Due:
    return lists.chosen("due", Due) or Due.ALL


def _listed(permission: Permission, *, number: int | None) -> Page[MeasureDue]:
    page = queries.list_due_measures(
        db(),
        due=_due(),
        responsible_id=actor_id() if lists.typed("whose") == MINE else None,
        on=clock.today(),
        within=within(permission),
        number=number,
    )
    showed(row.measure.id for row in page.rows)
    return page


@bp.get("/measures/")
@requires(Permission.MEASURES_READ, about=about.LIST)
def measures() -> ResponseReturnValue:
    """What is to be done for households within reach, the first due first."""
    page = _listed(Permission.MEASURES_READ, number=page_number())
    whose = lists.typed("whose")
    return render_template(
        "office/measures/measures.html",
        page=page,
        due=_due(),
        whose=whose,
        url_of=lists.url_of_page(".measures", due=_due(), whose=whose),
        actions=words.action_words(language()),
        words=words,
        today=clock.today(),
    )


@bp.get("/measures/export")
@requires(Permission.CASES_EXPORT, about=about.LIST)
@fresh
def export() -> ResponseReturnValue:
    """The same as a file, without where anybody is, but those where somebody is protected."""
    page, said = _listed(Permission.CASES_EXPORT, number=None), words.action_words(language())
    columns = [
        gettext("Senast"),
        gettext("Ärende"),
        gettext("Åtgärd"),
        gettext("Vem som ansvarar"),
        gettext("Läge"),
    ]
    return answer_sheet(Sheet("atgarder", columns, [list(_cells(row, said)) for row in page.rows]))


def _cells(row: MeasureDue, said: Mapping[str, str]) -> Iterator[Cell]:
    yield row.measure.due_on
    yield row.case_number
    yield said.get(row.measure.action, row.measure.action)
    yield row.responsible
    yield str(words.STATES[row.measure.state.value])


@bp.get("/measures/<uuid:household_measure_id>")
@requires(Permission.MEASURES_READ, about=about.MEASURE)
def measure(household_measure_id: UUID) -> ResponseReturnValue:
    """A measure: what it is, what has happened, and what may follow."""
    found = queries.get_measure(db(), household_measure_id)
    events = found.events
    staff = {found.recorded_by_id, *(each.done_by_id for each in events)}
    answers = {found.responsible_id} if found.responsible_id else set()
    return render_template(
        "office/measures/measure.html",
        **_about(found),
        steps=_may_follow(found),
        names=names_of(db(), staff | answers),
        guidance=words.guidance(found.kind, on=clock.today()),
        language_words=language_names(),
        today=clock.today(),
    )


def _about(found: Measure) -> dict[str, object]:
    """What every page of one measure says of it."""
    said = words.action_words(language())
    return {
        "measure": found,
        "household": get_household_itself(db(), found.household_id),
        "title": said.get(found.action, found.action),
        "words": words,
    }


def _may_follow(found: Measure) -> tuple[MeasureStep, ...]:
    return may_follow(found.kind, state=found.state, taken={event.step for event in found.events})


@bp.route("/households/<uuid:household_id>/measures/new", methods=["GET", "POST"])
@requires(Permission.MEASURES_WRITE, about=about.HOUSEHOLD)
def new_measure(household_id: UUID) -> ResponseReturnValue:
    """Take up something to be done: what a visit proposes, or something else of the checklist."""
    household = get_household_itself(db(), household_id)
    visit_id = request.args.get("visit", type=UUID)
    form = _new_form()

    def take_up() -> Measure:
        return services.take_up_measure(
            db(),
            household_id=household_id,
            visit_id=visit_id,
            action=form.action.data,
            what=form.what.data or "",
            plan=form.read_plan(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    made: list[Measure] = []
    if form.carries(lambda: made.append(take_up()), at_code=NEW_FIELDS):
        flash(gettext("Åtgärden är upptagen."))
        return redirect(url_for(".measure", household_measure_id=made[0].id), code=303)
    page = render_template(
        "office/measures/new_measure.html", form=form, household=household, visit_id=visit_id
    )
    return page, 422 if form.errors else 200


def _new_form() -> NewForm:
    action, today = request.args.get("action", ""), clock.today()
    form = NewForm(
        data={
            "action": action,
            "responsible_id": str(actor_id()),
            "due_on": due_at_first(action, today=today),
        }
    )
    said = words.action_words(language())
    form.action.choices = {"": gettext("Välj")} | {
        code: said[code] for code in newest_checklist().actions
    }
    form.responsible_id.choices = _staff()
    return form


def _staff(*more: UUID | None) -> dict[str, str]:
    """Who may answer for a measure, and those who do already."""
    return {
        str(each.id): each.full_name
        for each in list_staff(db())
        if each.id in more or (each.deactivated_at is None and each.roles & ANSWERS)
    }


@bp.route("/measures/<uuid:household_measure_id>/steps/<measure_step>", methods=["GET", "POST"])
@requires(Permission.MEASURES_WRITE, about=about.MEASURE)
def new_step(household_measure_id: UUID, measure_step: str) -> ResponseReturnValue:
    """Note that something happened: one of what may follow."""
    found, step = queries.get_measure(db(), household_measure_id), _step(measure_step)
    rule = step_rule(found.kind, step)
    if rule is None:
        raise NotFound(step=step)
    form = StepForm(
        data={
            "happened_on": clock.today(),
            "done_by_id": str(actor_id()),
            "language": _language_of(found),
            "follows": len(found.events),
        }
    )
    form.done_by_id.choices = _staff(actor_id())
    form.language.choices = {"": gettext("Välj"), **language_names()}
    form.planned_visit_id.choices = _planned_visits(found.household_id)
    form.keep(step, rule)

    def note() -> None:
        services.note_step(
            db(),
            measure_id=found.id,
            facts=form.read_step(step),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(note, at_code=STEP_FIELDS):
        flash(gettext("Det är antecknat."))
        return redirect(url_for(".measure", household_measure_id=found.id), code=303)
    page = render_template(
        "office/measures/new_step.html",
        **_about(found),
        form=form,
        step=step,
        may_be_noted=step in _may_follow(found),
        guidance=words.guidance(found.kind, on=clock.today()),
        meanings=with_law(words.GROUND_MEANINGS, words.GROUND_SUBJECTS, on=clock.today()),
    )
    return page, 422 if form.errors else 200


def _step(name: str) -> MeasureStep:
    """
    The step that an address names.

    Raises: `NotFound`.
    """
    if name not in {step.value for step in MeasureStep}:
        raise NotFound
    return MeasureStep(name)


def _language_of(found: Measure) -> str:
    return get_household_itself(db(), found.household_id).language or ""


def _planned_visits(household_id: UUID) -> dict[str, str]:
    return {
        str(row.visit.id): written.instant(row.visit.planned_at)
        for row in list_visits_of_household(db(), household_id)
        if row.visit.state is VisitState.PLANNED
    }


@bp.route("/measures/<uuid:household_measure_id>/change", methods=["GET", "POST"])
@requires(Permission.MEASURES_WRITE, about=about.MEASURE)
def change_measure(household_measure_id: UUID) -> ResponseReturnValue:
    """Another day, or somebody else who answers for it, with why."""
    found = queries.get_measure(db(), household_measure_id)
    if found.state is MeasureState.PROPOSED:
        return redirect(_to_take_up(found), code=303)
    form = ChangeForm(
        data={
            "responsible_id": str(found.responsible_id or ""),
            "due_on": found.due_on,
            "due_clock": found.due_clock,
        }
    )
    form.responsible_id.choices = _staff()

    def change() -> None:
        services.change_measure(
            db(),
            measure_id=found.id,
            plan=form.read_plan(),
            note=form.note.data or "",
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(change, at_code=NEW_FIELDS):
        flash(gettext("Ändringen är sparad."))
        return redirect(url_for(".measure", household_measure_id=found.id), code=303)
    page = render_template("office/measures/change_measure.html", **_about(found), form=form)
    return page, 422 if form.errors else 200


def _to_take_up(found: Measure) -> str:
    return url_for(
        ".new_measure",
        household_id=found.household_id,
        visit=found.visit_id,
        action=found.action,
    )


@bp.route("/measures/<uuid:household_measure_id>/take-back", methods=["GET", "POST"])
@requires(Permission.MEASURES_WRITE, about=about.MEASURE)
def take_back(household_measure_id: UUID) -> ResponseReturnValue:
    """Take back a measure that should never have been there; it stays to be seen."""
    found = queries.get_measure(db(), household_measure_id)
    form = ReasonForm()

    def undo() -> None:
        services.take_back_measure(
            db(),
            measure_id=found.id,
            note=form.note.data or "",
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(undo):
        flash(gettext("Åtgärden är tillbakatagen. Den syns kvar."))
        return redirect(url_for(".measure", household_measure_id=found.id), code=303)
    page = render_template("office/measures/take_back.html", **_about(found), form=form)
    return page, 422 if form.errors else 200
