"""Writing down a contract: the home by its address, the landlord, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import tenancies as made
from factories.dwellings import dwelling
from factories.households import household
from factories.landlords import landlord, role
from factories.rents import rent
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.landlords.models import PartyRoleKind
from landlord_watch.tenancies.models import Tenancy

VisitorAs = Callable[..., Visitor]

TERMS = {
    "contract_kind": "sublease",
    "starts_on": "2026-03-01",
    "ends_on": "",
    "share": "50",
    "is_contract_seen": "y",
}


@dataclass(frozen=True)
class Scene:
    """A household, a home with a landlord, and another landlord."""

    household_id: UUID
    dwelling_id: UUID
    landlord_id: UUID
    other_id: UUID

    @property
    def path(self) -> str:
        return f"/office/households/{self.household_id}/tenancies"

    @property
    def form(self) -> str:
        return f"{self.path}/new?dwelling_id={self.dwelling_id}"


@pytest.fixture
def scene(session: Session) -> Scene:
    home = dwelling(session, street_address="Kvarngatan 7", dwelling_number="1102")
    lessor, other = landlord(session, name="Örnen AB"), landlord(session, name="Tranan AB")
    role(session, other, home, kind=PartyRoleKind.OWNER)
    role(session, lessor, home)
    found = Scene(household(session).id, home.id, lessor.id, other.id)
    session.commit()
    return found


def count(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Tenancy)) or 0


def link(page: Page, words: str) -> str:
    """Where the first link that says this leads."""
    return str(page.soup.find("a", string=words)["href"])


def test_a_contract_begins_by_finding_the_home(visitor_as: VisitorAs, scene: Scene) -> None:
    page = visitor_as(Role.CASEWORKER).get(f"{scene.path}/new")

    assert page.h1 == "Vilken bostad gäller avtalet?"


def test_a_contract_is_written_down_step_by_step(visitor_as: VisitorAs, scene: Scene) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    found = somebody.submit(somebody.get(f"{scene.path}/new"), "dwelling", typed="kvarng")
    form = somebody.get(link(found, "Välj"))
    assert "Örnen AB" in form.words
    assert "Föreslagen" in form.words
    page = somebody.submit(form, "new", **TERMS)

    assert page.h1 == "Kvarngatan 7, lgh 1102"
    assert "Andrahandsavtal Börjar 1 mars 2026" in page.words
    assert "50 %" in page.words
    assert "Avtalet sett ja" in page.words


def test_another_landlord_may_be_chosen_by_name(visitor_as: VisitorAs, scene: Scene) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    choose = somebody.get(link(somebody.get(scene.form), "Byt hyresvärd"))
    found = somebody.submit(choose, "landlord", typed="Tranan")
    last = found.soup.find_all("a", string="Välj")[-1]["href"]
    page = somebody.submit(somebody.get(str(last)), "new", **TERMS)

    assert "Hyresvärd enligt avtal Tranan AB" in page.words


def test_a_home_without_a_landlord_asks_who_it_is(
    visitor_as: VisitorAs, scene: Scene, session: Session
) -> None:
    lonely = dwelling(session)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"{scene.path}/new?dwelling_id={lonely.id}")

    assert page.h1 == "Vem är hyresvärd enligt avtalet?"


@pytest.mark.parametrize("step", ["dwelling", "landlord?dwelling_id={dwelling}"])
def test_a_search_for_nothing_is_wrong_at_its_field(
    visitor_as: VisitorAs, scene: Scene, step: str
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    path = f"{scene.path}/{step.format(dwelling=scene.dwelling_id)}"
    page = somebody.submit(somebody.get(path), "tenancies", typed="")

    assert (page.status, page.errors_at("typed")) == (422, "Skriv det du söker efter.")


def test_what_is_not_found_says_what_to_do(visitor_as: VisitorAs, scene: Scene) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(f"{scene.path}/dwelling"), "dwelling", typed="Ingenstans")

    assert "Ingen bostad hittades" in page.words


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("contract_kind", None),
        ("starts_on", ""),
        ("ends_on", "2026-03-01"),
        ("share", "0"),
        ("share", "halva"),
    ],
)
def test_what_is_wrong_in_a_contract_is_said_at_its_field_and_nothing_is_saved(
    visitor_as: VisitorAs, scene: Scene, session: Session, field: str, typed: str | None
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(scene.form), "new", **TERMS | {field: typed})

    assert page.status == 422
    assert page.errors_at(field)
    assert page.value_of("share") == (typed if field == "share" else "50")
    assert count(session) == 0


def test_the_second_click_saves_no_second_contract(
    visitor_as: VisitorAs, scene: Scene, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(scene.form)
    somebody.submit(form, "new", **TERMS)
    page = somebody.submit(form, "new", **TERMS)

    assert "har redan ett avtal" in page.errors_at("starts_on")
    assert count(session) == 1


def test_shares_over_the_whole_are_warned_of_without_naming_who(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = dwelling(session)
    first = made.tenancy(session, home=home)
    other = household(session, case_number="EB-2026-00077")
    made.tenancy(session, home=home, tenant=other, share_permille=255)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/tenancies/{first.id}")

    assert "Andelarna av bostaden är 125,5 % tillsammans" in page.words
    assert "EB-2026-00077" not in page.text


def test_a_contract_shows_its_rents_the_withdrawn_ones_too(
    visitor_as: VisitorAs, session: Session
) -> None:
    lease = made.tenancy(session)
    wrong = rent(session, lease, kronor=9_999)
    wrong.withdrawn_at = clock.utc_now()
    rent(session, lease, kronor=8_450)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/tenancies/{lease.id}")

    assert "9 999 kr Hyresavtal Värme, Varmvatten, Kallvatten Tillbakadragen" in page.words
    assert "8 450 kr Hyresavtal Värme, Varmvatten, Kallvatten Dra tillbaka" in page.words


def test_a_contract_is_noted_as_seen(visitor_as: VisitorAs, session: Session) -> None:
    lease = made.tenancy(session, is_contract_seen=False)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(f"/office/tenancies/{lease.id}"), "contract-seen")

    assert "Avtalet sett ja" in page.words


def test_a_contract_is_ended_after_it_began(visitor_as: VisitorAs, session: Session) -> None:
    lease = made.tenancy(session, starts_on=date(2025, 9, 1))
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/tenancies/{lease.id}/end")
    early = somebody.submit(form, "end", ends_on="2025-09-01")
    page = somebody.submit(form, "end", ends_on="2026-05-01")

    assert "efter 1 september 2025" in early.errors_at("ends_on")
    assert "Första dagen efter 1 maj 2026" in page.words


@pytest.mark.parametrize(
    "path",
    [
        "/office/tenancies/{id}",
        "/office/tenancies/{id}/end",
        "/office/households/{id}/tenancies/new",
        "/office/households/{id}/tenancies/dwelling",
        "/office/households/{id}/tenancies/landlord",
    ],
)
def test_what_is_not_there_is_not_found(visitor_as: VisitorAs, path: str) -> None:
    assert visitor_as(Role.CASEWORKER).get(path.format(id=uuid4())).status == 404


@pytest.mark.parametrize("wanted", ["dwelling_id", "landlord_id"])
def test_an_unknown_home_or_landlord_is_not_found(
    visitor_as: VisitorAs, scene: Scene, wanted: str
) -> None:
    path = f"{scene.form}&{wanted}={uuid4()}".replace(
        f"dwelling_id={scene.dwelling_id}&dwelling_id", "dwelling_id"
    )

    assert visitor_as(Role.CASEWORKER).get(path).status == 404


@pytest.mark.parametrize(
    "somebodys", [Role.FIELD_OFFICER, Role.ANALYST, Role.BOARD_MEMBER, Role.ADMINISTRATOR]
)
def test_contracts_are_closed_to_the_other_roles(
    visitor_as: VisitorAs, scene: Scene, session: Session, somebodys: Role
) -> None:
    lease = made.tenancy(session)
    session.commit()
    somebody = visitor_as(somebodys)

    assert somebody.get(f"/office/tenancies/{lease.id}").status == 403
    assert somebody.get(scene.form).status == 403
