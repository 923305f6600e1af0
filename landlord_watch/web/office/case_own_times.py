"""Times of our own in a case: noting what begins one, that it is done, or that it was wrong."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.cases import queries, services
from landlord_watch.cases.models import Case, CaseTime
from landlord_watch.cases.rules.times import TimeEvent
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import about, case_time_words, case_times, forms
from landlord_watch.web import case_against_words as words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("case_own_times", __name__, url_prefix="/office/cases/<uuid:case_id>/times")

#: At which field a refusal shows.
BEGIN_FIELDS = {
    "case_time_in_the_future": "happened_on",
    "case_time_not_ruled": "happened_on",
    "case_time_runs": "event",
}
END_FIELDS = {"case_time_in_the_future": "ended_on", "case_time_ends_before_it_began": "ended_on"}


class BeginForm(forms.OfficeForm):
    """What came in or was decided."""

    event = forms.OneOfField(
        lazy_gettext("Vad har kommit in eller beslutats?"),
        [forms.required(lazy_gettext("Välj vad som har kommit in eller beslutats."))],
        choices=case_time_words.EVENTS,
    )
    happened_on = forms.DayField(
        lazy_gettext("När"), [forms.required(lazy_gettext("Skriv vilken dag."))]
    )
    note = forms.LongTextField(lazy_gettext("Anteckning"), [forms.at_most(20_000)])


class EndForm(forms.OfficeForm):
    """That it is done."""

    ended_on = forms.DayField(
        lazy_gettext("Klart den dag"), [forms.required(lazy_gettext("Skriv vilken dag."))]
    )
    ended_words = forms.LongTextField(lazy_gettext("Vad som gjordes"), [forms.at_most(20_000)])


def _back(case_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("cases.case", case_id=case_id, _anchor="times"), code=303)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def new_time(case_id: UUID) -> ResponseReturnValue:
    """Note what came in or was decided, and begin the times it begins."""
    case, today = queries.get_case(db(), case_id), clock.today()
    form = BeginForm(data={"happened_on": today})

    def begin() -> None:
        services.begin_times(
            db(),
            case_id=case_id,
            event=TimeEvent(form.event.data),
            happened_on=forms.must(form.happened_on.data),
            note=form.note.data or "",
            today=today,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(begin, at_code=BEGIN_FIELDS):
        flash(gettext("Det är antecknat, och tiden går."))
        return _back(case_id)
    page = render_template(
        "office/case_own_times/new_time.html",
        form=form,
        case=case,
        notes=case_time_words.event_notes(on=today),
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:time_id>/end", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def end_time(case_id: UUID, time_id: UUID) -> ResponseReturnValue:
    """Note that what a time is for was done."""
    case, time = _found(case_id, time_id)
    form = EndForm(data={"ended_on": clock.today()})

    def end() -> None:
        services.end_time(
            db(),
            case_id=case_id,
            time_id=time_id,
            ended_on=forms.must(form.ended_on.data),
            words=form.ended_words.data or "",
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(end, at_code=END_FIELDS):
        flash(gettext("Det är antecknat som klart, %(how)s.", how=case_time_words.done_words(time)))
        return _back(case_id)
    page = render_template(
        "office/case_own_times/end_time.html",
        form=form,
        case=case,
        time=time,
        deadline=queries.deadline_of(time),
        today=clock.today(),
        words=words,
        time_words=case_time_words,
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:time_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def withdraw_time(case_id: UUID, time_id: UUID) -> ResponseReturnValue:
    """Ask whether it was wrong, and take it back; it stays to be seen."""
    case, time = _found(case_id, time_id)
    form = forms.OfficeForm()

    def withdraw() -> None:
        services.withdraw_time(
            db(), case_id=case_id, time_id=time_id, actor_id=actor_id(), at=clock.utc_now()
        )

    if form.carries(withdraw):
        flash(gettext("Tiden är tillbakatagen. Den räknas inte, men finns kvar att se."))
        return _back(case_id)
    page = render_template(
        "office/case_own_times/withdraw_time.html", form=form, case=case, time=time, words=words
    )
    return page, 422 if form.errors else 200


def _found(case_id: UUID, time_id: UUID) -> tuple[Case, CaseTime]:
    case = queries.get_case(db(), case_id)
    return case, queries.get_time(db(), case_id=case_id, time_id=time_id)


@bp.get("/calendar.ics")
@requires(Permission.CASE_READ, about=about.CASE)
def calendar(case_id: UUID) -> ResponseReturnValue:
    """The last days of a case for a calendar, with nothing of whom it is about."""
    queries.get_case(db(), case_id)
    rows = [case_times.row_of(each) for each in queries.list_due_of_case(db(), case_id)]
    answer = Response(case_times.calendar_of(rows), mimetype="text/calendar")
    answer.headers.set("Content-Disposition", "attachment", filename="landlord-watch.ics")
    return answer
