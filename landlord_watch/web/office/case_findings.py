"""What speaks for and against that the other municipality took part: noted, and taken back."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.cases import queries, services
from landlord_watch.cases.rules.findings import CounterIndicator, Evidence
from landlord_watch.cases.services import FindingFacts
from landlord_watch.households.rules import ArrivalForm
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import about, case_against_words, case_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("case_findings", __name__, url_prefix="/office/cases/<uuid:case_id>/findings")

#: That nobody knows is no finding.
FORMS = {
    code: words
    for code, words in case_words.ARRIVAL_FORMS.items()
    if code != ArrivalForm.UNKNOWN.value
}


class FindingForm(forms.OfficeForm):
    """Something that was found, and what it stands on."""

    evidence = forms.OneOfField(
        lazy_gettext("Vad vilar det på?"),
        [forms.required(lazy_gettext("Välj vad det vilar på."))],
        choices=case_against_words.EVIDENCE,
    )
    note = forms.LongTextField(
        lazy_gettext("Vad det är, och var det finns"), [forms.at_most(2_000)]
    )

    def read(self, what: ArrivalForm | CounterIndicator) -> FindingFacts:
        """What was typed."""
        return FindingFacts(what, Evidence(self.evidence.data), self.note.data or "")


class ForForm(FindingForm):
    """A form of participation."""

    what = forms.OneOfField(
        lazy_gettext("Vad talar för medverkan?"),
        [forms.required(lazy_gettext("Välj vad det är."))],
        choices=FORMS,
    )

    def read_finding(self) -> FindingFacts:
        """What was typed."""
        return self.read(ArrivalForm(self.what.data))


class AgainstForm(FindingForm):
    """What speaks against it."""

    what = forms.OneOfField(
        lazy_gettext("Vad talar emot medverkan?"),
        [forms.required(lazy_gettext("Välj vad det är."))],
        choices=case_against_words.COUNTER_INDICATORS,
    )

    def read_finding(self) -> FindingFacts:
        """What was typed."""
        return self.read(CounterIndicator(self.what.data))


@bp.route("/for", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def speaks_for(case_id: UUID) -> ResponseReturnValue:
    """Note a form in which the other municipality took part."""
    form = ForForm()
    return _noted(case_id, form, form.read_finding, gettext("Något som talar för medverkan"))


@bp.route("/against", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def speaks_against(case_id: UUID) -> ResponseReturnValue:
    """Note something that speaks for that the person wanted to move."""
    form = AgainstForm()
    return _noted(case_id, form, form.read_finding, gettext("Något som talar emot medverkan"))


def _noted(
    case_id: UUID, form: FindingForm, read: Callable[[], FindingFacts], title: str
) -> ResponseReturnValue:
    case = queries.get_case(db(), case_id)

    def record() -> None:
        services.record_finding(
            db(), case_id=case_id, finding=read(), actor_id=actor_id(), at=clock.utc_now()
        )

    if form.carries(record):
        flash(gettext("Det är antecknat."))
        return _back(case_id)
    page = render_template(
        "office/case_findings/new_finding.html", form=form, case=case, title=title
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:finding_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def withdraw(case_id: UUID, finding_id: UUID) -> ResponseReturnValue:
    """Ask whether it was wrong, and take it back; it stays to be seen."""
    case = queries.get_case(db(), case_id)
    finding = queries.get_finding(db(), case_id=case_id, finding_id=finding_id)
    form = forms.OfficeForm()

    def take_back() -> None:
        services.withdraw_finding(
            db(),
            case_id=case_id,
            finding_id=finding_id,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(take_back):
        flash(gettext("Det är tillbakataget."))
        return _back(case_id)
    page = render_template(
        "office/case_findings/withdraw.html",
        form=form,
        case=case,
        finding=finding,
        words=case_against_words,
    )
    return page, 422 if form.errors else 200


def _back(case_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("cases.case", case_id=case_id), code=303)
