"""A stranger who guesses is slowed down, and who owns the account is not."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from factories.people import NOW, PASSWORD, staff_member
from factories.together import together
from landlord_watch.identity import services
from landlord_watch.identity.errors import SignInRefused, TooManyAttempts
from landlord_watch.identity.models import SignInAttempt, StaffMember
from landlord_watch.identity.proofs.passwords import PasswordCheck, compare_password
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services.signing_in import Browser

RIGHT = PasswordCheck(is_right=True)
WRONG = PasswordCheck(is_right=False)
HOME = Browser("192.0.2.1", {})
AWAY = Browser("198.51.100.7", {})


def tries(
    session: Session,
    *,
    browser: Browser = AWAY,
    username: str = "caseworker",
    check: PasswordCheck = WRONG,
    at: datetime = NOW,
) -> str:
    claim = services.begin_sign_in(session, username=username, browser=browser, at=at)
    return services.settle_sign_in(session, claim=claim, check=check, onward="/", at=at)


def is_wrong(session: Session, times: int, **how: object) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            tries(session, **how)  # type: ignore[arg-type]  # as `tries` takes them


def waits(session: Session, **how: object) -> int:
    """The seconds that a right password has to wait; 0: none."""
    try:
        tries(session, check=RIGHT, **how)  # type: ignore[arg-type]  # as `tries` takes them
    except TooManyAttempts as refusal:
        return int(str(refusal.context["wait_seconds"]))
    return 0


@pytest.fixture
def staff(session: Session) -> StaffMember:
    return staff_member(session, Role.CASEWORKER)


@pytest.mark.usefixtures("staff")
def test_five_wrong_tries_from_one_place_cost_a_wait_there_and_not_elsewhere(
    session: Session,
) -> None:
    is_wrong(session, 5)

    assert waits(session) == 2
    assert waits(session, browser=HOME) == 0


@pytest.mark.usefixtures("staff")
def test_a_wait_grows_and_ends(session: Session) -> None:
    is_wrong(session, 5)
    is_wrong(session, 1, at=NOW + timedelta(seconds=2))

    assert waits(session, at=NOW + timedelta(seconds=3)) == 3
    assert waits(session, at=NOW + timedelta(seconds=6)) == 0


def guesses_from_everywhere(session: Session, username: str = "caseworker") -> None:
    for number in range(30):
        is_wrong(session, 1, browser=Browser(f"203.0.113.{number}", {}), username=username)


def test_a_browser_the_owner_has_used_does_not_wait_for_strangers(
    session: Session, staff: StaffMember
) -> None:
    guesses_from_everywhere(session)
    known = Browser("192.0.2.1", {staff.id: "its own id"})

    assert waits(session, browser=HOME) == 2
    assert waits(session, browser=known) == 0


def test_a_browser_known_to_another_is_a_stranger(session: Session, staff: StaffMember) -> None:
    other = staff_member(session, Role.ANALYST)
    guesses_from_everywhere(session)

    assert staff.username == "caseworker"
    assert waits(session, browser=Browser("192.0.2.1", {other.id: "its own id"})) == 2


def test_a_known_browser_that_guesses_waits_too(session: Session, staff: StaffMember) -> None:
    known = Browser("192.0.2.1", {staff.id: "its own id"})
    is_wrong(session, 5, browser=known)

    assert waits(session, browser=known) == 2


def test_names_of_nobody_wait_alike(session: Session) -> None:
    is_wrong(session, 5, username="nobody")
    with pytest.raises(TooManyAttempts):
        tries(session, username="nobody")


def test_an_address_that_tries_many_names_waits(session: Session) -> None:
    for number in range(60):
        is_wrong(session, 1, username=f"name{number}")
    with pytest.raises(TooManyAttempts):
        tries(session, username="another name")

    is_wrong(session, 1, username="another name", at=NOW + timedelta(minutes=1))


@pytest.mark.usefixtures("staff")
def test_a_right_password_forgets_the_wrong_ones_from_there_alone(session: Session) -> None:
    is_wrong(session, 4)
    is_wrong(session, 4, browser=HOME)
    tries(session, check=RIGHT)
    left = session.scalars(select(SignInAttempt.address)).all()

    assert left == ["192.0.2.1"] * 4


def test_a_try_that_is_a_day_old_is_forgotten(session: Session, staff: StaffMember) -> None:
    is_wrong(session, 1, username="nobody")
    tries(session, check=RIGHT, at=NOW + timedelta(days=1, seconds=1))

    assert staff.username == "caseworker"
    assert session.scalar(select(func.count(SignInAttempt.id))) == 0


def test_a_password_somebody_else_chose_opens_nothing_after_fourteen_days(
    session: Session, staff: StaffMember
) -> None:
    staff.is_password_provisional, staff.password_set_at = True, NOW - timedelta(days=14)
    session.flush()  # the claim reads it
    last = services.begin_sign_in(session, username="caseworker", browser=HOME, at=NOW)
    late = NOW + timedelta(seconds=1)
    after = services.begin_sign_in(session, username="caseworker", browser=HOME, at=late)

    assert compare_password(last.kept, PASSWORD).is_right
    assert after.kept is None


def test_twenty_guesses_at_once_count_as_twenty(
    engine: Engine, session: Session, staff: StaffMember
) -> None:
    session.commit()
    claims: list[UUID] = []

    def guess() -> None:
        try:
            with Session(engine) as own, own.begin():
                claim = services.begin_sign_in(own, username="caseworker", browser=AWAY, at=NOW)
            claims.append(claim.attempt_id)
        except TooManyAttempts:
            return

    together(*[guess] * 20)

    assert staff.username == "caseworker"
    assert len(claims) == 5
