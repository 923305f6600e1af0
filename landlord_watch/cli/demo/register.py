"""Recording the homes: what they are, who they are let by, and what they are offered for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cli.demo.homes import Home
from landlord_watch.cli.demo.landlord_list import Letting
from landlord_watch.cli.demo.landlords import LandlordIds
from landlord_watch.cli.demo.norms import INCLUDES
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.dwellings.models import DwellingKind, RentSource
from landlord_watch.dwellings.services import (
    DwellingFacts,
    record_dwelling,
    record_offered_rent,
)
from landlord_watch.kernel.money import Money
from landlord_watch.landlords.models import PartyRoleKind
from landlord_watch.landlords.services import give_role

#: Of a hundred homes, so many have no offered rent, and so many one that says little.
WITHOUT_OFFER, SAYS_LITTLE = 8, 20
#: What an offer says of everything, and what one says that says little.
SAYS_ALL = {name.value: says.value for name, says in INCLUDES.items()}
SAYS_SOME = {"heating": "yes", "cold_water": "yes", "parking": "no"}
SAYS_COLD = SAYS_ALL | {"heating": "no", "hot_water": "no"}
SOURCES = (RentSource.LANDLORD, RentSource.ADVERTISEMENT, RentSource.PROPERTY_LIST)


@dataclass(frozen=True, slots=True)
class Held:
    """A role that a landlord, by name, has to a home."""

    name: str
    kind: PartyRoleKind
    starts_on: date
    source: str
    ends_on: date | None = None


def record_home(
    session: Session, *, home: Home, setting: Setting, landlord_ids: LandlordIds, actor_id: UUID
) -> UUID:
    """Take a home into the register with its landlord and its offered rent, and give its id."""
    recorded_at = at(setting.days_ago(890 - home.place // 4))
    recorded = record_dwelling(
        session, facts=_facts(home, setting), actor_id=actor_id, at=recorded_at
    )
    for held in _roles(home, setting):
        give_role(
            session,
            landlord_id=landlord_ids[held.name],
            dwelling_id=recorded.id,
            kind=held.kind,
            starts_on=held.starts_on,
            ends_on=held.ends_on,
            source=held.source,
            actor_id=actor_id,
            at=recorded_at,
        )
    _offer(session, home, recorded.id, setting, actor_id)
    return recorded.id


def _facts(home: Home, setting: Setting) -> DwellingFacts:
    return DwellingFacts(
        address=home.address,
        kind=home.kind,
        municipality_code=setting.municipality.code,
        designation=home.designation,
        rooms=home.rooms,
        area_m2=float(home.area_m2) if home.is_area_known else None,
    )


def _roles(home: Home, setting: Setting) -> Iterable[Held]:
    landlord = home.landlord
    year = setting.today.year - 4 - home.place % 11
    starts_on = date(year, 1 + home.place % 12, 1)
    if home.is_bought and isinstance(landlord, Letting):
        bought_on = date(setting.today.year - 2, 4, 1)
        earlier = Held(
            landlord.bought_from,
            PartyRoleKind.CONTRACTING_LANDLORD,
            starts_on,
            "Hyresavtal",
            bought_on,
        )
        yield earlier
        starts_on = bought_on
    yield Held(landlord.name, PartyRoleKind.CONTRACTING_LANDLORD, starts_on, "Fastighetslista")
    yield from _other_roles(home, starts_on)


def _other_roles(home: Home, starts_on: date) -> Iterator[Held]:
    """Who manages, is paid or owns, where that is somebody else."""
    landlord = home.landlord
    if landlord.managed_by:
        yield Held(landlord.managed_by, PartyRoleKind.MANAGER, starts_on, "Anslag i trapphuset")
    if isinstance(landlord, Letting) and landlord.paid_to:
        yield Held(landlord.paid_to, PartyRoleKind.PAYEE, starts_on, "Hyresavi")
    if isinstance(landlord, Letting) and landlord.owned_by:
        yield Held(landlord.owned_by, PartyRoleKind.OWNER, starts_on, "Fastighetsregistret")


def _offer(
    session: Session, home: Home, dwelling_id: UUID, setting: Setting, actor_id: UUID
) -> None:
    chance = setting.chance("offer", home.place)
    drawn = chance.randrange(100)
    if drawn < WITHOUT_OFFER:
        return
    starts_on = date(setting.today.year, 1, 1)
    is_cold = home.kind is DwellingKind.HOUSE
    fully = SAYS_COLD if is_cold else SAYS_ALL
    record_offered_rent(
        session,
        dwelling_id=dwelling_id,
        monthly_rent=Money.kronor(home.rent),
        starts_on=starts_on,
        source=chance.choice(SOURCES),
        inclusions=SAYS_SOME if drawn < WITHOUT_OFFER + SAYS_LITTLE else fully,
        actor_id=actor_id,
        at=at(min(setting.today, date(starts_on.year, 1, 15))),
    )
