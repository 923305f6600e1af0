"""Own outward moves: noted, asked the same as others' moves, and judged."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from factories.cases import worker
from factories.households import household
from factories.outward_moves import (
    MOVED,
    TODAY,
    move_judged,
    outward_move,
    paid,
    spoke_against,
    spoke_for,
)
from factories.people import NOW
from factories.reach import protected
from landlord_watch.cases.rules.findings import ClearOwnWish
from landlord_watch.outward_moves import queries, services
from landlord_watch.outward_moves.errors import (
    ContactDayOutside,
    MoveDayOutside,
    MoveKnown,
    MoveTakenBack,
    OutwardOutcomeWithoutGround,
    OutwardReasonsMissing,
)
from landlord_watch.outward_moves.rules import (
    OutwardOutcome,
    Paid,
    PaidKind,
    ReceivingContact,
)
from landlord_watch.outward_moves.services import MoveFacts, OutwardJudged
from landlord_watch.reach.errors import OutwardContactBlocked


def test_the_same_move_once_more_is_refused(session: Session) -> None:
    home = household(session)
    outward_move(session, home)

    with pytest.raises(MoveKnown):
        outward_move(session, home)


def test_a_move_that_was_taken_back_may_be_noted_anew_and_takes_nothing_more(
    session: Session,
) -> None:
    home = household(session)
    first = outward_move(session, home)
    services.withdraw_move(session, move_id=first.id, actor_id=worker(session), at=NOW)
    again = outward_move(session, home)

    assert [each.id for each in queries.list_moves(session, home.id)] == [first.id, again.id]
    with pytest.raises(MoveTakenBack):
        paid(session, first)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (MoveFacts(date(2026, 3, 13)), MoveDayOutside),
        (
            MoveFacts(MOVED, contact=ReceivingContact.AGREED_BEFORE, contacted_on=TODAY),
            ContactDayOutside,
        ),
        (
            MoveFacts(MOVED, contact=ReceivingContact.CONTACTED_AFTER, contacted_on=MOVED),
            ContactDayOutside,
        ),
        (
            MoveFacts(MOVED, contact=ReceivingContact.NOT_CONTACTED, contacted_on=MOVED),
            ContactDayOutside,
        ),
    ],
)
def test_days_that_cannot_be_are_refused(
    session: Session, facts: MoveFacts, refusal: type[Exception]
) -> None:
    home = household(session)

    with pytest.raises(refusal):
        services.record_move(
            session,
            household_id=home.id,
            facts=facts,
            today=TODAY,
            actor_id=worker(session),
            at=NOW,
        )


def test_of_somebody_protected_it_is_not_written_where_they_went(session: Session) -> None:
    home = household(session)
    protected(session, home, named=())

    with pytest.raises(OutwardContactBlocked):
        outward_move(session, home)
    assert outward_move(session, home, municipality_code=None).municipality_code is None


def test_removal_aid_after_an_assessment_is_told_apart_from_what_draws(session: Session) -> None:
    ordinary, drawn, unasked = (outward_move(session) for _ in range(3))
    paid(session, ordinary)
    paid(session, drawn)
    paid(session, drawn, PaidKind.RENT_IN_ADVANCE)
    paid(session, unasked, is_assessed=False)

    assert [
        queries.get_whole_move(session, each.id).paid for each in (ordinary, drawn, unasked)
    ] == [
        Paid.ORDINARY_AID,
        Paid.INCENTIVE,
        Paid.INCENTIVE,
    ]


def test_that_we_took_part_needs_what_it_needs_of_others(session: Session) -> None:
    move = outward_move(session)

    with pytest.raises(OutwardOutcomeWithoutGround):
        move_judged(session, move, OutwardOutcome.TOOK_PART)
    spoke_for(session, move)
    assert move_judged(session, move, OutwardOutcome.TOOK_PART).id
    with pytest.raises(OutwardOutcomeWithoutGround):
        move_judged(session, move, OutwardOutcome.NO_PARTICIPATION)


def test_a_motivated_move_needs_what_motivated_it(session: Session) -> None:
    move = outward_move(session, own_wish=ClearOwnWish.YES)

    with pytest.raises(OutwardOutcomeWithoutGround):
        move_judged(session, move, OutwardOutcome.MOTIVATED_MOVE)
    spoke_against(session, move)
    assert move_judged(session, move, OutwardOutcome.MOTIVATED_MOVE).id


def test_a_judgement_has_reasons_and_may_be_taken_back(session: Session) -> None:
    move = outward_move(session)
    judged = OutwardJudged(OutwardOutcome.UNDECIDABLE, "  ", TODAY)
    told = {"move_id": move.id, "actor_id": worker(session), "at": NOW}

    with pytest.raises(OutwardReasonsMissing):
        services.assess_move(session, judged=judged, today=TODAY, **told)
    made = services.assess_move(
        session, judged=replace(judged, reasons="Ingen vet."), today=TODAY, **told
    )
    services.withdraw_assessment(session, assessment_id=made.id, **told)
    assert queries.get_whole_move(session, move.id).assessment is None
