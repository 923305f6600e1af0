"""Reading the access log, and that everything in it has words."""

import ast
import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

import landlord_watch
from factories.dwellings import dwelling
from factories.visitors import Visitor
from landlord_watch.audit import services as audit
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.infra import clock
from landlord_watch.web.actions import ACTIONS, words_of

VisitorAs = Callable[..., Visitor]

#: An action, and not the name of a file.
ACTION = re.compile(r"[a-z_]+\.(?!json$)[a-z_]+")


def recorded_actions() -> set[str]:
    """What services say that they did, read off the code."""
    package = Path(landlord_watch.__file__).parent
    return {
        node.value
        for path in package.rglob("*.py")
        if "services" in str(path.relative_to(package)) and path.parts[-2] != "web"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and ACTION.fullmatch(node.value)
    }


def test_everything_that_is_logged_has_words() -> None:
    known = recorded_actions() | {str(permission) for permission in Permission}

    assert "landlord.recorded" in known
    assert sorted(known - set(ACTIONS)) == []


def test_what_has_no_words_is_shown_as_it_stands() -> None:
    assert words_of("moon.landed") == "moon.landed"


def test_the_newest_accesses_stand_first_with_who_and_what(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = dwelling(session)
    session.commit()
    visitor_as(Role.CASEWORKER).get(f"/office/dwellings/{home.id}")
    page = visitor_as(Role.DATA_PROTECTION_OFFICER).get("/office/access-log/")
    first = page.soup.find("tbody").find("tr")

    assert "Caseworker Läste i registret " + str(home.id) in " ".join(first.get_text(" ").split())


def test_what_was_asked_for_and_not_given_is_marked(visitor_as: VisitorAs) -> None:
    visitor_as(Role.BOARD_MEMBER).get("/office/staff/")
    page = visitor_as(Role.DATA_PROTECTION_OFFICER).get("/office/access-log/")

    assert "Läste om användare Nekad" in page.words


def test_the_log_is_narrowed_to_a_person_or_a_thing(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = dwelling(session)
    session.commit()
    caseworker, analyst = visitor_as(Role.CASEWORKER), visitor_as(Role.ANALYST)
    for somebody in (caseworker, analyst):
        somebody.get(f"/office/dwellings/{home.id}")
        somebody.get("/office/dwellings/")
    officer = visitor_as(Role.DATA_PROTECTION_OFFICER)
    of_person = officer.get(f"/office/access-log/?person={caseworker.staff_id}")
    of_thing = officer.get(f"/office/access-log/?thing={home.id}")

    assert len(of_person.soup.select("tbody tr")) == 2
    assert len(of_thing.soup.select("tbody tr")) == 2


@pytest.mark.parametrize(
    "query", ["thing=storgatan", "person=x", "thing=01890a5d-ac96-774b-bcce-b302099a8057"]
)
def test_what_is_no_id_or_nobody_s_finds_nothing(visitor_as: VisitorAs, query: str) -> None:
    page = visitor_as(Role.DATA_PROTECTION_OFFICER).get(f"/office/access-log/?{query}")

    assert "Ingen åtkomst stämmer" in page.words


def test_one_goes_on_to_older_rows_and_misses_none(visitor_as: VisitorAs, session: Session) -> None:
    thing = uuid4()
    for _ in range(51):
        audit.record(
            session, actor_id=None, action="rent.checked", subject_id=thing, at=clock.utc_now()
        )
    officer = visitor_as(Role.DATA_PROTECTION_OFFICER)
    first = officer.get(f"/office/access-log/?thing={thing}")
    second = officer.get(str(first.soup.find("a", rel="next")["href"]))

    assert len(first.soup.select("tbody tr")) == 50
    assert len(second.soup.select("tbody tr")) == 1
    assert second.soup.find("a", rel="next") is None


@pytest.mark.parametrize("before", ["0", "-1", "x", str(2**70)])
def test_a_row_number_that_is_none_is_taken_for_the_newest(
    visitor_as: VisitorAs, before: str
) -> None:
    page = visitor_as(Role.DATA_PROTECTION_OFFICER).get(f"/office/access-log/?before={before}")

    assert page.status == 200


@pytest.mark.parametrize("role", [role for role in Role if role != Role.DATA_PROTECTION_OFFICER])
def test_nobody_else_reads_the_log(visitor_as: VisitorAs, role: Role) -> None:
    assert visitor_as(role).get("/office/access-log/").status == 403
