"""What the places of a letter of a visit are filled with, and the same once more for who reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime
from flask_babel import force_locale

from landlord_watch.documents.rules import Audience, LetterTemplate, Slot, filled, laws
from landlord_watch.documents.services import LetterText
from landlord_watch.households.models import Household, HouseholdMember, MemberRole
from landlord_watch.infra.clock import LOCAL
from landlord_watch.visits.models import Deficiency
from landlord_watch.visits.queries import VisitRow
from landlord_watch.visits.queries.telling import LANDLORDS
from landlord_watch.visits.queries.visits import CLOSED_STATES
from landlord_watch.visits.rules.consent_text import ConsentText
from landlord_watch.visits.rules.letters import INVITATION, RECEIPT
from landlord_watch.web import format as written
from landlord_watch.web.letter_filling import SWEDISH, deficiency_line

ENVIRONMENT_BOARD, CHILD_UNIT = "Miljönämnden", "Socialtjänsten, barnenheten"
#: Of a consent text, what is said before anybody is let in: who, why, that it is voluntary, and
#: that everybody answers for themselves.
BEFORE_A_VISIT = 4
#: In a receipt of a visit after which the landlord has nothing to put right.
NOTHING_TO_MEND = "Vi skrev inte ned något som hyresvärden behöver åtgärda."


@dataclass(frozen=True, slots=True)
class VisitMatter:
    """
    What a letter is about, and from whom it is.

    `words`: the text of consent in the reader's language; None: in Swedish alone. `tells_where`
    false: somebody is protected, so that no address is filled in. `ground` empty: none is said.
    """

    row: VisitRow
    household: Household
    deficiencies: Sequence[Deficiency]
    words: ConsentText | None
    office: str
    writer: str
    today: date
    tells_where: bool = True
    ground: str = ""


def draft(template: LetterTemplate, matter: VisitMatter) -> LetterText:
    """The letter as the template and the visit say it; places with nothing stay to be filled."""
    values = values_of(matter)
    if template.key == RECEIPT and not values[Slot.DEFICIENCIES]:
        values = {**values, Slot.DEFICIENCIES: NOTHING_TO_MEND}
    text = LetterText(
        office=matter.office,
        recipient=_recipient(template.audience, matter),
        contact=matter.writer,
        subject=filled(template.subject, values),
        body=filled(template.body, values),
    )
    if template.key != INVITATION or matter.words is None or matter.words.language == SWEDISH:
        return text
    return LetterText(**{**_as_dict(text), **_translated(matter, matter.words)})


def values_of(matter: VisitMatter) -> Mapping[Slot, str]:
    """What the places are filled with, in Swedish; empty: nothing knows it."""
    with force_locale(SWEDISH):
        home = matter.row.dwelling
        where = f"{written.street(home)}, {home.postal_town}" if matter.tells_where else ""
        return {
            **laws(on=matter.today),
            Slot.MUNICIPALITY: matter.office,
            Slot.CONTACT: matter.writer,
            Slot.DAY: written.day(matter.today),
            Slot.DWELLING: where,
            Slot.VISIT_DAY: _when(matter, SWEDISH),
            Slot.VISITOR: matter.row.assigned_to,
            Slot.DEFICIENCIES: "\n".join(f"– {deficiency_line(each)}" for each in _open(matter)),
            Slot.CHILDREN: ", ".join(_people(matter, MemberRole.CHILD, with_number=True)),
            Slot.SECRECY_GROUND: matter.ground.strip(),
        }


def _open(matter: VisitMatter) -> list[Deficiency]:
    """What is the landlord's to put right, and is not."""
    return [
        each
        for each in matter.deficiencies
        if each.responsible in LANDLORDS
        and each.state not in CLOSED_STATES
        and not each.is_fixed_on_spot
    ]


def _when(matter: VisitMatter, language: str) -> str:
    """Day and clock as a language writes them; one that Babel does not know, as in English."""
    moment = matter.row.visit.planned_at.astimezone(LOCAL)
    try:
        locale = Locale.parse(language)
    except UnknownLocaleError:
        locale = Locale("en")
    pattern = "EEEE d MMMM y 'kl.' HH:mm" if language == SWEDISH else "EEEE d MMMM y, HH:mm"
    return format_datetime(moment.replace(tzinfo=None), pattern, locale=locale)


def _recipient(audience: Audience, matter: VisitMatter) -> str:
    if audience is Audience.ENVIRONMENT:
        return ENVIRONMENT_BOARD
    if audience is Audience.CHILD_UNIT:
        return CHILD_UNIT
    home = matter.row.dwelling
    where = [
        written.street(home),
        f"{written.postal_code(home.postal_code)} {home.postal_town}",
    ]
    names = list(_people(matter, MemberRole.ADULT, with_number=False))
    return "\n".join([*names, *(where if matter.tells_where else [Slot.ADDRESS.written])])


def _people(matter: VisitMatter, role: MemberRole, *, with_number: bool) -> Iterator[str]:
    for each in matter.household.members:
        if each.role is role and _is_in(each, matter.today):
            name = f"{each.person.given_name} {each.person.family_name}"
            number = written.person_number(each.person.number, each.person.number_kind)
            yield f"{name} ({number})" if with_number else name


def _is_in(member: HouseholdMember, day: date) -> bool:
    return member.starts_on <= day and (member.ends_on is None or day < member.ends_on)


def _translated(matter: VisitMatter, words: ConsentText) -> dict[str, str]:
    """The published words of consent before a visit, with when, who and whom to turn to."""
    lines = [f"{_when(matter, words.language)}\n{matter.row.assigned_to}\n{matter.office}"]
    for section in words.sections[:BEFORE_A_VISIT]:
        lines += [section.heading, *section.paragraphs]
    lines.append(matter.writer)
    return {
        "language": words.language,
        "translated_title": words.title,
        "translation": "\n\n".join(lines),
    }


def _as_dict(text: LetterText) -> dict[str, str]:
    names = ("office", "recipient", "contact", "subject", "body")
    return {name: getattr(text, name) for name in names}
