"""The API is what its published contract says, whatever is sent to it."""

import json
from collections.abc import Callable

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, SerializationContext
from schemathesis.checks import (
    CheckFunction,
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy.orm import Session

from factories.people import signed_in, staff_member
from factories.tablets import tablet
from landlord_watch.identity.rules import Role
from landlord_watch.sync.openapi import PARCEL, PIECE, contract

CONTRACT = "/api/field/v1/openapi.json"
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
some_examples = settings(
    max_examples=20,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

Send = Callable[[schemathesis.Case], None]


@schemathesis.serializer(PARCEL, PIECE)
def as_bytes(context: SerializationContext, value: object) -> bytes:
    """What is bytes already is sent as it is."""
    del context
    return value if isinstance(value, bytes) else str(value).encode()


@pytest.fixture
def send(session: Session) -> Send:
    """Sends a case as a tablet that is known, with its owner signed in, and holds the answer."""
    officer = staff_member(session, Role.FIELD_OFFICER)
    own = tablet(session, officer)
    token = signed_in(session, officer)
    session.commit()

    def sent(case: schemathesis.Case) -> None:
        known = {"Authorization": own.headers["Authorization"]}
        answer = case.call(headers=known, cookies={"sid": token})
        case.validate_response(answer, checks=CHECKS)

    return sent


def test_the_published_contract_is_the_programs(app: Flask) -> None:
    answer = app.test_client().get(CONTRACT)

    assert answer.status_code == 200
    assert answer.get_data(as_text=True) == json.dumps(contract(), ensure_ascii=False)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_sent_is_answered_as_the_contract_says(
    app: Flask, send: Send, mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_wsgi(CONTRACT, app)
    tried = []

    for found in schema.get_all_operations():
        operation = found.ok()
        tried.append(operation.label)
        some_examples(given(operation.as_strategy(generation_mode=mode))(send))()

    assert len(tried) == len([call for calls in contract()["paths"].values() for call in calls])
