"""Links of landlords in the register: weighed again where something changes, judged, frozen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.landlords import role
from factories.people import NOW, staff_member
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.identity.rules import Role
from landlord_watch.landlords import many, services
from landlord_watch.landlords.errors import NotedAlready
from landlord_watch.landlords.models import (
    AccountKind,
    LandlordLink,
    Party,
    PartyKind,
    PartyMark,
    PartyRoleKind,
)
from landlord_watch.landlords.queries import network
from landlord_watch.landlords.rules.network.facts import MarkKind
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.landlords.rules.network.register import pair_of
from landlord_watch.landlords.rules.network.states import LinkState, links_of
from landlord_watch.landlords.services.linking import Judged, judge_links
from landlord_watch.landlords.services.noting import (
    MarkFacts,
    OwnershipFacts,
    decide_link_parameters,
    note_mark,
    record_ownership,
)

TODAY = date(2026, 3, 12)
#: So small that hubs come and go.
SMALL = replace(network.UNDECIDED, decided="Nämnden § 4", most_sharing=3, most_signed_for=3)
PERSON = "19900101-0017"


@pytest.fixture
def actor_id(session: Session) -> UUID:
    return staff_member(session, Role.CASE_MANAGER).id


def company(name: str, **facts: str) -> services.LandlordFacts:
    return services.LandlordFacts(PartyKind.LEGAL, name, **facts)


def record(session: Session, facts: services.LandlordFacts) -> Party:
    return services.record_landlord(session, facts=facts, today=TODAY, actor_id=None, at=NOW)


def stored(session: Session) -> dict[tuple[UUID, UUID], tuple[object, ...]]:
    one = LandlordLink
    rows = session.execute(select(one.first_id, one.second_id, one.tier, one.state, one.due))
    return {(row[0], row[1]): tuple(row[2:]) for row in rows}


def all_anew(session: Session) -> dict[tuple[UUID, UUID], tuple[object, ...]]:
    """What the rules say of all landlords at once."""
    facts = network.facts_of_landlords(session, session.scalars(select(Party.id)).all())
    parameters = network.link_parameters(session, on=TODAY)
    register = network.register_of(session, facts, parameters=parameters, on=TODAY)
    judgements = network.judgements_about(session, facts.values())
    return {
        link.pair: (link.found.tier if link.found else None, link.state, link.due)
        for link in links_of(register, judgements)
    }


class Changes:
    """Somebody at the register, who changes this and that."""

    def __init__(self, session: Session, actor_id: UUID, seed: int) -> None:
        self.session, self.actor_id = session, actor_id
        self.random = Random(seed)  # noqa: S311 -- the same each time
        self.homes: list[Dwelling] = [
            dwelling(session, street_address=f"Ringvägen {number}") for number in range(3)
        ]
        self.ids = [record(session, self.facts()).id for _ in range(5)]

    def facts(self) -> services.LandlordFacts:
        name = self.random.choice(("Dalaberg AB", "Dalabergs AB", "Ekhult AB"))
        phone = self.random.choice(("0531-123 45 67", "0531-999 99 99", ""))
        email = self.random.choice(("a@dal.example", "b@dal.example", ""))
        return company(name, phone=phone, email=email)

    def one(self) -> None:
        self.random.choice(
            (self.new, self.correct, self.correct, self.account, self.role, self.sign, self.judge)
        )()

    def new(self) -> None:
        self.ids.append(record(self.session, self.facts()).id)

    def correct(self) -> None:
        services.correct_landlord(
            self.session,
            landlord_id=self.random.choice(self.ids),
            facts=self.facts(),
            today=TODAY,
            actor_id=self.actor_id,
            at=NOW,
        )

    def account(self) -> None:
        account = many.AccountFacts(
            self.random.choice(self.ids),
            AccountKind.BANKGIRO,
            self.random.choice(("9912346", "9912353")),
            "Lifecare",
            TODAY,
        )
        many.note_accounts(self.session, accounts=[account], actor_id=None, at=NOW)

    def role(self) -> None:
        facts = many.RoleFacts(
            self.random.choice(self.ids),
            self.random.choice(self.homes).id,
            self.random.choice((PartyRoleKind.MANAGER, PartyRoleKind.OWNER)),
            TODAY,
            "Avtal",
        )
        if self.random.random() < 0.5:
            many.give_roles(self.session, roles=[facts], actor_id=None, at=NOW)
        else:
            held = many.find_open_roles(self.session, [facts.party_id], kind=facts.kind)
            many.end_roles(self.session, roles=held, ends_on=TODAY, actor_id=None, at=NOW)

    def sign(self) -> None:
        mark = MarkFacts(MarkKind.SIGNATORY, PERSON, "Bolagsverket", TODAY, name="Nils")
        try:
            note_mark(
                self.session,
                landlord_id=self.random.choice(self.ids),
                mark=mark,
                today=TODAY,
                actor_id=self.actor_id,
                at=NOW,
            )
        except NotedAlready:
            return

    def judge(self) -> None:
        pairs = sorted(stored(self.session))
        if not pairs:
            return
        pair = self.random.choice(pairs)
        newest = network.newest_judgements(self.session, [pair]).get(pair)
        judge_links(
            self.session,
            seen={pair: newest.turn if newest else 0},
            judged=Judged(self.random.choice(list(Verdict)), f"Prövat {self.random.random()}"),
            today=TODAY,
            actor_id=self.actor_id,
            at=NOW,
        )


@pytest.mark.parametrize("seed", range(6))
def test_what_changes_are_weighed_to_is_what_weighing_all_anew_gives(
    session: Session, actor_id: UUID, seed: int
) -> None:
    decide_link_parameters(session, parameters=SMALL, actor_id=actor_id, at=NOW)
    changes = Changes(session, actor_id, seed)
    seen = 0
    for _ in range(12):
        changes.one()
        seen += len(stored(session))

        assert stored(session) == all_anew(session)
    assert seen
