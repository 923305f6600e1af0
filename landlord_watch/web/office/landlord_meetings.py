"""Meetings with landlords: coming and past, what is to be taken up, and what came of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.models import ContactChannel, Party, PartyKind
from landlord_watch.landlords.queries import get_landlord, list_measures_of_landlord
from landlord_watch.oversight.errors import LandlordNotTold
from landlord_watch.oversight.models import LandlordMeeting
from landlord_watch.oversight.queries import meetings as queries
from landlord_watch.oversight.queries.landlord_editions import newest_edition
from landlord_watch.oversight.queries.meetings import MeetingFilter, state_of_meeting
from landlord_watch.oversight.rules.fact_file import FactsTold, facts_of
from landlord_watch.oversight.rules.meetings import MeetingState
from landlord_watch.oversight.services import meetings as services
from landlord_watch.oversight.shapes import EditionTold
from landlord_watch.web import dialogue_words, edition_words, forms, lists, register_words
from landlord_watch.web import meeting_agenda as agenda
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet
from landlord_watch.web.guard import actor_id, requires, settings, showed
from landlord_watch.web.paging import page_number
from landlord_watch.web.papers import PDF, as_pdf
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("landlord_meetings", __name__, url_prefix="/office")

ONE = "/landlord-meetings/<uuid:meeting_id>"
PLAN_FIELDS = {"landlord_meeting_in_past": "planned_on", "text_names_a_person": "attending"}
HELD_FIELDS = {"contact_in_future": "held_on", "text_names_a_person": "summary"}


class PlanForm(forms.OfficeForm):
    """When, and who is to be there."""

    planned_on = forms.DayField(
        lazy_gettext("Vilken dag?"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    attending = forms.LongTextField(lazy_gettext("Vilka är med?"), [forms.at_most(1000)])


class ItemForm(forms.OfficeForm):
    """Something to be taken up: in own words, as numbers of the newest edition, or both."""

    words = forms.LongTextField(lazy_gettext("Vad ska tas upp?"), [forms.at_most(1000)])
    numbers = forms.SeveralOfField(lazy_gettext("Tal ur den senaste utgåvan"), choices={})


class HeldForm(forms.OfficeForm):
    """When it was held, how, and what was said."""

    held_on = forms.DayField(
        lazy_gettext("Vilken dag hölls det?"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    channel = forms.OneOfField(
        lazy_gettext("Hur"),
        [forms.required(lazy_gettext("Välj hur ni sågs."))],
        choices=register_words.CHANNELS,
    )
    summary = forms.LongTextField(
        lazy_gettext("Vad sades?"),
        [forms.required(lazy_gettext("Skriv vad som sades.")), forms.at_most(4000)],
    )
    has_measures = forms.TickField(lazy_gettext("Hyresvärden åtog sig något"))


class CancelForm(forms.OfficeForm):
    """Why it is called off."""

    reason = forms.LongTextField(
        lazy_gettext("Varför blir det inte av?"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(1000)],
    )


def _which() -> MeetingFilter:
    return lists.chosen("which", MeetingFilter) or MeetingFilter.COMING


@bp.get("/landlord-meetings/")
@requires(Permission.REGISTER_READ)
def meetings() -> ResponseReturnValue:
    """Meetings to come, or those there were."""
    which = _which()
    page = queries.list_meetings(db(), which=which, number=page_number())
    showed(row.party_id for row in page.rows if row.party.kind is PartyKind.NATURAL)
    return render_template(
        "office/landlord_meetings/meetings.html",
        page=page,
        which=which,
        today=clock.today(),
        url_of=lists.url_of_page(".meetings", which=which),
        states=agenda.STATES,
        colours=agenda.COLOURS,
        state_of=state_of_meeting,
    )


@bp.get("/landlord-meetings/export")
@requires(Permission.REGISTER_EXPORT)
@fresh
def export() -> ResponseReturnValue:
    """The same as a file."""
    page = queries.list_meetings(db(), which=_which(), number=None)
    showed(row.party_id for row in page.rows if row.party.kind is PartyKind.NATURAL)
    columns = [gettext("Dag"), gettext("Hyresvärd"), gettext("Läge")]
    return answer_sheet(Sheet("moten", columns, [list(_cells(row)) for row in page.rows]))


def _cells(row: LandlordMeeting) -> Iterator[Cell]:
    yield row.contact.happened_on if row.contact else row.planned_on
    yield row.party.name
    yield str(agenda.STATES[state_of_meeting(row, on=clock.today()).value])


@bp.route("/landlords/<uuid:landlord_id>/meetings/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_meeting(landlord_id: UUID) -> ResponseReturnValue:
    """Plan a meeting."""
    party, form = get_landlord(db(), landlord_id), PlanForm()
    made: list[LandlordMeeting] = []

    def plan() -> None:
        meeting = services.plan_meeting(
            db(),
            landlord_id=party.id,
            facts=_planned(form),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        made.append(meeting)

    if form.carries(plan, at_code=PLAN_FIELDS):
        flash(gettext("Mötet är planerat. Skriv nu vad som ska tas upp."))
        return redirect(url_for(".new_item", meeting_id=made[0].id), code=303)
    page = render_template("office/landlord_meetings/new_meeting.html", form=form, party=party)
    return page, 422 if form.errors else 200


def _planned(form: PlanForm) -> services.MeetingFacts:
    return services.MeetingFacts(forms.must(form.planned_on.data), form.attending.data or "")


@bp.get(ONE)
@requires(Permission.REGISTER_READ)
def meeting(meeting_id: UUID) -> ResponseReturnValue:
    """A meeting, its agenda, and what came of it."""
    found, today = queries.get_meeting(db(), meeting_id), clock.today()
    measures = list_measures_of_landlord(db(), found.party_id)
    people = {found.recorded_by_id, found.cancelled_by_id}
    state = state_of_meeting(found, on=today)
    return render_template(
        "office/landlord_meetings/meeting.html",
        meeting=found,
        state=state,
        is_open=state in {MeetingState.COMING, MeetingState.UNNOTED},
        states=agenda.STATES,
        colours=agenda.COLOURS,
        item_words=agenda.item_words,
        follow_up=agenda.to_follow_up(measures, found),
        agreed=agenda.agreed_at(measures, found),
        measure_words=dialogue_words,
        names=names_of(db(), {each for each in people if each}),
    )


@bp.get(f"{ONE}/agenda.pdf")
@requires(Permission.REGISTER_READ)
def agenda_as_pdf(meeting_id: UUID) -> ResponseReturnValue:
    """The agenda on paper, to be sent and brought."""
    found = queries.get_meeting(db(), meeting_id)
    paper = agenda.agenda_paper(
        found,
        list_measures_of_landlord(db(), found.party_id),
        office=settings().municipality.name,
        made_at=clock.utc_now(),
    )
    name = f"dagordning-{found.planned_on:%Y-%m-%d}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(as_pdf(paper), mimetype=PDF, headers=headers)


@bp.route(f"{ONE}/change", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def change_meeting(meeting_id: UUID) -> ResponseReturnValue:
    """Move a meeting, or say better who comes."""
    found = queries.get_meeting(db(), meeting_id)
    form = PlanForm(obj=found)

    def change() -> None:
        services.change_meeting(
            db(),
            meeting_id=found.id,
            facts=_planned(form),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(change, at_code=PLAN_FIELDS):
        flash(gettext("Det är sparat."))
        return _to(found.id)
    page = render_template("office/landlord_meetings/change_meeting.html", form=form, meeting=found)
    return page, 422 if form.errors else 200


@bp.route(f"{ONE}/items/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_item(meeting_id: UUID) -> ResponseReturnValue:
    """Put something on the agenda."""
    found, form = queries.get_meeting(db(), meeting_id), ItemForm()
    edition = newest_edition(db())
    told = edition.told if edition else None
    form.numbers.choices = _numbers(found.party, told)

    def add() -> None:
        _add_items(found, form, told)

    if form.carries(add, at="words"):
        flash(gettext("Dagordningen är sparad."))
        return _to(found.id)
    page = render_template(
        "office/landlord_meetings/new_item.html",
        form=form,
        meeting=found,
        period=edition_words.period(told) if told else "",
    )
    return page, 422 if form.errors else 200


def _numbers(party: Party, told: EditionTold | None) -> Mapping[str, str]:
    """What the newest edition tells of the landlord by itself."""
    facts = _facts(party, told)
    if facts is None or facts.is_of_people:
        return {}
    return {
        code: f"{edition_words.indicator_name(code)}: {agenda.number_words(code, number)}"
        for code, number in facts.told.items()
    }


def _facts(party: Party, told: EditionTold | None) -> FactsTold | None:
    if told is None:
        return None
    try:
        return facts_of(told, party.id, is_person=party.kind is PartyKind.NATURAL)
    except LandlordNotTold:
        return None


def _add_items(meeting: LandlordMeeting, form: ItemForm, told: EditionTold | None) -> None:
    chosen = form.numbers.data or []
    if form.words.data or not chosen:
        services.add_item(
            db(),
            meeting_id=meeting.id,
            words=form.words.data or "",
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
    if chosen and told is not None:
        services.add_numbers(
            db(),
            meeting_id=meeting.id,
            told=told,
            indicators=chosen,
            is_person=meeting.party.kind is PartyKind.NATURAL,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )


@bp.post(f"{ONE}/items/<uuid:item_id>/take-out")
@requires(Permission.REGISTER_WRITE)
def take_out_item(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Take something off the agenda."""
    found = queries.get_meeting(db(), meeting_id)
    if item_id not in {each.id for each in found.items}:
        raise NotFound(item_id=item_id)
    if forms.OfficeForm().validate_on_submit():
        services.take_out_item(
            db(), meeting_id=found.id, item_id=item_id, actor_id=actor_id(), at=clock.utc_now()
        )
        flash(gettext("Punkten är borttagen."))
    return _to(found.id)


