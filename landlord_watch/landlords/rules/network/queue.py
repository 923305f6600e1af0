"""What somebody has to look at of links, in which order, and what would come of it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from landlord_watch.landlords.rules.network.facts import Tier
from landlord_watch.landlords.rules.network.groups import Group
from landlord_watch.landlords.rules.network.register import Pair
from landlord_watch.landlords.rules.network.states import Due, Link, LinkState

#: How long before a confirmed link no longer counts somebody is told of it.
TOLD_BEFORE: Final = timedelta(days=60)
TIERS: Final = tuple(Tier)


def is_asking(link: Link) -> bool:
    """Whether a link asks for somebody, whatever the days will make of it."""
    return bool(link.due) or link.state is LinkState.PROPOSED


def place_of(link: Link) -> int:
    """
    Where a link that asks for somebody stands, the first lowest: what contradicts itself, what was
    judged and is due, what is proposed, the most certain first and what an account alone speaks
    for last.
    """
    if link.found and link.found.contradicts_itself and link.judgement is None:
        return 0
    if link.due and link.due is not Due.NEW_GROUNDS:
        return 1
    if link.state is not LinkState.PROPOSED or link.found is None:
        return 2
    return 3 + TIERS.index(link.found.tier)


def would_join(groups: Sequence[Group], pair: Pair) -> Group:
    """Who would be one group if this link were confirmed: so that it is asked about beforehand."""
    met = [group for group in groups if not group.isdisjoint(pair)]
    return frozenset(pair).union(*met)
