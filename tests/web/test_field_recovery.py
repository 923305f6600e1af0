"""Who has forgotten the passphrase gets the key of the own vault back with a code, and no other."""

import secrets
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from factories.people import staff_member
from factories.sealing import base64, pair, recovery_of, wrapped_for
from factories.visitors import Visitor
from landlord_watch.audit.queries import list_accesses
from landlord_watch.identity.models import Device, EnrolmentCode, OfficeKey
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import issue_enrolment_code
from landlord_watch.infra import clock
from landlord_watch.infra.sealing import KeyFolder, PublicKey
from landlord_watch.settings import Settings

API = "/api/field/v1"
REPLY = 2
VAULT_KEY = secrets.token_bytes(32)

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def frida(visitor_as: VisitorAs) -> Visitor:
    """A field officer, signed in."""
    return visitor_as(Role.FIELD_OFFICER)


@pytest.fixture
def code(frida: Visitor, session: Session) -> str:
    """A code for her, from the office."""
    assert frida.staff_id is not None
    given = issue_enrolment_code(
        session, staff_id=frida.staff_id, actor_id=None, at=clock.utc_now()
    )
    session.commit()
    return given


def enrol(by: Visitor, code: str, recovery: dict[str, Any] | None = None) -> TestResponse:
    body = {"code": code, "name": "Platta 7"} | ({"recovery": recovery} if recovery else {})
    return by.client.post(f"{API}/enrolments", json=body, headers={"X-Landlord-Watch": "1"})


def is_unused(session: Session) -> bool:
    """Whether the code is good still, and no tablet was bound by it."""
    session.expire_all()
    bound = session.scalars(select(Device)).all()
    return session.scalars(select(EnrolmentCode.used_at)).all() == [None] and not bound


def test_a_tablet_is_told_which_key_to_seal_for(frida: Visitor, code: str) -> None:
    answer = enrol(frida, code)

    told = answer.json["office_key"]
    key = PublicKey(b64decode(told["spki"]))
    assert answer.status_code == 201
    assert key == pair().public
    assert (told["kid"], told["fingerprint"]) == (key.kid, key.fingerprint)
    assert answer.json["recovered"] is None


def test_without_a_key_no_tablet_is_bound_and_the_code_stays_good(
    frida: Visitor, code: str, session: Session
) -> None:
    session.execute(delete(OfficeKey))
    session.commit()

    answer = enrol(frida, code)

    assert (answer.status_code, answer.json["code"]) == (422, "office_key_missing")
    assert "landlord-watch keys init" in answer.json["message"]
    assert is_unused(session)


def test_who_forgot_gets_the_key_of_the_own_vault(
    frida: Visitor, code: str, session: Session
) -> None:
    answer = enrol(frida, code, recovery_of(frida.staff_id, VAULT_KEY, pair(REPLY)))

    wrapped = b64decode(answer.json["recovered"]["wrapped"])
    oaep = OAEP(MGF1(hashes.SHA256()), hashes.SHA256(), None)
    (device,) = session.scalars(select(Device)).all()
    trail = list_accesses(session, before_seq=None, limit=10, subject_id=device.id)
    assert pair(REPLY).private.decrypt(wrapped, oaep) == VAULT_KEY
    assert "vault.recovered" in [row.action for row in trail]


def test_the_key_of_a_colleagues_vault_is_refused(
    frida: Visitor, code: str, session: Session
) -> None:
    colleague = staff_member(session, Role.FIELD_OFFICER, username="colleague")
    session.commit()

    answer = enrol(frida, code, recovery_of(colleague.id, VAULT_KEY, pair(REPLY)))

    assert (answer.status_code, answer.json["code"]) == (422, "recovery_refused")
    assert answer.json["field"] == "recovery.wrapped"
    assert is_unused(session)


def test_the_key_of_a_parcel_is_refused(frida: Visitor, code: str, session: Session) -> None:
    asked = recovery_of(frida.staff_id, VAULT_KEY, pair(REPLY))
    asked["wrapped"] = base64(wrapped_for(pair().public.spki, VAULT_KEY))

    answer = enrol(frida, code, asked)

    assert (answer.status_code, answer.json["code"]) == (422, "recovery_refused")
    assert is_unused(session)


@pytest.mark.parametrize(
    ("changed", "field", "refusal"),
    [
        ({"kid": "0" * 32}, "recovery.kid", "recovery_key_unknown"),
        ({"kid": "../../etc/passwd"}, "recovery.kid", "recovery_key_unknown"),
        ({"wrapped": "AAAA"}, "recovery.wrapped", "recovery_refused"),
        ({"wrapped": "A"}, "recovery.wrapped", "body_malformed"),
        ({"reply_spki": ""}, "recovery.reply_spki", "reply_key_unusable"),
        ({"reply_spki": "AAAA"}, "recovery.reply_spki", "reply_key_unusable"),
        ({"reply_spki": "A"}, "recovery.reply_spki", "body_malformed"),
        ({"reply_spki": "A" * 5000}, "recovery.reply_spki", "body_malformed"),
        ({"secret": "x"}, "recovery.secret", "body_malformed"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field_and_the_code_stays_good(
    frida: Visitor,
    code: str,
    session: Session,
    changed: dict[str, str],
    field: str,
    refusal: str,
) -> None:
    asked = recovery_of(frida.staff_id, VAULT_KEY, pair(REPLY)) | changed

    answer = enrol(frida, code, asked)

    assert (answer.status_code, answer.json["code"]) == (422, refusal)
    assert answer.json["field"] == field
    assert is_unused(session)


def test_a_key_of_another_length_is_no_vaults(frida: Visitor, code: str, session: Session) -> None:
    answer = enrol(frida, code, recovery_of(frida.staff_id, VAULT_KEY[:16], pair(REPLY)))

    assert (answer.status_code, answer.json["code"]) == (422, "recovery_refused")
    assert is_unused(session)


def test_a_vault_of_an_older_key_is_recovered_too(
    app: Flask, app_settings: Settings, frida: Visitor, code: str
) -> None:
    del app
    older = pair(3)
    KeyFolder(app_settings.keys).keep(older.public.kid, older.pem)
    asked = recovery_of(frida.staff_id, VAULT_KEY, pair(REPLY), number=3)

    answer = enrol(frida, code, asked)

    assert answer.status_code == 201
    assert answer.json["office_key"]["kid"] == pair().public.kid


def test_without_the_code_nothing_is_recovered(frida: Visitor) -> None:
    answer = enrol(frida, "FEL-KOD", recovery_of(frida.staff_id, VAULT_KEY, pair(REPLY)))

    assert (answer.status_code, answer.json["code"]) == (422, "enrolment_code_wrong")
    assert answer.json.get("recovered") is None
