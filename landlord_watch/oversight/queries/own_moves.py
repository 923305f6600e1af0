"""
The municipality's own outward moves of a period, as the yearly answer counts them.

Households with somebody protected are not counted at all, neither here nor among those that left.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import exists, func, not_, or_, select
from sqlalchemy.orm import Session

from landlord_watch.best_interests.models import BestInterest
from landlord_watch.cases.models import FindingKind
from landlord_watch.households.models import AidPeriod, HouseholdMember, MemberRole
from landlord_watch.outward_moves.models import (
    OutwardAssessment,
    OutwardFinding,
    OutwardMove,
    OutwardPayment,
)
from landlord_watch.outward_moves.rules import Handover, paid_together
from landlord_watch.oversight.queries.case_statistics import holds_protected
from landlord_watch.oversight.rules.own_moves import MoveAsCounted
from landlord_watch.tenancies.models import Tenancy

#: Aid that ended so long before the last contract did is no aid at the move. Source: own.
AID_BEFORE = timedelta(days=90)

RowT = TypeVar("RowT", OutwardAssessment, OutwardFinding, OutwardPayment)


def moves_as_counted(session: Session, *, starts_on: date, ends_on: date) -> list[MoveAsCounted]:
    """The outward moves of a half-open period; one question a kind of thing."""
    moves = session.scalars(
        select(OutwardMove)
        .where(
            OutwardMove.withdrawn_at.is_(None),
            OutwardMove.moved_on >= starts_on,
            OutwardMove.moved_on < ends_on,
            not_(holds_protected(OutwardMove.household_id)),
        )
        .order_by(OutwardMove.moved_on, OutwardMove.id)
    ).all()
    ids = [each.id for each in moves]
    judged = _by_move(_standing(session, OutwardAssessment, ids))
    found = _by_move(_standing(session, OutwardFinding, ids))
    paid = _by_move(_standing(session, OutwardPayment, ids))
    children, looked_at = _children(session, moves), _looked_at(session, ids)
    return [
        MoveAsCounted(
            municipality_code=move.municipality_code,
            outcome=judged[move.id][-1].outcome.value if move.id in judged else "unjudged",
            paid=paid_together((e.kind, e.is_assessed) for e in paid.get(move.id, ())).value,
            contact=move.contact.value,
            matters=_settled(move),
            own_wish=move.own_wish.value,
            forms=_forms(found.get(move.id, ())),
            children=_all_looked_at(
                children.get(move.household_id, set()), looked_at.get(move.id, set())
            ),
        )
        for move in moves
    ]


def _standing(session: Session, model: type[RowT], move_ids: Sequence[UUID]) -> Sequence[RowT]:
    return session.scalars(
        select(model)
        .where(model.move_id.in_(move_ids), model.withdrawn_at.is_(None))
        .order_by(model.recorded_at, model.id)
    ).all()


def _by_move(rows: Iterable[RowT]) -> Mapping[UUID, list[RowT]]:
    found: dict[UUID, list[RowT]] = {}
    for row in rows:
        found.setdefault(row.move_id, []).append(row)
    return found


def _settled(move: OutwardMove) -> str:
    if not move.matters:
        return "none"
    return "not_settled" if Handover.NOT_YET.value in move.matters.values() else "all_settled"


def _forms(found: Iterable[OutwardFinding]) -> frozenset[str]:
    return frozenset(each.code for each in found if each.kind is FindingKind.FORM)


def _children(session: Session, moves: Sequence[OutwardMove]) -> dict[UUID, set[UUID]]:
    """The children by household, on the day that each household moved."""
    moved = {each.household_id: each.moved_on for each in moves}
    rows = session.execute(
        select(
            HouseholdMember.household_id,
            HouseholdMember.person_id,
            HouseholdMember.starts_on,
            HouseholdMember.ends_on,
        ).where(HouseholdMember.household_id.in_(moved), HouseholdMember.role == MemberRole.CHILD)
    )
    found: dict[UUID, set[UUID]] = {}
    for household_id, person_id, starts_on, ends_on in rows:
        on = moved[household_id]
        if starts_on <= on and (ends_on is None or ends_on > on):
            found.setdefault(household_id, set()).add(person_id)
    return found


def _looked_at(session: Session, move_ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """The children for whom somebody has looked at what is best, by move."""
    rows = session.execute(
        select(BestInterest.about_id, BestInterest.child_id).where(
            BestInterest.about_id.in_(move_ids), BestInterest.withdrawn_at.is_(None)
        )
    )
    found: dict[UUID, set[UUID]] = {}
    for move_id, child_id in rows:
        if move_id is not None:
            found.setdefault(move_id, set()).add(child_id)
    return found


def _all_looked_at(children: set[UUID], looked_at: set[UUID]) -> str:
    if not children:
        return "none"
    return "all_looked_at" if children <= looked_at else "not_all_looked_at"


def count_left_without(session: Session, *, starts_on: date, ends_on: date) -> int:
    """
    How many households may have left in a period, and have not been looked at.

    By the register: their last contract here ended then, none followed, they had aid until at
    most three months before, and no outward move is noted. Some of them have died, have moved in
    with somebody, or live here without our knowing; it is a list to look through, and no more.
    """
    last = (
        select(Tenancy.household_id, func.max(Tenancy.ends_on).label("ended_on"))
        .group_by(Tenancy.household_id)
        .having(func.count() == func.count(Tenancy.ends_on))  # none of them goes on
        .subquery()
    )
    had_aid = exists().where(
        AidPeriod.household_id == last.c.household_id,
        AidPeriod.starts_on < last.c.ended_on,
        or_(AidPeriod.ends_on.is_(None), AidPeriod.ends_on >= starts_on - AID_BEFORE),
    )
    is_noted = exists().where(
        OutwardMove.household_id == last.c.household_id, OutwardMove.withdrawn_at.is_(None)
    )
    counted = select(func.count()).where(
        last.c.ended_on >= starts_on,
        last.c.ended_on < ends_on,
        had_aid,
        not_(is_noted),
        not_(holds_protected(last.c.household_id)),
    )
    return session.scalar(counted.select_from(last)) or 0
