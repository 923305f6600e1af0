from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from factories import households as made
from factories import reach
from factories.retention import LONG_AFTER, end_all
from landlord_watch.audit import services as audit
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.retention.models import LegalHold, PersonGround, Purge

MANAGER, OFFICER = Role.CASE_MANAGER, Role.DATA_PROTECTION_OFFICER
PAGE = "/office/retention/"
LONG_AGO = datetime(2019, 5, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(LONG_AFTER, tick=True):
        yield


@pytest.fixture
def manager(visitor_as):
    return visitor_as(MANAGER)


@pytest.fixture
def ended(session, manager) -> Household:
    """A case of nobody's that has come to an end."""
    assert manager.staff_id
    household = made.household(session, case_number="EB-2020-90001", children=1)
    made.aid_period(session, household)
    end_all(session, household)
    session.commit()
    return household


def keeping(household: Household, more: str = "") -> str:
    return f"/office/keeping/{household.id}/{more}"


def test_looking_shows_what_is_due_and_changes_nothing(manager, ended, session):
    page = manager.get(PAGE)
    session.expire_all()

    assert "EB-2020-90001" in page.words
    assert "Fem år efter den sista anteckningen" in page.words
    assert session.get(Household, ended.id) is not None


def test_who_reaches_no_case_sees_the_days_and_not_the_number(visitor_as, ended):
    assert ended.id
    page = visitor_as(OFFICER).get(PAGE)

    assert "EB-2020-90001" not in page.words
    assert "visas inte för dig" in page.words


@pytest.mark.parametrize(
    "role", [Role.CASEWORKER, Role.FIELD_OFFICER, Role.BOARD_MEMBER, Role.ANALYST]
)
def test_others_may_not_look(visitor_as, role):
    assert visitor_as(role).get(PAGE).status == 403


def test_one_proposes_another_agrees_and_it_is_gone(manager, visitor_as, ended, session):
    proposed = manager.submit(manager.get(PAGE), "proposals")
    (purge_id,) = session.scalars(select(Purge.id)).all()
    session.commit()
    place = f"{PAGE}proposals/{purge_id}"
    officer = visitor_as(OFFICER)
    agreed = officer.submit(officer.get(place), "approve")
    done = manager.submit(manager.get(place), "carry-out")

    assert "EB-2020-90001" in proposed.words
    assert "Gallringen är godkänd" in agreed.words
    assert session.get(Household, ended.id, populate_existing=True) is None
    assert "1 akt är gallrad" in done.words
    assert "Gallra nu" not in done.words


def test_who_has_sat_long_proves_themselves_before_agreeing(manager, visitor_as, ended, session):
    assert ended.id
    manager.submit(manager.get(PAGE), "proposals")
    (purge_id,) = session.scalars(select(Purge.id)).all()
    session.commit()
    officer = visitor_as(OFFICER)
    page = officer.get(f"{PAGE}proposals/{purge_id}")
    for minutes in (12, 24, 36):
        with time_machine.travel(LONG_AFTER + timedelta(minutes=minutes), tick=True):
            officer.get(PAGE)
    with time_machine.travel(LONG_AFTER + timedelta(minutes=40), tick=True):
        asked = officer.submit(page, "approve")

    assert "Gallringen är godkänd" not in asked.words
    assert session.scalars(select(Purge.is_approved)).all() == [False]


def test_who_proposed_is_not_asked_to_agree(visitor_as, ended, session):
    assert ended.id
    both = visitor_as(MANAGER, OFFICER, username="both")
    page = both.submit(both.get(PAGE), "proposals")
    (purge_id,) = session.scalars(select(Purge.id)).all()
    session.commit()
    both.client.post(f"{PAGE}proposals/{purge_id}/approve")

    assert "En annan än den som har föreslagit" in page.words
    assert session.scalars(select(Purge.is_approved)).all() == [False]


def test_what_is_not_agreed_to_cannot_be_carried_out(manager, ended, session):
    page = manager.submit(manager.get(PAGE), "proposals")
    (purge_id,) = session.scalars(select(Purge.id)).all()
    session.commit()
    token = page.soup.find("input", {"name": "csrf_token"})
    path = f"{PAGE}proposals/{purge_id}/carry-out"
    manager.client.post(path, data={"csrf_token": token["value"] if token else ""})
    session.expire_all()

    assert session.get(Household, ended.id) is not None


def test_the_record_is_a_pdf_that_names_no_case(manager, visitor_as, ended, session):
    assert ended.id
    manager.submit(manager.get(PAGE), "proposals")
    (purge_id,) = session.scalars(select(Purge.id)).all()
    session.commit()
    officer = visitor_as(OFFICER)
    officer.submit(officer.get(f"{PAGE}proposals/{purge_id}"), "approve")
    answer = manager.client.get(f"{PAGE}proposals/{purge_id}/record.pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert b"EB-2020-90001" not in answer.data


def test_an_unknown_proposal_is_not_found(manager):
    assert manager.get(f"{PAGE}proposals/{LegalHold.__name__}").status == 404
    assert manager.get(f"{PAGE}proposals/00000000-0000-0000-0000-000000000001").status == 404


def test_a_hold_is_placed_shown_and_lifted(manager, ended, session):
    page = manager.get(keeping(ended, "holds/new"))
    saved = manager.submit(page, "holds/new", reason="Tvist i hyresnämnden")
    (hold_id,) = session.scalars(select(LegalHold.id)).all()
    session.commit()
    lifted = manager.submit(manager.get(keeping(ended, f"holds/{hold_id}/lift")), "lift")

    assert "Undantagen från gallring" in saved.words
    assert "Tvist i hyresnämnden" in saved.words
    assert "Undantagen från gallring" not in lifted.words


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"reason": " "}, "reason", "Skriv varför"),
        ({"reason": "Tvist", "ends_on": "2032-06-01"}, "ends_on", "inte har kommit än"),
        ({"reason": "Tvist", "ends_on": "snart"}, "ends_on", "datum"),
    ],
)
def test_a_hold_lacking_something_is_refused_at_its_field(
    manager, ended, session, typed, field, words
):
    page = manager.submit(manager.get(keeping(ended, "holds/new")), "holds/new", **typed)

    assert page.status == 422
    assert words in page.errors_at(field)
    assert session.scalars(select(LegalHold)).all() == []


