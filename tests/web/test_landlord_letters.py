"""A letter to a landlord, from choosing a template to its place in the dialogue."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pytest
from docx import Document
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.households import member, person
from factories.landlords import landlord, measure, role
from factories.letters import landlord_letter
from factories.people import NOW, staff_member
from factories.reach import assigned, protected
from factories.tenancies import tenancy
from factories.visitors import Page, Visitor
from factories.visits import consent, visit, visit_content
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.documents.models import Letter
from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.visits.models import (
    Deficiency,
    DeficiencyState,
    Visit,
    VisitRevision,
    VisitState,
)
from landlord_watch.visits.shapes import Level

VisitorAs = Callable[..., Visitor]


def drafted(somebody: Visitor, party, template: str, **chosen) -> Page:
    form = somebody.get(f"/office/landlords/{party.id}/letters/new")
    return somebody.submit(form, "letters/new", template=template, **chosen)


def made(somebody: Visitor, page: Page, **typed: str) -> Page:
    preview = somebody.submit(page, "draft", **typed)
    return somebody.submit(preview, "draft", step="make")


def test_the_draft_is_filled_from_the_register(visitor_as: VisitorAs, session: Session) -> None:
    party = landlord(session)
    party.postal_address = "Storgatan 1, 666 30 Bengtsfors"
    author = staff_member(session, Role.CASEWORKER, username="skrev")
    chosen = measure(session, party, author_id=author.id)
    measure(session, party, author_id=author.id, what="Målar om")
    session.commit()
    page = drafted(visitor_as(Role.CASEWORKER), party, "agreed_measures", measures=[str(chosen.id)])

    assert page.value_of("recipient").split("\n") == [
        party.name,
        "Storgatan 1",
        "666 30 Bengtsfors",
    ]
    assert "– Byter fläktarna, senast 1 maj 2026" in page.value_of("body")
    assert "Målar om" not in page.value_of("body")
    assert "Bengtsfors kommun" in page.value_of("body")
    assert "Ingenting om hyresgäster får stå i brevet" in page.words


def test_what_the_template_has_no_place_for_cannot_be_chosen(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session)
    author = staff_member(session, Role.CASEWORKER, username="skrev")
    chosen = measure(session, party, author_id=author.id)
    session.commit()
    page = drafted(visitor_as(Role.CASEWORKER), party, "invitation", measures=[str(chosen.id)])

    assert page.status == 422
    assert "{åtgärder} saknas" in page.errors_at("measures")


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("body", "Hej,\n\nvi ses {skriv här}.", "Fyll i {skriv här} på rad 3"),
        ("recipient", "Ture\n880504-2382", "På rad 2"),
    ],
)
def test_what_may_not_stand_stops_at_its_place_with_what_was_typed(
    visitor_as: VisitorAs, session: Session, field: str, typed: str, says: str
) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = drafted(somebody, party, "payment_question")
    page = somebody.submit(page, "draft", **{field: typed})

    assert page.status == 422
    assert says in page.errors_at(field)
    assert page.value_of(field).strip() == typed.strip()


def test_what_stops_at_the_draft_stops_at_the_making(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    preview = somebody.submit(drafted(somebody, party, "payment_question"), "draft")
    page = somebody.submit(preview, "draft", step="make", body="Om {bostad}")

    assert page.status == 422
    assert session.scalar(select(func.count(Letter.id))) == 0


def test_a_preview_makes_nothing_and_leads_back_with_what_was_typed(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    preview = somebody.submit(
        drafted(somebody, party, "payment_question"), "draft", reference="KS 2026/4"
    )
    page = somebody.submit(preview, "draft", step="back")

    assert preview.h1 == "Granska brevet"
    assert page.value_of("reference") == "KS 2026/4"
    assert session.scalar(select(func.count(Letter.id))) == 0


def test_a_letter_is_made_taken_out_sent_once_and_stands_in_the_dialogue_and_the_log(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = made(somebody, drafted(somebody, party, "payment_question"), reference="KS 2026/4")
    pdf = somebody.client.get(f"{page.path}/letter.pdf")
    word = somebody.client.get(f"{page.path}/letter.docx")
    said = "\n".join(each.text for each in Document(BytesIO(word.get_data())).paragraphs)
    form = somebody.get(f"{page.path}/sent")
    shown = somebody.submit(form, "sent", sent_by="post")
    again = somebody.submit(form, "sent", sent_by="email")
    letter = session.scalars(select(Letter)).one()
    actions = session.scalars(
        select(AccessLogEntry.action).where(AccessLogEntry.subject_id == letter.id)
    ).all()

    assert page.h1 == f"Brev {letter.number}"
    assert "Inte skickat" in page.words
    assert pdf.get_data().startswith(b"%PDF")
    assert f"brev-{letter.number}.pdf" in pdf.headers["Content-Disposition"]
    assert "frivilligt att svara" in said
    assert "KS 2026/4" in said
    assert f"Brev {letter.number}: Hur ser ni till att" in shown.words
    assert "Frågad, inget svar" in shown.words
    assert again.status == 422
    assert {"letter.made", "letter.copied", "letter.sent", "letters.read"} <= set(actions)


def test_letters_of_deficiencies_start_from_a_home(visitor_as: VisitorAs, session: Session) -> None:
    party = landlord(session)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/landlords/{party.id}/letters/new")

    assert page.soup.find("input", value="plain")
    assert not page.soup.find("input", value="deficiencies")


def test_who_only_reads_the_register_writes_no_letters_and_nobody_without_a_template(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session)
    session.commit()
    path = f"/office/landlords/{party.id}/letters"

    assert visitor_as(Role.ADMINISTRATOR).get(f"{path}/new").status == 403
    worker = visitor_as(Role.CASEWORKER)
    assert worker.get(f"{path}/draft?template=threat").status == 404
    assert worker.get(f"{path}/draft").path == f"{path}/new"


def found(
    session: Session, seen: Visit, *, item: str = "A01", purposes: tuple[str, ...], **more
) -> Deficiency:
    """A deficiency of a visit that has come in, with what was said yes to."""
    content = visit_content(seen.id, consents=[consent(purposes=purposes)])
    session.add(
        VisitRevision(
            id=content.revision_id,
            visit_id=seen.id,
            author_id=seen.assigned_to_id,
            checklist_version=content.checklist.version,
            ending=content.ending,
            content=content.model_dump(mode="json"),
            finished_at=NOW,
            received_at=NOW,
            is_head=True,
        )
    )
    row = Deficiency(
        **{
            "dwelling_id": seen.dwelling_id,
            "visit_id": seen.id,
            "item_id": item,
            "checklist_version": content.checklist.version,
            "level": Level.SERIOUS,
            "responsible": "landlord",
            "found_on": NOW.date(),
            "due_on": NOW.date(),
            "state": DeficiencyState.OPEN,
            **more,
        }
    )
    session.add(row)
    session.flush()
    return row


def home_of_a_case(session: Session, officer: StaffMember) -> tuple:
    """A landlord, and a visit to a home it lets, in a case that nobody has yet."""
    home = dwelling(session, street_address="Ringvägen 7")
    party = landlord(session)
    role(session, party, home)
    seen = visit(
        session, officer=officer, contract=tenancy(session, home=home), state=VisitState.RECEIVED
    )
    return party, home, seen


@pytest.fixture
def officer(session: Session) -> StaffMember:
    return staff_member(session, Role.FIELD_OFFICER, username="besökte")


TOLD = ("visit", "rooms", "tell_landlord")


def test_from_a_home_what_may_be_told_is_chosen_by_hand(
    visitor_as: VisitorAs, session: Session, officer: StaffMember
) -> None:
    _, home, seen = home_of_a_case(session, officer)
    row = found(session, seen, item="ENT-01", purposes=TOLD)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    way = somebody.get(f"/office/dwellings/{home.id}").soup.find("a", string="Skriv brev")
    page = somebody.submit(
        somebody.get(way["href"]), "new", template="deficiencies", deficiencies=[str(row.id)]
    )
    shown = made(somebody, page)

    assert "Ringvägen 7" in page.value_of("body")
    assert "– " in page.value_of("body")
    assert "{brister}" not in page.value_of("body")
    assert shown.h1.startswith("Brev B")


def test_one_that_is_not_chosen_leaves_its_place_empty_and_that_stops_the_letter(
    visitor_as: VisitorAs, session: Session, officer: StaffMember
) -> None:
    party, home, seen = home_of_a_case(session, officer)
    found(session, seen, item="ENT-01", purposes=TOLD)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/{party.id}/letters/new?dwelling={home.id}")
    page = somebody.submit(somebody.submit(form, "new", template="deficiencies"), "draft")

    assert page.status == 422
    assert "Fyll i {brister} på rad 5" in page.errors_at("body")


@pytest.mark.parametrize(
    ("purposes", "stated"),
    [
        (("visit", "rooms"), {}),  # the landlord may not be told
        (TOLD, {"responsible": "resident"}),
        (TOLD, {"state": DeficiencyState.CONFIRMED_FIXED}),
        (TOLD, {"is_fixed_on_spot": True}),
    ],
)
def test_what_may_not_be_told_or_is_not_the_landlords_cannot_be_chosen(
    visitor_as: VisitorAs, session: Session, officer: StaffMember, purposes, stated
) -> None:
    party, home, seen = home_of_a_case(session, officer)
    found(session, seen, item="ENT-01", purposes=purposes, **stated)
    session.commit()
    path = f"/office/landlords/{party.id}/letters/new?dwelling={home.id}"
    page = visitor_as(Role.CASEWORKER).get(path)

    assert "Ingen brist i bostaden är sådan" in page.words
    assert not page.soup.find("input", attrs={"name": "deficiencies"})


def of_nobody(session: Session, _officer: StaffMember) -> tuple:
    home, party = dwelling(session, street_address="Ringvägen 7"), landlord(session)
    role(session, party, home)
    return party, home


def of_another(session: Session, officer: StaffMember) -> tuple:
    party, home, seen = home_of_a_case(session, officer)
    assigned(session, seen_household(session, seen), officer.id)
    return party, home


def of_somebody_protected(session: Session, officer: StaffMember) -> tuple:
    party, home, seen = home_of_a_case(session, officer)
    hidden(session, seen, officer.id)
    return party, home


def hidden(session: Session, seen: Visit, named_id: UUID) -> None:
    """Somebody who lives there is protected, and one of the office is named."""
    household = seen_household(session, seen)
    member(session, household, person(session))
    protected(session, household, named=[named_id])


def seen_household(session: Session, seen: Visit) -> Household:
    return session.get_one(Household, seen.household_id)


@pytest.mark.parametrize("lives_there", [of_nobody, of_another, of_somebody_protected])
def test_a_home_without_a_case_of_ones_own_gets_one_answer_whoever_lives_there(
    visitor_as: VisitorAs, session: Session, officer: StaffMember, lives_there
) -> None:
    party, home = lives_there(session, officer)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    ways = (f"new?dwelling={home.id}", f"draft?template=plain&dwelling={home.id}")
    page, draft = (somebody.get(f"/office/landlords/{party.id}/letters/{way}") for way in ways)

    assert (page.status, draft.status) == (422, 422)
    assert page.words == draft.words
    assert "Du har inget ärende i bostaden." in page.words
    assert "skyddad" not in page.words
    assert "Skriv brev" not in somebody.get(f"/office/dwellings/{home.id}").words


def test_who_knows_of_a_protected_person_is_told_why_nothing_may_leave(
    visitor_as: VisitorAs, session: Session, officer: StaffMember
) -> None:
    party, home, seen = home_of_a_case(session, officer)
    somebody = visitor_as(Role.CASEWORKER)
    hidden(session, seen, somebody.staff_id)
    session.commit()
    page = somebody.get(f"/office/landlords/{party.id}/letters/new?dwelling={home.id}")

    assert page.status == 422
    assert "Någon i hushållet är skyddad" in page.words


def test_a_home_of_another_landlord_is_not_there(
    visitor_as: VisitorAs, session: Session, officer: StaffMember
) -> None:
    _, home, _ = home_of_a_case(session, officer)
    other = landlord(session, name="En annan AB")
    session.commit()
    path = f"/office/landlords/{other.id}/letters/new?dwelling={home.id}"

    assert visitor_as(Role.CASEWORKER).get(path).status == 404


def test_a_letter_that_names_a_home_is_read_by_who_made_it_and_who_has_a_case_there(
    visitor_as: VisitorAs, session: Session, officer: StaffMember
) -> None:
    party, home, seen = home_of_a_case(session, officer)
    has_it = visitor_as(Role.CASEWORKER, username="har")
    assigned(session, seen_household(session, seen), has_it.staff_id)
    wrote = visitor_as(Role.CASEWORKER, username="skrev")
    letter = landlord_letter(session, party, author_id=wrote.staff_id, dwelling_id=home.id)
    session.commit()
    other = visitor_as(Role.CASEWORKER, username="annan")
    path = f"/office/letters/{letter.id}"

    assert [who.get(path).status for who in (has_it, wrote, other)] == [200, 200, 404]
    assert other.get(f"{path}/sent").status == 404
    assert other.client.get(f"{path}/letter.pdf").status_code == 404
    assert letter.number in has_it.get(f"/office/landlords/{party.id}").words
    assert letter.number not in other.get(f"/office/landlords/{party.id}").words
