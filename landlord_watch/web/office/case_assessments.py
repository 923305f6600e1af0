"""What a person judges a case to be, beside what has been found for and against."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.cases import queries, services
from landlord_watch.cases.rules.findings import ClearOwnWish, Outcome
from landlord_watch.cases.services import JudgedAs
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import about, case_track_words, case_words, forms
from landlord_watch.web import case_against_words as words
from landlord_watch.web.children_page import show_children
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("case_assessments", __name__, url_prefix="/office/cases/<uuid:case_id>/assessments")

#: At which field a refusal shows.
FIELDS = {
    "case_assessment_without_reasons": "reasons",
    "case_day_outside": "decided_on",
    "case_outcome_without_ground": "outcome",
    "case_outcome_without_account": "outcome",
}


class AssessmentForm(forms.OfficeForm):
    """What it is judged to be, and why."""

    clear_own_wish = forms.OneOfField(
        lazy_gettext("Hade personen en tydlig egen önskan att flytta?"),
        [forms.required(lazy_gettext("Välj ett svar, även om det är att det är oklart."))],
        choices=words.CLEAR_OWN_WISHES,
    )
    outcome = forms.OneOfField(
        lazy_gettext("Bedömning"),
        [forms.required(lazy_gettext("Välj vad ärendet bedöms vara."))],
        choices=words.OUTCOMES,
    )
    reasons = forms.LongTextField(
        lazy_gettext("Skäl"),
        [forms.required(lazy_gettext("Skriv varför det bedöms så.")), forms.at_most(20_000)],
    )
    decided_on = forms.DayField(
        lazy_gettext("Bedömt"), [forms.required(lazy_gettext("Skriv vilken dag."))]
    )

    def read_judged(self) -> JudgedAs:
        """What was typed."""
        return JudgedAs(
            outcome=Outcome(self.outcome.data),
            clear_own_wish=ClearOwnWish(self.clear_own_wish.data),
            reasons=self.reasons.data,
            decided_on=forms.must(self.decided_on.data),
        )


def _back(case_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("cases.case", case_id=case_id, _anchor="assessments"), code=303)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.CASE_JUDGE, about=about.CASE)
def new_assessment(case_id: UUID) -> ResponseReturnValue:
    """Judge a case; a later judgement stands before an earlier."""
    case = queries.get_case(db(), case_id)
    form = AssessmentForm(data={"decided_on": clock.today()})

    def assess() -> None:
        services.assess_case(
            db(),
            case_id=case_id,
            judged=form.read_judged(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(assess, at_code=FIELDS):
        flash(gettext("Bedömningen är sparad."))
        return _back(case_id)
    page = render_template(
        "office/case_assessments/new_assessment.html",
        form=form,
        case=case,
        ground=queries.ground_of(db(), case_id, clear_own_wish=ClearOwnWish.UNCLEAR),
        words=words,
        form_words=case_words.ARRIVAL_FORMS,
        needs=case_track_words.OUTCOME_NEEDS,
        children=show_children(db(), case.household_id, case_id=case.id, on=clock.today()),
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:assessment_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_JUDGE, about=about.CASE)
def withdraw_assessment(case_id: UUID, assessment_id: UUID) -> ResponseReturnValue:
    """Take back a judgement that was recorded wrongly; it stays to be seen."""
    case = queries.get_case(db(), case_id)
    assessment = queries.get_assessment(db(), case_id=case_id, assessment_id=assessment_id)
    form = forms.OfficeForm()

    def withdraw() -> None:
        services.withdraw_assessment(
            db(),
            case_id=case_id,
            assessment_id=assessment_id,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(withdraw):
        flash(gettext("Bedömningen är tillbakatagen. Den räknas inte, men finns kvar att se."))
        return _back(case_id)
    page = render_template(
        "office/case_assessments/withdraw_assessment.html",
        form=form,
        case=case,
        assessment=assessment,
        words=words,
    )
    return page, 422 if form.errors else 200