@bp.route(f"{ONE}/held", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def held(meeting_id: UUID) -> ResponseReturnValue:
    """Note that a meeting was held: it becomes a contact of the dialogue."""
    found, today = queries.get_meeting(db(), meeting_id), clock.today()
    form = HeldForm(data={"held_on": _held_on(found, today), "channel": ContactChannel.MEETING})
    contact_ids: list[UUID] = []

    def note() -> None:
        facts = services.HeldFacts(
            forms.must(form.held_on.data),
            form.summary.data or "",
            ContactChannel(form.channel.data),
        )
        contact = services.note_held(
            db(),
            meeting_id=found.id,
            facts=facts,
            today=today,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        contact_ids.append(contact.id)

    if form.carries(note, at_code=HELD_FIELDS):
        flash(gettext("Mötet är sparat i dialogen."))
        if not form.has_measures.data:
            return _to(found.id)
        return redirect(_to_measure(found.party_id, contact_ids[0]), code=303)
    page = render_template(
        "office/landlord_meetings/held.html",
        form=form,
        meeting=found,
        item_words=agenda.item_words,
    )
    return page, 422 if form.errors else 200


def _to_measure(landlord_id: UUID, contact_id: UUID) -> str:
    """On to what was undertaken."""
    return url_for("landlord_measures.new_measure", landlord_id=landlord_id, contact=contact_id)


def _held_on(meeting: LandlordMeeting, today: date) -> date:
    """The day the form proposes: the planned one, if it has come."""
    return min(meeting.planned_on, today)


@bp.route(f"{ONE}/cancel", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def cancel(meeting_id: UUID) -> ResponseReturnValue:
    """Call a meeting off."""
    found, form = queries.get_meeting(db(), meeting_id), CancelForm()

    def call_off() -> None:
        services.cancel_meeting(
            db(),
            meeting_id=found.id,
            reason=form.reason.data or "",
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(call_off, at="reason"):
        flash(gettext("Mötet är inställt. Det syns kvar hos hyresvärden."))
        return _to(found.id)
    page = render_template("office/landlord_meetings/cancel.html", form=form, meeting=found)
    return page, 422 if form.errors else 200


def _to(meeting_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".meeting", meeting_id=meeting_id), code=303)
