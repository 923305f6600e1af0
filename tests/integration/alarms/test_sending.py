"""A notice arrives at least once, later if it must, and a person sees the one that does not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factories.alarms import LINK, Watch, alarm, carrying, on_duty
from factories.people import NOW, staff_member
from landlord_watch.alarms.models import Alarm, Notice
from landlord_watch.alarms.ports import NotDelivered
from landlord_watch.alarms.queries import list_notices
from landlord_watch.alarms.rules import MOST_TRIES, AlarmKind, Channel
from landlord_watch.alarms.services.raising import end_alarm
from landlord_watch.identity.rules import Role


class PowerCut(Exception):
    """The program dies here."""


@dataclass
class Way:
    """A way out that a test can close."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    failure: str = ""
    is_dying: bool = False

    def send(self, *, to: str, link: str) -> None:
        if self.failure:
            raise NotDelivered(self.failure)
        self.sent.append((to, link))
        if self.is_dying:
            raise PowerCut


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def way() -> Way:
    return Way()


@pytest.fixture
def raised(session: Session) -> Alarm:
    """An alarm that one who is on duty is mailed of."""
    who = staff_member(session, Role.DUTY_OFFICER)
    on_duty(session, who, mail_address="jour@k.example")
    found = alarm(session)
    session.commit()
    return found


def only(session: Session) -> Notice:
    """The one notice there is, as it is now; nothing is held on to that others wait for."""
    session.rollback()
    found = session.scalars(select(Notice)).one()
    session.expunge(found)
    session.rollback()
    return found


@contextmanager
def dying(way: Way) -> Iterator[None]:
    way.is_dying = True
    with pytest.raises(PowerCut):
        yield
    way.is_dying = False


@pytest.mark.usefixtures("raised")
def test_a_notice_is_sent_once_with_an_address_alone(
    session: Session, engine: Engine, watch: Watch, way: Way
) -> None:
    working = carrying(engine, watch, {Channel.MAIL: way})
    working.finish()
    watch.put_on(5)
    working.finish()

    assert way.sent == [("jour@k.example", LINK)]
    assert only(session).sent_at == NOW


@pytest.mark.usefixtures("raised")
def test_one_that_fails_is_tried_later_and_shown(
    session: Session, engine: Engine, watch: Watch, way: Way
) -> None:
    way.failure = "no_answer"
    working = carrying(engine, watch, {Channel.MAIL: way})
    working.finish()
    failed = only(session)
    seen = (failed.tries, failed.failed_because, failed.next_try_at)
    is_shown = list_notices(session, limit=1)[0].id == failed.id
    session.rollback()
    way.failure = ""
    working.finish()
    was_sent_too_early = bool(way.sent)
    watch.put_on(0.5)
    working.finish()

    assert seen == (1, "no_answer", NOW + timedelta(seconds=30))
    assert is_shown
    assert not was_sent_too_early
    assert way.sent == [("jour@k.example", LINK)]
    assert only(session).failed_because == ""


@pytest.mark.usefixtures("raised")
def test_a_program_that_dies_while_it_sends_sends_again(
    session: Session, engine: Engine, watch: Watch, way: Way
) -> None:
    with dying(way):
        carrying(engine, watch, {Channel.MAIL: way}).finish()
    begun_anew = carrying(engine, watch, {Channel.MAIL: way})
    begun_anew.finish()
    was_at_once = len(way.sent)
    watch.put_on(2)
    begun_anew.finish()

    assert was_at_once == 1  # another may be sending it still
    assert way.sent == [("jour@k.example", LINK)] * 2
    assert only(session).sent_at is not None


def test_what_somebody_has_seen_meanwhile_is_not_sent(
    session: Session, engine: Engine, watch: Watch, way: Way, raised: Alarm
) -> None:
    way.failure = "no_answer"
    working = carrying(engine, watch, {Channel.MAIL: way})
    working.finish()
    end_alarm(session, kind=AlarmKind.CONCERN, subject_id=raised.subject_id, actor_id=None, at=NOW)
    session.commit()
    way.failure = ""
    watch.put_on(1)
    working.finish()

    assert way.sent == []
    assert only(session).overtaken_at == watch.at


@pytest.mark.usefixtures("raised")
def test_one_that_never_arrives_is_given_up_and_stays_to_be_seen(
    session: Session, engine: Engine, watch: Watch, way: Way
) -> None:
    way.failure = "refused"
    working = carrying(engine, watch, {Channel.MAIL: way})
    for _ in range(MOST_TRIES + 2):
        working.finish()
        watch.put_on(60)
    first = session.scalars(select(Notice).order_by(Notice.raised_at, Notice.id)).first()

    assert first is not None
    assert (first.tries, first.next_try_at) == (MOST_TRIES, None)
    assert first.given_up_at is not None


@pytest.mark.usefixtures("raised")
def test_a_way_that_was_closed_meanwhile_is_a_failure_and_no_silence(
    session: Session, engine: Engine, watch: Watch
) -> None:
    carrying(engine, watch, {}, channels=frozenset({Channel.WEBHOOK})).finish()

    assert only(session).failed_because == "no_way_out"


@pytest.mark.usefixtures("raised")
def test_one_way_that_fails_does_not_hold_up_the_other(
    session: Session, engine: Engine, watch: Watch, way: Way
) -> None:
    broken = Way(failure="no_answer")
    carrying(engine, watch, {Channel.MAIL: broken, Channel.WEBHOOK: way}).finish()

    assert way.sent == [("", LINK)]
    assert {each.failed_because for each in session.scalars(select(Notice))} == {"", "no_answer"}
