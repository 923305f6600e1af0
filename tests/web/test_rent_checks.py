"""The answer to whether a rent is over the norm, by how much, and why."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import households as people
from factories import rents as made
from factories.tenancies import tenancy
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.rents import services
from landlord_watch.rents.models import RentCheckRecord
from landlord_watch.tenancies.models import Tenancy

VisitorAs = Callable[..., Visitor]

VERDICT = (
    "Hyran 8 450 kr ligger 850 kr (11 %) över normhyran 7 600 kr "
    "för 2 vuxna och 1 barn, 1 mars 2026."
)


@pytest.fixture
def lease(session: Session) -> Tenancy:
    """Two adults and a child at 8 450 kronor, held against a norm of 7 600."""
    made.norm_set(session)
    contract = tenancy(session, tenant=people.household(session, adults=2, children=1))
    made.rent(session, contract, kronor=8_450)
    session.commit()
    return contract


def path_of(lease: Tenancy, **asked: object) -> str:
    return f"/office/tenancies/{lease.id}/rent-check?{urlencode(asked)}"


def verdict_of(page: Page) -> str:
    box = page.soup.find(class_="verdict")
    return " ".join(box.get_text(" ").replace("\u202f", " ").split()) if box else ""


def figures_of(page: Page) -> list[str]:
    numbers = page.soup.find_all(class_="figure-number")
    return [" ".join(number.get_text().replace("\u202f", " ").split()) for number in numbers]


def kept(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(RentCheckRecord)) or 0


def test_the_verdict_is_one_sentence_that_a_person_has_to_judge(
    visitor_as: VisitorAs, lease: Tenancy
) -> None:
    page = visitor_as(Role.CASEWORKER).get(path_of(lease, on="2026-03-01"))

    assert verdict_of(page).startswith(VERDICT)
    assert "Kräver individuell prövning" in verdict_of(page)
    assert "avslag" not in page.words.lower()


def test_four_numbers_each_open_how_they_were_worked_out(
    visitor_as: VisitorAs, lease: Tenancy
) -> None:
    page = visitor_as(Role.CASEWORKER).get(path_of(lease, on="2026-03-01"))
    derivations = page.soup.find(class_="figures").find_all("details")

    assert figures_of(page) == ["8 450 kr", "8 450 kr", "7 600 kr", "+850 kr"]
    assert all(derivation.find("li") for derivation in derivations)


def test_a_check_shows_who_was_counted_the_norm_and_what_is_included(
    visitor_as: VisitorAs, lease: Tenancy
) -> None:
    page = visitor_as(Role.CASEWORKER).get(path_of(lease, on="2026-03-01"))

    assert "Elin Påhittad Barn 100 % Elin Påhittad är under 18 år" in page.words
    assert "Rad hushåll med 1 barn" in page.words
    assert "Socialnämnden 2024-12-10 § 84" in page.words
    assert "Värme Ingår – Ja 0 kr" in page.words
    assert "Möbler Finns inte – Nej 0 kr" in page.words


def test_the_journal_text_is_ready_to_copy_and_says_what_a_person_has_to_weigh(
    visitor_as: VisitorAs, lease: Tenancy
) -> None:
    page = visitor_as(Role.CASEWORKER).get(path_of(lease, on="2026-03-01"))
    text = " ".join(page.soup.find(id="journal").get_text().replace("\u202f", " ").split())

    assert VERDICT in text
    assert "Normhyran är 7 600 kr (Bengtsfors 2026, ”hushåll med 1 barn”)" in text
    assert "Kräver individuell prövning" in text
    assert page.soup.find("button", attrs={"data-copy": "journal"}) is not None


def test_nothing_is_kept_until_somebody_says_so(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(path_of(lease, on="2026-03-01"))
    assert kept(session) == 0
    session.rollback()
    recorded = somebody.submit(page, "rent-check")

    assert recorded.h1 == "Sparad hyreskontroll"
    assert verdict_of(recorded).startswith(VERDICT)
    assert "av Caseworker" in recorded.words
    assert kept(session) == 1


def test_the_second_click_keeps_no_second_check(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(path_of(lease, on="2026-03-01"))
    first, second = somebody.submit(page, "rent-check"), somebody.submit(page, "rent-check")

    assert second.path == first.path
    assert kept(session) == 1


def test_a_kept_check_stays_as_it_was_when_the_rent_changes(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    first = somebody.submit(somebody.get(path_of(lease, on="2026-03-01")), "rent-check")
    made.rent(session, lease, kronor=7_000, starts_on=date(2026, 2, 1))
    session.commit()
    second = somebody.submit(somebody.get(path_of(lease, on="2026-03-01")), "rent-check")
    again = somebody.get(first.path)

    assert "ligger inte över normhyran" in verdict_of(second)
    assert verdict_of(again).startswith(VERDICT)
    assert "En nyare kontroll finns" in again.words


def test_a_kept_check_leads_to_what_was_known_when_it_was_made_and_is_compared_with_others(
    visitor_as: VisitorAs, lease: Tenancy
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(path_of(lease, on="2026-03-01")), "rent-check")
    known = somebody.get(page.soup.find("a", string="Vad visste vi när?")["href"])

    assert "Jämför med andra bostäder" in page.words
    assert "inte en del av det som sparades" in page.words
    assert known.status == 200
    assert "8 450 kr" in known.words


def test_another_norm_may_be_compared_with(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    services.import_published_norms(session, actor_id=None, at=clock.utc_now())
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(lease, on="2026-03-01"))
    uddevalla = next(
        option["value"] for option in form.soup.find_all("option") if "Uddevalla" in option.text
    )
    page = somebody.get(path_of(lease, on="2026-03-01", norm_set_id=uddevalla))

    assert figures_of(page)[2] == "6 450 kr"
    assert "Kan inte avgöras" not in verdict_of(page)
    assert "Kallvatten Ingår – Sägs inte −400 kr till 0 kr" in page.words


def test_undecided_is_calm_and_says_what_is_missing(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    unknown = {**made.SETTLED, "parking": {"in_rent": "yes", "amount_ore": None}}
    made.rent(session, lease, kronor=7_900, starts_on=date(2026, 2, 1), inclusions=unknown)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(path_of(lease, on="2026-03-01"))

    assert page.status == 200
    assert verdict_of(page).startswith("Kan inte avgöras. Det här saknas: vad parkering kostar.")
    assert "2 vuxna och 1 barn, 1 mars 2026" in verdict_of(page)
    assert figures_of(page) == [
        "7 900 kr",
        "6 400 kr till 7 900 kr",
        "7 600 kr",
        "−1 200 kr till +300 kr",
    ]


def test_without_rent_or_norm_the_page_says_what_is_missing(
    visitor_as: VisitorAs, session: Session
) -> None:
    bare = tenancy(session)
    priced = tenancy(session)
    made.rent(session, priced)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    without_rent = somebody.get(path_of(bare, on="2026-03-15"))
    without_norm = somebody.get(path_of(priced, on="2026-03-15"))

    assert (without_rent.status, without_norm.status) == (200, 200)
    assert "Ingen hyra är inlagd för 15 mars 2026" in verdict_of(without_rent)
    assert "Ingen norm gäller den 1 mars 2026" in verdict_of(without_norm)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("on", "i morgon"), ("norm_set_id", "00000000-0000-0000-0000-000000000000")],
)
def test_what_is_wrongly_asked_for_is_said_at_its_field(
    visitor_as: VisitorAs, lease: Tenancy, field: str, typed: str
) -> None:
    page = visitor_as(Role.CASEWORKER).get(path_of(lease, **{field: typed}))

    assert page.status == 422
    assert page.errors_at(field)


@pytest.mark.parametrize("path", ["tenancies/{id}/rent-check", "rent-checks/{id}"])
def test_a_check_of_what_is_not_there_is_not_found(visitor_as: VisitorAs, path: str) -> None:
    assert visitor_as(Role.CASEWORKER).get(f"/office/{path.format(id=uuid4())}").status == 404


@pytest.mark.parametrize("role", [Role.FIELD_OFFICER, Role.ANALYST, Role.BOARD_MEMBER])
def test_a_tenancys_check_is_closed_to_the_other_roles(
    visitor_as: VisitorAs, lease: Tenancy, role: Role
) -> None:
    assert visitor_as(role).get(path_of(lease)).status == 403


QUICK = {
    "monthly_rent": "8450",
    "adults": "2",
    "children": "1",
    "adult_ages": "",
    "rooms": "",
    "on": "2026-03-01",
    "norm_set_id": "",
}


def quick(**asked: str) -> str:
    return f"/office/rent-check?{urlencode({**QUICK, **asked})}"


@pytest.mark.usefixtures("lease")
def test_a_quick_check_answers_by_its_address_alone(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.FIELD_OFFICER)
    page = somebody.get(quick(preset="warm"))

    assert verdict_of(page).startswith(VERDICT)
    assert verdict_of(somebody.get(page.path)) == verdict_of(page)


@pytest.mark.usefixtures("lease")
def test_a_quick_check_keeps_nothing_and_logs_no_household(
    visitor_as: VisitorAs, session: Session
) -> None:
    visitor_as(Role.CASEWORKER).get(quick(preset="warm"))

    assert kept(session) == 0


@pytest.mark.usefixtures("lease")
def test_what_is_not_said_in_a_quick_check_leaves_it_undecided(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.CASEWORKER).get(quick())

    assert "Kan inte avgöras. Det här saknas: 9 uppgifter." in verdict_of(page)
    assert "om värme ingår i hyran" in page.words


def test_an_empty_quick_check_asks_and_answers_nothing(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.CASEWORKER).get("/office/rent-check")

    assert (page.status, verdict_of(page)) == (200, "")
    assert (page.value_of("adults"), page.value_of("children")) == ("1", "0")
    assert page.value_of("on") == clock.today().isoformat()


@pytest.mark.usefixtures("lease")
@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("monthly_rent", ""),
        ("monthly_rent", "dyrt"),
        ("adults", "0"),
        ("adults", "två"),
        ("children", "-1"),
        ("adult_ages", "unga"),
        ("adult_ages", "22, 23, 24"),
        ("rooms", "0"),
        ("on", "2026-02-30"),
        ("norm_set_id", "Uddevalla"),
        ("heating", "kanske"),
        ("parking_amount", "-5"),
    ],
)
def test_what_is_wrong_in_a_quick_check_is_said_at_its_field(
    visitor_as: VisitorAs, field: str, typed: str
) -> None:
    page = visitor_as(Role.CASEWORKER).get(quick(**{field: typed}))

    assert page.status == 422
    assert page.errors_at(field)
    assert verdict_of(page) == ""


def test_a_day_without_a_norm_is_said_at_the_norm(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.CASEWORKER).get(quick())

    assert page.status == 422
    assert "Ingen norm gäller" in page.errors_at("norm_set_id")


def test_ages_decide_where_the_norm_asks_for_them(visitor_as: VisitorAs, session: Session) -> None:
    services.import_published_norms(session, actor_id=None, at=clock.utc_now())
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get("/office/rent-check")
    hfab = next(option["value"] for option in form.soup.find_all("option") if "HFAB" in option.text)
    asked = {"norm_set_id": hfab, "preset": "warm", "adults": "1", "children": "0"}
    young = somebody.get(quick(**asked, adult_ages="24"))
    older = somebody.get(quick(**asked, adult_ages="25"))
    untold = somebody.get(quick(**asked))

    assert [figures_of(page)[2] for page in (young, older)] == ["5 100 kr", "6 600 kr"]
    assert "hur gamla de vuxna är" in untold.words


@pytest.mark.parametrize(
    "role", [Role.BOARD_MEMBER, Role.DUTY_OFFICER, Role.DATA_PROTECTION_OFFICER]
)
def test_the_quick_check_is_closed_to_the_other_roles(visitor_as: VisitorAs, role: Role) -> None:
    assert visitor_as(role).get("/office/rent-check").status == 403


@pytest.mark.usefixtures("lease")
def test_a_quick_check_speaks_english_to_who_has_chosen_it(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    token = somebody.get("/office/").soup.find(attrs={"name": "csrf_token"})["value"]
    somebody.client.post("/language", data={"csrf_token": token, "language": "en"})
    page = somebody.get(quick(preset="warm"))

    assert "The rent of 8 450 kr is 850 kr (11 %) over the rent norm of 7 600 kr" in verdict_of(
        page
    )
