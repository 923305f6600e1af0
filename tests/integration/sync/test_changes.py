"""What tablets are told: each thing once, as it is now, and only what is theirs."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from psycopg.errors import LockNotAvailable
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from factories.households import household, member, person
from factories.people import NOW, staff_member
from factories.rents import norm_set
from factories.sending import interpret, of_concern, send
from factories.tablets import Tablet
from factories.tenancies import tenancy
from factories.visits import PLANNED_AT, visit
from landlord_watch.households.models import MemberRole
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.settings import read_settings
from landlord_watch.sync.queries.changes import Reader, list_changes
from landlord_watch.sync.queries.directory import directory_of
from landlord_watch.sync.services.announcing import ChangeFeed, announce_reference
from landlord_watch.sync.services.erasing import erase_received
from landlord_watch.sync.services.history import epoch_of, take_place
from landlord_watch.sync.shapes import MOST_CHANGES, ChangePage
from landlord_watch.visits.models import Concern, Visit, VisitState
from landlord_watch.visits.services.following_up import acknowledge_concern

ON = PLANNED_AT.date()


def directory(phone: str = "0531-526000"):
    return directory_of(
        read_settings({"LANDLORD_WATCH_SECRET_KEY": "x", "LANDLORD_WATCH_DUTY_PHONE": phone})
    )


def pull(session: Session, reader: UUID, *, after: int = 0, on: date = ON) -> ChangePage:
    asking = Reader(reader, on, directory())
    return list_changes(session, reader=asking, epoch=epoch_of(session), after=after)


def tell(session: Session, *visits: Visit, reader: UUID | None = None) -> None:
    for each in visits:
        ChangeFeed().visit_changed(
            session, visit_id=each.id, reader_id=reader or each.assigned_to_id
        )


def test_a_planned_visit_is_told_with_what_the_day_needs(
    session: Session, officer: StaffMember, planned: Visit
) -> None:
    tell(session, planned)

    page = pull(session, officer.id)

    (change,) = page.changes
    assert (change.kind, change.id) == ("visit", str(planned.id))
    assert change.body is not None
    assert change.body["visit_id"] == str(planned.id)
    assert change.body["state"] == "planned"
    assert (page.next, page.has_more) == (change.seq, False)


def test_what_changed_twice_is_told_once_as_it_is_now(
    session: Session, officer: StaffMember, planned: Visit
) -> None:
    tell(session, planned)
    planned.note = "Ring på hos grannen"
    tell(session, planned)

    (change,) = pull(session, officer.id).changes

    assert change.body is not None
    assert change.body["note"] == "Ring på hos grannen"


def test_what_was_told_is_not_told_again(
    session: Session, officer: StaffMember, planned: Visit
) -> None:
    tell(session, planned)
    first = pull(session, officer.id)

    again = pull(session, officer.id, after=first.next)

    assert (again.changes, again.next, again.has_more) == ([], first.next, False)


@pytest.mark.parametrize("state", [VisitState.CANCELLED, VisitState.REVIEWED])
def test_a_visit_that_is_over_leaves_the_tablet(
    session: Session, officer: StaffMember, planned: Visit, state: VisitState
) -> None:
    planned.state = state
    tell(session, planned)

    (change,) = pull(session, officer.id).changes

    assert (change.kind, change.body) == ("visit_removed", None)


def test_a_visit_given_to_a_colleague_leaves_the_one_tablet_and_comes_to_the_other(
    session: Session, officer: StaffMember, planned: Visit
) -> None:
    colleague = staff_member(session, Role.FIELD_OFFICER, username="colleague")
    tell(session, planned)
    planned.assigned_to_id = colleague.id
    tell(session, planned, reader=officer.id)
    tell(session, planned)

    assert [change.kind for change in pull(session, officer.id).changes] == ["visit_removed"]
    assert [change.kind for change in pull(session, colleague.id).changes] == ["visit"]


@pytest.mark.parametrize(("days", "kind"), [(0, "visit"), (1, "visit"), (2, "visit_removed")])
def test_a_visit_is_on_the_tablet_until_the_day_after(
    session: Session, officer: StaffMember, planned: Visit, days: int, kind: str
) -> None:
    tell(session, planned)

    page = pull(session, officer.id, on=ON + timedelta(days=days))

    assert [change.kind for change in page.changes] == [kind]


def test_a_colleagues_visits_are_not_told(session: Session, planned: Visit) -> None:
    other = staff_member(session, Role.FIELD_OFFICER, username="colleague")
    tell(session, planned)

    assert pull(session, other.id).changes == []


def test_those_who_live_there_are_counted_and_not_named(
    session: Session, officer: StaffMember
) -> None:
    home = household(session, adults=2)
    for born_on in (date(2025, 12, 1), date(2018, 3, 2), date(2012, 1, 1), None):
        child = person(session, given_name="Elin", born_on=born_on)
        member(session, home, child, role=MemberRole.CHILD)
    gone = person(session)
    member(session, home, gone, ends_on=ON)
    planned = visit(session, officer=officer, contract=tenancy(session, tenant=home))
    tell(session, planned)

    (change,) = pull(session, officer.id).changes

    assert change.body is not None
    assert change.body["adults"] == 2
    groups = [child["age_group"] for child in change.body["children"]]
    assert sorted(groups) == ["", "a0", "a4", "a5"]
    assert "Elin" not in str(change.body)
    assert home.case_number not in str(change.body)


def test_many_changes_come_a_page_at_a_time_in_their_order(
    session: Session, officer: StaffMember, planned: Visit
) -> None:
    others = [visit(session, officer=officer) for _ in range(3)]
    for _ in range(MOST_CHANGES // 2):
        tell(session, planned, others[0])
    tell(session, others[1], others[2])

    first = pull(session, officer.id)
    second = pull(session, officer.id, after=first.next)

    assert first.has_more
    assert first.next == MOST_CHANGES
    assert {change.id for change in first.changes} == {str(planned.id), str(others[0].id)}
    assert [change.id for change in second.changes] == [str(each.id) for each in others[1:]]
    assert not second.has_more


def test_the_number_of_queries_does_not_grow_with_the_visits(
    session: Session, officer: StaffMember
) -> None:
    def queries_for(number: int) -> int:
        tell(session, *(visit(session, officer=officer) for _ in range(number)))
        session.flush()
        session.expire_all()
        asked: list[str] = []
        engine = session.get_bind()

        def count(_c, _cur, statement, _p, _ctx, _many) -> None:
            asked.append(statement)

        event.listen(engine, "before_cursor_execute", count)
        pull(session, officer.id)
        event.remove(engine, "before_cursor_execute", count)
        return len(asked)

    assert queries_for(1) == queries_for(20)


def test_reference_is_told_once_and_again_only_when_it_changes(
    session: Session, officer: StaffMember
) -> None:
    announce_reference(session, directory=directory())
    first = pull(session, officer.id)
    announce_reference(session, directory=directory())
    unchanged = pull(session, officer.id, after=first.next)
    announce_reference(session, directory=directory("0531-999999"))
    changed = pull(session, officer.id, after=first.next)

    assert {change.kind for change in first.changes} >= {
        "checklist",
        "consent_text",
        "directory",
    }
    assert unchanged.changes == []
    assert [(change.kind, change.id) for change in changed.changes] == [("directory", "directory")]


def test_a_norm_that_another_has_taken_the_place_of_holds_on_no_day(
    session: Session, officer: StaffMember
) -> None:
    wrong, right = norm_set(session, name="Fel"), norm_set(session, name="Rätt")
    announce_reference(session, directory=directory())
    first = pull(session, officer.id)
    wrong.is_own, wrong.replaced_by_id = False, right.id
    announce_reference(session, directory=directory())
    told = {change.kind: change for change in pull(session, officer.id, after=first.next).changes}
    body = told["norm_set"].body

    assert body is not None
    assert body["name"] == "Fel"
    assert body["starts_on"] == body["ends_on"] == "2025-01-01"


def test_an_acknowledged_concern_is_told_to_who_raised_it_with_a_name(
    session: Session, own: Tablet, planned: Visit
) -> None:
    duty = staff_member(session, Role.DUTY_OFFICER, full_name="Doris Jour")
    other = staff_member(session, Role.FIELD_OFFICER, username="colleague")
    send(session, own, of_concern(own, planned.id))
    interpret(session)
    concern_id = session.query(Concern.id).scalar()
    acknowledge_concern(
        session, concern_id=concern_id, announcer=ChangeFeed(), actor_id=duty.id, at=NOW
    )
    session.flush()

    told = [change.body for change in pull(session, own.staff_id).changes]

    assert told[-1] is not None
    assert told[-1]["acknowledged_by"] == "Doris Jour"
    assert pull(session, other.id).changes == []


def test_a_directory_says_which_number_takes_a_worry_for_a_child() -> None:
    with_duty, without = directory("0531-526000"), directory("")

    kinds = [(entry.kind, entry.phone) for entry in with_duty.numbers]
    assert kinds == [("emergency", "112"), ("on_call", "0531-526000"), ("other", "114 14")]
    assert "on_call" not in {entry.kind for entry in without.numbers}


def test_a_number_from_a_sequence_would_skip_what_is_committed_late(
    engine: Engine,
) -> None:
    if engine.dialect.name == "sqlite":
        return  # it has no sequences, and one writer at a time
    with engine.begin() as making:
        making.execute(text("CREATE SEQUENCE told"))
        making.execute(text("CREATE TABLE told_of (seq bigint)"))
    tell_next = text("INSERT INTO told_of VALUES (nextval('told')) RETURNING seq")
    read = text("SELECT seq FROM told_of WHERE seq > :after ORDER BY seq")

    with engine.connect() as late, engine.connect() as early, engine.connect() as reader:
        first = late.execute(tell_next).scalar_one()
        second = early.execute(tell_next).scalar_one()
        early.commit()
        seen = reader.execute(read, {"after": 0}).scalars().all()
        reader.rollback()
        late.commit()
        after = reader.execute(read, {"after": seen[-1]}).scalars().all()

    assert (first, second, seen, after) == (1, 2, [2], [])


def test_the_counter_row_lets_nobody_pass_who_is_committed_late(
    engine: Engine, session: Session
) -> None:
    if engine.dialect.name == "sqlite":
        return  # it has one writer at a time
    session.commit()
    with Session(engine) as late, Session(engine) as early:
        begun = take_place(late)
        early.execute(text("SET LOCAL lock_timeout = '100ms'"))
        with pytest.raises(OperationalError) as waits:
            take_place(early)
        early.rollback()
        late.commit()
        followed = take_place(early)
        early.commit()

    assert isinstance(waits.value.orig, LockNotAvailable)
    assert followed.seq == begun.seq + 1


def test_an_erased_visit_leaves_the_tablet_of_who_had_it(
    session: Session, officer: StaffMember, planned: Visit
) -> None:
    tell(session, planned)
    after = pull(session, officer.id).next
    erase_received(session, visit_id=planned.id, at=NOW)
    ChangeFeed().visit_changed(session, visit_id=planned.id, reader_id=officer.id)
    session.delete(planned)
    session.flush()  # it is looked for next

    (change,) = pull(session, officer.id, after=after).changes

    assert (change.kind, change.id, change.body) == ("visit_removed", str(planned.id), None)
