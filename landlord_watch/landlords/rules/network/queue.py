"""What somebody has to look at of links, in which order, and what would come of it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from landlord_watch.landlords.rules.network.facts import LinkParameters, Tier
from landlord_watch.landlords.rules.network.groups import Group
from landlord_watch.landlords.rules.network.register import Pair
from landlord_watch.landlords.rules.network.states import Due, Link, LinkState, reviewed_by

#: How long before a confirmed link no longer counts somebody is told of it.
TOLD_BEFORE: Final = timedelta(days=60)
TIERS: Final = tuple(Tier)


def to_look_at(links: Iterable[Link], *, parameters: LinkParameters, on: date) -> list[Link]:
    """
    The links that ask for somebody: first what contradicts itself, then what was judged and is
    due, then what is proposed, the most certain first; those an account alone speaks for last.
    """
    asking = [link for link in links if is_asking(link) or is_soon_due(link, parameters, on)]
    return sorted(asking, key=lambda link: (place_of(link), link.pair))


def is_asking(link: Link) -> bool:
    """Whether a link asks for somebody, whatever the days will make of it."""
    return bool(link.due) or link.state is LinkState.PROPOSED


def place_of(link: Link) -> int:
    """Where a link that asks for somebody stands, the first lowest."""
    if link.found and link.found.contradicts_itself and link.judgement is None:
        return 0
    if link.due and link.due is not Due.NEW_GROUNDS:
        return 1
    if link.state is not LinkState.PROPOSED or link.found is None:
        return 2
    return 3 + TIERS.index(link.found.tier)


def is_soon_due(link: Link, parameters: LinkParameters, on: date) -> bool:
    """Whether a confirmed link will soon no longer count; who looks now keeps it whole."""
    if link.state is not LinkState.CONFIRMED or link.judgement is None:
        return False
    return on + TOLD_BEFORE >= reviewed_by(link.judgement.judged_on, parameters.review_months)


def would_join(groups: Sequence[Group], pair: Pair) -> Group:
    """Who would be one group if this link were confirmed: so that it is asked about beforehand."""
    met = [group for group in groups if not group.isdisjoint(pair)]
    return frozenset(pair).union(*met)
