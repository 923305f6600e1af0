"""Statistics of cases against other municipalities: made for a purpose, kept, taken out."""

import json
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
from landlord_watch.oversight.services import EditionFacts, make_case_statistics
from landlord_watch.web import forms, statistics_files, statistics_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings

bp = Blueprint("statistics", __name__, url_prefix="/office/statistics")

FIELDS = {
    "statistics_period_not_whole": "ends_on",
    "statistics_periods_overlap": "starts_on",
    "statistics_editions_too_alike": "starts_on",
    "statistics_purpose_missing": "purpose",
}


class EditionForm(forms.OfficeForm):
    """Which months, and what for."""

    starts_on = forms.DayField(
        lazy_gettext("Från och med"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    ends_on = forms.DayField(
        lazy_gettext("Till: första dagen efter"),
        [forms.required(lazy_gettext("Skriv ett datum."))],
    )
    purpose = forms.TextField(
        lazy_gettext("Vad ska statistiken användas till?"),
        [
            forms.required(lazy_gettext("Skriv vad statistiken ska användas till.")),
            forms.at_most(500),
        ],
    )

    def read_facts(self) -> EditionFacts:
        """What was typed."""
        return EditionFacts(
            starts_on=forms.must(self.starts_on.data),
            ends_on=forms.must(self.ends_on.data),
            purpose=self.purpose.data or "",
            municipality_code=settings().municipality.code,
        )


def _last_year() -> dict[str, date]:
    year = clock.today().year
    return {"starts_on": date(year - 1, 1, 1), "ends_on": date(year, 1, 1)}


@bp.get("/")
@requires(Permission.STATISTICS_USE)
def editions() -> ResponseReturnValue:
    """The statistics that have been made, the latest period first."""
    found = list_editions(db(), EditionKind.CASES)
    return render_template(
        "office/statistics/editions.html",
        editions=found,
        staff=names_of(db(), {each.made_by_id for each in found}),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.STATISTICS_USE)
def new_edition() -> ResponseReturnValue:
    """Make statistics of a period."""
    form = EditionForm(data=_last_year())
    made: list[StatisticsEdition] = []

    def make() -> None:
        edition = make_case_statistics(
            db(),
            facts=form.read_facts(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        made.append(edition)

    if form.carries(make, at_code=FIELDS):
        flash(gettext("Statistiken är gjord."))
        return redirect(url_for(".edition", edition_id=made[0].id), code=303)
    page = render_template("office/statistics/new_edition.html", form=form)
    return page, 422 if form.errors else 200


@bp.get("/<uuid:edition_id>")
@requires(Permission.STATISTICS_USE)
def edition(edition_id: UUID) -> ResponseReturnValue:
    """The tables as they were given out."""
    found = _edition(edition_id)
    return render_template(
        "office/statistics/edition.html",
        edition=found,
        document=found.document,
        words=statistics_words,
        staff=names_of(db(), {found.made_by_id}),
    )


@bp.get("/<uuid:edition_id>/statistics.csv")
@requires(Permission.STATISTICS_USE)
def edition_as_csv(edition_id: UUID) -> ResponseReturnValue:
    """Every cell a row."""
    found = _edition(edition_id)
    content = statistics_files.as_table(found.document, "statistik")
    return statistics_files.answer_file(content, "text/csv", _name(found, "csv"))


@bp.get("/<uuid:edition_id>/statistics.json")
@requires(Permission.STATISTICS_USE)
def edition_as_json(edition_id: UUID) -> ResponseReturnValue:
    """The document with its data dictionary."""
    found = _edition(edition_id)
    content = statistics_files.as_json(found.document)
    return statistics_files.answer_file(content, "application/json", _name(found, "json"))


def _edition(edition_id: UUID) -> StatisticsEdition:
    return get_edition(db(), kind=EditionKind.CASES, edition_id=edition_id)


def _name(found: StatisticsEdition, ending: str) -> str:
    return f"statistik-{found.starts_on:%Y-%m}-{found.ends_on:%Y-%m}.{ending}"


@bp.get("/dictionary")
@requires(Permission.STATISTICS_USE)
def dictionary() -> ResponseReturnValue:
    """What each table and cell means."""
    return render_template("office/statistics/dictionary.html", words=statistics_words)


@bp.get("/dictionary.json")
@requires(Permission.STATISTICS_USE)
def dictionary_as_json() -> ResponseReturnValue:
    """The same, for machines."""
    written = json.dumps(statistics_words.dictionary(), ensure_ascii=False, indent=1)
    return statistics_files.answer_file(
        written.encode(), "application/json", "statistik-ordlista.json"
    )
