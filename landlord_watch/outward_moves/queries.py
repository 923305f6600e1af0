"""Reading own outward moves: one whole, and those of a household."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.cases.models import FindingKind
from landlord_watch.kernel.errors import NotFound
from landlord_watch.outward_moves.models import (
    OutwardAssessment,
    OutwardFinding,
    OutwardMove,
    OutwardPayment,
)
from landlord_watch.outward_moves.rules import OutwardGround, Paid, paid_together

RowT = TypeVar("RowT", OutwardFinding, OutwardPayment, OutwardAssessment)


@dataclass(frozen=True, slots=True)
class WholeMove:
    """A move with all that was noted of it, in the order it was noted; what was taken back too."""

    move: OutwardMove
    findings: Sequence[OutwardFinding]
    payments: Sequence[OutwardPayment]
    assessments: Sequence[OutwardAssessment]

    @property
    def assessment(self) -> OutwardAssessment | None:
        """The one that stands; None: nobody has judged it."""
        standing = [each for each in self.assessments if each.withdrawn_at is None]
        return standing[-1] if standing else None

    @property
    def ground(self) -> OutwardGround:
        """What it stands on."""
        found = [each for each in self.findings if each.withdrawn_at is None]
        return OutwardGround(
            forms={each.code for each in found if each.kind is FindingKind.FORM},
            counters={each.code for each in found if each.kind is FindingKind.COUNTER},
            own_wish=self.move.own_wish,
            paid=self.paid,
        )

    @property
    def paid(self) -> Paid:
        """What was paid for it, taken together."""
        return paid_together(
            (each.kind, each.is_assessed) for each in self.payments if each.withdrawn_at is None
        )


def get_move(session: Session, move_id: UUID) -> OutwardMove:
    """
    An outward move.

    Raises: `NotFound`.
    """
    found = session.get(OutwardMove, move_id)
    if found is None:
        raise NotFound(move_id=move_id)
    return found


def hold_move(session: Session, move_id: UUID) -> OutwardMove:
    """
    An outward move, held until the transaction ends.

    Raises: `NotFound`.
    """
    found = session.scalar(select(OutwardMove).where(OutwardMove.id == move_id).with_for_update())
    if found is None:
        raise NotFound(move_id=move_id)
    return found


def get_whole_move(session: Session, move_id: UUID) -> WholeMove:
    """
    An outward move with all that was noted of it.

    Raises: `NotFound`.
    """
    return WholeMove(
        get_move(session, move_id),
        _of_move(session, OutwardFinding, move_id),
        _of_move(session, OutwardPayment, move_id),
        _of_move(session, OutwardAssessment, move_id),
    )


def _of_move(session: Session, model: type[RowT], move_id: UUID) -> Sequence[RowT]:
    return session.scalars(
        select(model).where(model.move_id == move_id).order_by(model.recorded_at, model.id)
    ).all()


def list_moves(session: Session, household_id: UUID) -> Sequence[OutwardMove]:
    """The outward moves of a household, those taken back too, the first first."""
    return session.scalars(
        select(OutwardMove)
        .where(OutwardMove.household_id == household_id)
        .order_by(OutwardMove.moved_on, OutwardMove.id)
    ).all()


def list_whole_moves(session: Session, household_id: UUID) -> list[WholeMove]:
    """The outward moves of a household with all that was noted; three questions a move."""
    return [get_whole_move(session, each.id) for each in list_moves(session, household_id)]


def get_row(session: Session, model: type[RowT], *, move_id: UUID, row_id: UUID) -> RowT:
    """
    Something noted of a move; another move's does not exist here.

    Raises: `NotFound`.
    """
    found = session.scalar(select(model).where(model.id == row_id, model.move_id == move_id))
    if found is None:
        raise NotFound(row_id=row_id)
    return found
