"""What a case costs by month, what is claimed of another municipality, its answer, what comes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.case_costs import queries, services
from landlord_watch.case_costs.models import CaseClaim, CaseCost
from landlord_watch.case_costs.rules import CostKind, CostSums, by_month
from landlord_watch.cases.models import Case
from landlord_watch.cases.queries import get_case
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.money import ZERO, Money, total
from landlord_watch.web import about, forms
from landlord_watch.web import case_cost_words as words
from landlord_watch.web import format as written
from landlord_watch.web.case_cost_forms import AnswerForm, ClaimForm, CostForm, PaidForm
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.municipality_choices import others_than
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("case_costs", __name__, url_prefix="/office/cases/<uuid:case_id>/costs")

MONTHS_OFFERED = 36
#: At which field a refusal shows.
COST_FIELDS = {
    "cost_amount_not_positive": "amount",
    "cost_month_in_the_future": "month",
    "cost_recorded_already": "month",
}
CLAIM_FIELDS = {
    "cost_amount_not_positive": "amount",
    "claim_day_outside": "claimed_on",
    "municipality_unknown": "municipality_code",
}
ANSWER_FIELDS = {"claim_day_outside": "answered_on", "claim_part_not_within": "part"}
PAID_FIELDS = {
    "cost_amount_not_positive": "amount",
    "recovered_more_than_claimed": "amount",
    "claim_day_outside": "paid_on",
}


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What a month cost, by kind in the order of their list, and in all."""

    month: date
    amounts: Sequence[Money | None]
    total: Money


@dataclass(frozen=True, slots=True)
class CostsShown:
    """What the page of a case's costs shows."""

    months: Sequence[MonthRow]
    kind_sums: Sequence[Money]
    rows: Sequence[CaseCost]
    claims: Sequence[CaseClaim]
    sums: CostSums


def _shown(case_id: UUID) -> CostsShown:
    rows, claims = queries.list_costs(db(), case_id), queries.list_claims(db(), case_id)
    standing = [(each.month_on, each.kind, each.amount) for each in rows if not each.withdrawn_at]
    months = [
        MonthRow(month, [of.get(kind) for kind in CostKind], total(of.values()))
        for month, of in by_month(standing)
    ]
    sums = [total(amount for _month, of, amount in standing if of is kind) for kind in CostKind]
    return CostsShown(months, sums, rows, claims, queries.sums_of(rows, claims))


@bp.get("/")
@requires(Permission.CASE_READ, about=about.CASE)
def costs(case_id: UUID) -> ResponseReturnValue:
    """Months as rows, kinds as columns, and what was claimed of it and came."""
    case = get_case(db(), case_id)
    return render_template(
        "office/case_costs/costs.html",
        case=case,
        shown=_shown(case_id),
        proposals=[] if case.closed_on else queries.list_proposals(db(), case),
        words=words,
    )


@bp.get("/export")
@requires(Permission.CASES_EXPORT, about=about.CASE)
@fresh
def export(case_id: UUID) -> ResponseReturnValue:
    """The months as a file, with sums last."""
    case, shown = get_case(db(), case_id), _shown(case_id)
    columns = [gettext("Månad"), *(str(each) for each in words.KINDS.values()), gettext("Summa")]
    rows: list[list[Cell]] = [
        [f"{row.month:%Y-%m}", *(amount or ZERO for amount in row.amounts), row.total]
        for row in shown.months
    ]
    rows.append([gettext("Summa"), *shown.kind_sums, shown.sums.cost])
    for label, amount in _sums(shown.sums):
        rows.append([label, *("" for _kind in CostKind), amount])
    return answer_sheet(Sheet(f"kostnader-{case.number}", columns, rows))


