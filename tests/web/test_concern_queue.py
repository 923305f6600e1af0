"""The duty officer's page: what waits, whose turn it is, one press, and a watch without session."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask, url_for
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from factories import reach
from factories.alarms import Watch, carrying, on_duty
from factories.devices import device, parcel
from factories.households import member, person
from factories.people import staff_member
from factories.statements import counted_selects
from factories.visitors import Page, Visitor
from factories.visits import concern_content, visit
from landlord_watch.alarms.models import Alarm
from landlord_watch.alarms.queries import list_standing
from landlord_watch.alarms.rules import AlarmKind
from landlord_watch.alarms.services.raising import raise_alarm
from landlord_watch.alarms.services.ways_out import PAGES
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.households.models import Household
from landlord_watch.identity.models import SignInSession
from landlord_watch.identity.queries import get_staff
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import utc_now
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel, ParcelState
from landlord_watch.visits.models import Concern, Visit
from landlord_watch.visits.services.recording import record_concern
from landlord_watch.web.duty_watch import HEADER

AS = Callable[..., Visitor]
QUEUE = "/office/concern-queue/"
STATE = "/office/concern-queue/state"


@pytest.fixture
def planned(session: Session) -> Visit:
    return visit(session)


def raised(
    session: Session, planned: Visit, *, minutes_ago: int = 0, seen: str = "Kallt.", **more: object
) -> Concern:
    """A concern that came so long ago."""
    at = utc_now() - timedelta(minutes=minutes_ago)
    concern = record_concern(
        session,
        content=concern_content(planned.id, seen=seen, **more),
        said_before=(),
        said_after=(),
        author_id=planned.assigned_to_id,
        received_at=at,
        at=at,
    )
    session.commit()
    return concern


def protect_home(session: Session, planned: Visit) -> None:
    home = session.get_one(Household, planned.household_id)
    member(session, home, person(session))
    reach.protected(session, home, named=[])


def asked(page: Page, client: Visitor) -> tuple[int, dict[str, object]]:
    """What the page's own question is answered, with no cookie."""
    word = str(page.soup.find(id="duty")["data-word"])
    answer = client.client.application.test_client().get(STATE, headers={HEADER: word})
    return answer.status_code, answer.get_json()


def order_of(page: Page) -> list[str]:
    return [each.get_text() for each in page.soup.find_all(class_="duty-seen")]


def test_danger_comes_first_and_then_the_oldest(
    session: Session, visitor_as: AS, planned: Visit
) -> None:
    raised(session, planned, minutes_ago=5, seen="Två.")
    raised(session, planned, minutes_ago=70, seen="Ett.")
    raised(session, planned, seen="Fara.", is_immediate_danger=True)
    page = visitor_as(Role.DUTY_OFFICER).get(QUEUE)

    assert [words.split()[-1] for words in order_of(page)] == ["Fara.", "Ett.", "Två."]
    assert "Väntat: 1 h 10 min" in page.words
    assert "3 väntar på att någon kvitterar" in page.words


def test_one_press_acknowledges_and_a_second_person_sees_who_did(
    session: Session, visitor_as: AS, planned: Visit
) -> None:
    concern = raised(session, planned)
    first, second = visitor_as(Role.DUTY_OFFICER), visitor_as(Role.CASE_MANAGER)
    shown, late = first.get(QUEUE), second.get(QUEUE)
    after = first.submit(shown, "/acknowledge")
    told = second.submit(late, "/acknowledge")
    session.rollback()
    session.refresh(concern)

    assert "Kvitterat av dig." in after.words
    assert f'href="/office/concerns/{concern.id}">Öppna oron och gå vidare</a>' in str(after.soup)
    assert "Ingen oro väntar." in after.words
    assert "Duty Officer hann före och kvitterade" in told.words
    assert "kvitterad av Duty Officer" in told.words
    assert concern.acknowledged_by_id == first.staff_id
    assert session.scalars(select(Alarm)).one().ended_by_id == first.staff_id


def test_it_is_told_whose_turn_it_is_and_that_nobody_answered(
    session: Session, engine: Engine, visitor_as: AS, planned: Visit
) -> None:
    raised(session, planned)
    duty = visitor_as(Role.DUTY_OFFICER)
    on_duty(session, staff_member(session, Role.DUTY_OFFICER, username="a", full_name="Anna A"))
    session.commit()
    watch = Watch(utc_now())
    before = duty.get(QUEUE)
    carrying(engine, watch, {}).finish()
    called = duty.get(QUEUE)
    watch.put_on(16)
    carrying(engine, watch, {}).finish()
    left_alone = duty.get(QUEUE)

    assert "Ingen har kallats ännu." in before.words
    assert "Väntar på Anna A till" in called.words
    assert "Ingen på jourlistan har kvitterat i tid." in left_alone.words


