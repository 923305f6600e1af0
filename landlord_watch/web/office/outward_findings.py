"""What speaks for and against that we had a hand in a move, what was paid, and the judgement."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.cases.rules.findings import CounterIndicator, Evidence
from landlord_watch.cases.services import FindingFacts
from landlord_watch.households.rules import ArrivalForm
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.outward_moves import queries, services
from landlord_watch.outward_moves.models import (
    OutwardAssessment,
    OutwardFinding,
    OutwardPayment,
)
from landlord_watch.outward_moves.rules import OutwardOutcome, PaidKind
from landlord_watch.outward_moves.services import OutwardJudged, PaidFacts
from landlord_watch.web import about, forms, outward_words
from landlord_watch.web import format as written
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("outward_findings", __name__, url_prefix="/office/outward-moves/<uuid:move_id>")

NO_DAY = lazy_gettext("Skriv ett datum.")


class FindingForm(forms.OfficeForm):
    """Something that was found, and what it stands on."""

    evidence = forms.OneOfField(
        lazy_gettext("Vad vilar det på?"),
        [forms.required(lazy_gettext("Välj vad det vilar på."))],
        choices=outward_words.EVIDENCE,
    )
    note = forms.LongTextField(
        lazy_gettext("Vad det är, och var det finns"), [forms.at_most(2_000)]
    )


class ForForm(FindingForm):
    """A way in which we took part."""

    what = forms.OneOfField(
        lazy_gettext("Vad talar för att vi medverkade?"),
        [forms.required(lazy_gettext("Välj vad det är."))],
        choices=outward_words.FORMS,
    )


class AgainstForm(FindingForm):
    """What speaks against it."""

    what = forms.OneOfField(
        lazy_gettext("Vad talar emot att vi medverkade?"),
        [forms.required(lazy_gettext("Välj vad det är."))],
        choices=outward_words.COUNTERS,
    )


class PaidForm(forms.OfficeForm):
    """Something that was paid for the move."""

    kind = forms.OneOfField(
        lazy_gettext("Vad betalades?"),
        [forms.required(lazy_gettext("Välj vad det är."))],
        choices=outward_words.PAID_KINDS,
    )
    amount = forms.MoneyField(
        lazy_gettext("Belopp"), [forms.required(lazy_gettext("Skriv ett belopp."))]
    )
    paid_on = forms.DayField(lazy_gettext("När betalades det?"), [forms.required(NO_DAY)])
    is_assessed = forms.TickField(
        lazy_gettext("Beslutat efter en individuell prövning av vad hushållet behövde")
    )
    note = forms.LongTextField(lazy_gettext("Beslutet, och var det finns"), [forms.at_most(2_000)])


class AssessmentForm(forms.OfficeForm):
    """What a person judges the move to be."""

    outcome = forms.OneOfField(
        lazy_gettext("Vad bedöms flytten vara?"),
        [forms.required(lazy_gettext("Välj en bedömning."))],
        choices=outward_words.OUTCOMES,
    )
    reasons = forms.LongTextField(
        lazy_gettext("Skäl"),
        [forms.required(lazy_gettext("Skriv varför det bedöms så.")), forms.at_most(5_000)],
    )
    decided_on = forms.DayField(lazy_gettext("Bedömd den dag"), [forms.required(NO_DAY)])


def _at_hand() -> dict[str, Any]:
    """Who does it, and when."""
    return {"actor_id": actor_id(), "at": clock.utc_now()}


@bp.route("/for", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.OUTWARD_MOVE)
def speaks_for(move_id: UUID) -> ResponseReturnValue:
    """Note a way in which we took part."""
    form = ForForm()
    return _noted(
        move_id, form, lambda: ArrivalForm(form.what.data), gettext("Något som talar för")
    )


@bp.route("/against", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.OUTWARD_MOVE)
def speaks_against(move_id: UUID) -> ResponseReturnValue:
    """Note something that speaks for that they wanted to move."""
    form = AgainstForm()
    title = gettext("Något som talar emot")
    return _noted(move_id, form, lambda: CounterIndicator(form.what.data), title)


def _noted(
    move_id: UUID,
    form: FindingForm,
    what: Callable[[], ArrivalForm | CounterIndicator],
    title: str,
) -> ResponseReturnValue:
    def record() -> None:
        finding = FindingFacts(what(), Evidence(form.evidence.data), form.note.data or "")
        services.record_finding(db(), move_id=move_id, finding=finding, **_at_hand())

    return _carried(move_id, form, record, "new_finding.html", title=title)


@bp.route("/payments/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.OUTWARD_MOVE)
def new_payment(move_id: UUID) -> ResponseReturnValue:
    """Note something that was paid for the move."""
    form = PaidForm()

    def record() -> None:
        paid = PaidFacts(
            kind=PaidKind(form.kind.data),
            amount=forms.must(form.amount.data),
            paid_on=forms.must(form.paid_on.data),
            is_assessed=bool(form.is_assessed.data),
            note=form.note.data or "",
        )
        services.record_payment(db(), move_id=move_id, paid=paid, today=clock.today(), **_at_hand())

    return _carried(move_id, form, record, "new_payment.html", day="paid_on")


@bp.route("/assessments/new", methods=["GET", "POST"])
@requires(Permission.CASE_JUDGE, about=about.OUTWARD_MOVE)
def new_assessment(move_id: UUID) -> ResponseReturnValue:
    """Judge the move; a later judgement stands before an earlier."""
    form = AssessmentForm(data={"decided_on": clock.today()})

    def assess() -> None:
        judged = OutwardJudged(
            outcome=OutwardOutcome(form.outcome.data),
            reasons=form.reasons.data or "",
            decided_on=forms.must(form.decided_on.data),
        )
        services.assess_move(
            db(), move_id=move_id, judged=judged, today=clock.today(), **_at_hand()
        )

    return _carried(
        move_id,
        form,
        assess,
        "new_assessment.html",
        day="decided_on",
        ground=queries.get_whole_move(db(), move_id).ground,
    )


def _carried(
    move_id: UUID,
    form: forms.OfficeForm,
    work: Callable[[], None],
    template: str,
    *,
    day: str = "",
    **shown: object,
) -> ResponseReturnValue:
    """Do it and go back, or show the form with what was typed."""
    at_code = {"outward_outcome_without_ground": "outcome", "outward_move_day_outside": day}
    move = queries.get_move(db(), move_id)
    if form.carries(work, at_code=at_code):
        flash(gettext("Det är sparat."))
        return _back(move_id)
    page = render_template(
        f"office/outward_findings/{template}", form=form, move=move, words=outward_words, **shown
    )
    return page, 422 if form.errors else 200


@bp.route("/findings/<uuid:outward_finding_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.OUTWARD_MOVE)
def withdraw_finding(move_id: UUID, outward_finding_id: UUID) -> ResponseReturnValue:
    """Take back what was noted wrongly."""
    row = queries.get_row(db(), OutwardFinding, move_id=move_id, row_id=outward_finding_id)

    def withdraw() -> None:
        services.withdraw_finding(db(), move_id=move_id, finding_id=row.id, **_at_hand())

    return _withdrawn(move_id, withdraw, outward_words.finding_words(row))


@bp.route("/payments/<uuid:outward_payment_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.OUTWARD_MOVE)
def withdraw_payment(move_id: UUID, outward_payment_id: UUID) -> ResponseReturnValue:
    """Take back a payment that was noted wrongly."""
    row = queries.get_row(db(), OutwardPayment, move_id=move_id, row_id=outward_payment_id)

    def withdraw() -> None:
        services.withdraw_payment(db(), move_id=move_id, payment_id=row.id, **_at_hand())

    kind, amount = outward_words.PAID_KINDS[row.kind.value], written.kronor(row.amount)
    return _withdrawn(move_id, withdraw, f"{kind}, {amount}")


@bp.route("/assessments/<uuid:outward_assessment_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_JUDGE, about=about.OUTWARD_MOVE)
def withdraw_assessment(move_id: UUID, outward_assessment_id: UUID) -> ResponseReturnValue:
    """Take back a judgement that was recorded wrongly."""
    row = queries.get_row(db(), OutwardAssessment, move_id=move_id, row_id=outward_assessment_id)

    def withdraw() -> None:
        services.withdraw_assessment(db(), move_id=move_id, assessment_id=row.id, **_at_hand())

    return _withdrawn(move_id, withdraw, str(outward_words.OUTCOMES[row.outcome.value]))


def _withdrawn(move_id: UUID, withdraw: Callable[[], None], what: str) -> ResponseReturnValue:
    form = forms.OfficeForm()
    return _carried(move_id, form, withdraw, "withdraw.html", what=what)


def _back(move_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("outward_moves.move", move_id=move_id), code=303)
