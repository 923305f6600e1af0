"""
Weighing links again where something has changed, and nowhere else.

What a landlord bears follows from the register anew; then each pair that the change touches is
weighed as among all there are. That this gives what weighing everything anew would is tested.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session

from landlord_watch.infra.many import pieces, rows_among
from landlord_watch.infra.once import table_of
from landlord_watch.landlords.models import LandlordLink, Party, PartyMark
from landlord_watch.landlords.queries import marks as derived
from landlord_watch.landlords.queries import network as read
from landlord_watch.landlords.rules.network.facts import (
    IDENTITY,
    NOBODY,
    Key,
    LinkParameters,
    Mark,
    PartyFacts,
)
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.landlords.rules.network.queue import is_asking, place_of
from landlord_watch.landlords.rules.network.register import Pair, Register
from landlord_watch.landlords.rules.network.states import (
    Link,
    judged_pairs,
    links_among,
    reviewed_by,
)

MARK: Final = table_of(PartyMark)
LINK: Final = table_of(LandlordLink)
#: Fewer pairs than any database takes in one statement.
PAIRS_AT_A_TIME: Final = 2_000


def weigh_landlords(session: Session, *, party_ids: Collection[UUID], on: date) -> int:
    """
    Derive anew what these are known by, and weigh the pairs that touches; how many they were.

    One that is there no more is let go of; its marks have to be there still.
    """
    session.flush()  # what changed is read again below
    ids = set(party_ids)
    if not ids:
        return 0
    parameters = read.link_parameters(session, on=on)
    lies = read.marks_of_landlords(session, ids)
    known = {each: _lasting(facts, lies[each], on) for each, facts in _known(session, ids).items()}
    keys = {key for marks in lies.values() for key in marks}
    keys |= {mark.key for facts in known.values() for mark in facts.marks}
    register = _before(session, ids, keys, parameters=parameters, on=on)
    touched = _stored_pairs(session, ids)
    for party_id in ids:
        after = known.get(party_id)
        touched |= register.put(after) if after else register.drop(party_id)
    _write_marks(session, known, lies)
    _weigh(session, touched, parameters=parameters, on=on)
    return len(touched)


def weigh_all(session: Session, *, on: date) -> int:
    """Weigh every link there is anew, as after other parameters; how many pairs it was."""
    ids = set(session.scalars(select(Party.id)))
    return weigh_landlords(session, party_ids=ids, on=on)


def let_go(session: Session, *, party_ids: Collection[UUID], on: date) -> None:
    """Weigh again those who share something with landlords about to be deleted, without them."""
    session.flush()  # what changed is read again below
    ids = set(party_ids)
    lies = read.marks_of_landlords(session, ids)
    keys = {key for marks in lies.values() for key in marks}
    parameters = read.link_parameters(session, on=on)
    register = _before(session, ids, keys, parameters=parameters, on=on)
    touched = _stored_pairs(session, ids)
    for party_id in ids:
        touched |= register.drop(party_id)
    for piece in pieces(ids):
        session.execute(delete(PartyMark).where(PartyMark.party_id.in_(piece)))
    _weigh(session, touched, parameters=parameters, on=on)


def weigh_judged(session: Session, *, pairs: Iterable[Pair], on: date) -> None:
    """Weigh again links of these pairs, and of whoever is known by what these are."""
    wanted = set(pairs)
    ids = {each for pair in wanted for each in pair}
    alike = ids | read.maybe_the_same(session, read.facts_of_landlords(session, ids).values())
    wanted |= {pair for pair in _stored_pairs(session, alike) if alike.issuperset(pair)}
    _weigh(session, wanted, parameters=read.link_parameters(session, on=on), on=on)


def _known(session: Session, ids: Collection[UUID]) -> dict[UUID, PartyFacts]:
    return derived.known_of_landlords(session, ids)


def _lasting(facts: PartyFacts, lies: Mapping[Key, PartyMark], on: date) -> PartyFacts:
    """What is known of a landlord, with the days its marks were seen first, and what is gone."""
    marks = [_dated(mark, lies, on) for mark in facts.marks]
    told = {mark.key for mark in marks}
    for key, row in lies.items():
        if key not in told:
            was = read.as_mark(row)
            marks.append(was if was.gone_on else _gone(was, on))
    return PartyFacts(facts.party_id, facts.name, tuple(marks), facts.is_person, facts.is_agent)


def _dated(mark: Mark, lies: Mapping[Key, PartyMark], on: date) -> Mark:
    """The register's own words bear no day: the one they were first met."""
    if mark.source or not lies:
        return mark
    row = lies.get(mark.key)
    seen_on = row.seen_on if row and row.gone_on is None else on
    return Mark(*mark.key, mark.source, seen_on, mark.gone_on, mark.told_by, mark.shown)


