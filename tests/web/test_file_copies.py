from uuid import UUID

import pytest
from sqlalchemy import select

from factories import cases, reach
from factories import households as made
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.households.models import Household
from landlord_watch.identity.models import SignInSession
from landlord_watch.identity.rules import Role
from landlord_watch.retention.models import CopyState, FileCopy

MINE = "198805042389"


@pytest.fixture
def caseworker(visitor_as):
    return visitor_as(Role.CASEWORKER)


@pytest.fixture
def manager(visitor_as):
    return visitor_as(Role.CASE_MANAGER)


@pytest.fixture
def home(session, caseworker, manager) -> Household:
    """Amina's and Farid's, whom both who handle it have."""
    household = made.household(session, adults=0)
    made.member(session, household, made.person(session, number=MINE))
    made.member(session, household, made.person(session, given_name="Farid", family_name="X-son"))
    reach.assigned(session, household, caseworker.staff_id, manager.staff_id)
    session.commit()
    return household


def path(home: Household, more: object = "") -> str:
    return f"/office/file-copies/{home.id}/{more}"


@pytest.fixture
def prepared(session, home, caseworker) -> UUID:
    """A copy that waits for another to look it through."""
    page = caseworker.get(path(home, "new"))
    option = page.soup.find("option", string="Amina Påhittad")
    caseworker.submit(page, "new", member_id=option["value"])
    (copy_id,) = session.scalars(select(FileCopy.id)).all()
    session.commit()
    return copy_id


def test_one_prepares_another_looks_it_through_and_it_is_fetched(
    session, home, prepared, caseworker, manager
):
    waiting = caseworker.get(path(home, prepared))
    released = manager.submit(manager.get(path(home, prepared)), "release")
    answer = fetched(caseworker, home, prepared, "pdf")
    done = session.scalars(
        select(AccessLogEntry.action).where(AccessLogEntry.action == "file_copy.exported")
    ).all()

    assert "Väntar på granskning" in waiting.words
    assert "Farid" not in waiting.words
    assert "Utdraget får lämnas ut" in released.words
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")
    assert done == ["file_copy.exported"]


def fetched(visitor, home, copy_id, kind):
    """What pressing the button gives."""
    form = visitor.get(path(home, copy_id)).form(kind)
    token = form.find("input", {"name": "csrf_token"})["value"]
    return visitor.client.post(form["action"], data={"csrf_token": token})


def test_a_case_against_another_municipality_is_read_in_words(session, home, caseworker):
    case = cases.opened(session, home)
    cases.confirmed_account(session, case)
    cases.form_found(session, case)
    cases.judged(session, case)
    cases.track(session, case)
    session.commit()
    page = caseworker.get(path(home, "new"))
    option = page.soup.find("option", string="Amina Påhittad")
    words = caseworker.submit(page, "new", member_id=option["value"]).words

    for said in (
        f"Ärende {case.number} om varför du flyttade hit Den andra kommunen Uddevalla",
        "Du berättade 2 februari 2026 De sa att hyran bara betalades om vi flyttade hit.",
        "Uppläst för dig 2 februari 2026: Ja, så var det. Har skrivit under",
        "Talar för medverkan Hyresavtal eller socialt kontrakt avslutades. Det finns en handling",
        "Bedömning 12 mars 2026 Misstänkt aktiv medverkan",
        "Begäran om överflyttning Påbörjat 2 februari 2026",
    ):
        assert said in words


def test_the_json_holds_the_same_and_its_name_tells_of_nobody(home, prepared, caseworker, manager):
    manager.submit(manager.get(path(home, prepared)), "release")
    answer = fetched(caseworker, home, prepared, "json")

    assert answer.json["who"]["number"] == MINE
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{prepared}.json"'


def test_who_prepared_it_is_not_asked_and_may_not(session, home, manager):
    page = manager.get(path(home, "new"))
    manager.submit(page, "new", member_id=page.soup.find("option")["value"])
    (copy_id,) = session.scalars(select(FileCopy.id)).all()
    session.commit()
    page = manager.get(path(home, copy_id))
    token = page.soup.find("input", {"name": "csrf_token"})
    given = {"csrf_token": token["value"] if token else ""}
    manager.client.post(path(home, f"{copy_id}/release"), data=given)

    assert "En annan än den som har förberett" in page.words
    assert session.scalars(select(FileCopy.state)).all() == [CopyState.PREPARED]


def test_what_changed_while_it_was_read_is_looked_through_again(session, home, prepared, manager):
    page = manager.get(path(home, prepared))
    made.aid_period(session, home)
    session.commit()
    refused = manager.submit(page, "release")

    assert refused.status == 422
    assert "Det har skrivits i akten" in refused.words


def test_a_copy_may_be_declined(home, prepared, manager, session):
    page = manager.get(path(home, prepared))
    button = page.soup.find("button", formaction=True)
    token = page.soup.find("input", {"name": "csrf_token"})["value"]
    manager.client.post(button["formaction"], data={"csrf_token": token, "note": "Fel person."})

    assert session.scalars(select(FileCopy.state)).all() == [CopyState.DECLINED]


def test_a_caseworker_does_not_look_through(home, prepared, caseworker, session):
    answer = caseworker.client.post(path(home, f"{prepared}/release"), data={})

    assert answer.status_code in {400, 403}
    assert session.scalars(select(FileCopy.state)).all() == [CopyState.PREPARED]


def test_nothing_chosen_is_refused_at_its_field(home, caseworker, session):
    page = caseworker.get(path(home, "new"))
    refused = caseworker.submit(page, "new", asked_on="")

    assert refused.status == 422
    assert "Skriv vilken dag" in refused.errors_at("asked_on")
    assert session.scalars(select(FileCopy)).all() == []


def test_who_has_not_proved_of_late_who_they_are_is_asked_to(session, home, prepared, manager):
    for each in session.scalars(select(SignInSession)):
        each.proved_at = each.proved_at.replace(year=2020)
    session.commit()
    answer = manager.client.get(path(home, prepared))

    assert answer.status_code in {302, 303, 403}


def test_a_copy_of_another_household_is_not_here(session, prepared, caseworker):
    other = made.household(session)
    reach.assigned(session, other, caseworker.staff_id)
    session.commit()

    assert caseworker.get(path(other, prepared)).status == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER])
def test_others_may_not_look(visitor_as, home, role):
    assert visitor_as(role).get(path(home)).status == 403
