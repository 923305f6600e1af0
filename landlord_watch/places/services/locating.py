"""
Finding where a house is, by asking the service, in transactions of its own.

A house in which somebody protected lives or has lived is asked for nowhere. Whoever watches must
not see which it is: in its place the service is asked for the municipality itself, in the same
turn, so that it takes as long and fails as often, and the answer is that nothing was found.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.database import begin_reading
from landlord_watch.places import queries
from landlord_watch.places.geocoders import Geocoder
from landlord_watch.places.models import GeocodingAnswer
from landlord_watch.places.ports import Withheld
from landlord_watch.places.rules.answers import Doubt, Heard, StreetAddress, digest_of, doubts_of
from landlord_watch.places.rules.outlines import Outline
from landlord_watch.places.services.asking import keep_answer, take_turn
from landlord_watch.places.services.placing import settle
from landlord_watch.settings import GeocoderSettings

#: For so long it stands that a service finds nothing.
NOTHING_LASTS: Final = timedelta(days=90)
#: In the log: the address of a home was sent to the service.
ASKED: Final = "place.asked"


class Found(StrEnum):
    """What came of asking."""

    PLACED = "placed"
    PROPOSED = "proposed"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locating:
    """Where to ask, within which limits, and what answers are held against."""

    transaction: Callable[[], AbstractContextManager[Session]]
    geocoder: Geocoder
    limits: GeocoderSettings
    #: The municipality's name.
    municipality: str
    #: None: no border is known.
    outline: Outline | None
    withheld: Withheld
    now: Callable[[], datetime]
    wait: Callable[[float], object]

    def locate(self, house: StreetAddress, *, actor_id: UUID | None) -> Found:
        """
        Give the homes of a house their place, as far as the service knows it.

        Raises: `GeocoderDayFull`, `GeocoderBusy`, `GeocoderSilent`.
        """
        with self.transaction() as session:
            answer = self._remembered(session, house)
            if answer is not None:
                return self._settle(session, house, answer, actor_id)
            wait = take_turn(session, limits=self.limits, on=self._today(), at=self.now())
            question = self._question(session, house)
            self._log(session, house if question else None, actor_id)
        self.wait(wait)
        heard = self.geocoder.ask(question or self._decoy)
        return self._keep(house, heard if question else None, actor_id)

    def worth_asking(self, houses: Iterable[StreetAddress]) -> list[StreetAddress]:
        """Those of which it is not known that nothing is found, or that what is found is wrong."""
        with self.transaction() as session:
            begin_reading(session)
            in_vain = queries.digests_in_vain(session, nothing_since=self._nothing_since())
        return [house for house in houses if self._digest(house) not in in_vain]

    @property
    def _decoy(self) -> str:
        return f"{self.municipality}, Sverige"

    def _question(self, session: Session, house: StreetAddress) -> str:
        """What may be asked of a house; empty: nothing may."""
        street, postal_code = house.street_address, house.postal_code
        is_withheld = self.withheld(session, street_address=street, postal_code=postal_code)
        return "" if is_withheld else house.text

    def _log(self, session: Session, house: StreetAddress | None, actor_id: UUID | None) -> None:
        """Tell of what is sent: the homes of a house, or None: of nobody's."""
        ids = [None] if house is None else [home.id for home in queries.list_at(session, house)]
        for each in ids:
            audit.record(session, actor_id=actor_id, action=ASKED, subject_id=each, at=self.now())

    def _remembered(self, session: Session, house: StreetAddress) -> GeocodingAnswer | None:
        since = self._nothing_since()
        return queries.find_answer(session, self._digest(house), nothing_since=since)

    def _nothing_since(self) -> date:
        return self._today() - NOTHING_LASTS

    def _keep(self, house: StreetAddress, heard: Heard | None, actor_id: UUID | None) -> Found:
        doubts = [] if heard is None else self._doubts(house, heard)
        with self.transaction() as session:
            answer = keep_answer(
                session,
                digest=self._digest(house),
                source=self.geocoder.source,
                heard=heard,
                doubts=doubts,
                on=self._today(),
            )
            return self._settle(session, house, answer, actor_id)

    def _doubts(self, house: StreetAddress, heard: Heard) -> list[Doubt]:
        return doubts_of(heard, asked=house, municipality=self.municipality, outline=self.outline)

    def _settle(
        self,
        session: Session,
        house: StreetAddress,
        answer: GeocodingAnswer,
        actor_id: UUID | None,
    ) -> Found:
        given = settle(session, house=house, answer=answer, actor_id=actor_id, at=self.now())
        if given is None:
            return Found.NOTHING
        return Found.PLACED if given else Found.PROPOSED

    def _digest(self, house: StreetAddress) -> str:
        return digest_of(house.text, source=self.geocoder.source)

    def _today(self) -> date:
        return self.now().astimezone(LOCAL).date()
