"""A server that comes up works off what waits by itself, though nobody asks it for anything."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factories.alarms import Receiver, Watch, alarm, carrying, on_duty, webhook
from factories.databases import KEYS
from factories.people import staff_member
from factories.sending import of_concern, of_visit, send
from factories.tablets import tablet
from factories.visits import visit
from figures.killed_office import wait_until
from figures.served import AS_SERVED, Served
from landlord_watch.alarms.models import AlarmCall
from landlord_watch.cli import main
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.settings import Settings
from landlord_watch.sync.models import Parcel, ParcelState
from landlord_watch.sync.services.history import give_back_place, standing_at, take_place
from landlord_watch.sync.services.marking import HistoryMark
from landlord_watch.web.tablet import interpreting

LONGEST_WAIT_SECONDS = 60.0
#: As a municipality serves it, and as somebody might who left a word out.
WAYS = {"divided after it was made": AS_SERVED, "made after it was divided": ("--workers", "2")}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with webhook() as found:
        yield found


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def server(
    database_url: str, tmp_path: Path, receiver: Receiver, request: pytest.FixtureRequest
) -> Iterator[Served]:
    """A server that has not come up; whoever is called is called by a webhook."""
    found = Served(
        tmp_path,
        database_url,
        tmp_path / KEYS,
        how=request.param,
        settings={"LANDLORD_WATCH_WEBHOOK": f"http://127.0.0.1:{receiver.port}/call"},
    )
    yield found
    found.stop()


def called(engine: Engine) -> list[str]:
    """Who has been called, in order."""
    with Session(engine) as looking:
        names = (
            select(StaffMember.username)
            .join(AlarmCall, AlarmCall.staff_id == StaffMember.id)
            .order_by(AlarmCall.called_at, StaffMember.username)
        )
        return list(looking.scalars(names))


def test_who_is_next_is_called_once_and_what_waits_is_read_though_nobody_asks(
    server: Served, receiver: Receiver, session: Session, engine: Engine
) -> None:
    officer = staff_member(session, Role.FIELD_OFFICER)
    for rank, name in enumerate(("anna", "bo", "cilla"), 1):
        on_duty(session, staff_member(session, Role.DUTY_OFFICER, username=name), rank=rank)
    an_hour_ago = clock.utc_now() - timedelta(hours=1)
    alarm(session, at=an_hour_ago)
    session.commit()
    carrying(engine, Watch(an_hour_ago), {}).finish()
    unread = of_concern(own := tablet(session, officer), visit(session, officer=officer).id)
    send(session, own, unread)
    session.commit()
    server.start_unasked()
    wait_until(lambda: len(receiver.told) > 1, seconds=LONGEST_WAIT_SECONDS, what="nobody is told")
    server.stop()

    with Session(engine) as looking:
        assert looking.get_one(Parcel, unread.revision_id).state is ParcelState.INTERPRETED
    assert sorted(called(engine)[1:]) == ["anna", "bo"]
    assert len(receiver.told) == 2


def test_a_restored_database_is_seen_before_anything_is_read_into_it(
    app: Flask, app_settings: Settings, engine: Engine, session: Session
) -> None:
    officer = staff_member(session, Role.FIELD_OFFICER)
    send(
        session, own := tablet(session, officer), of_visit(own, visit(session, officer=officer).id)
    )
    session.commit()
    before = one_further_than_it_is(engine, app_settings)
    settings = replace(app_settings, interprets_after_delivery=True)
    interpreting.Interpreting(app, settings).look()

    assert epoch_now(engine) != before


def test_the_shell_sees_a_restored_database_first_too(
    database_url: str, app_settings: Settings, engine: Engine, session: Session
) -> None:
    officer = staff_member(session, Role.FIELD_OFFICER)
    send(
        session, own := tablet(session, officer), of_visit(own, visit(session, officer=officer).id)
    )
    session.commit()
    before = one_further_than_it_is(engine, app_settings)
    environment = {
        "DATABASE_URL": database_url,
        "LANDLORD_WATCH_SECRET_KEY": "only for tests",
        "LANDLORD_WATCH_VAR": str(app_settings.var),
        "LANDLORD_WATCH_KEYS": str(app_settings.keys),
        "LANDLORD_WATCH_PURGE_LEDGER": str(app_settings.purge_ledger),
    }
    ended = CliRunner().invoke(main, ["ingest"], env=environment)

    assert ended.output == "Looked into 1 that waited.\n"
    assert epoch_now(engine) != before


def one_further_than_it_is(engine: Engine, settings: Settings) -> UUID:
    """Have the office know of one thing more than its database does, as after a restore."""
    mark = HistoryMark(own_transactions(engine), settings.history_mark)
    with own_transactions(engine)() as before:
        place = standing_at(before)
        take_place(before)
    mark.keep()
    with own_transactions(engine)() as back:
        give_back_place(back)
    return place.epoch


def epoch_now(engine: Engine) -> UUID:
    with own_transactions(engine)() as looking:
        return standing_at(looking).epoch
