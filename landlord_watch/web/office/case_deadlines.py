"""The working list of times that run in cases: what is overdue, due and next."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.infra.database import Within
from landlord_watch.infra.paging import MOST_IN_A_FILE
from landlord_watch.reach.queries import is_protected
from landlord_watch.web import about, case_track_words
from landlord_watch.web import case_against_words as words
from landlord_watch.web.case_times import TimeRow, calendar_of, grouped, list_times
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet
from landlord_watch.web.guard import requires, showed, within
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("case_deadlines", __name__, url_prefix="/office/cases/deadlines")

MOST_SHOWN = 200


def _due(reached: Within, *, limit: int) -> list[TimeRow]:
    rows = list_times(db(), within=reached, limit=limit)
    showed(row.subject_id for row in rows)
    return rows


@bp.get("/")
@requires(Permission.CASE_READ, about=about.LIST)
def deadlines() -> ResponseReturnValue:
    """Every time that runs in a case within reach, the most urgent first."""
    rows, today = _due(within(Permission.CASE_READ), limit=MOST_SHOWN), clock.today()
    return render_template(
        "office/case_deadlines/deadlines.html",
        groups=grouped(rows, on=today),
        count=len(rows),
        most=MOST_SHOWN,
        today=today,
        words=words,
        track_words=case_track_words,
    )


@bp.get("/export")
@requires(Permission.CASES_EXPORT, about=about.LIST)
@fresh
def export() -> ResponseReturnValue:
    """The same as a file, but those where somebody is protected."""
    rows = _due(within(Permission.CASES_EXPORT), limit=MOST_IN_A_FILE)
    columns = [
        gettext("Ärende"),
        gettext("Hushåll"),
        gettext("Vad som begärs"),
        gettext("Vad som väntas"),
        gettext("Vem som ska göra det"),
        gettext("Sista dag"),
    ]
    return answer_sheet(Sheet("tider-i-arenden", columns, [_cells(row) for row in rows]))


def _cells(row: TimeRow) -> list[Cell]:
    rule = row.deadline.rule
    return [
        row.number,
        row.household_case_number,
        row.kind or gettext("Egen tid"),
        row.what,
        str(case_track_words.WHOSE[rule.whose.value]),
        row.deadline.last_on,
    ]


@bp.get("/calendar.ics")
@requires(Permission.CASE_READ, about=about.LIST)
def calendar() -> ResponseReturnValue:
    """All last days for a calendar, but those where somebody is protected: it leaves the office."""
    answer = Response(
        calendar_of(_due(_but_protected(), limit=MOST_SHOWN)), mimetype="text/calendar"
    )
    answer.headers.set("Content-Disposition", "attachment", filename="landlord-watch.ics")
    return answer


def _but_protected() -> Within:
    reached, today = within(Permission.CASE_READ), clock.today()
    return lambda household_id: reached(household_id) & ~is_protected(household_id, today)
