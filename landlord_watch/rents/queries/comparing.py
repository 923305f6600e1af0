"""Reading what homes like one are offered for; of the register world alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from landlord_watch.dwellings.models import Dwelling, OfferedRent
from landlord_watch.dwellings.queries import list_offered_rents
from landlord_watch.landlords.models import PartyRole, PartyRoleKind
from landlord_watch.rents.rules.comparing import (
    YEARS_BACK,
    Compared,
    Nearness,
    Offer,
    compare,
    yearly_change,
)
from landlord_watch.tenancies.models import Tenancy

#: Of a landlord with more homes than these, those that came into the register last.
MOST_HOMES = 500
#: The newest are enough to know the middle one by, however large a landlord is.
MOST_OFFERS = 200


@dataclass(frozen=True, slots=True)
class Comparisons:
    """
    The home's own offers over time, newest first, and other homes with as many rooms.

    `yearly_change` in percent; None: it cannot be told.
    """

    own: Sequence[Offer]
    yearly_change: float | None
    others: Sequence[Compared]


def compare_tenancy(session: Session, tenancy: Tenancy, *, on: date) -> Comparisons:
    """
    What a tenancy's home and others like it have been offered for, up to a day.

    Others are those in the same building, of the same landlord, and with the same postal code,
    with as many rooms where that is known; offers of the last twelve months. In four queries, none
    of which takes longer however much there is: of a landlord's homes so many and no more are
    looked at. The tenancy's dwelling is loaded.
    """
    own = [
        Offer(each.monthly_rent, tenancy.dwelling.area_m2, each.starts_on)
        for each in list_offered_rents(session, tenancy.dwelling_id)
        if each.withdrawn_at is None and each.starts_on <= on
    ]
    others = [
        compare(nearness, _offers(session, tenancy.dwelling, which, on))
        for nearness, which in _near(tenancy, on)
    ]
    return Comparisons(own, yearly_change(own), others)


def _near(tenancy: Tenancy, on: date) -> Iterator[tuple[Nearness, ColumnElement[bool]]]:
    home = tenancy.dwelling
    if home.property_id is not None:
        yield Nearness.BUILDING, Dwelling.property_id == home.property_id
    let = (
        select(PartyRole.dwelling_id)
        .where(
            PartyRole.party_id == tenancy.landlord_id,
            PartyRole.kind == PartyRoleKind.CONTRACTING_LANDLORD,
            PartyRole.starts_on <= on,
            or_(PartyRole.ends_on.is_(None), PartyRole.ends_on > on),
        )
        .order_by(PartyRole.dwelling_id.desc())
        .limit(MOST_HOMES)
    )
    yield Nearness.LANDLORD, Dwelling.id.in_(let)
    yield Nearness.AREA, Dwelling.postal_code == home.postal_code


def _offers(session: Session, home: Dwelling, which: ColumnElement[bool], on: date) -> list[Offer]:
    """The newest offer of each home."""
    rows = session.execute(
        select(
            OfferedRent.dwelling_id,
            OfferedRent.monthly_rent,
            Dwelling.area_m2,
            OfferedRent.starts_on,
        )
        .join(Dwelling, Dwelling.id == OfferedRent.dwelling_id)
        .where(
            which,
            Dwelling.id != home.id,
            true() if home.rooms is None else Dwelling.rooms == home.rooms,
            OfferedRent.withdrawn_at.is_(None),
            OfferedRent.starts_on <= on,
            OfferedRent.starts_on > _earliest(on),
        )
        .order_by(OfferedRent.starts_on.desc(), OfferedRent.id)
        .limit(MOST_OFFERS)
    )
    newest: dict[object, Offer] = {}
    for dwelling_id, rent, area_m2, starts_on in rows:
        newest.setdefault(dwelling_id, Offer(rent, area_m2, starts_on))
    return list(newest.values())


def _earliest(on: date) -> date:
    """The same day the year before; of 29 February the day before it."""
    is_leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - YEARS_BACK, day=28 if is_leap_day else on.day)
