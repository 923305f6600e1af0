"""Writing a norm at the desk: rows without a script, faults at their place, two at once."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.rents import norm_set
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.rents import services
from landlord_watch.rents.models import NormDraft, NormDraftVersion, NormSet

VisitorAs = Callable[..., Visitor]

ABOUT = {
    "name": "Bengtsfors 2027",
    "starts_on": "2027-01-01",
    "decision_reference": "Socialnämnden § 84",
    "decided_on": "2026-12-10",
}
#: One answer for every household: two rows, and the rest apart.
ROWS = (
    {"adults": "1–2", "children": "0", "amount": "5 400"},
    {"adults": "1-2", "children": "1+", "amount": "6500", "per_extra_child": "1 200"},
    {"adults": "3+", "children": "0+", "is_apart": "y"},
)


def typed(rows: tuple[dict[str, str], ...]) -> dict[str, Any]:
    return {
        f"row-{number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in row.items()
    }


class Desk:
    """Somebody with a draft on the screen."""

    def __init__(self, somebody: Visitor) -> None:
        self.somebody = somebody

    def begin(self) -> Page:
        return self.somebody.submit(self.somebody.get("/office/norms/"), "norms/drafts")

    def with_rows(self, count: int) -> Page:
        page = self.begin()
        for _ in range(count):
            page = self.somebody.submit(page, "norms/drafts", add_row="1")
        return page

    def save(self, page: Page, **fields: Any) -> Page:
        return self.somebody.submit(page, "norms/drafts", **fields)

    def saved(self, rows: tuple[dict[str, str], ...] = ROWS, **about: Any) -> Page:
        return self.save(self.with_rows(len(rows)), **ABOUT | about, **typed(rows))


@pytest.fixture
def desk(visitor_as: VisitorAs) -> Desk:
    return Desk(visitor_as(Role.CASE_MANAGER))


def versions(session: Session) -> int:
    session.rollback()
    count = session.scalar(select(func.count()).select_from(NormDraftVersion)) or 0
    session.rollback()  # the app wants the database
    return count


def adopt(desk: Desk, page: Page, **fields: Any) -> Page:
    form = desk.somebody.get(page.path.removesuffix("#") + "/adopt")
    return desk.somebody.submit(form, "adopt", **fields)


def test_a_new_norm_begins_empty_with_every_household_without_an_answer(desk: Desk) -> None:
    page = desk.begin()

    assert page.h1 == "Ny norm"
    assert "1–4 vuxna, hur många barn det än är" in page.words


def test_rows_are_added_and_taken_away_without_saving_and_without_losing_what_was_typed(
    desk: Desk, session: Session
) -> None:
    page = desk.with_rows(2)
    page = desk.somebody.submit(page, "norms/drafts", **{"row-1-adults": "3+"}, remove_row="0")

    assert page.status == 200
    assert page.value_of("row-1-adults") == "3+"
    assert "Rad 1" in page.words
    assert "Rad 2" not in page.words
    assert versions(session) == 1


def test_a_whole_norm_is_saved_and_shown_household_by_household(desk: Desk) -> None:
    page = desk.saved()

    assert "Utkastet är sparat" in page.words
    assert "Hushåll utan svar" not in page.words
    assert page.value_of("row-1-children") == "1+"
    assert "0 5 400 kr 5 400 kr prövas för sig prövas för sig" in page.words
    assert "2 7 700 kr 7 700 kr prövas för sig" in page.words


def test_gaps_and_overlaps_are_saved_and_said_at_their_rows(desk: Desk) -> None:
    page = desk.saved((ROWS[0], {"adults": "2", "children": "0", "amount": "6000"}))

    assert "Överlappar rad 2: 2 vuxna utan barn." in page.words
    assert "Överlappar rad 1: 2 vuxna utan barn." in page.words
    assert "3–4 vuxna, hur många barn det än är" in page.words
    assert "flera: 5 400 kr / 6 000 kr" in page.words


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("row-0-adults", "", "Skriv hur många vuxna"),
        ("row-0-adults", "0", "Skriv ett antal"),
        ("row-0-adults", "2-1", "Skriv ett antal"),
        ("row-0-adults", "par", "Skriv ett antal"),
        ("row-0-children", "", "Skriv hur många barn"),
        ("row-0-amount", "", "Skriv beloppet"),
        ("row-0-amount", "0", "större än noll"),
        ("row-0-amount", "mycket", "Skriv ett belopp"),
        ("row-2-amount", "500", "Ta bort beloppet"),
        ("row-0-ages", "unga", "Skriv åldrarna"),
        ("row-0-ages", "30-20", "Skriv åldrarna"),
        ("row-0-rooms", "många", "Skriv ett heltal"),
        ("row-0-area_m2", "-3", "Skriv ett tal"),
        ("starts_on", "snart", "Skriv ett datum"),
        ("ends_on", "2026-12-31", "sluta efter"),
        ("name", "x" * 121, "högst 120"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(
    desk: Desk, session: Session, field: str, value: str, said: str
) -> None:
    page = desk.save(desk.with_rows(3), **ABOUT | typed(ROWS) | {field: value})

    assert page.status == 422
    assert said in page.errors_at(field)
    assert page.value_of(field) == value
    assert page.value_of("row-1-amount") == "6500"
    assert versions(session) == 1


def test_a_norm_that_tells_too_many_ages_apart_is_not_saved_and_keeps_what_was_typed(
    desk: Desk, session: Session
) -> None:
    rows = tuple({**ROWS[0], "ages": f"från {age}"} for age in (20, 25, 30, 65))
    page = desk.saved(rows)

    assert page.status == 422
    assert "Högst 3 åldersgränser" in page.words
    assert page.value_of("row-3-ages") == "från 65"
    assert versions(session) == 1


@pytest.mark.parametrize(
    ("written", "again"), [("under 25", "under 25"), ("från 25", "från 25"), ("18-24", "18–24")]
)
def test_ages_are_written_as_norm_tables_write_them(desk: Desk, written: str, again: str) -> None:
    page = desk.saved(({**ROWS[0], "ages": written, "rooms": "2", "area_m2": "60"},))

    assert page.value_of("row-0-ages") == again
    assert page.value_of("row-0-area_m2") == "60"


def test_who_saves_second_sees_it_and_keeps_what_was_typed(
    desk: Desk, visitor_as: VisitorAs, session: Session
) -> None:
    mine = desk.with_rows(3)
    other = Desk(visitor_as(Role.ADMINISTRATOR))
    theirs = other.somebody.get(mine.path)
    other.save(theirs, name="Deras")
    page = desk.save(mine, **ABOUT, **typed(ROWS))

    assert page.status == 409
    assert "Någon annan har sparat version 2" in page.words
    assert page.value_of("name") == "Bengtsfors 2027"
    assert page.value_of("row-1-amount") == "6500"
    assert versions(session) == 2

    again = desk.save(page)

    assert "Version 3" in again.words
    assert again.h1 == "Bengtsfors 2027"
    assert desk.somebody.get(f"{mine.path}/versions/2").words.count("Deras") > 0


def test_the_second_click_saves_no_second_version(desk: Desk, session: Session) -> None:
    page = desk.with_rows(3)
    desk.save(page, **ABOUT, **typed(ROWS))
    again = desk.save(page, **ABOUT, **typed(ROWS))

    assert again.status == 200
    assert versions(session) == 2


def test_one_may_go_back_to_an_earlier_version(desk: Desk) -> None:
    page = desk.saved()
    page = desk.save(page, name="Sämre")
    earlier = desk.somebody.get(f"{page.path}/versions/2")
    page = desk.somebody.submit(earlier, "versions/2")

    assert page.h1 == "Bengtsfors 2027"
    assert "Version 4" in page.words
    assert "Version 1" in desk.somebody.get(f"{page.path}/versions").words


def test_a_discarded_draft_may_be_brought_back(desk: Desk) -> None:
    page = desk.saved()
    gone = desk.somebody.submit(page, "discard")
    back = desk.somebody.submit(gone, "bring-back")

    assert "Utkastet är kastat" in gone.words
    assert "Spara utkastet" not in gone.words
    assert back.value_of("name") == "Bengtsfors 2027"


def test_a_whole_draft_is_adopted_and_is_ones_own(desk: Desk) -> None:
    page = adopt(desk, desk.saved())

    assert page.h1 == "Bengtsfors 2027"
    assert "Egen" in page.words
    assert "Beslutsdag 10 december 2026" in page.words
    assert "3 vuxna eller fler, hur många barn det än är prövas för sig" in page.words


def test_a_draft_that_is_not_whole_is_not_adopted_and_says_what_is_missing(
    desk: Desk, session: Session
) -> None:
    page = adopt(desk, desk.saved(ROWS[:1], decided_on="", decision_reference=""))

    assert page.status == 422
    assert "Utkastet är inte färdigt" in page.words
    assert "vilken dag beslutet fattades" in page.words
    assert "svar för 1–2 vuxna med 1 barn eller fler" in page.words
    session.rollback()
    assert session.scalar(select(func.count()).select_from(NormSet)) == 0


def test_a_norm_decided_afterwards_says_so_and_leads_to_the_checks(desk: Desk) -> None:
    page = desk.saved(decided_on="2027-02-10")
    asked = desk.somebody.get(page.path + "/adopt")
    own = adopt(desk, page)

    assert "Beslutet är fattat efter den dag normen börjar gälla" in asked.words
    assert "Det som redan är beslutat står kvar" in own.words
    assert "Kontroller att göra om" in own.words


def test_an_own_norm_of_the_same_day_is_replaced_only_when_that_is_chosen(desk: Desk) -> None:
    first = adopt(desk, desk.saved())
    page = desk.saved(name="Rättad")
    refused = adopt(desk, page)
    first_id = first.path.rsplit("/", 1)[-1]
    own = adopt(desk, page, replacing_id=first_id)

    assert "gäller redan en egen norm" in refused.words
    assert own.h1 == "Rättad"
    assert "En annan norm har tagit dess plats" in desk.somebody.get(first.path).words


def test_an_adopted_draft_is_closed(desk: Desk) -> None:
    page = desk.saved()
    adopt(desk, page)
    after = desk.somebody.get(page.path)
    late = desk.save(page, name="För sent")

    assert "ändras inte mer" in after.words
    assert "Spara utkastet" not in after.words
    assert late.status == 409


def test_a_norm_is_written_from_a_published_one(desk: Desk, session: Session) -> None:
    services.import_published_norms(session, actor_id=None, at=clock.utc_now())
    session.commit()
    uddevalla = session.scalars(select(NormSet).where(NormSet.name == "Uddevalla 2020")).one()
    session.commit()
    page = desk.somebody.submit(desk.somebody.get(f"/office/norms/{uddevalla.id}"), "norms/drafts")

    assert page.value_of("row-2-per_extra_child") == "1600"
    assert page.value_of("starts_on") == ""
    assert "3–4 vuxna, hur många barn det än är" in page.words


@pytest.mark.parametrize("more", ["", "/versions", "/versions/1", "/adopt", "/what-if"])
def test_a_draft_that_is_not_there_is_not_found(desk: Desk, more: str) -> None:
    assert desk.somebody.get(f"/office/norms/drafts/{uuid4()}{more}").status == 404


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.BOARD_MEMBER, Role.FIELD_OFFICER])
def test_who_may_not_write_norms_sees_no_drafts(
    visitor_as: VisitorAs, desk: Desk, session: Session, role: Role
) -> None:
    desk.saved()
    session.rollback()
    draft_id = session.scalars(select(NormDraft.id)).one()
    session.rollback()
    somebody = visitor_as(role)

    assert somebody.get(f"/office/norms/drafts/{draft_id}").status == 403
    assert "utkast" not in somebody.get("/office/norms/").words.lower()


def test_a_stored_norm_is_unmoved_by_a_draft_of_it(desk: Desk, session: Session) -> None:
    own = norm_set(session)
    session.commit()
    page = desk.somebody.submit(desk.somebody.get(f"/office/norms/{own.id}"), "norms/drafts")
    desk.save(page, **{"row-0-amount": "1"})

    assert "5 400 kr" in desk.somebody.get(f"/office/norms/{own.id}").words
