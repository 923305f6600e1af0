"""What landlords undertook to do by a day: noting it, following it up, what is overdue."""

from collections.abc import Iterator
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, RuleBroken
from landlord_watch.landlords import queries, services
from landlord_watch.landlords.models import (
    LandlordContact,
    LandlordMeasure,
    MeasureSeen,
    MeasureState,
    Party,
)
from landlord_watch.landlords.queries import MeasureDue
from landlord_watch.web import dialogue_words, forms, lists
from landlord_watch.web import format as written
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.landlord_homes import homes_to_choose
from landlord_watch.web.paging import page_number
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("landlord_measures", __name__, url_prefix="/office")

FIELDS = {
    "measure_agreed_in_future": "agreed_on",
    "measure_due_too_early": "due_on",
    "measure_step_outside": "happened_on",
    "measure_not_seen": "seen_how",
    "postponed_not_later": "due_on",
}
#: Nothing chosen.
NOT_SAID = ""


class MeasureForm(forms.OfficeForm):
    """What was undertaken, as it is typed in; `dwelling_id` offers the landlord's homes."""

    what = forms.LongTextField(
        lazy_gettext("Vad ska göras?"),
        [forms.required(lazy_gettext("Skriv vad som ska göras.")), forms.at_most(2000)],
    )
    agreed_on = forms.DayField(
        lazy_gettext("Åtogs"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    due_on = forms.DayField(
        lazy_gettext("Ska vara gjort senast"),
        [forms.required(lazy_gettext("Skriv vilken dag det ska vara gjort."))],
    )
    dwelling_id = forms.ChoiceField(lazy_gettext("Om en viss bostad"), choices={})
    has_more = forms.TickField(lazy_gettext("Det finns mer att lägga till"))

    def read_measure(self, contact: LandlordContact | None) -> services.MeasureFacts:
        """What was typed."""
        home = self.dwelling_id.data
        return services.MeasureFacts(
            what=self.what.data,
            agreed_on=forms.must(self.agreed_on.data),
            due_on=forms.must(self.due_on.data),
            dwelling_id=UUID(home) if home else None,
            contact_id=contact.id if contact else None,
        )


class StepForm(forms.OfficeForm):
    """What happened to a measure."""

    state = forms.OneOfField(
        lazy_gettext("Vad har hänt?"),
        [forms.required(lazy_gettext("Välj vad som har hänt."))],
        choices=dialogue_words.MEASURE_STEPS,
    )
    happened_on = forms.DayField(
        lazy_gettext("När"), [forms.required(lazy_gettext("Skriv vilken dag det hände."))]
    )
    seen_how = forms.ChoiceField(
        lazy_gettext("Om det är gjort: hur vet ni det?"),
        choices={NOT_SAID: lazy_gettext("Välj"), **dialogue_words.MEASURE_SEEN},
    )
    due_on = forms.DayField(lazy_gettext("Om det är uppskjutet: ny dag"), [forms.if_filled()])
    note = forms.LongTextField(lazy_gettext("Anteckning"), [forms.at_most(2000)])

    def read_step(self) -> services.MeasureStep:
        """What was typed."""
        return services.MeasureStep(
            state=MeasureState(self.state.data),
            happened_on=forms.must(self.happened_on.data),
            note=self.note.data or "",
            seen_how=MeasureSeen(self.seen_how.data) if self.seen_how.data else None,
            due_on=self.due_on.data,
        )


def _due() -> MeasureDue:
    return lists.chosen("due", MeasureDue) or MeasureDue.OVERDUE


@bp.get("/landlord-measures/")
@requires(Permission.REGISTER_READ)
def measures() -> ResponseReturnValue:
    """What landlords have yet to do, by its day."""
    due, today = _due(), clock.today()
    page = queries.list_open_measures(db(), due=due, on=today, number=page_number())
    return render_template(
        "office/landlord_measures/measures.html",
        page=page,
        due=due,
        today=today,
        url_of=lists.url_of_page(".measures", due=due),
        words=dialogue_words,
        is_overdue=queries.is_overdue,
    )


@bp.get("/landlord-measures/export")
@requires(Permission.REGISTER_EXPORT)
@fresh
def export() -> ResponseReturnValue:
    """The same as a file."""
    page = queries.list_open_measures(db(), due=_due(), on=clock.today(), number=None)
    columns = [
        gettext("Hyresvärd"),
        gettext("Vad"),
        gettext("Bostad"),
        gettext("Åtogs"),
        gettext("Senast"),
        gettext("Läge"),
    ]
    return answer_sheet(Sheet("ataganden", columns, [list(_cells(row)) for row in page.rows]))


def _cells(row: LandlordMeasure) -> Iterator[Cell]:
    yield row.party.name
    yield row.what
    yield written.street(row.dwelling) if row.dwelling else None
    yield row.agreed_on
    yield row.due_on
    yield str(dialogue_words.MEASURE_STATES[row.state.value])


@bp.get("/landlord-measures/<uuid:measure_id>")
@requires(Permission.REGISTER_READ)
def measure(measure_id: UUID) -> ResponseReturnValue:
    """What was undertaken, and what has happened since."""
    found = queries.get_measure(db(), measure_id)
    people = {found.recorded_by_id, *(event.recorded_by_id for event in found.events)}
    return render_template(
        "office/landlord_measures/measure.html",
        measure=found,
        is_overdue=queries.is_overdue(found, on=clock.today()),
        names=names_of(db(), people),
        words=dialogue_words,
        form=forms.OfficeForm(),
    )


@bp.route("/landlords/<uuid:landlord_id>/measures/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_measure(landlord_id: UUID) -> ResponseReturnValue:
    """Note something a landlord undertook, at a contact or apart from one."""
    party, today = queries.get_landlord(db(), landlord_id), clock.today()
    contact = _contact(party)
    form = MeasureForm(data={"agreed_on": contact.happened_on if contact else today})
    form.dwelling_id.choices = homes_to_choose(party.id, on=today)
    if form.validate_on_submit():
        try:
            services.record_measure(
                db(),
                landlord_id=party.id,
                measure=form.read_measure(contact),
                today=today,
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RuleBroken as refusal:
            form.refuse(refusal, field=FIELDS.get(refusal.code))
        else:
            flash(gettext("Åtagandet är sparat."))
            return redirect(_after(form, party, contact), code=303)
    page = render_template(
        "office/landlord_measures/new_measure.html", form=form, party=party, contact=contact
    )
    return page, 422 if form.errors else 200


def _contact(party: Party) -> LandlordContact | None:
    """
    The contact it was undertaken at, as the address names it; None: it names none.

    Raises: `NotFound`.
    """
    named = request.args.get("contact", type=UUID)
    if named is None:
        return None
    return queries.get_contact(db(), landlord_id=party.id, contact_id=named)


def _after(form: MeasureForm, party: Party, contact: LandlordContact | None) -> str:
    if not form.has_more.data:
        return url_for("landlords.landlord", landlord_id=party.id)
    return url_for(".new_measure", landlord_id=party.id, contact=contact.id if contact else None)


@bp.route("/landlord-measures/<uuid:measure_id>/steps/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_step(measure_id: UUID) -> ResponseReturnValue:
    """Ask what has happened since, and record it."""
    found = queries.get_measure(db(), measure_id)
    form = StepForm(data={"happened_on": clock.today()})
    if form.validate_on_submit():
        try:
            services.record_measure_step(
                db(),
                measure_id=found.id,
                step=form.read_step(),
                today=clock.today(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except (RuleBroken, Conflict) as refusal:
            form.refuse(refusal, field=FIELDS.get(refusal.code))
        else:
            flash(gettext("Steget är sparat."))
            return redirect(url_for(".measure", measure_id=found.id), code=303)
    page = render_template("office/landlord_measures/new_step.html", form=form, measure=found)
    return page, 422 if form.errors else 200


@bp.post("/landlord-measures/<uuid:measure_id>/take-back")
@requires(Permission.REGISTER_WRITE)
def take_back(measure_id: UUID) -> ResponseReturnValue:
    """Take back what was recorded wrongly."""
    found = queries.get_measure(db(), measure_id)
    if forms.OfficeForm().validate_on_submit():
        services.take_back_measure(
            db(), measure_id=found.id, actor_id=actor_id(), at=clock.utc_now()
        )
        flash(gettext("Åtagandet är tillbakataget. Det syns kvar hos hyresvärden."))
    return redirect(url_for("landlords.landlord", landlord_id=found.party_id), code=303)