def unread(session: Session, *, of: Visit | None = None) -> Parcel:
    """A concern that came from Ture's tablet and lies parked; `of`: the visit that it names."""
    carrier = staff_member(session, Role.FIELD_OFFICER, username="ture", full_name="Ture Påhittad")
    sent = parcel(
        session,
        device(session, carrier),
        1,
        state=ParcelState.PARKED,
        parked_because="cannot_open",
        visit_id=of.id if of else None,
    )
    kind = AlarmKind.UNREAD_CONCERN
    raise_alarm(session, kind=kind, subject_id=sent.revision_id, is_urgent=True, at=utc_now())
    session.commit()
    return sent


def test_a_concern_that_cannot_be_read_waits_too_and_is_taken_once(
    session: Session, visitor_as: AS
) -> None:
    unread(session)
    duty = visitor_as(Role.DUTY_OFFICER)
    page = duty.get(QUEUE)
    after, again = duty.submit(page, "/take"), duty.submit(page, "/take")
    session.rollback()

    assert "Ring Ture Påhittad och fråga vad den gäller. Den skickades från Platta 1." in page.words
    assert "Du har tagit den. Ring Ture Påhittad nu och fråga vad den gäller." in after.words
    assert "Att reda ut" not in after.words
    assert "En oro som inte gick att läsa, från Ture Påhittad, tagen av Duty Officer" in after.words
    assert "Någon annan hann före." in again.words
    assert list(list_standing(session, kind=AlarmKind.UNREAD_CONCERN)) == []
    done = select(AccessLogEntry.actor_id).where(AccessLogEntry.action == "concern.unread_seen")
    assert session.scalars(done).all() == [duty.staff_id]


def test_who_sorts_out_what_cannot_be_read_is_told_where_it_lies(
    session: Session, visitor_as: AS
) -> None:
    unread(session).author_id = new_id()
    session.commit()
    manager = visitor_as(Role.CASE_MANAGER)
    start = manager.get("/office/")
    after = manager.submit(manager.get(QUEUE), "/take")

    assert "1 som inte går att läsa kan vara brådskande" in start.words
    assert "Fråga dem som bär plattor vem den kommer från. Den ligger under Att" in after.words


def test_whoever_may_be_called_takes_what_cannot_be_read_and_is_told_nothing_of_whom_it_is_about(
    session: Session, visitor_as: AS, planned: Visit
) -> None:
    protect_home(session, planned)
    unread(session, of=planned)
    manager = visitor_as(Role.CASE_MANAGER)
    page = manager.get(QUEUE)
    after = manager.submit(page, "/take")

    assert "Ring Ture Påhittad och fråga vad den gäller. Den skickades från Platta 1." in page.words
    assert "Storgatan" not in page.words
    assert str(planned.id) not in page.text
    assert "Du har tagit den. Ring Ture Påhittad nu" in after.words
    assert "Att reda ut" not in after.soup.select_one(".ds-alert").get_text()


def test_a_worry_is_reported_before_the_rest_of_its_visit_has_come(
    session: Session, visitor_as: AS, planned: Visit
) -> None:
    concern = raised(session, planned)
    page = visitor_as(Role.CASE_MANAGER)
    read = page.get(f"/office/concerns/{concern.id}")
    (way,) = [str(link["href"]) for link in read.soup.select(".head-actions a")]

    assert "template=concern_report" in way
    assert page.get(way).status == 200


@pytest.mark.parametrize(("signs", "is_cut"), [(605, False), (606, True)])
def test_a_long_account_says_where_the_rest_of_it_is(
    session: Session, visitor_as: AS, planned: Visit, signs: int, is_cut: bool
) -> None:
    concern = raised(session, planned, seen="k" * signs)
    page = visitor_as(Role.DUTY_OFFICER).get(QUEUE)
    way = page.soup.find("a", string="Läs allt")

    assert ("k" * signs in page.words) is not is_cut
    assert (way is not None) is is_cut
    assert way is None or way["href"] == f"/office/concerns/{concern.id}"


def test_nothing_waiting_is_said_in_words(visitor_as: AS) -> None:
    page = visitor_as(Role.DUTY_OFFICER).get(QUEUE)

    assert "Ingen oro väntar." in page.words


