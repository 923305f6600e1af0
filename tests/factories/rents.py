"""Invented rents and norms."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from factories.households import MOVED_IN
from factories.people import NOW
from landlord_watch.kernel.money import Money
from landlord_watch.rents.models import (
    AsideKind,
    NormKind,
    NormRow,
    NormSet,
    Rent,
    RentAside,
    RentBasis,
    RentCheckRecord,
    Verdict,
)
from landlord_watch.tenancies.models import Tenancy

#: All that a rent may include, in it or not there at all: nothing is left open.
SETTLED: dict[str, dict[str, Any]] = {
    **{name: {"in_rent": "yes", "amount_ore": None} for name in ("heating", "hot_water")},
    "cold_water": {"in_rent": "yes", "amount_ore": None},
    **{
        name: {"in_rent": "no", "amount_ore": 0}
        for name in (
            "household_electricity",
            "furniture",
            "parking",
            "broadband",
            "storage",
            "services",
        )
    },
}
#: What a norm is meant to include when all of that is decided.
DECIDED = {
    "heating": "yes",
    "hot_water": "yes",
    "cold_water": "yes",
    "household_electricity": "no",
    "furniture": "no",
    "parking": "no",
    "broadband": "no",
    "storage": "no",
    "services": "no",
}
#: Adults from–to, children from–to, kronor: one row for each household of 1–4 adults.
FAMILY_ROWS = (
    ("1 vuxen", 1, 1, 0, 0, 5_400),
    ("2 vuxna eller fler", 2, None, 0, 0, 6_500),
    ("hushåll med 1 barn", 1, None, 1, 1, 7_600),
    ("hushåll med 2 barn eller fler", 1, None, 2, None, 8_900),
)


def rent(
    session: Session,
    contract: Tenancy,
    *,
    kronor: int = 8_450,
    starts_on: date = MOVED_IN,
    basis: RentBasis = RentBasis.CONTRACT,
    inclusions: dict[str, dict[str, Any]] | None = None,
) -> Rent:
    """A rent, with everything known of what it includes if nothing else is said."""
    paid = Rent(
        tenancy_id=contract.id,
        starts_on=starts_on,
        monthly_rent=Money.kronor(kronor),
        basis=basis,
        inclusions=SETTLED if inclusions is None else inclusions,
        recorded_at=NOW,
    )
    session.add(paid)
    session.flush()  # who asked wants its id
    return paid


def aside(
    session: Session,
    contract: Tenancy,
    *,
    kind: AsideKind = AsideKind.DEPOSIT,
    kronor: int | None = 8_000,
    starts_on: date = MOVED_IN,
    ends_on: date | None = None,
    spread_months: int | None = None,
) -> RentAside:
    """Something beside the rent: a deposit if nothing else is said."""
    found = RentAside(
        tenancy_id=contract.id,
        kind=kind,
        amount=None if kronor is None else Money.kronor(kronor),
        starts_on=starts_on,
        ends_on=ends_on,
        spread_months=spread_months,
        recorded_at=NOW,
    )
    session.add(found)
    session.flush()  # who asked wants its id
    return found


def norm_set(
    session: Session,
    *,
    publisher: str = "Bengtsfors",
    name: str = "Bengtsfors 2026",
    municipality_code: str | None = "1460",
    kind: NormKind = NormKind.MUNICIPAL_DECISION,
    starts_on: date | None = date(2025, 1, 1),
    ends_on: date | None = None,
    is_own: bool = True,
    includes: dict[str, str] | None = None,
    rows: tuple[tuple[str, int, int | None, int, int | None, int], ...] = FAMILY_ROWS,
) -> NormSet:
    """A norm with one row for each household, the municipality's own if nothing else is said."""
    norm = NormSet(
        municipality_code=municipality_code,
        publisher=publisher,
        name=name,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        decision_reference="Socialnämnden 2024-12-10 § 84 (påhittat)",
        source="Påhittad norm för tester",
        includes=DECIDED if includes is None else includes,
        is_own=is_own,
        recorded_at=NOW,
    )
    session.add(norm)
    session.flush()  # the rows need its id
    session.add_all(
        NormRow(
            norm_set_id=norm.id,
            position=position,
            label=label,
            adults_min=adults_min,
            adults_max=adults_max,
            children_min=children_min,
            children_max=children_max,
            amount=Money.kronor(kronor),
        )
        for position, (
            label,
            adults_min,
            adults_max,
            children_min,
            children_max,
            kronor,
        ) in enumerate(rows)
    )
    session.flush()  # the rows are to be found by queries
    return norm


def rent_check(
    session: Session,
    paid: Rent,
    norm: NormSet,
    *,
    actor_id: UUID,
    verdict: Verdict = Verdict.OVER,
    checked_on: date = date(2026, 3, 1),
) -> RentCheckRecord:
    """That a rent was checked; for counting verdicts, without a trace to show."""
    check = RentCheckRecord(
        tenancy_id=paid.tenancy_id,
        rent_id=paid.id,
        norm_set_id=norm.id,
        checked_on=checked_on,
        verdict=verdict,
        trace={},
        recorded_by_id=actor_id,
        recorded_at=NOW,
    )
    session.add(check)
    session.flush()  # who asked wants its id
    return check
