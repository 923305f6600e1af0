"""
What was to be done after a visit, of a person's own file.

What turns to the protection of a child, or to the police, is never part of it; who was given
emergency housing, and where, only for who has been the household's only adult, for the other may
be who somebody was housed away from.
Source: as `own_file`. A for the Acts, own for the division.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.infra.clock import LOCAL
from landlord_watch.measures.models import Measure, MeasureEvent
from landlord_watch.measures.queries import list_measures_of_household
from landlord_watch.measures.rules import MeasureKind
from landlord_watch.retention.queries.own_cases import DAY, Reader
from landlord_watch.retention.shapes import OwnMeasure, OwnMeasureEvent
from landlord_watch.visits.rules import published_checklists

#: Whom an action turns to that nobody is told of in a copy.
UNTOLD = ("child_protection", "police")


def list_measures_given_out(session: Session, household_id: UUID, reader: Reader) -> list[Measure]:
    """The measures of the person's time that may be told of in their copy."""
    found = list_measures_of_household(session, household_id)
    return [each for each in found if _is_given_out(each, reader)]


def _is_given_out(measure: Measure, reader: Reader) -> bool:
    on = measure.recorded_at.astimezone(LOCAL).date()
    if reader.sight.tells_where(on, on + DAY) or reader.sight.hides(on, on + DAY):
        return False
    if _turns_to(measure.action) & set(UNTOLD):
        return False
    is_housing = measure.kind is MeasureKind.EMERGENCY_HOUSING
    return reader.sees(on) and (reader.is_alone or not is_housing)


def _turns_to(action: str) -> set[str]:
    return {each.actions[action].to for each in published_checklists() if action in each.actions}


def own_measures(measures: Iterable[Measure], reader: Reader) -> tuple[OwnMeasure, ...]:
    """What of each is the person's to read."""
    return tuple(_measure(each, reader) for each in measures)


def _measure(measure: Measure, reader: Reader) -> OwnMeasure:
    on = measure.recorded_at.astimezone(LOCAL).date()
    return OwnMeasure(
        action=measure.action,
        what=reader.read(measure.what, on),
        due_on=measure.due_on,
        state=measure.state.value,
        events=tuple(_events(measure.events, reader)),
    )


def _events(events: Iterable[MeasureEvent], reader: Reader) -> Iterator[OwnMeasureEvent]:
    for each in events:
        if reader.sees(each.happened_on):
            yield OwnMeasureEvent(
                happened_on=each.happened_on,
                step=each.step.value,
                reference=each.reference,
                place=reader.read(each.place, each.happened_on),
                note=reader.read(each.note, each.happened_on),
            )
