"""What is delivered is understood soon after, by the server itself or from the shell."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from factories.alarms import on_duty, webhook
from factories.people import staff_member
from factories.sending import of_concern, of_visit, send
from factories.tablets import Sent, Tablet, revision, tablet
from factories.visits import visit
from landlord_watch.alarms.models import AlarmCall
from landlord_watch.cli import main
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.settings import Settings
from landlord_watch.sync.models import Parcel, ParcelState
from landlord_watch.visits.models import Visit, VisitRevision
from landlord_watch.web import noticing
from landlord_watch.web.app import create_app
from landlord_watch.web.db import extension
from landlord_watch.web.tablet import interpreting

LONGEST_WAIT_SECONDS = 30.0


@pytest.fixture
def own(session: Session) -> Tablet:
    return tablet(session, staff_member(session, Role.FIELD_OFFICER))


@pytest.fixture
def planned(session: Session, own: Tablet) -> Visit:
    found = visit(session, officer=session.get_one(StaffMember, own.staff_id))
    session.commit()
    return found


@pytest.fixture
def busy_app(app_settings: Settings) -> Iterator[Flask]:
    """An app that understands deliveries by itself."""
    app = create_app(replace(app_settings, interprets_after_delivery=True))
    yield app
    app.extensions[interpreting.EXTENSION].stop()
    app.extensions[noticing.EXTENSION].stop()
    with app.app_context():
        extension.engine.dispose()


def deliver(app: Flask, by: Tablet, sent: Sent) -> int:
    answer = app.test_client().put(
        f"/api/field/v1/visits/{sent.visit_id}/revisions/{sent.revision_id}",
        data=sent.raw,
        content_type="application/vnd.landlord-watch.parcel",
        headers={"Content-Digest": sent.digest_header, **by.headers},
    )
    return answer.status_code


def eventually(is_so: Callable[[], bool]) -> bool:
    """Whether something comes to be so, before one would give up on it."""
    until = time.monotonic() + LONGEST_WAIT_SECONDS
    while not is_so() and time.monotonic() < until:
        threading.Event().wait(0.02)
    return is_so()


def state_of(engine: Engine, sent: Sent) -> ParcelState:
    with Session(engine) as looking:
        return looking.get_one(Parcel, sent.revision_id).state


def test_a_delivery_is_understood_by_the_server_itself(
    busy_app: Flask, engine: Engine, own: Tablet, planned: Visit
) -> None:
    sent = of_visit(own, planned.id)

    status = deliver(busy_app, own, sent)

    assert status == 201
    assert eventually(lambda: state_of(engine, sent) is ParcelState.INTERPRETED)


def test_a_concern_does_not_wait_for_a_pause(
    busy_app: Flask, engine: Engine, own: Tablet, planned: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interpreting, "PAUSE_SECONDS", 3600.0)
    monkeypatch.setattr(interpreting, "LONGEST_SECONDS", 3600.0)
    concern = of_concern(own, planned.id)

    deliver(busy_app, own, revision(own, planned.id))
    deliver(busy_app, own, concern)

    assert eventually(lambda: state_of(engine, concern) is ParcelState.INTERPRETED)


def calls_made(engine: Engine) -> int:
    with Session(engine) as looking:
        return looking.scalar(select(func.count()).select_from(AlarmCall)) or 0


def test_whoever_is_on_duty_is_called_for_a_concern_and_told_where_to_look(
    app_settings: Settings, session: Session, engine: Engine, own: Tablet, planned: Visit
) -> None:
    on_duty(session, staff_member(session, Role.DUTY_OFFICER))
    session.commit()
    with webhook() as receiver:
        notices = replace(app_settings.notices, webhook=f"http://127.0.0.1:{receiver.port}/call")
        settings = replace(
            app_settings,
            interprets_after_delivery=True,
            address="https://watch.example",
            notices=notices,
        )
        app = create_app(settings)
        deliver(app, own, of_concern(own, planned.id, seen="Kallt."))
        is_called = eventually(lambda: bool(receiver.told))
        app.extensions[interpreting.EXTENSION].stop()
        app.extensions[noticing.EXTENSION].stop()
    with app.app_context():
        extension.engine.dispose()

    assert is_called
    assert [said for _path, _headers, said in receiver.told] == [
        '{"link": "https://watch.example/office/concern-queue/"}'
    ]
    assert calls_made(engine) == 1


def test_whoever_is_on_duty_is_called_from_the_shell(
    session: Session, engine: Engine, own: Tablet, planned: Visit, shell: Callable[..., Result]
) -> None:
    on_duty(session, staff_member(session, Role.DUTY_OFFICER))
    send(session, own, of_concern(own, planned.id))
    session.commit()
    ended = shell("ingest")

    assert ended.output == "Looked into 1 that waited.\nCalls made and notices tried: 1.\n"
    assert calls_made(engine) == 1


def test_the_server_leaves_it_to_the_shell_if_it_is_told_to(
    app: Flask, engine: Engine, own: Tablet, planned: Visit
) -> None:
    sent = of_visit(own, planned.id)

    deliver(app, own, sent)

    assert state_of(engine, sent) is ParcelState.RECEIVED
    assert not app.extensions[interpreting.EXTENSION].is_running


@pytest.fixture
def shell(database_url: str, tmp_path: Path) -> Callable[..., Result]:
    """Runs `landlord-watch` with these words, on the database of the test."""
    environment = {
        "DATABASE_URL": database_url,
        "LANDLORD_WATCH_SECRET_KEY": "only for tests",
        "LANDLORD_WATCH_VAR": str(tmp_path / "var"),
    }
    return lambda *words: CliRunner().invoke(main, words, env=environment)


def test_what_waits_is_understood_from_the_shell(
    session: Session, engine: Engine, own: Tablet, planned: Visit, shell: Callable[..., Result]
) -> None:
    sent = of_visit(own, planned.id)
    send(session, own, sent)
    session.commit()

    ended = shell("ingest")

    assert (ended.exit_code, ended.output) == (0, "Looked into 1 that waited.\n")
    assert state_of(engine, sent) is ParcelState.INTERPRETED


def ingest(database_url: str, folder: Path, *options: str) -> Result:
    """The command, as an administrator gives it."""
    return CliRunner().invoke(
        main,
        ["ingest", *options],
        env={
            "DATABASE_URL": database_url,
            "LANDLORD_WATCH_SECRET_KEY": "only for tests",
            "LANDLORD_WATCH_VAR": str(folder / "var"),
        },
    )


@pytest.mark.parametrize(
    "options",
    [("--again",), ("--visit", "{visit}"), ("--receipt", "{receipt}"), ("--since", "2026-01-01")],
)
def test_what_was_understood_wrong_is_put_right_from_the_shell(
    session: Session,
    engine: Engine,
    own: Tablet,
    planned: Visit,
    database_url: str,
    tmp_path: Path,
    options: tuple[str, ...],
) -> None:
    sent = of_visit(own, planned.id)
    bad = of_visit(own, planned.id, header={"schema_version": 99})
    receipt = send(session, own, sent).receipt(credential=own.credential).number
    send(session, own, bad)
    session.commit()
    said = [each.format(visit=sent.visit_id, receipt=receipt) for each in options]
    ingest(database_url, tmp_path)
    with Session(engine) as damaging, damaging.begin():
        damaging.execute(update(VisitRevision).values(is_preliminary=False))

    ended, again = ingest(database_url, tmp_path, *said), ingest(database_url, tmp_path, *said)

    assert ended.exit_code == 0
    assert "Interpreted anew: 1 parcels of 1 visits; 1 visits differed." in ended.output
    assert "  visit_revision: 1 rows written" in ended.output
    assert "1 visits; 0 visits differed." in again.output
    with Session(engine) as looking:
        assert looking.scalars(select(VisitRevision.is_preliminary)).one()


def test_only_what_is_parked_is_looked_into_if_that_is_asked(
    session: Session, own: Tablet, planned: Visit, database_url: str, tmp_path: Path
) -> None:
    send(session, own, of_visit(own, planned.id, header={"schema_version": 99}))
    session.commit()
    ingest(database_url, tmp_path)

    ended = ingest(database_url, tmp_path, "--parked")

    assert ended.exit_code == 0
    assert "0 understood now, 1 still parked." in ended.output
    assert "  schema_unknown: 1 still parked" in ended.output
    assert "0 parcels of 0 visits" in ended.output


def test_what_is_no_receipt_number_is_told_so(database_url: str, tmp_path: Path) -> None:
    ended = ingest(database_url, tmp_path, "--receipt", "42")

    assert ended.exit_code == 2
    assert "QK 000 042" in ended.output