def test_a_hold_lifted_twice_is_said_so(manager, ended, session):
    page = manager.get(keeping(ended, "holds/new"))
    manager.submit(page, "holds/new", reason="Tvist i hyresnämnden")
    (hold_id,) = session.scalars(select(LegalHold.id)).all()
    session.commit()
    asked = manager.get(keeping(ended, f"holds/{hold_id}/lift"))
    manager.submit(asked, "lift")
    again = manager.submit(asked, "lift")

    assert again.status == 422
    assert "redan hävt" in again.words


def test_what_decides_is_said_of_a_member_and_taken_back(manager, ended, session):
    page = manager.get(keeping(ended, "grounds/new"))
    saved = manager.submit(page, "grounds/new", member_id=member(page, -1), ground="placement")
    kept = session.scalars(select(PersonGround.id).where(PersonGround.ground == "placement")).one()
    session.commit()
    back = manager.submit(saved, f"grounds/{kept}/take-back")

    assert "Ett barn har varit placerat utanför hemmet" in saved.words
    assert "Ett barn har varit placerat utanför hemmet" not in back.words


def member(page, place: int) -> str:
    return page.soup.find("select", {"name": "member_id"}).find_all("option")[place]["value"]


def test_what_decides_is_refused_where_nothing_is_chosen(manager, ended):
    page = manager.get(keeping(ended, "grounds/new"))
    refused = manager.submit(page, "grounds/new", decided_on="")

    assert refused.status == 422
    assert "Välj vad som gäller" in refused.errors_at("ground")
    assert "Skriv vilken dag" in refused.errors_at("decided_on")


def test_the_same_said_twice_is_refused(manager, ended):
    page = manager.get(keeping(ended, "grounds/new"))
    said = {"member_id": member(page, -1), "ground": "placement"}
    manager.submit(page, "grounds/new", **said)
    again = manager.submit(page, "grounds/new", **said)

    assert again.status == 422
    assert "redan antecknat" in again.errors_at("ground")


def test_a_case_of_somebody_elses_unit_is_not_there(visitor_as, ended, session):
    stranger = visitor_as(Role.CASEWORKER, username="stranger")
    somebody = visitor_as(Role.CASE_MANAGER, username="another")
    reach.unit(session, somebody.staff_id, name="Annan")
    reach.assigned(session, ended, somebody.staff_id)
    session.commit()

    assert stranger.get(keeping(ended)).status == 404


def test_the_oldest_of_the_log_is_proposed_agreed_to_and_left_to_the_shell(
    manager, visitor_as, session
):
    for at in (LONG_AGO, LONG_AFTER):
        audit.record(session, actor_id=None, action="rent.read", subject_id=None, at=at)
    session.commit()
    page = manager.get(PAGE)
    proposed = manager.submit(page, "log-proposals")
    (purge_id,) = session.scalars(select(Purge.id)).all()
    session.commit()
    place = f"{PAGE}proposals/{purge_id}"
    officer = visitor_as(OFFICER)
    agreed = officer.submit(officer.get(place), "approve")
    manager.client.post(f"{place}/carry-out")
    again = manager.get(PAGE)

    assert "1 rader" in page.words
    assert "Gäller åtkomstloggen från före den" in proposed.words
    assert "landlord-watch retention purge" in agreed.words
    assert "Gallringen är föreslagen." in again.words
    assert session.scalars(select(Purge.done_at)).all() == [None]


def test_a_log_with_nothing_old_in_it_is_not_proposed(manager):
    page = manager.get(PAGE)

    assert "0 rader" in page.words
    assert "Föreslå att loggens äldsta rader gallras" not in page.words
