"""From a visit to the landlord's letter, and back to the home: before and after, side by side."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.landlords import landlord, role
from factories.people import staff_member
from factories.reach import protected
from factories.tenancies import tenancy
from factories.visitors import Visitor
from factories.visits import answer, consent, deficiency, visit, visit_content
from factories.whole_case import stored_picture
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import utc_now
from landlord_watch.kernel.ids import new_id
from landlord_watch.measures.models import Measure
from landlord_watch.visits.models import Deficiency, DeficiencyState, Visit, VisitPhoto
from landlord_watch.visits.services.recording import record_visit_revision

AS = Callable[..., Visitor]
TELL = ("visit", "rooms", "photos", "tell_landlord")
QUIET = ("visit", "rooms")
MOULD = [deficiency("DMP-01", "serious", note="Bakom sängen.")]
MADE = utc_now() - timedelta(days=30)


@pytest.fixture
def home(session: Session):
    """A home that is let, and two visits to who lives there: a month ago, and a week ago."""
    made = dwelling(session, street_address="Ringvägen 7")
    role(session, landlord(session), made)
    officer = staff_member(session, Role.FIELD_OFFICER, username="besökte")
    lived = {"officer": officer, "contract": tenancy(session, home=made)}
    first = visit(session, **lived, planned_at=MADE)
    second = visit(session, **lived, planned_at=MADE + timedelta(days=23))
    for each in (first, second):
        each.recorded_at = MADE - timedelta(days=5)
    session.commit()
    return first, second


def came(session: Session, made: Visit, answers, purposes=TELL, *, picture: str = "") -> None:
    moment = {"device_at": made.planned_at.isoformat(), "server_offset_ms": 0}
    content = visit_content(
        made.id,
        answers=answers,
        consents=[consent(purposes=purposes)],
        started=moment,
        finished=moment,
    )
    revision = record_visit_revision(
        session,
        content=content,
        base_revision_id=None,
        author_id=made.assigned_to_id,
        received_at=made.planned_at + timedelta(hours=1),
        at=utc_now(),
    )
    if picture:
        photo = VisitPhoto(
            revision_id=revision.id,
            photo_id=new_id(),
            blob_sha256=picture,
            item_id="DMP-01",
            caption="Väggen",
            stored_file_id=stored_picture(session, sha256=picture).id,
        )
        session.add(photo)
    session.commit()


def test_the_whole_chain_is_walked_from_the_letter_to_the_new_visit(
    visitor_as: AS, session: Session, home
) -> None:
    came(session, home[0], MOULD)
    somebody = visitor_as(Role.CASEWORKER)
    asked = somebody.get(f"/office/visits/{home[0].id}/tell-landlord")
    draft = somebody.submit(asked, "tell-landlord", asked_by_on="2099-05-04")
    preview = somebody.submit(draft, "draft")
    letter = somebody.submit(preview, "draft", step="make")
    somebody.submit(somebody.get(f"{letter.path}/sent"), "sent", sent_by="post")
    row = session.scalars(select(Deficiency)).one()
    session.refresh(row)
    told, found_id = row.state, row.id
    session.rollback()  # nobody else may write while a test reads
    for state in ("promised", "claimed_fixed"):
        step = somebody.get(f"/office/deficiencies/{found_id}/steps/new")
        somebody.submit(step, "steps", state=state)
    proposed = somebody.get("/office/measures/?due=proposed")
    came(session, home[1], [answer("DMP-01")])
    page = somebody.get(f"/office/deficiencies/{found_id}")

    assert "senast 4 maj 2099" in draft.value_of("body")
    assert told is DeficiencyState.REPORTED
    assert "Boka nytt besök" in proposed.words
    assert "Bekräftat åtgärdad" in page.words
    assert "Sett vid ett nytt besök" in page.words


def test_without_a_yes_nothing_can_be_told_and_the_page_says_why(
    visitor_as: AS, session: Session, home
) -> None:
    came(session, home[0], MOULD, QUIET)
    page = visitor_as(Role.CASEWORKER).get(f"/office/visits/{home[0].id}/tell-landlord")

    assert "Den boende har inte sagt ja till att vi berättar för hyresvärden." in page.words
    assert page.soup.find("input", attrs={"name": "deficiencies"}) is None


def test_of_somebody_protected_nobody_is_asked(visitor_as: AS, session: Session, home) -> None:
    came(session, home[0], MOULD)
    somebody = visitor_as(Role.CASEWORKER)
    asked = somebody.get(f"/office/visits/{home[0].id}/tell-landlord")
    owner = session.get_one(Household, home[0].household_id)
    protected(session, owner, named=[somebody.staff_id])
    session.commit()
    page = somebody.submit(asked, "tell-landlord", asked_by_on="2099-05-04")

    assert page.status == 422
    assert session.scalars(select(Deficiency.asked_by_on)).one() is None


def test_a_day_that_has_passed_is_refused_at_its_field(
    visitor_as: AS, session: Session, home
) -> None:
    came(session, home[0], MOULD)
    somebody = visitor_as(Role.CASEWORKER)
    asked = somebody.get(f"/office/visits/{home[0].id}/tell-landlord")
    page = somebody.submit(asked, "tell-landlord", asked_by_on="2020-01-01")

    assert page.status == 422
    assert "Välj i dag eller en senare dag." in page.errors_at("asked_by_on")


def test_before_and_after_stand_beside_each_other_with_pictures_and_what_was_noted(
    visitor_as: AS, session: Session, home
) -> None:
    came(session, home[0], MOULD, picture="a" * 64)
    came(session, home[1], [answer("DMP-01")], picture="b" * 64)
    page = visitor_as(Role.CASEWORKER).get(f"/office/visits/{home[1].id}/re-inspection")
    shown = [image["src"].split("/")[3] for image in page.soup.select(".before-after img")]

    assert "Bakom sängen" in page.words
    assert "Bekräftat åtgärdad" in page.words
    assert shown == [str(home[0].id), str(home[1].id)]


@pytest.mark.parametrize(
    ("purposes", "picture", "says"),
    [
        (QUIET, "", "Ingen bild: den boende sa inte ja till foto."),
        (TELL, "", "Ingen bild togs."),
    ],
)
def test_a_picture_that_is_not_there_is_told_in_words(
    visitor_as: AS, session: Session, home, purposes, picture: str, says: str
) -> None:
    came(session, home[0], MOULD, purposes, picture=picture)
    came(session, home[1], [answer("DMP-01")], purposes)
    page = visitor_as(Role.CASEWORKER).get(f"/office/visits/{home[1].id}/re-inspection")

    assert says in page.words
    assert page.soup.select(".before-after img") == []


def test_a_home_that_was_not_visited_before_has_nothing_to_compare(
    visitor_as: AS, session: Session, home
) -> None:
    came(session, home[0], MOULD)
    page = visitor_as(Role.CASEWORKER).get(f"/office/visits/{home[0].id}/re-inspection")

    assert "Inget från tidigare besök" in page.words


def test_who_may_not_see_the_household_sees_no_comparison(
    visitor_as: AS, session: Session, home
) -> None:
    path = f"/office/visits/{home[1].id}/re-inspection"

    assert visitor_as(Role.BOARD_MEMBER).get(path).status == 403
    assert session.scalars(select(Measure)).all() == []
