"""Deficiencies of homes, and what has been done about each."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.dwellings.queries import get_dwelling
from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.infra.paging import Page
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.measures.services import follow_deficiency
from landlord_watch.visits import queries
from landlord_watch.visits.models import DeficiencyState
from landlord_watch.web import about, forms, lists, visit_words
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet
from landlord_watch.web.format import street
from landlord_watch.web.guard import actor_id, requires, showed, within
from landlord_watch.web.languages import language
from landlord_watch.web.paging import page_number
from landlord_watch.web.stepping_up import fresh
from landlord_watch.web.visit_reading import questions

bp = Blueprint("deficiencies", __name__, url_prefix="/office/deficiencies")

#: In the address: those too that nothing more is to be done about.
ALL = "all"
FIELDS = {"step_before_finding": "happened_on", "deficiency_needs_more": "is_seen_gone"}


class StepForm(forms.OfficeForm):
    """A step in following up a deficiency."""

    state = forms.ChoiceField(
        lazy_gettext("Nytt läge"),
        [forms.required(lazy_gettext("Välj läge."))],
        choices=visit_words.DEFICIENCY_STEPS,
    )
    happened_on = forms.DayField(
        lazy_gettext("När"), [forms.required(lazy_gettext("Skriv vilken dag det hände."))]
    )
    is_seen_gone = forms.TickField(
        lazy_gettext("Den boende har bekräftat, eller ett nytt besök har visat, att den är borta")
    )
    note = forms.LongTextField(lazy_gettext("Anteckning"), [forms.at_most(2000)])


@bp.get("/")
@requires(Permission.DEFICIENCIES_READ, about=about.LIST)
def deficiencies() -> ResponseReturnValue:
    """What visits have found: what is still to be done something about, or all of it."""
    page = _listed()(db(), within=within(Permission.DEFICIENCIES_READ), number=page_number())
    showed(row.deficiency.id for row in page.rows)
    return render_template(
        "office/deficiencies/deficiencies.html",
        page=page,
        state=lists.typed("state"),
        page_url=lists.url_of_page(".deficiencies", state=lists.typed("state")),
        questions=questions(language()),
        words=visit_words,
        today=clock.today(),
    )


@bp.get("/export")
@requires(Permission.CASES_EXPORT, about=about.LIST)
@fresh
def export() -> ResponseReturnValue:
    """The same as a file, but those of homes where somebody is protected."""
    page = _listed()(db(), within=within(Permission.CASES_EXPORT), number=None)
    showed(row.deficiency.id for row in page.rows)
    said = questions(language())
    columns = [
        gettext("Bostad"),
        gettext("Ärende"),
        gettext("Brist"),
        gettext("Nivå"),
        gettext("Ansvarig"),
        gettext("Fanns"),
        gettext("Senast"),
        gettext("Läge"),
    ]
    return answer_sheet(Sheet("brister", columns, [_exported(row, said) for row in page.rows]))


def _listed() -> Callable[..., Page[queries.FoundDeficiency]]:
    is_all = lists.typed("state") == ALL
    return queries.list_all_deficiencies if is_all else queries.list_open_deficiencies


def _exported(row: queries.FoundDeficiency, said: Mapping[str, str]) -> list[Cell]:
    found = row.deficiency
    return [
        street(row.dwelling),
        row.case_number,
        said.get(found.item_id, found.item_id),
        str(visit_words.LEVELS[found.level.value]),
        str(visit_words.RESPONSIBLE[found.responsible]),
        found.found_on,
        found.due_on,
        str(visit_words.DEFICIENCY_STATES[found.state.value]),
    ]


@bp.get("/<uuid:deficiency_id>")
@requires(Permission.DEFICIENCIES_READ, about=about.DEFICIENCY)
def deficiency(deficiency_id: UUID) -> ResponseReturnValue:
    """The deficiency and the steps taken."""
    found = queries.get_deficiency(db(), deficiency_id)
    return render_template(
        "office/deficiencies/deficiency.html",
        deficiency=found,
        dwelling=get_dwelling(db(), found.dwelling_id),
        question=questions(language()).get(found.item_id, found.item_id),
        names=names_of(db(), {event.recorded_by_id for event in found.events}),
        words=visit_words,
    )


@bp.route("/<uuid:deficiency_id>/steps/new", methods=["GET", "POST"])
@requires(Permission.DEFICIENCIES_WRITE, about=about.DEFICIENCY)
def new_step(deficiency_id: UUID) -> ResponseReturnValue:
    """Ask what has happened since, and record it."""
    found = queries.get_deficiency(db(), deficiency_id)
    form = StepForm(data={"happened_on": clock.today(), "state": found.state.value})
    if form.validate_on_submit():
        try:
            follow_deficiency(
                db(),
                deficiency_id=deficiency_id,
                state=DeficiencyState(form.state.data),
                is_seen_gone=bool(form.is_seen_gone.data),
                happened_on=form.happened_on.data or clock.today(),
                note=form.note.data or "",
                actor_id=actor_id(),
                on=clock.today(),
                at=clock.utc_now(),
            )
        except RuleBroken as refusal:
            form.refuse(refusal, field=FIELDS.get(refusal.code))
        else:
            flash(gettext("Steget är sparat."))
            return redirect(url_for(".deficiency", deficiency_id=deficiency_id), code=303)
    page = render_template(
        "office/deficiencies/new_step.html",
        form=form,
        deficiency=found,
        question=questions(language()).get(found.item_id, found.item_id),
    )
    return page, 422 if form.errors else 200
