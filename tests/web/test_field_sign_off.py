"""A tablet that is locked for good ends the session that its browser has at the office."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from factories.line import API
from factories.people import staff_member
from factories.tablets import Tablet, tablet
from factories.visitors import Visitor
from landlord_watch.audit.queries import list_accesses
from landlord_watch.identity.models import SignInSession, StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock

VisitorAs = Callable[..., Visitor]
MINUTE_MS = 60_000


@pytest.fixture
def frida(visitor_as: VisitorAs, session: Session) -> Visitor:
    """A field officer, signed in half an hour ago in the browser of her tablet."""
    visitor = visitor_as(Role.FIELD_OFFICER)
    (signed_in,) = session.query(SignInSession).filter_by(staff_id=visitor.staff_id)
    signed_in.proved_at = clock.utc_now() - timedelta(minutes=30)
    session.commit()
    return visitor


@pytest.fixture
def hers(frida: Visitor, session: Session) -> Tablet:
    found = tablet(session, session.get_one(StaffMember, frida.staff_id))
    session.commit()
    return found


def sign_off(browser: Visitor, by: Tablet, *, minutes: int = 0) -> TestResponse:
    body = {"locked_for_ms": minutes * MINUTE_MS}
    return browser.client.post(f"{API}/sign-off", json=body, headers=by.headers)


def is_signed_in(browser: Visitor) -> bool:
    return browser.client.get("/office/").status_code == 200


def test_the_session_is_over_and_the_browser_forgets_it(
    frida: Visitor, hers: Tablet, session: Session
) -> None:
    was = is_signed_in(frida)
    answer = sign_off(frida, hers, minutes=20)
    (row,) = list_accesses(
        session, before_seq=None, limit=1, actor_id=frida.staff_id, actions=["session.ended"]
    )

    assert (was, answer.json) == (True, {"ended": True})
    assert "sid=;" in answer.headers["Set-Cookie"]
    assert not is_signed_in(frida)
    assert not row.is_denied


def test_told_again_nothing_more_is_ended(frida: Visitor, hers: Tablet) -> None:
    sign_off(frida, hers)
    again = sign_off(frida, hers)

    assert (again.status_code, again.json) == (200, {"ended": False})


def test_a_session_begun_after_the_lock_goes_on(frida: Visitor, hers: Tablet) -> None:
    answer = sign_off(frida, hers, minutes=40)

    assert answer.json == {"ended": False}
    assert is_signed_in(frida)


def test_somebody_elses_session_in_the_browser_goes_on(frida: Visitor, session: Session) -> None:
    other = tablet(session, staff_member(session, Role.FIELD_OFFICER, username="annan"))
    session.commit()
    answer = sign_off(frida, other)

    assert answer.json == {"ended": False}
    assert is_signed_in(frida)


def test_the_cookie_alone_ends_nothing(frida: Visitor) -> None:
    body = {"locked_for_ms": 0}
    own_header = {"X-Landlord-Watch": "1"}
    answer = frida.client.post(f"{API}/sign-off", json=body, headers=own_header)

    assert answer.status_code == 401
    assert is_signed_in(frida)


@pytest.mark.parametrize("said", [-1, 10**15, "x"])
def test_a_time_that_is_none_is_refused(frida: Visitor, hers: Tablet, said: object) -> None:
    body = {"locked_for_ms": said}
    answer = frida.client.post(f"{API}/sign-off", json=body, headers=hers.headers)

    assert (answer.status_code, answer.json["field"]) == (422, "locked_for_ms")
