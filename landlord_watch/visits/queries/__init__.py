"""Reading visits, what was found, concerns, and the texts that ask for consent."""

from landlord_watch.visits.queries.concerns import (
    ConcernRow,
    get_concern,
    list_acknowledged_concerns,
    list_concerns,
    list_concerns_of_visit,
    list_waiting_concerns,
    waiting_concern_ids,
)
from landlord_watch.visits.queries.consent_texts import (
    ConsentTextRow,
    get_consent_text,
    list_consent_texts,
    list_known_texts,
)
from landlord_watch.visits.queries.days import DayVisit, list_visits_of_day
from landlord_watch.visits.queries.deficiencies import (
    FoundDeficiency,
    list_all_deficiencies,
    list_open_deficiencies,
)
from landlord_watch.visits.queries.households import (
    RaisedConcern,
    list_concerns_of_household,
    list_deficiencies_of_household,
)
from landlord_watch.visits.queries.letters import (
    get_visit_letter,
    letters_offered,
    list_visit_letters,
)
from landlord_watch.visits.queries.reinspections import (
    Recorded,
    SeenAgain,
    has_earlier,
    list_seen_again,
    record_of,
)
from landlord_watch.visits.queries.telling import list_deficiencies_to_tell
from landlord_watch.visits.queries.visits import (
    CLOSED_STATES,
    DueDeficiency,
    PlannedTime,
    VisitRow,
    get_deficiency,
    get_photo_of_visit,
    get_visit,
    list_deficiencies_of_dwelling,
    list_deficiencies_of_visit,
    list_due_deficiencies,
    list_homes,
    list_photos,
    list_revisions,
    list_visits,
    list_visits_of_household,
    planned_times,
)

__all__ = [
    "CLOSED_STATES",
    "ConcernRow",
    "ConsentTextRow",
    "DayVisit",
    "DueDeficiency",
    "FoundDeficiency",
    "PlannedTime",
    "RaisedConcern",
    "Recorded",
    "SeenAgain",
    "VisitRow",
    "get_concern",
    "get_consent_text",
    "get_deficiency",
    "get_photo_of_visit",
    "get_visit",
    "get_visit_letter",
    "has_earlier",
    "letters_offered",
    "list_acknowledged_concerns",
    "list_all_deficiencies",
    "list_concerns",
    "list_concerns_of_household",
    "list_concerns_of_visit",
    "list_consent_texts",
    "list_deficiencies_of_dwelling",
    "list_deficiencies_of_household",
    "list_deficiencies_of_visit",
    "list_deficiencies_to_tell",
    "list_due_deficiencies",
    "list_homes",
    "list_known_texts",
    "list_open_deficiencies",
    "list_photos",
    "list_revisions",
    "list_seen_again",
    "list_visit_letters",
    "list_visits",
    "list_visits_of_day",
    "list_visits_of_household",
    "list_waiting_concerns",
    "planned_times",
    "record_of",
    "waiting_concern_ids",
]
