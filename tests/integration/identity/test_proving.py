"""A code or a signature proves once; of many at once one is let in."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factories.people import NOW, staff_member
from factories.signing_in import code_app, code_shown
from factories.together import together
from landlord_watch.identity import services
from landlord_watch.identity.errors import LastFactor, ProofWrong, SignInExpired
from landlord_watch.identity.models import (
    RecoveryCode,
    SignInMethod,
    StaffMember,
    UnfinishedSignIn,
)
from landlord_watch.identity.queries.factors import factors_of
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services.signing_in import begin_steps
from landlord_watch.kernel.errors import NotFound


def on_the_way(session: Session, staff: StaffMember) -> UnfinishedSignIn:
    begin_steps(session, staff_id=staff.id, method=SignInMethod.PASSWORD, onward="/", at=NOW)
    session.flush()  # it is read back
    return session.scalars(
        select(UnfinishedSignIn).order_by(UnfinishedSignIn.id.desc())
    ).first() or pytest.fail("nobody is on the way")


@pytest.fixture
def staff(session: Session) -> StaffMember:
    return staff_member(session, Role.CASEWORKER)


def test_a_code_proves_once(session: Session, staff: StaffMember) -> None:
    app = code_app(session, staff)
    code = code_shown(app.secret, NOW)
    first, second = on_the_way(session, staff), on_the_way(session, staff)
    services.prove_by_code(session, asked=first, code=code, at=NOW)

    assert first.second_factor_at == NOW
    with pytest.raises(ProofWrong):
        services.prove_by_code(session, asked=second, code=code, at=NOW)


def test_a_code_on_paper_proves_once_and_not_when_newer_ones_are_made(
    session: Session, staff: StaffMember
) -> None:
    older = services.make_recovery_codes(session, staff_id=staff.id, at=NOW)
    newer = services.make_recovery_codes(session, staff_id=staff.id, at=NOW)
    asked = on_the_way(session, staff)
    with pytest.raises(ProofWrong):
        services.prove_by_code(session, asked=asked, code=older[0], at=NOW)
    services.prove_by_code(session, asked=asked, code=newer[0], at=NOW)
    with pytest.raises(ProofWrong):
        services.prove_by_code(session, asked=asked, code=newer[0], at=NOW)

    assert factors_of(session, staff.id).codes_left == 9


def test_a_code_of_another_proves_nothing(session: Session, staff: StaffMember) -> None:
    other = staff_member(session, Role.ANALYST)
    codes = services.make_recovery_codes(session, staff_id=other.id, at=NOW)
    app = code_app(session, other)
    asked = on_the_way(session, staff)

    for code in (codes[0], code_shown(app.secret, NOW)):
        with pytest.raises(ProofWrong):
            services.prove_by_code(session, asked=asked, code=code, at=NOW)


def test_an_app_that_never_showed_a_right_code_proves_nothing(
    session: Session, staff: StaffMember
) -> None:
    offered = services.offer_code_app(session, staff_id=staff.id, at=NOW)
    asked = on_the_way(session, staff)
    with pytest.raises(ProofWrong):
        services.prove_by_code(session, asked=asked, code=code_shown(offered.secret, NOW), at=NOW)

    assert services.offer_code_app(session, staff_id=staff.id, at=NOW).id == offered.id


def test_after_five_wrong_ones_a_right_one_is_not_looked_at(
    session: Session, staff: StaffMember
) -> None:
    app, asked = code_app(session, staff), on_the_way(session, staff)
    for _ in range(5):
        with pytest.raises(ProofWrong):
            services.prove_by_code(session, asked=asked, code="000000", at=NOW)
    with pytest.raises(SignInExpired):
        services.prove_by_code(session, asked=asked, code=code_shown(app.secret, NOW), at=NOW)

    assert asked.expires_at == NOW


def test_of_two_who_bring_the_same_code_at_once_one_is_let_in(
    engine: Engine, session: Session, staff: StaffMember
) -> None:
    app = code_app(session, staff)
    code = code_shown(app.secret, NOW)
    ids = [on_the_way(session, staff).id for _ in range(2)]
    session.commit()
    let_in: list[UUID] = []

    def prove(unfinished_id: UUID) -> None:
        try:
            with Session(engine) as own, own.begin():
                asked = own.get_one(UnfinishedSignIn, unfinished_id)
                services.prove_by_code(own, asked=asked, code=code, at=NOW)
        except ProofWrong:
            return
        let_in.append(unfinished_id)

    together(*(partial(prove, each) for each in ids))

    assert len(let_in) == 1


def test_secrets_do_not_lie_in_the_database_as_they_are(
    session: Session, staff: StaffMember
) -> None:
    app = code_app(session, staff)
    codes = services.make_recovery_codes(session, staff_id=staff.id, at=NOW)
    lying = session.connection().exec_driver_sql("SELECT secret FROM code_app").scalar_one()
    digests = session.scalars(select(RecoveryCode.code_digest)).all()

    assert str(lying).startswith("v1.")
    assert app.secret not in str(lying)
    assert not any(codes[0].replace("-", "").encode() in each for each in digests)


def test_the_last_factor_stays_where_one_is_required(session: Session, staff: StaffMember) -> None:
    app = code_app(session, staff)
    with pytest.raises(LastFactor):
        services.remove_factor(
            session, staff_id=staff.id, factor_id=app.id, is_required=True, at=NOW
        )
    services.remove_factor(session, staff_id=staff.id, factor_id=app.id, is_required=False, at=NOW)

    assert factors_of(session, staff.id).count == 0


def test_nobody_removes_a_factor_of_another(session: Session, staff: StaffMember) -> None:
    app = code_app(session, staff_member(session, Role.ANALYST))
    with pytest.raises(NotFound):
        services.remove_factor(
            session, staff_id=staff.id, factor_id=app.id, is_required=False, at=NOW
        )

    assert app.removed_at is None


def test_a_step_of_the_way_in_takes_ten_minutes_at_most(
    session: Session, staff: StaffMember
) -> None:
    assert on_the_way(session, staff).expires_at == NOW + timedelta(minutes=10)
