"""Drawing up what each tenancy costs, month by month, and what that is known to include."""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

from landlord_watch.cli.demo.contracts import TenancyPlan
from landlord_watch.cli.demo.landlord_list import Upkeep
from landlord_watch.cli.demo.setting import Setting
from landlord_watch.dwellings.models import DwellingKind
from landlord_watch.kernel.money import Money
from landlord_watch.rents.models import RentBasis
from landlord_watch.rents.rules.inclusions import Included, Inclusion, Inclusions, Says
from landlord_watch.rents.services import RentAsTold
from landlord_watch.tenancies.models import ContractKind

#: What a rent goes up in a year, in percent.
RAISE = 3.2
#: Rents are known year by year so far back; before that only what was agreed at first.
RAISES_KNOWN = 2

#: A warm flat in which the tenant pays for electricity.
USUAL: Mapping[Inclusion, Included] = {
    Inclusion.HEATING: Included(Says.YES),
    Inclusion.HOT_WATER: Included(Says.YES),
    Inclusion.COLD_WATER: Included(Says.YES),
    Inclusion.HOUSEHOLD_ELECTRICITY: Included(Says.NO),
    Inclusion.FURNITURE: Included(Says.NO),
    Inclusion.PARKING: Included(Says.NO),
    Inclusion.BROADBAND: Included(Says.NO),
    Inclusion.STORAGE: Included(Says.YES),
    Inclusion.SERVICES: Included(Says.YES),
}
ELECTRICITY = Inclusion.HOUSEHOLD_ELECTRICITY
#: Of a hundred flats, how many rents differ so from the usual.
VARIANTS: tuple[tuple[int, Mapping[Inclusion, Included]], ...] = (
    (44, {}),
    (8, {ELECTRICITY: Included(Says.YES, Money.kronor(420))}),
    (11, {ELECTRICITY: Included(Says.YES)}),
    (14, {ELECTRICITY: Included()}),
    (6, {Inclusion.PARKING: Included(Says.YES, Money.kronor(275))}),
    (4, {Inclusion.BROADBAND: Included(Says.YES, Money.kronor(189))}),
    (8, {Inclusion.HEATING: Included(), ELECTRICITY: Included()}),
    (6, {Inclusion.STORAGE: Included(), Inclusion.SERVICES: Included()}),
)
FURNISHED = {Inclusion.FURNITURE: Included(Says.YES, Money.kronor(750))}
#: What a tenant of a house pays for beside the rent; the second half have not shown a bill.
COLD = {
    Inclusion.HEATING: Included(Says.NO, Money.kronor(1_350)),
    Inclusion.HOT_WATER: Included(Says.NO, Money.kronor(240)),
}
COLD_UNKNOWN = {Inclusion.HEATING: Included(Says.NO), Inclusion.HOT_WATER: Included(Says.NO)}

#: What who lets pays, of what is asked, and the part of the home in thousandths.
SECOND_HAND = {
    ContractKind.SUBLEASE: (0.82, None),
    ContractKind.LODGER: (2.1, 400),
}


def rents_of(tenancy: TenancyPlan, setting: Setting) -> Iterator[RentAsTold]:
    """What a tenancy costs from its start, and from each new year that is known."""
    chance = setting.chance("rents", tenancy.household.place, tenancy.home.place)
    inclusions = Inclusions({**USUAL, **_difference(tenancy, chance)})
    basis = _basis(tenancy, chance)
    for starts_on in _days(tenancy, setting.today):
        amount = rent_in(tenancy, starts_on.year, this_year=setting.today.year)
        yield RentAsTold(
            Money.kronor(amount), starts_on, basis, inclusions, **_second_hand(tenancy, amount)
        )


def _second_hand(tenancy: TenancyPlan, amount: int) -> dict[str, Any]:
    """What who lets pays; every second one has not shown it."""
    if tenancy.home.place % 2 or tenancy.kind not in SECOND_HAND:
        return {}
    share, part = SECOND_HAND[tenancy.kind]
    return {
        "sublessor_rent": Money.kronor(round(amount * share)),
        "sublessor_extras": Money.kronor(0),
        "let_part_permille": part,
    }


def rent_in(tenancy: TenancyPlan, year: int, *, this_year: int) -> int:
    """Whole kronor a month in a year; it has gone up every year since."""
    return round(tenancy.home.rent / (1 + RAISE / 100) ** (this_year - year))


def _days(tenancy: TenancyPlan, today: date) -> Iterator[date]:
    yield tenancy.starts_on
    month = 1 if tenancy.home.upkeep is Upkeep.GOOD else 4
    for years in reversed(range(RAISES_KNOWN)):
        day = date(today.year - years, month, 1)
        is_running = tenancy.ends_on is None or day < tenancy.ends_on
        if tenancy.starts_on < day <= today and day.year > tenancy.starts_on.year and is_running:
            yield day


def _difference(tenancy: TenancyPlan, chance: Random) -> Mapping[Inclusion, Included]:
    if tenancy.home.kind is DwellingKind.HOUSE:
        return COLD if tenancy.home.place % 2 else COLD_UNKNOWN
    if tenancy.kind is ContractKind.SUBLEASE and chance.random() < 1 / 2:
        return FURNISHED
    weights = [weight for weight, _ in VARIANTS]
    return chance.choices(VARIANTS, weights=weights)[0][1]


def _basis(tenancy: TenancyPlan, chance: Random) -> RentBasis:
    if tenancy.is_seen:
        return RentBasis.CONTRACT
    return chance.choice((RentBasis.INVOICE, RentBasis.STATEMENT))
