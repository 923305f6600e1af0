"""Asking a landlord how it sees to it that a tenant can pay in the long run: policy, no duty."""

from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, RuleBroken
from landlord_watch.landlords import queries, services
from landlord_watch.landlords.models import ContactChannel, PaymentAnswer
from landlord_watch.web import dialogue_words, forms, register_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("payment_questions", __name__, url_prefix="/office")


class QuestionForm(forms.OfficeForm):
    """When and how a landlord was asked."""

    asked_on = forms.DayField(
        lazy_gettext("Frågan ställdes"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    channel = forms.OneOfField(
        lazy_gettext("Hur"),
        [forms.required(lazy_gettext("Välj hur frågan ställdes."))],
        choices=register_words.CHANNELS,
    )


class AnswerForm(forms.OfficeForm):
    """What a landlord answered."""

    answered_on = forms.DayField(
        lazy_gettext("Svarade"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    answer = forms.OneOfField(
        lazy_gettext("Vad svarade hyresvärden?"),
        [forms.required(lazy_gettext("Välj det som ligger närmast."))],
        choices=dialogue_words.PAYMENT_ANSWERS,
    )
    words = forms.LongTextField(lazy_gettext("Med hyresvärdens egna ord"), [forms.at_most(4000)])

    def read_answer(self) -> services.AnswerFacts:
        """What was typed."""
        return services.AnswerFacts(
            answered_on=forms.must(self.answered_on.data),
            answer=PaymentAnswer(self.answer.data),
            words=self.words.data or "",
        )


@bp.route("/landlords/<uuid:landlord_id>/payment-questions/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_question(landlord_id: UUID) -> ResponseReturnValue:
    """Note that a landlord was asked, for the first time or again."""
    party = queries.get_landlord(db(), landlord_id)
    form = QuestionForm(data={"asked_on": clock.today()})
    if form.carries(lambda: _ask(form, party.id, clock.today()), at="asked_on"):
        flash(gettext("Frågan är antecknad."))
        return redirect(url_for("landlords.landlord", landlord_id=party.id), code=303)
    page = render_template("office/payment_questions/new_question.html", form=form, party=party)
    return page, 422 if form.errors else 200


def _ask(form: QuestionForm, landlord_id: UUID, today: date) -> None:
    services.record_payment_question(
        db(),
        landlord_id=landlord_id,
        asked_on=forms.must(form.asked_on.data),
        channel=ContactChannel(form.channel.data),
        today=today,
        actor_id=actor_id(),
        at=clock.utc_now(),
    )


@bp.route("/payment-questions/<uuid:question_id>/answer", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def answer(question_id: UUID) -> ResponseReturnValue:
    """Note what a landlord answered."""
    question = queries.get_payment_question(db(), question_id)
    party = queries.get_landlord(db(), question.party_id)
    form = AnswerForm(data={"answered_on": clock.today()})
    if form.validate_on_submit():
        try:
            services.record_payment_answer(
                db(),
                question_id=question.id,
                facts=form.read_answer(),
                today=clock.today(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RuleBroken as refusal:
            form.refuse(refusal, field="answered_on")
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("Svaret är sparat."))
            return redirect(url_for("landlords.landlord", landlord_id=party.id), code=303)
    page = render_template(
        "office/payment_questions/answer.html", form=form, party=party, question=question
    )
    return page, 422 if form.errors else 200


@bp.post("/payment-questions/<uuid:question_id>/take-back")
@requires(Permission.REGISTER_WRITE)
def take_back(question_id: UUID) -> ResponseReturnValue:
    """Take back a question that was recorded wrongly."""
    question = queries.get_payment_question(db(), question_id)
    if forms.OfficeForm().validate_on_submit():
        services.take_back_payment_question(
            db(), question_id=question.id, actor_id=actor_id(), at=clock.utc_now()
        )
        flash(gettext("Frågan är tillbakatagen. Den syns kvar."))
    return redirect(url_for("landlords.landlord", landlord_id=question.party_id), code=303)
