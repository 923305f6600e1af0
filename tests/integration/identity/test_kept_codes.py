"""A copy of the database tells no code: they are kept under a key that lies elsewhere."""

from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factories.people import NOW, staff_member
from landlord_watch.identity import services
from landlord_watch.identity.errors import EnrolmentCodeWrong
from landlord_watch.identity.models import EnrolmentCode, RecoveryCode, StaffMember
from landlord_watch.identity.proofs.codes import CodeFor, as_typed, code_digest
from landlord_watch.identity.rules import Role
from landlord_watch.infra.field_keys import use_field_keys
from landlord_watch.infra.key_files import KeyFile, KeyFiles


@pytest.fixture
def staff(session: Session) -> StaffMember:
    return staff_member(session, Role.FIELD_OFFICER)


def test_no_code_lies_as_a_digest_that_can_be_tried(session: Session, staff: StaffMember) -> None:
    made = services.make_recovery_codes(session, staff_id=staff.id, at=NOW)
    tablet = services.issue_enrolment_code(session, staff_id=staff.id, actor_id=None, at=NOW)
    kept = {*session.scalars(select(RecoveryCode.code_digest))}
    kept |= {*session.scalars(select(EnrolmentCode.code_digest))}
    tried = {sha256(as_typed(code).encode()).digest() for code in (*made, tablet)}

    assert len(kept) == 11
    assert kept.isdisjoint(tried)


def test_a_code_of_another_installation_is_kept_otherwise(
    engine: Engine, session: Session, tmp_path: Path
) -> None:
    here = code_digest(session, "ABCD", of=CodeFor.PAPER)
    files = KeyFiles(tmp_path / "other-keys")
    files.ensure(KeyFile.INDEX)
    use_field_keys(engine, files)
    with Session(engine) as elsewhere:
        there = code_digest(elsewhere, "ABCD", of=CodeFor.PAPER)

    assert here != there


def test_a_code_for_one_thing_is_none_for_another(session: Session, staff: StaffMember) -> None:
    paper = services.make_recovery_codes(session, staff_id=staff.id, at=NOW)[0]
    kept = {code_digest(session, "ABCD", of=each) for each in CodeFor}

    assert len(kept) == len(CodeFor)
    with pytest.raises(EnrolmentCodeWrong):
        services.enrol_device(session, staff_id=staff.id, code=paper, name="Platta", at=NOW)
