"""What becomes of a letter of a case: approved, sent, received, or discarded."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.cases import queries, services
from landlord_watch.cases.services import Sent
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import about, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.letter_forms import DiscardForm, ReceivedForm, SentForm
from landlord_watch.web.letter_paper import paragraphs_of, text_of

bp = Blueprint(
    "case_letter_steps",
    __name__,
    url_prefix="/office/cases/<uuid:case_id>/letters/<uuid:case_letter_id>",
)

#: At which field a refusal shows; what stops all that goes out stands over the form.
SENT_FIELDS = {
    "letter_sent_outside": "sent_on",
    "case_step_in_the_future": "sent_on",
    "case_step_before_the_last": "sent_on",
    "case_applied_too_early": "sent_on",
}
RECEIVED_FIELDS = {
    "letter_received_outside": "received_on",
    "case_step_in_the_future": "received_on",
    "case_step_before_the_last": "received_on",
}


def _page(name: str, form: forms.OfficeForm, case_id: UUID, letter_id: UUID) -> ResponseReturnValue:
    letter = queries.get_letter(db(), case_id=case_id, letter_id=letter_id).letter
    text = text_of(letter)
    page = render_template(
        f"office/case_letters/{name}.html",
        form=form,
        letter=letter,
        text=text,
        paragraphs=paragraphs_of(text.body),
        case=queries.get_case(db(), case_id),
    )
    return page, 422 if form.errors else 200


def _noted(case_id: UUID, letter_id: UUID, words: str) -> ResponseReturnValue:
    flash(words)
    way = url_for("case_letters.letter", case_id=case_id, case_letter_id=letter_id)
    return redirect(way, code=303)


@bp.route("/approve", methods=["GET", "POST"])
@requires(Permission.CASE_APPROVE, about=about.CASE)
def approve(case_id: UUID, case_letter_id: UUID) -> ResponseReturnValue:
    """Read a letter that somebody else made, and say that it may leave."""
    form = forms.OfficeForm()

    def say_so() -> None:
        services.approve_letter(
            db(),
            case_id=case_id,
            letter_id=case_letter_id,
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(say_so):
        return _noted(case_id, case_letter_id, gettext("Brevet är godkänt. Nu kan det skickas."))
    return _page("approve", form, case_id, case_letter_id)


@bp.route("/sent", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def sent(case_id: UUID, case_letter_id: UUID) -> ResponseReturnValue:
    """Note that a letter was sent, which takes the step of its track."""
    form = SentForm(data={"sent_on": clock.today()})

    def send() -> None:
        services.send_letter(
            db(),
            case_id=case_id,
            letter_id=case_letter_id,
            sent=Sent(forms.must(form.sent_on.data), form.read_sent_by()),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    return _carried(form, send, SENT_FIELDS, "sent", case_id, case_letter_id)


@bp.route("/received", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def received(case_id: UUID, case_letter_id: UUID) -> ResponseReturnValue:
    """Note that a letter has come, which may take a step of its track."""
    form = ReceivedForm(data={"received_on": clock.today()})

    def note() -> None:
        services.note_letter_received(
            db(),
            case_id=case_id,
            letter_id=case_letter_id,
            received_on=forms.must(form.received_on.data),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    return _carried(form, note, RECEIVED_FIELDS, "received", case_id, case_letter_id)


def _carried(
    form: forms.OfficeForm,
    work: Callable[[], object],
    fields: dict[str, str],
    name: str,
    case_id: UUID,
    letter_id: UUID,
) -> ResponseReturnValue:
    if form.carries(work, at_code=fields):
        flash(gettext("Det är antecknat."))
        return redirect(url_for("cases.case", case_id=case_id, _anchor="tracks"), code=303)
    return _page(name, form, case_id, letter_id)


@bp.route("/discard", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def discard(case_id: UUID, case_letter_id: UUID) -> ResponseReturnValue:
    """Say that a letter is not to be sent, and why."""
    form = DiscardForm()

    def leave() -> None:
        services.discard_letter(
            db(),
            case_id=case_id,
            letter_id=case_letter_id,
            reason=form.reason.data or "",
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(leave, at="reason"):
        return _noted(case_id, case_letter_id, gettext("Brevet är kasserat och skickas inte."))
    return _page("discard", form, case_id, case_letter_id)
