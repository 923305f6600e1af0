"""Links as they lie, and the groups that follow from those that are confirmed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from landlord_watch.infra.many import rows_among
from landlord_watch.infra.paging import Page, row_page
from landlord_watch.landlords.models import (
    GroupVersionMade,
    LandlordLink,
    Party,
    PartyKind,
    PartyMark,
)
from landlord_watch.landlords.queries import network
from landlord_watch.landlords.rules.network.facts import (
    IDENTITY,
    KIND_OF_EVIDENCE,
    Hub,
    Key,
    LinkParameters,
    MarkKind,
    Tier,
)
from landlord_watch.landlords.rules.network.groups import (
    Group,
    GroupVersion,
    groups_of,
    version_of,
)
from landlord_watch.landlords.rules.network.queue import TOLD_BEFORE
from landlord_watch.landlords.rules.network.register import Pair, Register
from landlord_watch.landlords.rules.network.states import LinkState

LINK: Final = LandlordLink
#: Where those stand that were judged and no longer count, and those that soon will not.
LAPSED_PLACE, SOON_PLACE = 1, 2
#: More than so many are not read.
MOST_HUBS: Final = 200


def counts(on: date) -> ColumnElement[bool]:
    """Whether a link is confirmed on a day, and so counts."""
    is_standing = or_(LINK.review_on.is_(None), LINK.review_on > on)
    return and_(LINK.state == LinkState.CONFIRMED, is_standing)


def _has_lapsed(on: date) -> ColumnElement[bool]:
    return and_(LINK.state == LinkState.CONFIRMED, LINK.review_on <= on)


def _is_soon_due(on: date) -> ColumnElement[bool]:
    return and_(counts(on), LINK.review_on <= on + TOLD_BEFORE)


def _asks(on: date) -> ColumnElement[bool]:
    return or_(LINK.place.is_not(None), _has_lapsed(on), _is_soon_due(on))


def list_links_to_look_at(
    session: Session, *, on: date, tier: Tier | None, number: int
) -> Page[Any]:
    """
    Page `number` of the links that ask for somebody, in the order of the rules, as pairs of ids.

    `tier`: those that rest on so much; None: all.
    """
    place = case((_has_lapsed(on), LAPSED_PLACE), (_is_soon_due(on), SOON_PLACE), else_=LINK.place)
    query = select(LINK.first_id, LINK.second_id).where(_asks(on))
    if tier is not None:
        query = query.where(LINK.tier == tier)
    return row_page(session, query.order_by(place, LINK.first_id, LINK.second_id), number=number)


def count_waiting(session: Session, *, on: date) -> int:
    """How many links ask for somebody."""
    return session.scalar(select(func.count()).select_from(LINK).where(_asks(on))) or 0


def list_lapsed(session: Session, *, on: date, number: int) -> Page[Any]:
    """Page `number` of the links that no longer count or soon will not, the oldest first."""
    is_one = or_(_has_lapsed(on), _is_soon_due(on))
    query = select(LINK.first_id, LINK.second_id, LINK.review_on).where(is_one)
    return row_page(
        session, query.order_by(LINK.review_on, LINK.first_id, LINK.second_id), number=number
    )


def confirmed_pairs(session: Session, *, on: date) -> list[Pair]:
    """The links that count on a day, in order."""
    rows = session.execute(select(LINK.first_id, LINK.second_id).where(counts(on)))
    return sorted((row.first_id, row.second_id) for row in rows)


def pairs_of_landlords(session: Session, party_ids: Collection[UUID]) -> list[Pair]:
    """Every link of these landlords there is a row of, in order."""
    query = select(LINK.first_id, LINK.second_id)
    return sorted(
        {
            (row.first_id, row.second_id)
            for column in (LINK.first_id, LINK.second_id)
            for row in rows_among(session, query, column, party_ids)
        }
    )


def group_of(pairs: Sequence[Pair], party_id: UUID) -> Group:
    """Those whom these links join to a landlord, with it; alone: it is in no group."""
    for group in groups_of(pairs):
        if party_id in group:
            return group
    return frozenset({party_id})


def version_now(session: Session, *, on: date) -> GroupVersion:
    """The groups that follow from what is confirmed on a day, with what contradicts them."""
    return _version(session, confirmed_pairs(session, on=on), on)


def version_of_group(session: Session, group: Group, *, on: date) -> GroupVersion:
    """The same of one group alone."""
    pairs = [pair for pair in confirmed_pairs(session, on=on) if group.issuperset(pair)]
    return _version(session, pairs, on)


def _version(session: Session, pairs: Sequence[Pair], on: date) -> GroupVersion:
    facts = network.facts_of_landlords(session, {each for pair in pairs for each in pair})
    register = Register(parameters=network.link_parameters(session, on=on), on=on)
    register.fill(facts.values())
    judgements = network.judgements_about(session, facts.values())
    return version_of(pairs, register=register, judgements=judgements)


@dataclass(frozen=True, slots=True)
class StandingGroups:
    """
    The groups that an edition may rest on: organisations alone, at least two in each.

    `group_of`: the code of its group, of each landlord that is in one; the same for as long as
    the first of its organisations is in it.
    """

    version_id: UUID
    made_on: date
    digest: str
    group_of: Mapping[UUID, str]
    #: How many links ask for somebody now.
    waiting: int


def standing_group_version(session: Session, *, on: date) -> StandingGroups | None:
    """The newest version of the groups made by a day; None: none was made."""
    one = GroupVersionMade
    newest = select(one).where(one.made_on <= on).order_by(one.made_on.desc(), one.made_at.desc())
    return _standing(session, session.scalar(newest.limit(1)), on)


def find_group_version(session: Session, *, digest: str, on: date) -> StandingGroups | None:
    """The version of the groups with this digest; None: there is none."""
    one = GroupVersionMade
    found = select(one).where(one.digest == digest).order_by(one.made_at).limit(1)
    return _standing(session, session.scalar(found), on)


def _standing(session: Session, row: GroupVersionMade | None, on: date) -> StandingGroups | None:
    if row is None:
        return None
    ids = [UUID(each) for group in row.content["groups"] for each in group]
    query = select(Party.id).where(Party.kind == PartyKind.LEGAL)
    companies = {str(found[0]) for found in rows_among(session, query, Party.id, ids)}
    group_of_each: dict[UUID, str] = {}
    for group in row.content["groups"]:
        own = sorted(companies.intersection(group))
        if len(own) > 1:
            group_of_each |= {UUID(each): own[0] for each in own}
    waiting = count_waiting(session, on=on)
    return StandingGroups(row.id, row.made_on, row.digest, group_of_each, waiting)


def list_versions(session: Session, *, limit: int) -> Sequence[GroupVersionMade]:
    """The versions of the groups there are, the newest first."""
    newest = select(GroupVersionMade).order_by(GroupVersionMade.made_at.desc()).limit(limit)
    return session.scalars(newest).all()


@dataclass(frozen=True, slots=True)
class HubShown:
    """What so many share that it says nothing, with how it reads; empty: it is not shown."""

    hub: Hub
    shown: str


def list_hubs(session: Session, *, parameters: LinkParameters) -> list[HubShown]:
    """What so many share, or who manages for others bears, that it says nothing; largest first."""
    one = PartyMark
    holders = func.count()
    agents = func.sum(case((one.is_agents & one.kind.in_(KIND_OF_EVIDENCE), 1), else_=0))
    is_over = or_(
        and_(one.kind == MarkKind.SIGNATORY, holders > parameters.most_signed_for),
        and_(one.kind != MarkKind.SIGNATORY, holders > parameters.most_sharing),
        agents > 0,
    )
    query = (
        select(one.kind, one.value, func.max(one.shown), holders, agents)
        .where(one.gone_on.is_(None), one.kind.not_in(IDENTITY))
        .group_by(one.kind, one.value)
        .having(and_(holders > 1, is_over))
        .order_by(holders.desc(), one.kind, one.value)
        .limit(MOST_HUBS)
    )
    return [
        HubShown(Hub(Key(kind, value), number, is_agents=serving > 0), shown)
        for kind, value, shown, number, serving in session.execute(query)
    ]
