"""Reading rents, and turning what is stored into the facts that a check is made of."""

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.money import Money
from landlord_watch.rents.models import Rent
from landlord_watch.rents.rules.comparable import WHOLE, RentFacts
from landlord_watch.rents.rules.inclusions import Included, Inclusion, Inclusions, Says
from landlord_watch.tenancies.models import ContractKind, Tenancy
from landlord_watch.tenancies.rules import WHOLE_PERMILLE


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

    An unusual rent was confirmed when it was recorded, or it would not be here.
    """
    is_whole = tenancy.share_permille == WHOLE_PERMILLE
    return RentFacts(
        price=rent.monthly_rent,
        contract_share=WHOLE if is_whole else Fraction(tenancy.share_permille, WHOLE_PERMILLE),
        rooms=tenancy.dwelling.rooms,
        area_m2=tenancy.dwelling.area_m2,
        is_contract_seen=tenancy.is_contract_seen,
        is_confirmed=True,
        is_sublet=tenancy.contract_kind is ContractKind.SUBLEASE,
    )


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