def _gone(was: Mark, on: date) -> Mark:
    return Mark(*was.key, was.source, was.seen_on, on, was.told_by, was.shown)


def _before(
    session: Session,
    ids: Collection[UUID],
    keys: Collection[Key],
    *,
    parameters: LinkParameters,
    on: date,
) -> Register:
    """These as they lay, and everybody near them: who shares what tells them apart from others."""
    lie = read.facts_of_landlords(session, ids)
    own = Counter(mark.key for each in lie.values() for mark in each.marks if mark.holds(on))
    bear = read.who_bears(session, keys)
    near = {
        key
        for key in keys
        if key.kind in IDENTITY
        or bear.get(key, NOBODY).holders - own[key] <= parameters.most(key.kind)
    }
    others = read.bearers_of(session, near)
    others |= {each for pair in _stored_pairs(session, ids) for each in pair}
    for owned in read.ownerships_of(session, ids):
        others |= {owned.owner_id, owned.owned_id}
    facts = {**read.facts_of_landlords(session, others - set(ids)), **lie}
    return read.register_of(session, facts, parameters=parameters, on=on)


def _stored_pairs(session: Session, ids: Collection[UUID]) -> set[Pair]:
    one = LandlordLink
    query = select(one.first_id, one.second_id)
    return {
        (row.first_id, row.second_id)
        for column in (one.first_id, one.second_id)
        for row in rows_among(session, query, column, ids)
    }


def _write_marks(
    session: Session,
    known: Mapping[UUID, PartyFacts],
    lies: Mapping[UUID, Mapping[Key, PartyMark]],
) -> None:
    """Write what differs from what lies there."""
    rows = []
    for party_id, facts in known.items():
        for mark in facts.marks:
            row = _mark_row(party_id, mark, is_agents=facts.is_agent)
            lying = lies[party_id].get(mark.key)
            if lying is None:
                rows.append(row)
            else:
                _change(lying, row)
    session.flush()  # what is compared is what lies there
    if rows:
        session.connection().execute(insert(MARK).inline(), rows)


def _change(lying: PartyMark, row: Mapping[str, Any]) -> None:
    for name in ("shown", "source", "seen_on", "gone_on", "told_by_id", "is_agents"):
        if getattr(lying, name) != row[name]:
            setattr(lying, name, row[name])


def _mark_row(party_id: UUID, mark: Mark, *, is_agents: bool) -> dict[str, Any]:
    return {
        "party_id": party_id,
        "kind": mark.kind,
        "value": mark.value,
        "shown": mark.shown,
        "source": mark.source,
        "seen_on": mark.seen_on,
        "gone_on": mark.gone_on,
        "told_by_id": mark.told_by,
        "is_agents": is_agents,
    }


def _weigh(
    session: Session, touched: Collection[Pair], *, parameters: LinkParameters, on: date
) -> None:
    """Write the links of these pairs as they are now, among all there are."""
    facts = read.facts_of_landlords(session, {each for pair in touched for each in pair})
    register = read.register_of(session, facts, parameters=parameters, on=on)
    judgements = read.judgements_about(session, facts.values())
    found_on = _found_on(session, touched)
    judged = set(judged_pairs(register, judgements))
    rows = [
        _link_row(link, parameters, found_on.get(link.pair, on))
        for link in links_among(register, judgements, touched)
        if link.found or link.pair in judged
    ]
    for piece in pieces(touched, PAIRS_AT_A_TIME):
        is_one = tuple_(LINK.c.first_id, LINK.c.second_id).in_(piece)
        session.connection().execute(delete(LINK).where(is_one))
    if rows:
        session.connection().execute(insert(LINK).inline(), rows)


def _found_on(session: Session, pairs: Collection[Pair]) -> dict[Pair, date]:
    one = LandlordLink
    found = rows_among(
        session,
        select(one.first_id, one.second_id, one.found_on),
        one.first_id,
        {pair[0] for pair in pairs},
    )
    return {(row.first_id, row.second_id): row.found_on for row in found}


def _link_row(link: Link, parameters: LinkParameters, found_on: date) -> dict[str, Any]:
    judged = link.judgement
    is_to_end = judged is not None and judged.verdict is Verdict.POSITIVE
    months = parameters.review_months
    return {
        "first_id": link.first,
        "second_id": link.second,
        "tier": link.found.tier if link.found else None,
        "state": link.state,
        "due": link.due,
        "place": place_of(link) if is_asking(link) else None,
        "review_on": reviewed_by(judged.judged_on, months) if judged and is_to_end else None,
        "found_on": found_on,
    }
