"""
Landlords as the rules of what belongs together ask for them: some of them, weighed as among all.

However many there are, a constant number of questions, each about those asked for and those they
share something with.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Final
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from landlord_watch.infra.field_keys import field_keys_of
from landlord_watch.infra.many import rows_among
from landlord_watch.landlords.models import (
    LinkJudgement,
    LinkJudgementToken,
    LinkParameterSet,
    Party,
    PartyKind,
    PartyMark,
    PartyOwnership,
)
from landlord_watch.landlords.queries.reading import readable
from landlord_watch.landlords.rules import name_key
from landlord_watch.landlords.rules.network.facts import (
    IDENTITY,
    KIND_OF_EVIDENCE,
    Held,
    Key,
    LinkParameters,
    Mark,
    Ownership,
    PartyFacts,
)
from landlord_watch.landlords.rules.network.judgements import (
    Judgement,
    Judgements,
    KnownAs,
    known_as,
)
from landlord_watch.landlords.rules.network.register import Pair, Register
from landlord_watch.landlords.rules.network.states import Link, links_among

#: What holds until somebody has decided something else.
UNDECIDED: Final = LinkParameters(starts_on=date(2026, 1, 1), decided="")


def link_parameters(session: Session, *, on: date) -> LinkParameters:
    """By which numbers landlords are linked on a day; those of the program: nobody has decided."""
    one = LinkParameterSet
    row = session.scalar(
        select(one)
        .where(one.starts_on <= on)
        .order_by(one.starts_on.desc(), one.recorded_at.desc())
        .limit(1)
    )
    if row is None:
        return UNDECIDED
    return LinkParameters(
        starts_on=row.starts_on,
        decided=row.decided,
        most_sharing=row.most_sharing,
        most_signed_for=row.most_signed_for,
        least_likeness=float(row.least_likeness),
        review_months=row.review_months,
        largest_group=row.largest_group,
        places=frozenset(row.places.split()),
    )


def marks_of_landlords(
    session: Session, party_ids: Collection[UUID]
) -> dict[UUID, dict[Key, PartyMark]]:
    """What these landlords are known by and were, as it lies, by id and key."""
    found: dict[UUID, dict[Key, PartyMark]] = {each: {} for each in party_ids}
    for (row,) in rows_among(session, select(PartyMark), PartyMark.party_id, party_ids):
        found[row.party_id][Key(row.kind, row.value)] = row
    return found


def as_mark(row: PartyMark) -> Mark:
    """A mark as the rules have it."""
    return Mark(
        row.kind, row.value, row.source, row.seen_on, row.gone_on, row.told_by_id, row.shown
    )


def facts_of_landlords(session: Session, party_ids: Collection[UUID]) -> dict[UUID, PartyFacts]:
    """These landlords with what they are known by, as it lies."""
    marks = marks_of_landlords(session, party_ids)
    query = select(Party.id, Party.name, Party.kind)
    return {
        row.id: PartyFacts(
            row.id,
            row.name,
            tuple(as_mark(mark) for mark in marks[row.id].values()),
            row.kind is PartyKind.NATURAL,
            any(mark.is_agents for mark in marks[row.id].values()),
        )
        for row in rows_among(session, query, Party.id, party_ids)
    }


def who_bears(session: Session, keys: Iterable[Key]) -> dict[Key, Held]:
    """How many bear each of these, and how many of them manage or collect for others."""
    one, wanted = PartyMark, set(keys)
    agents = func.sum(case((one.is_agents, 1), else_=0))
    query = (
        select(one.kind, one.value, func.count(), agents)
        .where(one.gone_on.is_(None))
        .group_by(one.kind, one.value)
    )
    found = rows_among(session, query, one.value, {key.value for key in wanted})
    return {
        key: Held(holders, int(serving) if kind in KIND_OF_EVIDENCE else 0)
        for kind, value, holders, serving in found
        if (key := Key(kind, value)) in wanted
    }


def bearers_of(session: Session, keys: Iterable[Key]) -> set[UUID]:
    """Everybody who bears any of these."""
    one, wanted = PartyMark, set(keys)
    query = select(one.party_id, one.kind, one.value).where(one.gone_on.is_(None))
    found = rows_among(session, query, one.value, {key.value for key in wanted})
    return {party_id for party_id, kind, value in found if Key(kind, value) in wanted}


def maybe_the_same(session: Session, parties: Collection[PartyFacts]) -> set[UUID]:
    """Who may be one of these under another id: with a number, or name and mark, of one of them."""
    names = {name_key(party.name) for party in parties}
    keys = {mark.key for party in parties for mark in party.marks}
    one = PartyMark
    query = select(one.party_id, one.kind, one.value, Party.name).join(Party)
    return {
        row.party_id
        for row in rows_among(session, query, one.value, {key.value for key in keys})
        if Key(row.kind, row.value) in keys
        and (row.kind in IDENTITY or name_key(row.name) in names)
    }


def ownerships_of(session: Session, party_ids: Collection[UUID]) -> list[Ownership]:
    """Who of these owns somebody, or is owned."""
    one = PartyOwnership
    query = (
        select(one.id, one.owner_id, one.owned_id, one.source, one.seen_on)
        .where(one.gone_on.is_(None))
        .order_by(one.seen_on, one.id)
    )
    found = chain(
        rows_among(session, query, one.owner_id, party_ids),
        rows_among(session, query, one.owned_id, party_ids),
    )
    return list({row.id: Ownership(*row[1:]) for row in found}.values())


def register_of(
    session: Session, facts: Mapping[UUID, PartyFacts], *, parameters: LinkParameters, on: date
) -> Register:
    """These landlords, so that any two of them are weighed as among all there are."""
    here = Counter(mark.key for party in facts.values() for mark in party.marks if mark.holds(on))
    serving = Counter(
        mark.key
        for party in facts.values()
        for mark in party.marks
        if party.is_agent and mark.kind in KIND_OF_EVIDENCE and mark.holds(on)
    )
    in_all = who_bears(session, here)
    elsewhere = {
        key: Held(max(0, held.holders - here[key]), max(0, held.agents - serving[key]))
        for key, held in in_all.items()
    }
    register = Register(parameters=parameters, on=on, elsewhere=elsewhere)
    register.fill(facts.values(), _between(ownerships_of(session, facts), facts))
    return register


def _between(
    ownerships: Iterable[Ownership], facts: Mapping[UUID, PartyFacts]
) -> Iterator[Ownership]:
    for each in ownerships:
        if each.owner_id in facts and each.owned_id in facts:
            yield each


def token_index(session: Session, token: str) -> bytes:
    """What a judgement is found by, of one thing that somebody in it was known by."""
    return field_keys_of(session).index("link_judgement_token.token", token)


def judgements_about(session: Session, parties: Iterable[PartyFacts]) -> Judgements:
    """All that was judged of whoever is known by what these are."""
    judged = Judgements()
    if session.scalar(select(LinkJudgement.id).limit(1)) is None:
        return judged
    tokens = {token for party in parties for token in known_as(party).tokens()}
    indexes = {token_index(session, token) for token in tokens}
    one = LinkJudgementToken
    query = select(one.judgement_id).distinct()
    ids = {row.judgement_id for row in rows_among(session, query, one.token, indexes)}
    rows = [row for (row,) in rows_among(session, select(LinkJudgement), LinkJudgement.id, ids)]
    for row in sorted(rows, key=lambda row: (row.judged_at, row.id)):
        judged.add(as_judgement(row))
    return judged


def as_judgement(row: LinkJudgement) -> Judgement:
    """A judgement as the rules have it."""
    return Judgement(
        _known(row.first_id, row.known["first"]),
        _known(row.second_id, row.known["second"]),
        row.verdict,
        row.reason,
        row.judged_by_id,
        row.judged_on,
        frozenset(row.known["grounds"]),
    )


def _known(party_id: UUID, known: Mapping[str, Any]) -> KnownAs:
    return KnownAs(party_id, frozenset(known["numbers"]), frozenset(known["name_with"]))


@dataclass(frozen=True, slots=True)
class LinksNow:
    """Links as they are on a day, and who is in them, as it reads."""

    links: list[Link]
    facts: Mapping[UUID, PartyFacts]


def links_now(session: Session, pairs: Collection[Pair], *, on: date) -> LinksNow:
    """
    These links with all that they rest on, in the order given.

    One of somebody who is not there is left out, and one of which nothing is found or judged.
    """
    if not pairs:
        return LinksNow([], {})
    lie = facts_of_landlords(session, {each for pair in pairs for each in pair})
    facts = readable(session, lie)
    parameters = link_parameters(session, on=on)
    register = register_of(session, facts, parameters=parameters, on=on)
    judgements = judgements_about(session, facts.values())
    return LinksNow(list(links_among(register, judgements, pairs)), facts)


def newest_judgements(session: Session, pairs: Collection[Pair]) -> dict[Pair, LinkJudgement]:
    """What was judged last of each of these links under these ids; one never judged: left out."""
    one = LinkJudgement
    newest: dict[Pair, LinkJudgement] = {}
    for (row,) in rows_among(session, select(one), one.first_id, {pair[0] for pair in pairs}):
        pair = (row.first_id, row.second_id)
        if pair in pairs and (pair not in newest or newest[pair].turn < row.turn):
            newest[pair] = row
    return newest


def list_judgements(session: Session, pair: Pair) -> list[LinkJudgement]:
    """What was judged of two landlords under these ids, in the order it was."""
    one = LinkJudgement
    query = select(one).where(one.first_id == pair[0], one.second_id == pair[1])
    return list(session.scalars(query.order_by(one.turn)))


def list_judgements_among(
    session: Session, party_ids: Collection[UUID], *, limit: int
) -> list[LinkJudgement]:
    """What was judged of links between any two of these, the newest first."""
    one = LinkJudgement
    query = (
        select(one)
        .where(one.first_id.in_(party_ids), one.second_id.in_(party_ids))
        .order_by(one.judged_at.desc(), one.id.desc())
    )
    return list(session.scalars(query.limit(limit)))


def list_judged_together(session: Session, *, actor_id: UUID, on: date) -> list[LinkJudgement]:
    """What somebody judged last in one go on a day, and nobody has judged again since."""
    one = LinkJudgement
    newest = select(func.max(one.judged_at)).where(one.judged_by_id == actor_id)
    last = newest.where(one.judged_on == on).scalar_subquery()
    rows = session.scalars(
        select(one).where(one.judged_by_id == actor_id, one.judged_at == last).order_by(one.id)
    ).all()
    standing = newest_judgements(session, {(row.first_id, row.second_id) for row in rows})
    return [row for row in rows if standing[row.first_id, row.second_id].id == row.id]
