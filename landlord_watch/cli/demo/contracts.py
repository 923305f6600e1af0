"""Drawing up the tenancies: who lives where, since when, under what contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from landlord_watch.cli.demo.homes import Home
from landlord_watch.cli.demo.households import HouseholdPlan
from landlord_watch.cli.demo.setting import Setting, next_month
from landlord_watch.dwellings.models import DwellingKind
from landlord_watch.households.models import OwnWish
from landlord_watch.tenancies.models import ContractKind
from landlord_watch.tenancies.rules import WHOLE_PERMILLE

#: Households that have moved here from another home of the municipality.
MOVED_WITHIN = 45
#: Households that have moved away.
MOVED_OUT = 10
#: Rooms that a household of so many looks for; the poorer the home, the fewer it gets.
ROOMS = {1: (1, 2), 2: (2,), 3: (2, 3), 4: (3,), 5: (3, 4), 6: (4,)}
ROOMS_FOR_MANY = (4, 5)
HALF = 500


@dataclass(frozen=True, slots=True)
class TenancyPlan:
    """A contract as it is to be recorded; `ends_on` None: it goes on."""

    household: HouseholdPlan
    home: Home
    kind: ContractKind
    starts_on: date
    ends_on: date | None
    share_permille: int
    is_seen: bool

    @property
    def is_current(self) -> bool:
        return self.ends_on is None


class Vacancies:
    """The homes nobody of the demo's households lives in yet."""

    def __init__(self, homes: Sequence[Home]) -> None:
        self._free = {home.place: home for home in homes}

    def take(self, plan: HouseholdPlan, chance: Random) -> Home:
        """A home of about the right size; landlords that draw people on aid get more of them."""
        rooms = _rooms(plan)
        fitting = [home for home in self._free.values() if home.rooms in rooms]
        weights = [_pull(home, plan) for home in fitting]
        chosen = chance.choices(fitting, weights=weights)[0]
        return self._free.pop(chosen.place)


def _rooms(plan: HouseholdPlan) -> tuple[int, ...]:
    """What it looks for; who was sent somewhere was given what there was."""
    wanted = ROOMS.get(len(plan.people), ROOMS_FOR_MANY)
    return (*wanted, wanted[-1] + 1) if _was_sent(plan) else wanted


def _was_sent(plan: HouseholdPlan) -> bool:
    return plan.origin is not None and plan.origin.story.own_wish is not OwnWish.YES


def _pull(home: Home, plan: HouseholdPlan) -> float:
    """Who came without wanting to is found where somebody sent them."""
    pull = home.landlord.pull
    return pull**2 if _was_sent(plan) else pull


def draw_tenancies(
    setting: Setting, households: Sequence[HouseholdPlan], homes: Sequence[Home]
) -> list[TenancyPlan]:
    """Every tenancy, household by household, an earlier one before the present one."""
    chance = setting.chance("tenancies")
    vacancies = Vacancies(homes)
    settled = [plan.place for plan in households if plan.origin is None]
    moved = set(chance.sample(settled, MOVED_WITHIN))
    leaving = [place for place in settled if _may_leave(households[place])]
    left = set(chance.sample(leaving, MOVED_OUT))
    drawn: list[TenancyPlan] = []
    for plan in households:
        if plan.place in moved:
            before = plan.moved_in_on - timedelta(days=chance.randint(200, 1200))
            drawn.append(_tenancy(plan, vacancies, chance, before.replace(day=1), plan.moved_in_on))
        ends_on = _left_on(plan, setting) if plan.place in left else None
        drawn.append(_tenancy(plan, vacancies, chance, plan.moved_in_on, ends_on))
    return drawn


def _may_leave(plan: HouseholdPlan) -> bool:
    return plan.aid_starts_on is not None and not plan.is_aided


def _left_on(plan: HouseholdPlan, setting: Setting) -> date:
    """About half-way between moving in and the demo's today."""
    half = (setting.today - plan.opened_on) / 2
    return next_month(plan.opened_on + half)


def _tenancy(
    plan: HouseholdPlan,
    vacancies: Vacancies,
    chance: Random,
    starts_on: date,
    ends_on: date | None,
) -> TenancyPlan:
    home = vacancies.take(plan, chance)
    kind = _kind(home, plan, chance)
    return TenancyPlan(
        household=plan,
        home=home,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        share_permille=HALF if kind is ContractKind.LODGER else WHOLE_PERMILLE,
        is_seen=chance.random() < 0.7,  # noqa: PLR2004 -- seven of ten
    )


def _kind(home: Home, plan: HouseholdPlan, chance: Random) -> ContractKind:
    drawn = chance.randrange(100)
    is_municipal = getattr(home.landlord, "is_municipal", False)
    if is_municipal:
        return ContractKind.SOCIAL_LEASE if drawn < 12 else ContractKind.PRIMARY_LEASE  # noqa: PLR2004 -- of a hundred
    if home.kind is DwellingKind.FLAT and len(plan.people) == 1 and drawn < 9:  # noqa: PLR2004 -- of a hundred
        return ContractKind.LODGER
    return ContractKind.SUBLEASE if drawn < 18 else ContractKind.PRIMARY_LEASE  # noqa: PLR2004 -- of a hundred
