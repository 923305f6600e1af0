"""Whether anything is got at with the token of a session that has ended, however it ended."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from factories.people import PASSWORD, password_hash, signed_in, staff_member
from factories.signing_in import code_app, code_shown
from factories.visitors import Visitor
from figures.access_office import SmallOffice, small_office
from figures.figure import Figure, MeasureCannotFail, must_be_short
from landlord_watch.identity import queries, services
from landlord_watch.identity.models import (
    SessionEnd,
    SignInSession,
    StaffMember,
    StaffRequest,
    StaffRole,
)
from landlord_watch.identity.proofs.waiting import MOST_WRONG_PROOFS
from landlord_watch.identity.queries import SignedIn, digest
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.infra import clock

#: What somebody changes their password to.
ANOTHER = "en annan helt egen fras"


@dataclass(frozen=True)
class Desk:
    """Somebody at a desk with a stolen copy of their token, and another who may end sessions."""

    office: SmallOffice
    staff_id: UUID
    other_id: UUID
    token: str
    client: FlaskClient
    #: The secret of their app.
    secret: str


def _by(desk: Desk, work: Callable[[Session], object]) -> None:
    desk.office.write(work)


def signs_out(desk: Desk) -> None:
    desk.client.post("/sign-out")


def ends_all_others_in_another_browser(desk: Desk) -> None:
    _signed_in_again(desk).client.post("/office/account/sessions/end")


def ends_that_one_in_another_browser(desk: Desk) -> None:
    elsewhere = _signed_in_again(desk)
    page = elsewhere.get("/office/account/")
    elsewhere.submit(page, "/sessions/0")


def changes_password_in_another_browser(desk: Desk) -> None:
    elsewhere = _signed_in_again(desk)
    page = elsewhere.get("/office/account/password")
    elsewhere.submit(page, "password", present=PASSWORD, password=ANOTHER, again=ANOTHER)


def somebody_signs_in_there(desk: Desk) -> None:
    there = Visitor(desk.client)
    page = there.get("/sign-in?anew=yes")
    asked = there.submit(page, "sign-in", username="caseworker", password=PASSWORD)
    there.submit(asked, "factor", code=code_shown(desk.secret))


def proves_anew(desk: Desk) -> None:
    """The session goes on, by another token."""
    there = Visitor(desk.client)
    there.submit(there.get("/office/prove"), "prove", code=code_shown(desk.secret))


def proves_wrongly(desk: Desk) -> None:
    there = Visitor(desk.client)
    page = there.get("/office/prove")
    for _ in range(MOST_WRONG_PROOFS + 1):
        there.submit(page, "prove", code="wrong")


def is_signed_out_by_the_administrator(desk: Desk) -> None:
    _by(
        desk,
        lambda session: services.end_sessions(
            session,
            staff_id=desk.staff_id,
            reason=SessionEnd.BY_ADMINISTRATOR,
            actor_id=desk.other_id,
            at=clock.utc_now(),
        ),
    )


def is_switched_off(desk: Desk) -> None:
    _by(
        desk,
        lambda session: services.deactivate_staff(
            session, staff_id=desk.staff_id, actor_id=desk.other_id, at=clock.utc_now()
        ),
    )


def is_switched_off_and_on(desk: Desk) -> None:
    is_switched_off(desk)
    _by(
        desk,
        lambda session: services.reactivate_staff(
            session,
            staff_id=desk.staff_id,
            password=ANOTHER,
            roles=[Role.CASEWORKER],
            reason="tillbaka",
            actor_id=desk.other_id,
            at=clock.utc_now(),
        ),
    )


def is_switched_off_in_the_database(desk: Desk) -> None:
    """By a hand that ends no session: the next request looks all the same."""
    _by(
        desk,
        lambda session: session.execute(
            update(StaffMember)
            .where(StaffMember.id == desk.staff_id)
            .values(deactivated_at=clock.utc_now())
        ),
    )


def loses_a_role(desk: Desk) -> None:
    _by(
        desk,
        lambda session: services.set_roles(
            session,
            staff_id=desk.staff_id,
            roles=[],
            reason="",
            actor_id=desk.other_id,
            at=clock.utc_now(),
        ),
    )


def gets_another_role(desk: Desk) -> None:
    _two_persons(
        desk,
        lambda session: services.ask_roles(
            session,
            staff_id=desk.staff_id,
            roles=[Role.ANALYST],
            reason="ska följa upp",
            actor_id=desk.other_id,
            at=clock.utc_now(),
        ),
    )


def is_given_a_password(desk: Desk) -> None:
    _by(
        desk,
        lambda session: services.give_password(
            session,
            staff_id=desk.staff_id,
            password=ANOTHER,
            actor_id=desk.other_id,
            at=clock.utc_now(),
        ),
    )


def loses_every_factor(desk: Desk) -> None:
    _two_persons(
        desk,
        lambda session: services.ask_factor_reset(
            session,
            staff_id=desk.staff_id,
            reason="träffad",
            actor_id=desk.other_id,
            at=clock.utc_now(),
        ),
    )


def _two_persons(desk: Desk, ask: Callable[[Session], StaffRequest]) -> None:
    def ask_and_decide(session: Session) -> None:
        asked = ask(session)
        second = staff_member(session, Role.ADMINISTRATOR, username="second")
        services.approve_request(
            session, request_id=asked.id, actor_id=second.id, at=clock.utc_now()
        )

    _by(desk, ask_and_decide)


def sits_still(desk: Desk) -> None:
    long_ago = clock.utc_now() - timedelta(minutes=15)
    _by(desk, lambda session: _move(session, desk, last_seen_at=long_ago))


def has_come_to_its_end(desk: Desk) -> None:
    _by(desk, lambda session: _move(session, desk, expires_at=clock.utc_now()))


def _move(session: Session, desk: Desk, **times: object) -> None:
    session.execute(
        update(SignInSession)
        .where(SignInSession.token_digest == digest(desk.token))
        .values(**times)
    )


def _signed_in_again(desk: Desk) -> Visitor:
    tokens: list[str] = []

    def sign_in(session: Session) -> None:
        tokens.append(signed_in(session, session.get_one(StaffMember, desk.staff_id)))

    desk.office.write(sign_in)
    elsewhere = Visitor(desk.office.app.test_client())
    elsewhere.client.set_cookie("sid", tokens[0])
    return elsewhere


ENDINGS: tuple[Callable[[Desk], None], ...] = (
    signs_out,
    ends_all_others_in_another_browser,
    ends_that_one_in_another_browser,
    changes_password_in_another_browser,
    somebody_signs_in_there,
    proves_anew,
    proves_wrongly,
    is_signed_out_by_the_administrator,
    is_switched_off,
    is_switched_off_and_on,
    is_switched_off_in_the_database,
    loses_a_role,
    gets_another_role,
    is_given_a_password,
    loses_every_factor,
    sits_still,
    has_come_to_its_end,
)


def seated(office: SmallOffice) -> Desk:
    """Somebody new at a desk, whom every door of their role is open to."""
    made: dict[str, object] = {}

    def sit(session: Session) -> None:
        _forget_everybody(session)
        staff = staff_member(session, Role.CASEWORKER)
        staff.password_hash = password_hash()
        other = staff_member(session, Role.ADMINISTRATOR)
        made.update(staff=staff.id, other=other.id, secret=code_app(session, staff).secret)
        made["token"] = signed_in(session, staff)

    office.write(sit)
    client, token = office.app.test_client(), str(made["token"])
    client.set_cookie("sid", token)
    return Desk(office, made["staff"], made["other"], token, client, str(made["secret"]))  # type: ignore[arg-type]  # as put in above


def _forget_everybody(session: Session) -> None:
    """Names are given to new people each time; those before keep their rows."""
    for staff in session.query(StaffMember).all():
        staff.username = f"before-{staff.id}"
    session.execute(update(StaffRole).values(revoked_at=clock.utc_now()))
    session.flush()  # the names are free


def doors(app: Flask) -> list[tuple[str, str]]:
    """Every address without arguments that asks for somebody to be signed in."""
    return [
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if not rule.arguments
        and isinstance(getattr(app.view_functions[rule.endpoint], "permission", None), Permission)
        for method in sorted({"GET", "POST"} & (rule.methods or set()))
    ]


def opens(desk: Desk, method: str, path: str) -> bool:
    """Whether a door opens to the stolen token."""
    thief = desk.office.app.test_client()
    thief.set_cookie("sid", desk.token)
    answer = thief.open(path, method=method, headers={"X-Landlord-Watch": "1"})
    is_sent_away = answer.status_code == 303 and "/sign-in" in answer.headers["Location"]
    answer.close()
    return not (is_sent_away or answer.status_code == 401)


def accepted(
    office: SmallOffice, endings: tuple[Callable[[Desk], None], ...]
) -> Mapping[str, list[str]]:
    """By ending, the doors that opened all the same."""
    found = {}
    for ending in endings:
        desk = seated(office)
        if not opens(desk, "GET", "/office/"):
            raise MeasureCannotFail("no door opened before either")
        ending(desk)
        opened = [path for method, path in doors(office.app) if opens(desk, method, path)]
        found[ending.__name__] = opened
    return found


@contextmanager
def forgetful() -> Iterator[None]:
    """Planted: a session is looked up, and not whether it has ended."""
    kept = queries.find_signed_in

    def find(session: Session, *, token: str, **_: object) -> SignedIn | None:
        _move_on(session, token)
        now = clock.utc_now()
        return kept(session, token=token, at=now, idle_since=now - timedelta(days=1))

    queries.find_signed_in = find  # type: ignore[assignment]  # planted
    try:
        yield
    finally:
        queries.find_signed_in = kept


def _move_on(session: Session, token: str) -> None:
    session.execute(
        update(SignInSession)
        .where(SignInSession.token_digest == digest(token))
        .values(ended_at=None)
    )


def figure(found: Mapping[str, list[str]], each: int) -> Figure:
    """How many doors opened to the token of an ended session."""
    opened = [f"{path} after {ending}" for ending, paths in found.items() for path in paths]
    tried = each * len(found)
    note = f"{len(found)} ways to end × {each} doors; opened: {', '.join(opened[:5]) or 'none'}"
    name = "access.sessions_after_end"
    return Figure(name, len(opened), f"of {tried}", 0, note, is_ceiling=True)


def figures() -> Iterator[Figure]:
    """Every ending at every door, after the planted fault."""
    with tempfile.TemporaryDirectory() as folder, small_office(Path(folder)) as office:
        each = len(doors(office.app))
        with forgetful():
            must_be_short(figure(accepted(office, (signs_out,)), each))
        yield figure(accepted(office, ENDINGS), each)
