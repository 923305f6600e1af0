"""What is done in the home while a case goes on: visits, and the measures after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.measures.models import Measure
from landlord_watch.measures.queries import list_measures_of_household
from landlord_watch.visits.queries import VisitRow, list_visits_of_household
from landlord_watch.web import household_events
from landlord_watch.web.household_events import Event
from landlord_watch.web.languages import language
from landlord_watch.web.measure_words import action_words


@dataclass(frozen=True, slots=True)
class CaseHome:
    """Visits to the household's home, the latest planned first, and what is done after them."""

    visits: Sequence[VisitRow]
    measures: Sequence[Measure]

    def events(self, *, since: date) -> list[Event]:
        """What happened from a day on, as the household's timeline tells it."""
        told = [
            *household_events.of_visits(self.visits),
            *household_events.of_measures(self.measures, action_words(language())),
        ]
        return [each for each in told if each.on >= since]


def show_home(session: Session, household_id: UUID) -> CaseHome:
    """A household's visits and measures, in as many queries however many there are."""
    return CaseHome(
        visits=list_visits_of_household(session, household_id),
        measures=list_measures_of_household(session, household_id),
    )