def _sums(sums: CostSums) -> list[tuple[str, Money]]:
    return [
        (gettext("Begärt"), sums.claimed),
        (gettext("Medgivet"), sums.agreed),
        (gettext("Återfått"), sums.recovered),
        (gettext("Kvar för oss"), sums.left),
    ]


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def new_cost(case_id: UUID) -> ResponseReturnValue:
    """Record what a month cost; a link may name what was paid out, to be taken in."""
    case = get_case(db(), case_id)
    form = CostForm(data=_proposed(case))
    form.month.choices = _months()

    def record() -> None:
        services.record_cost(
            db(),
            case_id=case_id,
            cost=form.read_cost(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    return _answered(
        form, record, COST_FIELDS, gettext("Kostnaden är sparad."), "new_cost", case=case
    )


def _months() -> dict[str, str]:
    """The month that goes on and those before it, the latest first."""
    today, months = clock.today(), {}
    for back in range(MONTHS_OFFERED):
        passed = today.year * 12 + today.month - 1 - back
        first = date(passed // 12, passed % 12 + 1, 1)
        months[f"{first:%Y-%m}"] = written.month(first)
    return months


def _proposed(case: Case) -> dict[str, object]:
    """What the economy system says of the month the link names; of none, the month that goes on."""
    named = request.args.get("month", "")
    for each in queries.list_proposals(db(), case) if named else []:
        if f"{each.month_on:%Y-%m}" == named:
            note = gettext("Utbetalt för boende enligt ekonomisystemet.")
            return {
                "kind": CostKind.AID.value,
                "month": named,
                "amount": each.amount,
                "note": note,
            }
    return {"month": f"{clock.today():%Y-%m}"}


@bp.route("/claims/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def new_claim(case_id: UUID) -> ResponseReturnValue:
    """Note that money was claimed of another municipality."""
    case, today = get_case(db(), case_id), clock.today()
    form = ClaimForm(data={"claimed_on": today, "municipality_code": case.municipality_code or ""})
    form.municipality_code.choices = others_than(settings().municipality.code, first={"": "–"})

    def record() -> None:
        services.record_claim(
            db(),
            case_id=case_id,
            claim=form.read_claim(),
            today=today,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    return _answered(
        form,
        record,
        CLAIM_FIELDS,
        gettext("Kravet är sparat."),
        "new_claim",
        case=case,
        meanings=words.meanings(on=today),
    )


@bp.route("/claims/<uuid:claim_id>/answer", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def answer(case_id: UUID, claim_id: UUID) -> ResponseReturnValue:
    """Note what the other municipality answered."""
    claim = queries.get_claim(db(), case_id=case_id, claim_id=claim_id)
    form = AnswerForm(data={"answered_on": clock.today()})

    def note() -> None:
        services.answer_claim(
            db(),
            case_id=case_id,
            claim_id=claim_id,
            answered=form.read_answered(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    said = gettext("Svaret är sparat.")
    return _of_claim(form, note, ANSWER_FIELDS, said, "answer", case_id, claim)


@bp.route("/claims/<uuid:claim_id>/payments/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def new_payment(case_id: UUID, claim_id: UUID) -> ResponseReturnValue:
    """Note what came of a claim."""
    claim = queries.get_claim(db(), case_id=case_id, claim_id=claim_id)
    form = PaidForm(data={"paid_on": clock.today()})

    def note() -> None:
        services.record_recovery(
            db(),
            case_id=case_id,
            claim_id=claim_id,
            paid=form.read_paid(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    said = gettext("Betalningen är sparad.")
    return _of_claim(form, note, PAID_FIELDS, said, "new_payment", case_id, claim)


@bp.route("/<uuid:cost_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def withdraw_cost(case_id: UUID, cost_id: UUID) -> ResponseReturnValue:
    """Ask whether a cost was wrong, and take it back."""
    cost = queries.get_cost(db(), case_id=case_id, cost_id=cost_id)
    what = f"{words.KINDS[cost.kind.value]}, {written.month(cost.month_on)}"

    def work() -> None:
        services.withdraw_cost(
            db(), case_id=case_id, cost_id=cost_id, actor_id=actor_id(), at=clock.utc_now()
        )

    return _taken_back(case_id, work, f"{what}: {written.kronor(cost.amount)}")


@bp.route("/claims/<uuid:claim_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def withdraw_claim(case_id: UUID, claim_id: UUID) -> ResponseReturnValue:
    """Ask whether a claim was wrong, and take it back."""
    claim = queries.get_claim(db(), case_id=case_id, claim_id=claim_id)
    what = gettext("Kravet %(day)s", day=written.day(claim.claimed_on))

    def work() -> None:
        services.withdraw_claim(
            db(), case_id=case_id, claim_id=claim_id, actor_id=actor_id(), at=clock.utc_now()
        )

    return _taken_back(case_id, work, f"{what}: {written.kronor(claim.amount)}")


@bp.route("/payments/<uuid:recovery_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def withdraw_payment(case_id: UUID, recovery_id: UUID) -> ResponseReturnValue:
    """Ask whether a payment was wrong, and take it back."""
    paid = queries.get_recovery(db(), case_id=case_id, recovery_id=recovery_id)
    what = gettext("Betalningen %(day)s", day=written.day(paid.paid_on))

    def work() -> None:
        services.withdraw_recovery(
            db(), case_id=case_id, recovery_id=recovery_id, actor_id=actor_id(), at=clock.utc_now()
        )

    return _taken_back(case_id, work, f"{what}: {written.kronor(paid.amount)}")


def _of_claim(
    form: forms.OfficeForm,
    work: Callable[[], object],
    fields: dict[str, str],
    said: str,
    template: str,
    case_id: UUID,
    claim: CaseClaim,
) -> ResponseReturnValue:
    case = get_case(db(), case_id)
    return _answered(form, work, fields, said, template, case=case, claim=claim, words=words)


def _taken_back(case_id: UUID, work: Callable[[], object], what: str) -> ResponseReturnValue:
    case, form = get_case(db(), case_id), forms.OfficeForm()
    said = gettext("Det är tillbakataget. Det räknas inte, men finns kvar att se.")
    return _answered(form, work, {}, said, "withdraw", case=case, what=what, action=request.path)


def _answered(
    form: forms.OfficeForm,
    work: Callable[[], object],
    fields: dict[str, str],
    said: str,
    template: str,
    *,
    case: Case,
    **more: object,
) -> ResponseReturnValue:
    """Back to the page when it was done, else the form with what was wrong of it."""
    if form.carries(work, at_code=fields):
        flash(said)
        return redirect(url_for(".costs", case_id=case.id), code=303)
    page = render_template(f"office/case_costs/{template}.html", form=form, case=case, **more)
    return page, 422 if form.errors else 200
