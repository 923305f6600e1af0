"""Judging which landlords belong together: added to, never changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.infra.once import flush_once
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.errors import (
    GroupsContradict,
    JudgedMeanwhile,
    LinkWithoutReason,
    NoLinkChosen,
)
from landlord_watch.landlords.models import (
    GroupVersionMade,
    LinkJudgement,
    LinkJudgementToken,
)
from landlord_watch.landlords.queries import groups, network
from landlord_watch.landlords.rules.network.facts import PartyFacts
from landlord_watch.landlords.rules.network.judgements import KnownAs, Verdict, known_as
from landlord_watch.landlords.rules.network.register import Pair
from landlord_watch.landlords.services.weighing import weigh_judged


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody holds of links, and why."""

    verdict: Verdict
    reason: str


def judge_links(
    session: Session,
    *,
    seen: Mapping[Pair, int],
    judged: Judged,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> int:
    """
    Confirm, reject or leave open one link or many, for one reason; how many were judged.

    `seen`: the links, each with how many judgements of it stood on the page. What this person has
    just said of a link is not said twice.

    Raises: `NotFound`, `JudgedMeanwhile`, `LinkWithoutReason`, `NoLinkChosen`.
    """
    if not seen:
        raise NoLinkChosen
    if not judged.reason.strip():
        raise LinkWithoutReason
    wanted = _not_said_yet(session, seen, judged, actor_id)
    links = _links(session, wanted, today)
    for pair, turn in wanted.items():
        row = _row(links[pair], turn + 1, judged, actor_id=actor_id, on=today, at=at)
        session.add(row)
        flush_once(session)  # who judged it at the same time shows here; the tokens need row.id
        _index(session, row)
    weigh_judged(session, pairs=wanted, on=today)
    ids = dict.fromkeys(each for pair in wanted for each in pair)
    action = f"landlord_link.{judged.verdict.value}"
    audit.record_many(session, actor_id=actor_id, action=action, subject_ids=ids, at=at)
    return len(wanted)


def _not_said_yet(
    session: Session, seen: Mapping[Pair, int], judged: Judged, actor_id: UUID
) -> dict[Pair, int]:
    """The links to judge, each with how often it has been."""
    last = network.newest_judgements(session, seen)
    wanted = {}
    for pair, turn in seen.items():
        newest = last.get(pair)
        if turn == (newest.turn if newest else 0):
            wanted[pair] = turn
        elif newest is None or not _is_said(newest, judged, actor_id):
            raise JudgedMeanwhile
    return wanted


def _is_said(newest: LinkJudgement, judged: Judged, actor_id: UUID) -> bool:
    said = (newest.judged_by_id, newest.verdict, newest.reason)
    return said == (actor_id, judged.verdict, judged.reason.strip())


@dataclass(frozen=True, slots=True)
class _ToJudge:
    """A link that is judged: who the two are, and what it rests on."""

    first: PartyFacts
    second: PartyFacts
    grounds: frozenset[str]


def _links(session: Session, pairs: Collection[Pair], on: date) -> dict[Pair, _ToJudge]:
    facts = network.facts_of_landlords(session, {each for pair in pairs for each in pair})
    parameters = network.link_parameters(session, on=on)
    register = network.register_of(session, facts, parameters=parameters, on=on)
    links = {}
    for pair in pairs:
        if not facts.keys() >= set(pair) or pair[0] == pair[1]:
            raise NotFound(first_id=pair[0], second_id=pair[1])
        found = register.find(pair)
        grounds = found.grounds if found else frozenset()
        links[pair] = _ToJudge(facts[pair[0]], facts[pair[1]], grounds)
    return links


def _row(
    link: _ToJudge, turn: int, judged: Judged, *, actor_id: UUID, on: date, at: datetime
) -> LinkJudgement:
    known = {
        "first": _written(known_as(link.first)),
        "second": _written(known_as(link.second)),
        "grounds": sorted(link.grounds),
    }
    return LinkJudgement(
        first_id=link.first.party_id,
        second_id=link.second.party_id,
        turn=turn,
        verdict=judged.verdict,
        reason=judged.reason.strip(),
        known=known,
        judged_by_id=actor_id,
        judged_on=on,
        judged_at=at,
    )


def _written(known: KnownAs) -> dict[str, list[str]]:
    return {"numbers": sorted(known.numbers), "name_with": sorted(known.name_with)}


def _index(session: Session, row: LinkJudgement) -> None:
    """So that it is found by whatever the two were known by."""
    judgement = network.as_judgement(row)
    tokens = {*judgement.first.tokens(), *judgement.second.tokens()}
    session.add_all(
        LinkJudgementToken(judgement_id=row.id, token=network.token_index(session, token))
        for token in tokens
    )


def make_group_version(
    session: Session, *, today: date, actor_id: UUID, at: datetime
) -> GroupVersionMade:
    """
    Freeze the groups of the day, so that editions may rest on them; never changed.

    Raises: `GroupsContradict`.
    """
    version = groups.version_now(session, on=today)
    if version.contradictions:
        raise GroupsContradict(count=len(version.contradictions))
    row = GroupVersionMade(
        made_on=today,
        digest=version.digest,
        content={
            "groups": [sorted(str(each) for each in group) for group in version.groups],
            "pairs": [[str(one), str(other)] for one, other in version.pairs],
        },
        waiting=groups.count_waiting(session, on=today),
        made_by_id=actor_id,
        made_at=at,
    )
    session.add(row)
    session.flush()  # the trail needs row.id
    audit.record(session, actor_id=actor_id, action="group_version.made", subject_id=row.id, at=at)
    return row
