"""A tablet that is not heard while something waits is asked after, and told of once."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factories.alarms import Watch
from factories.devices import device
from factories.people import NOW, staff_member
from factories.visits import visit
from landlord_watch.alarms.models import Alarm, Notice
from landlord_watch.alarms.rules import AlarmKind, Channel
from landlord_watch.alarms.services.ways_out import WaysOut
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra.database import own_transactions
from landlord_watch.settings import read_settings
from landlord_watch.sync.queries.silence import list_silent
from landlord_watch.sync.rules import Silence
from landlord_watch.sync.services.silence import Listening

DAY = timedelta(days=1)


MAIL = {"MAIL_SERVER": "smtp://post.k.example", "MAIL_FROM": "watch@k.example"}


def ways_out(watch: Watch, **said: str) -> WaysOut:
    """Those of an installation with an administrator, and with a webhook, which is not for this."""
    settings = {
        "SECRET_KEY": "only for tests",
        "ADDRESS": "https://watch.example",
        "MAIL_ADMINISTRATORS": "admin@k.example",
        "WEBHOOK": "https://call.k.example/",
        **said,
    }
    read = read_settings({f"LANDLORD_WATCH_{name}": value for name, value in settings.items()})
    return WaysOut(read, watch.now)


@pytest.fixture
def carrier(session: Session) -> StaffMember:
    return staff_member(session, Role.FIELD_OFFICER)


def silence_at(session: Session, after: timedelta) -> list[Silence]:
    session.flush()
    return [each.silence for each in list_silent(session, at=NOW + after)]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(23, []), (25, [Silence.DAY]), (73, [Silence.THREE_DAYS])],
)
def test_a_silent_tablet_with_something_unsent_is_asked_after(
    session: Session, carrier: StaffMember, hours: int, expected: list[Silence]
) -> None:
    device(session, carrier, said_unsent=1)

    assert silence_at(session, timedelta(hours=hours)) == expected


@pytest.mark.parametrize(("minutes", "expected"), [(59, []), (61, [Silence.CONCERN])])
def test_a_worry_on_a_silent_tablet_is_asked_after_within_the_hour(
    session: Session, carrier: StaffMember, minutes: int, expected: list[Silence]
) -> None:
    device(session, carrier, said_unsent=1, said_concerns=1)

    assert silence_at(session, timedelta(minutes=minutes)) == expected


def test_the_gravest_comes_first(session: Session, carrier: StaffMember) -> None:
    device(session, carrier, name="A", said_unsent=1)
    device(session, carrier, name="B", said_unsent=1, said_concerns=1)

    assert silence_at(session, 4 * DAY) == [Silence.CONCERN, Silence.THREE_DAYS]


@pytest.mark.parametrize(
    ("planned_after", "expected"),
    [(2 * DAY, [Silence.DAY]), (-2 * DAY, []), (3 * DAY, [])],
    ids=["today", "long ago", "later"],
)
def test_a_silent_tablet_is_asked_after_where_a_visit_is_planned_about_now(
    session: Session, carrier: StaffMember, planned_after: timedelta, expected: list[Silence]
) -> None:
    device(session, carrier)
    visit(session, officer=carrier, planned_at=NOW + planned_after)

    assert silence_at(session, 2 * DAY) == expected


def test_who_uses_another_tablet_is_not_asked_for_the_old_one(
    session: Session, carrier: StaffMember
) -> None:
    device(session, carrier, name="Gammal")
    device(session, carrier, name="Ny", last_contact_at=NOW + 2 * DAY)
    visit(session, officer=carrier, planned_at=NOW + 2 * DAY)

    assert silence_at(session, 2 * DAY) == []


def test_a_revoked_tablet_and_one_that_has_nothing_are_left_in_peace(
    session: Session, carrier: StaffMember
) -> None:
    device(session, carrier, said_unsent=1, revoked_at=NOW)
    device(session, carrier)

    assert silence_at(session, 9 * DAY) == []


def test_a_silence_is_told_once_and_ends_when_the_tablet_is_heard(
    session: Session, engine: Engine, carrier: StaffMember
) -> None:
    silent = device(session, carrier, said_unsent=1)
    session.commit()
    watch = Watch(NOW + 2 * DAY)
    listening = Listening(own_transactions(engine), ways_out(watch, **MAIL))
    changed = [listening.look(), listening.look()]
    notices = [(each.channel, each.mail_address) for each in session.scalars(select(Notice))]
    silent.last_contact_at, silent.said_unsent = watch.at, 0
    session.commit()
    changed.append(listening.look())
    alarm = session.scalars(select(Alarm).where(Alarm.kind == AlarmKind.SILENT_TABLET)).one()

    assert changed == [1, 0, 1]
    assert notices == [(Channel.MAIL, "admin@k.example")]
    assert alarm.ended_at == watch.at
    assert alarm.ended_by_id is None


def test_nobody_is_mailed_where_mail_is_off(
    session: Session, engine: Engine, carrier: StaffMember
) -> None:
    device(session, carrier, said_unsent=1)
    session.commit()
    watch = Watch(NOW + 2 * DAY)
    Listening(own_transactions(engine), ways_out(watch)).look()

    assert session.scalars(select(Notice)).all() == []
