"""Two versions of a visit at the office: read side by side, decided on, held together."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.reach import protected
from factories.tablets import Tablet, tablet
from factories.versions import merge, sent_in
from factories.visitors import Page, Visitor
from factories.visits import answer, deficiency, moment, visit
from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.visits.models import Visit, VisitRevision
from landlord_watch.visits.queries.versions import get_versions
from landlord_watch.visits.shapes import VisitContent

AS = Callable[..., Visitor]
REASON = "Frida såg bara köket, Bo hela hallen."


@pytest.fixture
def officer(session: Session) -> StaffMember:
    return staff_member(session, Role.FIELD_OFFICER, full_name="Frida Fält")


@pytest.fixture
def own(session: Session, officer: StaffMember) -> Tablet:
    return tablet(session, officer, name="Platta 1")


@pytest.fixture
def planned(session: Session, officer: StaffMember) -> Visit:
    return visit(session, officer=officer)


def split(session: Session, own: Tablet, planned: Visit, *, overlaps: bool = True) -> list[UUID]:
    """One found a lock that is broken, the other that it is worse, or another thing altogether."""
    first = sent_in(session, own, planned.id, answers=[answer("ENT-01")])
    other = deficiency("ENT-01" if overlaps else "KIT-01", "serious")
    kept = [] if overlaps else [answer("ENT-01")]
    pair = [
        sent_in(
            session,
            own,
            planned.id,
            base=first.revision_id,
            answers=[deficiency("ENT-01", "minor")],
        ),
        sent_in(
            session,
            tablet(session, session.get_one(StaffMember, own.staff_id), name="Platta 2"),
            planned.id,
            base=first.revision_id,
            answers=[*kept, other],
            reason_for_change="Såg hallen igen.",
        ),
    ]
    session.commit()
    return [each.revision_id for each in pair if each.revision_id is not None]


def path_of(planned: Visit) -> str:
    return f"/office/visits/{planned.id}/versions/"


def asked(page: Page, choosing: str) -> dict[str, str]:
    """The fields that ask, by the section they are in, and what they begin with."""
    section = page.soup.find("section", attrs={"aria-labelledby": choosing})
    found: dict[str, str] = {}
    for radio in section.find_all("input", type="radio") if section else []:
        found.setdefault(radio["name"], "")
        if radio.has_attr("checked"):
            found[radio["name"]] = radio["value"]
    return found


def decided(somebody: Visitor, page: Page, take: str, **more: Any) -> Page:
    """What is shown when everything that had to be chosen is taken from one version."""
    choices = dict.fromkeys(asked(page, "to-choose"), take)
    return somebody.submit(
        page, "versions", **{"reason": REASON, "step": "preview"} | choices | more
    )


def merged(session: Session, planned: Visit) -> VisitContent:
    session.expire_all()
    head = session.scalars(
        select(VisitRevision).where(VisitRevision.visit_id == planned.id, VisitRevision.is_head)
    ).one()
    return VisitContent.model_validate(head.content)


@pytest.mark.parametrize(("take", "level"), [("one", "minor"), ("other", "serious")])
def test_two_versions_are_decided_on_looked_at_and_held_together(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit, take: str, level: str
) -> None:
    split(session, own, planned)
    somebody = visitor_as(Role.CASE_MANAGER)

    preview = decided(somebody, somebody.get(path_of(planned)), take)
    still_two = len(get_versions(session, planned.id).plan().parts)
    session.rollback()
    done = somebody.submit(preview, "versions", step="merge")

    assert preview.h1 == "Så blir besöket"
    assert "Det här tas inte med: 1 sak" in preview.words
    assert still_two
    assert "Versionerna är ihopförda" in done.words
    assert f"Två versioner, ihopförda av {name_of(session, somebody)}" in done.words
    content = merged(session, planned)
    assert content.answers[0].findings[0].level == level
    assert content.reason_for_change == REASON


def name_of(session: Session, somebody: Visitor) -> str:
    return session.get_one(StaffMember, somebody.staff_id).full_name


def test_who_and_when_by_both_clocks_and_which_tablet_are_told(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    fast = {**moment(datetime.fromisoformat("2026-03-20T10:00:00+01:00"))}
    first = sent_in(session, own, planned.id)
    sent_in(session, own, planned.id, base=first.revision_id)
    sent_in(
        session,
        own,
        planned.id,
        base=first.revision_id,
        finished={**fast, "server_offset_ms": -3_600_000},
    )
    session.commit()

    page = visitor_as(Role.CASE_MANAGER).get(path_of(planned))

    assert page.words.count("Frida Fält") >= 2
    assert page.words.count("Platta 1") >= 2
    assert "20 mars 2026 10:00" in page.words
    assert "Plattans klocka gick 60 minuter fel." in page.words
    assert "Kom in, kontorets klocka" in page.words


def test_nothing_is_chosen_beforehand_where_they_differ(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    split(session, own, planned)
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.get(path_of(planned))

    refused = somebody.submit(page, "versions", step="merge", reason=REASON)

    (field,) = asked(page, "to-choose")
    assert asked(page, "to-choose") == {field: ""}
    assert refused.status == 422
    assert "Välj vilken version som gäller." in refused.errors_at(field)
    assert refused.value_of("reason") == REASON


def test_what_one_alone_changed_is_proposed_and_can_be_chosen_away(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    split(session, own, planned, overlaps=False)
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.get(path_of(planned))
    proposed = asked(page, "proposed")
    second = next(field for field, take in proposed.items() if take == "other")

    preview = decided(somebody, page, "one", **{second: "one"})
    somebody.submit(preview, "versions", step="merge")

    assert asked(page, "to-choose") == {}
    assert set(proposed.values()) == {"one", "other"}
    assert [each.item for each in merged(session, planned).answers] == ["ENT-01"]


def test_without_a_reason_nothing_is_done(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    split(session, own, planned)
    somebody = visitor_as(Role.CASE_MANAGER)

    refused = decided(somebody, somebody.get(path_of(planned)), "one", reason=" ")

    assert refused.status == 422
    assert "Skriv varför" in refused.errors_at("reason")
    assert set(asked(refused, "to-choose").values()) == {"one"}


def test_what_was_decided_can_be_changed_before_it_is_done(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    split(session, own, planned)
    somebody = visitor_as(Role.CASE_MANAGER)
    preview = decided(somebody, somebody.get(path_of(planned)), "other")

    again = somebody.submit(preview, "versions", step="edit")

    assert again.status == 200
    assert set(asked(again, "to-choose").values()) == {"other"}
    assert again.value_of("reason") == REASON


def test_a_second_click_says_that_it_is_done(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    split(session, own, planned)
    somebody = visitor_as(Role.CASE_MANAGER)
    preview = decided(somebody, somebody.get(path_of(planned)), "one")
    somebody.submit(preview, "versions", step="merge")

    again = somebody.submit(preview, "versions", step="merge")

    assert "Någon har redan fört ihop" in again.words
    made = select(VisitRevision).where(VisitRevision.merged_revision_id.is_not(None))
    assert len(session.scalars(made).all()) == 1


def test_versions_that_have_moved_are_shown_anew_and_the_reason_stays(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    one, _ = split(session, own, planned)
    somebody = visitor_as(Role.CASE_MANAGER)
    preview = decided(somebody, somebody.get(path_of(planned)), "one")
    sent_in(session, own, planned.id, base=one, answers=[deficiency("ENT-01", "acute")])
    session.commit()

    moved = somebody.submit(preview, "versions", step="merge")

    assert moved.status == 409
    assert "har ändrats sedan sidan öppnades" in moved.words
    assert moved.value_of("reason") == REASON
    assert set(asked(moved, "to-choose").values()) == {""}


def test_a_visit_with_one_version_says_so(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    sent_in(session, own, planned.id)
    session.commit()

    page = visitor_as(Role.CASE_MANAGER).get(path_of(planned))

    assert "Det finns inget att föra ihop" in page.words


def test_of_three_versions_the_first_two_come_first_and_then_the_third(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    for item in ("ENT-01", "KIT-01", "BTH-01"):
        sent_in(session, own, planned.id, answers=[deficiency(item, "minor")])
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.get(path_of(planned))
    somebody.submit(decided(somebody, page, "one"), "versions", step="merge")

    last = somebody.get(path_of(planned))
    somebody.submit(decided(somebody, last, "one"), "versions", step="merge")

    assert "Besöket har 3 versioner" in page.words
    assert "ingen gemensam början" in page.words
    assert "gjord på kontoret" in last.words
    assert len(merged(session, planned).answers) == 3


def test_a_home_that_was_walked_through_cannot_have_been_nobody_home(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    sent_in(session, own, planned.id, answers=[deficiency("ENT-01", "minor")])
    sent_in(session, own, planned.id, ending="nobody_home", assessment=None, readback=None)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.get(path_of(planned))
    (field,) = asked(page, "to-choose")

    refused = decided(somebody, page, "other")

    assert refused.status == 422
    assert "svar eller foton från bostaden" in refused.errors_at(field)


def hold_together(session: Session, planned: Visit, somebody: Visitor) -> UUID:
    manager = session.get_one(StaffMember, somebody.staff_id)
    open_parts = [part for part in get_versions(session, planned.id).plan().parts if part.takes]
    choices = {part.key: part.takes[0] for part in open_parts if part.needs_choice}
    made = merge(session, manager, planned.id, choices=choices)
    session.commit()
    return made.id


def test_a_merge_is_made_anew_from_what_was_chosen(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    split(session, own, planned)
    somebody = visitor_as(Role.CASE_MANAGER)
    hold_together(session, planned, somebody)
    page = somebody.get(f"/office/visits/{planned.id}")
    link = page.soup.find("a", string="Gör om")
    anew = somebody.get(link["href"])

    preview = decided(somebody, anew, "other", reason="Bo hade rätt.")
    done = somebody.submit(preview, "versions", step="merge")

    assert set(asked(anew, "to-choose").values()) == {"one"}
    assert "börjar du från det som valdes då" in anew.words
    assert "Versionerna är ihopförda" in done.words
    assert merged(session, planned).answers[0].findings[0].level == "serious"


def test_a_merge_that_counts_no_more_is_not_made_anew(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    split(session, own, planned)
    somebody = visitor_as(Role.CASE_MANAGER)
    made = hold_together(session, planned, somebody)
    sent_in(session, own, planned.id, base=made)
    session.commit()

    page = somebody.get(f"{path_of(planned)}{made}/anew")

    assert "Något nyare har gjorts" in page.words


def test_every_version_can_be_read_for_as_long_as_the_visit_is_kept(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    _, other = split(session, own, planned)
    somebody = visitor_as(Role.CASEWORKER)
    hold_together(session, planned, somebody)
    history = somebody.get(f"/office/visits/{planned.id}")
    links = {link["href"] for link in history.soup.find_all("a") if str(other) in link["href"]}

    page = somebody.get(links.pop())

    assert "gäller inte längre" in page.words
    assert "Såg hallen igen." in page.words
    assert "Platta 2" in page.words


def test_a_version_of_another_visit_is_not_there(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit, officer: StaffMember
) -> None:
    beside = visit(session, officer=officer, planned_at=planned.planned_at + timedelta(hours=3))
    foreign = sent_in(session, own, beside.id).revision_id
    session.commit()

    assert visitor_as(Role.CASEWORKER).get(f"{path_of(planned)}{foreign}").status == 404


def test_it_is_found_from_the_visit_and_from_what_is_to_be_sorted_out(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    split(session, own, planned)
    somebody = visitor_as(Role.CASE_MANAGER)

    for path in (f"/office/visits/{planned.id}", "/office/parked/"):
        links = [link["href"] for link in somebody.get(path).soup.find_all("a", href=True)]
        assert path_of(planned) in links


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.FIELD_OFFICER, Role.ADMINISTRATOR])
def test_only_who_leads_holds_versions_together(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit, role: Role
) -> None:
    split(session, own, planned)
    somebody = visitor_as(role, username="nobody_in_particular")

    assert somebody.get(path_of(planned)).status == 403
    assert "För ihop dem" not in somebody.get(f"/office/visits/{planned.id}").text


def test_of_a_home_that_is_protected_nothing_is_there(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    one, _ = split(session, own, planned)
    protected(session, session.get_one(Household, planned.household_id), named=[])
    somebody = visitor_as(Role.CASE_MANAGER)

    for path in (path_of(planned), f"{path_of(planned)}{one}"):
        assert somebody.get(path).status == 404


def test_in_english_it_is_in_english(
    session: Session, visitor_as: AS, own: Tablet, planned: Visit
) -> None:
    split(session, own, planned)
    somebody = visitor_as(Role.CASE_MANAGER)
    token = somebody.get(path_of(planned)).value_of("csrf_token")
    somebody.client.post("/language", data={"csrf_token": token, "language": "en"})

    page = somebody.get(path_of(planned))

    assert page.h1 == "Merge two versions"
