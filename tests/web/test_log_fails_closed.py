"""Where the access log cannot be written nothing is shown, and nothing is done."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.visitors import Visitor
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def unwritable(engine: Engine) -> Callable[[], None]:
    """From when it is called the log takes no rows."""

    def close() -> None:
        refuse = "BEGIN SELECT RAISE(ABORT, 'no more'); END"
        if engine.dialect.name == "postgresql":
            refuse = "FOR EACH ROW EXECUTE FUNCTION keep_access_log()"
        with engine.begin() as connection:
            connection.execute(
                text(f"CREATE TRIGGER nothing_more BEFORE INSERT ON access_log_entry {refuse}")
            )

    return close


def test_a_page_is_not_shown(
    visitor_as: VisitorAs, session: Session, unwritable: Callable[[], None]
) -> None:
    home = dwelling(session, street_address="Hemliga gatan 4")
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    unwritable()
    page = somebody.get(f"/office/dwellings/{home.id}")

    assert page.status == 503
    assert "Hemliga" not in page.text


def test_what_is_refused_is_not_told_of_either(
    visitor_as: VisitorAs, unwritable: Callable[[], None]
) -> None:
    somebody = visitor_as(Role.BOARD_MEMBER)
    unwritable()

    assert somebody.get("/office/households/").status == 503


def test_nothing_is_done(
    visitor_as: VisitorAs, session: Session, unwritable: Callable[[], None]
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get("/office/dwellings/new")
    unwritable()
    page = somebody.submit(form, "new", street_address="Nya gatan 1")
    session.rollback()

    assert page.status == 503
    assert session.scalar(select(func.count()).select_from(Dwelling)) == 0
