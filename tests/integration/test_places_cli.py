"""Asking the service for all homes, from the shell: stopped, run again, and within limits."""

from collections.abc import Callable, Iterator

import pytest
from click.testing import Result
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.geocoder import NORTH, TestGeocoder, running_geocoder
from factories.households import household, member, person
from factories.reach import protected
from factories.tenancies import tenancy
from landlord_watch.dwellings.models import Dwelling

Run = Callable[..., Result]


@pytest.fixture
def service() -> Iterator[TestGeocoder]:
    with running_geocoder() as running:
        yield running


@pytest.fixture
def run(shell: Run, service: TestGeocoder, monkeypatch: pytest.MonkeyPatch) -> Run:
    for name, value in {
        "GEOCODER": "nominatim",
        "GEOCODER_ADDRESS": f"http://127.0.0.1:{service.port}",
        "GEOCODER_USER_AGENT": "prov",
        "GEOCODER_INTERVAL": "0",
    }.items():
        monkeypatch.setenv(f"LANDLORD_WATCH_{name}", value)
    return lambda *words: shell("places", "locate", *words)


@pytest.fixture
def homes(session: Session, service: TestGeocoder) -> list[Dwelling]:
    """Two homes of one house, one of another, one the service doubts, one it does not know."""
    streets = ("Storgatan 4", "Storgatan 4", "Storgatan 6", "Storgatan 8", "Torpet")
    made = [dwelling(session, street_address=street) for street in streets]
    session.commit()
    service.knows("Storgatan 4, 66630 Bengtsfors")
    service.knows("Storgatan 6, 66630 Bengtsfors", house_number="6")
    service.knows("Storgatan 8, 66630 Bengtsfors", house_number="")
    return made


def placed(session: Session) -> list[str]:
    session.rollback()
    query = select(Dwelling.street_address).where(Dwelling.latitude == NORTH)
    found = sorted(session.scalars(query))
    session.rollback()
    return found


@pytest.mark.usefixtures("homes")
def test_every_house_is_asked_for_once_and_a_second_run_asks_for_none(
    run: Run, session: Session, service: TestGeocoder
) -> None:
    first = run()
    asked = len(service.asked)
    second = run()

    assert "2  given a place" in first.output
    assert "1  proposed" in first.output
    assert "1  found by nobody" in first.output
    assert placed(session) == ["Storgatan 4", "Storgatan 4", "Storgatan 6"]
    assert (asked, len(service.asked)) == (4, 4)
    assert second.exit_code == 0


@pytest.mark.usefixtures("homes")
def test_it_goes_on_where_the_day_ended(
    run: Run, session: Session, service: TestGeocoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANDLORD_WATCH_GEOCODER_A_DAY", "2")
    first = run()
    monkeypatch.setenv("LANDLORD_WATCH_GEOCODER_A_DAY", "100")
    second = run()

    assert "2 houses were not asked for: geocoder_day_full" in first.output
    assert first.exit_code == 1
    assert second.exit_code == 0
    assert len(service.asked) == 4
    assert len(placed(session)) == 3


@pytest.mark.usefixtures("homes")
def test_a_service_that_does_not_answer_is_left_alone(run: Run, service: TestGeocoder) -> None:
    service.status = 500
    told = run()

    assert told.exit_code == 1
    assert "4 houses were not asked for" in told.output


def test_a_protected_house_is_counted_among_those_nobody_knows(
    run: Run, session: Session, service: TestGeocoder, homes: list[Dwelling]
) -> None:
    case = household(session)
    member(session, case, person(session))
    tenancy(session, tenant=case, home=homes[2])
    protected(session, case, named=[])
    session.commit()
    told = run()

    assert "2  found by nobody" in told.output
    assert not any("Storgatan 6" in each for each in service.questions)
    assert "Storgatan 6" not in placed(session)


def test_without_a_service_it_says_which_setting(shell: Run) -> None:
    told = shell("places", "locate")

    assert told.exit_code == 1
    assert "LANDLORD_WATCH_GEOCODER" in told.output
