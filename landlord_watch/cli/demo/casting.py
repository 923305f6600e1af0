"""Choosing whose homes are visited."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from landlord_watch.cli.demo.contracts import TenancyPlan
from landlord_watch.cli.demo.people import WHOLE_TIME
from landlord_watch.cli.demo.residents import age_in_months, children_of
from landlord_watch.cli.demo.scene import Scene, Who
from landlord_watch.cli.demo.setting import Setting
from landlord_watch.dwellings.models import DwellingKind

#: A household is known for so long before it is visited.
KNOWN_FOR = timedelta(days=25)
#: The age, in months, of the child that a family's visit tells of.
OLD_ENOUGH, YOUNG_ENOUGH = 48, 155
SATURDAY = 5

Wanted = Callable[[TenancyPlan], bool]


class Casting:
    """Hands out the homes of households on aid, each to one visit."""

    def __init__(self, setting: Setting, tenancies: Sequence[TenancyPlan]) -> None:
        self._chance = setting.chance("casting")
        self._free = [
            each
            for each in tenancies
            if each.is_current and each.household.is_aided and each.home.kind is DwellingKind.FLAT
        ]

    def for_scene(self, scene: Scene, *, on: date) -> TenancyPlan:
        """
        A home where the scene could have taken place.

        Where its landlord has none left, one as well kept; and if there is none, any.
        """
        fits = _fits(scene.who, on)
        wishes: tuple[Wanted, ...] = (
            lambda each: fits(each) and each.home.landlord.name == scene.let_by,
            lambda each: fits(each) and each.home.upkeep is scene.upkeep,
            fits,
        )
        return self._take(wishes[0 if scene.let_by else 1 :])

    def for_plan(self, *, on: date) -> TenancyPlan:
        """Any home that can be visited on a day to come."""
        return self._take((_fits(Who.ANYBODY, on),))

    def _take(self, wishes: Sequence[Wanted]) -> TenancyPlan:
        for wish in wishes:
            found = [each for each in self._free if wish(each)]
            if found:
                chosen = self._chance.choice(found)
                self._free.remove(chosen)
                return chosen
        raise ValueError("no home is left to visit")


def _fits(who: Who, on: date) -> Wanted:
    def fits(tenancy: TenancyPlan) -> bool:
        return tenancy.household.opened_on < on - KNOWN_FOR and _is_who(tenancy, who, on)

    return fits


def _is_who(tenancy: TenancyPlan, who: Who, on: date) -> bool:
    children = children_of(tenancy)
    if who is Who.FAMILY:
        return any(
            OLD_ENOUGH <= age_in_months(child, on) <= YOUNG_ENOUGH
            and child.share_permille == WHOLE_TIME
            for child in children
        )
    return not children if who is Who.ADULTS else True


def weekday_before(day: date) -> date:
    """The day, or the Friday before it."""
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return day


def weekday_after(day: date) -> date:
    """The day, or the Monday after it."""
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day
