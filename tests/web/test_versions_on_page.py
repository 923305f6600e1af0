"""The page of a visit that has stood in two versions: what they are called, and the way back."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.tablets import tablet
from factories.versions import merge, two_versions
from factories.visitors import Visitor
from factories.visits import visit
from landlord_watch.identity.rules import Role
from landlord_watch.visits.models import Visit
from landlord_watch.visits.queries.versions import get_versions

AS = Callable[..., Visitor]


@pytest.fixture
def split(session: Session) -> Visit:
    """Seen twice: once the kitchen, once the lock."""
    officer = staff_member(session, Role.FIELD_OFFICER)
    planned = visit(session, officer=officer)
    two_versions(session, tablet(session, officer), planned)
    session.commit()
    return planned


def test_they_are_called_as_where_they_are_merged(
    session: Session, visitor_as: AS, split: Visit
) -> None:
    page = visitor_as(Role.CASE_MANAGER).get(f"/office/visits/{split.id}")
    shown = page.soup.select("article.reading")
    versions = get_versions(session, split.id)
    answered = [
        {answer["item"] for answer in each.content["answers"] if answer["kind"] == "deficiency"}
        for each in (versions.one, versions.other)
    ]

    assert [each.find("h2").get_text() for each in shown] == [
        "Version A: Genomfört",
        "Version B: Genomfört",
    ]
    assert answered == [{"KIT-01"}, {"ENT-02"}]
    assert "Det går inte att laga mat" in shown[0].get_text()
    assert "Det går inte att laga mat" not in shown[1].get_text()


def test_from_a_merge_there_is_a_way_in_sight_to_make_it_anew(
    session: Session, visitor_as: AS, split: Visit
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    made = merge(session, staff_member(session, Role.CASE_MANAGER, username="m"), split.id).id
    session.commit()
    path = f"/office/visits/{split.id}"
    way = manager.get(path).soup.find("a", string="För ihop dem på nytt")

    assert way is not None
    assert way["href"] == f"{path}/versions/{made}/anew"
    assert way.find_parent("details") is None
    assert "För ihop dem på nytt" not in visitor_as(Role.CASEWORKER).get(path).words
