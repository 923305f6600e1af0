"""Drawing up in which months each household has had aid, and what was granted for housing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from landlord_watch.cli.demo.contracts import TenancyPlan
from landlord_watch.cli.demo.rents import rent_in
from landlord_watch.cli.demo.setting import Setting, first_of_month, next_month
from landlord_watch.kernel.money import Money

#: Months of a first time on aid that was followed by a second, and between them.
FIRST_TIME, BETWEEN = (3, 6), (2, 5)
MOST_MONTHS = 14
#: Of a hundred decisions: nothing was decided for housing, and less than the rent was granted.
NOTHING_DECIDED, LESS_THAN_RENT = 8, 14


@dataclass(frozen=True, slots=True)
class AidPlan:
    """A time on aid; `granted` None: nothing was decided for housing."""

    starts_on: date
    ends_on: date | None
    granted: Money | None


def aid_of(tenancy: TenancyPlan, setting: Setting) -> Iterator[AidPlan]:
    """A household's times on aid, by the home it lives in now; none before there is a decision."""
    plan = tenancy.household
    chance = setting.chance("aid", plan.place)
    starts_on = plan.aid_starts_on
    this_month = first_of_month(setting.today)
    if starts_on is None:
        return
    if not plan.is_aided:
        ends_on = min(_months_after(starts_on, chance.randint(2, MOST_MONTHS)), this_month)
        if ends_on > starts_on:
            yield AidPlan(starts_on, ends_on, _granted(tenancy, starts_on, setting, chance))
        return
    first_ends_on = _months_after(starts_on, chance.randint(*FIRST_TIME))
    again_on = _months_after(first_ends_on, chance.randint(*BETWEEN))
    if plan.place % 4 == 0 and again_on < this_month:
        yield AidPlan(starts_on, first_ends_on, _granted(tenancy, starts_on, setting, chance))
        starts_on = again_on
    yield AidPlan(starts_on, None, _granted(tenancy, starts_on, setting, chance))


def _months_after(day: date, months: int) -> date:
    for _ in range(months):
        day = next_month(day)
    return day


def _granted(
    tenancy: TenancyPlan, starts_on: date, setting: Setting, chance: Random
) -> Money | None:
    drawn = chance.randrange(100)
    if drawn < NOTHING_DECIDED:
        return None
    rent = rent_in(tenancy, starts_on.year, this_year=setting.today.year)
    part = 0.9 if drawn < NOTHING_DECIDED + LESS_THAN_RENT else 1.0
    return Money.kronor(round(rent * part * tenancy.share_permille / 1000))
