"""What a landlord answers to what it was given, what it says is wrong, and what is decided."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import NotFound
from landlord_watch.oversight.models import FactFile
from landlord_watch.oversight.queries.fact_files import get_correction, get_fact_file
from landlord_watch.oversight.rules.fact_file import FactsTold
from landlord_watch.oversight.rules.replies import CorrectionAnswer, FileOutcome
from landlord_watch.oversight.services import file_decisions as deciding
from landlord_watch.oversight.services import replies as services
from landlord_watch.web import fact_file_words as words
from landlord_watch.web import forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("fact_file_answers", __name__, url_prefix="/office/fact-files/<uuid:fact_file_id>")


class ReplyForm(forms.OfficeForm):
    """What came, from whom, when."""

    received_on = forms.DayField(
        lazy_gettext("När kom svaret?"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    given_by = forms.TextField(
        lazy_gettext("Vem svarade?"),
        [forms.required(lazy_gettext("Skriv vem som svarade.")), forms.at_most(200)],
    )
    words = forms.LongTextField(
        lazy_gettext("Svaret, ordagrant"),
        [forms.required(lazy_gettext("Skriv svaret, ordagrant.")), forms.at_most(8000)],
    )


class ClaimForm(forms.OfficeForm):
    """Which fact is said to be wrong, and what is right instead."""

    fact = forms.ChoiceField(
        lazy_gettext("Vad säger hyresvärden är fel?"),
        [forms.required(lazy_gettext("Välj vad det gäller."))],
        choices={},
    )
    claim = forms.LongTextField(
        lazy_gettext("Vad är rätt, enligt hyresvärden?"),
        [forms.required(lazy_gettext("Skriv vad som är rätt.")), forms.at_most(4000)],
    )
    claimed_on = forms.DayField(
        lazy_gettext("När sa hyresvärden det?"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )


class CorrectionForm(forms.OfficeForm):
    """What became of it."""

    answer = forms.OneOfField(
        lazy_gettext("Vad blev det?"),
        [forms.required(lazy_gettext("Välj vad det blev."))],
        choices=words.ANSWERS,
    )
    words = forms.LongTextField(
        lazy_gettext("Vad som ändrades i registret, eller varför uppgiften står kvar"),
        [forms.required(lazy_gettext("Skriv vad som ändrades, eller varför inte."))],
    )
    answered_on = forms.DayField(
        lazy_gettext("Svarat den dag"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )


class DecisionForm(forms.OfficeForm):
    """What follows, and why."""

    outcome = forms.OneOfField(
        lazy_gettext("Vad beslutas?"),
        [forms.required(lazy_gettext("Välj vad som beslutas."))],
        choices=words.OUTCOMES,
    )
    reason = forms.LongTextField(
        lazy_gettext("Skäl"),
        [forms.required(lazy_gettext("Skriv skälen.")), forms.at_most(4000)],
    )
    decided_on = forms.DayField(
        lazy_gettext("Beslutat den dag"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )


class RenewForm(forms.OfficeForm):
    """Why it stands for longer."""

    reason = forms.LongTextField(
        lazy_gettext("Varför ska det gälla i två år till?"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(4000)],
    )


class TakeBackForm(forms.OfficeForm):
    """Why a reply is taken back."""

    reason = forms.LongTextField(
        lazy_gettext("Varför är svaret fel antecknat?"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(2000)],
    )


def _by_whom() -> dict[str, Any]:
    return {"actor_id": actor_id(), "at": clock.utc_now()}


def _page(
    template: str,
    form: forms.OfficeForm,
    file: FactFile,
    work: Callable[[], object],
    *,
    at_code: dict[str, str],
    done: str,
    **more: Any,
) -> ResponseReturnValue:
    """The form, or back to the facts once it was done."""
    if form.carries(work, at_code=at_code):
        flash(done)
        return redirect(url_for("fact_files.fact_file", fact_file_id=file.id), code=303)
    page = render_template(
        f"office/fact_file_answers/{template}.html", form=form, file=file, words=words, **more
    )
    return page, 422 if form.errors else 200


@bp.route("/replies/new", methods=["GET", "POST"])
@requires(Permission.FACT_FILES_WRITE)
def new_reply(fact_file_id: UUID) -> ResponseReturnValue:
    """Keep what a landlord answered, word for word."""
    file = get_fact_file(db(), fact_file_id)
    form = ReplyForm(data={"received_on": clock.today()})

    def record() -> None:
        facts = services.ReplyFacts(
            forms.must(form.received_on.data), form.given_by.data or "", form.words.data or ""
        )
        services.record_reply(
            db(), fact_file_id=file.id, facts=facts, today=clock.today(), **_by_whom()
        )

    fields = {"fact_file_day_outside": "received_on", "text_names_a_person": "words"}
    done = gettext("Svaret är sparat, ordagrant.")
    return _page("new_reply", form, file, record, at_code=fields, done=done)


@bp.route("/replies/<uuid:reply_id>/take-back", methods=["GET", "POST"])
@requires(Permission.FACT_FILES_WRITE)
def take_back_reply(fact_file_id: UUID, reply_id: UUID) -> ResponseReturnValue:
    """Take back a reply that was recorded wrongly."""
    file, form = get_fact_file(db(), fact_file_id), TakeBackForm()
    reply = next((each for each in file.replies if each.id == reply_id), None)
    if reply is None:
        raise NotFound(reply_id=reply_id)

    def back() -> None:
        services.take_back_reply(
            db(),
            fact_file_id=file.id,
            reply_id=reply_id,
            reason=form.reason.data or "",
            **_by_whom(),
        )

    fields = {"text_names_a_person": "reason"}
    done = gettext("Svaret är tillbakataget. Det syns kvar här, men inte bredvid talen.")
    return _page("take_back_reply", form, file, back, at_code=fields, done=done, reply=reply)


@bp.route("/corrections/new", methods=["GET", "POST"])
@requires(Permission.FACT_FILES_WRITE)
def new_correction(fact_file_id: UUID) -> ResponseReturnValue:
    """Note that a landlord says a fact is wrong."""
    file = get_fact_file(db(), fact_file_id)
    form = ClaimForm(data={"claimed_on": clock.today()})
    form.fact.choices = words.facts_to_choose(FactsTold.model_validate(file.document))

    def record() -> None:
        facts = services.ClaimFacts(
            form.fact.data, form.claim.data or "", forms.must(form.claimed_on.data)
        )
        services.record_correction(
            db(), fact_file_id=file.id, facts=facts, today=clock.today(), **_by_whom()
        )

    fields = {"fact_file_day_outside": "claimed_on", "text_names_a_person": "claim"}
    done = gettext("Det är antecknat, och ska besvaras.")
    return _page("new_correction", form, file, record, at_code=fields, done=done)


@bp.route("/corrections/<uuid:correction_id>/answer", methods=["GET", "POST"])
@requires(Permission.FACT_FILES_DECIDE)
def answer_correction(fact_file_id: UUID, correction_id: UUID) -> ResponseReturnValue:
    """Say what became of a fact that is said to be wrong."""
    file = get_fact_file(db(), fact_file_id)
    claim = get_correction(file, correction_id=correction_id)
    form = CorrectionForm(data={"answered_on": clock.today()})

    def answer() -> None:
        facts = services.CorrectionFacts(
            CorrectionAnswer(form.answer.data),
            form.words.data or "",
            forms.must(form.answered_on.data),
        )
        services.answer_correction(
            db(),
            fact_file_id=file.id,
            correction_id=claim.id,
            facts=facts,
            today=clock.today(),
            **_by_whom(),
        )

    fields = {"fact_file_day_outside": "answered_on", "text_names_a_person": "words"}
    done = gettext("Svaret är sparat. Tala om det för hyresvärden.")
    return _page("answer_correction", form, file, answer, at_code=fields, done=done, claim=claim)


@bp.route("/decision", methods=["GET", "POST"])
@requires(Permission.FACT_FILES_DECIDE)
def decide(fact_file_id: UUID) -> ResponseReturnValue:
    """Decide what follows."""
    file = get_fact_file(db(), fact_file_id)
    form = DecisionForm(data={"decided_on": clock.today()})

    def decide_it() -> None:
        facts = deciding.DecisionFacts(
            FileOutcome(form.outcome.data),
            form.reason.data or "",
            forms.must(form.decided_on.data),
        )
        deciding.decide_fact_file(
            db(), fact_file_id=file.id, facts=facts, today=clock.today(), **_by_whom()
        )

    fields = {
        "fact_file_day_outside": "decided_on",
        "fact_file_reply_still_awaited": "decided_on",
        "text_names_a_person": "reason",
    }
    return _page(
        "decide", form, file, decide_it, at_code=fields, done=gettext("Beslutet är sparat.")
    )


@bp.route("/renewal", methods=["GET", "POST"])
@requires(Permission.FACT_FILES_DECIDE)
def renew(fact_file_id: UUID) -> ResponseReturnValue:
    """Let what was decided stand for two years more."""
    file, form = get_fact_file(db(), fact_file_id), RenewForm()

    def renew_it() -> None:
        deciding.renew_fact_file(
            db(),
            fact_file_id=file.id,
            reason=form.reason.data or "",
            renewed_on=clock.today(),
            today=clock.today(),
            **_by_whom(),
        )

    fields = {"text_names_a_person": "reason"}
    done = gettext("Det gäller i två år till.")
    return _page("renew", form, file, renew_it, at_code=fields, done=done)
