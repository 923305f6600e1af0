"""Whether the tablet's API answers whatever it is sent, as its published contract says."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import schemathesis
from flask import abort
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, SerializationContext
from schemathesis.checks import (
    CheckFunction,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.failures import FailureGroup
from sqlalchemy.orm import Session

from factories.apps import app_of
from factories.databases import KEYS, make_ready, open_with_keys
from factories.people import signed_in, staff_member
from factories.tablets import tablet
from figures.figure import Figure, must_be_short
from landlord_watch.identity.rules import Role
from landlord_watch.settings import read_settings
from landlord_watch.sync.openapi import PARCEL, PIECE
from landlord_watch.web.tablet import api

CONTRACT = "/api/field/v1/openapi.json"
CHECKS: list[CheckFunction] = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES, ALL_EXAMPLES, PLANTED_EXAMPLES = 20, 200, 3
SERVER_ERROR = 500


@schemathesis.serializer(PARCEL, PIECE)
def as_bytes(context: SerializationContext, value: object) -> bytes:
    """What is bytes already is sent as it is."""
    del context
    return value if isinstance(value, bytes) else str(value).encode()


def figures() -> Iterator[Figure]:
    """A sample of what can be sent to every operation; two planted faults must be found."""
    yield from measured(EXAMPLES)


def all_figures() -> Iterator[Figure]:
    """Ten times as much."""
    yield from measured(ALL_EXAMPLES)


def measured(examples: int) -> Iterator[Figure]:
    """What is sent fits the contract, and does not, with the credentials that are asked for."""
    with tempfile.TemporaryDirectory() as folder:
        office = Contract(Path(folder))
        with a_heartbeat_that(falls_over):
            must_be_short(office.send(PLANTED_EXAMPLES)[0])
        with a_heartbeat_that(answers_what_is_not_written):
            must_be_short(office.send(PLANTED_EXAMPLES)[1])
        yield from office.send(examples)
        office.engine.dispose()


class Contract:
    """An office with a tablet whose owner is signed in."""

    def __init__(self, folder: Path) -> None:
        said = {
            "LANDLORD_WATCH_SECRET_KEY": "only for figures",
            "LANDLORD_WATCH_VAR": str(folder / "var"),
            "LANDLORD_WATCH_SECURE_COOKIES": "no",
            "LANDLORD_WATCH_INTERPRET": "by_command",
        }
        read = read_settings(said)
        (folder / "var").mkdir()
        self.engine = open_with_keys(read.database_url, folder / KEYS)
        make_ready(self.engine)
        with Session(self.engine) as session, session.begin():
            officer = staff_member(session, Role.FIELD_OFFICER)
            own = tablet(session, officer)
            self.headers = {"Authorization": own.headers["Authorization"]}
            self.cookies = {"sid": signed_in(session, officer)}
        self.app = app_of(read)

    def send(self, examples: int) -> tuple[Figure, Figure]:
        """How many answers were a fault of the server, and how many the contract has not."""
        self.sent = self.errors = self.undocumented = 0
        operations = [
            found.ok()
            for found in schemathesis.openapi.from_wsgi(CONTRACT, self.app).get_all_operations()
        ]
        few = settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        for operation in operations:
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                few(given(operation.as_strategy(generation_mode=mode))(self._send_one))()
        note = f"{self.sent} calls of {len(operations)} operations, that fit it and do not"
        return (
            Figure("sync.schemathesis_server_errors", self.errors, "answers", 0, note, True),
            Figure(
                "sync.schemathesis_undocumented_answers",
                self.undocumented,
                "answers",
                0,
                note,
                True,
            ),
        )

    def _send_one(self, case: schemathesis.Case) -> None:
        self.sent += 1
        answer = case.call(headers=self.headers, cookies=self.cookies)
        self.errors += answer.status_code >= SERVER_ERROR
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup:
            self.undocumented += 1


def none_of(what: str, found: int, note: str) -> Figure:
    return Figure(f"sync.schemathesis_{what}", found, "answers", 0, note, is_ceiling=True)


@contextmanager
def a_heartbeat_that(does: object) -> Iterator[None]:
    """The planted fault, in one of the calls."""
    right = api.take_heartbeat
    api.take_heartbeat = does  # type: ignore[assignment]  # this is the fault
    try:
        yield
    finally:
        api.take_heartbeat = right


def falls_over(*_: object, **__: object) -> None:
    raise ZeroDivisionError


def answers_what_is_not_written(*_: object, **__: object) -> None:
    abort(418)
