"""Reading rents, and turning what is stored into the facts that a check is made of."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.period import Period
from landlord_watch.rents.models import Rent, RentAside
from landlord_watch.rents.rules.asides import Aside
from landlord_watch.rents.rules.comparable import WHOLE, RentFacts
from landlord_watch.rents.rules.inclusions import Included, Inclusion, Inclusions, Says
from landlord_watch.rents.rules.known import KnownRent
from landlord_watch.rents.rules.month_rent import RentSegment
from landlord_watch.rents.rules.sublet import (
    LettingRule,
    SubletFacts,
    SubletFinding,
    sublet_finding,
)
from landlord_watch.tenancies.models import ContractKind, Tenancy
from landlord_watch.tenancies.rules import share_of


def get_rent(session: Session, *, tenancy_id: UUID, rent_id: UUID) -> Rent:
    """
    A rent of this tenancy, withdrawn or not.

    Raises: `NotFound`.
    """
    found = session.get(Rent, rent_id)
    if found is None or found.tenancy_id != tenancy_id:
        raise NotFound
    return found


def list_rents(session: Session, tenancy_ids: Collection[UUID]) -> Sequence[Rent]:
    """Every rent of these tenancies there ever was, newest first, the withdrawn ones too."""
    return session.scalars(
        select(Rent)
        .where(Rent.tenancy_id.in_(tenancy_ids))
        .order_by(Rent.starts_on.desc(), Rent.recorded_at.desc(), Rent.id)
    ).all()


def find_latest_rent(session: Session, tenancy_id: UUID) -> Rent | None:
    """The standing rent that starts last."""
    return session.scalar(
        select(Rent)
        .where(Rent.tenancy_id == tenancy_id, Rent.withdrawn_at.is_(None))
        .order_by(Rent.starts_on.desc())
        .limit(1)
    )


def find_rent_on(session: Session, tenancy_id: UUID, *, on: date) -> Rent | None:
    """The standing rent that holds on a day, until the next one's day."""
    return session.scalar(
        select(Rent)
        .where(Rent.tenancy_id == tenancy_id, Rent.withdrawn_at.is_(None), Rent.starts_on <= on)
        .order_by(Rent.starts_on.desc())
        .limit(1)
    )


def facts_of(rent: Rent, tenancy: Tenancy) -> RentFacts:
    """
    What a check needs to know of a rent and its contract, whose dwelling is loaded.

    Rooms that the register lacks are the contract's.
    """
    home = tenancy.dwelling
    return RentFacts(
        price=rent.monthly_rent if rent.unit_price is None else rent.unit_price,
        unit=rent.unit,
        contract_share=tenancy.share,
        rooms=rent.contract_rooms if home.rooms is None else home.rooms,
        area_m2=rent.contract_area_m2 if home.area_m2 is None else home.area_m2,
        is_contract_seen=tenancy.is_contract_seen,
        is_confirmed=rent.is_confirmed,
        is_sublet=tenancy.contract_kind is ContractKind.SUBLEASE,
        sublessor_rent=rent.sublessor_rent,
        lodger_pays=rent.lodger_pays,
        contract_rooms=rent.contract_rooms,
        contract_area_m2=rent.contract_area_m2,
    )


#: By what rule the rent of a kind of contract may be tried.
LETTING_RULES = {
    ContractKind.PRIMARY_LEASE: LettingRule.UTILITY_VALUE,
    ContractKind.SOCIAL_LEASE: LettingRule.UTILITY_VALUE,
    ContractKind.SUBLEASE: LettingRule.SUBLET,
    ContractKind.LODGER: LettingRule.PART_OF_FLAT,
    ContractKind.PRIVATE_LET: LettingRule.PRIVATE_HOME,
}


def sublet_of(rent: Rent, tenancy: Tenancy) -> SubletFinding:
    """How a rent lies against what may be asked at second hand, a finding beside the norm."""
    rule = LETTING_RULES[tenancy.contract_kind]
    part = None if rent.let_part_permille is None else share_of(rent.let_part_permille, None, None)
    if part is None and rule is not LettingRule.PART_OF_FLAT:
        part = WHOLE
    facts = SubletFacts(
        asked=rent.monthly_rent,
        sublessor_rent=rent.sublessor_rent,
        part=part,
        furnished=inclusions_of(rent).of(Inclusion.FURNITURE).in_rent,
        extras=rent.sublessor_extras,
    )
    return sublet_finding(facts, rule=rule)


def segments_of(rents: Iterable[Rent], tenancy: Tenancy) -> list[RentSegment]:
    """The standing rents of a tenancy as days they hold for, until the next or its end."""
    standing = sorted(
        (rent for rent in rents if rent.withdrawn_at is None), key=lambda rent: rent.starts_on
    )
    ends = [*(rent.starts_on for rent in standing), tenancy.ends_on][1:]
    return [
        RentSegment(Period(rent.starts_on, ends_on), facts_of(rent, tenancy), inclusions_of(rent))
        for rent, ends_on in zip(standing, ends, strict=True)
        if ends_on is None or rent.starts_on < ends_on
    ]


def known_rent(rent: Rent) -> KnownRent:
    """A rent with the days it holds for and the time it was held to be right."""
    return KnownRent(rent.id, rent.starts_on, rent.recorded_at, rent.withdrawn_at)


def list_asides(session: Session, tenancy_ids: Collection[UUID]) -> Sequence[RentAside]:
    """What these tenancies pay or are spared beside the rent, the withdrawn too, newest first."""
    return session.scalars(
        select(RentAside)
        .where(RentAside.tenancy_id.in_(tenancy_ids))
        .order_by(RentAside.starts_on.desc(), RentAside.id)
    ).all()


def get_aside(session: Session, *, tenancy_id: UUID, aside_id: UUID) -> RentAside:
    """
    Something beside the rent of this tenancy, withdrawn or not.

    Raises: `NotFound`.
    """
    found = session.get(RentAside, aside_id)
    if found is None or found.tenancy_id != tenancy_id:
        raise NotFound
    return found


def as_aside(stored: RentAside) -> Aside:
    """Something stored beside the rent as the rules read it."""
    period = Period(stored.starts_on, stored.ends_on)
    return Aside(stored.kind, period, stored.amount, stored.spread_months)


def inclusions_of(rent: Rent) -> Inclusions:
    """What a stored rent includes."""
    return Inclusions(
        {Inclusion(name): _included(stated) for name, stated in rent.inclusions.items()}
    )


def _included(stated: dict[str, Any]) -> Included:
    amount = stated.get("amount_ore")
    return Included(Says(stated["in_rent"]), None if amount is None else Money(amount))


def inclusions_as_stored(inclusions: Inclusions) -> dict[str, dict[str, Any]]:
    """What a rent includes, as it is kept with the rent."""
    return {
        inclusion.value: {
            "in_rent": included.in_rent.value,
            "amount_ore": None if included.amount is None else included.amount.ore,
        }
        for inclusion, included in inclusions.stated.items()
    }
