"""Concerns for children, on their way to a human: never late, never written over."""

from collections.abc import Sequence
from itertools import permutations
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.sending import (
    NO_KEYS,
    RECEIVED_AT,
    interpret,
    of_concern,
    of_visit,
    parcel_of,
    send,
)
from factories.tablets import Sent, Tablet
from factories.visits import visit
from landlord_watch.alarms.models import Alarm
from landlord_watch.alarms.rules import AlarmKind
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import ParcelState
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.sync.services.interpreting import interpret_waiting, release_parcel
from landlord_watch.visits.models import (
    Concern,
    Visit,
)
from landlord_watch.visits.services.following_up import acknowledge_concern


def test_a_concern_is_recorded_and_waits_for_a_human(
    session: Session, own: Tablet, planned: Visit
) -> None:
    sent = of_concern(own, planned.id, is_immediate_danger=True)
    send(session, own, sent)

    interpret(session)

    concern = session.scalars(select(Concern)).one()
    assert concern.is_immediate_danger
    assert concern.author_id == own.staff_id
    assert concern.acknowledged_at is None


def test_a_concern_raised_at_a_colleagues_visit_is_taken(
    session: Session, own: Tablet, planned: Visit
) -> None:
    planned.assigned_to_id = staff_member(session, Role.FIELD_OFFICER, username="colleague").id
    send(session, own, of_concern(own, planned.id))

    interpret(session)

    assert len(session.scalars(select(Concern)).all()) == 1


def test_what_is_added_to_a_concern_must_be_read_again(
    session: Session, own: Tablet, planned: Visit
) -> None:
    concern_id = new_id()
    first = of_concern(own, planned.id, concern_id=concern_id, seen="Kallt.")
    send(session, own, first)
    interpret(session)
    session.get_one(Concern, concern_id).acknowledged_at = RECEIVED_AT
    session.commit()

    more = of_concern(
        own, planned.id, concern_id=concern_id, seen="Kallt, mycket.", base=first.revision_id
    )
    send(session, own, more)
    interpret(session)

    concern = session.get_one(Concern, concern_id)
    assert concern.content["seen"] == "Kallt, mycket."
    assert concern.acknowledged_at is None


def test_an_earlier_word_that_comes_late_does_not_write_over_a_concern(
    session: Session, own: Tablet, planned: Visit
) -> None:
    concern_id = new_id()
    first = of_concern(own, planned.id, concern_id=concern_id, seen="Först.")
    second = of_concern(
        own, planned.id, concern_id=concern_id, seen="Sedan.", base=first.revision_id
    )
    for each in (second, first):
        send(session, own, each)
        interpret(session)

    assert session.scalars(select(Concern)).one().content["seen"] == "Sedan."


@pytest.mark.parametrize("arrival", list(permutations(range(4))), ids=str)
@pytest.mark.parametrize("is_read_at_once", [True, False])
def test_the_last_word_of_a_concern_stands_alone_in_whichever_order_they_come(
    session: Session, own: Tablet, planned: Visit, arrival: Sequence[int], is_read_at_once: bool
) -> None:
    concern_id, said = new_id(), list[Sent]()
    for seen in ("Kallt.", "Kallt, mycket.", "Kallt, mycket, längre.", "Allt."):
        base = said[-1].revision_id if said else None
        said.append(of_concern(own, planned.id, concern_id=concern_id, seen=seen, base=base))

    for number in arrival:
        send(session, own, said[number])
        if is_read_at_once:
            interpret(session)
    interpret(session)

    standing = session.scalars(select(Concern)).one()
    assert (standing.id, standing.content["seen"]) == (concern_id, "Allt.")


def test_a_branch_of_a_concern_stands_beside_the_other_though_their_base_has_not_come(
    session: Session, own: Tablet, planned: Visit
) -> None:
    concern_id, base = new_id(), new_id()
    for seen in ("En sak.", "En annan."):
        send(session, own, of_concern(own, planned.id, concern_id=concern_id, seen=seen, base=base))
        interpret(session)

    said = {concern.content["seen"] for concern in session.scalars(select(Concern))}
    assert said == {"En sak.", "En annan."}


def test_two_branches_of_a_concern_are_two_concerns_to_read(
    session: Session, own: Tablet, planned: Visit
) -> None:
    concern_id = new_id()
    for seen in ("En sak.", "En annan."):
        send(session, own, of_concern(own, planned.id, concern_id=concern_id, seen=seen))
        interpret(session)

    said = {concern.content["seen"] for concern in session.scalars(select(Concern))}
    assert said == {"En sak.", "En annan."}


def test_a_concern_is_looked_into_before_visits_that_came_earlier(
    session: Session, own: Tablet, planned: Visit
) -> None:
    earlier = of_visit(own, planned.id)
    concern = of_concern(own, planned.id)
    send(session, own, earlier)
    send(session, own, concern)

    interpret_waiting(session, keys=NO_KEYS, limit=1, at=RECEIVED_AT)

    assert parcel_of(session, concern).state is ParcelState.INTERPRETED
    assert parcel_of(session, earlier).state is ParcelState.RECEIVED


def standing(session: Session) -> set[tuple[AlarmKind, UUID, bool]]:
    """The alarms that somebody has yet to see."""
    session.flush()
    rows = session.scalars(select(Alarm).where(Alarm.ended_at.is_(None)))
    return {(alarm.kind, alarm.subject_id, alarm.is_urgent) for alarm in rows}


def test_a_concern_raises_an_alarm_and_what_is_added_after_it_was_read_another(
    session: Session, own: Tablet, planned: Visit
) -> None:
    concern_id = new_id()
    first = of_concern(own, planned.id, concern_id=concern_id)
    send(session, own, first)
    interpret(session)
    raised = standing(session)
    acknowledge_concern(
        session,
        concern_id=concern_id,
        announcer=ChangeFeed(),
        actor_id=own.staff_id,
        at=RECEIVED_AT,
    )
    seen = standing(session)
    more = {"base": first.revision_id, "is_immediate_danger": True}
    send(session, own, of_concern(own, planned.id, concern_id=concern_id, **more))
    interpret(session)

    assert raised == {(AlarmKind.CONCERN, concern_id, False)}
    assert seen == set()
    assert standing(session) == {(AlarmKind.CONCERN, concern_id, True)}


def test_a_concern_that_cannot_be_read_raises_an_alarm_until_it_can(
    session: Session, own: Tablet
) -> None:
    sent = of_concern(own, new_id())
    send(session, own, sent)
    interpret(session)
    unread = standing(session)
    parcel = parcel_of(session, sent)
    release_parcel(session, revision_id=parcel.revision_id, actor_id=own.staff_id, at=RECEIVED_AT)
    interpret(session)
    still = standing(session)
    visit(session, officer=session.get_one(StaffMember, own.staff_id)).id = sent.visit_id
    session.flush()
    release_parcel(session, revision_id=parcel.revision_id, actor_id=own.staff_id, at=RECEIVED_AT)
    interpret(session)

    assert unread == still == {(AlarmKind.UNREAD_CONCERN, sent.revision_id, True)}
    assert {kind for kind, _id, _urgent in standing(session)} == {AlarmKind.CONCERN}
