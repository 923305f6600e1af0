"""What is asked of the other municipality: starting a track, noting its steps, its last day."""

from datetime import date
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.cases import queries, services
from landlord_watch.cases.models import CaseTrack
from landlord_watch.cases.rules.tracks import Step, TrackKind, next_steps
from landlord_watch.cases.services import GOES_OUT, StepFacts
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import about, case_track_words, forms
from landlord_watch.web import case_against_words as words
from landlord_watch.web.case_times import calendar_of, row_of
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("case_tracks", __name__, url_prefix="/office/cases/<uuid:case_id>/tracks")

#: At which field a refusal shows; what stops all that goes out stands over the form.
STEP_FIELDS = {
    "case_step_out_of_turn": "step",
    "case_step_before_the_last": "happened_on",
    "case_step_in_the_future": "happened_on",
    "case_applied_too_early": "happened_on",
    "case_letter_step_unexplained": "note",
}
TRACK_FIELDS = {"case_day_outside": "started_on", "case_another_transfer_open": "kind"}


class TrackForm(forms.OfficeForm):
    """What is to be asked."""

    kind = forms.OneOfField(
        lazy_gettext("Vad ska begäras?"),
        [forms.required(lazy_gettext("Välj vad som ska begäras."))],
        choices=words.TRACK_KINDS,
    )
    started_on = forms.DayField(
        lazy_gettext("Påbörjas"), [forms.required(lazy_gettext("Skriv vilken dag."))]
    )


class StepForm(forms.OfficeForm):
    """What happened; the page fills in what may have."""

    step = forms.OneOfField(
        lazy_gettext("Vad har hänt?"),
        [forms.required(lazy_gettext("Välj vad som har hänt."))],
        choices={},
    )
    happened_on = forms.DayField(
        lazy_gettext("När"), [forms.required(lazy_gettext("Skriv vilken dag det hände."))]
    )
    reference = forms.TextField(lazy_gettext("Deras diarienummer"), [forms.at_most(60)])
    note = forms.LongTextField(lazy_gettext("Anteckning"), [forms.at_most(20_000)])

    def read_step(self) -> StepFacts:
        """What was typed."""
        return StepFacts(
            step=Step(self.step.data),
            happened_on=forms.must(self.happened_on.data),
            reference=self.reference.data or "",
            note=self.note.data or "",
        )


def _back(case_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("cases.case", case_id=case_id, _anchor="tracks"), code=303)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def new_track(case_id: UUID) -> ResponseReturnValue:
    """Start asking the other municipality for something."""
    case, today = queries.get_case(db(), case_id), clock.today()
    form = TrackForm(data={"started_on": today})

    def start() -> None:
        services.start_track(
            db(),
            case_id=case_id,
            kind=TrackKind(form.kind.data),
            started_on=forms.must(form.started_on.data),
            today=today,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(start, at_code=TRACK_FIELDS):
        flash(gettext("Det är påbörjat. Anteckna vad som händer, med dag."))
        return _back(case_id)
    page = render_template(
        "office/case_tracks/new_track.html",
        form=form,
        case=case,
        meanings=case_track_words.with_law(
            case_track_words.TRACK_QUESTIONS, case_track_words.TRACK_SUBJECTS, on=today
        ),
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:track_id>/steps/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def new_step(case_id: UUID, track_id: UUID) -> ResponseReturnValue:
    """Note what has happened on a track, of what may have."""
    case = queries.get_case(db(), case_id)
    track = queries.get_track(db(), case_id=case_id, track_id=track_id)
    form = StepForm(data={"happened_on": clock.today()})
    form.step.choices = {step.value: str(words.STEPS[step.value]) for step in _may_follow(track)}

    def take() -> None:
        services.take_step(
            db(),
            case_id=case_id,
            track_id=track_id,
            facts=form.read_step(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(take, at_code=STEP_FIELDS):
        flash(gettext("Det är antecknat."))
        return _back(case_id)
    page = render_template(
        "office/case_tracks/new_step.html",
        form=form,
        case=case,
        track=track,
        notes=_notes(track, on=clock.today()),
        needs_check=_needs_check(track) and queries.find_outward_check(db(), case_id) is None,
        words=words,
    )
    return page, 422 if form.errors else 200


def _may_follow(track: CaseTrack) -> list[Step]:
    """What may follow, in the order things happen."""
    following = next_steps(track.kind, queries.taken(track))
    return [step for step in Step if step in following]


def _notes(track: CaseTrack, *, on: date) -> dict[str, str]:
    return {
        step.value: case_track_words.step_note(track.kind, step, on=on)
        for step in _may_follow(track)
    }


def _needs_check(track: CaseTrack) -> bool:
    return any(step in GOES_OUT for step in _may_follow(track))


@bp.get("/<uuid:track_id>/calendar.ics")
@requires(Permission.CASE_READ, about=about.CASE)
def calendar(case_id: UUID, track_id: UUID) -> ResponseReturnValue:
    """The last day of the time that runs for a calendar, with nothing of whom it is about."""
    found = queries.find_due(db(), case_id=case_id, track_id=track_id)
    answer = Response(
        calendar_of([] if found is None else [row_of(found)]), mimetype="text/calendar"
    )
    answer.headers.set("Content-Disposition", "attachment", filename="landlord-watch.ics")
    return answer
