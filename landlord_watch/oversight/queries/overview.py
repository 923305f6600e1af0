"""
What the board's page counts. Suppression is done here, so that no page or export can forget it.

Households with somebody protected are not counted at all.
Counts are of the register as it stands on a day; frozen editions come on top of the same queries.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.households.models import AidPeriod, Arrival
from landlord_watch.landlords.models import Party, PartyKind, PartyRole, PartyRoleKind
from landlord_watch.oversight.rules import (
    HIDDEN,
    SMALL,
    Shown,
    ShownColumn,
    ShownShare,
    shown_column,
    shown_count,
    shown_share,
)
from landlord_watch.oversight.rules.landlord_tables import (
    BY_LANDLORD,
    OUTCOME,
    LandlordCounts,
    shown_landlords,
)
from landlord_watch.oversight.rules.landlord_tables import PEOPLE as PEOPLE_CODE
from landlord_watch.oversight.rules.tables import ShownTables
from landlord_watch.reach.queries import is_protected
from landlord_watch.rents.models import RentCheckRecord, Verdict
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Deficiency, DeficiencyState, Visit, VisitState
from landlord_watch.visits.shapes import Level

#: Landlords that are people are counted together, never by name.
PEOPLE = None
#: Under which households are counted that came from nobody knows where.
NOT_KNOWN = ""
CLOSED = (
    DeficiencyState.CONFIRMED_FIXED,
    DeficiencyState.FOUND_AGAIN,
    DeficiencyState.MOVED_OUT,
)
GRAVE = (Level.SERIOUS, Level.ACUTE)
OVER, WITHIN = Verdict.OVER.value, Verdict.WITHIN.value


@dataclass(frozen=True, slots=True)
class LandlordRow:
    """A landlord on the board's page; `name` None: all landlords that are people, together."""

    landlord_id: UUID | None
    name: str | None
    #: Of the register, about no tenant: shown as they are.
    dwellings: int
    aided_tenancies: Shown
    over_norm: ShownShare
    visited: Shown
    grave_deficiencies: Shown


@dataclass(frozen=True, slots=True)
class OverviewTotals:
    """The municipality as a whole."""

    dwellings: int
    landlords: int
    aided_households: Shown
    aided_tenancies: Shown
    #: Of the aided tenancies, how many have a check that could be decided.
    decided_checks: Shown
    over_norm: ShownShare
    visits_received: Shown
    grave_deficiencies: Shown
    arrivals: Shown


@dataclass(frozen=True, slots=True)
class Overview:
    """The board's page on a day."""

    on: date
    totals: OverviewTotals
    landlords: list[LandlordRow]
    #: Code of the municipality people came from to a count.
    arrivals: ShownColumn[str]


def overview(session: Session, *, on: date) -> Overview:
    """The counts of a day, suppressed."""
    parties = _parties(session)
    dwellings = _dwellings_by_landlord(session, on)
    tenancies = _by_row(_tenancies_by_landlord(session, on), parties)
    decided, over = _checks_by_landlord(session, on)
    visited = _by_row(_visited_by_landlord(session, on), parties)
    grave = _by_row(_grave_by_landlord(session, on), parties)
    shown_tenancies = shown_column(tenancies)
    shown_visited = shown_column(visited)
    shown_grave = shown_column(grave)
    checks = _shown_checks(decided, over, parties)
    rows = [
        LandlordRow(
            landlord_id=key,
            name=None if key is PEOPLE else parties[key].name,
            dwellings=count,
            aided_tenancies=shown_tenancies.cells[key],
            over_norm=_share_of(checks, PEOPLE_CODE if key is PEOPLE else str(key)),
            visited=shown_visited.cells[key],
            grave_deficiencies=shown_grave.cells[key],
        )
        for key, count in _by_row(dwellings, parties).items()
    ]
    rows.sort(key=lambda row: (-row.dwellings, row.name or ""))
    arrivals = shown_column(_arrivals_by_origin(session, on))
    totals = OverviewTotals(
        dwellings=_count(session, select(func.count(Dwelling.id))),
        landlords=len(parties),
        aided_households=shown_count(_aided_households(session, on)),
        aided_tenancies=shown_tenancies.total,
        decided_checks=SMALL if checks.total is None else Shown(checks.total),
        over_norm=_share_of_all(checks),
        visits_received=shown_visited.total,
        grave_deficiencies=shown_grave.total,
        arrivals=arrivals.total,
    )
    return Overview(on, totals, rows, arrivals)


def _parties(session: Session) -> dict[UUID, Party]:
    return {party.id: party for party in session.scalars(select(Party))}


def _by_row(counts: Mapping[UUID, int], parties: Mapping[UUID, Party]) -> dict[UUID | None, int]:
    rows: dict[UUID | None, int] = {}
    for landlord_id, party in parties.items():
        key = PEOPLE if party.kind is PartyKind.NATURAL else landlord_id
        rows[key] = rows.get(key, 0) + counts.get(landlord_id, 0)
    return rows


def _shown_checks(
    decided: Mapping[UUID, int], over: Mapping[UUID, int], parties: Mapping[UUID, Party]
) -> ShownTables:
    """How many lie over the norm by landlord, so that no row can be taken from the rest."""
    counts = {(str(each), OVER): over.get(each, 0) for each in parties}
    counts |= {(str(each), WITHIN): decided.get(each, 0) - over.get(each, 0) for each in parties}
    people = [str(each.id) for each in parties.values() if each.kind is PartyKind.NATURAL]
    return shown_landlords(LandlordCounts((OVER, WITHIN), list(map(str, parties)), people, counts))


