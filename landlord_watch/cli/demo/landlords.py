"""Recording the invented landlords, with numbers and ways to reach them."""

from collections.abc import Mapping
from datetime import date
from random import Random
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cli.demo.landlord_list import (
    LANDLORDS,
    Landlord,
    Letting,
    Private,
)
from landlord_watch.cli.demo.names import PLACES, STREETS
from landlord_watch.cli.demo.numbers import NumberBook, company_number, person_number
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.landlords.models import PartyKind
from landlord_watch.landlords.services import LandlordFacts, record_landlord

#: Numbers that are kept for films and books, 070-174 06 05 to 99. Source: PTS, C.
FICTIONAL_PHONE = "070-174 06 {:02d}"
FIRST_LINE = 5
#: Companies whose number nobody has found out.
WITHOUT_NUMBER = {"Lingontuvans Gård HB"}

LandlordIds = Mapping[str, UUID]


def record_landlords(
    session: Session, *, setting: Setting, book: NumberBook, actor_id: UUID
) -> LandlordIds:
    """Take all of them into the register, and give their ids by name."""
    recorded_on = setting.days_ago(900)
    ids: dict[str, UUID] = {}
    for place, landlord in enumerate(LANDLORDS, start=1):
        recorded = record_landlord(
            session,
            facts=_facts(landlord, place, setting, book),
            today=recorded_on,
            actor_id=actor_id,
            at=at(recorded_on),
        )
        ids[landlord.name] = recorded.id
    return ids


def _facts(landlord: Landlord, place: int, setting: Setting, book: NumberBook) -> LandlordFacts:
    chance = setting.chance("landlord", landlord.name)
    if isinstance(landlord, Private):
        return _private_facts(landlord, place, chance, book)
    desk = landlord.desk or f"{chance.choice(STREETS)} {chance.randrange(1, 40)}"
    has_number = landlord.name not in WITHOUT_NUMBER
    return LandlordFacts(
        kind=PartyKind.LEGAL,
        name=landlord.name,
        number=company_number(landlord.form, place) if has_number else "",
        number_source="Bolagsverket (påhittat)" if has_number else "",
        email=f"uthyrning@{_domain(landlord)}.example",
        phone=FICTIONAL_PHONE.format(FIRST_LINE + _line(landlord, place)),
        postal_address=f"{desk}, {_town(landlord, chance)}",
        is_municipal=landlord.is_municipal,
    )


def _private_facts(
    landlord: Private, place: int, chance: Random, book: NumberBook
) -> LandlordFacts:
    born_on = book.birth_day(
        date(landlord.birth_year, chance.randrange(1, 13), chance.randrange(1, 29)), landlord.sex
    )
    street = f"{chance.choice(STREETS)} {chance.randrange(1, 40)}"
    return LandlordFacts(
        kind=PartyKind.NATURAL,
        name=landlord.name,
        number=person_number(born_on, landlord.sex).value,
        number_source="Hyresavtal",
        phone=FICTIONAL_PHONE.format(FIRST_LINE + place),
        postal_address=f"{street}, {_town(landlord, chance)}",
    )


def _domain(landlord: Letting) -> str:
    """Companies behind the same desk read the same mail."""
    words = (landlord.desk or landlord.name).casefold().split()
    plain = words[0].translate(str.maketrans("åäöé", "aaoe", "&"))
    return plain.strip("-")


def _line(landlord: Letting, place: int) -> int:
    """The last two digits of the telephone number."""
    sharing = [other for other in LANDLORDS if isinstance(other, Letting)]
    desks = [other.desk for other in sharing]
    return desks.index(landlord.desk) + 1 if landlord.desk else place


def _town(landlord: Landlord, chance: Random) -> str:
    is_shared = isinstance(landlord, Letting) and landlord.desk
    code, town, _ = PLACES[0] if is_shared else chance.choice(PLACES)
    return f"{code[:3]} {code[3:]} {town}"