def test_where_somebody_protected_lives_is_not_told_to_who_is_on_duty(
    session: Session, visitor_as: AS, planned: Visit
) -> None:
    protect_home(session, planned)
    raised(session, planned)
    page = visitor_as(Role.DUTY_OFFICER).get(QUEUE)

    assert "Skyddad plats" in page.words
    assert "Storgatan" not in page.words


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.ADMINISTRATOR, Role.BOARD_MEMBER])
def test_others_do_not_see_the_queue(visitor_as: AS, role: Role) -> None:
    assert visitor_as(role).get(QUEUE).status == 403


def test_the_watch_tells_a_number_and_a_mark_and_nothing_of_anybody(
    session: Session, visitor_as: AS, planned: Visit
) -> None:
    duty = visitor_as(Role.DUTY_OFFICER)
    page = duty.get(QUEUE)
    before = asked(page, duty)
    raised(session, planned, is_immediate_danger=True)
    after = asked(page, duty)

    assert before[0] == 200
    assert (before[1]["waiting"], before[1]["urgent"]) == (0, 0)
    assert before[1]["state"] == page.soup.find(id="duty-list")["data-state"]
    assert (after[1]["waiting"], after[1]["urgent"]) == (1, 1)
    assert after[1]["state"] != before[1]["state"]
    assert set(after[1]) == {"waiting", "urgent", "state"}


def test_the_watch_keeps_nobody_signed_in_and_is_not_in_the_log(
    session: Session, visitor_as: AS
) -> None:
    duty = visitor_as(Role.DUTY_OFFICER)
    page = duty.get(QUEUE)
    rows = select(func.count()).select_from(AccessLogEntry)
    seen = select(SignInSession.last_seen_at).where(SignInSession.staff_id == duty.staff_id)
    before = (session.scalar(rows), session.scalar(seen))
    session.rollback()
    with time_machine.travel(utc_now() + timedelta(minutes=40), tick=True):
        status, _said = asked(page, duty)
        is_left = "/sign-in" in duty.get(QUEUE).path

    assert status == 200
    assert is_left  # the page itself does not open any more; the watch goes on
    assert (session.scalar(rows), session.scalar(seen)) == before


def test_the_watch_ends_when_one_signs_out(visitor_as: AS) -> None:
    duty = visitor_as(Role.DUTY_OFFICER)
    page = duty.get(QUEUE)
    token = page.soup.find("input", attrs={"name": "csrf_token"})["value"]
    duty.client.post("/sign-out", data={"csrf_token": token})

    assert asked(page, duty)[0] == 401


def test_the_watch_ends_when_one_may_not_any_more(session: Session, visitor_as: AS) -> None:
    duty = visitor_as(Role.DUTY_OFFICER)
    page = duty.get(QUEUE)
    staff = session.scalars(select(SignInSession)).one().staff_id
    get_staff(session, staff).lose_roles(but=frozenset(), at=utc_now())
    session.commit()

    assert asked(page, duty)[0] == 401


@pytest.mark.parametrize("word", ["", "x", "é", "bm90IG91cnM.x"])
def test_a_word_of_ones_own_making_is_no_watch(visitor: Visitor, word: str) -> None:
    answer = visitor.client.get(STATE, headers={HEADER: word})

    assert answer.status_code == 401
    assert answer.get_json() == {}


def test_the_mark_of_a_manager_is_of_what_is_within_reach(
    session: Session, visitor_as: AS, planned: Visit
) -> None:
    protect_home(session, planned)
    manager = visitor_as(Role.CASE_MANAGER)
    page = manager.get(QUEUE)
    raised(session, planned)

    assert asked(page, manager)[1]["waiting"] == 0


def test_many_ask_no_more_than_one(
    app: Flask, session: Session, visitor_as: AS, planned: Visit
) -> None:
    duty = visitor_as(Role.DUTY_OFFICER)
    raised(session, planned)
    duty.get(QUEUE)  # the first page of a session asks a little more
    with counted_selects(app) as few:
        duty.get(QUEUE)
    for minute in range(15):
        raised(session, planned, minutes_ago=minute)
    with counted_selects(app) as many:
        duty.get(QUEUE)

    assert len(many) == len(few)


def test_who_is_on_duty_alone_begins_at_the_queue(visitor_as: AS) -> None:
    assert visitor_as(Role.DUTY_OFFICER).get("/").h1 == "Jour: oro för barn"


def test_notices_lead_to_pages_that_are_there(app: Flask) -> None:
    with app.test_request_context():
        known = {
            AlarmKind.CONCERN: url_for("concern_queue.queue"),
            AlarmKind.UNREAD_CONCERN: url_for("concern_queue.queue"),
            AlarmKind.SILENT_TABLET: url_for("devices.devices"),
        }

    assert known == PAGES
