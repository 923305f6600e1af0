"""What somebody told of a move: written down, read back, corrected, and what may leave by it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import cases as made
from factories.reach import protected
from factories.visitors import Page, Visitor
from landlord_watch.cases.models import Case, CaseAccount, OutwardCheck
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def case(session: Session) -> Case:
    opened = made.opened(session)
    session.commit()
    return opened


def path_of(case: Case, what: str) -> str:
    return f"/office/cases/{case.id}/{what}"


def tell(somebody: Visitor, case: Case, session: Session, **typed: str) -> Page:
    path = path_of(case, "accounts/new")
    told = {
        "person_id": str(made.teller(session, case)),
        "language": "ti",
        "words": "De sa att hyran slutade betalas.",
        "coercion": "Jag vågade inte säga nej.",
        "own_wish": "no",
        "contact_consent": "yes",
    }
    session.commit()
    return somebody.submit(somebody.get(path), "new", **{**told, **typed})


def accounts_of(session: Session) -> list[CaseAccount]:
    session.rollback()
    found = list(session.scalars(select(CaseAccount).order_by(CaseAccount.recorded_at)))
    session.commit()  # who visits next must be able to write
    return found


def test_an_account_is_kept_and_waits_to_be_read_back(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    page = tell(visitor_as(Role.CASEWORKER), case, session)

    assert "De sa att hyran slutade betalas." in page.words
    assert "Ska läsas upp" in page.words
    assert "tigrinska" in page.words


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("words", ""),
        ("told_on", "2199-01-01"),
        ("told_on", "i går"),
        ("person_id", ""),
        ("own_wish", "kanske"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_kept(
    visitor_as: VisitorAs, case: Case, session: Session, name: str, typed: str
) -> None:
    page = tell(visitor_as(Role.CASEWORKER), case, session, **{name: typed})

    assert page.status == 422
    assert page.errors_at(name)
    assert page.value_of("coercion").strip() == "Jag vågade inte säga nej."
    assert accounts_of(session) == []


def test_an_account_that_is_denied_is_not_signed_but_corrected_and_read_back_anew(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    first = made.account(session, case)
    session.commit()
    form = somebody.get(path_of(case, f"accounts/{first.id}/read-back"))
    refused = somebody.submit(form, "read-back", confirmation="not_confirmed", signature="signed")
    somebody.submit(form, "read-back", confirmation="not_confirmed", signature="not_asked")
    form = somebody.get(path_of(case, f"accounts/{first.id}/correct"))
    corrected = somebody.submit(form, "correct", words="De sa att bistånden skulle sluta.")

    assert "bekräftat" in refused.errors_at("signature")
    assert "Ska läsas upp" in corrected.words
    assert "Rättade och tillbakatagna (1)" in corrected.words
    assert [each.read_back_on is None for each in accounts_of(session)] == [False, True]


def test_the_paper_to_sign_has_the_words_and_where_to_sign(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    account = made.account(session, case)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(path_of(case, f"accounts/{account.id}/paper"))

    assert account.words in page.words
    assert "Namnteckning" in page.words
    assert page.soup.html["lang"] == "sv"


def test_an_account_taken_back_is_kept_to_be_seen(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    account = made.account(session, case)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(
        somebody.get(path_of(case, f"accounts/{account.id}/withdraw")), "withdraw"
    )

    assert "Ingen har berättat ännu." in page.words
    assert account.words in page.words


def check(somebody: Visitor, case: Case, **typed: str) -> Page:
    form = somebody.get(path_of(case, "outward-checks/new"))
    return somebody.submit(form, "new", **typed)


def test_a_ground_without_what_it_needs_is_refused_at_its_place(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    without_consent = check(somebody, case, ground="consent")
    without_reasons = check(somebody, case, ground="no_harm")

    assert "alla som har berättat har inte sagt ja" in without_consent.errors_at("ground")
    assert "Skriv varför" in without_reasons.errors_at("reasons")
    assert session.scalars(select(OutwardCheck)).all() == []


def test_a_check_names_the_paragraph_of_today_and_can_be_taken_back(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(case, "outward-checks/new"))
    page = somebody.submit(form, "new", ground="no_harm", reasons="Bara en allmän fråga.")
    [row] = session.scalars(select(OutwardCheck))
    session.commit()
    back = somebody.get(path_of(case, f"outward-checks/{row.id}/withdraw"))
    after = somebody.submit(back, "withdraw")

    assert "26 kap. 1 § OSL" in form.words
    assert "Bara en allmän fråga." in page.words
    assert "Innan dess går inget ut ur kommunen." in after.words


def test_nothing_is_asked_of_anybody_where_somebody_is_protected(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(case, "outward-checks/new"))
    home = session.get_one(Household, case.household_id)
    protected(session, home, named=[somebody.staff_id])
    session.commit()
    refused = somebody.submit(form, "new", ground="duty_by_law", reasons="29 kap. 10 §")
    page = somebody.get(path_of(case, "outward-checks/new"))

    assert "Någon i hushållet är skyddad." in refused.words
    assert "Spara prövningen" not in page.words
