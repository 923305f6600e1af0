"""Visits: what is planned, planning one, and reading what came from it."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.files.models import RenditionKind
from landlord_watch.files.queries import open_rendition
from landlord_watch.households.queries import get_household
from landlord_watch.identity.queries import list_staff_with, names_of
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, NotFound, RuleBroken
from landlord_watch.measures.queries import list_measures_of_visit
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.visits import queries, rules
from landlord_watch.visits.models import VisitPurpose, VisitRevision, VisitState
from landlord_watch.visits.rules import visit_content_of
from landlord_watch.visits.services import following_up, planning
from landlord_watch.web import about, forms, measure_words, visit_words
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet
from landlord_watch.web.format import street
from landlord_watch.web.guard import actor_id, requires, showed, within
from landlord_watch.web.languages import language
from landlord_watch.web.lists import chosen, url_of_page
from landlord_watch.web.measure_proposals import to_take_up
from landlord_watch.web.paging import page_number
from landlord_watch.web.stepping_up import fresh
from landlord_watch.web.store import blob_store
from landlord_watch.web.visit_reading import VisitReading, questions, read_visit

bp = Blueprint("visits", __name__, url_prefix="/office/visits")

#: A picture is a picture, whatever a browser takes it for.
PICTURE_POLICY = (
    "sandbox; default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)


class PlanForm(forms.OfficeForm):
    """A visit as it is planned."""

    dwelling_id = forms.ChoiceField(
        lazy_gettext("Bostad"), [forms.required(lazy_gettext("Välj bostad."))], choices={}
    )
    assigned_to_id = forms.ChoiceField(
        lazy_gettext("Vem gör besöket"),
        [forms.required(lazy_gettext("Välj vem som gör besöket."))],
        choices={},
    )
    purpose = forms.ChoiceField(
        lazy_gettext("Varför"),
        [forms.required(lazy_gettext("Välj varför besöket görs."))],
        choices=visit_words.PURPOSES,
    )
    planned_at = forms.InstantField(
        lazy_gettext("När"), [forms.required(lazy_gettext("Skriv dag och klockslag."))]
    )
    asked_at = forms.InstantField(lazy_gettext("När den boende tillfrågades"), [forms.if_filled()])
    asked_how = forms.TextField(lazy_gettext("Hur den boende tillfrågades"), [forms.at_most(80)])
    language = forms.ChoiceField(
        lazy_gettext("Språk"),
        [forms.required(lazy_gettext("Välj språk."))],
        choices=visit_words.LANGUAGES,
    )
    interpreter = forms.TextField(lazy_gettext("Tolk"), [forms.at_most(120)])
    note = forms.LongTextField(lazy_gettext("Att tänka på"), [forms.at_most(2000)])

    def read_plan(self) -> planning.Plan:
        """What was typed, as a plan."""
        return planning.Plan(
            assigned_to_id=UUID(self.assigned_to_id.data),
            purpose=VisitPurpose(self.purpose.data),
            planned_at=_instant(self.planned_at),
            asked_at=self.asked_at.read_instant(),
            asked_how=self.asked_how.data or "",
            language=self.language.data or "sv",
            interpreter=self.interpreter.data or "",
            note=self.note.data or "",
        )


#: At which field a refusal shows.
FIELDS = {
    "visit_too_late": "planned_at",
    "asked_after_visit": "asked_at",
    "not_a_field_officer": "assigned_to_id",
    "dwelling_not_the_households": "dwelling_id",
}


def _instant(field: forms.InstantField) -> datetime:
    found = field.read_instant()
    if found is None:
        raise ValueError("a required field was let through empty")
    return found


def _address(dwelling: Dwelling) -> str:
    return ", ".join(part for part in (street(dwelling), dwelling.postal_town) if part)


@bp.get("/export")
@requires(Permission.CASES_EXPORT, about=about.LIST)
@fresh
def export() -> ResponseReturnValue:
    """The visits of the list as a file, but those where somebody is protected."""
    page = queries.list_visits(
        db(),
        state=chosen("state", VisitState),
        assigned_to_id=None,
        within=within(Permission.CASES_EXPORT),
        number=None,
    )
    showed(row.visit.id for row in page.rows)
    columns = [
        gettext("När"),
        gettext("Var"),
        gettext("Ärende"),
        gettext("Vem gör besöket"),
        gettext("Läge"),
        gettext("Bostad"),
        gettext("Barn"),
    ]
    return answer_sheet(Sheet("hembesok", columns, [_exported(row) for row in page.rows]))


def _exported(row: queries.VisitRow) -> list[Cell]:
    head = row.head
    return [
        row.visit.planned_at.astimezone(clock.LOCAL).strftime("%Y-%m-%d %H:%M"),
        _address(row.dwelling),
        row.case_number,
        row.assigned_to,
        str(visit_words.STATES[row.visit.state.value]),
        (head.home_as_left or "") if head else "",
        (head.child_as_left or "") if head else "",
    ]


@bp.get("/")
@requires(Permission.VISITS_READ, about=about.LIST)
def visits() -> ResponseReturnValue:
    """Visits, by state and by who makes them."""
    state = chosen("state", VisitState)
    page = queries.list_visits(
        db(),
        state=state,
        assigned_to_id=None,
        within=within(Permission.VISITS_READ),
        number=page_number(),
    )
    showed(row.visit.id for row in page.rows)
    return render_template(
        "office/visits/visits.html",
        page=page,
        page_url=url_of_page(".visits", state=state),
        state=state,
        words=visit_words,
        now=clock.utc_now(),
    )


@bp.route("/plan/<uuid:household_id>", methods=["GET", "POST"])
@requires(Permission.VISITS_PLAN, about=about.HOUSEHOLD)
def plan_visit(household_id: UUID) -> ResponseReturnValue:
    """Plan a visit to a household in one of the homes it rents."""
    household = get_household(db(), household_id)
    homes = queries.list_homes(db(), household_id=household_id, on=clock.today())
    form = PlanForm(data={"language": household.language or "sv"} | _asked_for())
    form.dwelling_id.choices = {str(home.id): _address(home) for home in homes}
    form.assigned_to_id.choices = _officers()
    if form.validate_on_submit():
        try:
            visit = planning.plan_visit(
                db(),
                household_id=household_id,
                dwelling_id=UUID(form.dwelling_id.data),
                plan=form.read_plan(),
                announcer=ChangeFeed(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RuleBroken as refusal:
            form.refuse(refusal, field=FIELDS.get(refusal.code))
        else:
            flash(gettext("Besöket är planerat och kommer till plattan vid nästa kontakt."))
            return redirect(url_for(".visit", visit_id=visit.id), code=303)
    page = render_template(
        "office/visits/plan_visit.html", form=form, household=household, homes=homes
    )
    return page, 422 if form.errors else 200


def _asked_for() -> dict[str, str]:
    """Why the home is to be visited, where the address says so."""
    purpose = chosen("purpose", VisitPurpose)
    return {} if purpose is None else {"purpose": purpose.value}


def _officers() -> dict[str, str]:
    return {
        str(officer.id): officer.full_name for officer in list_staff_with(db(), Role.FIELD_OFFICER)
    }


@bp.route("/<uuid:visit_id>/change", methods=["GET", "POST"])
@requires(Permission.VISITS_PLAN, about=about.VISIT)
def change_plan(visit_id: UUID) -> ResponseReturnValue:
    """Change a visit that has not been made."""
    row = queries.get_visit(db(), visit_id)
    form = PlanForm(
        data={
            "dwelling_id": str(row.dwelling.id),
            "assigned_to_id": str(row.visit.assigned_to_id),
            "purpose": row.visit.purpose.value,
            "planned_at": row.visit.planned_at.astimezone(clock.LOCAL),
            "asked_at": row.visit.asked_at and row.visit.asked_at.astimezone(clock.LOCAL),
            "asked_how": row.visit.asked_how,
            "language": row.visit.language,
            "interpreter": row.visit.interpreter,
            "note": row.visit.note,
        }
    )
    form.dwelling_id.choices = {str(row.dwelling.id): _address(row.dwelling)}
    form.assigned_to_id.choices = _officers()
    if form.validate_on_submit():
        try:
            planning.change_plan(
                db(),
                visit_id=visit_id,
                plan=form.read_plan(),
                announcer=ChangeFeed(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except (RuleBroken, Conflict) as refusal:
            form.refuse(refusal, field=FIELDS.get(refusal.code))
        else:
            flash(gettext("Ändringen är sparad."))
            return redirect(url_for(".visit", visit_id=visit_id), code=303)
    page = render_template("office/visits/change_plan.html", form=form, row=row)
    return page, 422 if form.errors else 200


@bp.route("/<uuid:visit_id>/cancel", methods=["GET", "POST"])
@requires(Permission.VISITS_PLAN, about=about.VISIT)
def cancel_visit(visit_id: UUID) -> ResponseReturnValue:
    """Ask once more, then call a visit off."""
    row = queries.get_visit(db(), visit_id)
    form = forms.OfficeForm()
    if form.validate_on_submit():
        planning.cancel_visit(
            db(),
            visit_id=visit_id,
            announcer=ChangeFeed(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        flash(gettext("Besöket är inställt."))
        return redirect(url_for(".visit", visit_id=visit_id), code=303)
    return render_template("office/visits/cancel_visit.html", form=form, row=row)


@bp.get("/<uuid:visit_id>")
@requires(Permission.VISITS_READ, about=about.VISIT)
def visit(visit_id: UUID) -> ResponseReturnValue:
    """A visit: its plan until it has been made, then what came of it."""
    row = queries.get_visit(db(), visit_id)
    revisions = queries.list_revisions(db(), visit_id)
    heads = [revision for revision in reversed(revisions) if revision.is_head]
    texts = queries.list_known_texts(db())
    readings = [(revision, _read(revision)) for revision in heads]
    measures = list_measures_of_visit(db(), visit_id)
    return render_template(
        "office/visits/visit.html",
        photos_taken_back_at=rules.photos_taken_back_at,
        text_problem=lambda ref: rules.check_text(ref, texts=texts),
        row=row,
        address=_address(row.dwelling),
        readings=readings,
        measures=measures,
        to_take_up=to_take_up([each.content for _, each in reversed(readings)], measures),
        measure_words=measure_words,
        actions=measure_words.action_words(language()),
        today=clock.today(),
        photos={revision.id: queries.list_photos(db(), revision.id) for revision in heads},
        revisions=revisions,
        deficiencies=queries.list_deficiencies_of_visit(db(), visit_id),
        has_earlier=queries.has_earlier(db(), visit=row.visit),
        questions=questions(language()),
        concerns=queries.list_concerns_of_visit(db(), visit_id),
        names=names_of(db(), {revision.author_id for revision in revisions}),
        was_asked_in_time=rules.was_asked_in_good_time(
            asked_at=row.visit.asked_at, planned_at=row.visit.planned_at
        ),
        review=forms.OfficeForm(),
        words=visit_words,
    )


def _read(revision: VisitRevision) -> VisitReading:
    content = visit_content_of(revision.content)
    return read_visit(content, language=language())


@bp.post("/<uuid:visit_id>/review")
@requires(Permission.VISITS_REVIEW, about=about.VISIT)
def review_visit(visit_id: UUID) -> ResponseReturnValue:
    """Note that the visit has been read."""
    following_up.review_visit(db(), visit_id=visit_id, actor_id=actor_id(), at=clock.utc_now())
    flash(gettext("Besöket är granskat."))
    return redirect(url_for(".visit", visit_id=visit_id), code=303)


@bp.get("/<uuid:visit_id>/photos/<uuid:photo_id>/<any(page, thumbnail):kind>")
@requires(Permission.VISITS_READ, about=about.VISIT)
def photo(visit_id: UUID, photo_id: UUID, kind: str) -> ResponseReturnValue:
    """A picture of this visit, made fresh by us; never the bytes a camera sent."""
    found = queries.get_photo_of_visit(db(), visit_id=visit_id, photo_id=photo_id)
    if found.stored_file_id is None:
        raise NotFound(photo_id=photo_id)
    picture = open_rendition(
        db(),
        store=blob_store(),
        stored_file_id=found.stored_file_id,
        kind=RenditionKind(kind),
    )
    response = make_response(picture.content)
    response.content_type = picture.content_type
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    return response
