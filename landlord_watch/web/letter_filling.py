"""What the places of a letter to a landlord are filled with: from the register, in Swedish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import force_locale, gettext

from landlord_watch.documents.rules import LetterTemplate, Slot, filled, passages
from landlord_watch.documents.services import LetterText
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.landlords.models import LandlordMeasure, Party
from landlord_watch.visits.models import Deficiency
from landlord_watch.web import format as written
from landlord_watch.web.visit_reading import questions

SWEDISH = "sv"


@dataclass(frozen=True, slots=True)
class LetterMatter:
    """What a letter is about: to whom, from whom, and what was chosen to stand in it."""

    party: Party
    office: str
    writer: str
    today: date
    dwelling: Dwelling | None
    measures: Sequence[LandlordMeasure]
    deficiencies: Sequence[Deficiency]


def office_name(municipality: str) -> str:
    """`Karlstads kommun`, `Arvika kommun`: a beginning, for some call themselves otherwise."""
    takes_no_s = municipality.casefold().endswith(tuple("sxzaeiouyåäö"))
    return f"{municipality}{'' if takes_no_s else 's'} kommun"


def draft(template: LetterTemplate, matter: LetterMatter) -> LetterText:
    """The letter as the template and the register say it; places with nothing stay to be filled."""
    with force_locale(SWEDISH):
        values = _values(matter)
    return LetterText(
        office=matter.office,
        recipient=recipient_of(matter.party),
        contact=matter.writer,
        subject=filled(template.subject, values),
        body=filled(template.body, values),
    )


def recipient_of(party: Party) -> str:
    """Name and address as they stand in the window of an envelope, a line each."""
    parts = [part.strip() for part in party.postal_address.split(",")]
    return "\n".join(part for part in (party.name, *parts) if part)


def _values(matter: LetterMatter) -> Mapping[Slot, str]:
    home = matter.dwelling
    return {
        **passages(),
        Slot.LANDLORD: matter.party.name,
        Slot.ADDRESS: matter.party.postal_address,
        Slot.MUNICIPALITY: matter.office,
        Slot.CONTACT: matter.writer,
        Slot.DAY: written.day(matter.today),
        Slot.DWELLING: f"{written.street(home)}, {home.postal_town}" if home else "",
        Slot.MEASURES: "\n".join(f"– {measure_line(each)}" for each in matter.measures),
        Slot.DEFICIENCIES: "\n".join(f"– {deficiency_line(each)}" for each in matter.deficiencies),
    }


def measure_line(measure: LandlordMeasure) -> str:
    """What was undertaken, where and by when, on one line."""
    where = f" ({written.street(measure.dwelling)})" if measure.dwelling else ""
    what = " ".join(measure.what.split()).rstrip(".")
    if measure.due_on is None:
        return f"{what}{where}"
    return gettext(
        "%(what)s%(where)s, senast %(day)s", what=what, where=where, day=written.day(measure.due_on)
    )


def deficiency_line(deficiency: Deficiency) -> str:
    """What was not as it should be, as the checklist asks it, and by when it is to be right."""
    what = questions(SWEDISH).get(deficiency.item_id, deficiency.item_id)
    if deficiency.asked_by_on is None:
        return what
    return gettext("%(what)s, senast %(day)s", what=what, day=written.day(deficiency.asked_by_on))
