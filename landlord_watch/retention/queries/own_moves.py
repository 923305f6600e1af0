"""
The outward moves of a person's own file: what was noted, paid and judged.

What they told together is given out to who has been the household's only adult; so is which
groups it is of, what was under way, and that somebody needed protection. Where somebody protected
lives nothing of it is.
Source: GDPR art. 15 (4); OSL (2009:400) 10 kap. 3 §, 21 kap. 3 §, 26 kap. 1 §. A.
"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cases.rules.findings import CounterIndicator
from landlord_watch.infra.clock import LOCAL
from landlord_watch.outward_moves.queries import WholeMove, list_whole_moves
from landlord_watch.retention.queries.own_cases import DAY, Reader
from landlord_watch.retention.rules import MASK
from landlord_watch.retention.shapes import (
    OwnFinding,
    OwnMove,
    OwnMoveAssessment,
    OwnMovePayment,
)


def own_moves(session: Session, household_id: UUID, reader: Reader) -> tuple[OwnMove, ...]:
    """The moves that fell within the person's time."""
    return tuple(
        _move(each, reader)
        for each in list_whole_moves(session, household_id)
        if reader.sees(each.move.moved_on)
        and not reader.sight.tells_where(each.move.moved_on, each.move.moved_on + DAY)
    )


def _move(whole: WholeMove, reader: Reader) -> OwnMove:
    move = whole.move
    account = reader.read(move.account, move.moved_on) if reader.is_alone else MASK
    return OwnMove(
        moved_on=move.moved_on,
        municipality_code=move.municipality_code,
        own_wish=move.own_wish.value,
        account=account if move.account else "",
        contact=move.contact.value,
        contacted_on=move.contacted_on,
        contact_note=reader.read(move.contact_note, move.moved_on),
        target_groups=tuple(move.target_groups) if reader.is_alone else None,
        matters=dict(move.matters) if reader.is_alone else None,
        is_withdrawn=move.withdrawn_at is not None,
        findings=tuple(_findings(whole, reader)),
        payments=tuple(_payments(whole, reader)),
        assessments=tuple(_assessments(whole, reader)),
    )


def _findings(whole: WholeMove, reader: Reader) -> Iterator[OwnFinding]:
    for each in whole.findings:
        on = each.recorded_at.astimezone(LOCAL).date()
        if reader.is_alone or each.code != CounterIndicator.PROTECTION.value:
            yield OwnFinding(
                noted_on=on,
                kind=each.kind.value,
                code=each.code,
                evidence=each.evidence.value,
                note=reader.read(each.note, on),
                is_withdrawn=each.withdrawn_at is not None,
            )


def _payments(whole: WholeMove, reader: Reader) -> Iterator[OwnMovePayment]:
    for each in whole.payments:
        yield OwnMovePayment(
            paid_on=each.paid_on,
            kind=each.kind.value,
            amount_ore=each.amount.ore,
            is_assessed=each.is_assessed,
            note=reader.read(each.note, each.paid_on),
            is_withdrawn=each.withdrawn_at is not None,
        )


def _assessments(whole: WholeMove, reader: Reader) -> Iterator[OwnMoveAssessment]:
    for each in whole.assessments:
        yield OwnMoveAssessment(
            decided_on=each.decided_on,
            outcome=each.outcome.value,
            reasons=reader.read(each.reasons, each.decided_on),
            is_withdrawn=each.withdrawn_at is not None,
        )
