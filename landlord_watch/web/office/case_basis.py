"""What a request for transfer rests on: written once, and said in every letter about it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.cases import queries, services
from landlord_watch.cases.queries import papers
from landlord_watch.cases.rules.basis import Basis, Representative, Stance
from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import about, case_basis_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint(
    "case_basis", __name__, url_prefix="/office/cases/<uuid:case_id>/tracks/<uuid:track_id>"
)

#: A refusal that is of the whole form stands over it.
MOST = 8_000


def _words(name: str) -> forms.LongTextField:
    return forms.LongTextField(case_basis_words.FACTS[name], [forms.at_most(MOST)])


class BasisForm(forms.OfficeForm):
    """What IVO asks for; half of it may be saved."""

    ties = _words("ties")
    stance = forms.OneOfField(
        case_basis_words.FACTS["stance"],
        [forms.if_filled()],
        choices=case_basis_words.STANCES,
    )
    wishes = _words("wishes")
    override = _words("override")
    view_of_child_over_15 = _words("view_of_child_over_15")
    view_of_child = _words("view_of_child")
    representative = forms.OneOfField(
        case_basis_words.FACTS["representative"],
        [forms.if_filled()],
        choices=case_basis_words.REPRESENTATIVES,
    )
    view_of_representative = _words("view_of_representative")
    ongoing = _words("ongoing")
    ongoing_subject = forms.OneOfField(
        case_basis_words.FACTS["ongoing_subject"],
        [forms.if_filled()],
        choices=case_basis_words.ongoing_choices(),
    )
    ongoing_law = forms.TextField(case_basis_words.FACTS["ongoing_law"], [forms.at_most(160)])
    lasts_until = forms.DayField(case_basis_words.FACTS["lasts_until"], [forms.if_filled()])
    duration = _words("duration")
    circumstances = _words("circumstances")
    child_short_term = _words("child_short_term")
    child_long_term = _words("child_long_term")
    #: The version that was read, so that nobody writes over another's.
    read_version = forms.WholeNumberField(lazy_gettext("Version"), least=0, most=9_999)

    def read_basis(self) -> Basis:
        """What was typed."""
        typed: dict[str, Any] = {name: self[name].data or "" for name in case_basis_words.FACTS}
        typed["lasts_until"] = self.lasts_until.data
        typed["stance"] = Stance(self.stance.data) if self.stance.data else None
        typed["representative"] = (
            Representative(self.representative.data) if self.representative.data else None
        )
        return Basis(**typed)


@bp.route("/basis", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def basis(case_id: UUID, track_id: UUID) -> ResponseReturnValue:
    """Write what a transfer rests on, and see what is missing."""
    case, today = queries.get_case(db(), case_id), clock.today()
    track = queries.get_track(db(), case_id=case_id, track_id=track_id)
    shown = papers.show_basis(db(), case=case, track_id=track.id, on=today)
    version = shown.row.version if shown.row else 0
    form = BasisForm(data={**shown.basis.written(), "lasts_until": shown.basis.lasts_until})

    def write() -> None:
        services.write_basis(
            db(),
            case_id=case_id,
            track_id=track_id,
            basis=form.read_basis(),
            read_version=form.read_version.data or 0,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(write):
        return _saved(case_id, track_id)
    page = render_template(
        "office/case_basis/basis.html",
        form=form,
        case=case,
        track=track,
        version=version,
        lacks=shown.lacks,
        concerned=papers.concerned(db(), household_id=case.household_id, on=today),
        bases=papers.list_bases(db(), track_id),
        names=names_of(db(), {each.recorded_by_id for each in papers.list_bases(db(), track_id)}),
        words=case_basis_words,
    )
    return page, 422 if form.errors else 200


def _saved(case_id: UUID, track_id: UUID) -> ResponseReturnValue:
    case = queries.get_case(db(), case_id)
    lacks = papers.show_basis(db(), case=case, track_id=track_id, on=clock.today()).lacks
    if lacks:
        flash(gettext("Underlaget är sparat. Det som saknas står överst."))
        return redirect(url_for(".basis", case_id=case_id, track_id=track_id), code=303)
    flash(gettext("Underlaget är sparat, och inget saknas. Brev om överflyttning fylls från det."))
    return redirect(url_for("cases.case", case_id=case_id, _anchor="tracks"), code=303)