def _share_of(checks: ShownTables, row: str) -> ShownShare:
    """Of a row, how many lie over; nothing where either side is hidden."""
    found = (each.cells for each in checks.crossed if each.code == BY_LANDLORD)
    return _told_share(*((cells.get((row, OVER)), cells.get((row, WITHIN))) for cells in found))


def _share_of_all(checks: ShownTables) -> ShownShare:
    found = (each.cells for each in checks.tables if each.code == OUTCOME)
    return _told_share(*((cells.get(OVER), cells.get(WITHIN)) for cells in found))


def _told_share(both: tuple[int | None, int | None] = (None, None)) -> ShownShare:
    over, within = both
    if over is None or within is None:
        return ShownShare(None, HIDDEN)
    return shown_share(over, over + within)


def _holds(
    starts: ColumnElement[date], ends: ColumnElement[date | None], on: date
) -> ColumnElement[bool]:
    return (starts <= on) & or_(ends.is_(None), ends > on)


def _lets(on: date) -> ColumnElement[bool]:
    return (PartyRole.kind == PartyRoleKind.CONTRACTING_LANDLORD) & _holds(
        PartyRole.starts_on.expression, PartyRole.ends_on.expression, on
    )


def _is_aided(on: date) -> ColumnElement[bool]:
    aided = (
        select(AidPeriod.id)
        .where(
            AidPeriod.household_id == Tenancy.household_id,
            _holds(AidPeriod.starts_on.expression, AidPeriod.ends_on.expression, on),
        )
        .exists()
    )
    return and_(aided, not_(is_protected(Tenancy.household_id, on)))


def _runs(on: date) -> ColumnElement[bool]:
    return _holds(Tenancy.starts_on.expression, Tenancy.ends_on.expression, on)


def _dwellings_by_landlord(session: Session, on: date) -> dict[UUID, int]:
    counted = (
        select(PartyRole.party_id, func.count(PartyRole.dwelling_id.distinct()))
        .where(_lets(on))
        .group_by(PartyRole.party_id)
    )
    return _pairs(session, counted)


def _tenancies_by_landlord(session: Session, on: date) -> dict[UUID, int]:
    counted = (
        select(Tenancy.landlord_id, func.count(Tenancy.id))
        .where(_runs(on), _is_aided(on))
        .group_by(Tenancy.landlord_id)
    )
    return _pairs(session, counted)


def _checks_by_landlord(session: Session, on: date) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """Of the aided tenancies: how many have a decided newest check, and how many of those over."""
    newest = (
        select(
            RentCheckRecord.tenancy_id,
            RentCheckRecord.verdict,
            func.row_number()
            .over(
                partition_by=RentCheckRecord.tenancy_id,
                order_by=RentCheckRecord.recorded_at.desc(),
            )
            .label("place"),
        )
    ).subquery()
    counted = (
        select(
            Tenancy.landlord_id,
            func.count(Tenancy.id),
            func.count(Tenancy.id).filter(newest.c.verdict == Verdict.OVER),
        )
        .join(newest, newest.c.tenancy_id == Tenancy.id)
        .where(
            newest.c.place == 1,
            newest.c.verdict != Verdict.UNDECIDED,
            _runs(on),
            _is_aided(on),
        )
        .group_by(Tenancy.landlord_id)
    )
    rows = session.execute(counted).all()
    return {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}


def _visited_by_landlord(session: Session, on: date) -> dict[UUID, int]:
    counted = (
        select(Tenancy.landlord_id, func.count(Visit.id.distinct()))
        .join(
            Visit,
            (Visit.household_id == Tenancy.household_id)
            & (Visit.dwelling_id == Tenancy.dwelling_id),
        )
        .where(
            Visit.state.in_((VisitState.RECEIVED, VisitState.REVIEWED)),
            not_(is_protected(Visit.household_id, on)),
        )
        .group_by(Tenancy.landlord_id)
    )
    return _pairs(session, counted)


def _grave_by_landlord(session: Session, on: date) -> dict[UUID, int]:
    counted = (
        select(Tenancy.landlord_id, func.count(Deficiency.id.distinct()))
        .join(Visit, Visit.id == Deficiency.visit_id)
        .join(
            Tenancy,
            (Visit.household_id == Tenancy.household_id)
            & (Visit.dwelling_id == Tenancy.dwelling_id),
        )
        .where(
            Deficiency.level.in_(GRAVE),
            Deficiency.responsible == "landlord",
            Deficiency.state.not_in(CLOSED),
            not_(is_protected(Visit.household_id, on)),
        )
        .group_by(Tenancy.landlord_id)
    )
    return _pairs(session, counted)


def _arrivals_by_origin(session: Session, on: date) -> dict[str, int]:
    counted = (
        select(Arrival.from_municipality_code, func.count(Arrival.household_id.distinct()))
        .where(Arrival.withdrawn_at.is_(None), not_(is_protected(Arrival.household_id, on)))
        .group_by(Arrival.from_municipality_code)
    )
    return {row[0] or NOT_KNOWN: row[1] for row in session.execute(counted)}


def _aided_households(session: Session, on: date) -> int:
    return _count(
        session,
        select(func.count(AidPeriod.household_id.distinct())).where(
            _holds(AidPeriod.starts_on.expression, AidPeriod.ends_on.expression, on),
            not_(is_protected(AidPeriod.household_id, on)),
        ),
    )


def _pairs(session: Session, counted: Select[UUID, int]) -> dict[UUID, int]:
    return {row[0]: row[1] for row in session.execute(counted)}


def _count(session: Session, counted: Select[int]) -> int:
    return session.scalar(counted) or 0
