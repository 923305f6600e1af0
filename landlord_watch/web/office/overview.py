"""The board's pages: landlord patterns as frozen editions tell them; nobody can be told in them."""

from uuid import UUID

from flask import Blueprint, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.infra.charting import SVG, SVG_POLICY, ChartMissing
from landlord_watch.oversight.queries.edition_parameters import parameters_on
from landlord_watch.oversight.queries.landlord_editions import EditionKept, edition_json
from landlord_watch.oversight.rules.edition_basis import parameters_in
from landlord_watch.web import edition_comparison, edition_files, edition_story, edition_words
from landlord_watch.web.db import db
from landlord_watch.web.edition_beside import answers, beside_of
from landlord_watch.web.edition_landlord import facts_of, numbers_of
from landlord_watch.web.edition_links import links_of
from landlord_watch.web.edition_paper import edition_pdf, title, withdrawn
from landlord_watch.web.edition_parts import parts
from landlord_watch.web.edition_pictures import chart_folder, of_edition, of_landlord
from landlord_watch.web.edition_reading import glossary, reading
from landlord_watch.web.edition_shelf import Shelf, landlord_of, shelf
from landlord_watch.web.guard import requires, settings
from landlord_watch.web.papers import PDF
from landlord_watch.web.statistics_files import answer_file

bp = Blueprint("overview", __name__, url_prefix="/office/overview")


@bp.get("/")
@requires(Permission.OVERVIEW_READ)
def overview() -> ResponseReturnValue:
    """The newest edition that stands; without one, what there is to do."""
    found = shelf()
    if found.newest is None:
        return render_template("office/overview/no_edition.html")
    return _edition_page(found.newest, found)


@bp.get("/<uuid:landlord_edition_id>/")
@requires(Permission.OVERVIEW_READ)
def edition(landlord_edition_id: UUID) -> ResponseReturnValue:
    """One edition, as it was told; a withdrawn one says so."""
    found = shelf()
    return _edition_page(found.get(landlord_edition_id), found)


def _edition_page(kept: EditionKept, found: Shelf) -> str:
    editions, by = found.up_to(kept), parameters_in(kept.basis["parameters"])
    return render_template(
        "office/overview/edition.html",
        kept=kept,
        title=title(kept),
        withdrawn=withdrawn(kept),
        is_newest=found.newest is kept,
        sentences=edition_story.sentences(kept.told, editions),
        parts=[*parts(kept.told, editions, by=by), *answers(db(), kept.told, on=clock.today())],
        pictures=of_edition(kept.told, editions, by=by),
        reading=reading(by),
        caveat=edition_words.told_sentence("caveat.not_cleared"),
        staff=names_of(db(), {kept.made_by_id}),
    )


@bp.get("/<uuid:landlord_edition_id>/landlords/<row_code>")
@requires(Permission.OVERVIEW_READ)
def landlord(landlord_edition_id: UUID, row_code: str) -> ResponseReturnValue:
    """What an edition tells of one landlord."""
    found = shelf()
    kept = found.get(landlord_edition_id)
    who, editions = landlord_of(kept, row_code), found.up_to(kept)
    return render_template(
        "office/overview/landlord.html",
        kept=kept,
        landlord=who,
        words=edition_words,
        edition_title=title(kept),
        withdrawn=withdrawn(kept),
        known=facts_of(who, kept.told),
        numbers=numbers_of(who, kept.told, editions),
        pictures=of_landlord(who, kept.told, editions),
        caveats=edition_words.caveats(),
        links=links_of(who, on=clock.today()),
        beside=beside_of(db(), who, kept.told, on=clock.today()),
    )


@bp.get("/editions")
@requires(Permission.OVERVIEW_READ)
def editions() -> ResponseReturnValue:
    """Every edition there is, the latest first."""
    found = shelf().editions
    return render_template(
        "office/overview/editions.html",
        editions=found,
        words=edition_words,
        staff=names_of(db(), {each.made_by_id for each in found}),
    )


@bp.get("/compare")
@requires(Permission.OVERVIEW_READ)
def compare() -> ResponseReturnValue:
    """Two editions beside each other."""
    found = shelf()
    chosen = edition_comparison.chosen(found, request.args)
    return render_template(
        "office/overview/compare.html",
        editions=found.editions,
        words=edition_words,
        title_of=title,
        compared=None if chosen is None else edition_comparison.compared(*chosen),
    )


@bp.get("/reading")
@requires(Permission.OVERVIEW_READ)
def how_to_read() -> ResponseReturnValue:
    """How an edition is read, and what its words mean."""
    by = parameters_on(db(), on=clock.today())
    return render_template("office/overview/reading.html", reading=reading(by), glossary=glossary())


@bp.get("/charts/<chart_name>.svg")
@requires(Permission.OVERVIEW_READ)
def chart(chart_name: str) -> ResponseReturnValue:
    """A picture of a chart that a page showed; one that is gone says where the numbers are."""
    try:
        response = make_response(chart_folder().read(chart_name))
    except ChartMissing:
        words = gettext("Diagrammet finns inte kvar. Läs in sidan på nytt.")
        response = make_response(render_template("office/overview/no_chart.svg", words=words))
    except ValueError:
        abort(404)
    response.content_type = SVG
    response.headers["Content-Security-Policy"] = SVG_POLICY
    return response


@bp.get("/<uuid:landlord_edition_id>/edition.csv")
@requires(Permission.OVERVIEW_READ)
def edition_as_csv(landlord_edition_id: UUID) -> ResponseReturnValue:
    """Every number a row."""
    kept = shelf().get(landlord_edition_id)
    return answer_file(edition_files.as_table(kept.told), "text/csv", _name(kept, "csv"))


@bp.get("/<uuid:landlord_edition_id>/edition.json")
@requires(Permission.OVERVIEW_READ)
def edition_as_json(landlord_edition_id: UUID) -> ResponseReturnValue:
    """All that is told, as it is hashed."""
    kept = shelf().get(landlord_edition_id)
    return answer_file(edition_json(kept), "application/json", _name(kept, "json"))


@bp.get("/<uuid:landlord_edition_id>/edition.pdf")
@requires(Permission.OVERVIEW_READ)
def edition_as_pdf(landlord_edition_id: UUID) -> ResponseReturnValue:
    """For the board's papers."""
    found = shelf()
    kept = found.get(landlord_edition_id)
    beside = answers(db(), kept.told, on=clock.today())
    content = edition_pdf(kept, found, office=settings().municipality.name, more=beside)
    return answer_file(content, PDF, _name(kept, "pdf"))


def _name(kept: EditionKept, ending: str) -> str:
    withdrawn_too = "-tillbakadragen" if kept.withdrawn else ""
    return f"hyresvardar-{edition_words.last_day(kept.told.ends_on):%Y-%m}{withdrawn_too}.{ending}"
