"""An officer's visits of one day, in an order that makes the way short."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from landlord_watch.identity.queries import list_staff_with
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.infra import clock
from landlord_watch.places.rules.points import Point
from landlord_watch.places.rules.rounds import Round, Stop, plan_round
from landlord_watch.visits.queries import DayVisit, list_visits_of_day
from landlord_watch.web import about, lists
from landlord_watch.web.db import db
from landlord_watch.web.guard import requires, showed, within
from landlord_watch.web.locating import installed

bp = Blueprint("visit_days", __name__, url_prefix="/office/visits/day")


@dataclass(frozen=True, slots=True)
class DayRound:
    """The day as it is shown; `round` None: where the office is, is not set."""

    placed: Sequence[DayVisit]
    round: Round | None
    #: Where nobody knows the home's place.
    unplaced: Sequence[DayVisit]
    #: Put in by hand: of these no place is used.
    protected: Sequence[DayVisit]


@bp.get("/")
@requires(Permission.VISITS_READ, about=about.LIST)
def day() -> ResponseReturnValue:
    """The visits of who and when was chosen."""
    officers = {str(each.id): each.full_name for each in list_staff_with(db(), Role.FIELD_OFFICER)}
    officer, on = _chosen(officers), _day()
    found = _visits(officer, on)
    showed(row.visit.id for row in found)
    return render_template(
        "office/visit_days/day.html",
        officers=officers,
        officer=officer,
        on=on,
        day=arranged(found, installed().office),
    )


def _chosen(officers: dict[str, str]) -> str:
    """Whose day it is: who was chosen, else the first there is; empty: there is nobody."""
    asked = lists.typed("officer")
    return asked if asked in officers else next(iter(officers), "")


def _day() -> date:
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return clock.today()


def _visits(officer: str, on: date) -> list[DayVisit]:
    if not officer:
        return []
    reached = within(Permission.VISITS_READ)
    return list_visits_of_day(db(), officer_id=UUID(officer), on=on, within=reached)


def arranged(found: Sequence[DayVisit], office: Point | None) -> DayRound:
    """A day's visits, those with a place in a short order."""
    plain = [row for row in found if not row.is_protected]
    stops = {row.visit.id: stop for row in plain if (stop := _stop(row)) is not None}
    placed = [row for row in plain if row.visit.id in stops]
    way = None
    if office is not None and placed:
        way = plan_round(office, [stops[row.visit.id] for row in placed])
        by_id = {row.visit.id: row for row in placed}
        placed = [by_id[stop.id] for stop in way.stops]
    return DayRound(
        placed=placed,
        round=way,
        unplaced=[row for row in plain if row.visit.id not in stops],
        protected=[row for row in found if row.is_protected],
    )


def _stop(row: DayVisit) -> Stop | None:
    home = row.dwelling
    if home.latitude is None or home.longitude is None:
        return None
    return Stop(row.visit.id, Point(home.latitude, home.longitude), row.is_agreed)
