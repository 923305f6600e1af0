"""A service on this machine, and the asking of it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from factories.geocoder import TestGeocoder, running_geocoder
from factories.people import NOW
from landlord_watch.infra.database import own_transactions
from landlord_watch.places.geocoders import GeopyGeocoder
from landlord_watch.places.services.locating import Locating
from landlord_watch.tenancies.queries import is_withheld


@pytest.fixture
def service() -> Iterator[TestGeocoder]:
    with running_geocoder() as running:
        yield running


@pytest.fixture
def locating(engine: Engine, service: TestGeocoder) -> Callable[..., Locating]:
    """The asking of an installation: `locating(most_a_day=3)`, `locating(outline=…)`."""

    def make(**changed: Any) -> Locating:
        limits = service.settings(
            **{name: changed.pop(name) for name in ("kind", "most_a_day") if name in changed}
        )
        given = {"limits": limits, "geocoder": GeopyGeocoder(limits), "outline": None, **changed}
        return Locating(
            transaction=own_transactions(engine),
            municipality="Bengtsfors",
            withheld=is_withheld,
            now=lambda: NOW,
            wait=lambda _seconds: None,
            **given,
        )

    return make
