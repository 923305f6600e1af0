"""The yearly answer to the board: have we done this ourselves? Nobody can be told in it."""

from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.oversight.models import EditionKind, StatisticsEdition
from landlord_watch.oversight.queries.editions import get_edition, list_editions
from landlord_watch.oversight.services import EditionFacts, make_own_moves_year
from landlord_watch.web import forms, own_moves_answer, statistics_files, statistics_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.papers import PDF, as_pdf

bp = Blueprint("own_moves", __name__, url_prefix="/office/own-moves")

FIRST_YEAR, LAST_YEAR = 2000, 2199
FIELDS = {
    "statistics_period_not_whole": "year",
    "statistics_editions_too_alike": "year",
    "statistics_purpose_missing": "purpose",
}


class YearForm(forms.OfficeForm):
    """Which year, and what for."""

    year = forms.WholeNumberField(
        lazy_gettext("Vilket år?"),
        [forms.required(lazy_gettext("Skriv ett år."))],
        least=FIRST_YEAR,
        most=LAST_YEAR,
    )
    purpose = forms.TextField(
        lazy_gettext("Vad ska svaret användas till?"),
        [
            forms.required(lazy_gettext("Skriv vad svaret ska användas till.")),
            forms.at_most(500),
        ],
    )

    def read_facts(self) -> EditionFacts:
        """What was typed."""
        year = forms.must(self.year.data)
        return EditionFacts(
            starts_on=date(year, 1, 1),
            ends_on=date(year + 1, 1, 1),
            purpose=self.purpose.data or "",
            municipality_code=settings().municipality.code,
        )


@bp.get("/")
@requires(Permission.OVERVIEW_READ)
def years() -> ResponseReturnValue:
    """The years that have been answered, the latest first."""
    found = list_editions(db(), EditionKind.OWN_MOVES)
    return render_template(
        "office/own_moves/years.html",
        editions=found,
        staff=names_of(db(), {each.made_by_id for each in found}),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.STATISTICS_USE)
def new_year() -> ResponseReturnValue:
    """Put the answer of a year together."""
    purpose = gettext("Årlig egenkontroll till nämnden")
    form = YearForm(data={"year": clock.today().year - 1, "purpose": purpose})
    made: list[StatisticsEdition] = []

    def make() -> None:
        edition = make_own_moves_year(
            db(),
            facts=form.read_facts(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        made.append(edition)

    if form.carries(make, at_code=FIELDS):
        flash(gettext("Svaret är sammanställt."))
        return redirect(url_for(".year", year_id=made[0].id), code=303)
    page = render_template("office/own_moves/new_year.html", form=form)
    return page, 422 if form.errors else 200


@bp.get("/<uuid:year_id>")
@requires(Permission.OVERVIEW_READ)
def year(year_id: UUID) -> ResponseReturnValue:
    """The answer of a year: sentences first, then the counts."""
    found = _edition(year_id)
    return render_template(
        "office/own_moves/year.html",
        edition=found,
        title=own_moves_answer.title(found),
        sentences=own_moves_answer.sentences(found.document),
        coverage_rule=own_moves_answer.coverage_rule(),
        words=statistics_words,
    )


@bp.get("/<uuid:year_id>/answer.pdf")
@requires(Permission.OVERVIEW_READ)
def year_as_pdf(year_id: UUID) -> ResponseReturnValue:
    """The same, for the board's papers."""
    found = _edition(year_id)
    paper = own_moves_answer.answer_paper(
        found, office=settings().municipality.name, made_at=found.recorded_at
    )
    name = f"egna-utflyttningar-{found.starts_on:%Y}.pdf"
    return statistics_files.answer_file(as_pdf(paper), PDF, name)


def _edition(year_id: UUID) -> StatisticsEdition:
    return get_edition(db(), kind=EditionKind.OWN_MOVES, edition_id=year_id)
